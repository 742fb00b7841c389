from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.access.clock import today
from pamong.ledger.models import Entry
from pamong.people.models import Agency
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import (
    accept_silent_evaluations,
    acknowledge_evaluation,
    read_evaluation,
)
from pamong.performance.evaluation.queries import answer_by, has_read, silence_is_open
from pamong.performance.evaluation.silence import accept_silence
from pamong.performance.evaluation.tests.make import final, level_of, opened, rated
from pamong.performance.models import Evaluation
from pamong.performance.rules import pack_on


def accept(world: World, evaluation: Evaluation, by: str = "sari", note: str = "") -> Evaluation:
    return acknowledge_evaluation(evaluation, note=note, by=world.account(by), on=world.day)


def test_the_person_accepts_with_a_word(world: World) -> None:
    evaluation = accept(world, final(world), note="Terima kasih atas masukannya.")
    assert (evaluation.status, evaluation.acknowledged_on) == ("acknowledged", world.day)
    entry = Entry.objects.get(verb="performance.evaluation_acknowledged")
    assert entry.changes["note"][1].startswith("sha256:")


@pytest.mark.parametrize("name", ["budi", "joko", "dewi", "rini", "wati"])
def test_nobody_accepts_for_another(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        accept(world, final(world), by=name)


def test_an_unset_one_and_an_accepted_one_are_not_accepted(world: World) -> None:
    level_of(world)
    with pytest.raises(ValidationError, match="sedang dinilai"):
        accept(world, rated(world, opened(world)))
    Evaluation.objects.all().delete()


def test_it_is_accepted_once(world: World) -> None:
    evaluation = accept(world, final(world))
    with pytest.raises(ValidationError, match="diterima pegawai"):
        accept(world, evaluation)


def test_no_answer_within_the_days_of_the_pack_is_acceptance_and_marked(world: World) -> None:
    evaluation = final(world)
    pack = pack_on(world.day, local=())
    last = answer_by(pack, world.day, evaluation.days)
    assert last > world.day + timedelta(days=14)
    assert accept_silent_evaluations(world.agency, on=last) == []
    assert accept_silent_evaluations(world.agency, on=last + timedelta(days=1)) == [evaluation]
    evaluation.refresh_from_db()
    assert (evaluation.status, evaluation.is_silent) == ("acknowledged", True)
    assert silence_is_open(pack)
    entry = Entry.objects.get(verb="performance.evaluation_accepted_by_silence")
    assert (entry.actor_name, entry.person_uuid) == ("shell", world.sari.uuid)
    assert accept_silent_evaluations(world.agency, on=last + timedelta(days=2)) == []


def test_the_last_day_to_answer_is_over_when_it_is_over_at_the_agency(
    world: World, settings: Any
) -> None:
    evaluation = final(world)
    settings.TODAY = ""
    # Between these two there are more than 24 hours: never the same day in both.
    east, west = "Pacific/Kiritimati", "Etc/GMT+12"
    last = today(east) - timedelta(days=1)
    pack = pack_on(last, local=())
    rows = Evaluation.objects.filter(pk=evaluation.pk)
    rows.update(status_on=last - timedelta(days=60))
    days = rows.get().days
    set_on = next(
        day
        for day in (last - timedelta(days=n) for n in range(60))
        if answer_by(pack, day, days) == last
    )
    rows.update(status_on=set_on)
    Agency.objects.filter(pk=world.agency.pk).update(time_zone=west)
    assert list(accept_silence()) == []
    Agency.objects.filter(pk=world.agency.pk).update(time_zone=east)
    assert [line.split(": ")[1] for line in accept_silence()] == [
        "accepted 1 evaluations that were not answered in time"
    ]
    evaluation.refresh_from_db()
    assert evaluation.acknowledged_on == last + timedelta(days=1)


def test_an_auditor_reads_with_a_purpose_that_the_person_sees(world: World) -> None:
    evaluation = final(world)
    tono = world.account("tono")
    assert not has_read(evaluation, tono.pk, world.day)
    row = read_evaluation(evaluation, purpose="Audit TPP 2026.", by=tono, on=world.day)
    assert has_read(evaluation, tono.pk, world.day)
    assert not has_read(evaluation, tono.pk, date(2026, 11, 26))
    entry = Entry.objects.get(verb="performance.evaluation_read")
    assert (entry.subject_uuid, entry.person_uuid) == (row.uuid, world.sari.uuid)


def test_others_state_no_purpose_and_an_empty_one_is_none(world: World) -> None:
    evaluation = final(world)
    for name in ("budi", "sari", "dewi", "wati"):
        with pytest.raises(PermissionDenied):
            read_evaluation(evaluation, purpose="Ingin tahu.", by=world.account(name), on=world.day)
    with pytest.raises(ValidationError, match="Tulis tujuan"):
        read_evaluation(evaluation, purpose=" ", by=world.account("tono"), on=world.day)


def test_a_refused_acceptance_is_told_on_the_evaluation_itself(world: World, as_: Any) -> None:
    evaluation, sari = final(world), as_("sari")
    address = reverse("performance:evaluation-acknowledge", args=[evaluation.uuid])
    long = sari.post(address, {"note": "x" * 5000})
    assert long.status_code == 422
    assert "x" * 5000 in long.content.decode()
    evaluation.refresh_from_db()
    assert evaluation.status == Evaluation.Status.SET
    accept(world, evaluation)
    again = sari.post(address, {"note": ""})
    assert again.status_code == 422
    page = again.content.decode()
    assert "diterima pegawai" in page.lower()
    assert reverse("performance:evaluation-paper", args=[evaluation.uuid]) in page
    assert as_("budi").post(address, {"note": ""}).status_code == 403
