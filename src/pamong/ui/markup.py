"""Escaping and attributes for HTML that is written in Python: fast, and never by hand elsewhere."""

from typing import Any

from django.utils.safestring import SafeString

SIGNS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))


def esc(value: Any) -> str:
    """The value as text that is safe in an element or an attribute; marked-safe text stays."""
    if value.__class__ is not str:
        if hasattr(value, "__html__"):
            return str(value.__html__())
        value = str(value)
    text: str = value
    for sign, written in SIGNS:
        if sign in text:  # few texts hold one, and to look is quicker than to replace
            text = text.replace(sign, written)
    return text


def attributes(**pairs: Any) -> str:
    """Written attributes; None, False and "" are left out, True stands alone; `_` becomes `-`."""
    written = []
    for name, value in pairs.items():
        if value is None or value is False or value == "":
            continue
        bare = name.rstrip("_").replace("_", "-")
        written.append(f" {bare}" if value is True else f' {bare}="{esc(value)}"')
    return "".join(written)


def safe(text: str) -> SafeString:
    """Mark markup whose parts went through `esc` as done."""
    return SafeString(text)


def sub(text: Any) -> str:
    """A small second line, or nothing."""
    return f'<span class="pm-sub">{esc(text)}</span>' if text else ""


def hidden(text: Any) -> str:
    """Words only a screen reader says."""
    return f'<span class="visually-hidden">{esc(text)}</span>'


def link(url: str, text: Any) -> SafeString:
    """A plain link, for cells and small lines that are put together in Python."""
    return safe(f'<a href="{esc(url)}">{esc(text)}</a>')


def legend(bound: Any, label: Any = "") -> str:
    """What choices are about; where the field `hides_label` the eye has read it in a heading above."""
    words = label or bound.label
    return hidden(words) if getattr(bound.field, "hides_label", False) else esc(words)
