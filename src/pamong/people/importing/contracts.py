"""Contracts that a file tells of people: read from their cells, and set beside those on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, is_number, text_of
from pamong.documents.sheets import Value
from pamong.people.contracts.rules import HELD_BY
from pamong.people.importing.refusing import RowError
from pamong.people.models import Contract
from pamong.ui.dates import say_days
from pamong.ui.near import CONTRACT, too_far
from pamong.ui.numbers import parse_number, say_number

DAY = timedelta(days=1)
FULL, PLACES = 100, Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ContractCells:
    """The cells of one row that tell of its contract."""

    first: Value
    last: Value
    share: Value


@dataclass(frozen=True, slots=True)
class ContractSaid:
    """A contract as a row tells it; without a share it says nothing of the hours."""

    first: date
    last: date
    share: Decimal | None = None  # percent of full hours
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ContractChange:
    """A contract that the import would add, or make otherwise than it stands."""

    said: ContractSaid
    before: ContractSaid | None = None
    row: Contract | None = field(default=None, compare=False, repr=False)


def said_contract(cells: ContractCells, letter: str) -> ContractSaid | None:
    """The contract of a row; RowError where one of its days is missing or its cells contradict."""
    first = _day(cells.first, _("Tanggal mulai kontrak tidak terbaca: %(text)s."))
    last = _day(cells.last, _("Tanggal akhir kontrak tidak terbaca: %(text)s."))
    share = _share(cells.share)
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise RowError(_("Kontrak memerlukan tanggal mulai dan tanggal akhir: isi keduanya."))
    if last < first:
        raise RowError(_("Kontrak berakhir sebelum mulai: periksa kedua tanggalnya."))
    if told := too_far(last, CONTRACT):
        raise RowError(told)
    return ContractSaid(first, last, share, letter)


def _day(cell: Value, sentence: str) -> date | None:
    try:
        return day_of(cell)
    except NoDayError:
        raise RowError(sentence % {"text": text_of(cell)[:40]}) from None


def _share(cell: Value) -> Decimal | None:
    """Percent: 50, "50%" and the 0,5 that a cell formatted as percent holds are the same."""
    text = text_of(cell)
    if text in {"", "-", "–"}:
        return None
    try:
        value = Decimal(str(cell)) if is_number(cell) else parse_number(text)
    except ValidationError:
        raise RowError(_share_told(text)) from None
    if value <= 1 and "%" not in text:
        value *= FULL
    if not 1 <= value <= FULL:
        raise RowError(_share_told(text))
    return value.quantize(PLACES, ROUND_HALF_UP)


def _share_told(text: str) -> str:
    sentence = _("Bagian jam kerja bukan persen antara 1 dan 100: %(text)s.")
    return sentence % {"text": text[:40]}


def contract_changes(
    said: Sequence[ContractSaid], kind: str, held: Sequence[Contract]
) -> list[ContractChange]:
    """What the file's contracts of one person would add or change; RowError where they cannot stand."""
    if not said:
        return []
    if kind not in HELD_BY:
        raise RowError(_("Baris ini memuat kontrak, tetapi pegawainya bukan PPPK."))
    standing = {row.valid_from: row for row in held}
    found = []
    for one in said:
        before = standing.get(one.first)
        after = _completed(one, before)
        if before is None:
            found.append(ContractChange(after))
        elif after != as_said(before):
            _refuse_decided(before, after)
            found.append(ContractChange(after, as_said(before), before))
    _refuse_overlap(found, {first: row.last for first, row in standing.items()})
    return found


def as_said(row: Contract) -> ContractSaid:
    """A contract on record as a file would tell it; the whole of the hours is no share."""
    share = None if row.hours_share == FULL else row.hours_share
    return ContractSaid(row.valid_from, row.last, share, row.letter)


def _completed(said: ContractSaid, before: Contract | None) -> ContractSaid:
    """What the row does not tell stays as it stands."""
    share = before.hours_share if before and said.share is None else said.share
    letter = before.letter if before and not said.letter else said.letter
    return ContractSaid(said.first, said.last, None if share == FULL else share, letter)


def _refuse_decided(before: Contract, after: ContractSaid) -> None:
    if before.decision and before.last != after.last:
        raise RowError(
            _("Kontrak %(days)s sudah diputuskan, jadi tanggal akhirnya tidak diubah.")
            % {"days": say_days(before.valid_from, before.last)}
        )


def _refuse_overlap(found: Sequence[ContractChange], standing: Mapping[date, date]) -> None:
    ends = {**standing, **{change.said.first: change.said.last for change in found}}
    firsts = sorted(ends)
    for first, following in pairwise(firsts):
        if ends[first] >= following and {first, following} & {c.said.first for c in found}:
            one, other = say_days(first, ends[first]), say_days(following, ends[following])
            raise RowError(
                _("Kontrak %(one)s bertumpuk dengan kontrak %(other)s.")
                % {"one": one, "other": other}
            )


def contract_said(said: ContractSaid | None) -> str:
    """Days, share and number in one line."""
    if said is None:
        return ""
    share = ""
    if said.share is not None:
        share = _("%(share)s%% jam penuh") % {"share": say_number(said.share)}
    return ", ".join(filter(None, (say_days(said.first, said.last), share, said.letter)))
