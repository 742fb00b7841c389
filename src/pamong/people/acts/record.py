"""One act for many as the record holds it, how long it may be taken back, and what came on top."""

import uuid as uuidlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.scope import Scope
from pamong.ledger.models import Entry
from pamong.ui.dates import say_time

WHILE = timedelta(minutes=30)  # long enough to see a slip, too short for others to build on it
MOST, LAST = 1000, 2**62


@dataclass(frozen=True, slots=True)
class Act:
    """Entries of one verb that one account wrote at one moment."""

    entries: tuple[Entry, ...]

    @property
    def until(self) -> datetime:
        """The moment from which it stays."""
        return self.entries[0].recorded_at + WHILE

    @property
    def subjects(self) -> list[uuidlib.UUID]:
        """The things that it changed."""
        return [entry.subject_uuid for entry in self.entries]

    @property
    def people(self) -> list[uuidlib.UUID]:
        """The people whom it concerned."""
        return [entry.person_uuid for entry in self.entries if entry.person_uuid]

    def check_while(self, at: datetime) -> None:
        """Refuse to take back what has stood too long."""
        if at > self.until:
            raise ValidationError(_late(self))


def just_recorded(agency: uuidlib.UUID, verb: str, by: User) -> tuple[int, int]:
    """Where the act of this moment stands: first place and number of entries.

    Asked in the transaction of the act, which holds the end of the chain.
    """
    ours = Entry.objects.of_agency(agency)
    end = ours.latest("sequence").sequence  # else a database may read the whole record for one verb
    rows = ours.filter(verb=verb, actor_uuid=by.uuid, sequence__gt=end - MOST)
    told = list(rows.order_by("-sequence").values_list("sequence", "recorded_at"))
    same = [place for place, moment in told if moment == told[0][1]]
    return same[-1], len(same)


def act_at(scope: Scope, place: tuple[int, int], verb: str, by: User) -> Act | None:
    """The act at a place of the record, where that account did something of the kind."""
    first, count = place
    if not scope.agency_uuid or not 0 < count <= MOST or not 0 < first < LAST:
        return None
    rows = Entry.objects.of_agency(scope.agency_uuid).filter(
        verb=verb, actor_uuid=by.uuid, sequence__gte=first, sequence__lt=first + count
    )
    found = tuple(rows.order_by("sequence"))
    is_one = len(found) == count and len({entry.recorded_at for entry in found}) == 1
    return Act(found) if is_one else None


def came_on_top(act: Act, verbs: Collection[str] = ()) -> dict[uuidlib.UUID, Entry]:
    """The first later entry about each thing or, for some verbs, about its person; by the thing."""
    last = act.entries[-1]
    about = Q(subject_uuid__in=act.subjects)
    if verbs:
        about |= Q(person_uuid__in=act.people, verb__in=verbs)
    rows = Entry.objects.of_agency(last.agency_uuid).filter(about, sequence__gt=last.sequence)
    by_thing: dict[uuidlib.UUID, Entry] = {}
    by_person: dict[uuidlib.UUID | None, Entry] = {}
    for entry in rows.order_by("sequence"):
        by_thing.setdefault(entry.subject_uuid, entry)
        if entry.verb in verbs:
            by_person.setdefault(entry.person_uuid, entry)
    found = {}
    for entry in act.entries:
        later = by_thing.get(entry.subject_uuid) or by_person.get(entry.person_uuid)
        if later:
            found[entry.subject_uuid] = later
    return found


def happened_since(act: Act, verb: str) -> bool:
    """Whether the agency's record has an entry of the verb after the act."""
    last = act.entries[-1]
    rows = Entry.objects.of_agency(last.agency_uuid).filter(sequence__gt=last.sequence)
    return rows.filter(verb=verb).exists()


def say_on_top(entry: Entry) -> str:
    """That something happened since, when and by whom."""
    said = {"time": say_time(entry.recorded_at), "name": entry.actor_name}
    return _("sesudah itu ada catatan lain pukul %(time)s oleh %(name)s") % said


def refuse_all_on_top(later: Iterable[Entry]) -> ValidationError:
    """That nothing of it can be taken back any more."""
    first = min(later, key=lambda entry: entry.sequence, default=None)
    why = say_on_top(first) if first else _("keadaannya sudah berubah")
    return ValidationError(
        _("Tidak dapat dibatalkan: %(why)s. Ubah lewat halamannya masing-masing.") % {"why": why},
        code="on_top",
    )


def _late(act: Act) -> str:
    return _(
        "Batas pembatalan pukul %(time)s sudah lewat. Ubah lewat halamannya masing-masing."
    ) % {"time": say_time(act.until)}


def why_not(act: Act, later: dict[uuidlib.UUID, Entry], at: datetime) -> str:
    """Why the act cannot be taken back now; empty where it can, at least in part."""
    if at > act.until:
        return _late(act)
    if len(later) == len(act.entries):
        return str(refuse_all_on_top(later.values()).message)
    return ""
