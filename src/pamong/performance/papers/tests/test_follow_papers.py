"""What follows from an evaluation, on paper: what each says, who gets it, and what it is refused for."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from pamong.access.scope import EVERYTHING
from pamong.documents.kinds import Choice, Kind
from pamong.documents.models import Paper
from pamong.documents.tests.pages import pictured
from pamong.people.tests.world import World
from pamong.performance.calibration.actions import close_calibration
from pamong.performance.calibration.change_actions import agree_calibration
from pamong.performance.calibration.tests.make import (
    convened,
    in_discussion,
    peer_of,
    rated_staff,
)
from pamong.performance.calibration.tests.make import proposed as calibrated
from pamong.performance.evaluation.tests.make import final
from pamong.performance.improvement.tests.make import improving, judged, marked, noted
from pamong.performance.models import Calibration, ImprovementPlan, Objection, Sanction
from pamong.performance.objection.actions import Decision, decide_objection, file_objection
from pamong.performance.papers.follow_actions import (
    issue_improvement_paper,
    issue_minutes_paper,
    issue_objection_paper,
    issue_sanction_paper,
)
from pamong.performance.papers.follow_writings import (
    IMPROVEMENT,
    MINUTES,
    OBJECTION,
    SANCTION,
    improvement_keys,
    minutes_keys,
    objection_keys,
    sanction_keys,
)
from pamong.performance.sanction.actions import annul_sanction, appeal_sanction, state_sanction
from pamong.performance.sanction.tests.make import case, decided


def told(world: World, who: str) -> dict[str, Any]:
    return {"by": world.account(who), "on": world.day, "at": timezone.now()}


def parts_of(kind: Kind, key: Any) -> dict[str, Any]:
    writing = kind.one(str(key))
    assert writing is not None
    return {part["title"]: part for part in writing.content["parts"]}


def run_plan(world: World) -> ImprovementPlan:
    plan = improving(world, support_note="Setiap Jumat.")
    noted(world, marked(world, plan), text="Rekap dikirim tanggal 4.")
    return plan


def minuted(world: World) -> Calibration:
    rows = rated_staff(world, "sari", "rini")
    session = convened(world)
    in_discussion(world, session)
    change = calibrated(world, peer_of(session, rows["sari"]))
    agree_calibration(change, by=world.account("budi"), on=world.day)
    return close_calibration(
        session, minutes="Semua bukti dibaca bersama.", by=world.account("joko"), on=world.day
    )


def answered(world: World) -> Objection:
    objection = file_objection(
        final(world), reason="Data Desember belum dipakai.", by=world.account("sari"), on=world.day
    )
    given = Decision(reason="Data sudah lengkap.")
    return decide_objection(objection, given, by=world.account("joko"), on=world.day)


def test_a_plan_to_improve_tells_its_ground_its_marks_and_both_sides(world: World) -> None:
    plan = run_plan(world)
    parts = parts_of(IMPROVEMENT, plan.uuid)
    assert ["Dasar hukum", "PP 30/2019 Pasal 56-58"] in parts["1. Dasar"]["rows"]
    assert ["Keterangan", "Setiap Jumat."] in parts["2. Yang harus membaik"]["rows"]
    (mark,) = parts["3. Tonggak"]["rows"]
    assert mark["cells"][1]["sub"] == "Ukuran: Dikirim paling lambat tanggal 5"
    assert [cell["text"] for cell in mark["cells"][4:]] == ["–", "Tercapai"]
    assert parts["4. Hasil"]["rows"] == []
    judged(world, plan, on=plan.ends_on)
    assert ["Hasil", "Membaik"] in parts_of(IMPROVEMENT, plan.uuid)["4. Hasil"]["rows"]


def test_a_sanction_tells_ground_hearing_decision_cut_and_appeal(world: World) -> None:
    sanction = case(world)
    assert SANCTION.one(str(sanction.uuid)) is None
    by, on = world.account("sari"), world.day
    state_sanction(sanction, text="Saya sakit.", by=by, on=on)
    sanction = decided(world, sanction, on=on)
    parts = parts_of(SANCTION, sanction.uuid)
    assert ["Dasar hukum", "PP 94/2021"] in parts["1. Dasar hukum dan usulan"]["rows"]
    assert parts["2. Keterangan pegawai"]["rows"][-1] == ["Keterangan", "Saya sakit."]
    cut = dict(parts["3. Keputusan"]["rows"])["Potongan TPP"]
    assert cut == "25%, Desember 2026 – Mei 2027"
    assert parts["4. Upaya administratif"]["rows"] == []
    appeal_sanction(sanction, text="Banding ke Bupati.", by=by, on=on)
    annul_sanction(sanction, reason="Surat dokter ada.", by=world.account("dewi"), on=on)
    parts = parts_of(SANCTION, sanction.uuid)
    assert parts["4. Upaya administratif"]["rows"][-1][1] == "Banding ke Bupati."
    assert ["Alasan", "Surat dokter ada."] in parts["5. Pembatalan"]["rows"]
    assert "dibatalkan" in dict(parts["3. Keputusan"]["rows"])["Potongan TPP"]


def test_an_objection_tells_both_sides_and_who_decided(world: World) -> None:
    objection = answered(world)
    writing = OBJECTION.one(str(objection.uuid))
    assert writing is not None
    parts = {part["title"]: dict(part["rows"]) for part in writing.content["parts"]}
    assert parts["2. Keberatan pegawai"]["Alasan"] == "Data Desember belum dipakai."
    assert parts["4. Keputusan"]["Alasan"] == "Data sudah lengkap."
    assert [who.uuid for who in writing.signatories] == [world.joko.uuid, world.sari.uuid]


def test_minutes_tell_each_change_with_its_reason(world: World) -> None:
    session = minuted(world)
    writing = MINUTES.one(str(session.uuid))
    assert writing is not None
    said = str(writing.content)
    for word in ("Bukti kuat.", "Semua bukti dibaca bersama.", "Pembahasan", "1 usulan"):
        assert word in said
    assert "person" not in writing.facts
    assert [who.uuid for who in writing.signatories] == [world.joko.uuid, world.budi.uuid]


def test_who_is_talked_about_in_a_session_prints_no_minutes(world: World) -> None:
    session = minuted(world)
    assert issue_minutes_paper(session, **told(world, "dewi")).pdf.startswith(b"%PDF")
    with pytest.raises(PermissionDenied):
        issue_minutes_paper(session, **told(world, "rini"))
    assert minutes_keys(EVERYTHING, Choice(session.year)) == [str(session.uuid)]
    assert minutes_keys(world.scope("tono"), Choice(session.year)) == []
    assert minutes_keys(EVERYTHING, Choice(session.year, employee_id=world.sari.pk)) == []
    with pytest.raises(PermissionDenied):
        issue_minutes_paper(session, **told(world, "tono"))


def test_nothing_is_printed_before_it_is_decided(world: World) -> None:
    with pytest.raises(ValidationError, match="belum diputuskan"):
        issue_sanction_paper(case(world), **told(world, "budi"))
    objection = file_objection(
        final(world), reason="Belum.", by=world.account("sari"), on=world.day
    )
    with pytest.raises(ValidationError, match="belum diputuskan"):
        issue_objection_paper(objection, **told(world, "sari"))
    rated_staff(world, "rini")
    with pytest.raises(ValidationError, match="belum ditutup"):
        issue_minutes_paper(convened(world), **told(world, "joko"))
    assert not Paper.objects.exists()


def test_an_auditor_without_a_purpose_prints_none_and_takes_none_by_the_pile(world: World) -> None:
    plan = run_plan(world)
    with pytest.raises(PermissionDenied):
        issue_improvement_paper(plan, **told(world, "tono"))
    choice = Choice(world.day.year)
    assert improvement_keys(world.scope("tono"), choice) == []
    assert improvement_keys(world.scope("dewi"), choice) == [str(plan.uuid)]
    assert improvement_keys(world.scope("wati"), choice) == []


def test_who_sees_it_prints_it_from_its_page(world: World, as_: Any) -> None:
    plan, sanction = run_plan(world), decided(world, case(world))
    for name, page, paper in (
        ("sari", f"/improvements/{plan.uuid}/", f"/improvements/{plan.uuid}/paper"),
        ("budi", f"/sanctions/{sanction.uuid}/", f"/sanctions/{sanction.uuid}/paper"),
    ):
        assert paper in as_(name).get(page).content.decode()
        answer = as_(name).post(paper)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert as_("rini").post(paper).status_code == 404


def test_the_digest_stays_whoever_prints_in_whatever_language(world: World) -> None:
    plan, sanction = run_plan(world), decided(world, case(world))
    for kind, key in ((IMPROVEMENT, plan.uuid), (SANCTION, sanction.uuid)):
        first = kind.one(str(key))
        with override("en"):
            second = kind.one(str(key))
        assert first
        assert second
        assert first.digest == second.digest


def test_many_sanctions_are_written_with_as_many_queries_as_one(world: World) -> None:
    decided(world, case(world))
    other = case(world, absence_days=15)
    decided(world, other)
    keys = sanction_keys(EVERYTHING, Choice(world.day.year))
    assert len(keys) == Sanction.objects.count() == 2
    with CaptureQueriesContext(connection) as one:
        list(SANCTION.written(keys[:1]))
    with CaptureQueriesContext(connection) as both:
        assert len(list(SANCTION.written(keys))) == 2
    assert len(one) == len(both)


def test_each_fits_on_one_page(world: World) -> None:
    sanction = decided(world, case(world))
    found: list[tuple[Kind, Any]] = [(IMPROVEMENT, run_plan(world)), (SANCTION, sanction)]
    for kind, row in found:
        writing = kind.one(str(row.uuid))
        assert writing is not None
        assert len(pictured(writing, made_on=world.day)) == 1
    assert objection_keys(EVERYTHING, Choice(world.day.year)) == []
