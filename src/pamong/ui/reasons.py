"""What stands under "Mengapa …?": steps with figures, their sources, what is not yet confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import esc, safe
from pamong.ui.numbers import say_number


@dataclass(frozen=True, slots=True)
class Reason:
    """One step in a sentence of the caller's own, with its source."""

    text: Any
    citation: Any = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """Reasons in sentences, and the open clauses under them, for "Mengapa …?"."""

    because: tuple[Reason, ...]
    unconfirmed: tuple[str, ...] = ()


def reasons(outcome: Any) -> SafeString:
    """Numbered steps, then sources; takes a rule's outcome, or a list of sentences or Reasons."""
    steps = getattr(outcome, "because", outcome) or ()
    items = "".join(f"<li>{_sentence(step)}</li>" for step in steps)
    below = [*_sources(steps), *_open(getattr(outcome, "unconfirmed", ()))]
    lines = "".join(f'<p class="pm-sub">{esc(line)}</p>' for line in below)
    return safe((f"<ol>{items}</ol>" if items else "") + lines)


def _sentence(step: Any) -> str:
    text = getattr(step, "text", None)
    if text is not None:
        return esc(text)
    if not hasattr(step, "inputs"):
        return esc(step)
    given = ", ".join(f"{_words(name)} {_said(value)}" for name, value in step.inputs.items())
    result = f"<b>{_words(step.step)} = {_said(step.value)}</b>"
    return f"{result} ({given})" if given else result


def _words(name: str) -> str:
    return esc(name.replace("_", " "))


def _said(value: Any) -> str:
    if value is None:
        return esc(_("belum ada"))
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return say_number(Decimal(value))
    if isinstance(value, list | tuple):
        return "; ".join(_said(one) for one in value)
    return esc(value)


def _sources(steps: Iterable[Any]) -> list[str]:
    cited = [str(step.citation) for step in steps if getattr(step, "citation", "")]
    once = list(dict.fromkeys(cited))
    return [_("Sumber: %(sources)s.") % {"sources": "; ".join(once)}] if once else []


def _open(clauses: Iterable[Any]) -> list[str]:
    names = list(dict.fromkeys(str(clause) for clause in clauses))
    if not names:
        return []
    return [_("Belum terkonfirmasi: %(clauses)s.") % {"clauses": "; ".join(names)}]
