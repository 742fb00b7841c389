"""Who is told of an act, by relation: for each entry the accounts, found for all entries of the act at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.measurement.models import Card, EvidenceLook, Finding, Publication, Source
from pamong.people.models import (
    AccessRequest,
    Delegation,
    Employee,
    Mandate,
    SupervisorReport,
)
from pamong.performance.models import (
    Dialogue,
    Evaluation,
    FeedbackAsk,
    FollowUp,
    LocalRule,
    Objection,
    Plan,
    Reopening,
)

Told = Mapping[int, set[int]]  # the key of an entry → the keys of accounts
Whom = Callable[[Sequence[Entry]], Told]
# Where a subject's plan stands, seen from the subject.
WAYS: dict[type[Any], str] = {
    Plan: "",
    Evaluation: "plan__",
    Dialogue: "plan__",
    Objection: "evaluation__plan__",
    FollowUp: "evaluation__plan__",
}
BY_KIND = {model._meta.label_lower: model for model in WAYS}
ASKS = {model._meta.label_lower: model for model in (Reopening, LocalRule, AccessRequest)}


def nobody(_entries: Sequence[Entry]) -> Told:
    """Nobody by the entry alone: a task of its own finds whom it concerns."""
    return {}


def account(entries: Sequence[Entry]) -> Told:
    """The account that the entry is about."""
    rows = User.objects.filter(uuid__in=[entry.subject_uuid for entry in entries])
    found = dict(rows.values_list("uuid", "pk"))
    return {e.pk: {found[e.subject_uuid]} for e in entries if e.subject_uuid in found}


def person(entries: Sequence[Entry]) -> Told:
    """The one whom the subject is about."""
    uuids = {entry.person_uuid for entry in entries if entry.person_uuid}
    accounts = _accounts(Employee.objects.filter(uuid__in=uuids), "uuid")
    return {entry.pk: accounts.get(entry.person_uuid, set()) for entry in entries}


def _accounts(people: Any, by: str) -> dict[Any, set[int]]:
    """The account of each person in service who has one."""
    rows = people.active().exclude(user=None).values_list(by, "user_id")
    return {key: {user} for key, user in rows}


def _beside(entries: Sequence[Entry], column: str) -> dict[int, int]:
    """For each entry the key of a person whom its subject's plan names."""
    return _by_kind(
        entries, {kind: (model, f"{WAYS[model]}{column}") for kind, model in BY_KIND.items()}
    )


def _by_kind(entries: Sequence[Entry], where: Mapping[str, tuple[Any, str]]) -> dict[int, int]:
    keys: dict[int, int] = {}
    for kind, (model, column) in where.items():
        keys |= _named([entry for entry in entries if entry.subject_kind == kind], model, column)
    return keys


def _told(keys: Mapping[int, int]) -> dict[int, set[int]]:
    accounts = _accounts(Employee.objects.filter(pk__in=set(keys.values())), "pk")
    return {entry: accounts.get(key, set()) for entry, key in keys.items()}


def rater(entries: Sequence[Entry]) -> Told:
    """The rater of the plan, or whoever owes the rating."""
    return _told(_owing(entries))


def _owing(entries: Sequence[Entry]) -> dict[int, int]:
    keys = _beside(entries, "rater_id")
    return keys | _by_kind(entries, {Evaluation._meta.label_lower: (Evaluation, "keeper_id")})


def _named(entries: Sequence[Entry], model: Any, column: str) -> dict[int, int]:
    """Whom a column of what the entry is about names, by entry; of an empty one nobody."""
    if not entries:
        return {}
    rows = model._default_manager.filter(uuid__in=[entry.subject_uuid for entry in entries])
    found = dict(rows.values_list("uuid", column))
    keys = {entry.pk: found.get(entry.subject_uuid) for entry in entries}
    return {entry: key for entry, key in keys.items() if key}


