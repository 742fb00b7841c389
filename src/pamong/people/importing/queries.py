"""The dry run: what a file would do to an agency on a day, without writing."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from pamong.ledger.models import Head
from pamong.people.following import why_kept, why_kinds_kept
from pamong.people.importing.heads import Heads
from pamong.people.importing.known import Known, fetch_known
from pamong.people.importing.matching import Matcher, by_identity
from pamong.people.importing.parsing import Parsed
from pamong.people.importing.places import Posts, Units
from pamong.people.importing.plan import ImportPlan, PersonChange
from pamong.people.importing.raters import Raters, lines_without
from pamong.people.importing.refusing import RowError
from pamong.people.importing.returning import find_returns
from pamong.people.importing.rows import Finding, PersonRow, Rejected
from pamong.people.leaving.reasons import is_rated
from pamong.people.models import Agency, Assignment, Employee, Position
from pamong.people.nip import birth_in, oddities


def plan_import(
    agency: Agency,
    parsed: Parsed,
    on: date,
    *,
    within: frozenset[int] | None = None,
    same: Mapping[str, int] | None = None,
) -> ImportPlan:
    """What the file would change on the day; `within` keeps a unit's administrator to her units.

    `same` names existing units that the file's unknown ones are, by the code that they would get.
    """
    plan = ImportPlan(agency, on, parsed, within, basis_of(agency), same or {})
    plan.rejected = list(parsed.rejected)
    known = fetch_known(agency, parsed, on)
    units, posts = Units(agency, within, plan.same, on=on), Posts(agency)
    units.learn([*parsed.people, *parsed.posts])
    matcher = Matcher(known, units, posts, on)
    _match_people(plan, matcher)
    _refuse_losing(plan)
    posts.hear(change.row for change in plan.people)
    heads = Heads(agency, on, units, posts)
    _take_posts(plan, heads)
    _match_extra_posts(plan, matcher, heads)
    raters = Raters(known, heads, plan.people, on)
    raters.decide()
    plan.returns = find_returns(plan, units, posts)
    _take_made(plan, units, posts)
    plan.unit_updates = list(units.news.found.values())
    plan.post_updates = [update for update in posts.updates.values() if update.values]
    plan.findings = [
        *parsed.findings,
        *units.findings,
        *units.news.findings,
        *matcher.findings,
        *raters.findings,
    ]
    _find_odd(plan, known)
    plan.rejected.sort(key=lambda rejected: rejected.line)
    plan.findings.sort(key=lambda finding: (finding.code, finding.line))
    return plan


def _take_made(plan: ImportPlan, units: Units, posts: Posts) -> None:
    """What rejected rows alone name is neither made nor changed, and nothing is asked about it."""
    rejected = {one.line for one in plan.rejected}
    rows = [x for x in (*plan.parsed.people, *plan.parsed.posts) if x.line not in rejected]
    units.hear(rows)
    plan.units, plan.posts = units.made_for(rows), posts.made_for(rows)
    left_out = {new.code for new in units.made} - {new.code for new in plan.units}
    plan.near = [near for near in units.near.values() if near.code not in left_out]
    units.findings = [
        one for one in units.findings if one.code != "unit_near" or one.line not in rejected
    ]


def basis_of(agency: Agency) -> int:
    """The place in the agency's record up to which the dry run saw it."""
    heads = Head.objects.filter(agency_uuid=agency.uuid)
    return heads.values_list("sequence", flat=True).first() or 0


def _match_people(plan: ImportPlan, matcher: Matcher) -> None:
    for row in plan.parsed.people:
        try:
            plan.people.append(matcher.change(row))
        except RowError as error:
            _reject(plan, row, error)


def _refuse_losing(plan: ImportPlan) -> None:
    """Set rows apart by which people would move, leave or turn in a time that is rated already."""
    known = [change for change in plan.people if change.employee]
    moves = {c.ref: c.holding.since for c in known if c.holding and c.holding.is_move}
    why = why_kept(moves) | why_kept(_leaving_days(known), leave=True)
    way_out = _("Tulis kontrak yang mulai sesudah itu, atau catat jenisnya di halaman pegawainya.")
    why |= {
        ref: f"{told} {way_out}" for ref, told in why_kinds_kept(_turned(known, plan.on)).items()
    }
    apart = [change for change in known if change.ref in why]
    plan.people = [change for change in plan.people if change.ref not in why]
    plan.rejected += [Rejected(c.row.line, c.row.cells, why[c.ref]) for c in apart]


