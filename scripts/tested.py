"""Runs pytest; what fell is run once more, alone: a slow machine may have been the reason, or the order of the tests.

What falls again fails, what passes is told as RACY: it wants mending. Of tests without a browser only a few
get their second chance: where more fall, something is broken.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PASSED, FELL, STUCK = (
    0,
    1,
    124,
)  # any other status than the first two says that the run itself went wrong
FEW = 3  # tests without a browser that may be run once more
SECONDS = (
    45 * 60
)  # of one run: one that stands still, where not even a test's own time limit ends it, ends here


def run(arguments: list[str], file: Path) -> tuple[int, dict[str, str]]:
    """The status of pytest, and each test that fell with its kind."""
    around = os.environ | {"PAMONG_FALLEN": str(file)}
    command = [sys.executable, "-m", "pytest", "-p", "tests.fallen", *arguments]
    with subprocess.Popen(command, env=around, start_new_session=True) as pytest:
        try:
            status = pytest.wait(SECONDS)
        except BaseException as error:
            os.killpg(pytest.pid, signal.SIGKILL)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            print(
                f"== Ended after {SECONDS} seconds; what stands above says where it stood",
                flush=True,
            )
            status = STUCK
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return status, {name: kind for kind, name in (line.split("\t", 1) for line in lines)}


def main(arguments: list[str]) -> int:
    """The status of the whole: good when what fell passes alone."""
    with TemporaryDirectory(prefix="pamong-tested-") as folder:
        status, fell = run(arguments, Path(folder) / "first")
        others = sum(kind != "browser" for kind in fell.values())
        names = [name for name, kind in fell.items() if kind == "browser" or others <= FEW]
        if status != FELL or not names:
            return status
        print(f"== Once more, alone: {len(names)}", flush=True)
        again, still = run(names, Path(folder) / "again")
    for name in names:
        if again in {PASSED, FELL} and name not in still:
            print(f"RACY: {name}", flush=True)
    return again or (FELL if len(names) < len(fell) else PASSED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
