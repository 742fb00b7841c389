"""The daily round of this app: facts that begin today, problems, uploads that nobody finished."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from pamong.access.clock import now, today
from pamong.ledger.actions import SHELL
from pamong.people.copies import copy_posts, copy_raters
from pamong.people.following import follow
from pamong.people.jobs.forgetting import forget_jobs
from pamong.people.leaving.actions import begin_leavings
from pamong.people.models import (
    Agency,
    Assignment,
    Employee,
    PeopleUpload,
    ProblemSearch,
    Supervision,
)
from pamong.people.naming import index_names
from pamong.people.problems.finding import find_problems
from pamong.people.rounds import for_each_agency
from pamong.people.tree.dating import begin_due
from pamong.people.uploads.forgetting import forget_upload, sweep_files

KEPT_DAYS = 2


def daily_round() -> Iterator[str]:
    """Once a day for each agency; safe to run again."""
    yield from forget_uploads()
    yield from forget_jobs()
    yield from day_of_agencies()


@for_each_agency
def day_of_agencies(agency: Agency) -> Iterator[str]:
    """What the day brings to each agency that had no round on it yet."""
    on = today(agency.time_zone)
    done = ProblemSearch.objects.filter(agency=agency).first()
    last = done.copied_on if done else None
    if last and last >= on:
        return
    with transaction.atomic():
        begin_due(agency, on)
        copy_facts(agency, last or on - timedelta(days=1), on)
        gone = begin_leavings(agency, on=on)
        index_names(Employee.objects.filter(agency=agency, words=None))
        count = find_problems(agency, on)
        ProblemSearch.objects.filter(agency=agency).update(copied_on=on)
    yield f"{agency.code}: {count} data problems"
    if gone:
        yield f"{agency.code}: {gone} people left the service"


def copy_facts(agency: Agency, since: date, on: date) -> None:
    """What began or ended since the last round stands in people's rows, and open plans follow."""
    begun = {"valid_from__gt": since, "valid_from__lte": on}
    ended = {"valid_to__gt": since, "valid_to__lte": on}
    copy_posts(_whose(Assignment, agency, begun, ended), on)
    copy_raters(_whose(Supervision, agency, begun, ended), on)
    raters = Supervision.objects.filter(employee__agency=agency, **begun)
    follow(list(raters.select_related("employee__agency", "rater", "superior")), SHELL, on)


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
    """Delete files that were never imported, end work that nobody finishes, sweep what is left."""
    last = today() - timedelta(days=KEPT_DAYS)
    for upload in PeopleUpload.objects.filter(uploaded_on__lt=last).exclude(
        file="", rejected_file="", differences_file=""
    ):
        if forget_upload(upload):
            yield f"upload {upload.uuid} forgotten"
    for path in sweep_files(now() - timedelta(days=KEPT_DAYS)):
        yield f"file {path} deleted: no upload names it"
