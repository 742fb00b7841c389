"""A file that tells another kind of employee over days that are rated in the rhythm of the former one."""

from typing import Any

from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.tests.make import level_of, make_rated_plan, rated
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly


def test_a_file_with_another_kind_over_rated_days_sets_its_row_apart(world: World) -> None:
    make_kind(world.sari, PART_TIME)
    monthly = make_monthly(world)
    nip = "199705122024212001"
    Employee.objects.filter(pk=monthly.sari.pk).update(nip=nip)
    plan, budi = make_rated_plan(monthly.sari), monthly.account("budi")
    (evaluation,) = open_evaluations([plan], "Q3", by=budi, on=monthly.day)
    level_of(monthly)
    rated(monthly, evaluation)

    def told(begins: str) -> Any:
        row = (nip, monthly.sari.name, "PPPK", "800/1/2026", begins, "31-12-2027")
        headings = ("NIP", "Nama", "Jenis pegawai", "Nomor kontrak", "TMT kontrak", "Akhir kontrak")
        return plan_import(monthly.agency, parsed(row, headings=headings), monthly.day)

    (apart,) = told("01-07-2026").rejected
    assert "Triwulan III 2026 Sari Lestari, A.Md.Keb. sudah dinilai" in str(apart.reason)
    assert "Tulis kontrak yang mulai sesudah itu" in str(apart.reason)
    late = told("16-08-2026")
    assert (late.rejected, late.counts["changed"]) == ([], 1)
