"""The papers of angka kredit: what they say, who gets them, that they stay what they were."""

import io
import zipfile
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pamong.access.scope import EVERYTHING
from pamong.documents.kinds import Choice
from pamong.documents.models import Paper
from pamong.documents.tests.pages import pictured
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.credit.actions import RankFacts, note_rank
from pamong.performance.credit.determining import (
    DeterminationFacts,
    correct_determination,
    determine_credit,
)
from pamong.performance.credit.tests.make import make_credited, make_year
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.credit_actions import (
    issue_accumulation_paper,
    issue_conversion_paper,
    issue_determination_paper,
    issue_determination_papers,
)
from pamong.performance.papers.credit_writings import (
    ACCUMULATION,
    CONVERSION,
    DETERMINATION,
    conversion_keys,
    conversions_in,
    determination_keys,
)


def determined(world: World) -> CreditDetermination:
    make_credited(world)
    facts = DeterminationFacts("12/PAK/2026")
    return determine_credit(world.sari, facts, by=world.account("budi"), on=world.day)


def rows_of(kind: Any, key: Any) -> list[list[str]]:
    writing = kind.one(str(key))
    assert writing is not None
    return [row["cells"] for row in writing.content["parts"][0]["rows"]]


def test_a_conversion_tells_predicate_percent_coefficient_and_credit(world: World) -> None:
    make_credited(world)
    evaluation = Evaluation.objects.get(plan__employee=world.sari, plan__year=2025)
    (row,) = rows_of(CONVERSION, evaluation.uuid)
    assert row[2:] == ["12", "Sangat Baik", "150%", "12,5", "18,75"]
    said = str(CONVERSION.one(str(evaluation.uuid)))
    assert "Konversi Predikat Kinerja ke Angka Kredit" in said
    assert "Jenjang Ahli Pertama" in said
    assert "III/a" in said


def test_the_public_page_names_the_rater_alone_as_signing_a_conversion(world: World) -> None:
    make_credited(world)
    evaluation = Evaluation.objects.get(plan__employee=world.sari, plan__year=2025)
    rater = world.account("budi")
    issue_conversion_paper(evaluation, by=rater, on=world.day, at=timezone.now())
    facts = Paper.objects.get().facts
    assert facts["person"].startswith("S. L.")
    assert [who[:5] for who in facts["signers"]] == ["B. S."]


def test_an_accumulation_adds_the_balance_and_every_conversion(world: World) -> None:
    rows = rows_of(ACCUMULATION, determined(world).uuid)
    assert [(row[1], row[6]) for row in (rows[0], rows[-1])] == [
        ("Saldo yang dibawa", "32,50"),
        ("Jumlah", "63,75"),
    ]
    assert [row[6] for row in rows[1:-1]] == ["12,50", "18,75"]


def test_a_determination_tells_old_new_sum_and_how_it_stands(world: World) -> None:
    row = determined(world)
    assert rows_of(DETERMINATION, row.uuid) == [
        ["Saldo yang dibawa", "32,50", "0,00", "32,50"],
        ["Konversi predikat kinerja", "0,00", "31,25", "31,25"],
        ["Jumlah", "32,50", "31,25", "63,75"],
    ]
    said = str(DETERMINATION.one(str(row.uuid)))
    assert "Ambang 50; kelebihan 13,75." in said
    assert "Ambang 100; kekurangan 36,25." in said
    assert "ambang dapat sebanding" in said
    assert "Budi Santoso" in said


def test_a_determination_on_paper_stays_what_it_was(world: World) -> None:
    row = determined(world)
    before = DETERMINATION.one(str(row.uuid))
    make_year(world.sari, 2026)
    with override("en"):
        after = DETERMINATION.one(str(row.uuid))
    assert before
    assert after
    assert before.digest == after.digest
    facts = DeterminationFacts("12a", reason="Salah nomor")
    new = correct_determination(row, facts, by=world.account("budi"), on=world.day)
    assert "Versi 2: Salah nomor" in str(DETERMINATION.one(str(new.uuid)))
    assert determination_keys(EVERYTHING, Choice(world.day.year)) == [str(new.uuid)]


def test_papers_name_the_rank_of_their_day(world: World) -> None:
    determined(world)
    april = date(2026, 4, 1)
    for person, before, rank in ((world.sari, "III/a", "III/b"), (world.budi, "III/d", "IV/a")):
        Employee.objects.filter(pk=person.pk).update(rank=before)
        note_rank(person, RankFacts(rank, april), by=world.account("dewi"), on=world.day)
    evaluation = Evaluation.objects.filter(plan__employee=world.sari).latest("pk")
    said = CONVERSION.one(str(evaluation.uuid))
    assert said
    ranks = [part["rows"][2][1] for part in said.content["persons"]]
    assert (evaluation.last_day, ranks) == (date(2025, 12, 31), ["III/a", "III/d"])


