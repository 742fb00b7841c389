"""Nothing that anyone sends breaks a page: odd input is refused with a sentence, or kept as typed."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pamong.people.models import Employee, Position, Unit
from pamong.people.tests.make import make_employee, make_position, make_unit
from pamong.people.tests.world import World
from pamong.performance.models import Plan, TargetRevision
from pamong.performance.plan.actions import draft_plan
from pamong.performance.plan.content import content_of
from pamong.performance.plan.revision_actions import ask_revision
from pamong.performance.tests.make import make_complete_plan, make_plan

As = Callable[[str], Client]
BROKEN = 500
ODD = (
    "",
    " ",
    "x" * 20_000,
    "a\x00b",
    "🙂👩‍👩‍👧",
    "\u202eterbalik",
    "=1+1",
    "-1",
    "0",
    "1e400",
    "NaN",
    "Infinity",
    "99999999999999999999",
    "0,00000000000000000001",
    "9" * 5000,
    "00-00-0000",
    "01-01-0001",
    "31-12-9999",
    "not-a-uuid",
    "{12345678-1234-5678-1234-567812345678}",
    "<script>",
)
WORST = ("a\x00b", "99999999999999999999", "31-12-9999")


def forms_of(plan: Plan) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address of the slice that takes a form, with a whole one."""
    line = plan.results.get()
    indicator = content_of(plan).indicators[0]
    result = {
        "kind": "utama",
        "serves": "later",
        "text": "Meningkatnya cakupan",
        "seen": str(plan.version),
        "i-TOTAL_FORMS": "1",
        "i-INITIAL_FORMS": "0",
        "i-0-pk": str(indicator.pk),
        "i-0-name": "Bayi",
        "i-0-aspect": "kuantitas",
        "i-0-direction": "band",
        "i-0-target": "8",
        "i-0-unit": "%",
        "i-0-stretch": "9",
        "i-0-baseline": "7",
        "i-0-band_low": "1",
        "i-0-band_high": "2",
        "i-0-tolerance": "1",
        "i-0-due_on": "31-12-2026",
        "i-0-source": "e-PPGBM",
        "i-0-target_text": "baik",
    }
    key = [plan.uuid]
    draft = {"starts_on": "01-01-2027", "ends_on": "31-12-2027", "approach": "kuantitatif"}
    yield reverse("performance:plan-draft"), draft
    yield reverse("performance:result-add", args=key), result
    yield reverse("performance:result-change", args=[plan.uuid, line.uuid]), result
    yield reverse("performance:plan-copy", args=key), {"result": str(line.uuid)}
    yield reverse("performance:annexes-change", args=key), {"konsekuensi": "baris"}
    yield reverse("performance:hints") + "?kind=indicator&prefix=i-0", result


def test_no_form_of_a_plan_breaks_on_odd_input(world: World, as_: As) -> None:
    client = as_("sari")
    client.raise_request_exception = False
    plan = make_complete_plan(world.sari)
    for address, whole in forms_of(plan):
        for name in whole:
            for odd in WORST:
                answer = client.post(address, whole | {name: odd})
                assert answer.status_code < BROKEN, (address, name, odd[:30])
            left_out = {other: value for other, value in whole.items() if other != name}
            assert client.post(address, left_out).status_code < BROKEN, (address, name)
        for odd in ODD:
            answer = client.post(address, dict.fromkeys(whole, odd))
            assert answer.status_code < BROKEN, (address, odd[:30])
        assert client.post(address, {}).status_code < BROKEN, address


