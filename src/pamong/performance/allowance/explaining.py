"""How a line came about, step by step in sentences, each with the clause that it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.people.contracts.rules import Share
from pamong.people.leave.kinds import ATTENDANCE, leave_pack
from pamong.performance.allowance.drawing import pay_again
from pamong.performance.allowance.hours import share_by_rule
from pamong.performance.allowance.paying import attendance_percent, predicate_percent
from pamong.performance.allowance.stays import FULL
from pamong.performance.models import AllowanceLine
from pamong.performance.rules import label_of, pack_named
from pamong.policy.evaluate import Outcome
from pamong.policy.operators.numbers import rounded, written
from pamong.policy.pack import Exact, Pack
from pamong.ui.numbers import say_number, say_rupiah
from pamong.ui.reasons import Reason

SHOWN = 2  # decimals of a part before it is rounded
ROW = "attendance_deduction"
SHARES, DEDUCTIONS = "allowance_shares", "allowance_attendance"


@dataclass(frozen=True, slots=True)
class Explained:
    """All steps of a line in a row, for "Mengapa …?"."""

    because: tuple[Reason, ...]
    unconfirmed: tuple[str, ...]


def explained(line: AllowanceLine) -> Explained:
    """Computed again from what stands in the row, by the rules of the month that it is for."""
    is_old = line.corrects is not None and not line.pack  # before lines kept their own
    pack = pack_named(line.corrects.sheet.pack if is_old and line.corrects else line.rules)
    _percent, attended, _lacks = attendance_percent(pack, line.counts)
    rated = predicate_percent(pack, line.predicate) if line.predicate else None
    paid = pay_again(line, pack).outcomes
    outcomes = [one for one in (attended, rated, *paid) if one]
    share = share_by_rule(line)
    told = (
        *_away(line, pack),
        *_attended(line, pack, attended),
        *_rated(line, pack, rated),
        *_hours(share),
        *_paid(line, pack, paid),
    )
    names = dict.fromkeys(name for one in outcomes for name in one.unconfirmed)
    unconfirmed = tuple(_OPEN[name]() if name in _OPEN else name for name in names)
    return Explained(told, unconfirmed)


def _away(line: AllowanceLine, pack: Pack) -> Iterator[Reason]:
    """Where a count of leave comes from; both sources count a day once."""
    for item, (file, own) in line.away.items():
        given = {
            "item": label_of(pack, "attendance_item", item),
            "own": say_number(Decimal(own)),
            "file": "" if file is None else say_number(Decimal(str(file))),
        }
        if file is None:
            said = _("%(item)s menurut catatan cuti: %(own)s.")
        else:
            said = _(
                "%(item)s menurut berkas: %(file)s, menurut catatan cuti: %(own)s. "
                "Hari yang sama dihitung sekali; yang lebih besar dipakai."
            )
        rules = leave_pack(line.first_day, line.sheet.unit.agency.local_packs)
        yield Reason(said % given, rules.tables[ATTENDANCE].citation)


def _attended(line: AllowanceLine, pack: Pack, outcome: Outcome | None) -> Iterator[Reason]:
    if line.attendance_percent is None:
        return
    if outcome is None:
        said = _("Persentase kehadiran menurut berkas kehadiran: %(value)s%%.")
        yield Reason(said % {"value": say_number(line.attendance_percent)})
        return
    for step in outcome.because:
        if step.step.startswith(ROW) and step.inputs["count"]:
            given = {
                "item": label_of(pack, "attendance_item", step.inputs["item"]),
                "count": _number(step.inputs["count"]),
                "each": _number(step.inputs["percent_each"]),
                "value": _number(step.value),
            }
            said = _("%(item)s: %(count)s × %(each)s%% = %(value)s%%.") % given
            yield Reason(said, _cited(pack, DEDUCTIONS, str(step.inputs["item"])))
    last = outcome.because[-1]
    given = {"lost": _number(last.inputs["deduction"]), "value": _number(last.value)}
    said = _("Persentase kehadiran: 100%% − %(lost)s%% = %(value)s%%.")
    yield Reason(said % given, last.citation)


def _rated(line: AllowanceLine, pack: Pack, outcome: Outcome | None) -> Iterator[Reason]:
    if line.predicate_percent is None:
        return
    value = say_number(line.predicate_percent)
    if outcome is None:
        yield Reason(_("Progress harian yang dikonfirmasi: %(value)s%%.") % {"value": value})
        return
    given = {"predicate": label_of(pack, "predicate", line.predicate), "value": value}
    said = _("Predikat %(predicate)s: %(value)s%% dari bagian kinerja.")
    yield Reason(said % given, outcome.because[0].citation)


def _hours(share: Share | None) -> Iterator[Reason]:
    """Where the contract leaves the share of hours to the rules."""
    if share:
        said = _("Kontrak tidak menyebut bagian jam kerja; menurut aturan %(value)s%% jam penuh.")
        yield Reason(said % {"value": say_number(share.percent)}, share.citation)


def _paid(line: AllowanceLine, pack: Pack, outcomes: tuple[Outcome, ...]) -> Iterator[Reason]:
    """The parts rest on the agency's split, the rest on what the steps name."""
    steps = [step for outcome in outcomes for step in outcome.because]
    known: dict[str, Any] = {}
    for step in steps:
        known |= {**step.inputs, step.step: step.value}
        text = _sentence(step.step, known, line)
        if text:
            part = step.step.removesuffix("_part")
            is_split = part != step.step and part in pack.tables[SHARES].rows
            yield Reason(text, _cited(pack, SHARES, part) if is_split else step.citation)


