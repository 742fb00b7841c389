from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import RatingInput, open_evaluations, rate_evaluation
from pamong.performance.evaluation.queries import WorkLine, next_to_rate, worklist
from pamong.performance.evaluation.suggestion import predicate_of, rerun, suggest_again
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    BELOW,
    final,
    level_of,
    make_rated_plan,
    make_reading,
    opened,
    rated,
    ratings,
    row,
    word,
)
from pamong.performance.models import Evaluation, Plan
from pamong.performance.rhythm import PLAIN
from pamong.performance.rules import pack_named
from pamong.performance.windows.tests.test_set_window import set_one


def test_the_evaluations_of_a_period_are_opened_once(world: World) -> None:
    plans = [make_rated_plan(world.sari), make_rated_plan(world.rini)]
    budi = world.account("budi")
    assert len(open_evaluations(plans, "Q3", by=budi, on=world.day)) == 2
    assert open_evaluations(plans, "Q3", by=budi, on=world.day) == []
    assert Entry.objects.filter(verb="performance.evaluation_opened").count() == 2


def test_personnel_opens_them_for_a_unit_and_a_stranger_does_not(world: World) -> None:
    plan = make_rated_plan(world.sari)
    for name in ("wati", "sari", "tono", "lina", "rini"):
        with pytest.raises(PermissionDenied):
            open_evaluations([plan], "Q3", by=world.account(name), on=world.day)
    assert open_evaluations([plan], "Q3", by=world.account("dewi"), on=world.day)


def test_a_plan_that_is_not_agreed_is_not_evaluated(world: World) -> None:
    plan = make_rated_plan(world.sari, status=Plan.Status.PROPOSED)
    with pytest.raises(ValidationError, match="Setujui SKP lebih dulu"):
        open_evaluations([plan], "Q3", by=world.account("budi"), on=world.day)


def test_the_leader_rates_and_the_pack_gives_the_predicate(world: World) -> None:
    level_of(world)
    evaluation = opened(world, "sari", "80", "81", "90")
    first, second = row(evaluation.plan, 1), row(evaluation.plan, 2)
    given = ratings(
        AS_EXPECTED,
        ABOVE,
        results={first.pk: word(ABOVE, "Cakupan tertinggi."), second.pk: word(AS_EXPECTED)},
        behaviour={"loyal": word(ABOVE, "Panutan.")},
        recommendation="Latih rekan baru.",
    )
    evaluation = rated(world, evaluation, given)
    pack = pack_named(evaluation.pack)
    assert evaluation.predicate == predicate_of(pack, AS_EXPECTED, ABOVE).value["predicate"]
    assert (evaluation.status, evaluation.unit_level) == ("rated", "baik")
    assert evaluation.results.get(result=first).attainment == Decimal("100.0000")
    assert evaluation.results.get(result=second).attainment == Decimal("101.2500")
    assert evaluation.results.count() == 3
    assert evaluation.behaviour.get(value="loyal").feedback == "Panutan."
    entry = Entry.objects.get(verb="performance.evaluation_rated")
    assert entry.changes["results_rating"] == [None, AS_EXPECTED]
    assert entry.changes[f"result {first.uuid} feedback"][1].startswith("sha256:")
    assert "Cakupan" not in str(entry.changes)


def test_the_unit_level_comes_first_and_its_setter_is_named(world: World) -> None:
    evaluation = opened(world)
    with pytest.raises(ValidationError, match="Yang menetapkan: Joko Susilo"):
        rated(world, evaluation)


def test_a_result_without_reading_is_unassessed_and_stays_missing(world: World) -> None:
    level_of(world)
    evaluation = rated(world, opened(world, "sari", "100", None))
    assert [r.attainment for r in evaluation.results.order_by("result__place")] == [
        Decimal("125.0000"),
        None,
    ]
    suggestion = suggest_again(evaluation)
    assert suggestion.states == ("di_atas", "")
    assert suggestion.rating == ""
    assert evaluation.results_suggested == ""


def test_readings_after_the_period_do_not_count(world: World) -> None:
    level_of(world)
    evaluation = opened(world, "sari", None)
    line = row(evaluation.plan).indicators.get()
    make_reading(line, "80", date(2026, 10, 1))
    assert rated(world, evaluation).results.get().attainment is None


@pytest.mark.parametrize(
    ("values", "suggested"),
    [
        (("90", "90", "90"), ABOVE),
        (("90", "90", "80"), ABOVE),
        (("90", "90", "70"), ""),
        (("80", "80", "80", "70"), AS_EXPECTED),
        (("80", "80", "70"), ""),
        (("70", "70", "80"), BELOW),
        (("80", None), ""),
        (("80", "80", None), AS_EXPECTED),
        ((None, None), ""),
    ],
)
def test_the_rows_suggest_a_rating_where_a_rule_fits(
    world: World, values: tuple[str | None, ...], suggested: str
) -> None:
    level_of(world)
    given = ratings(suggested or AS_EXPECTED)
    assert rated(world, opened(world, "sari", *values), given).results_suggested == suggested


def test_a_departure_from_the_suggestion_needs_a_reason(world: World) -> None:
    level_of(world)
    evaluation = opened(world, "sari", "80")
    with pytest.raises(ValidationError, match="Tulis alasan"):
        rated(world, evaluation, ratings(ABOVE))
    assert rated(world, evaluation, ratings(ABOVE, reason="Menangani wabah.")).predicate


