"""The page of what is administered: who finds what there, how it stands, what it costs."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pamong.access.scope import Role
from pamong.config.administration.files import KINDS
from pamong.config.administration.saying import STATES
from pamong.config.models import FailedPart
from pamong.config.navigation import ADMINISTERED
from pamong.people.models import DataProblem, Mandate, PeopleUpload
from pamong.people.roles.actions import ask_role
from pamong.people.tests.make import make_employee, make_user
from pamong.people.tests.world import World
from pamong.performance.models import AttendanceUpload, Window

Stage, Period = Window.Stage, Window.Period
MOST = 12


def text_of(client: Any, url: str = "/administration") -> str:
    page = client.get(url)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def make_window(world: World, stage: str, days: int) -> Window:
    """One that is open and closes after so many days."""
    return Window.objects.create(
        agency=world.agency,
        stage=stage,
        year=world.day.year,
        period=Period.YEAR,
        opens_on=world.day - timedelta(days=30),
        closes_on=world.day + timedelta(days=days),
    )


def make_file(world: World, who: str, name: str = "pegawai.xlsx", **more: Any) -> PeopleUpload:
    given = {"status": PeopleUpload.Status.DONE, "added": 4, "rejected": 3} | more
    return PeopleUpload.objects.create(
        agency=world.account(who).employee.agency,
        user=world.account(who),
        name=name,
        on=world.day,
        uploaded_on=world.day,
        plan_digest="x",
        **given,
    )


def test_every_part_says_how_it_stands() -> None:
    names = {place.name for _title, places in ADMINISTERED for place in places}
    assert names <= set(STATES)


def test_the_personnel_office_reads_how_each_part_stands(world: World, as_: Any) -> None:
    make_window(world, Stage.PLANNING, 90)
    make_window(world, Stage.READINGS, 3)
    make_file(world, "rini")
    text = text_of(as_("dewi"))
    assert "Jendela waktu 2 terbuka, 1 segera tutup" in text
    assert "Peran dan mandat Administrator unit 1, Kepegawaian 1, Pengawas 1" in text
    assert "Semua impor Terakhir: Impor data," in text
    assert "4 ditambahkan, 3 ditolak" in text
    assert "Operasi sistem Semua berjalan" in text


def test_what_needs_somebody_stands_first(world: World, as_: Any, client: Any) -> None:
    make_window(world, Stage.READINGS, 3)
    head = make_employee(world.root, name="Sinta Dewi")
    head.user = make_user("Sinta Dewi")
    head.save()
    Mandate.objects.create(user=head.user, role=Role.HR, agency=world.agency, valid_from=world.day)
    ask_role(
        world.account("sari"),
        Role.AGENCY_HEAD,
        world.agency,
        by=head.user,
        on=world.day,
    )
    DataProblem.objects.create(
        agency=world.agency, kind="no_head", unit=world.school, name="Dinas", found_on=world.day
    )
    FailedPart.objects.create(name="people", told="Boom", since=timezone.now())
    text = text_of(as_("dewi"))
    first = text[text.index("Perlu diperhatikan") : text.index("Waktu dan aturan")]
    order = [
        "Periksa operasi sistem",
        "Jawab permintaan akses",
        "Pengisian realisasi",
        "masalah data",
    ]
    assert sorted(order, key=first.index) == order
    client.force_login(head.user)
    assert "Jawab permintaan akses" not in text_of(client), "nobody answers what one asked"


def test_who_administers_alone_is_told_to_have_a_second_named(world: World, as_: Any) -> None:
    assert "Mintalah orang kedua" in text_of(as_("dewi"))
    assert "Mintalah orang kedua" not in text_of(as_("rini"))
    user = world.account("joko")
    since = {"agency": world.agency, "valid_from": world.day}
    Mandate.objects.create(user=user, role=Role.AGENCY_HEAD, **since)
    assert "Mintalah orang kedua" not in text_of(as_("dewi"))


def test_a_year_without_windows_is_named(world: World, as_: Any) -> None:
    text = text_of(as_("dewi"))
    assert f"Atur jendela waktu {world.day.year}" in text


def test_a_units_administrator_finds_what_is_hers_and_no_more(world: World, as_: Any) -> None:
    make_file(world, "dewi", name="semua-pegawai.xlsx")
    DataProblem.objects.create(
        agency=world.agency, kind="no_head", unit=world.school, name="Dinas", found_on=world.day
    )
    text = text_of(as_("rini"))
    assert "Unit kerja 1 unit" in text
    assert "Masalah data Tidak ada" in text, "that of another unit is not hers"
    assert "semua-pegawai" not in text
    for other in ("Jendela waktu", "Peran dan mandat", "Aturan", "Operasi sistem", "Retensi"):
        assert f"{other} " not in text[text.index("Waktu dan aturan") :]


def test_an_auditor_reads_and_is_asked_for_nothing(world: World, as_: Any) -> None:
    text = text_of(as_("tono"))
    assert "Perlu diperhatikan" not in text
    assert "Peran dan mandat" in text
    assert "Impor SKP" not in text
    assert "Tampilan dokumen" not in text


def test_the_page_costs_a_fixed_number_of_queries(world: World, as_: Any) -> None:
    client = as_("dewi")
    client.get("/administration")
    for number in range(12):
        make_file(world, "dewi", name=f"{number}.xlsx")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/administration")
    assert len(few) <= MOST


def test_all_files_stand_in_one_list_and_only_their_sender_opens_them(
    world: World, as_: Any
) -> None:
    mine = make_file(world, "dewi", name="milik-dewi.xlsx")
    mine.rejected_file.save("ditolak.xlsx", ContentFile(b"x"))
    other = make_file(world, "rini", name="milik-rini.xlsx", status=PeopleUpload.Status.SHOWN)
    AttendanceUpload.objects.create(
        agency=world.agency,
        user=world.account("dewi"),
        name="hadir.csv",
        month=date(world.day.year, 1, 1),
        uploaded_on=world.day,
        status="dropped",
    )
    make_file(world, "lina", name="milik-lina.xlsx")
    page = as_("dewi").get("/administration/imports").content.decode()
    assert f'href="/imports/{mine.uuid}/rejected"' in page
    assert "milik-rini.xlsx" in page
    assert "Menunggu pengunggahnya" in page
    assert f"/imports/{other.uuid}" not in page
    assert "hadir.csv" in page
    assert "milik-lina" not in page
    assert as_("dewi").get(f"/imports/{other.uuid}").status_code == 404
    only = text_of(as_("dewi"), "/administration/imports?kind=attendance")
    assert "hadir.csv" in only
    assert "milik-dewi" not in only


def test_a_units_administrator_lists_her_own_files(world: World, as_: Any) -> None:
    make_file(world, "dewi", name="milik-dewi.xlsx")
    make_file(world, "rini", name="milik-rini.xlsx")
    text = text_of(as_("rini"), "/administration/imports")
    assert "milik-rini.xlsx" in text
    assert "milik-dewi.xlsx" not in text


def test_the_list_goes_on_where_the_page_ended(world: World, as_: Any) -> None:
    for number in range(30):
        make_file(world, "dewi", name=f"berkas-{number}.xlsx")
    client, seen, url = as_("dewi"), [], "/administration/imports"
    while url:
        page = client.get(url).content.decode()
        # Beside its row, what opens it on a phone names a file.
        seen += list(dict.fromkeys(re.findall(r"berkas-\d+\.xlsx", page)))
        found = re.search(r'rel="next" href="([^"]+)"', page)
        url = f"/administration/imports{found[1]}" if found else ""
    assert len(seen) == len(set(seen)) == 30


@pytest.mark.parametrize("asked", ["kind=tidak", "after=abc", "kind=people&after=W10"])
def test_odd_addresses_begin_the_list_anew(world: World, as_: Any, asked: str) -> None:
    make_file(world, "dewi")
    assert "pegawai.xlsx" in text_of(as_("dewi"), f"/administration/imports?{asked}")


def test_every_kind_of_file_has_its_own_page() -> None:
    assert set(KINDS) == {"people", "plans", "attendance", "history", "credits", "recaps"}
