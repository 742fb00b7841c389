"""The public page, with papers about plans: genuine, changed since, deleted, unknown; files by their bytes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamong.documents.issuing import Issued
from pamong.documents.laying import address_of
from pamong.documents.models import PaperFile, SealKey
from pamong.documents.seals import SealSigner
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
MOST_QUERIES = 12


@pytest.fixture
def plan(world: World) -> Plan:
    return make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)


@pytest.fixture
def issued(world: World, plan: Plan) -> Issued:
    return issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())


def page(digest: str, status: int = 200) -> str:
    answer = Client().get(reverse("documents:paper-check", args=[digest]))
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(content: bytes) -> Any:
    file = SimpleUploadedFile("skp.pdf", content, "application/pdf")
    return Client().post(reverse("documents:paper-check-any"), {"file": file})


def test_the_code_on_a_paper_leads_to_its_record_without_a_sign_in(
    issued: Issued, django_assert_max_num_queries: Any
) -> None:
    assert address_of(issued.digest).endswith(f"/papers/{issued.digest}")
    with django_assert_max_num_queries(MOST_QUERIES):
        said = page(issued.digest)
    for word in (
        "Tercatat, dan masih sama dengan catatan",
        "S. L.",
        "Puskesmas",
        "BEGIN PUBLIC KEY",
    ):
        assert word in said


def test_nobody_learns_a_name_or_a_whole_nip_there(world: World, issued: Issued) -> None:
    said = page(issued.digest)
    for name in ("Sari", "Lestari", "Budi", "Santoso", world.sari.nip, world.budi.nip):
        assert name not in said


def test_what_changed_since_says_so_and_from_which_day(
    world: World, plan: Plan, issued: Issued
) -> None:
    plan.results.update(text="Berbeda")
    assert "sudah ada perubahan" in page(issued.digest)
    issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    said = page(issued.digest)
    assert "25 November 2026" in said
    assert "masih sama" not in said


def test_of_deleted_content_only_that_it_was_is_shown(plan: Plan, issued: Issued) -> None:
    Plan.objects.filter(pk=plan.pk).delete()
    said = page(issued.digest)
    assert "isinya sudah dimusnahkan" in said
    assert "S. L." not in said


@pytest.mark.parametrize("digest", ["0" * 64, "kosong", "a", "A" * 64, "0" * 4000])
def test_an_unknown_code_is_plainly_not_on_record(issued: Issued, digest: str) -> None:
    assert "Tidak tercatat" in page(digest, status=404)


def test_a_code_typed_by_hand_leads_to_the_same_page(issued: Issued) -> None:
    here, digest = reverse("documents:paper-check-any"), issued.digest
    typed = f"{digest[:4]} {digest[4:8]} {digest[8:12]}".upper()
    found = Client().get(here, {"code": typed})
    assert found["Location"] == reverse("documents:paper-check", args=[digest])
    for wrong in ("", "abc", "0" * 12, "%", "g" * 12):
        answer = Client().get(here, {"code": wrong})
        assert answer.status_code == (404 if wrong else 200)


def test_a_file_as_it_was_handed_out_is_known_with_its_seal(issued: Issued) -> None:
    answer = sent(issued.pdf)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Berkas asli, segel cocok" in said
    assert "masih sama dengan catatan" in said


@pytest.mark.parametrize("at", [0, 1000, -1])
def test_one_changed_byte_and_a_file_is_refused(issued: Issued, at: int) -> None:
    changed = bytearray(issued.pdf)
    changed[at] ^= 1
    answer = sent(bytes(changed))
    assert answer.status_code == 422
    assert "Berkas ini tidak tercatat" in answer.content.decode()


def test_a_seal_that_is_not_over_these_bytes_is_told_apart(issued: Issued) -> None:
    other = SealSigner().sign([b"another file"])[0]
    PaperFile.objects.update(signature=other.value)
    assert "segel tidak cocok" in sent(issued.pdf).content.decode()
    PaperFile.objects.update(signature="", signer="", key_id="")
    assert "Berkas asli, tanpa segel" in sent(issued.pdf).content.decode()


def test_an_old_seal_holds_after_the_key_was_replaced(issued: Issued, settings: Any) -> None:
    settings.SEAL_KEY = "11" * 32
    assert "segel cocok" in sent(issued.pdf).content.decode()
    SealKey.objects.all().delete()
    assert "segel tidak cocok" in sent(issued.pdf).content.decode()


def test_no_file_and_too_large_a_file_say_what_to_do(world: World, monkeypatch: Any) -> None:
    answer = Client().post(reverse("documents:paper-check-any"))
    assert answer.status_code == 422
    monkeypatch.setattr("pamong.documents.checking.forms.LARGEST", 10)
    assert "lebih besar dari" in sent(b"%PDF-1.7 and more").content.decode()


def test_whoever_asks_too_often_is_slowed(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("pamong.documents.checking.slowing.MOST", 2)
    address = reverse("documents:paper-check-any")
    office, other = "203.0.113.7", "203.0.113.8"
    got = [Client(REMOTE_ADDR=office).get(address).status_code for _n in range(3)]
    assert got == [200, 200, 429]
    assert Client(REMOTE_ADDR=other).get(address).status_code == 200
