from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.ledger.models import Entry
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import RatingInput, rate_evaluation
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    BELOW,
    WHEN,
    level_of,
    make_rated_plan,
    make_reading,
    opened,
    rated,
    ratings,
    row,
    word,
)
from pamong.performance.models import Evaluation, PlanIndicator
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.ratings.actions import Accepted, rate_evaluations
from pamong.performance.windows.tests.test_set_window import set_one

As = Callable[[str], Client]
PAGE = "/evaluations/2026/Q3/rate"
LIST = "/evaluations/?year=2026&period=Q3"


def text_of(page: Any) -> str:
    return str(page.content.decode())


def give(world: World, evaluation: Evaluation, by: str = "budi", **given: Any) -> list[Evaluation]:
    one = Accepted(evaluation.version, **({"suggestion": AS_EXPECTED} | given))
    by_account = world.account(by)
    return rate_evaluations({evaluation.pk: one}, WHEN, by=by_account, on=world.day).done


def pick(evaluation: Evaluation, code: str = AS_EXPECTED) -> str:
    return f"{evaluation.uuid}:{code}"


def test_rating_together_opens_what_is_not_open_yet_in_one_press(world: World, as_: As) -> None:
    level_of(world)
    for person in (world.sari, world.putri):
        make_rated_plan(person)
    budi = as_("budi")
    assert 'name="many"' in text_of(budi.get(LIST))
    answer = budi.post("/evaluations/2026/Q3/open", {"many": "1"})
    assert answer["Location"] == PAGE
    assert world.sari.full_name in text_of(budi.get(PAGE))
    assert 'name="many"' not in text_of(budi.get(LIST))


def test_an_accepted_suggestion_and_a_choice_of_behaviour_give_the_predicate(world: World) -> None:
    level_of(world)
    first, second = opened(world, "putri"), opened(world, "rini")
    given = {
        first.pk: Accepted(1, AS_EXPECTED, ABOVE),
        second.pk: Accepted(1, AS_EXPECTED, AS_EXPECTED),
    }
    rate_evaluations(given, WHEN, by=world.account("budi"), on=world.day)
    first.refresh_from_db()
    assert (first.results_suggested, first.results_rating) == (AS_EXPECTED, AS_EXPECTED)
    assert first.predicate == "baik"
    assert first.results.get().attainment is not None
    said = Entry.objects.filter(verb="performance.evaluation_rated")
    assert said.count() == 2


def test_many_at_once_leave_the_same_rows_as_one_by_one(world: World) -> None:
    level_of(world)
    one, many = opened(world, "putri"), opened(world, "rini")
    rated(world, one)
    give(world, many, behaviour=AS_EXPECTED)
    one.refresh_from_db()
    many.refresh_from_db()
    for name in ("status", "version", "unit_level", "results_suggested", "predicate", "inputs"):
        assert getattr(one, name) == getattr(many, name), name
    assert one.results.get().attainment == many.results.get().attainment


