"""Components that stand for facts: tags, steps, traces, tasks, bars, tabs. HTML is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.dates import day_of, say_day_full, say_day_long, say_moment
from pamong.ui.markup import attributes, esc, hidden, safe, sub
from pamong.ui.navigation import count
from pamong.ui.numbers import say_number

SHELL = "shell"  # the name that the record keeps for whoever works at the server itself
SCALE = Decimal(125)  # a bar ends here; the tick of the target stands at 100


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a life; state is done, current or todo."""

    text: Any
    sub: Any = ""
    state: str = "todo"


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that happened: verb in bold, by whom, when, and the reason as a quotation.

    `on` is the day from which it counts; where that is another than the day of `at`, both are said.
    """

    verb: Any
    by: Any = ""
    at: date | datetime | None = None
    note: Any = ""
    quote: Any = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: verb and object as link, then why, a tag (state, text) and the date."""

    text: Any
    url: str
    sub: Any = ""
    tag: tuple[str, Any] | None = None
    due: Any = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A list by one of its states; `waits` marks a count as the reader's own turn; `most` is said as 100+."""

    text: Any
    url: str
    count: int | None = None
    current: bool = False
    waits: bool = False
    most: int = 0  # counted so far; 0 is to the end


@dataclass(frozen=True, slots=True)
class Meter:
    """An attainment in percent; hatched below `low`, and a dash when there is none."""

    value: Decimal | None
    low: Decimal | None = None
    text: Any = ""


def tag(state: str, text: Any) -> SafeString:
    """Word, shape and colour of a state; the word comes from the caller."""
    return safe(f'<span class="pm-tag" data-s="{esc(state)}">{esc(text)}</span>')


def meter(value: Any, low: Any = None, text: Any = "") -> SafeString:
    """The figure, then the bar to 125 percent with a tick at 100."""
    if value is None:
        words = hidden(_("belum ada"))
        return safe(
            f'<span class="pm-meter is-none"><b><span aria-hidden="true">–</span>{words}</b><i></i></span>'
        )
    value = Decimal(value)
    said = esc(text) if text else f"{say_number(value, 1)}%"
    start = min(max(value, Decimal(0)), SCALE).quantize(Decimal("0.1"))
    look = " is-low" if low is not None and value < Decimal(low) else ""
    cover = f'<rect x="{start}" width="{SCALE - start}" height="1"/>'
    return safe(
        f'<span class="pm-meter{look}"><b>{said}</b><i><svg viewBox="0 0 125 1"'
        f' preserveAspectRatio="none" aria-hidden="true">{cover}</svg></i></span>'
    )


def facts(rows: Iterable[Sequence[Any]], stacked: Any = False) -> SafeString:
    """Labels with their values, and a small line below a value where there is one."""
    look = "pm-facts is-stacked" if stacked else "pm-facts"
    written = []
    for label, value, *rest in rows:
        shown = "–" if value is None or value == "" else esc(value)
        below = sub(rest[0]) if rest else ""
        written.append(f"<div><dt>{esc(label)}</dt><dd>{shown}{below}</dd></div>")
    return safe(f'<dl class="{look}">{"".join(written)}</dl>')


def steps(items: Sequence[Step], label: Any = "") -> SafeString:
    """The stages of a life in order; on a phone only the current one is spelt out, or the end it came to."""
    written = []
    is_over = all(item.state == "done" for item in items)
    for place, item in enumerate(items, start=1):
        number = ""
        if item.state == "current":
            words = _("Tahap %(place)s dari %(all)s:") % {"place": place, "all": len(items)}
            number = f'<span class="pm-steps-n">{esc(words)} </span>'
        said = attributes(
            class_=_step_class(item, is_end=is_over and place == len(items)),
            aria_current="step" if item.state == "current" else "",
        )
        written.append(f"<li{said}><span>{number}{esc(item.text)}{sub(item.sub)}</span></li>")
    name = esc(label or _("Tahap"))
    return safe(f'<ol class="pm-steps" aria-label="{name}">{"".join(written)}</ol>')


def _step_class(item: Step, *, is_end: bool) -> str:
    return ("is-done is-end" if is_end else "is-done") if item.state == "done" else ""


def say_actor(name: str) -> str:
    """Who did something, as the record names them, in words for readers."""
    return _("pengelola server") if name == SHELL else name


def trace(items: Iterable[Trace]) -> SafeString:
    """What happened, newest first."""
    written = []
    for place, item in enumerate(items):
        name = say_actor(item.by)
        who = " " + esc(_("oleh %(name)s") % {"name": name}) if name else ""
        note = f": {esc(item.note)}" if item.note else ""
        when = _time(item.at, item.on) if item.at else ""
        quote = f"<blockquote>{esc(item.quote)}</blockquote>" if item.quote else ""
        look = ' class="is-now"' if place == 0 else ""
        written.append(f"<li{look}><b>{esc(item.verb)}</b>{who}{note}{when}{quote}</li>")
    return safe(f'<ol class="pm-trace">{"".join(written)}</ol>')


