"""The docs name what there is, in both languages, and their links lead somewhere.

New commands, verbs, pages and packs are written down by scripts/reference.py.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pamong.cli import main as pamong
from pamong.config.api.build import description
from pamong.config.navigation import ADMINISTERED, GROUPS, PERSON, url_of
from pamong.config.verbs import VERBS
from pamong.policy.load import builtin_ids

HOUSE = Path(__file__).parents[1]
DOCS = HOUSE / "docs"
REFERENCE = DOCS / "reference"
OURS = sorted([*DOCS.rglob("*.md"), *HOUSE.glob("*.md")])
LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)")
READS = re.compile(r"env\.(?:text|flag|number|words|one_of|day|address|database)\(\s*\"([A-Z_]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands(group: click.Group, name: str) -> Iterator[str]:
    """The whole name of each command."""
    for word in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), word)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}"


def missing(names: list[str], page: str) -> list[str]:
    """What a page of the reference does not name."""
    text = text_of(REFERENCE / page)
    return [name for name in names if name not in text]


def test_every_command_is_named() -> None:
    names = [f"## {name}\n" for name in commands(pamong, "pamong")]
    assert missing(names, "commands.md") == [], "run scripts/reference.py"


def test_every_verb_is_named() -> None:
    names = [f"`{verb.name}`" for verb in VERBS]
    assert missing(names, "verbs.md") == [], "run scripts/reference.py"


def test_every_page_of_the_navigation_is_named() -> None:
    places = [place.name for _title, group in (*GROUPS, *ADMINISTERED) for place in group]
    names = [f"`{n}`" for n in [*places, *(name for _text, name in PERSON)] if url_of(n)]
    assert missing(names, "pages.md") == [], "run scripts/reference.py"


def test_every_pack_is_named() -> None:
    names = [f"`{name}`" for name in builtin_ids()]
    assert missing(names, "pack-list.md") == [], "run scripts/reference.py"


def test_the_description_of_the_api_is_what_was_reviewed() -> None:
    """A change of it is a change for every program that uses it."""
    kept = json.loads(text_of(REFERENCE / "openapi.json"))
    assert kept == description(), "run scripts/reference.py, and read what changed"


def test_every_slice_says_what_it_is_for() -> None:
    """A newcomer finds the folder by its sentence."""
    assert missing(slices(), "slices.md") == [], "run scripts/reference.py"


def slices() -> list[str]:
    """The folders of the apps that hold pages, verbs or reads."""
    found = (HOUSE / "src" / "pamong").glob("*/*/__init__.py")
    return [
        f"`{path.parent.parent.name}/{path.parent.name}`: "
        for path in found
        if {"actions.py", "queries.py", "views.py", "permissions.py"}
        & {one.name for one in path.parent.iterdir()}
    ]


def test_every_app_says_what_it_is_and_names_no_file_that_is_gone() -> None:
    source = HOUSE / "src" / "pamong"
    gone = []
    for app in (path.parent for path in source.glob("*/__init__.py")):
        told = text_of(app / "README.md")
        names = re.findall(r"(?<!\S)`(\w[\w/]*(?:\.py|/))`", told)
        gone += [f"{app.name}: {name}" for name in names if not any(app.rglob(name.strip("/")))]
    assert gone == []


def test_every_setting_is_named() -> None:
    sources = (HOUSE / "src").rglob("*.py")
    names = sorted({name for path in sources for name in READS.findall(text_of(path))})
    assert "PAMONG_DATA" in names
    assert missing(names, "settings.md") == []


def test_every_indonesian_guide_has_its_english() -> None:
    """The table of docs/README.md holds each pair in one row."""
    rows = [LINK.findall(line) for line in text_of(DOCS / "README.md").splitlines()]
    pairs = {row[0]: row[1] for row in rows if len(row) == 2 and row[0].startswith("id/")}
    guides = {str(path.relative_to(DOCS)) for path in (DOCS / "id").rglob("*.md")}
    assert guides == set(pairs), "add a row to docs/README.md"
    assert all((DOCS / english).is_file() for english in pairs.values())
    english = {p.relative_to(DOCS) for folder in ("how-to",) for p in (DOCS / folder).glob("*.md")}
    assert {str(path) for path in english} <= set(pairs.values())


def test_every_page_is_found_from_the_first() -> None:
    linked = {
        (path.parent / link.partition("#")[0]).resolve()
        for path in OURS
        for link in LINK.findall(text_of(path))
    }
    for page in DOCS.rglob("*.md"):
        assert page.resolve() in linked or page == DOCS / "README.md", page


@pytest.mark.parametrize("path", OURS, ids=[str(path.relative_to(HOUSE)) for path in OURS])
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(text_of(path)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _hash, anchor = link.partition("#")
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), link
        if anchor:
            assert anchor in {slug(heading) for heading in HEADING.findall(text_of(page))}, link


def slug(heading: str) -> str:
    """A heading as an anchor."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
