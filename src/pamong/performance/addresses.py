"""A year and a period in an address: what is none is no page."""

from pamong.performance.models import Window


class PeriodConverter:
    """Q1 to Q4, 01 to 12 for a month, or Y for the year."""

    regex = "|".join(Window.Period.values)

    def to_python(self, value: str) -> str:
        """The code as it is kept."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is kept."""
        return str(value)


class YearConverter:
    """2000 to 2100; beyond them no plan was made, and some years are no calendar's."""

    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """The number."""
        return str(value)
