"""What happens after a verb: ledger verb → tasks, enqueued in the entry's own transaction."""

from collections.abc import Mapping
from typing import Any

from pamong.ledger.models import Entry
from pamong.ledger.reactions import Enqueue


def _check_file(entry: Entry) -> Any:
    from pamong.people.uploads.tasks import check_file

    return check_file.enqueue(str(entry.subject_uuid))


def _import_file(entry: Entry) -> Any:
    from pamong.people.uploads.tasks import import_file

    return import_file.enqueue(str(entry.subject_uuid))


def _purge_list(entry: Entry) -> Any:
    from pamong.performance.retention.tasks import purge_list

    return purge_list.enqueue(str(entry.subject_uuid))


def _fetch_national(entry: Entry) -> Any:
    from pamong.performance.national_source.tasks import fetch_national

    return fetch_national.enqueue(str(entry.subject_uuid))


REACTIONS: Mapping[str, tuple[Enqueue, ...]] = {
    "people.upload_received": (_check_file,),
    "people.columns_chosen": (_check_file,),
    "people.upload_confirmed": (_import_file,),
    "performance.retention_approved": (_purge_list,),
    "performance.fetch_asked": (_fetch_national,),
}
