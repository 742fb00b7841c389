"""The committed data of the demonstration, read once."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
CASCADE_FILES = (
    "rpjmd_program_2019_2023.csv",
    "renstra_bkpsdm_2021_2023_grid.csv",
    "renstra_bappppeda_2019_2023_grid.csv",
)


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the TOML files."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """One of the CSV files."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def text(name: str) -> str:
    """One of the plain files."""
    return (FOLDER / name).read_text(encoding="utf-8")


def cascade_files() -> list[bytes]:
    """The regency's planning tables, the outermost first."""
    return [(FOLDER / "sumedang" / name).read_bytes() for name in CASCADE_FILES]
