"""What a file would do: each person's plan beside what the agency has, without writing."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.batches import pieces
from pamong.people.importing.folding import folded, folded_name
from pamong.people.models import Agency, Employee
from pamong.performance.models import Plan, Result
from pamong.performance.plan.actions import check_days
from pamong.performance.plan.content import PlanContent, contents_of
from pamong.performance.plan.posts import Posts, posts_of
from pamong.performance.plan_files.drafts import DraftLine, DraftPlan, PlansRead, Rejected
from pamong.performance.plan_files.wanted import (
    Wanted,
    WantedResult,
    faults_of,
    same_content,
)
from pamong.performance.rules import form_of, label_of, mark_of, plan_pack_on, scale
from pamong.policy.pack import Pack

AROUND = ("agency", "unit", "position", "rater")
NAMED = ("starts_on", "ends_on", "agreed_on")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd that does not stop the plan."""

    line: int
    sentence: str


@dataclass(slots=True)
class Takeover:
    """The dry run of a file."""

    agency: Agency
    read: PlansRead
    on: date
    added: list[Wanted] = field(default_factory=list)
    unchanged: list[Employee] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    posts: Posts = field(default_factory=Posts)

    def digest(self) -> str:
        """The mark of what was shown: equal marks, equal writes."""
        mark = hashlib.sha256(self.read.digest.encode())
        for wanted in self.added:
            told = (wanted.employee.pk, wanted.starts_on, wanted.rater_id, wanted.results)
            mark.update(repr(told).encode())
        mark.update(repr([(row.line, row.reason) for row in self.rejected]).encode())
        return mark.hexdigest()


def plan_takeover(
    agency: Agency, read: PlansRead, year: int, on: date, *, within: frozenset[int] | None
) -> Takeover:
    """Each person of the file: a plan to be added, one that stands already, or why it is refused."""
    plan = Takeover(agency, read, on, rejected=list(read.rejected))
    people = _people(agency, [draft.nip for draft in read.plans])
    standing, plan.posts = _standing(people.values()), posts_of(people.values())
    for draft in read.plans:
        employee = people.get(draft.nip)
        try:
            wanted = _wanted(plan, draft, employee, year, within)
        except ValidationError as error:
            _reject(plan, draft, error.messages)
            continue
        found = _clash(standing[wanted.employee.pk], wanted)
        twin = _twin(plan.added, wanted)
        if twin:
            _reject(plan, draft, [_twin_said(twin)])
        elif found is None:
            plan.added.append(wanted)
        elif found[1] and same_content(wanted, found[1]):
            plan.unchanged.append(wanted.employee)
        else:
            _reject(plan, draft, [_clash_said(found[0])])
    _find_leaders(plan)
    plan.rejected.sort(key=lambda row: row.line)
    return plan


def _people(agency: Agency, nips: Iterable[str]) -> dict[str, Employee]:
    found = {}
    for some in pieces(sorted(set(nips))):
        rows = Employee.objects.filter(agency=agency, nip__in=some).select_related(*AROUND)
        found.update({row.nip: row for row in rows})
    return found


