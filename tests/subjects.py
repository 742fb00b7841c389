"""The things that addresses speak of, in one world: `plan` is Sari's, rated by Budi."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from pamong.access.keys.actions import KeyInput, make_key
from pamong.access.models import Notice
from pamong.analytics.annual.tests.make import bare_report
from pamong.config.operations.tests.make import make_backup
from pamong.config.webhooks.models import WebhookDelivery
from pamong.config.webhooks.tests.make import make_webhook
from pamong.documents.models import Paper, PaperScan, PaperSigner
from pamong.documents.store import keep
from pamong.ledger.actions import record
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.findings.tests.make import make_finding
from pamong.measurement.models import Evidence
from pamong.measurement.publishing.tests.make import make_public
from pamong.measurement.sources.tests.make import make_source, mapped
from pamong.people.jobs.tests.make import make_job
from pamong.people.models import (
    AccessRequest,
    Assignment,
    Contract,
    Delegation,
    Leave,
    Mandate,
    OwnDay,
    PeopleFile,
    PeopleUpload,
    Position,
    SavedFilter,
    SupervisorReport,
    TeamMember,
    UnitChange,
)
from pamong.people.raters.actions import report_supervisor
from pamong.people.tests.make import START, make_position
from pamong.people.tests.world import World
from pamong.people.uploads.actions import receive_upload
from pamong.people.uploads.running import check_upload
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.evaluation.tests.make import ABOVE, level_of, opened
from pamong.performance.local_rules.actions import Answer, ask_rule
from pamong.performance.models import (
    Calibration,
    Contribution,
    Dialogue,
    Evaluation,
    EvidenceUse,
    FeedbackAsk,
    FollowUp,
    LibraryResult,
    LocalRule,
    Objection,
    Plan,
    PlanFile,
    PlanIndicator,
    Reopening,
    RoleCell,
    TargetRevision,
    Window,
)
from pamong.performance.plan.revision_actions import ask_revision
from pamong.performance.plan_files.actions import receive_planfile
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result
from tests.improving import make_improvement
from tests.pay import make_pay
from tests.sampled import make_sampled


def make_year(world: World, plan: Plan) -> dict[str, Any]:
    """What a year leaves behind: Rini's evaluation in the third quarter, and things around it."""
    level_of(world)
    TeamMember.objects.create(team=world.team, employee=world.rini, valid_from=START)
    evaluation = opened(world, "rini")
    ask = {"reason": "Salah isi", "asked_by": world.account("joko"), "asked_on": world.day}
    window = Window.objects.create(
        agency=world.agency,
        year=2025,
        stage=Window.Stage.EVALUATION,
        opens_on=date(2026, 1, 2),
        closes_on=date(2026, 1, 31),
    )
    follow_up = FollowUp.objects.create(
        evaluation=evaluation,
        kind="bimbingan_kinerja",
        text="Belajar bersama",
        owner=world.rini,
        due_on=date(2026, 12, 31),
    )
    evidence = Evidence.objects.create(
        owner=world.sari, title="Rekap", link="https://contoh.example/rekap", dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plan, result=plan.results.get())
    dialogue = Dialogue.objects.create(
        plan=plan, asked_by=world.sari, topic="Wilayah baru", asked_on=world.day
    )
    return {
        "correction": Reopening.objects.create(evaluation=evaluation, **ask).uuid,
        "dialogue": dialogue.uuid,
        "evaluation": evaluation.uuid,
        "evidence": evidence.uuid,
        "follow_up": follow_up.uuid,
        "rule": make_rule(world).uuid,
        "reopening": Reopening.objects.create(window=window, until=world.day, **ask).uuid,
        "window": window.uuid,
        "rated_plan": evaluation.plan.uuid,
        "rated_result": evaluation.plan.results.get().uuid,
        **make_doubts(world, evaluation),
        **make_calibration(world, evaluation),
    }


def make_calibration(world: World, evaluation: Evaluation) -> dict[str, Any]:
    """A session about Rini that Joko convenes and Budi takes part in; its last day is over, so nothing waits."""
    session = Calibration.objects.create(
        agency=world.agency,
        unit=world.clinic,
        year=evaluation.plan.year,
        period=evaluation.period,
        kind=Position.Kind.FUNCTIONAL,
        convener=world.joko,
        stage=Calibration.Stage.DISCUSSION,
        opened_on=world.day - timedelta(days=9),
        until=world.day - timedelta(days=1),
    )
    session.raters.create(rater=world.budi, added_on=session.opened_on)
    peer = session.peers.create(evaluation=evaluation)
    change = peer.changes.create(
        proposed_by=world.joko,
        proposed_on=world.day,
        reason="Bukti kuat",
        results_after=ABOVE,
        behaviour_after=ABOVE,
    )
    return make_improvement(world, evaluation) | {
        "calibration": session.uuid,
        "calibrated": peer.uuid,
        "change": change.uuid,
    }


