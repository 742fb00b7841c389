"""The invented people: the same for the same number, plausible, with raters before those rated."""

from datetime import date

from pamong.demo.days import Days
from pamong.demo.people import Roster, file_rows, make_roster
from pamong.demo.persons import LEADING, study_of
from pamong.people.nip import oddities

TODAY = date(2026, 11, 25)


def roster(people: int = 80) -> Roster:
    return make_roster(people, Days(TODAY))


def test_the_same_number_makes_the_same_people() -> None:
    assert list(file_rows(roster())) == list(file_rows(roster()))


def test_the_number_of_people_is_the_number_asked_for() -> None:
    assert [len(roster(n).people) for n in (60, 80, 333, 2000, 5000)] == [60, 80, 333, 2000, 5000]


def test_each_rater_comes_before_those_rated() -> None:
    for person in roster(2000).people:
        rater = person.seat.rater
        assert rater is None or rater.number < person.seat.number


def test_no_number_is_given_twice_and_almost_all_are_plausible() -> None:
    people = [person for person in roster(2000).people if person.nip]
    assert len({person.nip for person in people}) == len(people) == 1999
    kinds = {"PNS": "pns", "PPPK": "pppk", "PPPK paruh waktu": "pppk_paruh_waktu"}
    odd = [p for p in people if oddities(p.nip, kinds[p.kind], on=TODAY)]
    assert len(odd) == 2


def test_names_are_short_and_long_with_titles_and_without() -> None:
    people = roster(2000).people
    assert any(" " not in person.name for person in people)
    assert any(len(person.name.split()) == 3 for person in people)
    assert any(person.after.count(",") >= 2 for person in people)
    assert {"dr.", "drg."} <= {person.before.split(" ")[0] for person in people}
    assert {person.kind for person in people} >= {"PNS", "PPPK", "PPPK paruh waktu"}


def test_titles_fit_the_post() -> None:
    for person in roster(2000).people:
        seat = person.seat
        if seat.kind not in LEADING and not seat.is_head and seat.kind != "politik":
            titles = study_of(seat.job)["titles"]
            assert person.after.split(",")[0] in {title.split(",")[0] for title in titles}
            if seat.level.startswith("Ahli") and any(not t.startswith("A.Md") for t in titles):
                assert not person.after.startswith("A.Md")
