"""Which column of a source says what: as a person confirmed it, by the headings, never by the order."""

from collections.abc import Mapping as Pairs
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.measurement.figure_files.tables import FigureColumns, time_of
from pamong.stats.periods import COUNT, Period


class Mark(models.TextChoices):
    """What begins the decimals."""

    COMMA = ",", _("Koma: 87,5 dan 1.234,5")
    POINT = ".", _("Titik: 87.5 dan 1,234.5")


class Brings(models.TextChoices):
    """What the figures are."""

    READING = "reading", _("Realisasi")
    TARGET = "target", _("Target tahun")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Headings of columns, and what is the same in every row."""

    name: str = ""
    code: str = ""
    office: str = ""
    measure: str = ""
    time: str = ""
    values: tuple[str, ...] = ()  # several without a time are times side by side
    fixed_time: str = ""
    fixed_code: str = ""
    first_year: int = 0  # where headings number the years of a plan: that of the first
    mark: str = Mark.COMMA
    brings: str = Brings.READING

    @property
    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def headings(self) -> list[str]:
        """Those that a heading row must have."""
        named = (self.name, self.code, self.office, self.measure, self.time)
        return [*(heading for heading in named if heading), *self.values]


def mapping_of(kept: Pairs[str, Any]) -> Mapping:
    """What a row keeps."""
    return Mapping(**{**kept, "values": tuple(kept.get("values", ()))})


def period_of(heading: str, first_year: int) -> Period | None:
    """The time that a heading says; numbered years begin with the first of the plan."""
    found = time_of(heading, first_year)
    return found if found and found.kind != COUNT else None


def asked_of(mapping: Mapping) -> FigureColumns:
    """Its columns as every reader of figures takes them."""
    names = tuple(text for text in (mapping.code, mapping.name) if text)
    return FigureColumns(
        values=mapping.values,
        time=mapping.time or None,
        series=(*names, *([mapping.office] if mapping.office else [])),
        unit=mapping.measure or None,
        period=mapping.fixed_time,
        confirmed=mapping.mark,
        naming=() if mapping.fixed_code else names,
        first_year=mapping.first_year,
    )
