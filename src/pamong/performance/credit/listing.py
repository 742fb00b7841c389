"""The list of people with functional posts as values for the component tags."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.people.models import Unit
from pamong.people.models.employee import full_name_of
from pamong.people.unit_field import UnitByName, unit_field
from pamong.performance.credit.explaining import say_credit
from pamong.performance.credit.permissions import (
    can_receive_own,
    can_see_entries,
    can_see_figures,
)
from pamong.performance.credit.queries import Asked, Line
from pamong.performance.credit.rules import LEVELS
from pamong.performance.credit.wording import STATE_TAGS, State, lacking_said
from pamong.performance.rules import label_of, pack_on
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full, this_day
from pamong.ui.paging import Page
from pamong.ui.tables import Cell, Column, Row, Table


class ListForm(forms.Form):
    """The unit to which the list is narrowed, with all below it."""

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(scope)
        self.fields["unit"] = unit_field(
            units, label=gettext_lazy("Unit"), empty=gettext_lazy("Semua unit"), required=False
        )
        if isinstance(self.fields["unit"], UnitByName):
            self.fields["unit"].label = gettext_lazy("Nama atau kode unit")
            self.fields["unit"].help_text = gettext_lazy("Kosongkan untuk semua unit.")
        self.fields["state"] = forms.CharField(required=False, widget=forms.HiddenInput)


def list_context(
    page: Page[Line], counts: Mapping[str, int], asked: Asked, unit: Unit | None, scope: Scope
) -> dict[str, Any]:
    """The tabs by state, one page of people, and the ways in."""
    query = {"unit": str(unit.uuid)} if unit else {}
    days = [row.computed_on for row in page.rows if row.computed_on]
    return {
        "tabs": state_tabs(counts, asked, query),
        "table": people_table(page, with_figures=can_see_figures(scope)),
        "next_url": page.next_url(**query, state=asked.state),
        "computed": say_day_full(min(days)) if days else "",
        "state": asked.state,
        "names_only": not can_see_figures(scope),
        "may_enter": can_see_entries(scope),
        "may_import": can_receive_own(scope),
    }


def state_tabs(counts: Mapping[str, int], asked: Asked, query: Mapping[str, str]) -> list[Tab]:
    """All, and each state with how many stand there."""
    url = reverse("performance:credit-list")
    rest = f"&{urlencode(query)}" if query else ""
    told = [Tab(_("Semua"), f"{url}?state={rest}", sum(counts.values()), not asked.state)]
    return told + [
        Tab(state.label, f"{url}?state={state}{rest}", counts.get(state, 0), asked.state == state)
        for state in State
    ]


def people_table(page: Page[Line], *, with_figures: bool) -> Table:
    """One person a row."""
    figures = [
        Column(_("Angka kredit"), kind="num", desk=True),
        Column(_("Kurang"), kind="num", nowrap=True, desk=True),
    ]
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Jenjang"), nowrap=True),
        *(figures if with_figures else ()),
        Column(_("Status"), kind="tag"),
    ]
    rows = [_line(row, with_figures) for row in page.rows]
    return Table(columns, rows, _("Angka kredit pegawai"))


def _line(row: Line, with_figures: bool) -> Row:
    url = reverse("performance:credit-account", args=[row.uuid])
    place = ", ".join(part for part in (row.post, row.unit) if part)
    pack = pack_on(this_day(), local=())
    level = label_of(pack, LEVELS, row.level) if row.level else "–"
    state = State(row.state) if row.state else None
    word = (
        Cell(state.label, tag=STATE_TAGS[state], sub=lacking_said(row.lacking)) if state else None
    )
    return Row(
        [
            Cell(full_name_of(row.before, row.name, row.after), url=url, sub=place),
            f"{level}, {row.rank}" if row.rank else level,
            *(_figures(row) if with_figures else ()),
            word or Cell(_("Belum dihitung"), tag="none"),
        ]
    )


def _figures(row: Line) -> Iterator[Any]:
    """The total, and what is missing for the next rank and level; nothing where it is not known."""
    if row.total is None:
        yield from (None, None)
        return
    yield say_credit(row.total)
    yield Cell(
        _("pangkat %s") % say_credit(row.rank_missing),
        sub=_("jenjang %s") % say_credit(row.level_missing),
    )
