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


def _run_job(entry: Entry) -> Any:
    from pamong.people.jobs.tasks import hand_over

    return hand_over(str(entry.subject_uuid))


def _ask_about_figure(entry: Entry) -> Any:
    from pamong.measurement.findings.tasks import ask_after_entry

    return ask_after_entry.enqueue(str(entry.subject_uuid))


def _ask_about_run(entry: Entry) -> Any:
    from pamong.measurement.findings.tasks import ask_after_run

    return ask_after_run.enqueue(str(entry.subject_uuid))


def _fetch_source(entry: Entry) -> Any:
    from pamong.measurement.sources.tasks import fetch_asked

    return fetch_asked.enqueue(str(entry.subject_uuid), str(entry.actor_uuid or ""))


def _send_webhooks(entry: Entry) -> Any:
    from pamong.config.webhooks.tasks import send_waiting

    return send_waiting.enqueue(str(entry.subject_uuid))


def _refresh_rated(way: str) -> Enqueue:
    """One task an act, however many predicates it decides; `way` leads from an evaluation to it."""

    def enqueue(entry: Entry) -> Any:
        from pamong.performance.credit.tasks import refresh_rated

        return refresh_rated.enqueue(way, str(entry.subject_uuid))

    return enqueue


REACTIONS: Mapping[str, tuple[Enqueue, ...]] = {
    "people.upload_received": (_check_file,),
    "people.columns_chosen": (_check_file,),
    "people.upload_confirmed": (_import_file,),
    "performance.retention_approved": (_purge_list,),
    "measurement.card_reading_entered": (_ask_about_figure,),
    "measurement.card_reading_corrected": (_ask_about_figure,),
    "measurement.run_written": (_ask_about_run,),
    "measurement.source_asked": (_fetch_source,),
    "performance.fetch_asked": (_fetch_national,),
    "performance.packing_asked": (_run_job,),
    "people.job_retried": (_run_job,),
    "people.list_asked": (_run_job,),
    "config.webhook_resumed": (_send_webhooks,),
    "config.webhook_tested": (_send_webhooks,),
    "config.webhook_resent": (_send_webhooks,),
    "config.backup_asked": (_run_job,),
    "config.backup_verified": (_run_job,),
    "performance.predicates_set": (_refresh_rated("setting__uuid"),),
    "performance.evaluation_closed": (_refresh_rated("uuid"),),
    "performance.objection_decided": (_refresh_rated("objection_behind__uuid"),),
}