def make_doubts(world: World, evaluation: Evaluation) -> dict[str, Any]:
    """Rini objects to her rating, and asked Wati of another office for feedback."""
    ask = FeedbackAsk.objects.create(
        plan=evaluation.plan, giver=world.wati, asked_by=world.rini, asked_on=world.day
    )
    objection = Objection.objects.create(
        evaluation=evaluation, reason="Data kurang", filed_on=world.day
    )
    return {
        **make_sampled(world, evaluation.plan),
        "feedback_ask": ask.uuid,
        "objection": objection.uuid,
        "notice": make_notice(world).uuid,
        "kept_filter": make_filter(world).uuid,
        "job": make_job(world).uuid,
        "backup": make_backup().pk,
    }


def make_filter(world: World) -> SavedFilter:
    """A list that the personnel office filters again and again."""
    given = {"name": "Dinas", "path": "/units", "query": "q=dinas"}
    return SavedFilter.objects.create(user=world.account("dewi"), **given)


def make_notice(world: World) -> Notice:
    """Sari is told of her plan."""
    plan = Plan.objects.filter(employee=world.sari).first()
    assert plan is not None
    entry = record("performance.plan_agreed", plan, by=world.account("budi"), on=world.day)
    given = {"kind": "plan", "entry": entry, "told_at": timezone.now()}
    return Notice.objects.create(user=world.account("sari"), **given)


def make_rule(world: World) -> LocalRule:
    """Dewi asks for another limit; nobody else of the cast holds her role."""
    figures: dict[str, Decimal | str] = {"value": Decimal(3)}
    answer = Answer(
        "id-permenpanrb-6-2022", "daily_entry_days", figures, world.day, "Perbup 12/2026", "Sepakat"
    )
    return ask_rule(world.agency, answer, by=world.account("dewi"), on=world.day)


def make_revision(world: World) -> TargetRevision:
    """Putri asks for another target; Budi answers."""
    theirs = make_complete_plan(world.putri, status=Plan.Status.AGREED, agreed_on=world.day)
    line = PlanIndicator.objects.get(result__plan=theirs)
    return ask_revision(
        line, new_value=Decimal(70), reason="Wilayah", by=world.account("putri"), on=world.day
    )


def make_proofs(world: World, plan: Plan) -> dict[str, Any]:
    """A file that serves Sari's result, a talk that she asked for, and her plan on paper."""
    path, digest = keep(b"%PDF-1.7", world.sari.uuid)
    evidence = Evidence.objects.create(
        owner=world.sari, title="Laporan", path=path, sha256=digest, dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plan, result=plan.results.get())
    talk = Dialogue.objects.create(
        plan=plan, asked_by=world.sari, topic="Beban kerja", asked_on=world.day
    )
    return {"evidence": evidence.uuid, "talk": talk.uuid, **make_paper(world, plan)}


def make_paper(world: World, plan: Plan) -> dict[str, Any]:
    """Sari's plan on record, which asks for her signature and Budi's, with a scan."""
    paper = Paper.objects.create(
        agency_uuid=world.agency.uuid,
        kind="skp",
        key=str(plan.uuid),
        subject_uuid=plan.uuid,
        digest="5" * 64,
        title="SKP 2026",
        made_on=world.day,
    )
    for person in (world.sari, world.budi):
        PaperSigner.objects.create(paper=paper, person_uuid=person.uuid, said="S. L.")
    path, digest = keep(b"%PDF-1.7 scan", paper.uuid, "scans")
    scan = PaperScan.objects.create(
        paper=paper,
        path=path,
        media_type="application/pdf",
        size=13,
        sha256=digest,
        added_by="Sari Lestari",
        added_at=timezone.now(),
    )
    return {"paper": paper.uuid, "scan": scan.uuid}


def make_upload(world: World) -> PeopleUpload:
    """Dewi's file, one of whose rows is rejected, after another."""
    before = {"name": "dulu.csv", "digest": "-", "imported_on": world.day}
    PeopleFile.objects.create(agency=world.agency, **before)
    file = ContentFile(b"NIP;Nama\n198003142006042007;Ratna\n1;Tanpa NIP\n", name="pegawai.csv")
    upload = receive_upload(
        world.agency, file, by=world.account("dewi"), on=world.day, at=timezone.now()
    )
    return check_upload(upload)


def make_plan_file(world: World) -> PlanFile:
    """Dewi's file of plans, whose one row is rejected."""
    text = "NIP;RHK;IKI;TARGET\n199912312020121001;Hasil;Ukuran;1 buah\n"
    file = ContentFile(text.encode(), name="skp.csv")
    by, on = world.account("dewi"), world.day
    return receive_planfile(world.agency, file, year=on.year, by=by, on=on)


def make_report(world: World) -> SupervisorReport:
    """Sari says that her rater is wrong."""
    by = world.account("sari")
    return report_supervisor(world.sari, suggested=world.joko, note="", by=by, on=world.day)


