"""The daily round of this app: facts that begin today, problems, uploads that nobody finished."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from pamong.access.clock import today
from pamong.people.copies import copy_posts, copy_raters
from pamong.people.models import (
    Agency,
    Assignment,
    PeopleUpload,
    ProblemSearch,
    Supervision,
)
from pamong.people.problems.finding import find_problems

KEPT_DAYS = 2


def daily_round() -> Iterator[str]:
    """Once a day for each agency; safe to run again."""
    for agency in Agency.objects.order_by("pk"):
        on = today(agency.time_zone)
        done = ProblemSearch.objects.filter(agency=agency).first()
        if done and done.searched_on >= on:
            continue
        with transaction.atomic():
            since = done.searched_on if done else on
            span = {"valid_from__gt": since, "valid_from__lte": on}
            ended = {"valid_to__gt": since, "valid_to__lte": on}
            copy_posts(_whose(Assignment, agency, span, ended), on)
            copy_raters(_whose(Supervision, agency, span, ended), on)
            count = find_problems(agency, on)
        yield f"{agency.code}: {count} data problems"
    yield from forget_uploads()


def _whose(
    model: type[Assignment] | type[Supervision], agency: Agency, *spans: dict[str, date]
) -> list[int]:
    """The people with a fact that began or ended since the last round."""
    rows = model._default_manager.filter(employee__agency=agency)
    found: set[int] = set()
    for span in spans:
        found.update(rows.filter(**span).values_list("employee_id", flat=True))
    return sorted(found)


def forget_uploads() -> Iterator[str]:
    """Delete files that were uploaded and never imported."""
    old = PeopleUpload.objects.exclude(file="", rejected_file="")
    for upload in old.filter(uploaded_on__lt=today() - timedelta(days=KEPT_DAYS)):
        upload.file.delete(save=False)
        upload.rejected_file.delete(save=False)
        upload.shown = {}
        upload.save(update_fields=["file", "rejected_file", "shown"])
        yield f"upload {upload.uuid} forgotten"
