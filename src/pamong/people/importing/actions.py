"""The import: one transaction, whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, kept, record, record_all
from pamong.ledger.models import Recorded
from pamong.people.batches import pieces
from pamong.people.following import (
    follow,
    follow_leaving,
    follow_mends,
    follow_moves,
    follow_ranks,
)
from pamong.people.importing.plan import NOBODY, ImportPlan, PersonChange, Ref
from pamong.people.importing.progress import Tell, silent
from pamong.people.importing.queries import basis_of, plan_import
from pamong.people.importing.said import is_new, keep_said
from pamong.people.importing.unit_writing import write_unit_updates
from pamong.people.importing.writing import Writer
from pamong.people.models import Agency, Employee, Position, Unit
from pamong.people.permissions import can_import_people
from pamong.people.problems.finding import find_problems, find_problems_of
from pamong.people.scope import scope_for
from pamong.people.tree.dating import Told
from pamong.people.vacancies.actions import hand_over_people

LEDGER_BATCH = 5000
WHOLE_SEARCH = 200
PLACES: dict[str, type[Recorded]] = {"unit": Unit, "position": Position, "rater": Employee}


class StalePlanError(ValidationError):
    """What was shown is no longer what would be written."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What the import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        return (
            f"added {self.added}, changed {self.changed}, "
            f"unchanged {self.unchanged}, rejected {self.rejected}"
        )


def result_of(plan: ImportPlan) -> ImportResult:
    """The counts of a dry run."""
    return ImportResult(**{name: plan.counts[name] for name in ImportResult.__slots__})


@transaction.atomic
def import_people(
    agency: Agency,
    plan: ImportPlan,
    *,
    by: Actor,
    on: date,
    partial: bool = False,
    tell: Tell = silent,
) -> ImportResult:
    """Write what the dry run showed; with a rejected row nothing at all, unless partial."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_import_people(scope_for(by, on), agency, plan.within))
    if plan.rejected and not partial:
        return ImportResult(rejected=len(plan.rejected))
    _refuse_stale(agency, plan)
    writer = Writer(plan, tell, on)
    if not (
        writer.touched
        or plan.units
        or plan.unit_updates
        or plan.posts
        or plan.post_updates
        or is_new(plan)
    ):
        return result_of(plan)
    writer.write()
    unit_drafts = write_unit_updates(plan, writer.unit, Told(on, by, on))
    keep_said(plan, writer.people, on)
    follow_moves(writer.moves, by, on)
    follow_mends(writer.mends, by, on)
    follow(writer.changed_raters, by, on)
    follow_ranks(writer.ranked, by, on)
    _give_back(plan, writer, by, on)
    follow_leaving(_leaving(writer), by, on)
    tell("problems", 0, 0)
    _find_problems(plan, writer, on)
    _record(plan, writer, unit_drafts, by=by, on=on, tell=tell)
    return result_of(plan)


def _refuse_stale(agency: Agency, plan: ImportPlan) -> None:
    """Lock those who would change, and plan again when the agency's record has moved on."""
    keys = [change.ref for change in plan.touched() if change.employee]
    for some in pieces(sorted(keys)):
        list(Employee.objects.select_for_update().filter(pk__in=some).values_list("pk"))
    if basis_of(agency) == plan.basis:
        return
    again = plan_import(agency, plan.parsed, plan.on, within=plan.within, same=plan.same)
    if again.digest() != plan.digest():
        raise StalePlanError(
            _("Data pegawai berubah sejak berkas diperiksa: periksa lagi perubahannya.")
        )


def _give_back(plan: ImportPlan, writer: Writer, by: Actor, on: date) -> None:
    """New heads rate from the day on whom somebody stood in for."""
    heads = Employee.objects.select_related("rater")
    for given in plan.returns:
        head = heads.get(pk=writer.person(given.head))
        hand_over_people(head, given.people, valid_from=plan.on, by=by, on=on)


def _leaving(writer: Writer) -> list[Employee]:
    """Those known before of whom the file says that, or why, they left."""
    told = {"left_on", "left_reason"}
    return [c.employee for c in writer.touched if c.employee and told & c.fields.keys()]


def _find_problems(plan: ImportPlan, writer: Writer, on: date) -> None:
    """Search again what was touched, or everything when that is cheaper."""
    if len(writer.touched) > WHOLE_SEARCH:
        find_problems(plan.agency, on)
        return
    keys = [writer.person(change.ref) for change in writer.touched]
    units = {ref for change in writer.touched if (ref := change.was.get("unit", NOBODY))}
    find_problems_of(plan.agency, keys, on, units=units)


def _record(
    plan: ImportPlan, writer: Writer, units: Sequence[Draft], *, by: Actor, on: date, tell: Tell
) -> None:
    drafts = [*_place_drafts(writer), *units, *_person_drafts(writer), *writer.contract_drafts]
    for start in range(0, len(drafts), LEDGER_BATCH):
        tell("record", start, len(drafts))
        record_all(drafts[start : start + LEDGER_BATCH], by=by, on=on)
    changes = {"file": f"sha256:{plan.parsed.digest}"} | dict(plan.counts)
    record("people.file_imported", plan.agency, by=by, on=on, changes=changes)


def _place_drafts(writer: Writer) -> Iterator[Draft]:
    for unit in writer.made_units:
        yield Draft("people.unit_added", unit)
    for post in writer.made_posts:
        yield Draft("people.position_added", post)


def _person_drafts(writer: Writer) -> Iterator[Draft]:
    after = {change.ref: _placed(change, writer) for change in writer.touched}
    named = _named([*after.values(), *(change.was for change in writer.touched)])
    for change in writer.touched:
        verb = "people.employee_changed" if change.employee else "people.employee_added"
        told = _changes(change, after[change.ref], named)
        if told or not change.contracts:  # contracts are recorded by themselves
            yield Draft(verb, writer.row_of(change), told)


def _placed(change: PersonChange, writer: Writer) -> dict[str, Ref]:
    """Keys of unit, post and rater after the import."""
    return {
        "unit": writer.unit(change.unit),
        "position": writer.post(change.position),
        "rater": writer.person(change.rating.rater) if change.rating else NOBODY,
    }


def _named(places: Iterable[Mapping[str, Ref]]) -> dict[str, dict[Ref, str]]:
    """The UUIDs by which the record names what stands under these keys."""
    keys: dict[str, set[Ref]] = {name: set() for name in PLACES}
    for place in places:
        for name in PLACES.keys() & place.keys():
            keys[name].add(place[name])
    named: dict[str, dict[Ref, str]] = {}
    for name, model in PLACES.items():
        named[name] = {
            key: str(uuid)
            for some in pieces(sorted(keys[name] - {NOBODY}))
            for key, uuid in model._default_manager.filter(pk__in=some).values_list("pk", "uuid")
        }
    return named


def _changes(
    change: PersonChange, after: Mapping[str, Ref], named: Mapping[str, Mapping[Ref, str]]
) -> dict[str, list[object]]:
    fields = Employee._meta.get_field
    found: dict[str, list[object]] = {
        name: [kept(fields(name), before), kept(fields(name), after)]  # type: ignore[arg-type]
        for name, (before, after) in change.fields.items()
    }
    for name in change.shown.keys() & after.keys():
        found[name] = [
            named[name].get(change.was.get(name, NOBODY)),
            named[name].get(after[name]),
        ]
    return found
