from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.config.feed.queries import deadlines_of
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.home.waiting import JUDGED, MILESTONES, TO_JUDGE, waiting_for
from pamong.performance.improvement.actions import (
    Improvement,
    Milestone,
    Noted,
    acknowledge_improvement,
    add_milestone,
    cancel_improvement,
    judge_improvement,
    note_milestone,
    open_improvement,
    remove_milestone,
)
from pamong.performance.improvement.queries import last_end, opens_plan
from pamong.performance.improvement.tests.make import (
    LATER,
    NOT_MET,
    fell_short,
    improving,
    judged,
    marked,
    noted,
)
from pamong.performance.local_rules.queries import answerable_in
from pamong.performance.models import ImprovementPlan
from pamong.performance.own_data.improved import improved_sheets
from pamong.performance.rules import pack_on

Status = ImprovementPlan.Status


def handed_over(world: World) -> None:
    """Sari is rated by Joko from today."""
    world.sari.rater = world.joko
    world.sari.save(update_fields=["rater"])


def test_the_rater_opens_a_plan_that_the_record_keeps_without_words(world: World) -> None:
    plan = improving(world)
    assert (plan.status, plan.employee, plan.opened_by) == (
        Status.RUNNING,
        world.sari,
        world.budi,
    )
    entry = Entry.objects.get(verb="performance.improvement_opened")
    assert entry.person_uuid == world.sari.uuid
    assert plan.goal not in str(entry.changes)


