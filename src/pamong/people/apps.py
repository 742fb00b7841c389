"""Registers the app with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app `people`."""

    name = "pamong.people"

    def ready(self) -> None:
        """Hand over once what a person's page shows of leave and contracts, and what is counted."""
        from pamong.people.contracts.presentation import contract_section
        from pamong.people.figures import FIGURES, Figure
        from pamong.people.following import LEAVING_FOLLOWERS
        from pamong.people.jobs import kinds
        from pamong.people.leave.ending import end_leaves
        from pamong.people.leave.presentation import leave_section
        from pamong.people.lists.long import KINDS
        from pamong.people.problems.queries import WAITING, count_waits
        from pamong.people.sections import SECTIONS

        for kind in KINDS:
            kinds.register(kind)
        if leave_section not in SECTIONS:
            SECTIONS.extend([leave_section, contract_section])
            FIGURES.append(Figure(WAITING, count_waits))
            LEAVING_FOLLOWERS.append(end_leaves)
