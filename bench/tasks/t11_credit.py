"""11: a predicate of a functional post is converted into credit points; its three papers are printed."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from pamong.documents.models import Paper
from pamong.people.tests.world import World
from pamong.performance.credit.tests.make import make_credited
from pamong.performance.models import CreditDetermination

DAY = date(2026, 11, 25)
KINDS = {"konversi_angka_kredit", "akumulasi_angka_kredit", "penetapan_angka_kredit"}


def prepare(world: World) -> None:
    """A midwife with her balance and the predicates of two years."""
    make_credited(world)


def work(stage: Stage) -> None:
    """The rater determines; one press prints the conversions, the accumulation and the determination."""
    hand = stage.hand("budi").open()
    hand.go("Penilaian").follow("Angka kredit pegawai").follow(stage.world.sari.full_name)
    hand.follow("Tetapkan angka kredit")
    hand.enter("number", TEXTS["credit"]["numbers"][0]).press("Tetapkan angka kredit")
    with hand.printing():
        hand.press("Cetak semua dokumen")


def check(world: World) -> None:
    """One determination, three papers."""
    assert set(Paper.objects.values_list("kind", flat=True)) == KINDS
    assert CreditDetermination.objects.get().employee == world.sari
