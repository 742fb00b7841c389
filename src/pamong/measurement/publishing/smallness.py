"""Figures that count too few people are not published, nor those that tell of too few by subtracting."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.measurement.cards.periods import period_coded
from pamong.measurement.models import Card, CardPart, Publication
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
FULL = Decimal(100)
Content = Mapping[str, Any]


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
    for (_first, before), (name, after) in pairwise(points):
        if hidden_cells({name: _people(after - before)}):
            raise ValidationError(
                _(
                    "Selisih %(period)s dari periode sebelumnya kurang dari %(least)s orang. Terbitkan "
                    "angka tahunnya saja: hapus centang angka tiap periode."
                ),
                params={"period": name, "least": MINIMUM},
                code="small",
            )


def _check_versions(card: Card, content: Content) -> None:
    """What was counted between two versions of a year: the public has both."""
    if card.counting == Card.Counting.STATE:
        return
    version = content["version"]
    rows = Publication.objects.filter(card=card, year=version["year"], number__gt=0)
    for told in rows.values_list("content__version", flat=True):
        between = Decimal(version["value"]) - Decimal(told["value"])
        if told["as_of"] != version["as_of"] and hidden_cells({"between": _people(between)}):
            raise ValidationError(
                _(
                    "Selisih dari angka yang pernah terbit kurang dari %(least)s orang. Terbitkan setelah "
                    "lebih banyak orang terhitung."
                ),
                params={"least": MINIMUM},
                code="small",
            )


def _check_rests(card: Card, content: Content) -> None:
    """What a published whole leaves over once its published parts are taken away, in its year and each period."""
    sums = _Sums(card.agency_id)
    wholes = sums.above(card.pk)
    sums.shown = _shown(sums.below(wholes) | {card.pk}, content["version"]["year"])
    sums.shown[card.pk] = _told(content)
    for whole in wholes:
        for at, value in sums.shown.get(whole, {}).items():
            given, hides = sums.given(whole, at)
            if hides and hidden_cells({"rest": _people(value - given)}):
                raise ValidationError(
                    _(
                        "Dengan mengurangkan angka lain yang terbit, bagian yang tidak terbit terbaca: kurang "
                        "dari %(least)s orang. Tarik salah satu bagian, atau terbitkan angka gabungannya saja."
                    ),
                    params={"least": MINIMUM},
                    code="small",
                )


class _Sums:
    """The sums of an agency with their parts, and what is published of them by card, then by period."""

    def __init__(self, agency: int) -> None:
        self.parts: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
        self.shown: dict[int, dict[str, Decimal]] = {}
        rows = CardPart.objects.filter(card__agency=agency, card__operator=Card.Operator.SUM)
        for whole, way, part, weight in rows.values_list("card", "card__way", "child", "weight"):
            share = weight / FULL if way == Card.Way.ROLLUP else Decimal(1)
            self.parts[whole].append((part, share))

    def above(self, card: int) -> set[int]:
        """The sums into which a card goes at any depth, with itself where it is one."""
        found = {card}
        while more := {one for one in self.parts if self._names(one) & found} - found:
            found |= more
        return found & self.parts.keys()

    def below(self, wholes: set[int]) -> set[int]:
        """Those sums with all their parts at any depth."""
        found = set(wholes)
        while more := {name for one in found for name in self._names(one)} - found:
            found |= more
        return found

    def given(self, whole: int, at: str) -> tuple[Decimal, bool]:
        """What the published parts of a sum come to, those of its unpublished sums too; and whether any is kept back."""
        value, hides = Decimal(0), False
        for part, share in self.parts.get(whole, ()):
            told = self.shown.get(part, {}).get(at)
            if told is not None:
                value += told * share
            elif part in self.parts:
                more, inside = self.given(part, at)
                value, hides = value + more * share, hides or inside
            else:
                hides = True
        return value, hides

    def _names(self, whole: int) -> set[int]:
        return {part for part, _share in self.parts.get(whole, ())}


def _told(content: Content) -> dict[str, Decimal]:
    """The figures that go out: the year's under no name, the others by their period."""
    told = {"": Decimal(content["version"]["value"])}
    return told | {point["period"]: Decimal(point["value"]) for point in content["points"]}


def _shown(cards: Iterable[int], year: int) -> dict[int, dict[str, Decimal]]:
    rows = Publication.objects.standing().filter(card__in=list(cards), year=year)
    return {row.card_id: _told(row.content) for row in rows}
