"""What must hold of cards and their formulas, each told in a sentence that says what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from pamong.measurement.models import Card, CardPart, Indicator
from pamong.ui.numbers import say_number

Operator, Way = Card.Operator, Card.Way
DEEPEST = 4  # steps from a card down to what is entered
MOST_PARTS = 200
WHOLE = Decimal(100)
# Whose parts must be counted in one unit, which is then the unit of the result.
ALIKE = frozenset(
    {Operator.SUM, Operator.DIFFERENCE, Operator.MEAN, Operator.MIN, Operator.MAX, Operator.LAST}
)
DIVIDED = frozenset({Operator.DIFFERENCE, Operator.RATIO})  # have parts below the line
PERCENTS = frozenset({"%", "persen", "percent"})


@dataclass(frozen=True, slots=True)
class PartInput:
    """One part as a form gives it."""

    child: Card
    weight: Decimal = Decimal(1)
    is_below: bool = False


def check_code(card: Card, code: str) -> str:
    """The code without doubled spaces; no two cards of an agency have the same, capitals aside."""
    code = " ".join(code.split())
    if not code:
        raise ValidationError(_("Isi kode kartu."))
    others = Card.objects.filter(agency=card.agency, code__iexact=code).exclude(pk=card.pk)
    if other := others.select_related("indicator").first():
        raise ValidationError(
            _("Kode %(code)s sudah dipakai “%(name)s”. Tulis kode lain."),
            params={"code": code, "name": other.indicator.name},
        )
    return code


def check_formula(
    card: Card, way: str, operator: str, parts: Sequence[PartInput], factor: Decimal
) -> None:
    """Whether a figure can come of it; the first thing that hinders it is said with its name."""
    if not parts:
        raise ValidationError(_("Pilih paling sedikit satu bagian."))
    if len(parts) > MOST_PARTS:
        raise ValidationError(_("Paling banyak %(n)s bagian.") % {"n": MOST_PARTS})
    if not factor:
        raise ValidationError(_("Dikalikan 0, hasilnya selalu 0. Kosongkan pengalinya."))
    _check_parts(card, parts)
    _check_sides(operator, parts)
    if way == Way.ROLLUP:
        if operator not in Card.ROLLING:
            raise ValidationError(
                _("Rangkuman unit memakai jumlah, rata-rata, terendah, atau terakhir.")
            )
        _check_shares(card, parts)
    _check_units(card, operator, parts, factor)
    check_no_circle(card, [part.child for part in parts])


def _check_parts(card: Card, parts: Sequence[PartInput]) -> None:
    seen: set[tuple[int, bool]] = set()
    for part in parts:
        name = part.child.indicator.name
        if part.child.pk == card.pk:
            raise ValidationError(_("“%s” tidak dapat menjadi bagian dari dirinya sendiri.") % name)
        if part.child.agency_id != card.agency_id:
            raise ValidationError(_("Semua bagian harus milik instansi yang sama."))
        if (part.child.pk, part.is_below) in seen:
            raise ValidationError(_("“%s” dipilih dua kali. Hapus salah satunya.") % name)
        seen.add((part.child.pk, part.is_below))
        if part.weight <= 0:
            raise ValidationError(_("Bobot “%s” harus lebih dari 0.") % name)


def _check_sides(operator: str, parts: Sequence[PartInput]) -> None:
    below = [part for part in parts if part.is_below]
    if operator in DIVIDED:
        if not below or len(below) == len(parts):
            raise ValidationError(
                _("Pilih bagian di atas dan di bawah garis: yang dibagi dan pembaginya.")
                if operator == Operator.RATIO
                else _("Pilih yang dikurangi dan pengurangnya.")
            )
    elif below:
        raise ValidationError(_("Hanya selisih dan hasil bagi yang punya pengurang atau pembagi."))


def _check_units(card: Card, operator: str, parts: Sequence[PartInput], factor: Decimal) -> None:
    if operator in ALIKE:
        _check_alike(parts)
        own, theirs = measure_of(card.indicator), measure_of(parts[0].child.indicator)
        if factor == 1 and own != theirs:
            raise ValidationError(
                _(
                    "“%(name)s” dihitung dalam %(theirs)s, kartu ini dalam %(own)s. Samakan satuannya."
                ),
                params={
                    "name": parts[0].child.indicator.name,
                    "theirs": parts[0].child.indicator.unit or _("tanpa satuan"),
                    "own": card.indicator.unit or _("tanpa satuan"),
                },
            )
    if operator == Operator.RATIO:
        above = [part for part in parts if not part.is_below]
        below = [part for part in parts if part.is_below]
        _check_alike(above)
        _check_alike(below)
        is_share = measure_of(above[0].child.indicator) == measure_of(below[0].child.indicator)
        if factor == WHOLE and is_share and measure_of(card.indicator) != "%":
            raise ValidationError(
                _(
                    "Hasil bagi dikali 100 dari satuan yang sama adalah persen. Tulis satuan % di kartu."
                )
            )


def _check_alike(parts: Sequence[PartInput]) -> None:
    first = parts[0].child.indicator
    for part in parts[1:]:
        other = part.child.indicator
        if measure_of(other) != measure_of(first):
            raise ValidationError(
                _(
                    "“%(one)s” dihitung dalam %(unit)s, “%(other)s” dalam %(other_unit)s. "
                    "Samakan satuannya, atau pakai rumus lain."
                ),
                params={
                    "one": first.name,
                    "unit": first.unit or _("tanpa satuan"),
                    "other": other.name,
                    "other_unit": other.unit or _("tanpa satuan"),
                },
                code="units",
            )


def measure_of(indicator: Indicator) -> str:
    """The unit of measurement so that two spellings of one are alike."""
    word = " ".join(indicator.unit.casefold().split())
    return "%" if word in PERCENTS else word


def _check_shares(card: Card, parts: Sequence[PartInput]) -> None:
    keys = [part.child.pk for part in parts]
    others = CardPart.objects.filter(child__in=keys, card__way=Way.ROLLUP).exclude(card=card)
    given = dict(
        others.order_by().values("child").annotate(n=Sum("weight")).values_list("child", "n")
    )
    for part in parts:
        left = WHOLE - given.get(part.child.pk, Decimal(0))
        if part.weight > left:
            raise ValidationError(
                _("Bagian “%(name)s” yang masih dapat dirangkum tinggal %(left)s persen."),
                params={"name": part.child.indicator.name, "left": say_number(left)},
                code="share",
            )


def check_no_circle(card: Card, children: Iterable[Card]) -> None:
    """Refuse what would make the card a part of itself, or lie too deep; the way is told by names."""
    lines: dict[int, list[int]] = {}
    rows = CardPart.objects.filter(card__agency_id=card.agency_id).exclude(card=card)
    for parent, child in rows.values_list("card_id", "child_id"):
        lines.setdefault(parent, []).append(child)
    keys = [child.pk for child in children]
    if way := _way(lines, keys, card.pk):
        names = dict(Card.objects.filter(pk__in=way).values_list("pk", "indicator__name"))
        chain = " → ".join(f"“{names[key]}”" for key in [card.pk, *way])
        raise ValidationError(
            _("Rumus ini berputar: %(chain)s. Lepas salah satu bagian itu."),
            params={"chain": chain},
            code="circle",
        )
    lines[card.pk] = keys
    above: dict[int, list[int]] = {}
    for parent, some in lines.items():
        for child in some:
            above.setdefault(child, []).append(parent)
    if _height(above, card.pk) + _height(lines, card.pk) > DEEPEST:
        raise ValidationError(
            _("Rumus ini lebih dari %(n)d tingkat. Ringkas dengan bagian yang diisi langsung."),
            params={"n": DEEPEST},
        )


def _way(lines: Mapping[int, Sequence[int]], start: Sequence[int], goal: int) -> list[int]:
    """How one comes from the children down to the card, if at all; without recursion."""
    came: dict[int, int] = dict.fromkeys(start, 0)
    queue = list(came)
    while queue:
        here = queue.pop()
        if here == goal:
            way = [here]
            while came[way[-1]]:
                way.append(came[way[-1]])
            return way[::-1]
        for child in lines.get(here, ()):
            if child not in came:
                came[child] = here
                queue.append(child)
    return []


def _height(lines: Mapping[int, Sequence[int]], start: int) -> int:
    """How many steps lead away from a card at most; there are no circles by now."""
    height, level = 0, {start}
    while level := {child for key in level for child in lines.get(key, ())}:
        height += 1
    return height


def check_still_fits(card: Card, was: Indicator) -> None:
    """A changed unit of measurement must still fit the formulas that the card stands in."""
    if measure_of(card.indicator) == measure_of(was):
        return
    if card.is_computed:
        own = [as_input(part) for part in card.parts.select_related("child__indicator")]
        _check_units(card, card.operator, own, card.factor)
    for whole in card.part_of.select_related("card__indicator"):
        rows = whole.card.parts.select_related("child__indicator")
        _check_units(
            whole.card, whole.card.operator, [as_input(row) for row in rows], whole.card.factor
        )


def as_input(part: CardPart) -> PartInput:
    """A part as a form would give it."""
    return PartInput(part.child, part.weight, part.is_below)