def _standing(people: Iterable[Employee]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = defaultdict(list)
    for some in pieces(sorted(person.pk for person in people)):
        for plan in Plan.objects.definitive().filter(employee__in=some).order_by("starts_on"):
            found[plan.employee_id].append(plan)
    return found


def _clash(plans: Iterable[Plan], wanted: Wanted) -> tuple[Plan, PlanContent | None] | None:
    """The plan that holds within the period, with its content where it is of the same days."""
    for plan in plans:
        if plan.starts_on <= wanted.ends_on and plan.ends_on >= wanted.starts_on:
            is_same = (plan.starts_on, plan.ends_on) == (wanted.starts_on, wanted.ends_on)
            comparable = is_same and plan.is_in_force
            return plan, contents_of([plan.pk], plan.year)[plan.pk] if comparable else None
    return None


def _twin(added: Iterable[Wanted], wanted: Wanted) -> Wanted | None:
    """Another plan of the file for the same person that holds on one of the days."""
    own = (other for other in added if other.employee.pk == wanted.employee.pk)
    return next(
        (o for o in own if o.starts_on <= wanted.ends_on and o.ends_on >= wanted.starts_on), None
    )


def _twin_said(twin: Wanted) -> str:
    return _("Periodenya bertumpuk dengan SKP lain orang ini di berkas ini (baris %(line)s).") % {
        "line": twin.line
    }


def _clash_said(plan: Plan) -> str:
    return _(
        "Sudah punya %(plan)s (%(state)s) dengan isi lain untuk periode itu: ubah di Pamong, "
        "bukan lewat berkas."
    ) % {"plan": plan.title, "state": str(plan.get_status_display()).lower()}


def _reject(plan: Takeover, draft: DraftPlan, reasons: Iterable[str]) -> None:
    reason = " ".join(reasons)
    plan.rejected += [Rejected(line, cells, reason, sheet) for line, cells, sheet in draft.rows]


def _wanted(
    plan: Takeover,
    draft: DraftPlan,
    employee: Employee | None,
    year: int,
    within: frozenset[int] | None,
) -> Wanted:
    """The plan as it would stand; a ValidationError with everything that keeps it out."""
    person = _checked(employee, within)
    if draft.faults:
        raise ValidationError(
            [
                _("Baris %(line)s: %(fault)s") % {"line": n, "fault": said}
                for n, said in draft.faults
            ]
        )
    starts_on, ends_on = _period(draft, year)
    check_days(starts_on, ends_on, plan.on)
    post = plan.posts.of(person, starts_on, ends_on, plan.on)
    pack = plan_pack_on(starts_on, person.kind, local=person.agency.local_packs)
    wanted = Wanted(
        employee=person,
        starts_on=starts_on,
        ends_on=ends_on,
        agreed_on=min(draft.agreed_on or plan.on, plan.on),
        approach=_approach(draft),
        form=form_of(post.position, post.unit),
        pack=mark_of(pack),
        line=draft.line,
        post=post,
    )
    _fill(plan, wanted, draft, pack)
    if faults := faults_of(wanted):
        raise ValidationError(faults)
    return wanted


def _checked(person: Employee | None, within: frozenset[int] | None) -> Employee:
    if person is None:
        raise ValidationError(_("NIP ini belum tercatat: impor pegawainya dahulu."))
    if within is not None and person.unit_id not in within:
        raise ValidationError(_("Pegawai ini tercatat di luar unit yang Anda kelola."))
    if person.left_on:
        raise ValidationError(_("Pegawai ini sudah berhenti."))
    if person.unit is None or person.position is None:
        raise ValidationError(_("Unit atau jabatan pegawai ini belum tercatat."))
    if person.rater_id is None:
        raise ValidationError(_("Penilai belum tercatat: tetapkan dahulu di Siapa menilai siapa."))
    return person


def _period(draft: DraftPlan, year: int) -> tuple[date, date]:
    known = draft.starts_on or draft.ends_on
    year = draft.year or (known.year if known else year)
    return draft.starts_on or date(year, 1, 1), draft.ends_on or date(year, 12, 31)


def _approach(draft: DraftPlan) -> str:
    of = Plan.Approach
    return of.QUALITATIVE.value if draft.is_qualitative else of.QUANTITATIVE.value


def _fill(plan: Takeover, wanted: Wanted, draft: DraftPlan, pack: Pack) -> None:
    is_leader = wanted.form == Plan.Form.LEADER
    named = "perspective" if is_leader else "aspect"
    codes = _codes(pack, named)
    for result in draft.results:
        kind = Result.Kind.MAIN if result.is_main else Result.Kind.ADDITIONAL
        lines = [(line, _code(plan, codes, line, named)) for line in result.lines]
        wanted.results.append(
            WantedResult(
                result.line, str(kind), result.text, result.serves, result.assigned_by,
                [(line, code if not is_leader else "", code if is_leader else "")
                 for line, code in lines],
            )
        )  # fmt: skip
    annexes, values = _codes(pack, "annex"), _codes(pack, "behaviour_value")
    for line, part, text in draft.sides:
        if not text:
            continue
        if code := annexes.get(folded(part)):
            wanted.annexes.setdefault(code, []).append(text)
        elif code := values.get(folded(part)):
            wanted.expectations[code] = text
        else:
            said = _("Bagian “%(part)s” tidak dikenal: tidak diimpor.") % {"part": part}
            plan.findings.append(Finding(line, said))


def _codes(pack: Pack, name: str) -> Mapping[str, str]:
    """Codes by what a file may write: the code, and the label in either language."""
    found = {}
    for code in scale(pack, name).codes:
        labels = {code, label_of(pack, name, code), pack.label(name, code, "id")}
        found.update({folded(label): code for label in labels})
    return found


def _code(plan: Takeover, codes: Mapping[str, str], line: DraftLine, named: str) -> str:
    text: Any = getattr(line, named)
    code = codes.get(folded(text), "") if text else ""
    if text and not code:
        said = _("“%(text)s” bukan aspek atau perspektif: dikosongkan.") % {"text": text[:40]}
        plan.findings.append(Finding(line.line, said))
    return code


def _find_leaders(plan: Takeover) -> None:
    """Say which results of leaders are not on record: what serves them stands without the link."""
    known = leaders_results(plan)
    for wanted in plan.added:
        for result in wanted.results:
            key = (wanted.rater_id, wanted.starts_on.year, folded_name(result.serves))
            if result.serves and key not in known:
                said = _("RHK pimpinan tidak ditemukan pada SKP penilai: tautannya dikosongkan.")
                plan.findings.append(Finding(result.line, said))


def leaders_results(plan: Takeover) -> dict[tuple[int, int, str], int]:
    """What raters of the file owe by rater, year and wording; 0 for a result that the file brings."""
    raters = {wanted.rater_id for wanted in plan.added}
    found: dict[tuple[int, int, str], int] = {
        (wanted.employee.pk, wanted.starts_on.year, folded_name(result.text)): 0
        for wanted in plan.added
        if wanted.employee.pk in raters
        for result in wanted.results
    }
    for some in pieces(sorted(raters)):
        rows = Result.objects.filter(plan__employee__in=some, plan__status__in=Plan.IN_FORCE)
        for pk, owner, year, text in rows.values_list(
            "pk", "plan__employee_id", "plan__year", "text"
        ):
            found.setdefault((owner, year, folded_name(text)), pk)
    return found