def answering(entries: Sequence[Entry]) -> Told:
    """The rater of the plan, and whoever answers plans in that one's place on the day."""
    keys = _beside(entries, "rater_id")
    found = _told(keys)
    held = Delegation.objects.on(entries[0].effective_on).filter(
        rater_id__in=set(keys.values()), agrees=True
    )
    standing: dict[int, set[int]] = defaultdict(set)
    for key, user in held.exclude(delegate__user=None).values_list("rater_id", "delegate__user_id"):
        standing[key].add(user)
    return {entry: found[entry] | standing[key] for entry, key in keys.items()}


def sides_of_objection(entries: Sequence[Entry]) -> Told:
    """The rater, who explains, and the one above, who decides; the agency's head where nobody is."""
    raters, above = _owing_objections(entries), _beside(entries, "superior_id")
    alone = [e for e in entries if above.get(e.pk) in {None, raters.get(e.pk)}]
    return _join(_told(raters), _told(above), _holders(alone, Role.AGENCY_HEAD))


def _owing_objections(entries: Sequence[Entry]) -> dict[int, int]:
    keys = _beside(entries, "rater_id")
    return keys | _named(entries, Objection, "evaluation__rater_id")


def deciding(entries: Sequence[Entry]) -> Told:
    """The one above the rater."""
    return _told(_beside(entries, "superior_id"))


def both(entries: Sequence[Entry]) -> Told:
    """The person and the rater; whoever of them acted is left out anyway."""
    return _join(person(entries), rater(entries))


def owner(entries: Sequence[Entry]) -> Told:
    """The one who is to do a follow-up, and the one whom it is about."""
    return _join(_told(_named(entries, FollowUp, "owner_id")), person(entries))


def rater_today(entries: Sequence[Entry]) -> Told:
    """Who rates the person at the time, whatever plan an act rests on."""
    uuids = {entry.person_uuid for entry in entries if entry.person_uuid}
    raters = Employee.objects.filter(uuid__in=uuids).exclude(rater=None)
    keys = dict(raters.values_list("uuid", "rater_id"))
    return _told({e.pk: keys[e.person_uuid] for e in entries if e.person_uuid in keys})


def both_today(entries: Sequence[Entry]) -> Told:
    """The person and who rates that person at the time; whoever of them acted is left out anyway."""
    return _join(person(entries), rater_today(entries))


def giver(entries: Sequence[Entry]) -> Told:
    """The one of whom feedback is asked."""
    return _told(_named(entries, FeedbackAsk, "giver_id"))


def looker(entries: Sequence[Entry]) -> Told:
    """Who asked last about a piece of evidence."""
    rows = EvidenceLook.objects.filter(evidence__uuid__in=[one.subject_uuid for one in entries])
    last = dict(rows.order_by("on", "pk").values_list("evidence__uuid", "by_id"))
    return _told({e.pk: last[e.subject_uuid] for e in entries if e.subject_uuid in last})


def card_owner(entries: Sequence[Entry]) -> Told:
    """Who answers for an indicator from now on, where that changed."""
    given = [one for one in entries if "owner" in one.changes]
    return _told(_named(given, Card, "owner_id"))


def figure_owner(entries: Sequence[Entry]) -> Told:
    """Who is asked about the figures of the card; the personnel office where nobody is."""
    asked = Finding.objects.open().filter(card__uuid__in=[entry.subject_uuid for entry in entries])
    owners = dict(asked.exclude(owner=None).values_list("card__uuid", "owner_id"))
    keys = {e.pk: owners[e.subject_uuid] for e in entries if e.subject_uuid in owners}
    found = _told(_named(entries, Card, "owner_id") | keys)
    return _join(found, office([entry for entry in entries if not found.get(entry.pk)]))


def figure_askers(entries: Sequence[Entry]) -> Told:
    """Who keeps the cards, in whose name figures are asked about, and whoever entered the figure."""
    return _join(office(entries), _told(_named(entries, Finding, "reading__entered_by_id")))