def _turned(changes: Iterable[PersonChange], on: date) -> dict[Employee, tuple[str, date]]:
    """Which kind those known before are of by the file, and since when."""
    return {
        change.employee: (change.fields["kind"][1], change.turned_on(on))
        for change in changes
        if change.employee and "kind" in change.fields
    }


def _leaving_days(changes: Iterable[PersonChange]) -> dict[int, date]:
    """From which day on those are gone whose plans end with it and are rated; a death closes any."""
    found = {}
    for change in changes:
        left_on = change.fields.get("left_on", (None, None))[1]
        held = change.employee.left_reason if change.employee else ""
        if left_on and is_rated(change.row.values.get("left_reason", held)):
            found[change.ref] = left_on
    return found


def _reject(plan: ImportPlan, row: PersonRow, error: RowError) -> None:
    plan.rejected.append(Rejected(row.line, row.cells, str(error)))


def _take_posts(plan: ImportPlan, heads: Heads) -> None:
    """Let the file's people leave and take posts, so that the heads are those of afterwards."""
    for change in plan.people:
        if change.holding:
            heads.leave(change.ref)
        if change.has_left(plan.on):
            heads.leave(change.ref)
            continue
        heads.add(change.ref, change.unit, change.position, Assignment.Kind.DEFINITIVE)


def _match_extra_posts(plan: ImportPlan, matcher: Matcher, heads: Heads) -> None:
    people = by_identity(plan.people)
    alone: dict[int, PersonChange] = {}
    for row in plan.parsed.posts:
        try:
            ref, holding = matcher.extra_post(row, people)
        except RowError as error:
            _reject(plan, row, error)
            continue
        change = people.get(row.nip or row.foreign_id) or alone.get(ref)
        if change is None:
            change = alone[ref] = _only_post(matcher, row, ref)
            plan.people.append(change)
        matcher.posts.hear([row])
        if holding:
            change.extra.append(holding)
            change.acting.append(matcher.holding_said(holding))
            heads.add(ref, holding.unit, holding.position, holding.kind)


def _only_post(matcher: Matcher, row: PersonRow, ref: int) -> PersonChange:
    """A person of whom the file tells nothing but an acting post."""
    employee = matcher.known.by_pk[ref]
    held = matcher.known.post_of(ref)
    change = PersonChange(ref, row, employee)
    if held:
        change.unit, change.position = held.unit, held.position
    return change


def _find_odd(plan: ImportPlan, known: Known) -> None:
    for change in plan.people:
        codes = [*_odd_nip(change, plan.on), *_odd_post(change)]
        if change.employee is None and known.accounts.get(change.row.nip, (0, False))[1]:
            codes.append(("account_elsewhere", change.row.nip))
        if not change.may_use_email:
            codes.append(("email_taken", change.row.values["email"]))
        plan.findings.extend(Finding(change.row.line, code, about) for code, about in codes)
    untold = [change for change in plan.people if not _tells_birth(change, plan.on)]
    lines = lines_without(untold, "born_on")
    plan.findings.extend(Finding(line, "no_birth_date") for line in lines)


def _tells_birth(change: PersonChange, on: date) -> bool:
    """Whether the NIP holds a plausible day of birth, so that none is missing."""
    nip = change.row.nip
    return bool(nip) and "nip_birth" not in oddities(nip, change.row.kind, on=on)


def _odd_nip(change: PersonChange, on: date) -> list[tuple[str, str]]:
    row = change.row
    if not row.nip:
        return []
    codes = oddities(row.nip, row.kind, on=on)
    born = row.values.get("born_on")
    if "nip_birth" not in codes and born and birth_in(row.nip) != born:
        codes.append("nip_birth_differs")
    found = [(code, row.nip) for code in codes]
    if row.is_guessed and change.employee is None:
        found.append(("kind_guessed", row.nip[12:14]))
    return found


def _odd_post(change: PersonChange) -> list[tuple[str, str]]:
    row, is_new, codes = change.row, change.employee is None, []
    if row.post and row.post.kind == Position.Kind.FUNCTIONAL and not row.post.level:
        codes.append(("no_level", row.post.name))
    if row.post is None and is_new:
        codes.append(("no_post", ""))
    if row.unit is None and is_new:
        codes.append(("no_unit", ""))
    return codes