def make_acting(world: World) -> Assignment:
    """Putri stands in for the head of her clinic."""
    assert world.budi.position is not None
    return Assignment.objects.create(
        employee=world.putri,
        unit=world.clinic,
        position=world.budi.position,
        kind=Assignment.Kind.STAND_IN,
        valid_from=world.day,
    )


def make_sources(world: World) -> dict[str, Any]:
    """A source for which Budi answers, with a file whose columns are known and a name that is not."""
    source = make_source(world)
    run = mapped(world, source, "Kode;Periode;Nilai\nTIDAK-ADA;2025;1\n")
    return {"source": source.uuid, "source_run": run.uuid}


def make_people(world: World) -> dict[str, Any]:
    """What is told about people."""
    assert world.team is not None
    return {
        "acting": make_acting(world).uuid,
        "api_key": own_key(world),
        **make_webhooks(world),
        **make_library(world),
        "card": (card := make_card(world)).uuid,
        "finding": make_finding(card).uuid,
        **make_sources(world),
        **make_public(world),
        "annual": bare_report(world).uuid,
        "report": make_report(world).uuid,
        "team": world.team.uuid,
        "delegation": Delegation.objects.get().uuid,
        "budi": world.budi.uuid,
        "upload": make_upload(world).uuid,
        "plan_file": make_plan_file(world).uuid,
        "position": make_position(world.agency, name="Penata Arsip").uuid,
    }


def make_calendar(world: World) -> dict[str, Any]:
    """The agency as a place, and a day off of the clinic's own."""
    days = {"first": world.day, "last": world.day}
    row = OwnDay.objects.create(
        agency=world.agency, unit=world.clinic, kind=OwnDay.Kind.OFF, name="Hari jadi", **days
    )
    leave = Leave.objects.create(
        employee=world.sari,
        kind="cuti_tahunan",
        valid_from=date(2026, 10, 1),
        valid_to=date(2026, 10, 4),
    )
    contract = Contract.objects.create(
        employee=world.putri, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1)
    )
    change = UnitChange.objects.create(
        unit=world.clinic,
        what=UnitChange.What.NAME,
        valid_from=world.day + timedelta(days=9),
        was_name=world.clinic.name,
        name="Puskesmas Baru",
        made_on=world.day,
        made_by="Dewi",
    )
    held = {"leave": leave.uuid, "contract": contract.uuid, "unit_change": change.uuid}
    return {"unit": world.clinic.uuid, "place": world.agency.uuid, **held, "own_day": row.uuid}


def own_key(world: World) -> Any:
    """A key of Sari's, by its own key."""
    sari = world.account("sari")
    given = KeyInput("laporan bulanan", 90, {"plans": "read"})
    return make_key(sari, given, by=sari, on=world.day).key.uuid


def make_webhooks(world: World) -> dict[str, Any]:
    """An address of the agency, and a delivery to it that failed."""
    endpoint = make_webhook(world, "pay").endpoint
    delivery = endpoint.deliveries.create(
        verb="performance.plan_agreed",
        happened_at=timezone.now(),
        effective_on=world.day,
        sequence=1,
        status=WebhookDelivery.Status.FAILED,
    )
    return {"webhook": endpoint.uuid, "delivery": delivery.uuid}


def make_library(world: World) -> dict[str, Any]:
    """A result that teachers owe."""
    told = {"post": "Guru", "text": "Meningkatnya literasi murid", "source": "pustaka.xlsx"}
    return {"library": LibraryResult.objects.create(agency=world.agency, **told).uuid}


def make_subjects(world: World) -> dict[str, Any]:
    """Rows by the names that tests/access.toml uses for them."""
    boss = make_plan(world.budi, status=Plan.Status.AGREED, agreed_on=world.day)
    make_result(boss, "Meningkatnya mutu pelayanan Puskesmas")
    plan = make_complete_plan(world.sari)
    result = plan.results.get()
    goal = make_goal(world, "Program Kesehatan Ibu dan Anak")
    above = make_goal(world, "Menurunnya kematian ibu", "outcome")
    Contribution.objects.create(parent=above, child=goal, share=50)
    role = RoleCell.objects.create(
        result=boss.results.get(), employee=world.sari, text="Imunisasi 120 bayi lengkap"
    )
    asked = AccessRequest.objects.create(
        agency=world.agency,
        user=world.account("rini"),
        employee=world.rini,
        kind=AccessRequest.Kind.CODE,
        asked_by=world.account("dewi"),
        asked_on=world.day,
    )
    auditor = Mandate.objects.get(user=world.account("tono"))
    return (
        make_year(world, plan)
        | make_proofs(world, plan)
        | make_people(world)
        | make_calendar(world)
        | make_pay(world)
        | {
            "revision": make_revision(world).uuid,
            "asked": asked.uuid,
            "auditor": auditor.uuid,
            "goal": goal.uuid,
            "goal_above": above.uuid,
            "role": role.uuid,
            "agency": world.agency.code,
            "plan": plan.uuid,
            "boss_plan": boss.uuid,
            "result": result.uuid,
            "sari": world.sari.uuid,
        }
    )