def _time(at: date | datetime, on: date | None) -> str:
    said, mark = say_moment(at), at
    if on is not None and day_of(at) != on:
        named = {"day": say_day_long(on), "recorded": say_day_full(at)}
        said, mark = _("%(day)s, dicatat %(recorded)s") % named, on
    return f'<time datetime="{mark.isoformat()}">{esc(said)}</time>'


def tasks(items: Iterable[Task]) -> SafeString:
    """What waits, one row a task; the whole row is the target of its link."""
    written = []
    for item in items:
        mark = tag(*item.tag) if item.tag else ""
        due = f'<div class="pm-due">{mark}{esc(item.due)}</div>' if mark or item.due else ""
        link = f'<a href="{esc(item.url)}">{esc(item.text)}</a>'
        written.append(f"<li><div>{link}{sub(item.sub)}</div>{due}</li>")
    return safe(f'<ul class="pm-tasks">{"".join(written)}</ul>')


def advice_list(items: Iterable[Any]) -> SafeString:
    """Advice on a sentence: what to mend with an example, then with a tick what is good.

    Each item has `sentence`, `example` and `is_ok`.
    """
    written = []
    for item in items:
        if item.is_ok:
            written.append(f'<li class="is-ok">{esc(item.sentence)}</li>')
            continue
        first, dot, rest = str(item.sentence).partition(". ")
        example = esc(_("Contoh: “%(text)s”.") % {"text": item.example}) if item.example else ""
        written.append(f"<li><b>{esc(first + dot.strip())}</b> {esc(rest)} {example}</li>")
    return safe(f'<ul class="pm-advice">{"".join(written)}</ul>')


def empty(title: Any, sentence: Any = "", url: str = "", text: Any = "") -> SafeString:
    """A fact, what will come here, and one outlined button if there is something to do."""
    below = f"<p>{esc(sentence)}</p>" if sentence else ""
    link = f'<a class="btn btn-outline-primary" href="{esc(url)}">{esc(text)}</a>' if url else ""
    return safe(f'<div class="pm-empty"><b>{esc(title)}</b>{below}{link}</div>')


def tabs(items: Iterable[Tab], label: Any = "") -> SafeString:
    """One list by its states, with how many are in each."""
    written = []
    for item in items:
        number = ""
        more = bool(item.most) and (item.count or 0) > item.most
        shown = item.most if more else item.count
        if item.waits:
            number = count(shown or 0, more=more)
        elif shown is not None:
            number = f" <span>{say_number(shown)}{'+' if more else ''}</span>"
        said = attributes(href=item.url, aria_current="true" if item.current else "")
        written.append(f"<li><a{said}>{esc(item.text)}{number}</a></li>")
    name = esc(label or _("Saring menurut status"))
    return safe(f'<ul class="pm-tabs" aria-label="{name}">{"".join(written)}</ul>')


def pager(next_url: str = "", text: Any = "", first_url: str = "") -> SafeString:
    """The way to the next rows, and back to the first."""
    if not next_url and not first_url:
        return safe("")
    links = []
    if first_url:
        words = esc(_("Kembali ke awal"))
        links.append(f'<a class="btn btn-link" href="{esc(first_url)}">{words}</a>')
    if next_url:
        words = esc(text or _("Berikutnya"))
        links.append(
            f'<a class="btn btn-outline-primary" rel="next" href="{esc(next_url)}">{words}</a>'
        )
    name = esc(_("Halaman daftar"))
    return safe(f'<nav class="pm-actions pm-pager" aria-label="{name}">{"".join(links)}</nav>')


def search(
    url: str = "",
    name: str = "q",
    value: Any = "",
    label: Any = "",
    kept: Mapping[str, Any] | None = None,
) -> SafeString:
    """A search field over a list; a plain GET form, which keeps the other parts of the address."""
    others = "".join(
        f'<input type="hidden" name="{esc(key)}" value="{esc(part)}">'
        for key, part in (kept or {}).items()
    )
    label = esc(label or _("Cari"))
    box = attributes(
        class_="form-control", id=f"cari-{name}", type="search", name=name, value=value
    )
    words = esc(_("Cari"))
    return safe(
        f'<form class="pm-tools" role="search" action="{esc(url)}">{others}<div>'
        f'<label for="cari-{esc(name)}">{label}</label><input{box}></div>'
        f'<button class="btn btn-outline-primary" type="submit">{words}</button></form>'
    )


def crumbs(pairs: Sequence[tuple[Any, str]]) -> SafeString:
    """The pages above this one, each with its address."""
    if not pairs:
        return safe("")
    links = "".join(
        f'<li><a href="{esc(url)}">{esc(text)}</a></li>' if url else f"<li>{esc(text)}</li>"
        for text, url in pairs
    )
    name = esc(_("Jejak halaman"))
    return safe(f'<nav class="pm-crumbs" aria-label="{name}"><ol>{links}</ol></nav>')
