"""Who acts in a story: a person in the own name, with the scope of that person alone."""

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.people.models import Employee


def scope_as(person: Employee) -> Scope:
    """What the person reaches as owner or rater, without any further duty; needs no query."""
    return Scope(
        user_id=person.user_id or 0,
        employee_id=person.pk,
        agency_id=person.agency_id,
        name=person.name,
    )


def account_of(person: Employee | None) -> User:
    """The account in whose name the entry stands; who has none cannot act."""
    require(person is not None and person.user is not None)
    assert person is not None
    assert person.user is not None
    return person.user
