from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pamong.access.scope import Role
from pamong.people.tests.world import World
from pamong.performance.calibration.actions import close_calibration, read_calibration
from pamong.performance.calibration.change_actions import agree_calibration
from pamong.performance.calibration.tests.make import (
    convened,
    in_discussion,
    in_figures,
    peer_of,
    proposed,
    rated_staff,
)
from pamong.performance.evaluation.tests.make import WHEN, give_role
from pamong.performance.models import Calibration, Evaluation
from pamong.performance.predicates.actions import set_predicates

RATED = ("Sesuai ekspektasi", "Sesuai<", "Predikat<", ">Baik<", "Saran hasil kerja")


def page(client: Any, calibration: Calibration, stage: str = "") -> str:
    response = client.get(f"/calibrations/{calibration.uuid}/?stage={stage}")
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def test_evidence_comes_without_a_word_of_the_rating(world: World, as_: Any) -> None:
    rated_staff(world, "sari", "rini")
    session = convened(world)
    for name in ("budi", "joko", "dewi"):
        for stage in ("", "figures", "discussion", "closed"):
            text = page(as_(name), session, stage)
            assert "Sari Lestari" in text
            assert "Hasil kerja 1" in text
            assert not [word for word in RATED if word in text]


def test_a_peer_knows_of_no_session_and_a_rater_among_the_peers_never_sees_himself(
    world: World, as_: Any
) -> None:
    found = rated_staff(world, "sari", "putri")
    session = in_discussion(world, convened(world))
    assert as_("sari").get(f"/calibrations/{session.uuid}/").status_code == 404
    assert as_("wati").get(f"/calibrations/{session.uuid}/").status_code == 404
    for stage in ("evidence", "figures", "discussion"):
        text = page(as_("putri"), session, stage)  # in Budi's place this week
        assert "Sari Lestari" in text
        assert "Putri Ayu, " not in text
        assert f"/calibrations/peers/{peer_of(session, found['putri']).uuid}/" not in text
    own = peer_of(session, found["putri"]).uuid
    assert as_("putri").get(f"/calibrations/peers/{own}/propose").status_code == 404


def test_figures_say_what_they_cannot_tell(world: World, as_: Any) -> None:
    rated_staff(world, "sari", "rini")
    text = page(as_("budi"), in_figures(world, convened(world)))
    assert "Saran hasil kerja" in text
    assert "terlalu sedikit untuk disimpulkan" in text
    assert "bukan kuota" in text
    assert text.index("Rini Astuti") < text.index("Sari Lestari")  # by name


def test_the_person_sees_what_changed_and_why_and_no_other_people(world: World, as_: Any) -> None:
    found = rated_staff(world, "sari", "rini")
    session = in_discussion(world, convened(world))
    change = proposed(world, peer_of(session, found["sari"]), reason="Bukti kuat.")
    agree_calibration(change, by=world.account("budi"), on=world.day)
    close_calibration(session, minutes="Rahasia sesi.", by=world.account("joko"), on=world.day)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    text = as_("sari").get(f"/evaluations/{found['sari'].uuid}/").content.decode()
    assert "Rating diubah penilai dalam sesi kalibrasi" in text
    assert "Sesuai ekspektasi menjadi Di atas ekspektasi" in text
    assert "Bukti kuat." in text
    assert world.budi.name in text
    assert "Rini" not in text
    assert "Rahasia sesi." not in text
    other = as_("rini").get(f"/evaluations/{found['rini'].uuid}/").content.decode()
    assert "rating tetap" in other
    assert "Sari" not in other


def test_minutes_are_read_later_with_who_took_part(world: World, as_: Any) -> None:
    found = rated_staff(world, "sari")
    session = in_discussion(world, convened(world))
    proposed(world, peer_of(session, found["sari"]))
    close_calibration(session, minutes="Dua bukti dibahas.", by=world.account("joko"), on=world.day)
    text = page(as_("budi"), session)
    assert "Dua bukti dibahas." in text
    assert "1 usulan: 0 diubah penilai, 0 tidak diubah, 1 lainnya." in text
    assert world.budi.name in text


def test_an_auditor_states_a_purpose_that_everybody_in_the_session_sees(
    world: World, as_: Any
) -> None:
    found = rated_staff(world, "sari", "rini")
    session = in_figures(world, convened(world))
    client = as_("tono")
    text = client.get(f"/calibrations/{session.uuid}/").content.decode()
    assert "Tujuan membaca" in text
    assert "Sari" not in text
    address = f"/calibrations/{session.uuid}/read"
    assert client.post(address, {"purpose": ""}).status_code == 422
    assert client.post(address, {"purpose": "Pemeriksaan rutin."}).status_code == 303
    assert "Saran hasil kerja" in page(client, session)
    with pytest.raises(PermissionDenied):
        read_calibration(session, purpose="x", by=world.account("budi"), on=world.day)
    for evaluation in found.values():
        assert evaluation.reads.get().purpose == "Pemeriksaan rutin."


