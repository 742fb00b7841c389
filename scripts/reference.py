"""Write the pages that say what the code says (commands, verbs, pages, packs, slices), and the list of decisions."""

import ast
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
os.environ.setdefault("PAMONG_DATA", mkdtemp(prefix="pamong-reference-"))

import click
import django
from messages import compile_all

compile_all()  # else the English column is that of the last set-up
django.setup()

from django.utils import translation  # noqa: E402 — Django first

from pamong.cli import main as pamong  # noqa: E402 — Django first
from pamong.config.api.build import description  # noqa: E402 — Django first
from pamong.config.bulk import BULK  # noqa: E402 — Django first
from pamong.config.navigation import ADMINISTERED, GROUPS, PERSON, Place, url_of  # noqa: E402 — Django first
from pamong.config.verbs import VERBS, Verb  # noqa: E402 — Django first
from pamong.policy.extend import is_open  # noqa: E402 — Django first
from pamong.policy.load import builtin, builtin_ids  # noqa: E402 — Django first
from pamong.policy.pack import Clause, Pack, Table  # noqa: E402 — Django first

HOUSE = Path(__file__).resolve().parents[1]
FOLDER = HOUSE / "docs" / "reference"
SOURCE = HOUSE / "src" / "pamong"
DECISIONS = HOUSE / "docs" / "decisions"
APPS = [
    "analytics",
    "config",
    "performance",
    "measurement",
    "people",
    "documents",
    "access",
]  # those with slices, from above
NOTE = "<!-- written by scripts/reference.py -->\n"
OPEN_LEAD = (
    "A pack of one's own that `extends` one of these may say otherwise about these clauses, under"
    " these headings, and about no others. `pamong policy check DIR` says when a name is wrong."
)
ROLES = {
    "leader": "who rates somebody",
    "unit_admin": "a unit's administrator",
    "hr": "the personnel office",
    "agency_head": "the agency's head",
    "auditor": "the auditor",
    "publisher": "who is named for public information",
    "signs": "who is in office, where PAMONG_SIGNER names a certified signer",
}


