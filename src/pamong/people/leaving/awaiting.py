"""A leaving whose day is yet to come stands apart in a person's row, so that lists need no date."""

from datetime import date

from pamong.people.models import Employee

LEAVING = ("left_on", "left_reason", "leaves_on", "leaves_reason")


def await_leaving(person: Employee, today: date) -> None:
    """Put what a file says of leaving where it belongs by its day; nothing is saved."""
    if person.left_on and person.left_on <= today:
        person.leaves_on, person.leaves_reason = None, ""
    elif person.left_on:
        reason = person.left_reason or person.leaves_reason
        person.leaves_on, person.leaves_reason = person.left_on, reason
        person.left_on, person.left_reason = None, ""
    elif person.leaves_on and person.left_reason:
        person.leaves_reason, person.left_reason = person.left_reason, ""
