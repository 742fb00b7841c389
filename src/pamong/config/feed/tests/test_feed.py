"""The feed of one's own deadlines: behind a secret address, stable, light to ask again, and of nobody else."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from pamong.access.models import CalendarKey, User
from pamong.config.feed.actions import end_calendar, make_calendar
from pamong.config.feed.queries import deadlines_of
from pamong.documents.calendar_writing import Entry, folded, write_calendar
from pamong.documents.calendars import read_calendar
from pamong.ledger.models import Entry as Recorded
from pamong.people.models import Contract
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Dialogue, DialogueAction, FollowUp, Window
from pamong.performance.tests.make import make_plan

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def window(world: World) -> Window:
    return Window.objects.create(
        agency=world.agency,
        year=2026,
        stage=Window.Stage.PLANNING,
        opens_on=date(2026, 11, 1),
        closes_on=date(2026, 11, 30),
    )


def made(world: World, name: str = "sari") -> str:
    secret = make_calendar(world.account(name), on=world.day, at=AT)
    return reverse("feed-read", args=[secret])


def lines_of(answer: Any) -> list[str]:
    return str(answer.content.decode()).replace("\r\n ", "").split("\r\n")


def test_the_feed_is_read_without_signing_in(world: World, client: Any, window: Window) -> None:
    answer = client.get(made(world))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20261130" in lines_of(answer)
    (event,) = read_calendar(BytesIO(answer.content), "Asia/Jakarta")
    assert (event.first, event.summary) == (date(2026, 11, 30), "Batas: Penyusunan SKP tahun 2026")


def test_a_wrong_address_is_not_known(world: World, client: Any) -> None:
    made(world)
    assert client.get("/calendar/salah.ics").status_code == 404


def test_the_secret_is_kept_as_a_hash_and_the_record_says_that_it_was_made(world: World) -> None:
    url = made(world)
    secret = url.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43  # 256 bits
    assert secret not in str(CalendarKey.objects.values())
    entry = Recorded.objects.get(verb="access.calendar_made")
    assert entry.subject_uuid == world.account("sari").uuid
    assert secret not in str(entry.changes)


def test_a_new_address_ends_the_one_before(world: World, client: Any) -> None:
    first, second = made(world), made(world)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_address_that_is_taken_back_opens_nothing(world: World, client: Any) -> None:
    url = made(world)
    for _twice in range(2):
        end_calendar(world.account("sari"), on=world.day)
    assert client.get(url).status_code == 404
    assert Recorded.objects.filter(verb="access.calendar_ended").count() == 1


def test_the_address_of_a_closed_account_opens_nothing(world: World, client: Any) -> None:
    url = made(world)
    User.objects.filter(pk=world.account("sari").pk).update(is_active=False)
    assert client.get(url).status_code == 404


def test_asking_again_sends_nothing_until_something_changes(
    world: World, client: Any, window: Window
) -> None:
    url = made(world)
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Window.objects.update(closes_on=date(2026, 12, 4))
    changed = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    before, after = lines_of(first), lines_of(changed)
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:1" in after
    uid = next(line for line in before if line.startswith("UID:"))
    assert uid in after


def test_it_holds_what_is_one_s_own_and_names_nobody(world: World, client: Any) -> None:
    evaluation = final(world)
    FollowUp.objects.create(
        evaluation=evaluation,
        kind="bimbingan_kinerja",
        text="Rahasia Sari",
        owner=world.budi,
        due_on=date(2026, 12, 10),
    )
    talk = Dialogue.objects.create(
        plan=make_plan(world.rini), asked_by=world.rini, topic="Rahasia", asked_on=world.day
    )
    DialogueAction.objects.create(
        dialogue=talk, text="Rahasia", owner=world.budi, due_on=date(2026, 12, 11)
    )
    body = client.get(made(world, "budi")).content.decode()
    assert "Batas tindak lanjut" in body
    assert "Batas tindakan dialog kinerja" in body
    assert "Rahasia" not in body
    for person in world.people.values():
        assert person.name not in body
    assert "Batas menjawab hasil penilaian" in client.get(made(world)).content.decode()
    assert "Batas tindak lanjut" not in client.get(made(world)).content.decode()


def test_contracts_are_told_by_day_and_number_to_those_who_keep_people(world: World) -> None:
    for person in (world.sari, world.rini):
        Contract.objects.create(
            employee=person, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1)
        )
    (told,) = deadlines_of(world.scope("dewi"), world.day)
    assert (told.day, told.summary) == (
        date(2026, 12, 31),
        "2 kontrak PPPK berakhir, perlu diputuskan",
    )
    assert deadlines_of(world.scope("wati"), world.day) == []


def test_too_many_questions_are_put_off(world: World, client: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_own": "2/h/key"}
    cache.clear()
    url = made(world)
    got = [client.get(url).status_code for _time in range(3)]
    assert got == [200, 200, 429]


def test_the_page_shows_the_address_once(world: World, as_: Any) -> None:
    client = as_("sari")
    html = client.post(reverse("feed-make")).content.decode()
    assert "/calendar/" in html
    again = client.get(reverse("feed")).content.decode()
    assert ".ics" not in again
    assert "Alamat Anda berlaku" in again
    assert client.post(reverse("feed-end")).status_code == 303
    assert not CalendarKey.objects.exists()


def test_long_lines_are_folded_between_signs() -> None:
    line = "SUMMARY:" + "é" * 80
    parts = list(folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join(part.removeprefix(" ") if n else part for n, part in enumerate(parts)) == line


def test_no_text_begins_a_line_of_the_file() -> None:
    odd = "satu\r\nATTENDEE:mailto:a@b\rURL:https://x\u2028dua\x0b\x1b\x00"
    body = write_calendar(odd, [Entry("a@b", date(2026, 1, 1), odd, "https://x", AT)]).decode()
    lines = body.split("\r\n")
    assert not [line for line in lines if line.startswith(("ATTENDEE", "URL:https://x\u2028"))]
    assert sum(line.startswith("URL") for line in lines) == 1
    assert all(line.isprintable() for line in lines)


def test_signs_of_the_file_are_escaped() -> None:
    entry = Entry("a@b", date(2026, 1, 1), "satu; dua, tiga\nempat\\", "https://x", AT)
    body = write_calendar("Tenggat", [entry]).decode()
    assert r"SUMMARY:satu\; dua\, tiga\nempat\\" in body
    (event,) = read_calendar(BytesIO(body.encode()), "Asia/Jakarta")
    assert event.last == event.first == date(2026, 1, 1)
    assert body.endswith("END:VCALENDAR\r\n")
