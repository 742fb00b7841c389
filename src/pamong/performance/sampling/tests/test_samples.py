"""An auditor's sample: the same seed draws the same, every piece is judged, a closed one stands as it is."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.cli import main
from pamong.ledger.models import Entry
from pamong.measurement.models import Evidence, Reading
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.models import (
    AuditSample,
    EvidenceUse,
    Plan,
    SampleItem,
    SampleStratum,
)
from pamong.performance.progress.tests.make import (
    make_line,
    make_plan,
    make_reading,
    make_result,
)
from pamong.performance.sampled import Verdict
from pamong.performance.sampling.actions import (
    SampleInput,
    close_sample,
    draw_sample,
    judge_sample,
)
from pamong.performance.sampling.queries import Line, faulty_first, lines_of, whole_rate
from pamong.stats.sampling import Stratum, draw, stratified_rate

DAY = date(2026, 11, 25)
Population, By = AuditSample.Population, AuditSample.By
GIVEN = SampleInput(2026, "Q4", Population.EVIDENCE, By.KIND, "Pemeriksaan tahunan", size=5)


def fill(world: World, links: int = 8, files: int = 4) -> Plan:
    result = make_result(make_plan(world.sari))
    for at in range(links + files):
        where = {"link": f"https://contoh.example/{at}"} if at < links else {"path": f"x/{at}"}
        piece = Evidence.objects.create(
            owner=world.sari, title=f"Bukti {at}", dated_on=DAY, **where
        )
        EvidenceUse.objects.create(evidence=piece, plan=result.plan, result=result)
    return result.plan


def drawn(world: World, given: SampleInput = GIVEN) -> AuditSample:
    return draw_sample(world.agency, given, by=world.account("tono"), on=DAY)


def items(sample: AuditSample) -> list[SampleItem]:
    return list(SampleItem.objects.filter(stratum__sample=sample).order_by("pk"))


def judge_all(world: World, sample: AuditSample, wrong: int = 0) -> None:
    for at, item in enumerate(items(sample)):
        verdict = ("wrong", "Bulan lain") if at < wrong else ("right", "")
        judge_sample(item, *verdict, by=world.account("tono"), on=DAY)


def test_the_same_seed_draws_the_same_and_anybody_can_do_it_again(world: World) -> None:
    fill(world)
    first = drawn(world)
    again = drawn(world, replace(GIVEN, seed=first.seed))
    other = drawn(world, replace(GIVEN, seed="lain"))
    found = [{one.subject_uuid for one in items(sample)} for sample in (first, again, other)]
    assert found[0] == found[1] != found[2]
    links = Evidence.objects.exclude(link="").values_list("uuid", flat=True)
    files = Evidence.objects.filter(link="").values_list("uuid", flat=True)
    strata = {"link": [str(one) for one in links], "file": [str(one) for one in files]}
    by_hand = draw(strata, 5, first.seed)
    named = {uuid for uuids in by_hand.values() for uuid in uuids}
    assert {str(one) for one in found[0]} == named
    entry = Entry.objects.filter(verb="performance.sample_drawn").first()
    assert entry
    assert first.seed in str(entry.changes)
    assert GIVEN.purpose not in str(entry.changes)
    assert [sample.seed_typed for sample in (first, again, other)] == [False, True, True]


def test_the_command_draws_it_again_and_says_where_pieces_came_or_went(world: World) -> None:
    fill(world)
    sample = drawn(world)

    def told() -> tuple[int, Any]:
        done = CliRunner().invoke(main, ["sample", str(sample.uuid), "--json"])
        return done.exit_code, json.loads(done.output)

    code, answer = told()
    assert (code, answer["same"], answer["seed_typed"]) == (0, True, False)
    assert {one for row in answer["strata"] for one in row["drawn"]} == {
        str(item.subject_uuid) for item in items(sample)
    }
    Evidence.objects.filter(uuid=items(sample)[0].subject_uuid).update(withdrawn_on=DAY)
    assert told()[0] == 1
    assert CliRunner().invoke(main, ["sample", str(world.agency.uuid)]).exit_code == 2


def test_only_the_auditor_draws_judges_and_closes(world: World) -> None:
    fill(world)
    sample = drawn(world)
    (item, *_more) = items(sample)
    for name in ("dewi", "budi", "sari", "lina"):
        by = world.account(name)
        with pytest.raises(PermissionDenied):
            draw_sample(world.agency, GIVEN, by=by, on=DAY)
        with pytest.raises(PermissionDenied):
            judge_sample(item, "right", "", by=by, on=DAY)
        with pytest.raises(PermissionDenied):
            close_sample(sample, by=by, on=DAY)


def test_an_auditor_does_not_judge_what_is_the_own(world: World) -> None:
    fill(world)
    (item, *_more) = items(drawn(world))
    sari = world.account("sari")
    told = {"role": Role.AUDITOR, "agency": world.agency, "valid_from": START}
    Mandate.objects.create(user=sari, **told)
    for verdict in ("right", "wrong"):
        with pytest.raises(ValidationError, match="isian Anda sendiri"):
            judge_sample(item, verdict, "x", by=sari, on=DAY)
    judged = judge_sample(item, "unclear", "Milik sendiri", by=sari, on=DAY)
    assert judged.verdict == "unclear"


def test_an_auditor_does_not_judge_a_figure_that_he_or_she_entered(world: World, as_: Any) -> None:
    line = make_line(make_result(make_plan(world.sari)))
    reading = make_reading(line, 5, date(2026, 10, 1))
    Reading.objects.filter(pk=reading.pk).update(entered_by=world.budi)
    told = {"role": Role.AUDITOR, "agency": world.agency, "valid_from": START}
    Mandate.objects.create(user=world.account("budi"), **told)
    (item,) = items(drawn(world, replace(GIVEN, population=Population.READINGS)))
    page = as_("tono").get(f"/samples/pieces/{item.uuid}").content.decode()
    assert world.budi.full_name in page
    with pytest.raises(ValidationError, match="isian Anda sendiri"):
        judge_sample(item, "right", "", by=world.account("budi"), on=DAY)
    judge_sample(item, "right", "", by=world.account("tono"), on=DAY)


def test_what_is_outside_is_not_drawn_and_nothing_to_draw_is_said(world: World) -> None:
    plan = fill(world)
    Evidence.objects.filter(title="Bukti 0").update(dated_on=date(2026, 3, 1))
    Evidence.objects.filter(title="Bukti 1").update(withdrawn_on=DAY)
    sample = drawn(world, replace(GIVEN, size=12))
    assert {one.size for one in sample.strata.all()} == {6, 4}
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.DRAFTED)
    with pytest.raises(ValidationError, match="Tidak ada yang dapat diperiksa"):
        drawn(world)
    for wrong in ({"purpose": " "}, {"size": None}, {"margin": Decimal(5)}):
        with pytest.raises(ValidationError):
            drawn(world, replace(GIVEN, **wrong))


def test_readings_are_drawn_by_office_and_a_margin_says_how_many(world: World) -> None:
    line = make_line(make_result(make_plan(world.sari)))
    for at in range(3):
        make_reading(line, at, date(2026, 10, at + 1))
    given = replace(GIVEN, population=Population.READINGS, by=By.UNIT, size=None)
    sample = drawn(world, replace(given, margin=Decimal(5)))
    (stratum,) = sample.strata.all()
    assert (stratum.unit, stratum.size, sample.size) == (world.health, 3, 3)


def test_every_piece_is_judged_before_it_is_closed_and_then_nothing_changes(world: World) -> None:
    fill(world)
    sample, tono = drawn(world), world.account("tono")
    (item, *_more) = items(sample)
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        judge_sample(item, "wrong", " ", by=tono, on=DAY)
    with pytest.raises(ValidationError, match="Pilih penilaian"):
        judge_sample(item, "x", "", by=tono, on=DAY)
    with pytest.raises(ValidationError, match="5 yang belum dinilai"):
        close_sample(sample, by=tono, on=DAY)
    judge_all(world, sample, wrong=1)
    close_sample(sample, by=tono, on=DAY)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        judge_sample(item, "right", "", by=tono, on=DAY)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        close_sample(sample, by=tono, on=DAY)
    told = Entry.objects.filter(verb="performance.sample_judged")
    assert {one.person_uuid for one in told} == {world.sari.uuid}
    rate = whole_rate(lines_of(sample))
    strata = [
        Stratum(line.stratum.size, line.judged, line.counts["wrong"]) for line in lines_of(sample)
    ]
    assert rate == stratified_rate(strata)


def test_what_a_closed_sample_found_stands_beside_the_level_of_the_office(
    world: World, as_: Any
) -> None:
    fill(world)
    Mandate.objects.create(
        user=world.account("wati"),
        role=Role.AGENCY_HEAD,
        agency=world.agency,
        valid_from=START,
    )
    sample, address = drawn(world, replace(GIVEN, by=By.UNIT)), "/levels/?year=2026&period=Q4"
    judge_all(world, sample, wrong=1)
    assert "Perkiraan kesalahan" not in as_("wati").get(address).content.decode()
    close_sample(sample, by=world.account("tono"), on=DAY)
    page = as_("wati").get(address + "&show=all").content.decode()
    assert f'href="/samples/{sample.uuid}/"' in page
    assert page.count("20,0% (3,6% – 62,4%)") == 1
    assert "Bukti dukung: 1 salah dari 5 yang dinilai" in page
    assert "Perkiraan kesalahan" not in as_("joko").get(address).content.decode()
    other = address.replace("Q4", "Q3")
    assert "Perkiraan kesalahan" not in as_("wati").get(other).content.decode()


def test_what_cannot_be_judged_counts_for_neither_side(world: World) -> None:
    fill(world, links=6, files=0)
    sample = drawn(world, replace(GIVEN, size=4))
    first, *others = items(sample)
    judge_sample(first, "unclear", "Tautan mati", by=world.account("tono"), on=DAY)
    assert whole_rate(lines_of(sample)) is None
    for item in others:
        judge_sample(item, "right", "", by=world.account("tono"), on=DAY)
    (line,) = lines_of(sample)
    assert (line.judged, line.counts["unclear"]) == (3, 1)


def test_the_pages_draw_judge_and_close(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    fill(world)
    tono, dewi = as_("tono"), as_("dewi")
    typed = {"population": "evidence", "year": "2026", "period": "Q4", "by": "kind", "size": "5"}
    assert '<li><a href="/administration">' in tono.get("/samples/").content.decode()
    assert "/administration" not in as_("sari").get("/samples/").content.decode()
    assert tono.post("/samples/draw", typed).status_code == 422
    assert tono.post("/samples/draw", typed | {"margin": "5", "purpose": "x"}).status_code == 422
    assert tono.post("/samples/draw", typed | {"purpose": "Tahunan"}).status_code == 303
    sample = AuditSample.objects.get()
    page = f"/samples/{sample.uuid}/"
    assert dewi.get(page).status_code == 404
    with django_assert_max_num_queries(16):
        assert "Nilai berikutnya" in tono.get(page).content.decode()
    first, *others = items(sample)
    refused = tono.post(f"/samples/pieces/{first.uuid}", {"verdict": "wrong", "reason": ""})
    assert refused.status_code == 422
    told = {"verdict": "wrong", "reason": "Bulan lain 🙂"}
    assert tono.post(f"/samples/pieces/{first.uuid}", told).status_code == 303
    for item in others:
        tono.post(f"/samples/pieces/{item.uuid}", {"verdict": "right", "reason": ""})
    assert tono.post(page + "close").status_code == 303
    assert tono.post(page + "close").status_code == 422
    assert tono.post(f"/samples/pieces/{first.uuid}", told).status_code == 422
    closed = dewi.get(page).content.decode()
    assert "Perkiraan kesalahan" in closed
    assert (
        "Bulan lain" not in closed
    )  # the office reads the rates, the pieces stay with the auditor


def test_groups_with_faults_come_first_and_those_that_nobody_could_judge_next() -> None:
    counts = {"a": (0, 0), "b": (1, 0), "c": (0, 2), "d": (3, 0)}
    lines = [
        Line(
            SampleStratum(key=key),
            4,
            Counter({Verdict.WRONG: wrong, Verdict.UNCLEAR: unclear}),
            None,
        )
        for key, (wrong, unclear) in counts.items()
    ]
    assert [line.stratum.key for line in faulty_first(lines)] == ["d", "b", "c", "a"]
