"""Reads about people that other apps and commands ask for."""

from collections.abc import Mapping

from django.db.models import Count

from pamong.people.models import Agency, DataProblem


def problems_summary(agency: Agency) -> Mapping[str, int]:
    """How many problems of each kind the agency's data has, by the kinds' codes."""
    rows = DataProblem.objects.filter(agency=agency).order_by().values_list("kind")
    counts = dict(rows.annotate(count=Count("pk")))
    return {kind: counts.get(kind, 0) for kind in DataProblem.Kind.values}
