"""Component tags and filters: apps write these, never classes. The HTML is written in pamong.ui.*."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from pamong.ui import (
    buttons,
    components,
    figures,
    filters,
    forms_html,
    inline,
    layout,
    navigation,
    tables,
)

register = template.Library()

for _block, _name in (
    *((part, part.__name__) for part in (layout.columns, layout.work, layout.panel, layout.body)),
    *((part, part.__name__) for part in (layout.note, layout.actions, layout.sticky)),
    *(
        (part, part.__name__)
        for part in (layout.fieldset, layout.row, layout.tools, layout.details)
    ),
    (layout.side, "context"),
    (layout.filled, "filled"),
):
    register.simple_block_tag(_block, name=_name, end_name=f"end{_name}")
register.simple_block_tag(buttons.form, takes_context=True, name="form", end_name="endform")

for _tag in (
    *(components.tag, components.facts, components.steps, components.trace, components.tasks),
    *(components.empty, components.meter, components.tabs, components.pager, components.search),
    *(components.crumbs, forms_html.field, forms_html.choices, forms_html.errors),
    *(buttons.submit, buttons.button_link, layout.why, tables.table),
    *(inline.inline, inline.judgement, inline.judgement_heads),
    *(figures.result, figures.matrix, figures.distribution),
):
    register.simple_tag(_tag)
register.simple_tag(buttons.action, takes_context=True)
register.simple_tag(layout.messages, name="notes")

for _said, _filter in filters.ALL.items():
    register.filter(_said, _filter)


@register.simple_tag(takes_context=True, name="navigation")
def navigation_tag(context: Context) -> SafeString:
    """The groups of the side navigation, for the one page they are written on."""
    groups: Any = context.get("navigation") or ()
    request = context.get("request")
    return navigation.navigation(list(groups), request.path if request else "")


@register.simple_tag(takes_context=True)
def person_menu(context: Context) -> SafeString:
    """The person's own pages, and the way out."""
    entries: Any = context.get("person_menu") or ()
    request = context.get("request")
    path = request.path if request else ""
    return navigation.person_menu(
        list(entries), path, context.get("sign_out_url") or "", buttons.keys(context)
    )
