"""The kinds of leave and what each means, from the rule pack under the agency's own answers."""

from datetime import date

from django.utils.translation import get_language

from pamong.people.holding import Local, pack_holding
from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Row, Table, fold

PACK, KINDS, EFFECT, ATTENDANCE = "id-pp-11-2017", "leave_kind", "leave_effect", "leave_attendance"
OWN, OWN_NAME = "leave_own", "own_name"
DUTY, SHORTENS, OFFERED, COUNTED = "duty", "shortens_after", "offered", "counted_as"


def leave_pack(on: date, local: Local = ()) -> Pack:
    """The pack that holds for leave which begins on the day."""
    return pack_holding(PACK, on, local)


def own_kinds(pack: Pack) -> dict[str, str]:
    """The kinds that the agency names itself, each with the kind of the pack that it is treated like.

    Their name is their code, so that what was recorded says it in any year.
    """
    rows = pack.tables[OWN].rows.values()
    return {str(row.cells[OWN_NAME]): str(row.cells[KINDS]) for row in rows if row.cells[OWN_NAME]}


def is_offered(code: str, pack: Pack) -> bool:
    """Whether the agency records leave of the kind."""
    is_known = code in pack.scales[KINDS].codes and _detail(code, pack, OFFERED, "is_offered")
    return is_known or code in own_kinds(pack)


def kind_choices(pack: Pack, held: str = "") -> list[tuple[str, str]]:
    """Codes and labels of the kinds in use, in the order of the pack, and the one that a row has."""
    codes = [code for code in pack.scales[KINDS].codes if code == held or is_offered(code, pack)]
    codes += own_kinds(pack)
    found = codes if not held or held in codes else [*codes, held]
    return [(code, kind_label(code)) for code in found]


def choices_from(on: date, local: Local, held: str = "") -> list[tuple[str, str]]:
    """The kinds in use on the day and those that the agency's answers bring later, for leave to come."""
    later = {date.fromisoformat(first) for pack, first, *_rest in local if pack == PACK}
    days = [on, *sorted(day for day in later if day > on)]
    return list(dict(p for day in days for p in kind_choices(leave_pack(day, local), held)).items())


def kind_label(code: str) -> str:
    """The name of a kind in the language of the page; an agency's own kind is its name."""
    pack = builtin(PACK)
    known = code in pack.scales[KINDS].codes
    return pack.label(KINDS, code, get_language() or "") if known else code


def kind_named(text: str, pack: Pack) -> str | None:
    """The code that a text of a file stands for, under the agency's own answers."""
    own = {fold(name): name for name in own_kinds(pack)}
    return own.get(fold(text)) or pack.scales[KINDS].find(fold(text))


def _row(code: str, pack: Pack, table: str) -> Row | None:
    """What a table says of a kind, or of the one that it is treated like."""
    rows = pack.tables[table].rows
    return rows.get(code) or rows.get(own_kinds(pack).get(code, ""))


def effects(pack: Pack) -> Table:
    """What each kind means, with its citation and mark."""
    return pack.tables[EFFECT]


def _detail(code: str, pack: Pack, column: str, detail: str) -> bool:
    """What the word in a column says; an unknown kind is as every other."""
    row = _row(code, pack, EFFECT)
    term = pack.scales[column][row.cells[column]] if row else None
    return bool(term.details.get(detail)) if term else True


def stops_duty(code: str, pack: Pack) -> bool:
    """Whether no daily progress is owed and times stand still; an unknown kind does."""
    return _detail(code, pack, DUTY, "stops")


def shortens_after(code: str, pack: Pack) -> int | None:
    """From how many calendar days on leave of the kind may shorten a plan; nothing where it never does."""
    row = _row(code, pack, EFFECT)
    found = row.cells.get(SHORTENS) if row else None
    return int(found) if found else None


def counted_as(code: str, pack: Pack) -> str:
    """The count of attendance that a day of such leave belongs to; nothing for an unknown kind."""
    row = _row(code, pack, ATTENDANCE)
    return str(row.cells[COUNTED]) if row else ""
