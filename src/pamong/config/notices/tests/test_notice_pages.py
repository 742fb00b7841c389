"""The list of notices, the way to what one is about, and what one wants to be told of."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from pamong.access.clock import now
from pamong.access.models import Mailbox, Notice, NoticeChoice, User
from pamong.config.notices.kinds import ENTRY, PLAN, PLAN_WAITS, RESULT
from pamong.config.notices.mailbox import mark_of_address
from pamong.config.notices.own_data import notice_sheets
from pamong.config.notices.table import NOTICES
from pamong.ledger.actions import record
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_plan


def notice_for(
    world: World, name: str, plan: Plan, verb: str = "plan_agreed", **more: Any
) -> Notice:
    entry = record(f"performance.{verb}", plan, by=world.account("dewi"), on=world.day)
    kind = NOTICES[f"performance.{verb}"].kind
    given = {"user": world.account(name), "kind": kind, "entry": entry, "told_at": now()}
    return Notice.objects.create(**given | more)


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari)


def text_of(as_: Any, name: str, url: str = "/notices/") -> str:
    return str(as_(name).get(url).content.decode())


def test_a_notice_says_what_happened_and_about_what(world: World, as_: Any, plan: Plan) -> None:
    notice_for(world, "sari", plan)
    html = text_of(as_, "sari")
    assert "SKP Anda disetujui" in html
    assert "SKP 2026" in html
    assert "1 belum dibaca" in html
    assert "Sari Lestari</span>" not in html.split("<main")[1]  # one's own name is not repeated


def test_the_frame_counts_what_is_not_read(world: World, as_: Any, plan: Plan) -> None:
    notice_for(world, "sari", plan)
    assert "pemberitahuan belum dibaca" in text_of(as_, "sari", "/")
    assert "pemberitahuan belum dibaca" not in text_of(as_, "budi", "/")


def test_an_account_without_a_person_is_counted_for_too(world: World, as_: Any, plan: Plan) -> None:
    notice_for(world, "tono", plan)
    assert "pemberitahuan belum dibaca" in text_of(as_, "tono", "/")


def test_a_notice_is_read_by_opening_it(world: World, as_: Any, plan: Plan) -> None:
    notice = notice_for(world, "sari", plan)
    answer = as_("sari").get(reverse("notice-open", args=[notice.uuid]))
    assert answer.headers["Location"] == reverse("performance:plan-detail", args=[plan.uuid])
    notice.refresh_from_db()
    first = notice.read_at
    assert first
    as_("sari").get(reverse("notice-open", args=[notice.uuid]))
    notice.refresh_from_db()
    assert notice.read_at == first


def test_many_lead_to_their_list(world: World, as_: Any, plan: Plan) -> None:
    notice = notice_for(world, "budi", plan, "plan_proposed", count=3)
    assert "3 sekaligus" in text_of(as_, "budi")
    answer = as_("budi").get(reverse("notice-open", args=[notice.uuid]))
    assert answer.headers["Location"] == reverse("performance:plan-subordinates")


def test_nobody_opens_the_notice_of_another(world: World, as_: Any, plan: Plan) -> None:
    notice = notice_for(world, "sari", plan)
    assert as_("budi").get(reverse("notice-open", args=[notice.uuid])).status_code == 404
    assert as_("sari").get(reverse("notice-open", args=[uuid4()])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_about_what_one_may_no_longer_see_says_nothing_of_it(
    world: World, as_: Any, plan: Plan
) -> None:
    notice = notice_for(world, "wati", plan, "plan_proposed")
    html = text_of(as_, "wati")
    assert "Isinya tidak lagi dapat Anda lihat" in html
    assert "SKP diajukan kepada Anda" not in html
    assert "Sari" not in html
    answer = as_("wati").get(reverse("notice-open", args=[notice.uuid]))
    assert answer.headers["Location"] == reverse("notices")


def test_all_are_put_aside_by_one_press(world: World, as_: Any, plan: Plan) -> None:
    notice_for(world, "sari", plan)
    notice_for(world, "budi", plan, "plan_proposed")
    assert as_("sari").post(reverse("notices-read")).status_code == 303
    assert not Notice.objects.of(world.account("sari").pk).unread().exists()
    assert Notice.objects.of(world.account("budi").pk).unread().exists()


def test_a_long_list_goes_on_by_the_last_one_seen(world: World, as_: Any, plan: Plan) -> None:
    for _one in range(27):
        notice_for(world, "sari", plan)
    client = as_("sari")
    first = client.get("/notices/")
    assert len(first.context["days"][0][1]) == 25
    second = client.get(f"/notices/{first.context['next_url']}")
    assert len(second.context["days"][0][1]) == 2


def test_a_page_asks_the_same_for_one_kind_and_for_all(
    world: World, as_: Any, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    for verb in ("plan_agreed", "plan_returned", "predicate_set"):
        notice_for(world, "sari", plan, verb)
    client = as_("sari")
    with django_assert_max_num_queries(12):
        client.get("/notices/")


def test_one_chooses_of_what_to_be_told(world: World, as_: Any) -> None:
    url = reverse("notice-choices")
    for _twice in range(2):
        assert as_("sari").post(url, {"kinds": [RESULT, ENTRY]}).status_code == 303
    rows = NoticeChoice.objects.filter(user=world.account("sari"))
    chosen = dict(rows.values_list("kind", "way"))
    assert (chosen[RESULT], chosen[PLAN]) == ("app", "off")
    html = text_of(as_, "sari", url)
    assert html.count("checked") == 2


def test_nothing_ticked_is_a_choice_too(world: World, as_: Any) -> None:
    assert as_("sari").post(reverse("notice-choices"), {}).status_code == 303
    assert set(NoticeChoice.objects.values_list("way", flat=True)) == {"off"}


def test_what_blocks_others_cannot_be_put_off(world: World, as_: Any) -> None:
    as_("budi").post(reverse("notice-choices"), {})
    assert not NoticeChoice.objects.filter(kind=PLAN_WAITS).exists()


def test_a_kind_that_there_is_not_is_refused(world: World, as_: Any) -> None:
    answer = as_("sari").post(reverse("notice-choices"), {"kinds": [PLAN_WAITS]})
    assert answer.status_code == 422
    assert not NoticeChoice.objects.exists()


def test_own_notices_are_part_of_the_own_data(world: World, plan: Plan) -> None:
    notice_for(world, "sari", plan)
    NoticeChoice.objects.create(user=world.account("sari"), kind=PLAN, way="off")
    told, chosen, box = notice_sheets(world.scope("sari"), world.sari)
    assert next(iter(told.rows))[1] == "SKP Anda disetujui"
    assert next(iter(chosen.rows))[1] == "Tidak perlu"
    assert list(box.rows) == []


def with_address(world: World, settings: Any, name: str = "sari") -> str:
    settings.HAS_MAIL = True
    User.objects.filter(employee=world.people[name]).update(email=f"{name}@example.go.id")
    return reverse("notice-choices")


def test_without_a_mail_server_or_an_address_the_page_says_so(
    world: World, as_: Any, settings: Any
) -> None:
    url = reverse("notice-choices")
    assert "belum punya server surel" in text_of(as_, "sari", url)
    settings.HAS_MAIL = True
    page = text_of(as_, "sari", url)
    assert "Alamat surel Anda belum tercatat" in page
    assert "Surel harian" not in page
    as_("sari").post(url, {"digest": [PLAN], "mail": "on"})
    assert set(NoticeChoice.objects.values_list("in_digest", flat=True)) == {True}  # not asked


def test_one_chooses_the_way_of_each_kind(world: World, as_: Any, settings: Any) -> None:
    url = with_address(world, settings)
    page = text_of(as_, "sari", url)
    assert "sari@example.go.id" in page
    sent = {"kinds": [RESULT], "digest": [PLAN, PLAN_WAITS], "at_once": [], "mail": "on"}
    assert as_("sari").post(url, sent).status_code == 303
    rows = {row.kind: row for row in NoticeChoice.objects.filter(user=world.account("sari"))}
    assert (rows[PLAN].way, rows[PLAN].in_digest) == ("off", True)
    assert (rows[RESULT].way, rows[RESULT].in_digest) == ("app", False)
    assert (rows[PLAN_WAITS].way, rows[PLAN_WAITS].at_once) == ("app", False)


def test_at_once_is_only_for_what_blocks_others(world: World, as_: Any, settings: Any) -> None:
    url = with_address(world, settings)
    assert as_("sari").post(url, {"at_once": [PLAN]}).status_code == 422


def test_all_mail_is_stopped_and_taken_again(world: World, as_: Any, settings: Any) -> None:
    url = with_address(world, settings)
    as_("sari").post(url, {"digest": [PLAN]})
    assert Mailbox.objects.get().stopped_at
    page = text_of(as_, "sari", url)
    assert "Anda menghentikan semua surel" in page
    as_("sari").post(url, {"digest": [PLAN], "mail": "on"})
    assert Mailbox.objects.get().stopped_at is None


def test_a_refused_address_is_told_on_the_page(world: World, as_: Any, settings: Any) -> None:
    url = with_address(world, settings)
    mark = mark_of_address("sari@example.go.id")
    Mailbox.objects.create(user=world.account("sari"), failing_at=now(), failing_mark=mark)
    assert "menolak alamat sari@example.go.id" in text_of(as_, "sari", url)
    User.objects.filter(employee=world.sari).update(email="lain@example.go.id")
    assert "menolak alamat" not in text_of(as_, "sari", url)
