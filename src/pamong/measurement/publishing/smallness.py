"""Figures that count too few people are not published, nor those that tell of too few by subtracting."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.measurement.cards.periods import period_coded
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.following import tells_few
from pamong.measurement.publishing.sums import FULL, Content, Sums, earlier, shown, told_in
from pamong.stats.suppression import MINIMUM, hidden_cells

WORD = re.compile(r"[^\W\d_]+|%")
PEOPLE = frozenset(
    [
        *("orang", "jiwa", "penduduk", "warga", "pegawai", "karyawan", "pekerja", "guru", "dosen"),
        *("siswa", "murid", "mahasiswa", "santri", "anak", "balita", "bayi", "ibu", "lansia"),
        *("remaja", "perempuan", "pasien", "penderita", "kasus", "korban", "peserta", "pemohon"),
        *("pelaku", "petani", "nelayan", "pedagang", "atlet", "relawan", "keluarga", "kk"),
    ]
)
SHARES = frozenset(["%", "persen", "permil", "per", "rasio", "rata", "indeks", "nilai", "skor"])
PERCENT = frozenset(["%", "persen"])


def words_of(unit: str) -> set[str]:
    """The words of a unit, in small letters."""
    return set(WORD.findall(unit.casefold()))


def names_people(unit: str) -> bool:
    """Whether a unit says by itself that people are counted."""
    return bool(words_of(unit) & PEOPLE)


def is_share(unit: str) -> bool:
    """Whether a figure speaks of a part or a mean, so that it does not say of how many."""
    return bool(words_of(unit) & SHARES)


def check_not_small(card: Card, content: Content, *, is_people: bool, base: int | None) -> None:
    """Refuse figures by which somebody could be counted out; of what counts no people, none."""
    unit = content["indicator"]["unit"]
    if not is_people and not names_people(unit):
        return
    if is_share(unit):
        _check_share(content, base)
        _check_share_over_time(card, content, base or 0)
        return
    _check_counts(card, content)
    _check_versions(card, content)
    _check_rests(card, content)


def _values(content: Content) -> list[tuple[str, Decimal]]:
    """Every figure that goes out, with what it is of."""
    year = str(content["version"]["year"])
    told = [(year, content["version"]["value"])]
    told += [(_named(point), point["value"]) for point in content["points"]]
    return [(name, Decimal(value)) for name, value in told if value is not None]


def _named(point: Mapping[str, str]) -> str:
    period = period_coded(point["period"])
    return period.said() if period else point["period"]


def _too_few(name: str) -> ValidationError:
    return ValidationError(
        _(
            "Angka %(period)s menghitung kurang dari %(least)s orang, sehingga seseorang dapat dikenali. "
            "Terbitkan angka yang mencakup lebih banyak orang."
        ),
        params={"period": name, "least": MINIMUM},
        code="small",
    )


def _too_few_between(name: str) -> ValidationError:
    return ValidationError(
        _(
            "Selisih %(period)s dari periode sebelumnya kurang dari %(least)s orang. Terbitkan "
            "angka tahunnya saja: hapus centang angka tiap periode."
        ),
        params={"period": name, "least": MINIMUM},
        code="small",
    )


def _too_few_since() -> ValidationError:
    return ValidationError(
        _(
            "Selisih dari angka yang pernah terbit kurang dari %(least)s orang. Terbitkan setelah "
            "lebih banyak orang terhitung."
        ),
        params={"least": MINIMUM},
        code="small",
    )


def _check_share(content: Content, base: int | None) -> None:
    if base is None:
        raise ValidationError(
            _("Tulis dari berapa orang angka ini dihitung: satuannya tidak mengatakannya.")
        )
    is_percent = bool(words_of(content["indicator"]["unit"]) & PERCENT)
    for name, value in _values(content):
        inside = _people(value * base / FULL) if is_percent and 0 <= value <= FULL else base
        if hidden_cells({"all": base}) or hidden_cells({"in": inside, "out": base - inside}):
            raise _too_few(name)


def _check_share_over_time(card: Card, content: Content, base: int) -> None:
    """What came to a share, and to those of whom it speaks, since the figures that the public has."""
    if card.counting == Card.Counting.STATE:
        return
    if card.counting == Card.Counting.RUNNING:
        points = [(_named(point), Decimal(point["value"])) for point in content["points"]]
        for (_first, before), (name, after) in pairwise(points):
            if _tells_few(content, (before, base), (after, base)):
                raise _too_few_between(name)
    version = content["version"]
    now = Decimal(version["value"]), base
    rows = Publication.objects.filter(card=card, year=version["year"], number__gt=0)
    for told, people in rows.values_list("content__version", "people_base"):
        was = Decimal(told["value"]), people or base
        if told["as_of"] != version["as_of"] and _tells_few(content, was, now):
            raise _too_few_since()


def _tells_few(content: Content, was: tuple[Decimal, int], now: tuple[Decimal, int]) -> bool:
    """Whether few came or went of those inside, outside, or in all: of a mean it would tell theirs."""
    between = {"all": abs(now[1] - was[1])}
    if words_of(content["indicator"]["unit"]) & PERCENT:
        before, after = (_people(value * base / FULL) for value, base in (was, now))
        between |= {"in": abs(after - before), "out": abs(now[1] - after - was[1] + before)}
    return any(hidden_cells({name: count}) for name, count in between.items())


def _people(value: Decimal) -> int:
    """As many whole people; a part of one is one."""
    return int(abs(value).to_integral_value(ROUND_HALF_UP)) or int(value != 0)


def _check_counts(card: Card, content: Content) -> None:
    for name, value in _values(content):
        if hidden_cells({name: _people(value)}):
            raise _too_few(name)
    if card.counting != Card.Counting.RUNNING:
        return
    points = [(_named(point), Decimal(point["value"])) for point in content["points"]]
    points += [(str(content["version"]["year"]), Decimal(content["version"]["value"]))]
    for (_first, before), (name, after) in pairwise(points):
        if hidden_cells({name: _people(after - before)}):
            raise _too_few_between(name)


def _check_versions(card: Card, content: Content) -> None:
    """What was counted between two versions of a year: the public has both."""
    if card.counting == Card.Counting.STATE:
        return
    version = content["version"]
    rows = Publication.objects.filter(card=card, year=version["year"], number__gt=0)
    for told in rows.values_list("content__version", flat=True):
        between = Decimal(version["value"]) - Decimal(told["value"])
        if told["as_of"] != version["as_of"] and hidden_cells({"between": _people(between)}):
            raise _too_few_since()


def _check_rests(card: Card, content: Content) -> None:
    """What a published whole leaves over once its published parts are taken away, in its year and each period.

    Earlier versions are public too: each of another card takes the place of what stands, one after the other.
    """
    sums = Sums(card.agency_id)
    wholes = sums.above(card.pk)
    cards, year = sums.below(wholes) | {card.pk}, content["version"]["year"]
    is_running = card.counting == Card.Counting.RUNNING
    standing = shown(cards, year) | {card.pk: told_in(content)}
    for before in [{}, *earlier(cards - {card.pk}, year)]:
        sums.shown = standing | before
        if any(_tells_rest(sums, whole, is_running=is_running) for whole in wholes):
            raise _too_few_left()
    if tells_few(card, content, sums):
        raise _too_few_left()


def _too_few_left() -> ValidationError:
    return ValidationError(
        _(
            "Dengan mengurangkan angka lain yang terbit, bagian yang tidak terbit terbaca: kurang "
            "dari %(least)s orang. Tarik salah satu bagian, atau terbitkan angka gabungannya saja."
        ),
        params={"least": MINIMUM},
        code="small",
    )


def _tells_rest(sums: "Sums", whole: int, *, is_running: bool) -> bool:
    """Whether the parts that are kept back count too few in the year or one of its periods, or between two of them."""
    told = sums.shown.get(whole, {})
    rests = []
    for at in sorted(told, key=lambda at: (not at, at)):  # the year's figure comes last
        given, hides = sums.given(whole, at)
        if hides:
            rests.append(told[at] - given)
    if is_running:
        rests += [after - before for before, after in pairwise(rests)]
    return any(hidden_cells({"rest": _people(rest)}) for rest in rests)
