"""Writes down which tests fell, and of what kind (`-p tests.fallen`); scripts/tested.py reads it."""

import os
from pathlib import Path

import pytest

BROWSER, OTHER = "browser", "other"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """One line for each test that fell; the process that hears of all of them writes."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        kind = BROWSER if BROWSER in report.keywords else OTHER
        with Path(os.environ["PAMONG_FALLEN"]).open("a", encoding="utf-8") as file:
            file.write(f"{kind}\t{report.nodeid}\n")
