"""The side navigation as data, and the one place that writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, esc, safe

MOST = 12  # entries that stand open for one person


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page a person may open; `count` is what waits there for this person, never a total.

    `also` are beginnings of other addresses that belong to the same entry.
    """

    text: Any
    url: str
    count: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries under one heading."""

    title: Any
    entries: Sequence[NavEntry] = field(default_factory=tuple)


def current_url(groups: Iterable[NavGroup], path: str) -> str:
    """The entry that the page belongs to: the same address, else the longest beginning of it, its own first."""
    entries = [entry for group in groups for entry in group.entries]
    if any(entry.url == path for entry in entries):
        return path
    inside = f"{path.rstrip('/')}/"
    above = [
        (len(start), start == entry.url, entry.url)
        for entry in entries
        for start in (entry.url, *entry.also)
        if start != "/" and inside.startswith(f"{start.rstrip('/')}/")
    ]
    return max(above, default=(0, False, ""))[2]


def navigation(groups: Sequence[NavGroup], path: str, place: str = "") -> SafeString:
    """The groups as headings and lists; those past the twelfth entry fold, but for the one one is in.

    `place` is the address whose entry is marked, where that is not the page's own.
    """
    here = current_url(groups, place or path)
    return _written(tuple(groups), here, "page" if here == path else "true")


@lru_cache(maxsize=1024)
def _written(groups: tuple[NavGroup, ...], here: str, current: str) -> SafeString:
    """The same for everybody who has the same entries: it stands twice on every page."""
    written, shown = [], 0
    for place, group in enumerate(groups):
        shown += len(group.entries)
        links = "".join(
            _link(entry, current if entry.url == here else "") for entry in group.entries
        )
        title = esc(group.title)
        if shown <= MOST or not place:
            written.append(f"<h2>{title}</h2><ul>{links}</ul>")
            continue
        is_here = any(entry.url == here for entry in group.entries)
        waits = "" if is_here else count(sum(entry.count for entry in group.entries))
        written.append(
            f"<details{attributes(open=is_here)}><summary><h2>{title}{waits}</h2></summary>"
            f"<ul>{links}</ul></details>"
        )
    return safe("".join(written))


def person_menu(entries: Sequence[NavEntry], out_url: str, keys: str) -> SafeString:
    """A person's own pages; leaving is a form, for a link that changes something may be followed."""
    before, after = _person_menu(tuple(entries), out_url, get_language())
    return safe(f"{before}{keys}{after}" if out_url else before)


@lru_cache
def _person_menu(entries: tuple[NavEntry, ...], out_url: str, _language: str) -> tuple[str, str]:
    """What stands before the keys of the form and what stands after them, the same for everybody."""
    links = "".join(_link(entry, "") for entry in entries)
    if not out_url:
        return f"<ul>{links}</ul>", ""
    words = esc(_("Keluar"))
    return (
        f'<ul>{links}<li><form method="post" action="{esc(out_url)}">',
        f'<button class="pm-nav-link" type="submit">{words}</button></form></li></ul>',
    )


def _link(entry: NavEntry, current: str) -> str:
    said = attributes(class_="pm-nav-link", href=entry.url, aria_current=current)
    return f"<li><a{said}>{esc(entry.text)}{count(entry.count)}</a></li>"


def count(number: int, *, more: bool = False) -> str:
    """What waits for this person, as a small mark; nothing when nothing waits."""
    if not number:
        return ""
    words = ngettext("%(n)s menunggu Anda", "%(n)s menunggu Anda", number)
    before, _number, after = words.partition("%(n)s")
    return f' {_unseen(before)}<span class="pm-count">{number}{"+" if more else ""}</span>{_unseen(after)}'


def _unseen(words: str) -> str:
    """What is heard beside the mark, so that its number is said once."""
    return f'<span class="visually-hidden">{esc(words)}</span>' if words else ""
