"""Indonesian is the source; every text has its English beside it."""

import ast
import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
ASKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.sqlite
def test_every_text_has_an_english_wording() -> None:
    gone = messages().missing()
    assert not gone, f"{len(gone)} without English, first: {gone[:5]}"


def asked_inside_f_strings(source: str) -> list[int]:
    """Lines with a translation asked for inside an f-string, which no extractor finds."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ASKING
    ]


def test_the_search_finds_a_text_inside_an_f_string() -> None:
    assert asked_inside_f_strings("said = f\"{day}: {_('Dibuka')}\"") == [1]
    assert not asked_inside_f_strings("said = _('%s: Dibuka') % f'{day}'")


def test_no_text_is_asked_for_inside_an_f_string() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for line in asked_inside_f_strings(path.read_text(encoding="utf-8"))
    ]
    assert not found, found


@pytest.mark.sqlite
def test_one_text_has_one_english_wording_in_the_whole_house() -> None:
    module = messages()
    found: dict[tuple[str, str], dict[object, str]] = defaultdict(dict)
    for app in module.apps():
        for message in module.read(module.catalog_of(app)):
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            wording = message.string[0] if isinstance(message.string, tuple) else message.string
            if text:
                found[message.context or "", text].setdefault(wording, app.name)
    torn = {text: by for (_context, text), by in found.items() if len(by) > 1}
    assert not torn, f"Django reads one of them only; align them, or use pgettext: {torn}"
