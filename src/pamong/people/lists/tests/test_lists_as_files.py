"""Lists as files: what the page shows, whole, typed, safe, and written in the record."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.ui import paging
from pamong.ui.components import Meter
from pamong.ui.dates import say_day_full
from pamong.ui.listing import KIND, Sheet, is_filled_in
from pamong.ui.markup import safe
from pamong.ui.numbers import say_percent, say_rupiah
from pamong.ui.said import values_kept
from pamong.ui.tables import Cell, Column, Row, Table

PEOPLE = "/people"


def table_of(answer: Any, delimiter: str = ";") -> list[list[Any]]:
    content = b"".join(answer.streaming_content)
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    return [list(row.cells) for row in read_spreadsheet(io.BytesIO(content), "list.xlsx")[0].rows]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_holds_what_the_list_shows(world: World, as_: Any, kind: str) -> None:
    rows = table_of(as_("dewi").get(f"{PEOPLE}?{KIND}={kind}"))
    assert rows[0] == ["Pegawai", "NIP", "Jabatan", "Jabatan: keterangan", "Penilai"]
    names = {row[0] for row in rows[1:]}
    assert world.sari.full_name in names
    nips = {row[1] for row in rows[1:]}
    assert world.sari.nip in nips, "digits without spaces, as text"


def test_all_pages_are_in_it_and_only_what_one_may_see(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "OF_FILES", 2)
    rows = table_of(as_("dewi").get(f"{PEOPLE}?{KIND}=csv"))
    agency = Employee.objects.active().filter(agency=world.sari.agency)
    assert len(rows) - 1 == agency.count() > 4
    own = table_of(as_("sari").get(f"{PEOPLE}?{KIND}=csv"))
    assert [row[0] for row in own[1:]] == [world.sari.full_name]


def test_the_filter_holds_for_the_file_and_names_it(world: World, as_: Any) -> None:
    answer = as_("dewi").get(
        f"/people/search?q={world.sari.name.split()[0]}&after=nonsense&{KIND}=xlsx"
    )
    assert "2026" in answer["Content-Disposition"]
    assert world.sari.name.split()[0].lower() in answer["Content-Disposition"]
    assert [row[0] for row in table_of(answer)[1:]] == [world.sari.full_name]


def test_no_name_becomes_a_formula(world: World, as_: Any) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(name="=1+1", title_before="", title_after="")
    told = table_of(as_("dewi").get(f"{PEOPLE}?{KIND}=csv"))
    assert "'=1+1" in {row[0] for row in told}
    book = table_of(as_("dewi").get(f"{PEOPLE}?{KIND}=xlsx"))
    assert "=1+1" in {row[0] for row in book}


def test_the_record_says_who_took_how_much(world: World, as_: Any) -> None:
    rows = table_of(as_("dewi").get(f"{PEOPLE}?{KIND}=csv"))
    entry = Entry.objects.get(verb="people.list_taken")
    dewi = world.user("dewi")
    assert dewi
    assert entry.actor_uuid == dewi.uuid
    assert entry.changes == {"list": "people:employee-list", "kind": "csv", "rows": len(rows) - 1}
    as_("dewi").get(PEOPLE)
    assert Entry.objects.filter(verb="people.list_taken").count() == 1


def test_nobody_takes_along_what_is_no_list(world: World, as_: Any) -> None:
    assert as_("dewi").get(f"/profile?{KIND}=csv").status_code == 404
    assert as_("dewi").get(f"{PEOPLE}?{KIND}=csv&tabel=nothing").status_code == 404
    assert as_("nobody").get(f"{PEOPLE}?{KIND}=csv").status_code == 302
    assert as_("dewi").get(f"{PEOPLE}?{KIND}=pdf").status_code == 200


def test_values_stay_values() -> None:
    columns = [Column("Pilih", kind="pick"), Column("Pegawai", kind="row"), Column("Sejak")]
    columns += [Column("Capaian", kind="meter"), Column("Uang", kind="num"), Column("Tindakan")]
    with values_kept():
        day, sum_said, half = (
            say_day_full(date(2026, 1, 2)),
            say_rupiah(1500),
            say_percent(Decimal("87.5")),
        )
        pressed = Cell(html=safe("<form><button>Buka</button></form>"))
        rows = [
            Row(["Bidang A"], group=True),
            Row(["u1", Cell("Sari", sub="x"), day, Meter(Decimal(88)), sum_said, pressed]),
            Row(["u2", Cell(html=safe("<b>A&amp;B</b>")), "–", half, None, ""]),
        ]
        sheet = Sheet()
        sheet.add(Table(columns, rows))
        heads, written = sheet.finished()
        first, second = written
    assert [head.text for head in heads] == [
        *("Kelompok", "Pegawai", "Pegawai: keterangan", "Sejak", "Capaian (%)", "Uang (Rp)"),
        "Tindakan",
    ]
    assert first == ["Bidang A", "Sari", "x", date(2026, 1, 2), 88, Decimal(1500), ""]
    assert second == ["Bidang A", "A&B", "", "", Decimal("87.5"), None, ""]


def test_a_form_is_no_list() -> None:
    field = Table([Column("Nama", kind="row"), Column("Isi")], [Row(["a", safe("<input name=x>")])])
    assert is_filled_in(field)
    pick = Table([Column("Pilih", kind="pick"), Column("Isi", kind="row")], [Row(["u", "a"])])
    assert not is_filled_in(pick)
