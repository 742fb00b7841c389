"""One tab submits, agrees, removes or sets; what the other tab then sends is not kept, and not lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pamong.access.models import FormDraft
from pamong.people.models import Supervision
from pamong.people.tests.world import World
from pamong.performance.daily.actions import LineInput, save_day
from pamong.performance.daily.seen import mark_of
from pamong.performance.evaluation.actions import acknowledge_evaluation
from pamong.performance.evaluation.tests.make import final, level_of, opened, rated
from pamong.performance.feedback.actions import ask_dialogue, hold_dialogue
from pamong.performance.given import ResultInput
from pamong.performance.models import (
    ActionStep,
    DailyEntry,
    Evaluation,
    Feedback,
    Plan,
    PlanIndicator,
    Result,
)
from pamong.performance.objection.actions import file_objection, withdraw_objection
from pamong.performance.plan.actions import propose_plan
from pamong.performance.plan.content_actions import remove_result, save_annexes, save_result
from pamong.performance.plan.tests.test_save_result import typed
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.step_actions import StepInput, save_steps
from pamong.performance.tests.make import make_complete_plan, make_plan

As = Callable[[str], Client]
DAY = date(2026, 11, 25)
WORDS = "Ditulis di tab kedua, jangan hilang."
AGREED = {"status": Plan.Status.AGREED, "agreed_on": date(2026, 1, 20)}


def said(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Plan.Status.PROPOSED, "tekan Tarik SKP"),
        (Plan.Status.AGREED, "sudah disetujui penilai"),
        (Plan.Status.CLOSED, "sudah ditutup"),
    ],
)
@pytest.mark.parametrize("name", ["result-add", "annexes-change"])
def test_what_is_sent_after_the_plan_moved_on_comes_back_in_its_form(
    world: World, as_: As, status: str, told: str, name: str
) -> None:
    plan = make_complete_plan(world.sari)
    fields = typed(plan, text=WORDS, konsekuensi=WORDS)
    Plan.objects.update(status=status, version=7)
    response = as_("sari").post(reverse(f"performance:{name}", args=[plan.uuid]), fields)
    assert response.status_code == 422
    assert told in said(response)
    assert said(response).count(WORDS) == 1
    assert "simpan sekali lagi" not in said(response)
    assert plan.results.count() == 1


def test_the_page_itself_stays_closed_while_another_holds_the_plan(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    for name in ("result-add", "annexes-change"):
        url = reverse(f"performance:{name}", args=[plan.uuid])
        assert as_("sari").get(url).status_code == 403


def test_a_save_in_the_same_instant_is_refused_in_words(world: World) -> None:
    plan, by = make_complete_plan(world.sari), world.account("sari")
    propose_plan(Plan.objects.get(pk=plan.pk), by=by, on=world.day)
    for save in (
        lambda: save_annexes(plan, {"konsekuensi": [WORDS]}, by=by, on=world.day),
        lambda: save_result(plan, ResultInput(WORDS), by=by, on=world.day),
        lambda: remove_result(plan, plan.results.get(), by=by, on=world.day),
    ):
        with pytest.raises(ValidationError, match="tekan Tarik SKP"):
            save()


def test_a_result_that_another_tab_removed_is_offered_as_a_new_one(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    result, sari = plan.results.get(), as_("sari")
    key = PlanIndicator.objects.get(result=result).pk
    url = reverse("performance:result-change", args=[plan.uuid, result.uuid])
    fields = typed(plan, text=WORDS, **{"i-0-pk": str(key), "i-INITIAL_FORMS": "1"})
    remove_result(plan, result, by=world.account("sari"), on=world.day)
    page = sari.post(url, fields)
    assert page.status_code == 422
    assert "Hasil kerja ini sudah Anda hapus, " in said(page)
    assert WORDS in said(page)
    assert "Tambahkan sebagai hasil kerja baru" in said(page)
    again = reverse("performance:result-add", args=[plan.uuid])
    assert f'action="{again}"' in said(page)
    plan.refresh_from_db()
    assert sari.post(again, fields | {"seen": str(plan.version)}).status_code == 303
    new = Result.objects.get()
    assert (new.text, new.indicators.count()) == (WORDS, 1)


def test_a_result_that_never_was_there_is_404_with_what_was_typed(world: World, as_: As) -> None:
    plan, other = make_complete_plan(world.sari), make_complete_plan(world.putri)
    url = reverse("performance:result-change", args=[plan.uuid, other.results.get().uuid])
    page = as_("sari").post(url, typed(plan, text=WORDS))
    assert page.status_code == 404
    assert WORDS in said(page)


def test_what_is_expected_is_handed_back_when_the_rater_changed(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    Plan.objects.update(rater=world.agus)
    Supervision.objects.filter(employee=world.sari).update(rater=world.agus)
    url = reverse("performance:behaviour-change", args=[plan.uuid])
    page = as_("joko").post(url, {"adaptif": WORDS, "_draft": "behaviour-1"})
    assert page.status_code == 403
    assert "Yang Anda tulis" in said(page)
    assert f'<span data-copy-label="Adaptif">{WORDS}</span>' in said(page)
    assert FormDraft.objects.get().fields["adaptif"] == [WORDS]


def test_a_reading_after_the_plan_was_closed_is_handed_back(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    key = PlanIndicator.objects.get().pk
    Plan.objects.update(status=Plan.Status.CLOSED)
    fields = {"as_of": "24-11-2026", f"value_{key}": "71,5", f"obstacle_{key}": WORDS}
    page = as_("sari").post(reverse("performance:readings-enter", args=[plan.uuid]), fields)
    assert page.status_code == 422
    assert "setelah SKP disetujui" in said(page)
    assert WORDS in said(page)
    assert ">71,5<" in said(page)


def test_steps_after_the_plan_was_closed_are_handed_back(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    key = plan.results.get().pk
    Plan.objects.update(status=Plan.Status.CLOSED)
    url = reverse("performance:steps-save", args=[plan.uuid])
    page = as_("sari").post(url, {f"text_new{key}_0": WORDS})
    assert page.status_code == 422
    assert "setelah SKP disetujui" in said(page)
    assert WORDS in said(page)


def test_steps_of_two_tabs_both_stay(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    key = plan.results.get().pk
    url = reverse("performance:steps-save", args=[plan.uuid])
    sari = as_("sari")
    assert sari.post(url, {f"text_new{key}_0": "Di tab pertama"}).status_code == 303
    fields = {f"text_new{key}_0": "", f"text_new{key}_1": WORDS}
    assert sari.post(url, fields).status_code == 303
    texts = set(ActionStep.objects.values_list("text", flat=True))
    assert texts == {"Di tab pertama", WORDS}


def test_a_step_that_another_tab_removed_is_said_with_its_words(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    result, by = plan.results.get(), world.account("sari")
    (step,) = save_steps(plan, 4, [StepInput(result.pk, "Kunjungan")], by=by, on=DAY)
    save_steps(plan, 4, [StepInput(result.pk, "", pk=step.pk)], by=by, on=DAY)
    url = reverse("performance:steps-save", args=[plan.uuid])
    page = as_("sari").post(url, {f"text_{step.pk}": WORDS})
    assert page.status_code == 422
    assert f"sudah dihapus di tab lain; tulis lagi bila masih perlu: “{WORDS}”" in said(page)


def test_a_line_that_another_tab_removed_becomes_a_new_one_when_sent_again(
    world: World, as_: As
) -> None:
    plan, by = make_complete_plan(world.sari, **AGREED), world.account("sari")
    (entry,) = save_day(plan, DAY, [LineInput("Kunjungan")], by=by, on=DAY)
    save_day(plan, DAY, [LineInput("", uuid=str(entry.uuid))], by=by, on=DAY)
    url, fields = reverse("performance:daily-day", args=[DAY]), {"count": "1", "text_0": WORDS}
    page = as_("sari").post(url, fields | {"uuid_0": str(entry.uuid)})
    assert page.status_code == 422
    assert "Baris ini sudah dihapus di tab lain" in said(page)
    assert WORDS in said(page)
    assert f'name="uuid_0" value="{entry.uuid}"' not in said(page)
    assert as_("sari").post(url, fields | {"uuid_0": ""}).status_code == 303
    assert DailyEntry.objects.get().text == WORDS


def fields_of(sari: Client, url: str) -> dict[str, str]:
    """What the page of a day would send as it stands."""
    shown = sari.get(url).context["form"]
    return {field.html_name: str(field.value() or "") for field in shown if field.value()}


def test_a_line_of_a_stale_tab_overwrites_nothing_that_another_tab_wrote(
    world: World, as_: As
) -> None:
    plan, by, sari = make_complete_plan(world.sari, **AGREED), world.account("sari"), as_("sari")
    lines = [LineInput("Rapat\nkader", amount=Decimal("2.5")), LineInput("Kunjungan")]
    first, second = save_day(plan, DAY, [*lines, LineInput("Arsip")], by=by, on=DAY)[:2]
    url = reverse("performance:daily-day", args=[DAY])
    stale = fields_of(sari, url)
    others = [LineInput("Rapat di tab pertama", uuid=str(first.uuid))]
    others.append(LineInput("Kunjungan RT 2", uuid=str(second.uuid), amount=Decimal(4)))
    save_day(plan, DAY, others, by=by, on=DAY)
    stale["text_0"] = "Rapat\r\nkader"  # as a browser sends it back
    page = sari.post(url, stale | {"text_1": WORDS})
    assert page.status_code == 422
    assert "di sana kini tertulis: “Kunjungan RT 2” (4)" in said(page)
    assert "Tulis kegiatannya." not in said(page)
    assert list(page.context["form"].errors) == ["text_1"]
    assert WORDS in said(page)
    again = {f.html_name: str(f.value() or "") for f in page.context["form"] if f.value()}
    assert sari.post(url, again).status_code == 303
    texts = list(DailyEntry.objects.order_by("pk").values_list("text", flat=True))
    assert texts == ["Rapat di tab pertama", WORDS, "Arsip"]


def test_a_line_that_another_tab_removed_stays_gone_where_nobody_wrote_on_it(
    world: World, as_: As
) -> None:
    plan, by, sari = make_complete_plan(world.sari, **AGREED), world.account("sari"), as_("sari")
    first, _second = save_day(plan, DAY, [LineInput("Rapat"), LineInput("Arsip")], by=by, on=DAY)
    url = reverse("performance:daily-day", args=[DAY])
    stale = fields_of(sari, url)
    save_day(plan, DAY, [LineInput("", uuid=str(first.uuid))], by=by, on=DAY)
    assert sari.post(url, stale | {"text_1": WORDS}).status_code == 303
    assert DailyEntry.objects.get().text == WORDS


def test_a_line_changed_in_the_same_instant_is_refused_in_words(world: World) -> None:
    plan, by = make_complete_plan(world.sari, **AGREED), world.account("sari")
    (entry,) = save_day(plan, DAY, [LineInput("Rapat")], by=by, on=DAY)
    typed_here = LineInput(WORDS, uuid=str(entry.uuid), seen=mark_of(LineInput("Lain")))
    with pytest.raises(ValidationError, match="baru saja diubah"):
        save_day(plan, DAY, [typed_here], by=by, on=DAY)


def test_a_line_that_was_confirmed_meanwhile_keeps_what_was_typed(world: World, as_: As) -> None:
    plan, by = make_complete_plan(world.sari, **AGREED), world.account("sari")
    (entry,) = save_day(plan, DAY, [LineInput("Kunjungan")], by=by, on=DAY)
    DailyEntry.objects.update(status=DailyEntry.Status.CONFIRMED)
    fields = {"count": "1", "text_0": WORDS, "uuid_0": str(entry.uuid)}
    page = as_("sari").post(reverse("performance:daily-day", args=[DAY]), fields)
    assert page.status_code == 422
    assert "sudah dikonfirmasi penilai" in said(page)
    assert WORDS in said(page)


def test_lines_of_a_day_that_can_no_longer_be_filled_are_handed_back(world: World, as_: As) -> None:
    make_complete_plan(world.sari, **AGREED)
    url = reverse("performance:daily-day", args=[date(2026, 9, 1)])
    page = as_("sari").post(url, {"count": "1", "text_0": WORDS})
    assert page.status_code == 422
    assert f'<span data-copy-label="Kegiatan harian">{WORDS}</span>' in said(page)


def test_lines_of_a_day_without_a_plan_are_handed_back(world: World, as_: As) -> None:
    page = as_("sari").post(reverse("performance:daily"), {"count": "1", "text_0": WORDS})
    assert page.status_code == 422
    assert WORDS in said(page)


def test_a_rating_that_comes_after_the_predicate_was_set_is_handed_back(
    world: World, as_: As
) -> None:
    level_of(world)
    evaluation = rated(world, opened(world))
    budi = world.account("budi")
    set_predicates(world.budi, (2026, "Q3"), reason="Beda.", by=budi, on=world.day)
    key = evaluation.plan.results.get().pk
    url = reverse("performance:evaluation-rate", args=[evaluation.uuid])
    fields = {f"f{key}": WORDS, "recommendation": "Ikut pelatihan", "w-loyal": "Sigap sekali"}
    page = as_("budi").post(url, fields)
    assert page.status_code == 422
    assert "sudah ditetapkan, jadi isian ini tidak disimpan" in said(page)
    assert f'<span data-copy-label="Umpan balik (Hasil kerja 1)">{WORDS}</span>' in said(page)
    assert "Ikut pelatihan" in said(page)
    assert 'data-copy-label="Umpan balik (Loyal)"' in said(page)
    assert as_("budi").get(url).status_code == 303


def test_a_word_with_an_acceptance_that_was_given_already_is_handed_back(
    world: World, as_: As
) -> None:
    evaluation = final(world)
    acknowledge_evaluation(evaluation, note="", by=world.account("sari"), on=world.day)
    url = reverse("performance:evaluation-acknowledge", args=[evaluation.uuid])
    page = as_("sari").post(url, {"note": WORDS})
    assert page.status_code == 422
    assert f'<span data-copy-label="Catatan Anda">{WORDS}</span>' in said(page)


def test_an_explanation_of_an_objection_taken_back_is_handed_back(world: World, as_: As) -> None:
    sari = world.account("sari")
    objection = file_objection(final(world), reason="Keliru.", by=sari, on=world.day)
    withdraw_objection(objection, by=sari, on=world.day)
    url = reverse("performance:objection-explain", args=[objection.uuid])
    page = as_("budi").post(url, {"text": WORDS})
    assert page.status_code == 422
    assert WORDS in said(page)
    assert "Yang Anda tulis" in said(page)


def test_feedback_on_a_plan_that_is_not_in_force_any_more_is_handed_back(
    world: World, as_: As
) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    key = plan.results.get().pk
    Plan.objects.update(status=Plan.Status.RETURNED)
    url = reverse("performance:feedback-give", args=[plan.uuid])
    page = as_("budi").post(url, {f"result_{key}": WORDS})
    assert page.status_code == 403
    assert WORDS in said(page)
    assert not Feedback.objects.exists()


def test_what_a_talk_agreed_comes_back_when_the_other_wrote_it_first(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, **AGREED)
    dialogue = ask_dialogue(plan, topic="Target", by=world.account("sari"), on=world.day)
    hold_dialogue(dialogue, [], summary="Sepakat.", by=world.account("budi"), on=world.day)
    url = reverse("performance:dialogue-hold", args=[dialogue.uuid])
    page = as_("sari").post(url, {"summary": WORDS})
    assert page.status_code == 422
    assert "Dialog ini sudah dicatat" in said(page)
    assert WORDS in said(page)


def test_a_note_to_a_plan_that_was_closed_meanwhile_comes_back(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    fields = {"reason": WORDS, "plan": f"{plan.uuid}:{plan.version}"}
    Plan.objects.update(status=Plan.Status.CLOSED)
    page = as_("budi").post(reverse("performance:plan-return", args=[plan.uuid]), fields)
    assert page.status_code == 422
    assert WORDS in said(page)


def test_what_is_refused_on_a_form_is_a_draft_too(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    key = f"annexes-{plan.uuid}"
    Plan.objects.update(status=Plan.Status.PROPOSED)
    url = reverse("performance:annexes-change", args=[plan.uuid])
    as_("sari").post(url, {"konsekuensi": WORDS, "_draft": key})
    assert FormDraft.objects.get(key=key).fields["konsekuensi"] == [WORDS]


def test_a_stranger_gets_no_page_with_words_and_no_codes_are_shown(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    url = reverse("performance:annexes-change", args=[plan.uuid])
    fields = {"password": "Rahasia sekali 1", "kind": "utama", "konsekuensi": ""}
    page = as_("lina").post(url, fields)
    assert page.status_code == 404
    assert "Rahasia" not in said(page)
    assert "Halaman tidak ditemukan" in said(page)
    assert Evaluation.objects.count() == 0
