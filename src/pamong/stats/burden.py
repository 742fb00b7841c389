"""What a rule costs in time: the standard cost model."""

from decimal import Decimal


def standard_cost(
    tariff: Decimal,
    hours: Decimal,
    people: int,
    times_a_year: Decimal,
    outside: Decimal = Decimal(0),
) -> Decimal:
    """Cost a year: tariff an hour × hours each time × people × times a year, and what is paid outside a year."""
    if people < 0 or any(part < 0 for part in (tariff, hours, times_a_year, outside)):
        raise ValueError("expected no negative cost, time or count")
    return tariff * hours * people * times_a_year + outside
