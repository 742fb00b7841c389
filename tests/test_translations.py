"""Indonesian is the source; every text has its English beside it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
