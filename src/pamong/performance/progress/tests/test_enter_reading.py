from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.measurement.models import Reading
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanIndicator, Reopening, Window
from pamong.performance.progress.actions import ReadingInput, enter_readings
from pamong.performance.progress.tests.make import make_line, make_plan, make_reading, make_result

DAY = date(2026, 11, 25)


@pytest.fixture
def line(world: World) -> PlanIndicator:
    return make_line(make_result(make_plan(world.sari)), target=92)


def given(value: Any = 75, as_of: date = DAY, **more: Any) -> ReadingInput:
    return ReadingInput(Decimal(str(value)), as_of, **more)


def enter(world: World, line: PlanIndicator, one: ReadingInput, name: str = "sari") -> Reading:
    given = {line.pk: one}
    return enter_readings(line.result.plan, given, by=world.account(name), on=DAY)[0]


def test_the_owner_enters_a_reading(world: World, line: PlanIndicator) -> None:
    reading = enter(world, line, given(75, obstacle="Data terlambat"))
    assert reading.value == 75
    assert (reading.as_of, reading.entered_by) == (DAY, world.sari)


def test_the_ledger_keeps_the_figure_and_no_text(world: World, line: PlanIndicator) -> None:
    enter(world, line, given(75, obstacle="Data terlambat"))
    entry = Entry.objects.get(verb="performance.reading_entered")
    assert entry.changes["value"] == [None, "75"]
    assert "terlambat" not in str(entry.changes)


def test_a_second_reading_of_the_day_replaces_the_first_which_stays(
    world: World, line: PlanIndicator
) -> None:
    first = enter(world, line, given(75))
    second = enter(world, line, given(57))
    first.refresh_from_db()
    assert first.replaced_by == second
    assert Entry.objects.get(verb="performance.reading_corrected").changes["value"][1] == "57"


def test_the_same_reading_again_writes_nothing(world: World, line: PlanIndicator) -> None:
    enter(world, line, given(75))
    assert (
        enter_readings(line.result.plan, {line.pk: given(75)}, by=world.account("sari"), on=DAY)
        == []
    )
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("name", ["budi", "joko", "rini", "dewi", "agus", "putri"])
def test_nobody_but_the_owner_enters(world: World, line: PlanIndicator, name: str) -> None:
    with pytest.raises(PermissionDenied):
        enter(world, line, given(), name)


@pytest.mark.parametrize("status", [Plan.Status.DRAFTED, Plan.Status.PROPOSED])
def test_a_plan_must_be_in_force(world: World, line: PlanIndicator, status: str) -> None:
    Plan.objects.update(status=status)
    with pytest.raises(ValidationError, match="disetujui penilai"):
        enter(world, line, given())


@pytest.mark.parametrize("as_of", [date(2026, 11, 26), date(2025, 12, 31)])
def test_the_day_lies_in_the_period_and_not_ahead(
    world: World, line: PlanIndicator, as_of: date
) -> None:
    with pytest.raises(ValidationError):
        enter(world, line, given(as_of=as_of))


def window(world: World, period: str, closes_on: date) -> Window:
    return Window.objects.create(
        agency=world.agency,
        year=2026,
        stage=Window.Stage.READINGS,
        period=period,
        opens_on=date(2026, 10, 1),
        closes_on=closes_on,
    )


def test_a_closed_window_says_when_it_closed_and_who_opens_it(
    world: World, line: PlanIndicator
) -> None:
    window(world, "Q3", date(2026, 10, 10))
    with pytest.raises(ValidationError) as refused:
        enter(world, line, given(as_of=date(2026, 9, 30)))
    assert "Ditutup sejak 11 Oktober 2026" in refused.value.messages[0]
    assert "kepegawaian" in refused.value.messages[0]
    enter(world, line, given(as_of=date(2026, 11, 20)))


def test_a_window_that_two_people_opened_again_takes_readings(
    world: World, line: PlanIndicator
) -> None:
    Reopening.objects.create(
        window=window(world, "Q3", date(2026, 10, 10)),
        reason="Gangguan jaringan",
        until=date(2026, 11, 30),
        asked_by=world.account("dewi"),
        asked_on=DAY,
        granted_by=world.account("joko"),
        granted_on=DAY,
    )
    enter(world, line, given(as_of=date(2026, 9, 30)))


def test_a_thing_is_finished_once(world: World, line: PlanIndicator) -> None:
    done = make_line(line.result, direction="milestone", target=None, due_on=date(2026, 12, 1))
    enter(world, done, given(1, date(2026, 6, 1)))
    with pytest.raises(ValidationError, match="sudah dicatat selesai"):
        enter(world, done, given(1, date(2026, 9, 1)))
    enter(world, done, given(0, date(2026, 6, 1)))
    enter(world, done, given(1, date(2026, 9, 1)))


def page(line: PlanIndicator) -> str:
    return reverse("performance:readings-enter", args=[line.result.plan.uuid])