def test_words_and_row_ratings_saved_before_stay(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    key = row(evaluation.plan).pk
    draft = RatingInput(
        results={key: word(ABOVE, "Rapi.")}, behaviour={"loyal": word(ABOVE)}, is_draft=True
    )
    evaluation = rate_evaluation(evaluation, draft, seen=1, by=world.account("budi"), on=world.day)
    give(world, evaluation, behaviour=ABOVE)
    kept = evaluation.results.get()
    assert (kept.rating, kept.feedback) == (ABOVE, "Rapi.")
    assert evaluation.behaviour.get(value="loyal").rating == ABOVE


def test_only_one_of_both_is_kept_without_a_predicate(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    give(world, evaluation)
    evaluation.refresh_from_db()
    assert (evaluation.results_rating, evaluation.behaviour_rating) == (AS_EXPECTED, "")
    assert (evaluation.status, evaluation.predicate) == (Evaluation.Status.RATED, "")


def test_somebody_elses_leader_may_not(world: World) -> None:
    level_of(world)
    with pytest.raises(PermissionDenied):
        give(world, opened(world), by="wati")


def test_a_suggestion_that_changed_meanwhile_is_not_accepted_unseen(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    line = PlanIndicator.objects.get(result__plan=evaluation.plan)
    line.indicator.readings.all().delete()
    make_reading(line, "20")
    with pytest.raises(ValidationError, match="berubah karena realisasinya berubah"):
        give(world, evaluation)


def test_what_another_saved_meanwhile_is_not_overwritten(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    rated(world, Evaluation.objects.get(pk=evaluation.pk))
    with pytest.raises(ValidationError, match="disimpan dari tempat lain"):
        give(world, evaluation)


def test_who_changed_meanwhile_is_passed_over_and_the_others_are_rated(
    world: World, as_: As
) -> None:
    level_of(world)
    first, second = opened(world, "putri"), opened(world, "rini")
    rated(world, Evaluation.objects.get(pk=first.pk))
    sent = {f"s{first.pk}": "1", f"b{first.pk}": BELOW, "accept": [pick(first), pick(second)]}
    page = as_("budi").post(PAGE, sent | {f"b{second.pk}": ABOVE}, follow=True)
    assert "Penilaian 1 pegawai tersimpan." in text_of(page)
    assert "Putri Ayu (disimpan dari tempat lain" in text_of(page)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.behaviour_rating, first.version) == (AS_EXPECTED, 2)
    assert second.predicate == "baik"
    assert Entry.objects.filter(verb="performance.evaluation_rated").count() == 2


def test_a_departure_given_before_keeps_needing_its_reason(world: World) -> None:
    level_of(world)
    evaluation = rated(world, opened(world), ratings(ABOVE, reason="Memimpin tim."))
    give(world, evaluation, suggestion="", behaviour=ABOVE)
    evaluation.refresh_from_db()
    assert (evaluation.results_rating, evaluation.reason) == (ABOVE, "Memimpin tim.")


def test_a_rating_given_with_its_reason_is_not_undone_by_a_suggestion(
    world: World, as_: As
) -> None:
    level_of(world)
    evaluation = rated(world, opened(world), ratings(BELOW, reason="Rujukan terlambat."))
    assert pick(evaluation) not in text_of(as_("budi").get(PAGE))
    with pytest.raises(ValidationError, match="dengan alasan"):
        give(world, evaluation)
    evaluation.refresh_from_db()
    assert (evaluation.results_rating, evaluation.reason) == (BELOW, "Rujukan terlambat.")


def test_without_a_level_and_outside_the_window_nothing_is_saved(world: World) -> None:
    evaluation = opened(world)
    with pytest.raises(ValidationError, match="belum ditetapkan"):
        give(world, evaluation)
    level_of(world)
    set_one(world, (date(2026, 10, 1), date(2026, 11, 24)))
    with pytest.raises(ValidationError, match="Ditutup sejak"):
        give(world, evaluation)


def test_the_screen_saves_picks_and_choices_and_goes_to_the_list(world: World, as_: As) -> None:
    level_of(world)
    first, second, third = (opened(world, name) for name in ("putri", "rini", "sari"))
    budi = as_("budi")
    page = text_of(budi.get(PAGE))
    assert "checked" not in page
    assert pick(first) in page
    given = {
        "accept": [pick(first), pick(second), "bukan:apa"],
        f"b{first.pk}": ABOVE,
        f"b{third.pk}": BELOW,
    }
    assert budi.post(PAGE, given)["Location"] == LIST
    for evaluation in (first, second, third):
        evaluation.refresh_from_db()
    assert first.predicate == "baik"
    assert (second.results_rating, second.behaviour_rating) == (AS_EXPECTED, "")
    assert (third.results_rating, third.behaviour_rating) == ("", BELOW)


def test_nothing_chosen_is_said_and_all_suggestions_are_picked_by_a_link(
    world: World, as_: As
) -> None:
    level_of(world)
    opened(world)
    page = as_("budi").post(PAGE, {"x": "1"})
    assert page.status_code == 422
    assert "Pilih saran yang Anda terima" in text_of(page)
    assert text_of(as_("budi").get(f"{PAGE}?all=1")).count(" checked") == 1


def test_who_has_no_reading_has_nothing_to_accept(world: World, as_: As) -> None:
    level_of(world)
    opened(world, "sari", None)
    page = text_of(as_("budi").get(PAGE))
    assert 'name="accept"' not in page
    assert "Tanpa saran" in page
    assert "1 dari 1 indikator belum ada realisasi" in page


def test_the_sum_beside_the_pattern_follows_what_is_chosen(world: World, as_: As) -> None:
    level_of(world)
    first, second = opened(world, "putri"), opened(world, "rini")
    chosen = {"accept": [pick(first), pick(second)], f"b{first.pk}": ABOVE, f"b{second.pk}": BELOW}
    page = as_("budi").post("/evaluations/2026/Q3/preview", chosen)
    assert "Baik 1 (pola: paling banyak 1)" in text_of(page)
    assert "Kurang 1" in text_of(page)
    assert not Evaluation.objects.exclude(version=1).exists()


def test_the_list_shows_suggestion_beside_rating_and_what_is_missing(world: World, as_: As) -> None:
    level_of(world)
    rated(world, opened(world, "sari", "80"), ratings(ABOVE, reason="Memimpin tim."))
    opened(world, "putri", None)
    page = text_of(as_("budi").get(LIST))
    assert "Berbeda dari saran" in page
    assert "1 pegawai: realisasi belum lengkap" in page
    assert "1 pegawai: rating perilaku belum dipilih" in page
    lacking = text_of(as_("budi").get(f"{LIST}&lack=readings"))
    assert "Putri Ayu" in lacking
    assert "Sari Lestari" not in lacking.partition("<table")[2]
    assert "Tampilkan semua pegawai" in lacking


def test_six_people_cost_no_more_queries_than_two(world: World, as_: As) -> None:
    level_of(world)
    budi = as_("budi")

    def queries(path: str) -> int:
        budi.get(path)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert budi.get(path).status_code == 200
        return len(seen)

    opened(world, "putri")
    opened(world, "rini")
    before = [queries(PAGE), queries(LIST)]
    for number in range(4):
        world.people[f"x{number}"] = person = make_employee(world.clinic, name=f"Orang {number}")
        make_supervision(person, world.budi, world.joko)
        opened(world, f"x{number}")
    assert [queries(PAGE), queries(LIST)] == before
    assert max(before) <= 12


@pytest.mark.parametrize("path", [PAGE, LIST])
def test_an_early_end_counts_readings_until_then(world: World, as_: As, path: str) -> None:
    level_of(world)
    evaluation = opened(world, "sari", "80")
    plan = evaluation.plan
    plan.ends_on = date(2026, 8, 31)
    plan.save(update_fields=["ends_on"])
    assert "indikator belum ada realisasi" in text_of(as_("budi").get(path))


def test_the_leader_is_told_that_rows_stay_empty_and_the_person_is_told_why(
    world: World, as_: As
) -> None:
    level_of(world)
    evaluation = opened(world, "putri")
    assert "hanya rating keseluruhan" in text_of(as_("budi").get(PAGE))
    give(world, evaluation, behaviour=AS_EXPECTED)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    page = text_of(as_("putri").get(f"/evaluations/{evaluation.uuid}/"))
    assert "satu rating untuk seluruh hasil kerja" in page
    assert "satu rating untuk seluruh perilaku" in page
    assert "Harmonis" not in page


def test_a_row_that_was_judged_keeps_its_column(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world, "putri")
    judged = ratings(
        results={row(evaluation.plan).pk: word(ABOVE)}, behaviour={"loyal": word("", "Setia.")}
    )
    rated(world, evaluation, judged)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    page = text_of(as_("putri").get(f"/evaluations/{evaluation.uuid}/"))
    assert "satu rating untuk" not in page
    assert "Setia." in page
    assert "Harmonis" in page
