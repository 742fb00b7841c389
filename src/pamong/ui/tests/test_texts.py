"""Texts that the extraction would not find stay in Indonesian for ever."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2]
SAYING = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy"}


@pytest.mark.parametrize("app", ["ui", "config"])
def test_no_text_is_translated_inside_an_f_string(app: str) -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in (SOURCE / app).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAYING
    ]
    assert found == []
