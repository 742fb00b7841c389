"""Tests that share something dear are run by one process, which makes it once."""

import os
import subprocess
import sys
from pathlib import Path

TOY = """
import os, pathlib, pytest

@pytest.mark.xdist_group("dear")
@pytest.mark.parametrize("number", range(9))
def test_dear(number):
    pathlib.Path(__file__).with_name("by-" + os.environ["PYTEST_XDIST_WORKER"]).touch()
"""


def test_a_group_is_run_by_one_process(tmp_path: Path) -> None:
    (tmp_path / "test_toy.py").write_text(TOY)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    around = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    plain = ("django", "playwright", "socket", "hypothesispytest", "cacheprovider")
    arguments = [f"-pno:{one}" for one in plain] + ["-n3", "--dist=loadgroup", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=tmp_path,
        env=around,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert len([*tmp_path.glob("by-*")]) == 1
