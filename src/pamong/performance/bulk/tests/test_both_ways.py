"""What is written for many at once is what the ordinary verbs write, row by row and entry by entry."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from pamong.measurement.evidence.actions import EvidenceInput
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.bulk.entries import EntryStory, write_entries
from pamong.performance.bulk.evaluations import (
    LevelStory,
    RoundStory,
    write_evaluations,
    write_levels,
)
from pamong.performance.bulk.plans import PlanStory, ResultStory, write_plans
from pamong.performance.bulk.readings import (
    EvidenceStory,
    ReadingStory,
    write_evidence,
    write_readings,
)
from pamong.performance.bulk.tests.rows import everything
from pamong.performance.daily.actions import LineInput, confirm_entries, return_entries, save_day
from pamong.performance.evaluation.actions import (
    Given,
    RatingInput,
    acknowledge_evaluation,
    open_evaluations,
    rate_evaluation,
)
from pamong.performance.evidence.actions import UseInput, add_plan_evidence
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.levels.actions import set_level
from pamong.performance.models import Plan, PlanIndicator
from pamong.performance.plan.actions import agree_plan, draft_plan, propose_plan, return_plan
from pamong.performance.plan.content_actions import expect_behaviour, save_annexes, save_result
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.actions import ReadingInput, enter_readings

WHEN = (2026, "Q3")
DRAFTED, EXPECTED, PROPOSED = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 8)
ANSWERED, READ, RATED, SET = (
    *(date(2026, 1, 12), date(2026, 10, 3), date(2026, 10, 8)),
    date(2026, 10, 12),
)
ACCEPTED, WORKED = date(2026, 10, 15), date(2026, 11, 23)
RESULTS = (
    ResultInput(
        "Meningkatnya cakupan pelayanan ibu hamil",
        indicators=(
            IndicatorInput(
                "Ibu hamil dilayani", aspect="kuantitas", unit="ibu", target=Decimal(120)
            ),
            IndicatorInput("Sesuai standar", aspect="kualitas", unit="%", target=Decimal("95.5")),
        ),
    ),
    ResultInput(
        "Terlaksananya tugas panitia",
        kind="tambahan",
        assigned_by="Bupati",
        indicators=(
            IndicatorInput("Tugas selesai", aspect="waktu", unit="%", target=Decimal(100)),
        ),
    ),
)
ANNEXES = {"dukungan_sumber_daya": ["Alat kesehatan", " ", "Anggaran"], "konsekuensi": []}
EXPECTATIONS = {"akuntabel": " Catat setiap hari. ", "loyal": ""}
RATING = RatingInput(
    behaviour={
        "akuntabel": Given("sesuai_ekspektasi", "Rapi"),
        "loyal": Given("sesuai_ekspektasi"),
    },
    results_rating="di_atas_ekspektasi",
    behaviour_rating="sesuai_ekspektasi",
    reason="Capaian di luar dugaan.",
    recommendation="Lanjutkan.",
)
LINE = LineInput("Posyandu", amount=Decimal(12), unit="balita", begins=time(8), ends=time(10))


def loaded(person: Employee) -> Employee:
    around = ("agency", "unit", "position", "user", "rater__user")
    return Employee.objects.select_related(*around).get(pk=person.pk)


def story(world: World, **steps: Any) -> PlanStory:
    fields: dict[str, Any] = {
        "employee": loaded(world.sari),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "approach": "kuantitatif",
        "drafted_on": DRAFTED,
        "results": [ResultStory(given) for given in RESULTS],
        "annexes": ANNEXES,
        "expectations": EXPECTATIONS,
        "expected_on": EXPECTED,
        "proposed_on": PROPOSED,
    }
    return PlanStory(**(fields | steps))


def by_hand(world: World) -> Plan:
    sari, budi = world.account("sari"), world.account("budi")
    plan = draft_plan(
        world.sari,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        approach="kuantitatif",
        by=sari,
        on=DRAFTED,
    )
    for given in RESULTS:
        save_result(plan, given, by=sari, on=DRAFTED)
    save_annexes(plan, ANNEXES, by=sari, on=DRAFTED)
    expect_behaviour(plan, EXPECTATIONS, by=budi, on=EXPECTED)
    return propose_plan(plan, by=sari, on=PROPOSED)


def lines_of(plan: Plan) -> list[PlanIndicator]:
    rows = PlanIndicator.objects.filter(result__plan=plan).order_by("pk")
    return list(rows.select_related("indicator__agency", "result__plan"))


def lived(world: World) -> None:
    """One plan from its draft to the accepted rating, by the verbs that pages call."""
    sari, budi, joko = (world.account(name) for name in ("sari", "budi", "joko"))
    plan = agree_plan(by_hand(world), by=budi, on=ANSWERED)
    lines = lines_of(plan)
    given = {
        lines[0].pk: ReadingInput(Decimal(88), date(2026, 9, 30), obstacle=" Hujan. "),
        lines[1].pk: ReadingInput(Decimal("97.25"), date(2026, 9, 30), "estimate"),
    }
    enter_readings(plan, given, by=sari, on=READ)
    evidence = EvidenceInput("Kohort ibu", date(2026, 9, 30), link="https://berkas.example/1")
    uses = UseInput(results=frozenset({lines[0].result_id}))
    add_plan_evidence(plan, evidence, uses, by=sari, on=READ)
    set_level(world.clinic, WHEN, level="baik", reason="PK tercapai", by=joko, on=RATED)
    evaluation = open_evaluations([plan], WHEN[1], by=budi, on=RATED)[0]
    rate_evaluation(evaluation, RATING, seen=evaluation.version, by=budi, on=RATED)
    set_predicates(world.budi, WHEN, reason="Merata baik.", by=budi, on=SET)
    evaluation.refresh_from_db()
    acknowledge_evaluation(evaluation, note="Terima kasih", by=sari, on=ACCEPTED)
    entries = save_day(plan, WORKED, [LINE, LineInput("Imunisasi")], by=sari, on=WORKED)
    confirm_entries(entries[:1], by=budi, on=world.day)
    return_entries(entries[1:], reason="Lengkapi.", by=budi, on=world.day)
    photo = EvidenceInput("Foto", WORKED, link="https://berkas.example/2")
    both = UseInput(frozenset({lines[0].result_id}), frozenset({entries[0].pk}))
    add_plan_evidence(plan, photo, both, by=sari, on=WORKED)


def told(world: World) -> None:
    """The same as history."""
    pages = write_plans([story(world, agreed_on=ANSWERED)])
    plan, lines = pages.plans[0], pages.lines
    as_of = date(2026, 9, 30)
    first = ReadingInput(Decimal(88), as_of, obstacle=" Hujan. ")
    second = ReadingInput(Decimal("97.25"), as_of, "estimate")
    write_readings(
        [
            ReadingStory(plan, lines[0].indicator, first, READ),
            ReadingStory(plan, lines[1].indicator, second, READ),
        ]
    )
    link = "https://berkas.example/1"
    write_evidence([EvidenceStory(plan, "Kohort ibu", link, as_of, [lines[0].result_id], READ)])
    level = LevelStory(world.clinic, loaded(world.budi), loaded(world.joko), "baik", "PK tercapai")
    write_levels([level], WHEN, on=RATED)
    round_ = RoundStory(
        judge=lambda _plan, _suggestion: RATING,
        opened_on=RATED,
        rated_on=RATED,
        set_on=SET,
        departure=lambda _rater: "Merata baik.",
        accepted=lambda _plan: (ACCEPTED, "Terima kasih"),
    )
    write_evaluations([plan], WHEN, round_)
    entries = write_entries(
        [
            EntryStory(plan, WORKED, LINE, WORKED, reviewed_on=world.day),
            EntryStory(
                plan,
                WORKED,
                LineInput("Imunisasi"),
                WORKED,
                reviewed_on=world.day,
                note="Lengkapi.",
            ),
        ]
    )
    photo, served = "https://berkas.example/2", [lines[0].result_id]
    write_evidence([EvidenceStory(plan, "Foto", photo, WORKED, served, WORKED, [entries[0].pk])])


class UndoError(Exception):
    """Takes a way back, so that the other begins from the same world."""


def after(way: Callable[[], object]) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def try_it() -> None:
        with transaction.atomic():
            way()
            found.update(everything())
            raise UndoError

    with pytest.raises(UndoError):
        try_it()
    return found


def test_a_year_told_is_the_year_lived(world: World) -> None:
    lived_rows, told_rows = after(lambda: lived(world)), after(lambda: told(world))
    for name, rows in lived_rows.items():
        assert told_rows[name] == rows, name
    assert len(lived_rows["Entry"]) == len(told_rows["Entry"]) > 15
    assert all(rows for name, rows in told_rows.items() if name != "PlanReturn")


def test_a_plan_given_back_is_told_as_it_was(world: World) -> None:
    def return_it() -> None:
        reason = "Tambahkan mutu."
        return_plan(by_hand(world), reason=reason, by=world.account("budi"), on=ANSWERED)

    def tell_it() -> None:
        write_plans([story(world, returned_on=ANSWERED, return_reason="Tambahkan mutu.")])

    assert after(tell_it) == after(return_it)


def test_an_incomplete_plan_is_refused_as_when_it_is_proposed(world: World) -> None:
    with pytest.raises(ValidationError, match="paling sedikit satu hasil kerja utama"):
        write_plans([story(world, results=())])


def test_a_plan_for_the_same_time_is_refused(world: World) -> None:
    write_plans([story(world)])
    with pytest.raises(ValidationError, match="sudah punya SKP"):
        write_plans([story(world)])


def test_nobody_agrees_a_plan_without_a_rater(world: World) -> None:
    told_of = story(world, agreed_on=ANSWERED)
    told_of.employee.rater = None
    with pytest.raises(PermissionDenied):
        write_plans([told_of])


def test_a_step_out_of_order_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="sudah"):
        write_plans([story(world, proposed_on=None, agreed_on=ANSWERED)])


def test_a_figure_of_a_day_to_come_is_refused(world: World) -> None:
    pages = write_plans([story(world, agreed_on=ANSWERED)])
    given = ReadingInput(Decimal(1), date(2026, 9, 30))
    late = ReadingStory(pages.plans[0], pages.lines[0].indicator, given, date(2026, 9, 1))
    with pytest.raises(ValidationError):
        write_readings([late])


def test_a_level_is_said_by_the_rater_of_the_head(world: World) -> None:
    head, other = loaded(world.budi), loaded(world.wati)
    with pytest.raises(PermissionDenied):
        write_levels([LevelStory(world.clinic, head, other, "baik", "PK")], WHEN, on=RATED)


def test_a_departure_from_the_pattern_needs_its_reason(world: World) -> None:
    pages = write_plans([story(world, agreed_on=ANSWERED)])
    level = LevelStory(world.clinic, loaded(world.budi), loaded(world.joko), "baik", "PK tercapai")
    write_levels([level], WHEN, on=RATED)
    round_ = RoundStory(
        judge=lambda _plan, _suggestion: RATING,
        opened_on=RATED,
        rated_on=RATED,
        set_on=SET,
        departure=lambda _rater: "",
    )
    with pytest.raises(ValidationError, match="pola distribusi"):
        write_evaluations(pages.plans, WHEN, round_)
