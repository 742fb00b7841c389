"""Teams from a file: tried first and taken back, then written by the same verbs as on the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.people.left_out import Rejected
from pamong.people.models import Employee, Team
from pamong.people.scope import scope_of
from pamong.people.teams.actions import About, Span, add_member, end_team, make_team
from pamong.people.teams.permissions import can_import_teams
from pamong.people.teams.queries import people_by_nip, teams_named
from pamong.people.teams.reading import TeamRow

MADE, JOINED, KNOWN = "made", "joined", "known"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row: a team made, somebody joined, or nothing new."""

    row: TeamRow
    state: str
    leader: Employee
    member: Employee | None = None


@dataclass(slots=True)
class Tried:
    """What a file would do, and which rows would be refused."""

    done: list[Done] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def good(self) -> list[TeamRow]:
        """The rows that would go in."""
        return [one.row for one in self.done]

    @property
    def told(self) -> list[list[str]]:
        """What each row does to what stands."""
        return [
            [one.row.key, one.state, one.leader.nip, one.member.nip if one.member else ""]
            for one in self.done
        ]


def try_teams(rows: Sequence[TeamRow], *, by: User, on: date) -> Tried:
    """Do it all and take it back; without the refused rows once more, for a team begins with its first row."""
    require(can_import_teams(scope_of(by, on)))
    tried, refused = _tried(rows, by, on), list[Rejected]()
    while tried.rejected:
        refused += tried.rejected
        tried = _tried(tried.good, by, on)
    tried.rejected = sorted(refused, key=lambda one: one.line)
    return tried


def _tried(rows: Sequence[TeamRow], by: User, on: date) -> Tried:
    found = Tried()
    with transaction.atomic():
        book = _Book(rows, by, on)
        for row in rows:
            try:
                with transaction.atomic():
                    found.done.append(book.write(row))
            except (ValidationError, PermissionDenied) as error:
                found.rejected.append(Rejected(row.line, row.said, _why(error)))
                book.forget(row)
        transaction.set_rollback(True)
    return found


def _why(error: ValidationError | PermissionDenied) -> str:
    if isinstance(error, ValidationError):
        return str(error.messages[0])
    return _("Pegawai ini bukan pegawai yang Anda urus.")


@transaction.atomic
def import_teams(rows: Sequence[TeamRow], *, by: User, on: date) -> int:
    """Write all rows or none; what stands already is left alone. How many rows brought something new."""
    require(can_import_teams(scope_of(by, on)))
    book = _Book(rows, by, on)
    return sum(book.write(row).state != KNOWN for row in rows)


class _Book:
    """The people and the teams that the rows of one file name."""

    def __init__(self, rows: Sequence[TeamRow], by: User, on: date) -> None:
        self.by, self.on = by, on
        scope = scope_of(by, on)
        self.people = people_by_nip(scope, {n for row in rows for n in (row.leader, row.member)})
        self.teams = teams_named(scope, {row.key for row in rows}, on)
        self.rows = rows
        self.made: set[str] = set()

    def write(self, row: TeamRow) -> Done:
        """The team of the row, made where there is none, and its member."""
        leader = self._person(row.leader, _("NIP ketua bukan pegawai instansi ini."))
        known = self.teams.get(row.key, [])
        team = self._standing(known, leader) if known else self._make(row, leader)
        state = KNOWN if known else MADE
        if not row.member:
            return Done(row, state, leader)
        member = self._person(row.member, _("NIP anggota bukan pegawai instansi ini."))
        if member == leader:
            return Done(row, state, leader)
        span = Span(row.span.begins, row.span.ends or team.valid_to)
        held = team.members.filter(employee=member)
        if held.filter(valid_from=span.begins, valid_to=span.ends).exists():
            return Done(row, state, leader, member)
        add_member(team, member, role=row.role, span=span, by=self.by, on=self.on)
        return Done(row, MADE if state == MADE else JOINED, leader, member)

    def forget(self, row: TeamRow) -> None:
        """A team that was made by a row that is taken back does not stand."""
        if row.key in self.made:
            keys = [team.pk for team in self.teams[row.key]]
            if not Team.objects.filter(pk__in=keys).exists():
                self.made.discard(row.key)
                del self.teams[row.key]

    def _person(self, nip: str, otherwise: str) -> Employee:
        person = self.people.get(nip)
        if person is None:
            raise ValidationError(otherwise)
        return person

    def _standing(self, known: Sequence[Team], leader: Employee) -> Team:
        if len(known) > 1:
            raise ValidationError(_("Ada beberapa tim dengan nama ini: catat di halaman timnya."))
        team = known[0]
        if team.leader_id != leader.pk:
            raise ValidationError(
                _("Tim ini dipimpin %(name)s. Ganti ketuanya di halaman timnya.")
                % {"name": team.leader.full_name}
            )
        return team

    def _make(self, row: TeamRow, leader: Employee) -> Team:
        """It begins with the first of its rows, and ends where the row without a member says so."""
        own = [one for one in self.rows if one.key == row.key]
        begins = min(one.span.begins for one in own)
        mandate = next((one.mandate for one in own if one.mandate), "")
        about = About(" ".join(row.name.split()), mandate)
        team = make_team(leader, about, begins=begins, by=self.by, on=self.on)
        ends = next((one.span.ends for one in own if not one.member and one.span.ends), None)
        if ends:
            team = end_team(team, ends=ends, by=self.by, on=self.on)
        self.teams[row.key] = [team]
        self.made.add(row.key)
        return team
