"""The verbs of fetching: asked for by a person, done by the worker, decided about like any file."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.people.uploads.actions import receive_upload
from pamong.performance.history.actions import receive_history
from pamong.performance.models import NationalFetch
from pamong.performance.models.national_fetch import FAILURE_LENGTH
from pamong.performance.national_source.gathering import Gathered, file_of, gather
from pamong.performance.national_source.permissions import can_ask_fetch, can_run_fetch
from pamong.performance.national_source.protocol import Kind as ProtocolKind
from pamong.performance.national_source.protocol import SourceError
from pamong.performance.national_source.queries import imported_marker
from pamong.performance.national_source.registry import has_source, national_source
from pamong.performance.plan_files.actions import receive_planfile

Kind, Status = NationalFetch.Kind, NationalFetch.Status


@transaction.atomic
def ask_fetch(agency: Agency, kind: str, *, by: User, on: date) -> NationalFetch:
    """Ask for everything since what was imported last; the worker fetches it."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_ask_fetch(scope_of(by, on), agency))
    if not has_source():
        raise ValidationError(_("Adapter sumber nasional belum dipasang di server ini."))
    running = NationalFetch.objects.filter(agency=agency, kind=kind, status=Status.ASKED)
    if running.filter(asked_on=on).exists():  # one that a stopped server left is over tomorrow
        raise ValidationError(_("Pengambilan yang sama sedang berjalan. Tunggu hasilnya."))
    since = imported_marker(agency, kind)
    fetch = NationalFetch.objects.create(
        agency=agency, user=by, kind=kind, since=since, asked_on=on
    )
    record("performance.fetch_asked", fetch, by=by, on=on, changes={"kind": [None, kind]})
    return fetch


def run_fetch(fetch: NationalFetch, *, on: date, at: datetime) -> NationalFetch:
    """Fetch outside any transaction, then keep what came; run twice it does nothing twice."""
    if fetch.status != Status.ASKED:
        return fetch
    try:
        source = national_source()
        kind: ProtocolKind = fetch.kind  # type: ignore[assignment]  # the same three words
        found = gather(source, kind, fetch.since)
        return take_fetch(fetch, found, source.name, by=fetch.user, on=on, at=at)
    except (SourceError, ImportError, TypeError) as error:
        said = (
            error.sentence if isinstance(error, SourceError) else _("Adapter tidak dapat dimuat.")
        )
        return fail_fetch(fetch, said, by=fetch.user, on=on)


@transaction.atomic
def take_fetch(
    fetch: NationalFetch, found: Gathered, source: str, *, by: User, on: date, at: datetime
) -> NationalFetch:
    """Hand the records to the ordinary intake; nothing of them is written here."""
    fetch = _locked(fetch)
    require(can_run_fetch(scope_of(by, on), fetch))
    if fetch.status != Status.ASKED:
        return fetch
    fetch.records, fetch.marker = len(found.records), found.marker
    fetch.status = Status.FETCHED if found.records else Status.EMPTY
    if found.records:
        fetch.file_uuid = _received(fetch, found, source, by=by, on=on, at=at)
    fetch.save()
    changes = {"status": [Status.ASKED, fetch.status], "records": fetch.records}
    record("performance.fetch_taken", fetch, by=by, on=on, changes=changes)
    return fetch


@transaction.atomic
def fail_fetch(fetch: NationalFetch, said: str, *, by: User, on: date) -> NationalFetch:
    """Keep the one sentence that says why; asking again begins where this began."""
    fetch = _locked(fetch)
    if fetch.status != Status.ASKED:
        return fetch
    fetch.status, fetch.failure = Status.FAILED, said[:FAILURE_LENGTH]
    fetch.save()
    changes = {"status": [Status.ASKED, Status.FAILED]}
    record("performance.fetch_failed", fetch, by=by, on=on, changes=changes)
    return fetch


def _received(
    fetch: NationalFetch, found: Gathered, source: str, *, by: User, on: date, at: datetime
) -> UUID:
    name = f"{source} {fetch.get_kind_display()} {found.named or on.isoformat()}.xlsx"
    file, agency = file_of(found.records, name), fetch.agency
    if fetch.kind == Kind.PEOPLE:
        return receive_upload(agency, file, by=by, on=on, at=at).uuid
    if fetch.kind == Kind.PLANS:
        return receive_planfile(agency, file, year=on.year, by=by, on=on).uuid
    return receive_history(agency, file, by=by, on=on).uuid


def _locked(fetch: NationalFetch) -> NationalFetch:
    rows = NationalFetch.objects.select_for_update(of=("self",)).select_related("agency", "user")
    return rows.get(pk=fetch.pk)
