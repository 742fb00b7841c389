"""Reads about people that other apps and commands ask for."""

from collections.abc import Mapping

from pamong.people.models import Agency


def problems_summary(agency: Agency) -> Mapping[str, int]:
    """How many problems of each kind the agency's data has."""
    return {}