def _cited(pack: Pack, table: str, row: str) -> str:
    """The agency's own answer where it gave one."""
    return pack.tables[table].citation_of(row)


def _sentence(step: str, known: Mapping[str, Any], line: AllowanceLine) -> str:
    """What a step did; those that only lead to the next have no sentence of their own."""
    if step == "base_part":
        return _base(known, line)
    if step in {"attendance_part", "performance_part"}:
        part = step.partition("_")[0]
        given = {
            "share": _number(known[f"{part}_share"]),
            "base": _money(known["base"]),
            "value": _money(known[step]),
        }
        return _PARTS[part]() % given
    if step in {"attendance", "performance"}:
        given = {
            "percent": _number(known[_PERCENT[step]]),
            "part": _money(known[f"{step}_part"]),
            "value": _money(known[step]),
        }
        return _TAKEN[step]() % given
    if step in {"attendance_paid", "performance_paid"}:
        return _rounded(known[step.partition("_")[0]], known[step])
    return _ending(step, known)


def _base(known: Mapping[str, Any], line: AllowanceLine) -> str:
    given = {
        "base": _money(line.base_month or 0),
        "days": line.days,
        "of": line.of_days,
        "hours": _number(known["hours_percent"]),
        "value": _money(known["base_part"]),
    }
    if line.hours_share != FULL:
        return (
            _("TPP dasar: %(base)s × %(days)s ÷ %(of)s hari × %(hours)s%% jam kerja = %(value)s.")
            % given
        )
    if line.days == line.of_days:
        return _("TPP dasar sebulan penuh: %(value)s.") % given
    return _("TPP dasar: %(base)s × %(days)s ÷ %(of)s hari = %(value)s.") % given


def _rounded(exact: Exact, paid: Exact) -> str:
    """Said only where something was rounded."""
    if exact == paid:
        return ""
    said = _("Dibulatkan ke rupiah penuh, setengah ke atas: %(value)s.")
    return said % {"value": _money(paid)}


def _ending(step: str, known: Mapping[str, Any]) -> str:
    if step == "cut" and known["cut_percent"]:
        given = {
            "percent": _number(known["cut_percent"]),
            "gross": _money(known["gross"]),
            "value": _money(known["cut"]),
        }
        return _("Potongan disiplin: %(percent)s%% dari %(gross)s = %(value)s.") % given
    if step == "total":
        return _("Jumlah: %(value)s.") % {"value": _money(known["total"])}
    return ""


_PERCENT = {"attendance": "attendance_percent", "performance": "predicate_percent"}
_PARTS = {
    "attendance": lambda: _("Bagian kehadiran: %(share)s%% dari %(base)s = %(value)s."),
    "performance": lambda: _("Bagian kinerja: %(share)s%% dari %(base)s = %(value)s."),
}

_TAKEN = {
    "attendance": lambda: _("Kehadiran: %(percent)s%% dari %(part)s = %(value)s."),
    "performance": lambda: _("Kinerja: %(percent)s%% dari %(part)s = %(value)s."),
}
_OPEN = {
    "allowance_decimals": lambda: _("cara pembulatan ke rupiah penuh"),
    "allowance_predicates": lambda: _("persentase menurut predikat"),
    "allowance_attendance": lambda: _("potongan bagian kehadiran"),
}


def _number(value: Exact | Decimal) -> str:
    return say_number(value if isinstance(value, Decimal) else written(value))


def _money(value: Exact) -> str:
    return say_rupiah(rounded(value, SHOWN))
