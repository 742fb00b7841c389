"""Numbers as typed, understood and said back (screens.md, section 6)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pamong.ui.numbers import (
    figures_as_in_files,
    parse_number,
    parse_typed,
    read_number,
    say_number,
    say_percent,
    say_rupiah,
    write_number,
)

ANY_NUMBER = st.decimals(
    min_value=Decimal(-(10**14)),
    max_value=Decimal(10**14),
    allow_nan=False,
    allow_infinity=False,
    places=6,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3,5", "3.5"),
        ("1.200.000", "1200000"),
        ("Rp 184.500.000", "184500000"),
        ("Rp184.500.000,-", "184500000"),
        ("rp. 5.000", "5000"),
        ("80%", "80"),
        ("87,5 %", "87.5"),
        ("12 persen", "12"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("184500000", "184500000"),
        ("1.234", "1234"),
        ("12 500", "12500"),
        ("1\u00a0234,5", "1234.5"),
        ("-7,25", "-7.25"),
        ("−7,25", "-7.25"),
        ("+4", "4"),
        ("0", "0"),
        (" 007 ", "7"),
    ],
)
def test_a_number_is_read_as_it_is_written_in_offices(typed: str, meant: str) -> None:
    read = read_number(typed)
    assert read.value == Decimal(meant)
    assert not read.is_guess


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1234.5", "1234.5"), ("0.500", "0.5"), ("87.5%", "87.5"), ("1,234.5", "1234.5")],
)
def test_a_foreign_writing_is_read_and_reported(typed: str, meant: str) -> None:
    read = read_number(typed)
    assert read.value == Decimal(meant)
    assert read.is_guess


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "-",
            "%",
            "Rp",
            "sebanyak mungkin",
            "1.23.456",
            "1,2,3",
            "1..2",
            "1,",
            ",5",
            "1e5",
        ),
        *(
            "nan",
            "inf",
            "12 34",
            "٣",
            "½",
            "1.2345.678",
            "--4",
            "4-",
            "1.234.5",
            "9" * 25,
            "1_000",
            "0x10",
        ),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_number(typed)
    assert refused.value.messages[0].endswith(".")


@given(ANY_NUMBER)
def test_a_number_said_is_read_as_the_same_number(number: Decimal) -> None:
    read = read_number(say_number(number))
    assert read.value == number
    assert not read.is_guess


@given(ANY_NUMBER, st.integers(min_value=0, max_value=6))
def test_a_rounded_number_said_is_read_within_its_rounding(number: Decimal, places: int) -> None:
    read = parse_number(say_number(number, places))
    assert abs(read - number) <= Decimal(1).scaleb(-places) / 2


@given(ANY_NUMBER)
def test_money_and_percent_said_are_read_as_the_same_number(number: Decimal) -> None:
    assert parse_number(say_rupiah(number)) == number
    assert parse_number(say_percent(number)) == number


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_politely(text: str) -> None:
    try:
        assert parse_number(text).is_finite()
    except ValidationError:
        pass


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        ("1234.50", None, "1.234,5"),
        ("100.0", None, "100"),
        ("1000", None, "1.000"),
        ("83.5", 2, "83,50"),
        ("0.005", 2, "0,01"),
        ("-0.001", 2, "0,00"),
        ("-12.5", None, "−12,5"),
        ("1E+3", None, "1.000"),
    ],
)
def test_a_number_is_said_in_one_way(number: str, places: int | None, said: str) -> None:
    assert say_number(Decimal(number), places) == said


def test_money_stands_without_a_space() -> None:
    assert say_rupiah(184500000) == "Rp184.500.000"
    assert say_rupiah(-5000) == "−Rp5.000"
    assert say_percent(Decimal("87.5")) == "87,5%"


def test_an_english_page_says_figures_the_english_way() -> None:
    with translation.override("en"):
        assert say_number(Decimal("1234.50")) == "1,234.5"
        assert say_rupiah(-184500000) == "−Rp184,500,000"
        assert say_percent(Decimal("87.5"), 2) == "87.50%"
        assert write_number(Decimal("1234.50")) == "1.234,5"


@given(ANY_NUMBER)
def test_what_an_english_page_says_is_read_there_as_the_same_number(number: Decimal) -> None:
    with translation.override("en"):
        assert parse_typed(say_number(number)) == number
        assert parse_typed(write_number(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("text", "meant"), [("1,234", "1234"), ("1.234", "1.234"), ("87,5", "87.5")]
)
def test_a_field_of_an_english_page_reads_the_english_way(text: str, meant: str) -> None:
    with translation.override("en"):
        assert parse_typed(text) == Decimal(meant)


def test_files_and_programs_write_figures_one_way_in_every_language() -> None:
    with translation.override("en"), figures_as_in_files():
        assert parse_typed("1.234") == parse_number("1.234") == Decimal(1234)
        assert say_number(Decimal("1234.5")) == "1.234,5"


@pytest.mark.parametrize("text", ["-0", "−0,00", "- 0%", "Rp -0"])
def test_nought_has_no_sign(text: str) -> None:
    try:
        found = parse_number(text)
    except ValidationError:
        return
    assert str(found) in {"0", "0.00"}
