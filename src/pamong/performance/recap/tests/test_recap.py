"""A recap of the national application: held against what stands here, never written over it."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import PLAN_ITSELF, CopyMark, Plan, Recap, RecapRow
from pamong.performance.recap.actions import (
    choose_recap_columns,
    drop_recap,
    load_recap,
    mark_copied,
    receive_recap,
    unmark_copied,
)
from pamong.performance.recap.plan import RecapAsked
from pamong.performance.recap.queries import Asked, counts_of, lines_of, standing_of
from pamong.performance.recap.states import State
from pamong.performance.recap.tests.make import (
    FROM,
    HEADINGS,
    RATED,
    UNTIL,
    confirm,
    file_of,
    loaded,
    send,
)
from pamong.performance.tests.make import make_plan

As = Callable[[str], Client]
AGREED: Any = {"status": Plan.Status.AGREED, "agreed_on": date(2026, 1, 20)}
LIST = "/recaps"


@pytest.fixture
def plans(world: World) -> dict[str, Plan]:
    """Sari's, Putri's and Rini's agreed plans, and Agus's draft."""
    found = {name: make_plan(getattr(world, name), **AGREED) for name in ("sari", "putri", "rini")}
    return found | {"agus": make_plan(world.agus)}


def line(world: World, name: str, status: str = "Disetujui", first: str = FROM) -> list[str]:
    person = getattr(world, name)
    return [person.nip, person.name, status, first, UNTIL]


def states(world: World, by: str = "dewi", part: str = PLAN_ITSELF) -> dict[str, int]:
    """As they are counted, which is as they are listed."""
    found = counts_of(world.scope(by), Asked(2026, part, "missing"))
    for state in sorted({*State.values} - {State.THERE}):
        rows = lines_of(world.scope(by), Asked(2026, part, state), "").rows
        assert [row["state"] for row in rows] == [state] * found.get(state, 0)
    return {state: n for state, n in found.items() if n}


def reasons(world: World, *rows: Any, **more: Any) -> list[str]:
    return [reason for _line, reason, _cells in send(world, *rows, **more).shown["rejected"]]


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_without_a_recap_every_agreed_plan_is_still_to_be_copied(
    world: World, plans: dict[str, Plan]
) -> None:
    assert states(world) == {"missing": 3}


def test_each_plan_stands_in_its_state_and_nothing_of_it_changes(
    world: World, plans: dict[str, Plan]
) -> None:
    before = list(Plan.objects.order_by("pk").values())
    stranger = ["198001012006041999", "Orang Lain", "Disetujui", FROM, UNTIL]
    rows = [line(world, "sari"), line(world, "putri", "Diajukan"), line(world, "agus"), stranger]
    upload = send(world, *rows)
    assert (upload.status, upload.added, upload.rejected) == ("shown", 5, 0)
    assert "NIP yang tidak dikenal di instansi ini (1): Orang Lain" in str(upload.shown["findings"])
    assert not Recap.objects.exists()
    confirm(world, upload)
    assert states(world) == {"same": 1, "differs": 1, "missing": 1, "there": 2}
    assert list(Plan.objects.order_by("pk").values()) == before
    recap = Recap.objects.get()
    assert (recap.as_of, recap.user, recap.name) == (world.day, world.account("dewi"), "rekap.csv")
    assert first_fault() is None


def test_another_period_differs_and_a_later_change_here_is_said_to_be_newer(
    world: World, plans: dict[str, Plan]
) -> None:
    loaded(world, line(world, "sari", first="2026-02-01"), line(world, "putri"))
    assert states(world) == {"differs": 1, "same": 1, "missing": 1}
    Plan.objects.filter(pk=plans["sari"].pk).update(status_on=world.day + timedelta(1))
    page = lines_of(world.scope("dewi"), Asked(2026, PLAN_ITSELF, "differs"), "")
    assert [row["there__starts_on"] for row in page.rows] == [date(2026, 2, 1)]


def test_a_difference_is_a_question_to_its_owner_asked_once(
    world: World, plans: dict[str, Plan]
) -> None:
    asked = Entry.objects.filter(verb="performance.recap_differed")
    loaded(world, line(world, "sari", "Diajukan"))
    assert [entry.subject_uuid for entry in asked] == [plans["sari"].uuid]
    loaded(world, line(world, "sari", "Draft"))
    assert asked.count() == 1


def test_the_same_file_again_changes_nothing(world: World, plans: dict[str, Plan]) -> None:
    loaded(world, line(world, "sari"))
    again = send(world, line(world, "sari"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    entries = Entry.objects.count()
    confirm(world, again)
    assert Recap.objects.count() == 1
    assert Entry.objects.count() == entries


def test_a_newer_recap_replaces_the_one_before_and_an_older_one_does_not(
    world: World, plans: dict[str, Plan]
) -> None:
    loaded(world, line(world, "sari"))
    old = loaded(world, line(world, "putri"), as_of=world.day - timedelta(5))
    assert old.unchanged == 3
    assert states(world) == {"same": 1, "missing": 2}
    tomorrow = world.day + timedelta(1)
    upload = send(world, line(world, "putri"), as_of=tomorrow, on=tomorrow)
    load_recap(upload, is_partial=False, by=world.account("dewi"), on=tomorrow)
    assert states(world) == {"same": 1, "missing": 2}
    assert {row.recap.as_of for row in RecapRow.objects.all()} == {tomorrow}


def test_ratings_of_a_period_are_compared_by_the_words_of_the_pack(world: World) -> None:
    evaluation = final(world)
    nip = world.sari.nip
    alike = [nip, "Sari", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik"]
    loaded(world, alike, part="Q3", headings=RATED)
    assert states(world, part="Q3") == {"same": 1}
    other = [nip, "Sari", "Di Atas Ekspektasi", "Sesuai Ekspektasi", "Baik"]
    loaded(world, other, part="Q3", headings=RATED)
    assert states(world, part="Q3") == {"differs": 1}
    loaded(world, [nip, "Sari", "", "", ""], part="Q3", headings=RATED)
    assert states(world, part="Q3") == {"missing": 1}
    mark_copied(evaluation.plan, "Q3", by=world.account("budi"), on=world.day)
    assert states(world, part="Q3") == {"marked": 1}
    (said,) = reasons(world, [nip, "", "Hebat", "", ""], part="Q3", headings=RATED)
    assert "“Hebat” tidak dikenal: tulis" in said


def test_a_leader_loads_a_recap_of_the_own_people_and_sees_no_others(
    world: World, plans: dict[str, Plan]
) -> None:
    assert reasons(world, line(world, "sari"), line(world, "agus"), by="budi") == [
        "NIP ini tidak ditemukan di antara pegawai Anda."
    ]
    loaded(world, line(world, "sari"), by="budi")
    assert states(world, "budi") == {"same": 1, "missing": 2}
    loaded(world, line(world, "agus"), by="joko")
    assert states(world, "budi") == {"same": 1, "missing": 2}
    assert not states(world, "budi").get("there")
    assert states(world, "joko")["there"] == 1


def test_who_rates_nobody_loads_none(world: World) -> None:
    asked = RecapAsked(2026, PLAN_ITSELF, world.day)
    file, by = file_of(line(world, "sari")), world.account("sari")
    with pytest.raises(PermissionDenied):
        receive_recap(world.agency, file, asked, by=by, on=world.day)


def test_columns_nobody_knows_are_asked_for_once_and_remembered(
    world: World, plans: dict[str, Plan]
) -> None:
    strange = ("Kode Orang", "Siapa", "Keadaan", "A", "B")
    upload = send(world, line(world, "sari"), headings=strange)
    assert (upload.plan_digest, upload.status) == ("", "shown")
    with pytest.raises(ValidationError, match="kolom"):
        confirm(world, upload)
    by, on = world.account("dewi"), world.day
    upload = choose_recap_columns(upload, {"nip": 0, "status": 2}, by=by, on=on)
    confirm(world, upload)
    assert states(world) == {"same": 1, "missing": 2}
    again = send(world, line(world, "sari"), line(world, "putri"), headings=strange)
    assert again.added + again.changed > 0
    assert again.shown["places"] == {"nip": 0, "status": 2}


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("123", "NIP bukan 18 angka"),
        ("", "NIP kosong"),
        ("1,98001E+17", "NIP"),
        ("😀" * 18, "NIP bukan 18 angka"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(world: World, nip: str, said: str) -> None:
    (reason,) = reasons(world, [nip, "X", "Disetujui", FROM, UNTIL])
    assert said in reason


def test_an_apostrophe_before_a_nip_is_read_and_a_person_twice_is_refused(
    world: World, plans: dict[str, Plan]
) -> None:
    one = line(world, "sari")
    one[0] = f"'{one[0]}"
    assert reasons(world, one, line(world, "sari")) == [
        "Pegawai dan periode ini ada lebih dari satu kali dalam rekap."
    ]


def test_two_plans_of_a_year_find_their_own_rows(world: World) -> None:
    make_plan(world.sari, ends_on=date(2026, 6, 30), **AGREED)
    make_plan(world.sari, starts_on=date(2026, 7, 1), **AGREED)
    first, second = line(world, "sari"), line(world, "sari", first="2026-07-01")
    first[4] = "2026-06-30"
    loaded(world, second, first)
    assert states(world) == {"same": 2}


def test_a_mark_takes_a_plan_off_the_list_until_a_recap_contradicts_it(
    world: World, plans: dict[str, Plan]
) -> None:
    by, plan = world.account("sari"), plans["sari"]
    mark_copied(plan, PLAN_ITSELF, by=by, on=world.day)
    mark_copied(plan, PLAN_ITSELF, by=by, on=world.day)
    assert CopyMark.objects.count() == 1
    assert Entry.objects.filter(verb="performance.copied_marked").count() == 1
    assert states(world) == {"marked": 1, "missing": 2}
    tomorrow = world.day + timedelta(1)
    upload = send(world, line(world, "putri"), as_of=tomorrow, on=tomorrow)
    load_recap(upload, is_partial=False, by=world.account("dewi"), on=tomorrow)
    assert states(world) == {"same": 1, "missing": 2}
    standing = standing_of(plan, PLAN_ITSELF, plan.version)
    assert standing
    assert (standing.is_there, standing.marked_on, standing.is_marked) == (False, world.day, False)
    mark_copied(plan, PLAN_ITSELF, by=by, on=tomorrow)
    assert states(world) == {"same": 1, "marked": 1, "missing": 1}
    unmark_copied(plan, PLAN_ITSELF, by=by, on=tomorrow)
    unmark_copied(plan, PLAN_ITSELF, by=by, on=tomorrow)
    assert Entry.objects.filter(verb="performance.copied_unmarked").count() == 1


def test_what_changed_after_it_was_copied_is_to_be_copied_again(
    world: World, plans: dict[str, Plan]
) -> None:
    mark_copied(plans["sari"], PLAN_ITSELF, by=world.account("sari"), on=world.day)
    Plan.objects.filter(pk=plans["sari"].pk).update(version=7)
    assert states(world) == {"missing": 3}


def test_a_draft_and_a_period_without_a_predicate_are_not_marked(
    world: World, plans: dict[str, Plan]
) -> None:
    for name, part in (("agus", PLAN_ITSELF), ("sari", "Q3")):
        with pytest.raises(ValidationError):
            mark_copied(plans[name], part, by=world.account("dewi"), on=world.day)
    with pytest.raises(PermissionDenied):
        mark_copied(plans["sari"], PLAN_ITSELF, by=world.account("tono"), on=world.day)


def test_the_pages_from_upload_to_list(world: World, plans: dict[str, Plan], as_: As) -> None:
    dewi = as_("dewi")
    file = file_of(line(world, "sari"), line(world, "putri", "Draft"))
    given = {"year": "2026", "part": "P", "as_of": "24-11-2030", "file": file}
    assert "tidak boleh sesudah hari ini" in text_of(dewi.post("/recaps/files/receive", given))
    file.seek(0)
    day = f"{world.day:%d-%m-%Y}"
    sent = dewi.post("/recaps/files/receive", given | {"as_of": day, "file": file})
    page = text_of(dewi.get(sent["Location"]))
    assert "Pakai rekap ini" in page
    assert "Ada di Pamong, tidak ada di rekap (1): Rini Astuti" in page
    done = dewi.post(sent["Location"] + "/import")
    assert "Lihat hasilnya untuk SKP 2026" in text_of(dewi.get(done["Location"]))
    shown = text_of(dewi.get(LIST))
    assert "Rini Astuti" in shown
    assert "Rekap per" in shown
    assert "Salin ke e-Kinerja" in shown
    differs = text_of(dewi.get(LIST + "?state=differs"))
    assert "Draft" in differs
    assert "rekap lebih baru" in differs
    assert "Orang" not in text_of(dewi.get(LIST + "?state=there"))
    table = dewi.get(LIST + "?year=2026&part=P&state=differs&unduh=xlsx")
    (sheet,) = read_spreadsheet(io.BytesIO(b"".join(table)), "x.xlsx")
    assert "Putri Ayu" in str(sheet.rows)


def test_one_press_marks_a_plan_as_copied_and_another_takes_it_back(
    world: World, plans: dict[str, Plan], as_: As
) -> None:
    sari, url = as_("sari"), f"/plans/{plans['sari'].uuid}"
    assert "Sudah disalin ke e-Kinerja" in text_of(sari.get(f"{url}/national"))
    assert sari.post(f"{url}/copied/P")["Location"] == f"{url}/national"
    page = text_of(sari.get(f"{url}/national"))
    assert "Ditandai disalin" in page
    sari.post(f"{url}/copied/P/undo")
    assert not CopyMark.objects.exists()
    assert sari.post(f"{url}/copied/ZZ").status_code == 404


def test_the_file_of_another_is_not_found_and_a_dropped_one_is_gone(
    world: World, plans: dict[str, Plan], as_: As
) -> None:
    upload = send(world, line(world, "sari"), by="budi")
    assert as_("dewi").get(f"/recaps/{upload.uuid}").status_code == 404
    assert as_("budi").get(f"/recaps/{upload.uuid}").status_code == 200
    drop_recap(upload, by=world.account("budi"), on=world.day)
    with pytest.raises(ValidationError):
        confirm(world, upload, by="budi")


def test_the_list_costs_as_many_queries_for_many_as_for_one(
    world: World, plans: dict[str, Plan], as_: As, django_assert_max_num_queries: Any
) -> None:
    loaded(world, line(world, "sari"), line(world, "putri"), line(world, "rini", "Draft"))
    client = as_("dewi")
    client.get(LIST)
    for state in ("missing", "differs", "same", "there"):
        with django_assert_max_num_queries(12):
            client.get(f"{LIST}?state={state}")


def test_the_headings_of_a_table_made_here_are_read(world: World, as_: As) -> None:
    table = as_("dewi").get("/recaps/files/template")
    (sheet,) = read_spreadsheet(io.BytesIO(b"".join(table)), "x.xlsx")
    assert "NIP" in str(sheet.rows[0])
    assert len(HEADINGS) == 5
