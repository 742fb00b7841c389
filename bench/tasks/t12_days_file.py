"""4 another way: twenty days of work come in from the table that is kept anyway; each Friday the days of the week."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.tasks import t04_days
from bench.tasks.one import Stage
from bench.tasks.t04_days import DAY, DAYS, FRIDAYS, STEP, WORDS
from pamong.people.tests.world import World

__all__ = ["DAY", "check", "prepare", "work"]
HEAD = "Tanggal;Kegiatan;Rencana aksi;Realisasi;Jam mulai;Jam selesai"


def prepare(world: World) -> None:
    """As in task 4."""
    t04_days.prepare(world)


def work(stage: Stage) -> None:
    """Four visits with the table of a week each: looked at row by row, then saved."""
    with TemporaryDirectory() as folder:
        for friday in FRIDAYS:
            hand = stage.on(friday).hand("sari").open()
            hand.go("Progress harian").follow("Isi dari berkas")
            file = Path(folder) / "progress.csv"
            days = [friday - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
            rows = [
                f"{day:%d-%m-%Y};{text};{STEP.format(number % 4 + 1)};{WORDS['amounts'][number]};08.00;12.00"
                for number, (day, text) in enumerate(zip(days, WORDS["lines"], strict=True))
            ]
            file.write_text("\n".join([HEAD, *rows]))
            hand.send_file("file", file).press("Periksa berkas").see("5 baru, 0 diubah")
            hand.press("Simpan 5 baris")


def check(world: World) -> None:
    """As in task 4."""
    t04_days.check(world)
