"""Fields of forms: label, hint, error and input together; what was typed stays."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.ui.fields import ReadField, said_back
from pamong.ui.markup import attributes, esc, hidden, legend, safe, sub

FEW_OPTIONS, MANY_OPTIONS, LONG_OPTION = 7, 15, 28
SHORT_TEXT = 24
DJANGOS_ROWS = "10"  # what Django writes when nobody chose
WRITTEN_ROWS = "3"


def field(
    bound: BoundField,
    advice: Any = "",
    label: Any = "",
    hint: Any = "",
    kind: str = "",
    unit: Any = "",
) -> SafeString:
    """A field with everything that belongs to it; kind "select" or "list" overrules the choice."""
    if bound.is_hidden:
        return _hidden(bound)
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _checkbox(bound, label or bound.label, hint or bound.help_text)
    if is_listed(widget, kind):
        return choices(bound, label=label, hint=hint, advice=advice)
    name, below = label or bound.label, str(hint or bound.help_text)
    said = said_back(bound.field, bound.value()) if bound.form.is_bound else ""
    parts = (
        f'<label for="{esc(bound.id_for_label)}">{esc(name)}{_optional(bound)}</label>',
        _hint(bound, below),
        _errors(bound),
        _input(bound, _described(bound, below, said), unit),
        _said(bound, said),
        _advice(advice),
    )
    return _wrapped(bound, "div", "".join(parts))


def _hidden(bound: BoundField) -> SafeString:
    """A field that is sent and not seen; one with several inputs is left to its widget."""
    context = _context(bound, "")
    if "subwidgets" in context:
        return bound.as_widget()
    value = context["value"]
    shown = "" if value is None else f' value="{esc(value)}"'
    name = esc(context["name"])
    return safe(f'<input type="hidden" name="{name}"{shown}{_written(context["attrs"])}>')


def _is_wrong(bound: BoundField) -> bool:
    """Whether something is said against the field; nothing is against one that was not sent."""
    return bound.form.is_bound and bool(bound.errors)


def _wrapped(bound: BoundField, element: str, content: str) -> SafeString:
    look = "pm-field is-wrong" if _is_wrong(bound) else "pm-field"
    return safe(f'<{element} class="{look}">{content}</{element}>')


def _optional(bound: BoundField) -> str:
    # `is_asked`: wanted although a blank one is no error, as in a spare form of a set
    if bound.field.required or getattr(bound.form, "is_search", False):
        return ""
    if getattr(bound.field, "is_asked", False):
        return ""
    return _may_be_blank(get_language())


@lru_cache
def _may_be_blank(_language: str) -> str:
    words = esc(_("(boleh kosong)"))
    return f' <span class="pm-opt">{words}</span>'


def _hint(bound: BoundField, text: Any) -> str:
    return f'<p class="pm-hint" id="{esc(bound.auto_id)}_hint">{esc(text)}</p>' if text else ""


def _errors(bound: BoundField) -> str:
    if not _is_wrong(bound):
        return ""
    label = hidden(_("Kesalahan:") + " ")
    lines = "<br>".join(esc(error) for error in said_errors(bound))
    return f'<p class="pm-error" id="{esc(bound.auto_id)}_error">{label}<span>{lines}</span></p>'


def said_errors(bound: BoundField) -> list[str]:
    """The errors in words that tell what to do, where Django only says that something is empty."""
    found = []
    plain = str(forms.Field.default_error_messages["required"])
    for error in bound.errors.as_data():
        for message in error.messages:
            is_plain = error.code == "required" and message == plain
            found.append(_wanted(bound) if is_plain else message)
    return found


def _wanted(bound: BoundField) -> str:
    widget = bound.field.widget
    label = str(bound.label)
    bare = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if isinstance(widget, forms.CheckboxInput):
        return _("Centang kotak ini untuk melanjutkan.")
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return _("Pilih %(label)s.") % {"label": bare}
    if isinstance(widget, forms.FileInput):
        return _("Unggah %(label)s.") % {"label": bare}
    return _("Isi “%(label)s”.") % {"label": label}


def _said(bound: BoundField, said: str) -> str:
    if not said:
        return ""
    words = _("Dibaca sebagai %(value)s") % {"value": said}
    return f'<p class="pm-sub pm-read" id="{esc(bound.auto_id)}_read">{esc(words)}</p>'


def _advice(advice: Any) -> str:
    return f'<div class="pm-beside">{esc(advice)}</div>' if advice else ""


def _described(bound: BoundField, hint: Any, said: str = "") -> str:
    given = ((hint, "hint"), (_is_wrong(bound), "error"), (said, "read"))
    return " ".join([f"{bound.auto_id}_{part}" for value, part in given if value])


def _context(bound: BoundField, described: str) -> dict[str, Any]:
    """What the widget would write: name, value and attributes, ours added."""
    widget, form = bound.field.widget, bound.form
    attrs: dict[str, str | bool] = {"id": bound.auto_id}
    if described:
        attrs["aria-describedby"] = described
    is_needed = bound.field.required and form.use_required_attribute
    if is_needed and widget.use_required_attribute(bound.initial):
        attrs["required"] = True
    if bound.field.disabled:
        attrs["disabled"] = True
    if _is_wrong(bound) and not widget.is_hidden:
        attrs["aria-invalid"] = "true"
    context: dict[str, Any] = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    return context


def _written(attrs: Mapping[str, Any]) -> str:
    return "".join(
        [
            f" {name}" if value is True else f' {name}="{esc(value)}"'
            for name, value in attrs.items()
            if value is not None and value is not False and name not in {"cols", "class"}
        ]
    )


def _input(bound: BoundField, described: str, unit: Any = "") -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.Textarea):
        return _textarea(_context(bound, described))
    if isinstance(widget, forms.Select):
        return _select(_context(bound, described))
    if isinstance(widget, forms.ClearableFileInput):
        return _file(_context(bound, described))
    if isinstance(widget, forms.MultiWidget):
        return str(bound.as_widget(attrs={"class": "form-control"}))
    return _line(bound, _context(bound, described), unit)


def _line(bound: BoundField, context: dict[str, Any], unit: Any = "") -> str:
    limit = getattr(bound.field, "max_length", None)
    is_short = isinstance(bound.field, ReadField) or (limit is not None and limit <= SHORT_TEXT)
    unit = unit or getattr(bound.field, "unit", "")
    look = "form-control pm-short" if is_short and not unit else "form-control"
    value = context["value"]
    shown = "" if value is None else f' value="{esc(value)}"'
    kind = "text" if context["type"] in {"number", "date", "time"} else context["type"]
    box = f'<input class="{look}" type="{kind}" name="{esc(context["name"])}"{shown}{_written(context["attrs"])}>'
    if not unit:
        return box
    return f'<div class="input-group pm-short">{box}<span class="input-group-text">{esc(unit)}</span></div>'


def _textarea(context: dict[str, Any]) -> str:
    attrs = dict(context["attrs"])
    rows = str(attrs.pop("rows", WRITTEN_ROWS))
    rows = WRITTEN_ROWS if rows == DJANGOS_ROWS else rows
    value = context["value"] or ""
    return (
        f'<textarea class="form-control" name="{esc(context["name"])}" rows="{esc(rows)}"'
        f"{_written(attrs)}>\n{esc(value)}</textarea>"
    )


def _select(context: dict[str, Any]) -> str:
    written = []
    longest = 0
    for group, options, _index in context["optgroups"]:
        labels = [str(option["label"]) for option in options]
        inner = "".join(map(_option, options, labels))
        written.append(f'<optgroup label="{esc(group)}">{inner}</optgroup>' if group else inner)
        longest = max([longest, *map(len, labels)])
    look = "form-select pm-short" if longest <= LONG_OPTION else "form-select"
    said = f'class="{look}" name="{esc(context["name"])}"{_written(context["attrs"])}'
    return f"<select {said}>{''.join(written)}</select>"


def _option(option: Mapping[str, Any], label: str) -> str:
    chosen = " selected" if option["selected"] else ""
    return f'<option value="{esc(option["value"])}"{chosen}>{esc(label)}</option>'


def _file(context: dict[str, Any]) -> str:
    box = f'<input class="form-control" type="file" name="{esc(context["name"])}"{_written(context["attrs"])}>'
    if not context.get("is_initial"):
        return box
    now = _("Berkas sekarang: %(name)s") % {"name": context["value"]}
    clear = ""
    if not context["required"]:
        name, words = esc(context["checkbox_name"]), esc(_("Hapus berkas ini"))
        clear = (
            f'<label class="pm-hit"><input class="pm-check" type="checkbox" name="{name}"> '
            f"{words}</label>"
        )
    return f'<p class="pm-sub">{esc(now)}</p>{box}{clear}'


def _checkbox(bound: BoundField, label: Any, hint: Any) -> SafeString:
    context = _context(bound, _described(bound, ""))
    said = _written(context["attrs"])
    value = f' value="{esc(context["value"])}"' if context["value"] is not None else ""
    box = f'<input type="checkbox" name="{esc(context["name"])}"{value}{said}>'
    text = f'<label for="{esc(bound.auto_id)}">{esc(label)}{sub(hint)}</label>'
    content = f'{_errors(bound)}<div class="pm-choices is-list"><div class="pm-choice">{box}{text}</div></div>'
    return _wrapped(bound, "div", content)


def is_listed(widget: forms.Widget, kind: str) -> bool:
    """Whether the options stand open: few, or too long for a closed list on a phone."""
    if kind:
        return kind == "list" and isinstance(widget, forms.widgets.ChoiceWidget)
    if isinstance(widget, forms.RadioSelect | forms.SelectMultiple):
        return True
    if not isinstance(widget, forms.Select):
        return False
    labels = []
    for value, label in widget.choices:
        if isinstance(label, list | tuple):
            return False
        if value not in {"", None}:
            labels.append(str(label))
        if len(labels) > MANY_OPTIONS:
            return False
    return len(labels) <= FEW_OPTIONS or any(len(label) > LONG_OPTION for label in labels)


def choices(  # noqa: PLR0913, PLR0917 — a tag's arguments are its vocabulary
    bound: BoundField,
    small: Any = False,
    label: Any = "",
    hint: Any = "",
    suggested: Any = None,
    advice: Any = "",
    cards: Any = None,
) -> SafeString:
    """Options that stand open: cards, a segmented choice (small), or a list for long texts.

    `suggested` is the value that bears the word "Saran"; it is never chosen beforehand.
    """
    below = str(hint or bound.help_text)
    options = list(_options(bound))
    look = _look(options, small=bool(small), cards=cards)
    kind = "checkbox" if _is_many(bound.field.widget) else "radio"
    mark, off = esc(bound.auto_id), " disabled" if bound.field.disabled else ""
    given = f'<input type="{kind}" name="{esc(bound.html_name)}"'
    wanted = None if suggested is None else str(suggested)
    boxes = "".join(
        [
            f'<div class="pm-choice">{given}{_choice(f"{mark}_{number}", option, off, wanted)}</div>'
            for number, option in enumerate(options)
        ]
    )
    content = (
        f"<legend>{legend(bound, label)}{_optional(bound)}</legend>{_hint(bound, below)}"
        f'{_errors(bound)}<div class="{look}">{boxes}</div>{_advice(advice)}'
    )
    look = "pm-field is-wrong" if _is_wrong(bound) else "pm-field"
    about = attributes(class_=look, aria_describedby=_described(bound, below))
    return safe(f"<fieldset{about}>{content}</fieldset>")


def _is_many(widget: forms.Widget) -> bool:
    return bool(getattr(widget, "allow_multiple_selected", False))


Option = tuple[str, Any, bool]  # value, label, whether it is chosen


def _options(bound: BoundField) -> Iterator[Option]:
    """The options of a choice widget; the empty one is no option of an open list."""
    widget = bound.field.widget
    chosen = widget.format_value(bound.value())
    for value, label in widget.choices:
        for one, text in label if isinstance(label, list | tuple) else [(value, label)]:
            if one not in {"", None}:
                yield str(one), text, str(one) in chosen


def _look(options: list[Option], *, small: bool, cards: Any) -> str:
    if small:
        return "pm-choices pm-choices-s"
    is_card = cards
    if cards is None:
        is_card = any(getattr(label, "sub", "") for _value, label, _is_chosen in options)
    if not is_card or len(options) > len(COUNTED):
        return "pm-choices is-list"
    return f"pm-choices{COUNTED[len(options) - 1]}"


COUNTED = (" is-list", " is-two", "")


def _choice(mark: str, option: Option, off: str, wanted: str | None) -> str:
    """What is an option's own in its input, and its label."""
    value, label, is_chosen = option
    tip = ""
    if value == wanted:
        word = esc(_("Saran"))
        tip = f' <span class="pm-suggest">{word}</span>'
    line = sub(getattr(label, "sub", ""))
    checked = " checked" if is_chosen else ""
    return (
        f' id="{mark}" value="{esc(value)}"{checked}{off}><label for="{mark}">{esc(label)}{tip}{line}'
        "</label>"
    )
