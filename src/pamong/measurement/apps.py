"""Registers the app with Django, and hands people what it finds wrong with its cards."""

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    """The app `measurement`."""

    name = "pamong.measurement"

    def ready(self) -> None:
        """Hand over once; a second start in one process adds nothing."""
        from pamong.measurement.cards.lost_owners import find_lost_owners
        from pamong.people.problems.finding import FINDERS

        if find_lost_owners not in FINDERS:
            FINDERS.append(find_lost_owners)
