"""9: an employee objects to an evaluation, the rater explains, the rater's superior decides."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import AS_EXPECTED, BELOW, final
from pamong.performance.models import Evaluation, Objection

DAY = date(2026, 11, 25)
WORDS = TEXTS["objection"]


def prepare(world: World) -> None:
    """A predicate that the person thinks too low was set."""
    final(world, "sari", "80", work=BELOW, conduct=AS_EXPECTED, reason="Bukti belum lengkap.")


def work(stage: Stage) -> None:
    """Each side in turn, from the first page."""
    name = stage.world.sari.full_name
    own = stage.hand("sari").open().go("Hasil penilaian").follow("Triwulan III 2026")
    own.follow("Ajukan keberatan").enter("reason", WORDS["reasons"][0]).press("Ajukan keberatan")
    rater = stage.hand("budi").open().follow("Tanggapi 1 keberatan").follow(name)
    rater.enter("text", WORDS["explanations"][0]).press("Simpan penjelasan")
    judge = stage.hand("joko").open().follow("Putuskan 1 keberatan").follow(name)
    judge.tick("changes", name="outcome").tick(AS_EXPECTED, name="results")
    judge.enter("reason", WORDS["decisions"][0]).press("Simpan keputusan")
    judge.see("Penilaian diubah")


def check(world: World) -> None:
    """Decided, and the new version holds."""
    assert Objection.objects.get().decided_on == DAY
    standing = Evaluation.objects.standing().get(plan__employee=world.sari)
    assert (standing.results_rating, standing.number) == (AS_EXPECTED, 2)
