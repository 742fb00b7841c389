"""Advice on wording: what to mend with an example, what is good, and never a refusal."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from pamong.people.tests.world import World
from pamong.performance.hints.advice import (
    INDICATOR,
    RESULT,
    HintContext,
    hints_for,
    hints_of_plan,
)
from pamong.performance.models import Plan
from pamong.performance.plan.content import content_of
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result

GOOD = HintContext(
    unit="persen",
    target=Decimal(90),
    baseline=Decimal(80),
    has_date=True,
    source="e-PPGBM",
    aspect="kuantitas",
    sibling_aspects=frozenset({"waktu"}),
)
INDICATOR_TEXT = "Persentase bayi yang diimunisasi lengkap dari bayi lahir hidup"


def codes(text: str, kind: str, context: HintContext | None = None) -> set[str]:
    return {hint.code for hint in hints_for(text, kind=kind, context=context) if not hint.is_ok}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Melaksanakan pendampingan akreditasi satuan PAUD di enam kecamatan", {"activity"}),
        ("Mengikuti rapat koordinasi", {"activity"}),
        ("Terlaksananya sosialisasi kepegawaian", {"hollow"}),
        ("Pengelolaan data kepegawaian daerah", {"no_result"}),
        ("Laporan", {"short"}),
        ("Meningkatnya satuan PAUD yang terakreditasi minimal B", set()),
        ("Rancangan akhir RKPD bidang ekonomi selesai tepat waktu", set()),
        ("", set()),
    ],
)
def test_a_result_says_what_is_reached(text: str, expected: set[str]) -> None:
    assert codes(text, RESULT) == expected


def test_the_leaders_sentence_is_not_copied() -> None:
    text = "Meningkatnya kualitas perencanaan"
    same = HintContext(leader_text="Meningkatnya  KUALITAS perencanaan.")
    assert codes(text, RESULT, same) == {"same_as_leader"}
    good = hints_for(text, kind=RESULT, context=HintContext(leader_text="Lain"))
    assert "Berbeda dari kalimat pimpinan" in [hint.sentence for hint in good if hint.is_ok]


def test_too_many_results_and_too_many_people_are_told() -> None:
    text = "Meningkatnya kualitas perencanaan"
    assert codes(text, RESULT, HintContext(main_results=8)) == {"many_results"}
    assert codes(text, RESULT, HintContext(main_results=7)) == set()
    assert codes(text, RESULT, HintContext(same_text_people=6)) == {"same_text"}
    assert codes(text, RESULT, HintContext(same_text_people=5)) == set()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, set()),
        ({"unit": ""}, {"no_unit"}),
        ({"target": None}, {"no_number"}),
        ({"target": None, "has_target_text": True}, set()),
        ({"baseline": None}, {"no_baseline"}),
        ({"has_date": False}, {"no_date"}),
        ({"source": ""}, {"no_source"}),
        ({"target": Decimal(80)}, {"same_as_before"}),
        ({"target": Decimal(70)}, {"easier"}),
        ({"target": Decimal(70), "direction": "less"}, set()),
        ({"last_value": Decimal(95)}, {"easier"}),
        ({"sibling_aspects": frozenset({"biaya"})}, {"no_companion"}),
    ],
)
def test_an_indicator_is_asked_for_what_it_lacks(
    change: dict[str, object], expected: set[str]
) -> None:
    assert codes(INDICATOR_TEXT, INDICATOR, replace(GOOD, **change)) == expected  # type: ignore[arg-type]


def test_a_percentage_names_what_it_is_taken_of() -> None:
    assert codes("Persentase imunisasi", INDICATOR, GOOD) == {"no_divisor"}


def test_a_number_in_words_counts() -> None:
    assert (
        codes("Laporan terbit tiap bulan", INDICATOR, replace(GOOD, target=None, unit="kali"))
        == set()
    )


def test_what_is_good_comes_last_and_in_english_too() -> None:
    with translation.override("en"):
        hints = hints_for("Melaksanakan rapat bersama", kind=RESULT, context=GOOD)
        assert "activity" in hints[0].sentence
    flags = [h.is_ok for h in hints_for(INDICATOR_TEXT, kind=INDICATOR, context=GOOD)]
    assert flags == sorted(flags)


def test_a_whole_plan_is_read_without_a_script(world: World) -> None:
    plan = make_complete_plan(world.sari)
    found = hints_of_plan(content_of(plan))
    assert set(found) == {
        str(plan.results.get().uuid),
        *(str(row.uuid) for row in plan.results.get().indicators.all()),
    }


def test_the_fragment_answers_while_typing(world: World, as_: object) -> None:
    boss = make_plan(world.budi)
    leader = make_result(boss, "Meningkatnya mutu layanan")
    plan = make_plan(world.sari)
    url = reverse("performance:hints") + f"?kind=result&plan={plan.uuid}"
    data = {"text": "Meningkatnya mutu layanan", "serves": str(leader.uuid)}
    page = as_("sari").post(url, data)  # type: ignore[operator]
    assert page.status_code == 200
    assert "Sama dengan kalimat pimpinan." in page.content.decode()
    assert "<html" not in page.content.decode()


def test_half_typed_fields_are_no_error(world: World, as_: object) -> None:
    url = reverse("performance:hints") + "?kind=indicator&prefix=i-0"
    data = {"i-0-name": "Persentase bayi", "i-0-target": "sebanyak", "i-0-due_on": "25-"}
    page = as_("sari").post(url, data)  # type: ignore[operator]
    assert "Persen dari apa?" in page.content.decode()


def test_the_plan_of_a_stranger_tells_nothing(world: World, as_: object) -> None:
    plan: Plan = make_plan(world.sari)
    url = reverse("performance:hints") + f"?kind=result&plan={plan.uuid}"
    assert as_("wati").post(url, {"text": "x"}).status_code == 404  # type: ignore[operator]