def both(text: object) -> str:
    """The words in Indonesian, and in English."""
    with translation.override("id"):
        ours = str(text)
    with translation.override("en"):
        return f"{ours} | {text}"


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Each command with its whole name, in the order of --help."""
    for word in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), word)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        elif command:
            yield f"{name} {word}", command


def told(name: str, command: click.Command) -> str:
    """One command: what it does, what it takes, an example."""
    help_text = (command.help or "").replace("\b", "").strip()
    said, *examples = help_text.split("Example:")
    rows = "".join(
        f"| `{', '.join(one.opts)}` | {one.help or ''} |\n"
        for one in command.params
        if isinstance(one, click.Option)
    )
    usage = " ".join(command.collect_usage_pieces(click.Context(command)))
    table = f"\n| option | |\n| --- | --- |\n{rows}" if rows else ""
    shown = "".join(f"    {' '.join(example.split())}\n" for example in examples)
    shown = shown and f"\n{shown}"
    return f"## {name}\n\n`{name} {usage}`\n\n{' '.join(said.split())}\n{shown}{table}"


def row(verb: Verb) -> str:
    """A verb as a line of the table."""
    return f"| `{verb.name}` | {both(verb.label)} | `{verb.ledger}` | {verb.undo} |"


def bulk_row(verb: Verb) -> str:
    """A verb for many as a line of the table."""
    told = BULK[verb.short]
    undone = f"`{verb.undo}`" if verb.undo else "–"
    return f"| {both(verb.label)} | `{verb.name}` | {told.preview} | {undone} | {told.stays} |"


def place(group: object, one: Place) -> str:
    """A page as a line of the table."""
    roles = [text for role, text in ROLES.items() if role in one.whose]
    whose = "everybody" if "employee" in one.whose else ", ".join(roles)
    return f"| {both(group)} | {both(one.text)} | `{one.name}` | {whose} |"


def pack_row(pack: Pack) -> str:
    """A pack as a line of the table."""
    period = pack.head.period
    days = f"{period.start} | {period.end or ''}"
    return f"| `{pack.id}` | {pack.head.title} | {days} | {len(pack.rules)} |"


def open_rows(pack: Pack) -> Iterator[str]:
    """The clauses of a pack that an agency may settle for itself, as lines of a table."""
    kinds = {name: type(clause).__name__.lower() for name, clause in pack.clauses.items()}
    for name, clause in sorted(pack.clauses.items(), key=lambda one: (kinds[one[0]], one[0])):
        if is_open(clause):
            yield f"| `[{kinds[name]}.{name}]` | {_left(clause)} | {clause.citation} |"


def _left(clause: Clause) -> str:
    """Which part is left open."""
    if clause.open_to_local:
        return "all of it" if clause.changeable else "all of it: not yet confirmed"
    if isinstance(clause, Table):
        rows = ((key, row) for key, row in clause.rows.items() if row.changeable or row.unconfirmed)
        return ", ".join(key if isinstance(key, str) else ".".join(key) for key, _row in rows)
    return "how the limits are rounded"


def changeable(packs: Iterable[Pack]) -> Iterator[str]:
    """What each pack leaves open, a table for each."""
    for pack in packs:
        if lines := list(open_rows(pack)):
            yield f"\n### {pack.id}\n"
            yield from ("| clause | left open | citation |", "| --- " * 3 + "|", *lines)


def pack_lines(packs: Sequence[Pack]) -> list[str]:
    """All packs, then what they leave open."""
    return [
        *("| pack | title | from | until | rules |", "| --- " * 5 + "|"),
        *map(pack_row, packs),
        *("", "## Clauses that an agency may settle itself", "", OPEN_LEAD),
        *changeable(packs),
    ]


def write(name: str, title: str, lead: str, lines: Iterable[str]) -> None:
    """One page."""
    text = f"# {title}\n{NOTE}\n{lead}\n\n" + "\n".join(lines).rstrip() + "\n"
    (FOLDER / name).write_text(text, encoding="utf-8")


def operations(found: dict[str, Any]) -> Iterator[str]:
    """The operations of the API, a table for each part of the house."""
    parts: dict[str, list[str]] = {}
    for path, methods in found["paths"].items():
        for method, one in methods.items():
            if one["operationId"].endswith("_asked"):
                continue
            address = path.removeprefix("/api/v1")
            row = f"| `{method.upper()} {address}` | {one['summary']} | {_taken(one)} |"
            parts.setdefault(one["tags"][0], []).append(row)
    for part, rows in parts.items():
        yield from (f"\n## {part}\n", "| operation | | takes |", "| --- " * 3 + "|", *sorted(rows))


def _taken(one: dict[str, Any]) -> str:
    """The names that an operation takes, those that must be there in bold."""
    asked = (name for name in one["parameters"] if name.get("in") == "query")
    names = [f"`?{name['name']}`" for name in asked]
    for content in one.get("requestBody", {}).get("content", {}).values():
        must = set(content["schema"].get("required", ()))
        known = content["schema"]["properties"]
        names += [f"**`{name}`**" if name in must else f"`{name}`" for name in known]
        if content["schema"]["additionalProperties"]:
            names.append("…")
    return ", ".join(names)


API_LEAD = (
    "Every operation below `/api/v1`, by the part of the house that a key opens. Bold names must be"
    " there; … stands for names that depend on the thing: GET on the same address tells them."
    " [openapi.json](openapi.json) says the same for programs. How to begin:"
    " [Use the API](../how-to/use-the-api.md)."
)


def write_api() -> None:
    """The description for programs, and the same for people."""
    found = description()
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (FOLDER / "openapi.json").write_text(text, encoding="utf-8")
    write("api.md", "API", API_LEAD, operations(found))


def write_bulk() -> None:
    """What is done to many at once."""
    write(
        "bulk.md",
        "Acts for many at once",
        "What changes the things of several people in one act: how one sees it beforehand, which verb"
        " takes it back, or why none does. What is shown is looked at again under the lock: who is"
        " not any more as read is passed over and named, or nothing is done and the page says who."
        " An act with an undoing of its own (`…-undo`) is taken back within 30 minutes, where nothing"
        " happened on top of it. A program of the API sends no second press: it says at once what it means.",
        [
            "| button | in English | name | seen beforehand | undone by | why it stays |",
            "| --- " * 6 + "|",
        ]
        + [bulk_row(verb) for verb in VERBS if verb.short in BULK],
    )


def write_pages() -> None:
    """What stands at the side, under one's name, and on the page of administration."""
    people = [
        f"| – | – | {both(text)} | `{name}` | everybody |" for text, name in PERSON if url_of(name)
    ]
    write(
        "pages.md",
        "Pages",
        "The side navigation, group by group. A group appears only for those who have something"
        " in it; the last rows stand under one's own name. Below it, what stands on the page"
        " of administration.",
        [
            "| kelompok | group | halaman | page | name | for |",
            "| --- " * 6 + "|",
            *(place(title, one) for title, places in GROUPS for one in places if url_of(one.name)),
            *people,
            "",
            "| kelompok | group | halaman | page | name | for |",
            "| --- " * 6 + "|",
            *(place(title, one) for title, places in ADMINISTERED for one in places),
        ],
    )


