"""Working hours: what the rules say of them, and what a week of hours adds up to."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pamong.people.holding import Local, pack_holding
from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Table

PACK, SEASONS, GROUPS = "id-perpres-21-2023", "season", "day_group"
WEEK, BREAK = "week_hours", "break_time"
HOUR, OFFICE_DAYS = 60, 5
Hours = Mapping[str, Mapping[str, Sequence[int]]]  # season → group of days → begins, ends, break


def hours_pack(on: date, local: Local = ()) -> Pack:
    """The pack that says how long one works on the day."""
    return pack_holding(PACK, on, local)


def seasons() -> list[tuple[str, str]]:
    """Usual hours and those of Ramadan, with their names."""
    return _named(SEASONS)


def groups() -> list[tuple[str, str]]:
    """Days with the same hours, with their names."""
    return _named(GROUPS)


def _named(scale: str) -> list[tuple[str, str]]:
    pack, language = builtin(PACK), get_language() or ""
    return [(code, pack.label(scale, code, language)) for code in pack.scales[scale].codes]


def week_rule(pack: Pack) -> Table:
    """How long a week is, with its citation."""
    return pack.tables[WEEK]


def days_in(group: str) -> Sequence[int]:
    """The weekdays of a group, Monday is 0."""
    found: Sequence[int] = builtin(PACK).scales[GROUPS][group].details["days"]
    return found


def minutes_asked(season: str, pack: Pack) -> int:
    """How many minutes a week the rule asks for, without breaks."""
    return int(week_rule(pack).cell(season, "minutes"))


def proposed(pack: Pack) -> dict[str, dict[str, list[int]]]:
    """The hours of five equal days, by the rule's beginning, length and breaks."""
    found: dict[str, dict[str, list[int]]] = {}
    for (season, group), row in pack.tables[BREAK].rows.items():
        begins, rest = int(week_rule(pack).cell(season, "begins")), int(row.cells["rest"])
        ends = begins + minutes_asked(season, pack) // OFFICE_DAYS + rest
        found.setdefault(season, {})[group] = [begins, ends, rest]
    return found


def week_minutes(hours: Hours, season: str, pattern: str) -> int:
    """What the hours of a week add up to, without breaks; only days that the pattern has."""
    most = int(pattern) if pattern.isdigit() else OFFICE_DAYS + 1
    return sum(
        (ends - begins - rest) * sum(day < most for day in days_in(group))
        for group, (begins, ends, rest) in hours.get(season, {}).items()
    )


def clock(minutes: int) -> time:
    """Minutes of the day as a time."""
    return time(*divmod(minutes, HOUR))


def of_clock(at: time) -> int:
    """A time as minutes of the day."""
    return at.hour * HOUR + at.minute


def say_minutes(count: int) -> str:
    """37 jam 30 menit."""
    whole, rest = divmod(count, HOUR)
    said = ngettext("%(n)d jam", "%(n)d jam", whole) % {"n": whole}
    if not rest:
        return said
    return _("%(hours)s %(n)d menit") % {"hours": said, "n": rest}
