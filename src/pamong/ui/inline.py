"""Fields without a block of their own: in the cell of a table, or a judgement beside its word."""

from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from pamong.ui.forms_html import choices, field
from pamong.ui.markup import attributes, esc, safe


def inline(bound: BoundField, label: Any) -> SafeString:
    """One line of input named for screen readers by its row and column; the error stands below."""
    value = bound.value()
    if value is not None and not isinstance(value, str):
        value = bound.field.prepare_value(value)
    mark = f"{bound.auto_id}_error"
    said = attributes(
        class_="form-control pm-short",
        type="text",
        name=bound.html_name,
        id=bound.auto_id,
        value=value,
        aria_label=label,
        aria_invalid="true" if bound.errors else "",
        aria_describedby=mark if bound.errors else "",
        autocomplete="off",
    )
    lines = "<br>".join(esc(error) for error in bound.errors)
    error = f'<p class="pm-error" id="{esc(mark)}"><span>{lines}</span></p>' if lines else ""
    return safe(f"<input{said}>{error}")


def judged(
    choice: BoundField,
    word: BoundField,
    label: Any,
    word_label: Any,
    *,
    panel: bool = False,
    hint: Any = "",
) -> SafeString:
    """A segmented choice with the word that goes with it beside; below it on a phone."""
    look = "pm-body pm-ev is-dense" if panel else "pm-ev"
    both = f"{choices(choice, small=True, label=label)}{field(word, label=word_label, hint=hint)}"
    return safe(f'<div class="{look}">{both}</div>')


def judgement_heads(first: Any, second: Any) -> SafeString:
    """The heads over judgements at a desk; each field has its own label for readers."""
    return safe(
        '<div class="pm-body pm-ev is-head pm-desk" aria-hidden="true">'
        f"<span>{esc(first)}</span><span>{esc(second)}</span></div>"
    )