def test_the_first_screen_says_that_evidence_waits_and_then_that_a_proposal_does(
    world: World, as_: Any
) -> None:
    found = rated_staff(world, "sari")
    session = convened(world)
    assert "Baca bukti untuk 1 kalibrasi" in as_("budi").get("/").content.decode()
    assert "kalibrasi" not in as_("sari").get("/").content.decode()
    in_discussion(world, session)
    proposed(world, peer_of(session, found["sari"]))
    text = as_("budi").get("/").content.decode()
    assert "Baca bukti" not in text
    assert "Jawab 1 usulan kalibrasi" in text
    assert f'href="/calibrations/{session.uuid}/#answers"' in text
    there = page(as_("budi"), session)
    assert there.count('id="answers"') == 1
    assert there.index('id="answers"') < there.index("Ubah rating") < there.index("Yang ikut")
    assert "menunggu penilai, diusulkan</b> oleh" in there


def test_pages_of_rating_say_why_they_wait(world: World, as_: Any) -> None:
    evaluation = rated_staff(world, "sari")["sari"]
    convened(world)
    client = as_("budi")
    rate = client.get(f"/evaluations/{evaluation.uuid}/rate").content.decode()
    assert "sedang dikalibrasi" in rate
    setting = client.get(f"/evaluations/{WHEN[0]}/{WHEN[1]}/set").content.decode()
    assert "Predikat menunggu kalibrasi" in setting
    assert "Tetapkan predikat 1 pegawai" not in setting
    many = client.get(f"/evaluations/{WHEN[0]}/{WHEN[1]}/rate").content.decode()
    assert "sedang dikalibrasi" in many


def test_a_session_is_opened_on_its_page(world: World, as_: Any) -> None:
    rated_staff(world, "sari")
    client = as_("joko")
    assert "Buka kalibrasi" in client.get("/calibrations/").content.decode()
    data = {"when": "2026-Q3", "unit": world.clinic.uuid, "post": "fungsional|", "until": ""}
    wrong = client.post("/calibrations/new", data | {"post": "pengawas|"})
    assert wrong.status_code == 422
    done = client.post("/calibrations/new", data)
    assert done.status_code == 303
    assert Calibration.objects.get().peers.count() == 1
    assert as_("sari").get("/calibrations/new").status_code == 403


def test_the_whole_way_over_pages(world: World, as_: Any) -> None:
    found = rated_staff(world, "sari")
    session = convened(world)
    joko, budi = as_("joko"), as_("budi")
    base = f"/calibrations/{session.uuid}"
    assert budi.post(f"{base}/note").status_code == 303
    assert joko.post(f"{base}/advance").status_code == 303
    assert joko.post(f"{base}/advance").status_code == 303
    assert joko.post(f"{base}/return", {"reason": "Sebentar."}).status_code == 303
    assert joko.post(f"{base}/advance").status_code == 303
    peer = peer_of(session, found["sari"])
    data = {"results": "di_atas_ekspektasi", "behaviour": "di_atas_ekspektasi", "reason": "Kuat."}
    assert joko.get(f"/calibrations/peers/{peer.uuid}/propose").status_code == 200
    assert joko.post(f"/calibrations/peers/{peer.uuid}/propose", data).status_code == 303
    change = peer.changes.get()
    text = page(budi, session)
    assert "Ubah rating" in text
    assert budi.get(f"/calibrations/changes/{change.uuid}/decline").status_code == 200
    assert budi.post(f"/calibrations/changes/{change.uuid}/agree").status_code == 303
    assert joko.get(f"{base}/close").status_code == 200
    assert joko.post(f"{base}/close", {"minutes": "Sepakat."}).status_code == 303
    assert Evaluation.objects.get(pk=found["sari"].pk).results_rating == "di_atas_ekspektasi"


@pytest.mark.parametrize("stage", ["evidence", "figures", "discussion"])
def test_a_stage_costs_the_same_for_two_people_and_for_forty(
    world: World, as_: Any, stage: str, django_assert_max_num_queries: Any
) -> None:
    from pamong.people.tests.make import make_employee, make_supervision

    names = []
    for number in range(40):
        person = make_employee(world.clinic, name=f"Pegawai {number:02}")
        make_supervision(person, world.budi, world.joko)
        world.people[f"p{number}"] = person
        names.append(f"p{number}")
    rated_staff(world, *names)
    session = in_discussion(world, convened(world))
    client = as_("budi")
    with django_assert_max_num_queries(18):
        text = page(client, session, stage)
    assert text.count("Pegawai ") >= 40


def test_files_are_read_by_those_in_the_session_and_no_longer_than_it_lasts(world: World) -> None:
    from pamong.measurement.models import Evidence
    from pamong.performance.calibration.queries import shown_evidence
    from pamong.performance.models import EvidenceUse

    found = rated_staff(world, "sari")
    plan = found["sari"].plan
    evidence = Evidence.objects.create(
        owner=world.sari, title="Rekap", link="https://contoh.example/a", dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plan, result=plan.results.get())
    session = convened(world, by="dewi")
    assert list(shown_evidence(world.scope("budi"))) == [evidence]
    assert not shown_evidence(world.scope("wati")).exists()
    Calibration.objects.filter(pk=session.pk).update(stage="closed", closed_on=world.day)
    assert not shown_evidence(world.scope("budi")).exists()


def test_the_agencys_head_may_lead(world: World, as_: Any) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    give_role(world, "wati", Role.AGENCY_HEAD)
    assert "Anda memimpin sesi ini" in page(as_("wati"), session)