def owned(folder: Path) -> str:
    """What a folder says of itself, in one line."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    return " ".join((said or "").split())


def slice_lines() -> Iterator[str]:
    """The slices of each app, with what each is for."""
    for app in APPS:
        yield f"\n## {app}\n\n{owned(SOURCE / app)}\n"
        for first in sorted((SOURCE / app).glob("*/__init__.py")):
            name = first.parent.name
            if name not in {"migrations", "tests"}:
                yield f"- `{app}/{name}`: {owned(first.parent)}"


def write_decisions() -> None:
    """The list of decisions, below what the page says of them."""
    page = DECISIONS / "README.md"
    lead = page.read_text(encoding="utf-8").partition(NOTE)[0].rstrip()
    rows = [
        f"- [{path.read_text(encoding='utf-8').partition(chr(10))[0].removeprefix('# ')}]({path.name})"
        for path in sorted(DECISIONS.glob("0*.md"))
    ]
    page.write_text(f"{lead}\n\n{NOTE}\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Write all of them."""
    write_api()
    write_decisions()
    write(
        "slices.md",
        "Where the code is",
        "Below `src/pamong`: an app is a boundary of data, a folder in it (a slice) a boundary of use."
        " Each holds its own pages, verbs, reads, predicates and tests; each line is the folder's own"
        " first sentence. How the apps stand to one another: [architecture](../explanation/architecture.md).",
        slice_lines(),
    )
    write(
        "commands.md",
        "Commands",
        "`pamong --help` lists them; each says more with `--help`. Where a command prints data,"
        " `--json` prints it for programs. 0 is done, 1 not done, 2 not understood.",
        [told(name, command) for name, command in commands(pamong, "pamong")],
    )
    write(
        "verbs.md",
        "Verbs",
        "What people do in Pamong: the words on the button, what the record then says, and the"
        " verb that undoes it. `pamong where NAME` prints the code of each.",
        ["| name | button | in English | in the record | undone by |", "| --- " * 5 + "|"]
        + [row(verb) for verb in VERBS],
    )
    write_bulk()
    write_pages()
    write(
        "pack-list.md",
        "Packs that come with Pamong",
        "Each holds the rules of one regulation: `pamong policy rules` lists them,"
        " [Packs](packs.md) says how one is written.",
        pack_lines(list(map(builtin, builtin_ids()))),
    )


if __name__ == "__main__":
    main()
