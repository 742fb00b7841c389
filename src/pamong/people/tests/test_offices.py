"""The office of a unit is the first below the agency's one root, else the first."""

from pamong.people.offices import offices_of


def test_the_first_level_below_one_root_is_the_office() -> None:
    assert offices_of({1: "/1/", 7: "/1/7/", 9: "/1/7/9/"}) == {1: "1", 7: "7", 9: "7"}


def test_of_several_roots_each_is_an_office() -> None:
    assert offices_of({1: "/1/", 7: "/1/7/", 2: "/2/"}) == {1: "1", 7: "1", 2: "2"}


def test_a_unit_without_a_way_has_no_office() -> None:
    assert offices_of({0: "", 5: "/", 7: "/1/7/"}) == {7: "7"}
