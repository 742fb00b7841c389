"""Signing by a certified signer: what waits, a batch at once, every way to fail, and no trace of the passphrase."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamong.access.models import FormDraft, Submission
from pamong.documents.issuing import Issued
from pamong.documents.models import Look, Paper, PaperFile, PaperSignature, PaperSigner
from pamong.documents.seals import SigningError
from pamong.documents.store import drop
from pamong.documents.tests.fake_signer import NAME, RIGHT, FakeSigner
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.home.waiting import TO_SIGN, waiting_for
from pamong.performance.models import Plan
from pamong.performance.papers.actions import issue_evaluation_paper, issue_plan_paper
from pamong.performance.papers.signing_actions import sign_papers

As = Callable[[str], Client]
HERE = "/signing/"
MOST_QUERIES = 60
pytestmark = pytest.mark.usefixtures("certified")


def paper_of(one: Issued) -> Paper:
    return Paper.objects.get(digest=one.digest)


def sign(world: World, papers: list[UUID], who: str = "budi", passphrase: str = RIGHT) -> int:
    by, at = world.account(who), timezone.now()
    return sign_papers(papers, passphrase=passphrase, by=by, on=world.day, at=at)


def signed() -> int:
    return PaperSignature.objects.count()


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def check(content: bytes) -> Any:
    file = SimpleUploadedFile("skp.pdf", content, "application/pdf")
    return Client().post(reverse("documents:paper-check-any"), {"file": file})


def test_a_batch_is_signed_and_the_record_says_by_what(
    world: World, printed: list[Issued], papers: list[UUID]
) -> None:
    assert sign(world, papers) == 2
    assert FakeSigner.asked == [(2, world.budi.nip)]
    rows = PaperSignature.objects.select_related("file", "by")
    assert {row.file.sha256 for row in rows} == {one.sha256 for one in printed}
    assert {row.by.person_uuid for row in rows} == {world.budi.uuid}
    entries = list(Entry.objects.filter(verb="documents.paper_signed"))
    assert {entry.changes["sha256"][1] for entry in entries} == {one.sha256 for one in printed}
    assert {entry.changes["signer"][1] for entry in entries} == {FakeSigner.code}
    assert {entry.person_uuid for entry in entries} == {world.sari.uuid, world.putri.uuid}


def test_both_signatures_of_a_form_hang_on_the_same_bytes(
    world: World, printed: list[Issued], papers: list[UUID]
) -> None:
    sign(world, papers[:1], "budi")
    assert sign(world, papers[:1], "sari") == 1
    assert PaperFile.objects.get(sha256=printed[0].sha256).signatures.count() == 2


def test_the_public_page_tells_who_signed_and_refuses_a_changed_byte(
    world: World, printed: list[Issued], papers: list[UUID]
) -> None:
    sign(world, papers)
    page = text_of(Client().get(reverse("documents:paper-check", args=[printed[0].digest])))
    for word in ("Ditandatangani", "B. S.", NAME):
        assert word in page
    assert world.budi.nip not in page
    assert "Santoso" not in page
    good = text_of(check(printed[0].pdf))
    assert "Berkas asli, tanda tangan cocok" in good
    assert f"cert-{world.budi.nip}" in good
    changed = bytearray(printed[0].pdf)
    changed[-1] ^= 1
    assert check(bytes(changed)).status_code == 422


def test_a_signature_that_is_not_over_the_bytes_is_told_apart(
    world: World, printed: list[Issued], papers: list[UUID]
) -> None:
    sign(world, papers)
    one, other = PaperSignature.objects.order_by("pk")
    PaperSignature.objects.filter(pk=one.pk).update(value=other.value)
    assert "tanda tangan tidak cocok" in text_of(check(printed[0].pdf))
    PaperSignature.objects.update(signer="kantor.penanda.Lama")
    assert "tidak dapat dibuktikan" in text_of(check(printed[1].pdf))


def test_before_the_passphrase_it_is_said_what_is_signed_and_what_is_not(
    world: World, as_: As, plans: list[Plan], papers: list[UUID]
) -> None:
    result = plans[1].results.first()
    assert result
    result.text = "Lain dari yang dicetak"
    result.save(update_fields=["text"])
    page = text_of(as_("budi").post(HERE, {"paper": [*map(str, papers), str(plans[0].uuid)]}))
    assert "Tanda tangani 1 dokumen" in page
    assert "berubah sejak dicetak" in page
    assert "1 dokumen" in page
    assert "tidak lagi menunggu tanda tangan Anda" in page
    assert "tidak dapat dibatalkan" in page
    assert FakeSigner.asked == []


def test_signing_twice_adds_nothing(world: World, papers: list[UUID]) -> None:
    sign(world, papers)
    with pytest.raises(ValidationError, match="Tidak ada lagi"):
        sign(world, papers)
    assert (signed(), len(FakeSigner.asked)) == (2, 1)


def test_a_second_sending_meanwhile_asks_the_signer_for_nothing(
    world: World, papers: list[UUID]
) -> None:
    told: list[str] = []

    def again() -> None:
        with pytest.raises(ValidationError) as error:
            sign(world, papers)
        told.extend(error.value.messages)

    FakeSigner.meanwhile.append(again)
    assert sign(world, papers) == 2
    assert "sedang ditandatangani" in told[0]
    assert (signed(), len(FakeSigner.asked)) == (2, 1)
    assert not PaperSigner.objects.exclude(claimed_until=None).exists()


def test_a_claim_that_a_fallen_server_left_runs_out(world: World, papers: list[UUID]) -> None:
    PaperSigner.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert sign(world, papers) == 2


def test_what_was_signed_after_a_claim_ran_out_is_kept_once(
    world: World, papers: list[UUID]
) -> None:
    def again() -> None:
        FakeSigner.meanwhile.clear()
        PaperSigner.objects.update(claimed_until=None)
        assert sign(world, papers) == 2

    FakeSigner.meanwhile.append(again)
    assert sign(world, papers) == 0
    assert signed() == 2
    assert Entry.objects.filter(verb="documents.paper_signed").count() == 2


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_signer_is_asked(
    transactional_db: None, world: World, papers: list[UUID]
) -> None:
    sign(world, papers)
    assert FakeSigner.was_inside == [False]


FAILURES: list[tuple[Exception | str, str]] = [
    ("wrong", "Frasa sandi tidak cocok"),
    (SigningError("Layanan sertifikat sedang tutup."), "sedang tutup"),
    (SigningError(f"Ditolak: {RIGHT}"), "gagal atau tidak menjawab"),
    (ConnectionError("no route"), "gagal atau tidak menjawab"),
    (TimeoutError(f"waited with {RIGHT}"), "gagal atau tidak menjawab"),
    (RuntimeError(RIGHT), "gagal atau tidak menjawab"),
    ("lacks", "cocok untuk setiap berkas"),
    ("mixes", "cocok untuk setiap berkas"),
]


@pytest.mark.parametrize(("failure", "told"), FAILURES)
def test_a_failure_leaves_all_unsigned_says_why_and_a_second_try_works(
    world: World, as_: As, papers: list[UUID], caplog: Any, failure: Exception | str, told: str
) -> None:
    caplog.set_level(logging.DEBUG)
    sent = {"paper": [str(one) for one in papers], "passphrase": RIGHT}
    if isinstance(failure, Exception):
        FakeSigner.breaks.append(failure)
    FakeSigner.lacks, FakeSigner.mixes = int(failure == "lacks"), failure == "mixes"
    client = as_("budi")
    answer = client.post(
        HERE, sent | ({"passphrase": "salah sekali"} if failure == "wrong" else {})
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert told in page
    assert "Belum ada yang ditandatangani" in page
    assert all(str(one) in page for one in papers)
    assert signed() == 0
    for secret in (RIGHT, "salah sekali"):
        assert secret not in page
        assert secret not in caplog.text
    assert not Entry.objects.filter(verb="documents.paper_signed").exists()
    FakeSigner.reset()
    assert client.post(HERE, sent).status_code == 303
    assert signed() == 2


def everything_kept() -> str:
    """Every row of every table as text, sessions opened."""
    rows = [
        json.dumps(list(model._base_manager.values()), default=str) for model in apps.get_models()
    ]
    return "\n".join([*rows, *(str(one.get_decoded()) for one in Session.objects.all())])


def test_the_passphrase_stays_nowhere(
    world: World, as_: As, papers: list[UUID], caplog: Any, capfd: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    client, wrong = as_("budi"), "Salah-Rahasia 99"
    sent = {"paper": [str(one) for one in papers], "_once": "abc", "_draft": "papers-sign"}
    FakeSigner.breaks.append(RuntimeError(RIGHT))
    answers = [client.post(HERE, sent | {"passphrase": one}) for one in (RIGHT, wrong, RIGHT)]
    assert [one.status_code for one in answers] == [422, 422, 303]
    followed = client.get(HERE)
    shown = "".join(map(text_of, [*answers, followed]))
    kept = everything_kept()
    assert str(papers[0]) in kept
    printed = "".join(capfd.readouterr())
    for secret in (RIGHT, wrong):
        for place in (kept, shown, caplog.text, printed):
            assert secret not in place
    assert not FormDraft.objects.exists()
    assert not Submission.objects.exists()


def test_the_page_asks_for_the_passphrase_in_a_field_that_no_draft_takes(
    as_: As, papers: list[UUID]
) -> None:
    page = text_of(as_("budi").post(HERE, {"paper": [str(papers[0])]}))
    field = page[page.index('name="passphrase"') - 200 : page.index('name="passphrase"') + 200]
    assert 'type="password"' in field
    assert "data-draft=" not in page
    assert 'name="_draft"' not in page
    assert str(papers[1]) not in page


def test_the_list_holds_what_waits_for_oneself_alone(
    as_: As, printed: list[Issued], papers: list[UUID], django_assert_max_num_queries: Any
) -> None:
    client = as_("budi")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = text_of(client.get(HERE))
    assert all(str(one) in page for one in papers)
    assert "Sari Lestari" in page
    own = text_of(as_("sari").get(HERE))
    assert str(papers[0]) in own
    assert str(papers[1]) not in own
    for name in ("wati", "dewi", "lina"):
        assert "Tidak ada dokumen yang menunggu" in text_of(as_(name).get(HERE))


def test_all_of_a_page_are_picked_at_once(as_: As, papers: list[UUID]) -> None:
    page = text_of(as_("budi").get(HERE, {"all": "1"}))
    assert page.count(" checked") == len(papers)


def test_a_paper_of_somebody_else_is_not_signed(world: World, papers: list[UUID]) -> None:
    for name in ("wati", "dewi", "lina", "putri"):
        with pytest.raises(ValidationError):
            sign(world, papers[:1], name)
    assert (signed(), FakeSigner.asked) == (0, [])


@pytest.mark.parametrize("name", ["tono", "outsider"])
def test_who_is_no_employee_signs_nothing(world: World, papers: list[UUID], name: str) -> None:
    with pytest.raises(PermissionDenied):
        sign(world, papers, name)


def test_nothing_picked_and_nonsense_say_what_to_do(as_: As, papers: list[UUID]) -> None:
    client = as_("budi")
    for sent in ({}, {"paper": ["x", "1"]}, {"passphrase": RIGHT}):
        answer = client.post(HERE, sent)
        assert answer.status_code == 422
        assert "Centang dokumen" in text_of(answer)
    empty = client.post(HERE, {"paper": [str(papers[0])], "passphrase": ""})
    assert empty.status_code == 422
    assert signed() == 0


def test_what_changed_since_it_was_printed_waits_for_a_new_print(
    world: World, as_: As, plans: list[Plan], papers: list[UUID]
) -> None:
    plans[0].results.update(text="Berbeda")
    page = text_of(as_("budi").get(HERE))
    assert "Berubah sejak dicetak" in page
    assert str(papers[0]) not in page
    with pytest.raises(ValidationError, match="sudah berubah"):
        sign(world, papers)
    assert (signed(), FakeSigner.asked) == (0, [])
    new = issue_plan_paper(plans[0], by=world.account("sari"), on=world.day, at=timezone.now())
    page = text_of(as_("budi").get(HERE))
    assert "Berubah sejak dicetak" not in page
    assert sign(world, [paper_of(new).uuid, papers[1]]) == 2


def test_another_look_since_then_makes_another_file_and_that_one_is_signed(
    world: World, printed: list[Issued], papers: list[UUID]
) -> None:
    Look.objects.create(agency_uuid=world.agency.uuid, heading="Pemerintah Wanasari")
    assert sign(world, papers[:1]) == 1
    file = PaperSignature.objects.get().file
    assert file.sha256 != printed[0].sha256
    assert file.paper == paper_of(printed[0])


def test_an_evaluation_waits_for_both_of_its_form(world: World) -> None:
    evaluation = final(world, "rini")
    at = timezone.now()
    issued = issue_evaluation_paper(evaluation, by=world.account("rini"), on=world.day, at=at)
    asked = PaperSigner.objects.filter(paper=paper_of(issued))
    assert set(asked.values_list("person_uuid", flat=True)) == {world.rini.uuid, world.budi.uuid}
    assert sign(world, [paper_of(issued).uuid], "rini") == 1


def test_a_paper_from_before_asks_for_signatures_once_it_is_printed_again(
    world: World, plans: list[Plan], papers: list[UUID]
) -> None:
    PaperSigner.objects.all().delete()
    issue_plan_paper(plans[0], by=world.account("sari"), on=world.day, at=timezone.now())
    assert sign(world, papers) == 1


def test_an_install_with_its_own_seal_says_so_and_what_to_set(
    world: World, as_: As, settings: Any, papers: list[UUID]
) -> None:
    for setting, told in (("seal", "kuncinya sendiri"), ("none", "tidak menandatangani")):
        settings.SIGNER = setting
        client = as_("budi")
        page = text_of(client.get(HERE))
        assert told in page
        assert "PAMONG_SIGNER" in page
        assert 'href="/signing/"' not in page
        assert client.post(HERE, {"passphrase": RIGHT}).status_code == 422
        with pytest.raises(ValidationError, match="tersertifikat"):
            sign(world, papers)
    settings.SIGNER = FakeSigner.code
    assert 'href="/signing/"' in text_of(as_("budi").get(HERE))


def test_what_waits_for_a_signature_stands_on_the_first_screen_until_it_is_signed(
    world: World, papers: list[UUID], as_: As, settings: Any
) -> None:
    assert waiting_for(world.scope("budi"), world.day)[TO_SIGN] == len(papers)
    assert TO_SIGN not in waiting_for(world.scope("rini"), world.day)
    assert "Tanda tangani 2 dokumen" in as_("budi").get("/").content.decode()
    sign(world, papers)
    assert TO_SIGN not in waiting_for(world.scope("budi"), world.day)
    assert waiting_for(world.scope("sari"), world.day)[TO_SIGN] == 1
    settings.SIGNER = "seal"
    assert TO_SIGN not in waiting_for(world.scope("sari"), world.day)


def test_a_signed_paper_is_handed_out_in_the_bytes_that_were_signed(
    world: World, plans: list[Plan], printed: list[Issued], papers: list[UUID]
) -> None:
    sign(world, papers)
    Look.objects.create(agency_uuid=world.agency.uuid, heading="Pemerintah Wanasari")
    by, at = world.account("budi"), timezone.now()
    again = issue_plan_paper(plans[0], by=by, on=world.day, at=at)
    assert (again.pdf, again.is_signed) == (printed[0].pdf, True)
    assert (again.is_new, again.unsigned_because) == (False, "")
    assert sign(world, papers, who="sari") == 1
    assert PaperSignature.objects.filter(file__sha256=again.sha256).count() == 2
    path = PaperFile.objects.get(sha256=again.sha256).path
    drop(path)  # a record restored without its files
    assert issue_plan_paper(plans[0], by=by, on=world.day, at=at).pdf != again.pdf
