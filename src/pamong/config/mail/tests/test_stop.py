"""The link in a mail stops all mail without signing in, and does nothing else."""

from django.test import Client

from pamong.access.models import Mailbox, NoticeChoice
from pamong.config.mail.stopping import stop_path
from pamong.people.tests.world import World


def test_opening_the_link_stops_nothing_and_the_button_does(world: World) -> None:
    client, path = Client(enforce_csrf_checks=True), stop_path(world.account("sari").uuid)
    page = client.get(path)
    assert page.status_code == 200
    assert "Hentikan surel" in page.content.decode()
    assert not Mailbox.objects.exists()
    done = client.post(path, {"List-Unsubscribe": "One-Click"})  # as a mail program does
    assert done.status_code == 200
    assert Mailbox.objects.get().user == world.account("sari")
    assert not NoticeChoice.objects.exists()


def test_twice_is_once(world: World) -> None:
    path = stop_path(world.account("sari").uuid)
    Client().post(path)
    first = Mailbox.objects.get().stopped_at
    Client().post(path)
    assert Mailbox.objects.get().stopped_at == first


def test_a_link_that_is_not_ours_is_not_known(world: World) -> None:
    path = stop_path(world.account("sari").uuid)
    other = world.account("budi").uuid.hex
    forged = path.replace(world.account("sari").uuid.hex, other)
    for wrong in (forged, path[:-2], "/mail/stop/salah", "/mail/stop/" + "a" * 9000):
        assert Client().post(wrong).status_code == 404
    assert not Mailbox.objects.exists()


def test_it_gives_no_session(world: World) -> None:
    client = Client()
    client.post(stop_path(world.account("sari").uuid))
    assert client.get("/").status_code == 302
