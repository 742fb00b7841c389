"""A period in an address: what is none is no page."""

from pamong.performance.models import Window


class PeriodConverter:
    """Q1 to Q4, or Y for the year."""

    regex = "|".join(Window.Period.values)

    def to_python(self, value: str) -> str:
        """The code as it is kept."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is kept."""
        return str(value)
