from collections.abc import Callable
from datetime import date

from django.test import Client

from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final, row
from pamong.performance.follow_up.queries import kinds_for
from pamong.performance.models import FollowUp, Plan, Reopening
from pamong.performance.tests.make import make_plan
from pamong.ui.paging import COUNTED

As = Callable[[str], Client]


def test_the_leader_gives_one_and_its_owner_ends_it(world: World, as_: As) -> None:
    evaluation = final(world)
    url = f"/evaluations/{evaluation.uuid}/follow-ups/new"
    assert as_("budi").get(url).status_code == 200
    assert as_("sari").get(url).status_code == 403
    given = {
        "kind": kinds_for(evaluation)[0].code,
        "text": "Pendampingan dua minggu.",
        "owner": str(world.sari.uuid),
        "due_on": "18-12-2026",
    }
    wrong = as_("budi").post(url, given | {"due_on": "1-1-2020"})
    assert wrong.status_code == 422
    assert "Pendampingan dua minggu." in wrong.content.decode()
    assert as_("budi").post(url, given).status_code == 303
    follow_up = FollowUp.objects.get()
    page = as_("sari").get("/follow-ups/").content.decode()
    assert "1 tindak lanjut masih berjalan" in page
    finish = f"/follow-ups/{follow_up.uuid}/finish"
    assert as_("wati").get(finish).status_code == 404
    assert as_("sari").post(finish, {"outcome": "Selesai tepat waktu."}).status_code == 303
    assert "Selesai tepat waktu." in as_("budi").get("/follow-ups/?show=done").content.decode()


def test_an_unmet_result_is_carried_by_one_button(world: World, as_: As) -> None:
    evaluation = final(world, "sari", "60", "80", None, reason="Berbeda.")
    page = as_("sari").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    assert "Dapat dibawa satu kali" not in page  # the year is not over: it may still be reached
    Plan.objects.filter(pk=evaluation.plan_id).update(ends_on=date(2026, 9, 30))
    page = as_("sari").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    assert "Dapat dibawa satu kali" in page
    plan = make_plan(world.sari, year=2027)
    page = as_("sari").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    assert "Bawa ke SKP 2027" in page
    result = row(evaluation.plan, 1)
    url = f"/evaluations/{evaluation.uuid}/results/{result.uuid}/carry"
    assert as_("budi").post(url).status_code == 403
    assert as_("wati").post(url).status_code == 404
    assert as_("sari").post(url).status_code == 303
    assert plan.results.get().carried_from == result
    assert as_("sari").post(url).status_code == 422
    page = as_("sari").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    assert "Dibawa ke SKP berikutnya" in page


def test_a_correction_takes_two_people_in_the_browser(world: World, as_: As) -> None:
    evaluation = final(world)
    url = f"/evaluations/{evaluation.uuid}/correct"
    assert as_("sari").get(url).status_code == 403
    given = {"reason": "Salah ketik.", "until": "4-12-2026"}
    assert as_("budi").post(url, given).status_code == 303
    reopening = Reopening.objects.get()
    assert "Setujui koreksi" in as_("joko").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    grant = f"/corrections/{reopening.uuid}/grant"
    assert as_("budi").post(grant).status_code == 403
    assert as_("wati").post(grant).status_code == 404
    assert as_("joko").post(grant).status_code == 303
    page = as_("sari").get(f"/evaluations/{evaluation.uuid}/").content.decode()
    assert "diminta Budi Santoso, disetujui Joko Susilo" in page
    assert "Salah ketik." in page


def test_a_list_says_that_there_are_more_than_it_counts(world: World, as_: As) -> None:
    evaluation = final(world)
    FollowUp.objects.bulk_create(
        FollowUp(
            evaluation=evaluation,
            kind=kinds_for(evaluation)[0].code,
            text="Pendampingan.",
            owner=world.sari,
            due_on=date(2027, 1, 1),
        )
        for _number in range(COUNTED + 1)
    )
    for who in ("dewi", "budi", "sari"):
        page = as_(who).get("/follow-ups/").content.decode()
        assert "Lebih dari 100 tindak lanjut masih berjalan" in page
        assert "<span>100+</span>" in page
    assert (
        "Tidak ada tindak lanjut yang berjalan" in as_("wati").get("/follow-ups/").content.decode()
    )
