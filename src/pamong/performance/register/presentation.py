"""The register as values for the component tags."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.figures import gathered_said
from pamong.people.models import recall_names
from pamong.people.models.employee import full_name_of
from pamong.performance.asking import period_tabs
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import say_period
from pamong.performance.plan.wording import tag_of
from pamong.performance.register.queries import ALL, WITHOUT, PlanSums, Shown, When
from pamong.performance.rhythm import Rhythms
from pamong.performance.rules import PREDICATES, label_of, pack_named
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.paging import Page, address_with
from pamong.ui.tables import Cell, Column, Row, Table


def plans_context(
    page: Page[dict[str, Any]], plans: Iterable[Plan], year: int, shown: Shown, sums: PlanSums
) -> dict[str, Any]:
    """A page of plans, or of people who have none."""
    without = shown.only == WITHOUT
    return {
        "year": year,
        "asked": shown.name,
        "hidden": {"year": year, "show": shown.only},
        "sums": sums_said(sums),
        "tabs": plan_tabs(year, shown, sums),
        "table": without_table(page.rows) if without else plans_table(plans),
        "next_url": page.next_url(year=year, show=shown.only, q=shown.name),
    }


def evaluations_context(
    page: Page[dict[str, Any]], rows: Iterable[Evaluation], when: When, shown: Shown, *, sees: bool
) -> dict[str, Any]:
    """A page of evaluations; who must state a purpose first sees no predicate."""
    asked = {"year": when[0], "period": when[1], "show": shown.only}
    return {
        "period": say_period(*when),
        "asked": shown.name,
        "hidden": asked,
        "states_purpose": not sees,
        "tabs": evaluation_tabs(when, shown),
        "table": evaluations_table(rows, with_predicate=sees),
        "next_url": page.next_url(**asked, q=shown.name),
    }


def year_links(year: int, last: int) -> list[tuple[str, str]]:
    """The years beside the one shown."""
    address = reverse("performance:register-plans")
    return [(f"SKP {y}", f"{address}?year={y}") for y in (year - 1, year + 1) if y <= last]


def period_links(when: When, agency_id: int, rhythms: Rhythms) -> list[Tab]:
    """The periods of the year."""
    return period_tabs(reverse("performance:register-evaluations"), when, agency_id, rhythms)


def sums_said(sums: PlanSums) -> str:
    """How many people need a plan, and the states that add up to them."""
    parts = [
        f"{say_number(sums.states[state])} {str(state.label).lower()}"
        for state in Plan.Status
        if sums.states[state]
    ]
    parts.append(_("%(n)s belum ada") % {"n": say_number(sums.without)})
    said = _("%(people)s pegawai perlu SKP: %(states)s. Tiap pegawai dihitung sekali.")
    counted = said % {"people": say_number(sums.people), "states": ", ".join(parts)}
    return f"{counted} {gathered_said(sums.held)}".rstrip()


def plan_tabs(year: int, shown: Shown, sums: PlanSums) -> list[Tab]:
    """Every plan, those in a state, and the people who have none yet."""
    words = [(ALL, _("Semua SKP")), *((state.value, str(state.label)) for state in Plan.Status)]
    address = reverse("performance:register-plans")
    return [
        Tab(
            text,
            address_with(address, year=year, show=key, q=shown.name),
            sums.without if key == WITHOUT else None,
            current=key == shown.only,
        )
        for key, text in [*words, (WITHOUT, _("Belum ada SKP"))]
    ]


def evaluation_tabs(when: When, shown: Shown) -> list[Tab]:
    """All whose predicate is set, those that wait for the person's answer, those accepted."""
    words = {
        ALL: _("Semua penilaian"),
        Evaluation.Status.SET.value: _("Menunggu tanggapan pegawai"),
        Evaluation.Status.ACKNOWLEDGED.value: str(Evaluation.Status.ACKNOWLEDGED.label),
    }
    address, (year, period) = reverse("performance:register-evaluations"), when
    return [
        Tab(
            text,
            address_with(address, year=year, period=period, show=key, q=shown.name),
            current=key == shown.only,
        )
        for key, text in words.items()
    ]


def plans_table(plans: Iterable[Plan]) -> Table:
    """One row a plan, leading to it; a move in the year makes two for one person."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("SKP"), nowrap=True),
        Column(_("Status"), kind="tag", nowrap=True),
        Column(_("Penilai")),
    ]
    shown = list(plans)
    recall_names(plan.unit for plan in shown)
    return Table(columns, [_plan_row(plan) for plan in shown], _("SKP instansi"))


def _plan_row(plan: Plan) -> Row:
    state, word = tag_of(plan.status)
    url = reverse("performance:plan-detail", args=[plan.uuid])
    return Row(
        [
            Cell(plan.employee.full_name, url=url, sub=f"{plan.post_name}, {plan.unit_name}"),
            plan.title,
            Cell(word, tag=state, sub=say_day_full(plan.status_on)),
            plan.rater.full_name if plan.rater else _("belum tercatat"),
        ]
    )


def without_table(people: Sequence[Mapping[str, Any]]) -> Table:
    """People who have no plan of the year, leading to their own pages."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Unit")), Column(_("Penilai"))]
    rows = [
        Row(
            [
                Cell(
                    _name(one),
                    url=reverse("people:employee-detail", args=[one["uuid"]]),
                    sub=one["position__name"] or "",
                ),
                one["unit__name"] or _("tanpa unit"),
                _name(one, "rater__") or _("belum tercatat"),
            ]
        )
        for one in people
    ]
    return Table(columns, rows, _("Pegawai tanpa SKP"))


def _name(row: Mapping[str, Any], prefix: str = "") -> str:
    parts = (row[f"{prefix}{key}"] or "" for key in ("title_before", "name", "title_after"))
    return full_name_of(*parts)


def evaluations_table(rows: Iterable[Evaluation], *, with_predicate: bool) -> Table:
    """One row an evaluation; its predicate only for who reads it without stating a purpose."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        *([Column(_("Predikat"))] if with_predicate else []),
        Column(_("Status"), kind="tag", nowrap=True),
        Column(_("Penilai")),
    ]
    shown = list(rows)
    recall_names(row.plan.unit for row in shown)
    written = [_evaluation_row(row, with_predicate=with_predicate) for row in shown]
    return Table(columns, written, _("Penilaian instansi"))


def _evaluation_row(row: Evaluation, *, with_predicate: bool) -> Row:
    plan = row.plan
    url = reverse("performance:evaluation-detail", args=[row.uuid])
    predicate = (
        [label_of(pack_named(row.pack), PREDICATES, row.predicate)] if with_predicate else []
    )
    state = "agreed" if row.status == Evaluation.Status.ACKNOWLEDGED else "wait"
    return Row(
        [
            Cell(plan.employee.full_name, url=url, sub=f"{plan.post_name}, {row.unit_name}"),
            *predicate,
            Cell(str(row.get_status_display()), tag=state, sub=say_day_full(row.status_on)),
            row.rater.full_name if row.rater else _("belum tercatat"),
        ]
    )