@pytest.mark.parametrize("name", ["sari", "joko", "dewi", "rini", "wati", "tono"])
def test_nobody_else_opens_one(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        improving(world, by=name)


def test_a_predicate_that_needs_none_opens_none(world: World) -> None:
    evaluation = final(world)
    assert not opens_plan(evaluation)
    with pytest.raises(ValidationError, match="tidak membuka rencana"):
        improving(world, evaluation=evaluation)


def test_an_agency_may_answer_what_no_text_settles(world: World) -> None:
    open_to_it = answerable_in(pack_on(world.day, local=()), world.day)
    assert {"improvement_predicates", "months_to_improve", "statement_days"} <= open_to_it


def test_it_lasts_no_longer_than_the_pack_allows(world: World) -> None:
    evaluation = fell_short(world)
    last = last_end(evaluation, world.day)
    with pytest.raises(ValidationError, match="paling lama"):
        improving(world, evaluation=evaluation, ends_on=last + timedelta(days=1))
    with pytest.raises(ValidationError, match="dukungan"):
        improving(world, evaluation=evaluation, support=["promosi"])
    assert improving(world, evaluation=evaluation, ends_on=last).ends_on == last


def test_one_runs_at_a_time(world: World) -> None:
    plan = improving(world)
    with pytest.raises(ValidationError, match="sudah mempunyai rencana"):
        improving(world, evaluation=plan.evaluation)
    cancel_improvement(plan, reason="Keliru.", by=world.account("budi"), on=world.day)
    assert improving(world, evaluation=plan.evaluation).is_running


def test_both_sides_note_and_the_raters_note_settles(world: World) -> None:
    mark = marked(world, improving(world))
    with pytest.raises(ValidationError, match="alasannya"):
        noted(world, mark, NOT_MET, by="sari", text=" ")
    assert not noted(world, mark, by="sari").outcome
    assert noted(world, mark).outcome == "met"
    assert [note.side for note in mark.notes.all()] == ["employee", "rater"]
    with pytest.raises(PermissionDenied):
        noted(world, mark, by="joko")


def test_what_the_rater_puts_off_gets_another_day_within_the_plan(world: World) -> None:
    plan = improving(world)
    mark = marked(world, plan)
    with pytest.raises(ValidationError, match="Isi tanggal"):
        noted(world, mark, LATER)
    with pytest.raises(ValidationError, match="Isi tanggal"):
        noted(world, mark, LATER, due_on=plan.ends_on + timedelta(days=1))
    day = mark.due_on
    later = noted(world, mark, LATER, due_on=plan.ends_on)
    assert (later.due_on, later.outcome) == (plan.ends_on, "")
    assert later.notes.get().moved_from == day


def test_a_mark_is_taken_back_while_nobody_noted(world: World) -> None:
    plan = improving(world)
    remove_milestone(marked(world, plan), by=world.account("budi"), on=world.day)
    mark = noted(world, marked(world, plan), by="sari")
    with pytest.raises(ValidationError, match="sudah dicatat"):
        remove_milestone(mark, by=world.account("budi"), on=world.day)


def test_a_result_waits_for_notes_and_a_bad_one_for_the_last_day(world: World) -> None:
    plan = improving(world)
    with pytest.raises(ValidationError, match="Belum ada tonggak"):
        judged(world, plan)
    mark = marked(world, plan)
    with pytest.raises(ValidationError, match="Catat dulu"):
        judged(world, plan)
    noted(world, mark, NOT_MET)
    with pytest.raises(ValidationError, match="berlangsung sampai"):
        judged(world, plan, "not")
    done = judged(world, plan, "not", on=plan.ends_on)
    assert (done.status, done.result) == (Status.JUDGED, "not")
    with pytest.raises(ValidationError, match="hasil ditetapkan"):
        noted(world, mark, by="sari")


def test_the_person_answers_the_result_in_own_words(world: World) -> None:
    plan = improving(world)
    noted(world, marked(world, plan))
    plan = judged(world, plan)
    assert waiting_for(world.scope("sari"), world.day)[JUDGED] == 1
    with pytest.raises(PermissionDenied):
        acknowledge_improvement(plan, note="", by=world.account("budi"), on=world.day)
    done = acknowledge_improvement(plan, note="Terima.", by=world.account("sari"), on=world.day)
    assert (done.status, done.acknowledged_note) == (Status.ACKNOWLEDGED, "Terima.")
    with pytest.raises(ValidationError):
        acknowledge_improvement(plan, note="", by=world.account("sari"), on=world.day)
    sheets = {
        sheet.name: list(sheet.rows) for sheet in improved_sheets(world.scope("sari"), world.sari)
    }
    assert [len(rows) for rows in sheets.values()] == [1, 1]


def test_a_new_rater_takes_over_and_the_one_before_reads_no_further(world: World) -> None:
    plan = improving(world)
    mark = marked(world, plan)
    seen = ImprovementPlan.objects.visible_to(world.scope("budi"))
    assert plan in seen
    handed_over(world)
    assert plan not in ImprovementPlan.objects.visible_to(world.scope("budi"))
    with pytest.raises(PermissionDenied):
        noted(world, mark)
    assert noted(world, mark, by="joko").outcome == "met"
    assert judged(world, plan, by="joko").judged_by == world.joko


def test_what_is_due_stands_on_the_first_screens_and_in_the_calendar(world: World) -> None:
    plan = improving(world)
    mark = marked(world, plan, world.day)
    for name in ("sari", "budi"):
        assert waiting_for(world.scope(name), world.day)[MILESTONES] == 1
        days = [one.day for one in deadlines_of(world.scope(name), world.day)]
        assert {mark.due_on, plan.ends_on} <= set(days)
    assert MILESTONES not in waiting_for(world.scope("joko"), world.day)
    noted(world, mark, by="sari")
    assert MILESTONES not in waiting_for(world.scope("sari"), world.day)
    noted(world, mark)
    assert MILESTONES not in waiting_for(world.scope("budi"), world.day)
    over = plan.ends_on + timedelta(days=1)
    assert waiting_for(world.scope("budi"), over)[TO_JUDGE] == 1


def test_the_pages_lead_through_a_plan(world: World, as_: Callable[[str], Client]) -> None:
    evaluation = fell_short(world)
    page = f"/evaluations/{evaluation.uuid}/"
    assert "Buka rencana perbaikan" in text(as_("budi").get(page))
    assert "Buka rencana perbaikan" not in text(as_("sari").get(page))
    sent = {"goal": "Rekap lengkap.", "support": "bimbingan_kinerja", "ends_on": "31-12-2026"}
    assert as_("budi").post(f"{page}improve", {**sent, "support": ""}).status_code == 422
    assert as_("budi").post(f"{page}improve", sent).status_code == 303
    plan = ImprovementPlan.objects.get()
    address = f"/improvements/{plan.uuid}/"
    assert "Tambahkan tonggak" in text(as_("budi").get(address))
    mark = {"kind": "mark", "text": "Rekap", "measure": "", "who": "rater", "due_on": "01-12-2026"}
    refused = as_("budi").post(f"{address}milestones", mark)
    assert refused.status_code == 422
    assert "Tulis ukurannya" in text(refused)
    as_("budi").post(f"{address}milestones", {**mark, "measure": "Rekap \U0001f600 terkirim"})
    note = f"/milestones/{plan.milestones.get().uuid}/note"
    assert "Tanggal baru" not in text(as_("sari").get(note))
    assert as_("sari").post(note, {"outcome": "met"}).status_code == 303
    assert as_("budi").post(note, {"outcome": "met", "text": "Baik."}).status_code == 303
    as_("budi").post(f"{address}judge", {"result": "improved", "reason": "Tercapai."})
    assert "Tercapai." in text(as_("sari").get(address))
    as_("sari").post(f"{address}acknowledge", {"note": "Terima kasih."})
    assert "Terima kasih." in text(as_("budi").get(address))
    assert "Membaik" in text(as_("sari").get(page))
    assert "Sari" in text(as_("budi").get("/improvements/?show=over"))
    assert as_("wati").get(address).status_code == 404
    assert "tujuan" in text(as_("tono").get(address)).lower()


def text(page: object) -> str:
    return str(page.content.decode())  # type: ignore[attr-defined]


def test_each_verb_says_what_is_missing(world: World) -> None:
    by, on = world.account("budi"), world.day
    evaluation = fell_short(world)
    empty = Improvement(" ", ["bimbingan_kinerja"], world.day + timedelta(days=9))
    with pytest.raises(ValidationError, match="apa yang harus membaik"):
        open_improvement(evaluation, empty, by=by, on=on)
    plan = improving(world, evaluation=evaluation)
    mark = marked(world, plan)
    with pytest.raises(ValidationError, match="apa yang dikerjakan"):
        add_milestone(plan, Milestone(" ", plan.ends_on), by=by, on=on)
    with pytest.raises(ValidationError, match="bagaimana hasilnya"):
        note_milestone(mark, Noted("gold"), by=by, on=on)
    with pytest.raises(ValidationError, match="tulis alasannya"):
        judge_improvement(plan, result="gold", reason="Ya.", by=by, on=on)
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        cancel_improvement(plan, reason=" ", by=by, on=on)
