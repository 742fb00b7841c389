"""8: five papers: the plan with annexes, the matrix, a periodic and the annual evaluation, and its document."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import make_leaders_plan, make_team
from pamong.documents.models import Paper
from pamong.people.tests.world import World
from pamong.performance.credit.tests.make import make_year
from pamong.performance.models import RoleCell

DAY = date(2027, 1, 12)
KINDS = {"skp", "matriks_peran_hasil", "evaluasi_periodik", "evaluasi_tahunan", "dokumen_evaluasi"}


def prepare(world: World) -> None:
    """The leader's year is over: roles were shared, two predicates are set."""
    results = make_leaders_plan(world)
    for person in make_team(world):
        for result, text in zip(results, TEXTS["matrix"]["roles"], strict=True):
            RoleCell.objects.create(result=result, employee=person, text=text)
    for period in ("Q4", "Y"):
        make_year(world.budi, 2026, period=period)


def work(stage: Stage) -> None:
    """One press prints all papers of the year."""
    hand = stage.hand("budi").open().go("SKP saya")
    with hand.printing() as names:
        hand.press("Cetak semua dokumen saya")
    assert names[0].endswith(".zip"), names


def check(world: World) -> None:
    """Five papers bear a code."""
    papers = Paper.objects.filter(agency_uuid=world.agency.uuid)
    assert sorted(papers.values_list("kind", flat=True)) == sorted(KINDS)
