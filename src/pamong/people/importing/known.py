"""What the agency has of what a file speaks of, fetched in a few set-wise reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pamong.access.models import User
from pamong.people.batches import pieces
from pamong.people.importing.folding import folded_name
from pamong.people.importing.parsing import Parsed
from pamong.people.models import (
    Agency,
    Assignment,
    Contract,
    Employee,
    ForeignId,
    Supervision,
)

SYSTEM = "siasn"


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on the day."""

    pk: int
    unit: int
    position: int
    kind: str
    since: date


@dataclass(frozen=True, slots=True)
class Rated:
    """The rater on the day."""

    pk: int
    rater: int
    superior: int
    source: str
    since: date
    chosen: bool = False  # the superior, by hand


@dataclass(slots=True)
class Known:
    """People by every key that a row may name them by, with their posts and raters of the day."""

    by_pk: dict[int, Employee] = field(default_factory=dict)
    by_nip: dict[str, Employee] = field(default_factory=dict)
    by_foreign_id: dict[str, int] = field(default_factory=dict)
    foreign_ids: dict[int, str] = field(default_factory=dict)
    officials: dict[str, Employee] = field(default_factory=dict)
    posts: dict[int, list[Held]] = field(default_factory=lambda: defaultdict(list))
    raters: dict[int, Rated] = field(default_factory=dict)
    later_posts: set[int] = field(default_factory=set)  # whose next post begins after the day
    later_raters: set[int] = field(default_factory=set)
    contracts: dict[int, list[Contract]] = field(default_factory=lambda: defaultdict(list))
    accounts: dict[str, tuple[int, bool]] = field(default_factory=dict)
    emails: set[str] = field(default_factory=set)

    def post_of(self, employee: int, kind: str = Assignment.Kind.DEFINITIVE) -> Held | None:
        """The newest post of a kind."""
        held = [post for post in self.posts.get(employee, ()) if post.kind == kind]
        return max(held, key=lambda post: (post.since, post.pk), default=None)


def fetch_known(agency: Agency, parsed: Parsed, on: date) -> Known:
    """Everything in a number of reads that grows with the file by pieces, not by rows."""
    known = Known()
    rows = [*parsed.people, *parsed.posts]
    _fetch_foreign_ids(known, agency, [row.foreign_id for row in rows if row.foreign_id])
    nips = {row.nip for row in rows} | {
        who for row in rows for who in (row.supervisor, row.superior)
    }
    _fetch_people(known, agency, sorted(nip for nip in nips if nip.isdigit()))
    _fetch_posts(known, sorted(known.by_pk), on)
    _fetch_raters(known, sorted(known.by_pk), on)
    if any(row.contracts for row in rows):
        _fetch_contracts(known, sorted(known.by_pk))
    _fetch_accounts(known, sorted({row.nip for row in rows if row.nip}))
    emails = {row.values["email"] for row in rows if "email" in row.values}
    for some in pieces(sorted(emails)):
        known.emails.update(User.objects.filter(email__in=some).values_list("email", flat=True))
    return known


def _fetch_foreign_ids(known: Known, agency: Agency, values: Sequence[str]) -> None:
    for some in pieces(values):
        found = ForeignId.objects.filter(agency=agency, system=SYSTEM, value__in=some)
        known.by_foreign_id.update(found.values_list("value", "employee_id"))


def _fetch_people(known: Known, agency: Agency, nips: Sequence[str]) -> None:
    everyone = Employee.objects.filter(agency=agency)
    for some in pieces(nips):
        _keep(known, agency, everyone.filter(nip__in=some))
    missing = sorted(set(known.by_foreign_id.values()) - known.by_pk.keys())
    for keys in pieces(missing):
        _keep(known, agency, everyone.filter(pk__in=keys))
    officials = everyone.filter(nip="", kind=Employee.Kind.POLITICAL)
    _keep(known, agency, officials)
    known.officials = {folded_name(one.name): one for one in known.by_pk.values() if not one.nip}
    for keys in pieces(sorted(known.by_pk)):
        found = ForeignId.objects.filter(system=SYSTEM, employee__in=keys)
        known.foreign_ids.update(found.values_list("employee_id", "value"))


def _keep(known: Known, agency: Agency, people: Iterable[Employee]) -> None:
    for person in people:
        person.agency = agency
        known.by_pk[person.pk] = person
        if person.nip:
            known.by_nip[person.nip] = person


def _fetch_posts(known: Known, keys: Sequence[int], on: date) -> None:
    for some in pieces(keys):
        rows = Assignment.objects.on(on).filter(employee__in=some)
        for employee, pk, unit, position, kind, since in rows.values_list(
            "employee_id", "pk", "unit_id", "position_id", "kind", "valid_from"
        ):
            known.posts[employee].append(Held(pk, unit, position, kind, since))
        later = Assignment.objects.filter(employee__in=some, valid_from__gt=on)
        later = later.filter(kind=Assignment.Kind.DEFINITIVE)
        known.later_posts.update(later.values_list("employee_id", flat=True))


def _fetch_raters(known: Known, keys: Sequence[int], on: date) -> None:
    for some in pieces(keys):
        rows = Supervision.objects.on(on).filter(employee__in=some)
        for employee, pk, rater, superior, *rest in rows.values_list(
            *("employee_id", "pk", "rater_id", "superior_id"),
            *("source", "valid_from", "superior_chosen"),
        ):
            known.raters[employee] = Rated(pk, rater, superior or 0, *rest)
        later = Supervision.objects.filter(employee__in=some, valid_from__gt=on)
        known.later_raters.update(later.values_list("employee_id", flat=True))


def _fetch_contracts(known: Known, keys: Sequence[int]) -> None:
    for some in pieces(keys):
        for row in Contract.objects.filter(employee__in=some).order_by("valid_from"):
            known.contracts[row.employee_id].append(row)


def _fetch_accounts(known: Known, nips: Sequence[str]) -> None:
    for some in pieces(nips):
        rows = User.objects.filter(sign_in_name__in=some)
        for name, pk, employee in rows.values_list("sign_in_name", "pk", "employee"):
            known.accounts[name] = (pk, employee is not None)