@pytest.mark.parametrize("who", ["sari", "budi", "rini", "dewi"])
def test_who_sees_the_account_gets_the_papers_and_the_record_knows(world: World, who: str) -> None:
    row = determined(world)
    told: dict[str, Any] = {"by": world.account(who), "on": world.day, "at": timezone.now()}
    evaluation = Evaluation.objects.filter(plan__employee=world.sari).latest("pk")
    for issued in (
        issue_conversion_paper(evaluation, **told),
        issue_accumulation_paper(row, **told),
        issue_determination_paper(row, **told),
    ):
        assert issued.pdf.startswith(b"%PDF")
    assert Paper.objects.count() == 3
    assert Entry.objects.filter(verb="documents.paper_issued").count() == 3


def test_an_auditor_without_a_purpose_gets_none(world: World) -> None:
    row = determined(world)
    with pytest.raises(PermissionDenied):
        issue_determination_paper(row, by=world.account("tono"), on=world.day, at=timezone.now())


def test_a_post_without_a_level_has_no_conversion(world: World, as_: Any) -> None:
    evaluation = make_year(world.sari, 2025)
    assert CONVERSION.one(str(evaluation.uuid)) is None
    answer = as_("sari").post(f"/evaluations/{evaluation.uuid}/conversion-paper")
    assert answer.status_code == 422
    assert conversion_keys(EVERYTHING, Choice(2025)) == []


def test_papers_come_through_the_browser(world: World, as_: Any) -> None:
    row = determined(world)
    page = as_("sari").get("/credit").content.decode()
    assert "Cetak konversi" in page
    for path in (
        f"/credit/determinations/{row.uuid}/paper",
        f"/credit/determinations/{row.uuid}/accumulation",
    ):
        answer = as_("sari").post(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"


def test_many_are_written_with_as_many_queries_as_one(world: World) -> None:
    row = determined(world)
    keys = [key for year in (2025, 2024) for key in conversion_keys(EVERYTHING, Choice(year))]
    with CaptureQueriesContext(connection) as few:
        list(CONVERSION.written(keys[:1]))
    with CaptureQueriesContext(connection) as many:
        assert len(list(CONVERSION.written(keys))) == 2
    assert len(few) == len(many)
    with CaptureQueriesContext(connection) as one:
        list(DETERMINATION.written([str(row.uuid)]))
    assert len(one) <= 5


def test_each_is_laid_out_on_one_page(world: World) -> None:
    row = determined(world)
    evaluation = Evaluation.objects.filter(plan__employee=world.sari).latest("pk")
    for kind, key in (
        (CONVERSION, evaluation.uuid),
        (ACCUMULATION, row.uuid),
        (DETERMINATION, row.uuid),
    ):
        writing = kind.one(str(key))
        assert writing is not None
        assert len(pictured(writing, made_on=world.day)) == 1


def test_one_press_prints_a_determination_with_all_that_it_rests_on(world: World, as_: Any) -> None:
    row = determined(world)
    given: dict[str, Any] = {"by": world.account("budi"), "on": world.day, "at": timezone.now()}
    issued = issue_determination_papers(row, **given)
    kinds = [one.writing.kind for one in issued]
    assert kinds == [CONVERSION, CONVERSION, ACCUMULATION, DETERMINATION]
    assert Paper.objects.count() == len(issued)
    with pytest.raises(PermissionDenied):
        issue_determination_papers(row, **given | {"by": world.account("tono")})
    address = reverse("performance:determination-papers", args=[row.uuid])
    answer = as_("budi").post(address)
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as packed:
        assert [name[0] for name in packed.namelist()] == ["1", "2", "3", "4"]
    assert Paper.objects.count() == len(issued), "the same papers again"
    assert as_("outsider").post(address).status_code == 404


def test_a_later_determination_brings_only_its_own_conversions(world: World) -> None:
    first = determined(world)
    CreditDetermination.objects.filter(pk=first.pk).update(until=date(2024, 12, 31))
    second = CreditDetermination.objects.get(pk=first.pk)
    second.pk, second.uuid, second.until = None, uuid4(), first.until
    second.save(force_insert=True)
    assert len(conversions_in(second)) == 1
