"""The matrix of roles and results as fields, findings and tabs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import Team
from pamong.performance.cascade.forms import MatrixForm, name_of
from pamong.performance.cascade.matrix import MatrixFinding, Person, matrix_findings
from pamong.performance.models import Plan
from pamong.performance.plan.wording import tag_of
from pamong.ui.components import Tab
from pamong.ui.grids import Grid, GridCell, GridColumn, GridRow
from pamong.ui.markup import esc, safe
from pamong.ui.tables import LONG

FINDINGS_SHOWN = 5


def matrix_context(plan: Plan, form: MatrixForm, here: str, asked: str = "") -> dict[str, Any]:
    """What every matrix shows; `asked` is a part of a name or post, totals and findings stay those of all."""
    findings = matrix_findings(form.matrix, form.texts)
    every_url = f"{here}?plan={plan.uuid}"
    shown = people_like(form.matrix.people, asked)
    mark = f"-{crc32(asked.encode()):x}" if asked else ""
    return {
        "here": here,
        "every_url": every_url,
        "asked": asked,
        "query": f"?{urlencode({'q': asked})}" if asked else "",
        "kept": {"plan": plan.uuid},
        "is_long": len(form.matrix.people) > LONG,
        "shown": len(shown),
        "mark": mark,
        "plan": plan,
        "tag_state": tag_of(plan.status)[0],
        "form": form,
        "people": len(form.matrix.people),
        "grid": matrix_grid(form, shown),
        "finding_count": len(findings),
        "findings": findings_list(findings, every_url if asked else ""),
    }


def people_like(people: Sequence[Person], asked: str) -> Sequence[Person]:
    """Those whose name or post holds the text."""
    sought = asked.casefold()
    return [one for one in people if sought in f"{one.name} {one.post}".casefold()]


def matrix_grid(form: MatrixForm, shown: Sequence[Person]) -> Grid:
    """The matrix as fields: people down, the leader's results across."""
    matrix, texts = form.matrix, form.texts
    columns = [GridColumn(column.text, f"RHK {column.number}") for column in matrix.columns]
    people = {person.pk for person in matrix.people}
    held = [place for place, text in texts.items() if place[1] in people and text.strip()]
    of_column = Counter(column for column, _person in held)
    of_person = Counter(person for _column, person in held)
    rows = [
        GridRow(
            person.name,
            [_grid_cell(form, texts, (column.pk, person.pk)) for column in matrix.columns],
            notes=_notes(person, of_person[person.pk], is_long=len(matrix.people) > LONG),
            id=f"p-{person.pk}",
        )
        for person in shown
    ]
    totals = [
        ngettext("%(n)d pegawai", "%(n)d pegawai", n) % {"n": n}
        for n in (of_column[column.pk] for column in matrix.columns)
    ]
    caption = _("Peran pegawai untuk tiap hasil kerja pimpinan")
    return Grid(columns, rows, caption, total_title=_("Dipikul oleh"), totals=totals)


def _grid_cell(
    form: MatrixForm, texts: dict[tuple[int, int], str], place: tuple[int, int]
) -> GridCell:
    stale = form.stale.get(place)
    error = ""
    if stale:
        said = stale.standing or _("dikosongkan")
        error = _("Baru saja diubah orang lain menjadi “%(text)s”. Isian Anda di bawah ini.") % {
            "text": said
        }
    return GridCell(name_of(place), texts.get(place, ""), error)


def _notes(person: Person, held: int, *, is_long: bool) -> list[str]:
    """The post and how many roles one carries; on one line where there are many people."""
    if is_long and person.post:
        return [safe(f"{esc(person.post)}, {_load(held)}")]
    return [person.post, _load(held)]


def _load(n: int) -> str:
    said = ngettext("%(n)d peran", "%(n)d peran", n) % {"n": n}
    idle = esc(_("Belum berperan"))
    return said if n else safe(f"{esc(said)}. <b>{idle}</b>")


def finding_sentences() -> dict[str, str]:
    """What is said of each kind of finding."""
    return {
        "uncarried": _("RHK {number} belum dipikul seorang pun."),
        "idle": _("{name} belum memikul satu peran pun."),
        "copied": _("{name}: peran untuk RHK {number} sama dengan kalimat pimpinan."),
        "overload": _("{name} memikul {count} peran. Pertimbangkan membaginya."),
        "alike": _("RHK {number}: peran {count} pegawai sama. Bedakan bila hasilnya berbeda."),
    }


def _found(finding: MatrixFinding, said: str, page: str) -> str:
    """One thing to look at, with a link to the person's row."""
    person, column = finding.person, finding.column
    name = f'<a href="{page}#p-{person.pk}">{esc(person.name)}</a>' if person else ""
    number = column.number if column else ""
    return said.format(name=name, number=number, count=finding.count)


def findings_list(findings: Iterable[MatrixFinding], page: str = "") -> SafeString:
    """The findings as a list, many of them folded; `page` holds the rows where this one does not."""
    said = finding_sentences()
    lines = [f"<li>{_found(one, said[one.code], esc(page))}</li>" for one in findings]
    first, rest = lines[:FINDINGS_SHOWN], lines[FINDINGS_SHOWN:]
    more = ngettext("%(n)d hal lain", "%(n)d hal lain", len(rest)) % {"n": len(rest)}
    folded = f"<details><summary>{esc(more)}</summary><ul>{''.join(rest)}</ul></details>"
    return safe(f"<ul>{''.join(first)}</ul>{folded if rest else ''}")


def matrix_tabs(plans: Sequence[Plan], shown: Plan, team: Team | None = None) -> list[Tab]:
    """The plans that may be shared out, when there is a choice."""
    here = reverse("performance:matrix")
    if team:
        here = reverse("performance:team-matrix", args=[team.uuid])
    one_leader = len({plan.employee_id for plan in plans}) == 1
    return [
        Tab(
            plan.title if one_leader else f"{plan.title} {plan.employee.name}",
            f"{here}?plan={plan.uuid}",
            current=plan.pk == shown.pk,
        )
        for plan in plans
        if len(plans) > 1
    ]