def delegate(entries: Sequence[Entry]) -> Told:
    """The one who takes a rater's duties over, and the rater."""
    return _join(_told(_named(entries, Delegation, "delegate_id")), person(entries))


def holder(entries: Sequence[Entry]) -> Told:
    """The account that holds a role."""
    return {entry: {user} for entry, user in _named(entries, Mandate, "user_id").items()}


def asker(entries: Sequence[Entry]) -> Told:
    """The account that asked."""
    keys = _by_kind(entries, {kind: (model, "asked_by_id") for kind, model in ASKS.items()})
    return {entry: {user} for entry, user in keys.items()}


def second(entries: Sequence[Entry]) -> Told:
    """The personnel office and the head of the agency: one of them is the second person."""
    return _holders(entries, Role.HR, Role.AGENCY_HEAD)


def second_for_access(entries: Sequence[Entry]) -> Told:
    """The same; auditors too where the code of an account with a role over the agency is asked for."""
    codes = AccessRequest.objects.filter(
        uuid__in=[entry.subject_uuid for entry in entries], kind=AccessRequest.Kind.CODE
    )
    over = Mandate.objects.filter(user=OuterRef("user"), agency=OuterRef("agency"), unit=None)
    asked = set(codes.filter(Exists(over)).values_list("uuid", flat=True))
    high = [entry for entry in entries if entry.subject_uuid in asked]
    return _join(second(entries), _holders(high, Role.AUDITOR) if high else {})


def publishing(entries: Sequence[Entry]) -> Told:
    """Who publishes in the agency: one of them is the second person."""
    return _holders(entries, Role.AGENCY_HEAD, Role.PUBLISHER)


def proposing(entries: Sequence[Entry]) -> Told:
    """The account that proposed to publish."""
    found = _named(entries, Publication, "proposed_by_id")
    return {entry: {account} for entry, account in found.items()}


def office(entries: Sequence[Entry]) -> Told:
    """The personnel office."""
    return _holders(entries, Role.HR)


def head_of_agency(entries: Sequence[Entry]) -> Told:
    """The head of the agency."""
    return _holders(entries, Role.AGENCY_HEAD)


def source_keeper(entries: Sequence[Entry]) -> Told:
    """Who answers for a source; the personnel office where nobody does."""
    found = _named(entries, Source, "owner_id")
    alone = [entry for entry in entries if entry.pk not in found]
    return _join(_told(found), office(alone))


def menders(entries: Sequence[Entry]) -> Told:
    """The personnel office, and the administrators over the unit of whoever reports."""
    rows = SupervisorReport.objects.filter(uuid__in=[e.subject_uuid for e in entries])
    paths = dict(rows.values_list("uuid", "employee__unit__path"))
    over: dict[int, set[int]] = {}
    for entry in entries:
        above = paths_above(paths.get(entry.subject_uuid) or "")
        held = Mandate.objects.on(entry.effective_on).filter(
            role=Role.UNIT_ADMIN, unit__path__in=above, agency__uuid=entry.agency_uuid
        )
        over[entry.pk] = set(held.values_list("user_id", flat=True)) if above else set()
    return _join(office(entries), over)


def paths_above(path: str) -> list[str]:
    """The paths of a unit and of all above it: /1/7/ lies under /1/."""
    keys = path.strip("/").split("/")
    return [f"/{'/'.join(keys[:n])}/" for n in range(1, len(keys) + 1)] if path else []


def _holders(entries: Sequence[Entry], *roles: Role) -> dict[int, set[int]]:
    """Who holds a role over the whole agency on the day of the act."""
    if not entries:
        return {}
    first = entries[0]
    held = Mandate.objects.on(first.effective_on).filter(
        Q(unit=None), agency__uuid=first.agency_uuid, role__in=roles
    )
    users = set(held.values_list("user_id", flat=True))
    return {entry.pk: users for entry in entries}


def _join(*parts: Mapping[int, Iterable[int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for part in parts:
        for entry, users in part.items():
            found[entry] |= set(users)
    return dict(found)