def test_no_answer_of_a_rater_breaks_on_odd_input(world: World, as_: As) -> None:
    client = as_("budi")
    client.raise_request_exception = False
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED)
    line = plan.results.get().indicators.get()
    sari = world.account("sari")
    asked = ask_revision(line, new_value=90, reason="Turun", by=sari, on=world.day)  # type: ignore[arg-type]
    behaviour = reverse("performance:behaviour-change", args=[plan.uuid])
    answer = reverse("performance:revision-answer", args=[asked.uuid])
    back = reverse("performance:plan-return", args=[plan.uuid])
    many = reverse("performance:plan-return-many"), reverse("performance:plan-agree-many")
    for odd in ODD:
        posts = [
            client.post(behaviour, {"harmonis": odd}),
            client.post(answer, {"refuse": "1", "answer": odd[:1]}),
            client.post(answer, {"answer": odd}),
            *(client.post(address, {"plan": odd, "reason": odd}) for address in many),
            client.get(reverse("performance:plan-subordinates"), {"year": odd, "status": odd}),
            client.post(back, {"reason": odd}),
        ]
        assert all(post.status_code < BROKEN for post in posts), odd[:30]


def test_no_request_for_another_target_breaks_on_odd_input(world: World, as_: As) -> None:
    client = as_("sari")
    client.raise_request_exception = False
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED)
    address = reverse("performance:revision-ask", args=[plan.uuid])
    line = str(plan.results.get().indicators.get().uuid)
    whole = {"line": line, "new_value": "88", "reason": "Anggaran dipotong"}
    for name in whole:
        for odd in ODD:
            TargetRevision.objects.all().delete()
            assert client.post(address, whole | {name: odd}).status_code < BROKEN, (name, odd[:30])


@pytest.mark.parametrize("typed", ["123456789012345", "99999999999999999999", "0,1234567"])
def test_a_figure_that_does_not_fit_is_told_beside_its_field(
    world: World, as_: As, typed: str
) -> None:
    plan = make_plan(world.sari)
    address = reverse("performance:result-add", args=[plan.uuid])
    given = {
        "kind": "utama",
        "serves": "later",
        "text": "Meningkatnya cakupan",
        "i-TOTAL_FORMS": "1",
        "i-INITIAL_FORMS": "0",
        "i-0-name": "Bayi",
        "i-0-aspect": "kuantitas",
        "i-0-target": typed,
    }
    answer = as_("sari").post(address, given)
    assert answer.status_code == 422
    assert not plan.results.exists()


def drafted(person: Employee, year: int, on: date) -> Plan:
    first, last = date(year, 1, 1), date(year, 12, 31)
    assert person.user is not None
    return draft_plan(
        person, starts_on=first, ends_on=last, approach="kuantitatif", by=person.user, on=on
    )


def test_a_political_official_rates_and_has_no_plan(world: World, as_: As) -> None:
    post = make_position(world.agency, name="Bupati", kind=Position.Kind.POLITICAL)
    bupati = make_employee(
        world.root, name="Bupati", position=post, kind=Employee.Kind.POLITICAL, nip=""
    )
    with pytest.raises(ValidationError, match="Pejabat politik"):
        drafted(bupati, 2027, world.day)
    client = Client()
    assert bupati.user is not None
    client.force_login(bupati.user)
    assert client.get(reverse("performance:plan-draft")).status_code == 422
    page = client.get(reverse("performance:plan-list")).content.decode()
    assert "Pejabat politik tidak menyusun SKP" in page
    assert reverse("performance:plan-draft") not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("year", "sentence"),
    [(2015, "Aturan SKP"), (2021, "Aturan SKP"), (2028, "paling jauh"), (9999, "paling jauh")],
)
def test_a_year_without_rules_or_too_far_ahead_is_refused(
    world: World, year: int, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        drafted(world.sari, year, world.day)


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Unit.Kind.DIVISION, Plan.Form.STAFF),
        (Unit.Kind.SECTION, Plan.Form.STAFF),
        (Unit.Kind.DISTRICT, Plan.Form.LEADER),
    ],
)
def test_perspectives_are_for_heads_of_units_that_stand_on_their_own(
    world: World, kind: str, form: str
) -> None:
    unit = make_unit(world.agency, world.health, name="Unit", kind=kind)
    post = make_position(
        world.agency, name="Kepala", kind=Position.Kind.ADMINISTRATOR, is_head=True
    )
    head = make_employee(unit, name="Kepala", position=post)
    assert drafted(head, 2027, world.day).form == form
