import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from pamong.access.models import FormDraft, Submission, User
from pamong.people.tests.make import make_user
from pamong.people.tests.world import World

pytestmark = pytest.mark.urls("pamong.access.tests.once_urls")


def made() -> Any:
    return User.objects.filter(sign_in_name__startswith="made").count()


def test_a_second_sending_gets_the_first_answer_and_does_nothing(as_: Any) -> None:
    sari, form = as_("sari"), {"name": "Ani", "_once": "k1"}
    first, second = sari.post("/make", form), sari.post("/make", form)
    assert made() == 1
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]


def test_a_repeated_htmx_sending_is_answered_by_header(as_: Any) -> None:
    sari, form = as_("sari"), {"name": "Ani", "_once": "k1"}
    first = sari.post("/make", form, headers={"HX-Request": "true"})
    second = sari.post("/make", form, headers={"HX-Request": "true"})
    assert made() == 1
    assert first["HX-Redirect"] == second["HX-Redirect"]
    assert second.status_code == 200


def test_the_key_may_come_as_a_header(as_: Any) -> None:
    sari = as_("sari")
    for _ in range(2):
        sari.post("/make", {"name": "Ani"}, headers={"Idempotency-Key": "k1"})
    assert made() == 1


def test_without_a_key_every_sending_counts(as_: Any) -> None:
    sari = as_("sari")
    for _ in range(2):
        sari.post("/make", {"name": "Ani"})
    assert made() == 2
    assert not Submission.objects.exists()


def test_another_persons_equal_key_is_another_form(as_: Any) -> None:
    for name in ("sari", "budi"):
        as_(name).post("/make", {"name": "Ani", "_once": "k1"})
    assert made() == 2


def test_who_goes_back_and_changes_the_form_is_heard(as_: Any) -> None:
    sari = as_("sari")
    for name in ("Ani", "Ana", "Ani"):
        sari.post("/make", {"name": name, "_once": "k1"})
    assert made() == 2


def test_another_file_under_the_same_key_is_heard(as_: Any) -> None:
    sari = as_("sari")
    for size in (1, 2, 2):
        file = SimpleUploadedFile("a.pdf", b"x" * size)
        sari.post("/make", {"name": "Ani", "_once": "k1", "file": file})
    assert made() == 2


def test_the_same_key_at_another_address_is_another_verb(as_: Any) -> None:
    sari = as_("sari")
    for address in ("/make", "/other"):
        sari.post(address, {"name": "Ani", "_once": "k1"})
    assert made() == 2


def test_a_refused_form_leaves_nothing_and_can_be_sent_again(as_: Any) -> None:
    sari = as_("sari")
    for _ in range(2):
        assert sari.post("/make-or-422", {"name": "bad", "_once": "k1"}).status_code == 422
    assert (made(), Submission.objects.count()) == (0, 0)
    assert sari.post("/make-or-422", {"name": "good", "_once": "k1"}).status_code == 303
    assert made() == 1


def test_a_broken_rule_leaves_nothing(as_: Any) -> None:
    assert as_("sari").post("/break-rule", {"name": "x", "_once": "k1"}).status_code == 422
    assert (made(), Submission.objects.count()) == (0, 0)


def test_what_a_broken_rule_refused_comes_back_as_a_draft(as_: Any, world: World) -> None:
    sent = {"name": "x", "note": "y\0z", "part": ["a", "b"], "_once": "k1", "_draft": "plan-1"}
    assert as_("sari").post("/break-rule", sent).status_code == 422
    draft = FormDraft.objects.get()
    assert (draft.user, draft.key) == (world.account("sari"), "plan-1")
    assert draft.fields == {"name": ["x"], "note": ["yz"], "part": ["a", "b"]}


def test_an_answer_that_is_no_redirect_keeps_the_work_and_frees_the_key(as_: Any) -> None:
    assert as_("sari").post("/fragment", {"name": "x", "_once": "k1"}).status_code == 200
    assert (made(), Submission.objects.count()) == (1, 0)


def test_what_only_its_owner_may_know_lies_in_no_draft(as_: Any, world: World) -> None:
    sent = {"name": "x", "passphrase": "rahasia", "password1": "rahasia", "_draft": "plan-1"}
    as_("sari").post("/break-rule", sent | {"_once": "k1"})
    assert FormDraft.objects.get().fields == {"name": ["x"]}


def test_success_drops_the_draft_and_refusal_keeps_it(as_: Any, world: World) -> None:
    for name in ("sari", "budi"):
        FormDraft.objects.create(
            user=world.account(name), key="plan-1", saved_at="2026-11-25T00:00:00Z"
        )
    sari = as_("sari")
    sari.post("/make-or-422", {"name": "bad", "_once": "k1", "_draft": "plan-1"})
    assert FormDraft.objects.count() == 2
    sari.post("/make-or-422", {"name": "good", "_once": "k1", "_draft": "plan-1"})
    assert FormDraft.objects.get().user == world.account("budi")


def test_who_is_not_signed_in_is_simply_served(client: Client, world: World) -> None:
    for _ in range(2):
        assert client.post("/public", {"name": "Ani", "_once": "k1"}).status_code == 303
    assert made() == 2


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_instant_do_it_once() -> None:
    user = make_user("Sari")
    start, answers = threading.Barrier(2), []
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)

    def send(client: Client) -> None:
        try:
            start.wait(timeout=10)
            answers.append(client.post("/make", {"name": "Ani", "_once": "k1"}))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer["Location"] for answer in answers}) == 1
    assert made() == 1
