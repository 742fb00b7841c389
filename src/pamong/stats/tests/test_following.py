"""What follows from known sums, exactly."""

from fractions import Fraction

from pamong.stats.following import Known, Times, found_of


def sums(**times: float) -> Times:
    return {name: Fraction(many) for name, many in times.items()}


def test_what_follows_is_found_and_nothing_else() -> None:
    known = Known()
    known.learn(sums(a=1, b=1, c=1), Fraction(30))
    known.learn(sums(a=1, b=1), Fraction(26))
    assert known.find(sums(c=1)) == 4
    assert known.find(sums(a=1)) is None
    known.learn(sums(a=0.5, c=1), Fraction(9))
    assert known.find(sums(a=1)) == 10
    assert known.find(sums(a=2, b=-1)) == 4
    assert known.find({}) == 0


def test_a_sum_that_follows_or_contradicts_adds_nothing() -> None:
    known = Known()
    for figure in (5, 5, 6):
        known.learn(sums(a=1), Fraction(figure))
    assert known.find(sums(a=3)) == 15


def test_parts_of_which_none_follows_may_follow_together() -> None:
    known = Known()
    known.learn(sums(a=1, b=1, c=-1), Fraction(7))
    known.learn(sums(c=2), Fraction(8))
    rests = [known.rest(sums(a=1)), known.rest(sums(b=1))]
    assert [found_of([one]) for one in rests] == [None, None]
    assert found_of(rests) == known.find(sums(a=1, b=1)) == 11


def test_what_is_learned_late_is_put_into_what_was_known() -> None:
    known = Known()
    known.learn(sums(a=1, b=1, c=1), Fraction(10))
    known.learn(sums(b=1, c=2), Fraction(8))
    known.learn(sums(a=1, c=3), Fraction(14))
    assert [known.find({one: Fraction(1)}) for one in "abc"] == [5, 2, 3]
