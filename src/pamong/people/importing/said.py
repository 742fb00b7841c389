"""What a file says of people, kept for its source and age, and compared with the file before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from pamong.documents.cells import text_of
from pamong.people.batches import pieces
from pamong.people.importing.plan import ImportPlan, PersonChange
from pamong.people.importing.rows import PersonRow
from pamong.people.models import Agency, Employee, FileRow, PeopleFile
from pamong.people.nip import plain_nip

WHOLE = 2  # files of one reach whose every row is kept, to compare with
BATCH = 2000
ALIKE = (
    2  # a file with half or twice as many people tells of others: no first choice to compare with
)
ROW_FIELDS = ("nip", "foreign_id", "supervisor", "superior", "standing")


@dataclass(frozen=True, slots=True)
class Different:
    """One person whom the two files do not tell alike."""

    name: str
    nip: str
    line: int = 0  # in the new file
    pairs: tuple[tuple[str, str, str], ...] = ()  # field, before, after
    is_gone: bool = False  # recorded as having left
    is_known: bool = True  # recorded before this file
    uuid: str = ""  # of one who is recorded


@dataclass(slots=True)
class Differences:
    """Who came, who is named no more, and whose fields changed since the last file."""

    file: PeopleFile
    came: list[Different] = field(default_factory=list)
    left: list[Different] = field(default_factory=list)
    changed: list[Different] = field(default_factory=list)


def said_by(row: PersonRow) -> dict[str, str]:
    """The row's facts as texts, by field."""
    said = {name: _text(value) for name, value in row.values.items()}
    said |= {name: getattr(row, name) for name in ROW_FIELDS}
    if row.post:
        said["position"] = row.post.name
    if row.unit:
        said["unit"] = row.unit.name or row.unit.code
    if row.since:
        said["since"] = row.since.isoformat()
    if row.contracts:
        newest = max(row.contracts, key=lambda one: one.first)
        said |= {"contract_from": newest.first.isoformat(), "contract_to": newest.last.isoformat()}
        said["contract_number"] = newest.letter
        said["hours_share"] = "" if newest.share is None else f"{newest.share:f}"
    return {name: text for name, text in said.items() if text}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def last_file(plan: ImportPlan) -> PeopleFile | None:
    """The last whole file of the same reach that tells of about as many people, or the last of all."""
    rows = PeopleFile.objects.filter(
        agency=plan.agency, is_of_agency=plan.within is None, is_whole=True
    )
    counted = rows.annotate(count=Count("rows")).order_by("-pk")
    size = len(plan.people)
    alike = counted.filter(count__gte=size // ALIKE, count__lte=size * ALIKE)
    return alike.first() or counted.first()


def differences_of(plan: ImportPlan) -> Differences | None:
    """The new file beside the last one; nothing where there is none."""
    last = last_file(plan)
    if last is None:
        return None
    found = Differences(last)
    before = dict(last.rows.values_list("employee_id", "values").iterator(chunk_size=BATCH))
    shared = set(last.fields) & _fields_of(plan)
    here = set()
    for change in plan.people:
        if change.row.is_extra_post:
            continue
        here.add(change.ref)
        _compare(found, change, before.get(change.ref), shared)
    nips = _rejected_nips(plan)
    gone = [pk for pk in before if pk not in here]
    found.left = [one for one in _people(plan.agency, gone) if one.nip not in nips]
    return found


def _compare(
    found: Differences, change: PersonChange, before: Mapping[str, str] | None, shared: set[str]
) -> None:
    row, employee = change.row, change.employee
    uuid = str(employee.uuid) if employee else ""
    if before is None:
        is_known = employee is not None
        found.came.append(Different(change.name, row.nip, row.line, is_known=is_known, uuid=uuid))
        return
    after = said_by(row)
    pairs = tuple(
        (name, before.get(name, ""), after.get(name, ""))
        for name in sorted(shared)
        if before.get(name, "") != after.get(name, "")
    )
    if pairs:
        found.changed.append(Different(change.name, row.nip, row.line, pairs, uuid=uuid))


def _people(agency: Agency, keys: Iterable[int]) -> list[Different]:
    found = []
    for some in pieces(sorted(keys)):
        rows = Employee.objects.filter(agency=agency, pk__in=some)
        for name, nip, left_on, uuid in rows.values_list("name", "nip", "left_on", "uuid"):
            found.append(Different(name, nip, is_gone=left_on is not None, uuid=str(uuid)))
    return sorted(found, key=lambda one: one.name.casefold())


def _rejected_nips(plan: ImportPlan) -> set[str]:
    """The people whose rows are rejected are in the file all the same."""
    places = plan.parsed.columns.places.get("nip", [])
    return {
        plain_nip(text_of(row.cells[place]))
        for row in plan.rejected
        for place in places
        if place < len(row.cells)
    }


def _fields_of(plan: ImportPlan) -> set[str]:
    return set(plan.parsed.columns.places)


def is_new(plan: ImportPlan) -> bool:
    """Whether the file says anything that the last one did not say."""
    last = PeopleFile.objects.filter(agency=plan.agency).order_by("-pk").first()
    return last is None or last.digest != plan.parsed.digest


def keep_said(plan: ImportPlan, people: Mapping[int, Employee], on: date) -> PeopleFile:
    """Keep what the file says of each person; drop what it says anew of files long before."""
    file = PeopleFile.objects.create(
        agency=plan.agency,
        name=plan.parsed.name[:200],
        digest=plan.parsed.digest,
        imported_on=on,
        fields=sorted(_fields_of(plan)),
        is_of_agency=plan.within is None,
    )
    rows = [
        FileRow(
            file=file,
            employee_id=people[change.ref].pk if change.ref in people else change.ref,
            values=said_by(change.row),
        )
        for change in plan.people
        if not change.row.is_extra_post
    ]
    FileRow.objects.bulk_create(rows, batch_size=BATCH)
    _drop_replaced(file)
    return file


def _drop_replaced(newest: PeopleFile) -> None:
    """Of files before the last two only what no newer one says is kept."""
    files = PeopleFile.objects.filter(agency=newest.agency, is_of_agency=newest.is_of_agency)
    for old in files.order_by("-pk")[WHOLE:]:
        if not set(old.fields) <= set(newest.fields):
            continue
        said_anew = newest.rows.values("employee")
        old.rows.filter(employee__in=said_anew).delete()
        files.filter(pk=old.pk).update(is_whole=False)
