"""The time of each figure of a table: from its column of times, from its heading, or from both together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, UnusableFileError, Value
from pamong.measurement.figure_files.tables import (
    YEARS,
    FigureColumns,
    Table,
    known_by,
    period_in,
    plain,
    time_of,
)
from pamong.stats.periods import YEAR, Period, read_periods
from pamong.stats.unclear_periods import completed, part_in, span_of_months, with_year, year_in


class Times:
    """Where the times stand: down a column, side by side in headings, or parts of the year that a column says."""

    def __init__(self, table: Table, asked: FigureColumns) -> None:
        self.table, self.asked = table, asked
        self.place = table.place(asked.time or "")
        own = {known_by(asked.time or ""), ""}
        years = [text for text in table.headings if known_by(text) in YEARS - own]
        self.year = table.place(years[0]) if years else None
        told = period_in(asked.period) if asked.period else None
        self.told = told
        self.fixed_year = told.at if told and told.kind == YEAR else None
        self.parts = {name: part_in(name) for name in asked.values}
        self.is_by_parts = all(self.parts.values()) and (
            self.place is None or len(asked.values) > 1
        )
        if self.place is not None and len(asked.values) != 1 and not self.is_by_parts:
            raise UnusableFileError(
                _(
                    "Sebutkan satu kolom nilai bila ada kolom waktu; beberapa kolom nilai hanya tanpa kolom waktu."
                )
            )
        self.headings = {} if self.is_by_parts or self.place is not None else self._headings()
        if self.is_by_parts and not self._has_year:
            self._refuse(list(asked.values))

    @property
    def _has_year(self) -> bool:
        return bool(self.fixed_year) or self.year is not None or self.place is not None

    def _headings(self) -> dict[str, Period]:
        """The time that each heading says, or all rows have."""
        told, first = self.asked.period, self.asked.first_year
        times = {name: self.told if told else time_of(name, first) for name in self.asked.values}
        if unclear := [name for name, time in times.items() if time is None]:
            self._refuse(unclear)
        return {name: time for name, time in times.items() if time}

    def _refuse(self, names: Sequence[str]) -> None:
        said = ", ".join(names)
        if all(self.parts[name] for name in names):
            raise UnusableFileError(
                _(
                    "Judul kolom %(names)s tidak menyebut tahunnya; sebutkan kolom tahunnya, atau tahun semua baris."
                )
                % {"names": said}
            )
        raise UnusableFileError(
            _(
                "Judul kolom %(names)s tidak menyebut waktu; sebutkan kolom waktunya, atau waktu semua baris dengan --period."
            )
            % {"names": said}
        )

    def read(self, places: Sequence[tuple[Row, str]]) -> list[Period | None]:
        """The time of every figure, or nothing where none can be read."""
        if self.is_by_parts:
            return [self._part(row, heading) for row, heading in places]
        if self.place is None:
            return [self.headings.get(heading) for _row, heading in places]
        cells = [plain(row.cell(self.place)) for row, _heading in places]
        found = [
            period or span_of_months(cell)
            for cell, period in zip(cells, read_periods(cells), strict=True)
        ]
        years = [self._year(row) for row, _heading in places]
        return completed(cells, found, years, self.asked.time or "")

    def _part(self, row: Row, heading: str) -> Period | None:
        year = year_in(self._year(row))
        return with_year(self.parts[heading], year) if year else None

    def _year(self, row: Row) -> Value:
        """The year of a row, where it stands beside its time or is said of all rows."""
        at = self.place if self.is_by_parts and self.place is not None else self.year
        return self.fixed_year if at is None else plain(row.cell(at))

    def said(self, row: Row, heading: str) -> str:
        """What stands where the time of a figure should."""
        if self.is_by_parts:
            return f"{self.parts[heading]} {text_of(self._year(row))}".strip()
        return heading if self.place is None else text_of(row.cell(self.place))
