"""Filters say values, and a missing value is a dash."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 24, 15, 42, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("source", "value", "said"),
    [
        ("value|number", Decimal("1234.50"), "1.234,5"),
        ("value|number:2", 86, "86,00"),
        ("value|percent:1", Decimal("87.46"), "87,5%"),
        ("value|rupiah", 184500000, "Rp184.500.000"),
        ("value|day", DAY, "25 November"),
        ("value|day_long", DAY, "Rabu, 25 November 2026"),
        ("value|day_full", DAY, "25 November 2026"),
        ("value|month", DAY, "November 2026"),
        ("value|instant", AT, "24 November, pukul 15.42"),
        ("value|clock", AT, "pukul 15.42"),
        ("value|ago|sentence", DAY, "Hari ini"),
        ("value|left", date(2026, 11, 30), "5 hari lagi"),
        ("value|nip", "198003142006042007", "19800314\u00a0200604\u00a02\u00a0007"),
        ("value|nip", "12", "12"),
        ("value|missing", "ada", "ada"),
        ("value|number", "<b>", "–"),
    ],
)
def test_a_value_is_said(source: str, value: Any, said: str) -> None:
    assert Template("{{ " + source + " }}").render(Context({"value": value})) == said


@pytest.mark.parametrize(
    "name",
    [
        "number",
        "percent",
        "rupiah",
        "day",
        "day_long",
        "instant",
        "clock",
        "ago",
        "left",
        "nip",
        "missing",
    ],
)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_value_is_a_dash(name: str, value: Any) -> None:
    assert Template("{{ value|" + name + " }}").render(Context({"value": value})) == "–"