def test_several_are_entered_at_once_as_people_type_them_and_said_back(
    as_: Any, line: PlanIndicator
) -> None:
    money = make_line(line.result, name="Serapan anggaran", unit="rupiah", target=2_000_000)
    typed = {
        "as_of": "25-11-2026",
        f"value_{line.pk}": "80,5%",
        f"value_{money.pk}": "Rp 1.200.000",
    }
    answer = as_("sari").post(page(line), typed, follow=True)
    assert answer.status_code == 200
    assert set(Reading.objects.values_list("value", flat=True)) == {Decimal("80.5"), 1_200_000}
    text = answer.content.decode()
    assert "80,5%" in text
    assert "1.200.000 rupiah" in text
    assert "Mengapa 60,0%?" in text


def test_a_figure_that_cannot_be_read_is_said_beside_its_field(
    as_: Any, line: PlanIndicator
) -> None:
    answer = as_("sari").post(page(line), {"as_of": "25-11-2026", f"value_{line.pk}": "banyak"})
    assert answer.status_code == 422
    assert "Tulis dengan angka" in answer.content.decode()
    assert "banyak" in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_day_to_come_is_said_on_the_form_and_nothing_typed_is_lost(
    as_: Any, world: World, line: PlanIndicator
) -> None:
    typed = {"as_of": "31-12-2026", f"value_{line.pk}": "68,5"}
    answer = as_("sari").post(page(line), typed)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Tanggal data belum tiba" in shown
    assert 'value="68,5"' in shown
    assert 'value="31-12-2026"' in shown
    assert not Reading.objects.exists()


def test_an_empty_form_asks_for_one_figure(as_: Any, line: PlanIndicator) -> None:
    answer = as_("sari").post(page(line), {"as_of": "25-11-2026"})
    assert answer.status_code == 422


def test_the_page_shows_what_is_missing_as_missing(as_: Any, line: PlanIndicator) -> None:
    text = as_("sari").get(page(line)).content.decode()
    assert "Belum ada realisasi." in text
    assert "92%" in text


def test_the_page_of_the_quarter_shows_the_quarter_before(as_: Any, line: PlanIndicator) -> None:
    make_reading(line, 60, date(2026, 9, 30))
    text = as_("sari").get(f"{page(line)}?q=4").content.decode()
    assert "Triwulan lalu" in text


@pytest.mark.parametrize(
    ("name", "status"),
    [("sari", 200), ("budi", 200), ("joko", 200), ("dewi", 200), ("tono", 200), ("putri", 200),
     ("wati", 404), ("lina", 404), ("outsider", 404), ("hadi", 404)],
)  # fmt: skip
def test_who_sees_the_page(as_: Any, line: PlanIndicator, name: str, status: int) -> None:
    assert as_(name).get(page(line)).status_code == status


def test_the_rater_reads_and_may_not_write(as_: Any, line: PlanIndicator) -> None:
    assert "Simpan realisasi" not in as_("budi").get(page(line)).content.decode()
    typed = {"as_of": "25-11-2026", f"value_{line.pk}": "3"}
    assert as_("budi").post(page(line), typed).status_code == 403


def test_the_page_costs_at_most_twelve_queries(
    as_: Any, line: PlanIndicator, django_assert_max_num_queries: Any
) -> None:
    for place in range(5):
        make_reading(make_line(make_result(line.result.plan)), place, date(2026, 9, 30))
    client = as_("sari")
    with django_assert_max_num_queries(12):
        client.get(page(line))


@pytest.mark.parametrize(
    ("unit", "target", "typed", "said"),
    [
        ("ibu", 131, "1.200.000", "9.160 kali targetnya (131 ibu)"),
        ("ibu", 131, "12,5", "12,5 ibu adalah pecahan"),
        ("%", 85, "0,85", "kurang dari 1/10 targetnya (85 %)"),
    ],
)
def test_an_odd_figure_is_asked_back_beside_its_field_and_kept_when_confirmed(
    as_: Any, line: PlanIndicator, unit: str, target: int, typed: str, said: str
) -> None:
    one = make_line(line.result, name="Layanan", unit=unit, target=target)
    data = {"as_of": "25-11-2026", f"value_{one.pk}": typed}
    response = as_("sari").post(page(line), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert f'name="sure_{one.pk}"' in text
    assert f'name="sure_{line.pk}"' not in text
    assert not Reading.objects.exists()
    assert as_("sari").post(page(line), {**data, f"sure_{one.pk}": "on"}).status_code == 303
    assert Reading.objects.get().indicator == one.indicator


def test_a_sign_of_money_on_a_percentage_says_what_to_type(as_: Any, line: PlanIndicator) -> None:
    data = {"as_of": "25-11-2026", f"value_{line.pk}": "Rp 5", f"sure_{line.pk}": "on"}
    response = as_("sari").post(page(line), data)
    assert response.status_code == 422
    assert "Satuannya %, bukan rupiah. Tulis angkanya saja, misalnya 87,5." in (
        response.content.decode()
    )
    assert not Reading.objects.exists()


def test_an_odd_figure_that_was_kept_carries_a_mark(as_: Any, line: PlanIndicator) -> None:
    one = make_line(line.result, name="Layanan", unit="ibu", target=131)
    data = {"as_of": "25-11-2026", f"value_{one.pk}": "1.200.000", f"sure_{one.pk}": "on"}
    client = as_("sari")
    client.post(page(line), data)
    for url in (page(line), "/"):
        assert "Sesuai, periksa angkanya" in client.get(url).content.decode()
