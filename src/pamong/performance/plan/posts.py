"""Where a person stands in the time of a plan: the post of today, or of the day of the period nearest to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pamong.people.batches import pieces
from pamong.people.models import Assignment, Employee, Position, Supervision, Unit


@dataclass(frozen=True, slots=True)
class PostThen:
    """Unit and post, and who rates; all of one day."""

    unit: Unit
    position: Position
    rater_id: int | None
    superior_id: int | None


@dataclass(slots=True)
class Posts:
    """What is recorded of some people: posts and raters, the newest first."""

    held: dict[int, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    rated: dict[int, list[Supervision]] = field(default_factory=lambda: defaultdict(list))

    def of(self, person: Employee, starts_on: date, ends_on: date, today: date) -> PostThen:
        """Today's; of a period that is over its last day's, of one to come its first day's.

        What is not recorded of that day is taken from today. The person has a unit and a post.
        """
        assert person.unit
        assert person.position
        now = PostThen(person.unit, person.position, person.rater_id, person.rater_superior_id)
        day = min(max(today, starts_on), ends_on)
        if day == today:
            return now
        post = next((row for row in self.held[person.pk] if row.is_on(day)), None)
        rater = next((row for row in self.rated[person.pk] if row.is_on(day)), None)
        return PostThen(
            post.unit if post else now.unit,
            post.position if post else now.position,
            rater.rater_id if rater else now.rater_id,
            rater.superior_id if rater else now.superior_id,
        )


def posts_of(people: Iterable[Employee]) -> Posts:
    """In two queries for each piece of the people."""
    found = Posts()
    for some in pieces(sorted(person.pk for person in people)):
        posts = Assignment.objects.filter(kind=Assignment.Kind.DEFINITIVE, employee__in=some)
        for post in posts.select_related("unit", "position").order_by("-valid_from", "-pk"):
            found.held[post.employee_id].append(post)
        for row in Supervision.objects.filter(employee__in=some).order_by("-valid_from", "-pk"):
            found.rated[row.employee_id].append(row)
    return found
