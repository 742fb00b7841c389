"""Component tags and filters: apps write these, never classes. The HTML is written in pamong.ui.*."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from pamong.ui import (
    buttons,
    components,
    copies,
    device,
    faults_html,
    figures,
    filters,
    forms_html,
    frame,
    grids,
    inline,
    layout,
    listing,
    months,
    navigation,
    pasting,
    tables,
    unsent,
    years,
)
from pamong.ui.charts import showing

register = template.Library()

BLOCKS: dict[str, Callable[..., SafeString]] = {
    "columns": layout.columns,
    "work": layout.work,
    "context": layout.side,
    "panel": layout.panel,
    "body": layout.body,
    "note": layout.note,
    "actions": layout.actions,
    "sticky": layout.sticky,
    "fieldset": layout.fieldset,
    "row": layout.row,
    "tools": layout.tools,
    "details": layout.details,
    "judgement": layout.judgement,
    "line": layout.line,
    "wide": layout.wide,
    "half": layout.half,
    "filled": layout.filled,
}
TAGS: dict[str, Callable[..., SafeString]] = {
    "tag": components.tag,
    "facts": components.facts,
    "steps": components.steps,
    "trace": components.trace,
    "tasks": components.tasks,
    "advice_list": components.advice_list,
    "empty": components.empty,
    "meter": components.meter,
    "tabs": components.tabs,
    "pager": components.pager,
    "search": components.search,
    "field": forms_html.field,
    "choices": forms_html.choices,
    "errors": faults_html.errors,
    "submit": buttons.submit,
    "button_link": buttons.button_link,
    "picked": layout.picked,
    "why": layout.why,
    "notes": layout.messages,
    "copies": copies.copies,
    "paste": pasting.paste,
    "grid": grids.grid,
    "month": months.month,
    "year": years.year,
    "judgement_heads": inline.judgement_heads,
    "result": figures.result,
    "small": figures.small,
    "quad": figures.quad,
    "distribution": figures.distribution,
}
# What pages are framed with; pages themselves write none of these.
FRAME: dict[str, Callable[..., SafeString]] = {
    "head": frame.head,
    "mark": frame.mark,
    "scripts": frame.scripts,
    "words": frame.words,
    "unread": frame.unread,
}
for _name, _block in BLOCKS.items():
    register.simple_block_tag(_block, name=_name, end_name=f"end{_name}")
for _name, _tag in {**TAGS, **FRAME}.items():
    register.simple_tag(_tag, name=_name)
register.simple_block_tag(buttons.form, takes_context=True, name="form", end_name="endform")
register.simple_tag(buttons.action, takes_context=True, name="action")
register.simple_tag(frame.crumbs, takes_context=True, name="crumbs")
register.simple_tag(frame.back, takes_context=True, name="back")
register.simple_tag(frame.again, takes_context=True, name="again")
register.simple_tag(frame.period, takes_context=True, name="period")
register.simple_tag(device.device, takes_context=True, name="device")
register.simple_tag(unsent.unsent, takes_context=True, name="unsent")
register.simple_tag(frame.search_box, takes_context=True, name="search_box")
register.simple_tag(showing.figure, takes_context=True, name="figure")
register.simple_tag(frame.foot, takes_context=True, name="foot")

for _said, _filter in filters.ALL.items():
    register.filter(_said, _filter)


@register.simple_tag(takes_context=True, name="navigation")
def navigation_tag(context: Context) -> SafeString:
    """The groups of the side navigation, for the one page they are written on."""
    groups: Any = context.get("navigation") or ()
    request = context.get("request")
    path, place = (request.path, getattr(request, "place", "")) if request else ("", "")
    return navigation.navigation(tuple(groups), path, place)


@register.simple_tag(takes_context=True, name="table")
def table_tag(context: Context, table: tables.Table) -> SafeString:
    """The table, and below a list the ways to take it along."""
    out = listing.links(context, table)  # type: ignore[arg-type]
    return tables.table(table) + out if out else tables.table(table)


@register.simple_tag(takes_context=True)
def person_menu(context: Context) -> SafeString:
    """The person's own pages, and the way out."""
    entries: Any = context.get("person_menu") or ()
    return navigation.person_menu(
        tuple(entries), context.get("sign_out_url") or "", buttons.keys(context)
    )
