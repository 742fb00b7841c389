"""What keeps the benchmark from breaking at the first large size, told without a database."""

from bench.grow import check_nothing_forgotten


def test_every_model_that_hangs_on_people_grows_with_them_or_is_shared() -> None:
    check_nothing_forgotten()