def test_without_a_suggestion_there_is_no_departure(world: World) -> None:
    level_of(world)
    assert rated(world, opened(world, "sari", None), ratings(BELOW)).results_rating == BELOW


def test_a_head_gets_the_rating_of_the_unit_as_suggestion(world: World) -> None:
    level_of(world, "istimewa")
    evaluation = opened(world, "budi", "80", by="joko")
    with pytest.raises(ValidationError, match="berbeda dari saran"):
        rated(world, evaluation, by="joko")
    evaluation = rated(world, evaluation, ratings(ABOVE), by="joko")
    assert evaluation.results_suggested == ABOVE
    assert suggest_again(evaluation).unconfirmed


def test_a_draft_may_be_incomplete_and_has_no_predicate(world: World) -> None:
    level_of(world)
    draft = RatingInput(results_rating=ABOVE, is_draft=True)
    evaluation = rated(world, opened(world), draft)
    assert (evaluation.results_rating, evaluation.predicate) == (ABOVE, "")


@pytest.mark.parametrize(("results", "behaviour"), [("", AS_EXPECTED), (AS_EXPECTED, "")])
def test_a_final_save_needs_both_ratings(world: World, results: str, behaviour: str) -> None:
    level_of(world)
    with pytest.raises(ValidationError, match="Pilih rating"):
        rated(world, opened(world), ratings(results, behaviour))


def test_codes_come_from_the_pack_alone(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    with pytest.raises(ValidationError, match="ada di daftar"):
        rated(world, evaluation, ratings("bagus"))
    with pytest.raises(ValidationError, match="nilai perilaku"):
        rated(world, evaluation, _with_value("rajin"))


def _with_value(value: str) -> RatingInput:
    return RatingInput(
        results_rating=AS_EXPECTED,
        behaviour_rating=AS_EXPECTED,
        behaviour={value: word(AS_EXPECTED)},
    )


@pytest.mark.parametrize("name", ["sari", "hadi", "wati", "joko", "agus", "rini", "dewi", "tono"])
def test_only_the_rater_in_office_rates(world: World, name: str) -> None:
    level_of(world)
    with pytest.raises(PermissionDenied):
        rated(world, opened(world), by=name)


def test_the_delegate_rates_others_but_never_herself(world: World) -> None:
    level_of(world)
    assert rated(world, opened(world, "sari"), by="putri").rater == world.budi
    with pytest.raises(PermissionDenied):
        rated(world, opened(world, "putri"), by="putri")


def test_a_stale_form_is_told_and_nothing_is_lost(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    rated(world, evaluation, ratings(reason="Pertama."))
    with pytest.raises(ValidationError, match="disimpan dari tempat lain"):
        rate_evaluation(
            evaluation,
            ratings(reason="Kedua."),
            seen=evaluation.version,
            by=world.account("putri"),
            on=world.day,
        )
    evaluation.refresh_from_db()
    assert evaluation.reason == "Pertama."


def test_rating_waits_for_its_window(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    set_one(world, (date(2026, 10, 1), date(2026, 11, 24)))
    with pytest.raises(ValidationError, match="Ditutup sejak"):
        rated(world, evaluation)


def test_a_set_predicate_is_not_rated_again(world: World) -> None:
    evaluation = final(world)
    with pytest.raises(ValidationError, match="sudah predikat ditetapkan"):
        rated(world, evaluation)


def test_the_kept_inputs_give_the_same_predicate_again(world: World) -> None:
    evaluation = final(world, "sari", "90", "90", None, work=ABOVE, conduct=ABOVE)
    evaluation = Evaluation.objects.get(pk=evaluation.pk)
    outcome = rerun(evaluation)
    assert outcome.value["predicate"] == evaluation.predicate
    assert outcome == predicate_of(pack_named(evaluation.pack), ABOVE, ABOVE)
    assert suggest_again(evaluation).rating == evaluation.results_suggested == ABOVE


def test_the_next_person_is_the_one_not_yet_rated(world: World) -> None:
    level_of(world)
    putri, rini, sari = (opened(world, name) for name in ("putri", "rini", "sari"))
    assert [line.name for line in lines_of(world)] == [
        "Putri Ayu",
        "Rini Astuti",
        "Sari Lestari, A.Md.Keb.",
    ]
    assert next_id(world, putri) == rini.pk
    rated(world, rini)
    assert next_id(world, putri) == sari.pk
    assert next_id(world, sari) == putri.pk
    rated(world, putri)
    assert next_id(world, sari) == 0


def lines_of(world: World, period: str = "Q3") -> list[WorkLine]:
    return worklist([world.budi.pk], (2026, period), PLAIN)


def next_id(world: World, after: Evaluation) -> int:
    line = next_to_rate(lines_of(world), after)
    return line.evaluation_id if line else 0


def test_for_the_year_only_the_last_plan_counts(world: World) -> None:
    make_rated_plan(world.sari, ends_on=date(2026, 6, 30))
    last = make_rated_plan(world.sari, starts_on=date(2026, 7, 1))
    assert [line.plan_id for line in lines_of(world, "Y")] == [last.pk]
    assert len(lines_of(world, "Q1")) == 1
