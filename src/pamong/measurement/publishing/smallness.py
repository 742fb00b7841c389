"""Figures that count too few people are not published, nor those that tell of too few by subtracting."""

import re
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


def _check_rests(card: Card, content: Content) -> None:
    """What a published whole leaves over once its published parts are taken away."""
    year = content["version"]["year"]
    rows = CardPart.objects.filter(card__operator=Card.Operator.SUM)
    sums = {part.card_id for part in rows.filter(child=card)}
    sums |= {card.pk} if card.operator == Card.Operator.SUM else set()
    parts = list(rows.filter(card__in=sums).select_related("card"))
    shown = _shown({part.child_id for part in parts} | sums, year)
    shown[card.pk] = Decimal(content["version"]["value"])
    for whole in sums & shown.keys():
        of = [part for part in parts if part.card_id == whole]
        if all(part.child_id in shown for part in of):
            continue
        rest = shown[whole] - sum((_share_of(p, shown) for p in of), Decimal(0))
        if hidden_cells({"rest": _people(rest)}):
            raise ValidationError(
                _(
                    "Dengan mengurangkan angka lain yang terbit, bagian yang tidak terbit terbaca: kurang "
                    "dari %(least)s orang. Tarik salah satu bagian, atau terbitkan angka gabungannya saja."
                ),
                params={"least": MINIMUM},
                code="small",
            )


def _share_of(part: CardPart, shown: Mapping[int, Decimal]) -> Decimal:
    """What a published part gives to the whole; nothing of one that is not published."""
    value = shown.get(part.child_id, Decimal(0))
    return value * part.weight / FULL if part.card.way == Card.Way.ROLLUP else value


def _shown(cards: Iterable[int], year: int) -> dict[int, Decimal]:
    rows = Publication.objects.standing().filter(card__in=list(cards), year=year)
    return {row.card_id: Decimal(row.content["version"]["value"]) for row in rows}
