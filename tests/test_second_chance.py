"""What fell gets one more run, alone; of tests without a browser only a few do."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
TOY = """
import pathlib, pytest

def first(name):
    been = pathlib.Path(__file__).with_name(name)
    fresh = not been.exists()
    been.touch()
    return fresh

@pytest.mark.browser
@pytest.mark.parametrize("word", ["dua kata", "x::y"])
def test_shaky(word):
    assert not first(f"shaky-{len(word)}")

@pytest.mark.browser
def test_broken():
    assert first("broken") is None

@pytest.mark.browser
def test_closes_badly(request):
    request.addfinalizer(lambda: first("closes") and pytest.fail("closed badly"))

def test_other():
    assert not first("other")

@pytest.mark.parametrize("number", range(4))
def test_many(number):
    assert not first(f"many-{number}")
"""


@pytest.mark.parametrize(
    ("chosen", "status", "racy"),
    [
        ("shaky or closes", 0, 3),
        ("shaky or other", 0, 3),
        ("shaky or many", 1, 2),
        ("broken", 1, 0),
    ],
)
def test_what_passes_alone_is_forgiven_and_told(
    chosen: str, status: int, racy: int, tmp_path: Path
) -> None:
    (tmp_path / "test_toy.py").write_text(TOY)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: one\n")
    around = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    plain = ("django", "playwright", "randomly", "socket", "xdist", "hypothesispytest")
    around["PYTEST_ADDOPTS"] = " ".join(f"-p no:{one}" for one in plain)
    around["PYTHONPATH"] = str(HOUSE)
    command = [sys.executable, str(HOUSE / "scripts" / "tested.py"), "-k", chosen]
    done = subprocess.run(
        command, cwd=tmp_path, env=around, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.count("RACY: ")) == (status, racy), done.stdout


def test_a_run_that_stands_still_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("tested", HOUSE / "scripts" / "tested.py")
    assert spec
    assert spec.loader
    tested = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tested)
    (tmp_path / "test_toy.py").write_text("import time\ndef test_stuck():\n    time.sleep(99)\n")
    monkeypatch.setattr(tested, "SECONDS", 2)
    monkeypatch.setenv("PYTHONPATH", str(HOUSE))
    monkeypatch.chdir(tmp_path)
    assert tested.main(["-p", "no:cacheprovider", "test_toy.py"]) == tested.STUCK
