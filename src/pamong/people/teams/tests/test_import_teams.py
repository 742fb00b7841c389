"""Teams from a table: tried first, then written by the verbs of the page, all or nothing."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from pamong.documents.sheets import UnusableFileError
from pamong.ledger.models import Entry
from pamong.people.models import Team, TeamMember
from pamong.people.teams.import_actions import import_teams, try_teams
from pamong.people.teams.reading import ReadTeams, packed, read_teams, unpacked
from pamong.people.tests.world import World

HEADINGS = "Nama tim;NIP ketua;NIP anggota;Peran dalam tim;Dari;Sampai;Dasar penugasan"
NAME = "Tim Imunisasi"


def read(*rows: str) -> ReadTeams:
    return read_teams(io.BytesIO("\n".join([HEADINGS, *rows]).encode()), "tim.csv")


def row(world: World, member: str = "", leader: str = "agus", **more: str) -> str:
    told = {"role": "", "first": "2026-11-01", "last": "", "mandate": "", "name": NAME} | more
    nip = getattr(world, member).nip if member else ""
    days = (told["first"], told["last"])
    return ";".join(
        [told["name"], getattr(world, leader).nip, nip, told["role"], *days, told["mandate"]]
    )


def tried(world: World, *rows: str, by: str = "dewi") -> Any:
    return try_teams(read(*rows).rows, by=world.account(by), on=world.day)


def done(world: World, *rows: str, by: str = "dewi") -> int:
    return import_teams(read(*rows).rows, by=world.account(by), on=world.day)


def test_the_try_says_what_would_be_and_leaves_nothing_behind(world: World) -> None:
    entries = Entry.objects.count()
    found = tried(world, row(world, "sari", role="Sekretaris"), row(world, "putri"))
    assert [(one.state, one.member) for one in found.done] == [
        ("made", world.sari),
        ("joined", world.putri),
    ]
    assert not found.rejected
    assert not Team.objects.filter(name=NAME).exists()
    assert Entry.objects.count() == entries


def test_import_teams_makes_team_and_members_with_their_days(world: World) -> None:
    rows = (
        row(world, last="2027-03-31", mandate="SK 12/2026"),
        row(world, "sari", first="2026-11-10", role="Sekretaris"),
        row(world, "putri", first="2026-11-10", last="2026-12-31"),
    )
    assert done(world, *rows) == 3
    team = Team.objects.get(name=NAME)
    assert (team.leader, team.unit, team.mandate) == (world.agus, world.health, "SK 12/2026")
    assert (team.valid_from, team.valid_to) == (date(2026, 11, 1), date(2027, 4, 1))
    held = {one.employee: (one.role, one.valid_from, one.valid_to) for one in team.members.all()}
    assert held == {
        world.sari: ("Sekretaris", date(2026, 11, 10), date(2027, 4, 1)),
        world.putri: ("", date(2026, 11, 10), date(2027, 1, 1)),
    }
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("people.team_made") == 1
    assert verbs.count("people.member_added") == 2


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    rows = (row(world), row(world, "sari"))
    done(world, *rows)
    assert {one.state for one in tried(world, *rows).done} == {"known"}
    assert done(world, *rows) == 0
    assert TeamMember.objects.filter(team__name=NAME).count() == 1


def test_somebody_joins_a_team_that_stands(world: World) -> None:
    assert world.team is not None
    told = row(world, "putri", name="tim  stunting")
    assert [one.state for one in tried(world, told).done] == ["joined"]
    done(world, told)
    assert world.team.members.filter(employee=world.putri).exists()


def test_refused_rows_are_named_and_the_others_go_in(world: World) -> None:
    found = tried(
        world,
        row(world, "sari").replace(world.sari.nip, "198003142006041998"),
        row(world, "putri", first="2026-11-05"),
        row(world, "putri", first="2026-11-06"),
        row(world, "sari", name="Tim Stunting", leader="budi"),
    )
    assert [(one.line, one.reason) for one in found.rejected] == [
        (2, "NIP anggota bukan pegawai instansi ini."),
        (4, "Putri Ayu sudah menjadi anggota tim ini."),
        (5, "Tim ini dipimpin Agus Salim. Ganti ketuanya di halaman timnya."),
    ]
    import_teams(found.good, by=world.account("dewi"), on=world.day)
    assert Team.objects.get(name=NAME).valid_from == date(2026, 11, 5)


def test_rows_that_cannot_be_read_say_why(world: World) -> None:
    found = read(
        row(world, "sari", name=""),
        row(world, "sari", first=""),
        row(world, "sari", first="2026-11-10", last="2026-11-01"),
        row(world, "sari").replace(world.sari.nip, "123"),
    )
    assert [one.reason for one in found.rejected] == [
        "Isi nama tim.",
        "Isi tanggal Dari.",
        "Tanggal Sampai tidak boleh sebelum Dari.",
        "NIP kosong atau bukan 18 digit.",
    ]
    with pytest.raises(UnusableFileError, match=r"lebih dari 500 baris"):
        read(*[row(world, "sari")] * 501)


def test_nobody_draws_strangers_into_a_team(world: World) -> None:
    found = tried(world, row(world, "putri", "budi"), row(world, "agus", "budi"), by="budi")
    assert [one.member for one in found.done] == [world.putri]
    assert [one.reason for one in found.rejected] == ["Pegawai ini bukan pegawai yang Anda urus."]
    for by in ("sari", "tono"):
        with pytest.raises(PermissionDenied):
            done(world, row(world, "putri", "budi"), by=by)


def test_confirming_writes_all_or_nothing(world: World) -> None:
    rows = unpacked(packed(read(row(world, "sari"), row(world, "putri")).rows))
    TeamMember.objects.filter(employee=world.putri).delete()
    world.putri.left_on = world.day
    world.putri.save(update_fields=["left_on"])
    with pytest.raises(ValidationError, match="bukan pegawai"):
        import_teams(rows, by=world.account("dewi"), on=world.day)
    assert not Team.objects.filter(name=NAME).exists()
    with pytest.raises(ValidationError, match="tidak utuh"):
        unpacked("[[1]]")


def test_the_pages_from_the_file_to_the_list(world: World, as_: Any) -> None:
    dewi, url = as_("dewi"), reverse("people:teams-import")
    assert url in dewi.get(reverse("people:team-list")).content.decode()
    assert dewi.get(reverse("people:teams-template")).status_code == 200
    file = ContentFile(
        "\n".join([HEADINGS, row(world, "sari"), row(world, "rini", leader="wati")]).encode(),
        name="tim.csv",
    )
    shown = dewi.post(url, {"file": file}).content.decode()
    assert "1 tim baru, 1 anggota baru, 0 sudah ada, 1 ditolak." in shown
    packed_rows = re.search(r'name="rows" value="([^"]*)"', shown)
    assert packed_rows is not None
    sent = {"rows": packed_rows[1].replace("&quot;", '"')}
    assert dewi.post(url, sent).status_code == 303
    assert NAME in dewi.get(reverse("people:team-list")).content.decode()
    assert dewi.post(url, {"rows": "kacau"}).status_code == 422
    mark = re.search(r'name="shown" value="([^"]*)"', shown)
    assert mark is not None
    again = dewi.post(url, sent | {"shown": mark[1]})
    assert again.status_code == 422
    assert "Keadaannya berubah" in again.content.decode()
    assert "Tidak ada yang berubah" in again.content.decode()
