"""Collect, and compile, the texts for translation; Indonesian is the source, English beside it.

Usage: messages.py extract | compile | missing
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template import Template, Variable
from django.template.base import Token
from django.template.library import SimpleBlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pamong"
# Django leaves the content of block tags like {% panel %} out when it looks for nodes.
SimpleBlockNode.child_nodelists = ("nodelist",)
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


def apps() -> list[Path]:
    """The app folders that may hold texts."""
    return sorted(p for p in SOURCE.iterdir() if p.is_dir() and not p.name.startswith("_"))


def catalog_of(app: Path) -> Path:
    """Where an app keeps its English texts."""
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def texts(app: Path) -> Catalog:
    """Every text an app's Python files and templates ask to have translated."""
    found = Catalog(locale="en")
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            with path.open("rb") as file:
                for _line, message, _notes, context in extract("python", file, keywords=KEYWORDS):
                    found.add(message, context=context)
        elif "templates" in path.parts:
            for message, context in template_texts(path.read_text(encoding="utf-8")):
                found.add(message, context=context)
    return found


def template_texts(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The texts of a template, as Django itself will look them up."""
    for node in Template(source).nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        context = node.message_context.resolve({}) if node.message_context else None
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var
            if isinstance(literal, Variable) and literal.literal is not None:
                yield str(literal.literal), context
            elif isinstance(literal, str):
                yield literal, context
            continue
        one = block_text(node, node.singular)
        yield (one, block_text(node, node.plural)) if node.plural else one, context
    for text in re.findall(r"""_\(\s*(?:"([^"]+)"|'([^']+)')\s*\)""", source):
        yield text[0] or text[1], None


def block_text(node: BlockTranslateNode, tokens: list[Token]) -> str:
    """The message of a blocktranslate, with its white space folded where it asks for that."""
    text = node.render_token_list(tokens)[0]
    return trim_whitespace(text) if node.trimmed else text


def read(path: Path) -> Catalog:
    """A catalogue as it stands on disk; empty when there is none."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def extract_all() -> None:
    """Bring every app's catalogue up to date, keeping the translations."""
    for app in apps():
        found = texts(app)
        if not len(found):
            continue
        catalog = read(catalog_of(app))
        catalog.update(found, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog_of(app).parent.mkdir(parents=True, exist_ok=True)
        with catalog_of(app).open("wb") as file:
            write_po(file, catalog, omit_header=True, no_location=True, sort_output=True, width=100)


def compile_all() -> None:
    """Write the binary catalogues that the running application reads, where they are stale."""
    for app in apps():
        path = catalog_of(app)
        target = path.with_suffix(".mo")
        if not path.exists():
            continue
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(path))


def missing() -> list[str]:
    """Texts without an English wording, as `app: text`."""
    gone = []
    for app in apps():
        catalog = read(catalog_of(app))
        for message in texts(app):
            if not message.id:
                continue
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            known = catalog.get(key, message.context)
            wording = known.string if known else ""
            is_told = all(wording) if isinstance(wording, tuple) else bool(wording)
            # The binary catalogue leaves out what is marked as doubtful.
            if not is_told or (known and known.fuzzy):
                gone.append(f"{app.name}: {key}")
    return gone


def main() -> int:
    """Run the named step."""
    step = sys.argv[1] if len(sys.argv) > 1 else ""
    if step in {"extract", "missing"}:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
        django.setup()
    if step == "extract":
        extract_all()
    elif step == "compile":
        compile_all()
    elif step == "missing":
        gone = missing()
        print("\n".join(gone))
        return bool(gone)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
