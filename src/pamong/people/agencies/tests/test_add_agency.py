"""An agency is made and named by whoever runs the install, and by nobody else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.agencies.actions import AgencyFacts, add_agency, rename_agency
from pamong.people.models import Agency, Unit
from pamong.people.tests.world import World

DAY = date(2026, 11, 25)
FACTS = AgencyFacts("sukamaju", "Kabupaten Sukamaju", "WITA")


def test_add_agency_makes_it_with_the_unit_at_its_top(db: None) -> None:
    agency = add_agency(FACTS, by=SHELL, on=DAY)
    top = Unit.objects.get(agency=agency)
    assert (top.name, top.kind, top.parent, top.path) == (
        *("Kabupaten Sukamaju", Unit.Kind.AGENCY, None),
        f"/{top.pk}/",
    )
    assert agency.time_zone == "Asia/Makassar"
    assert top.is_on(date(2026, 1, 1)), "plans of the whole year stand on it"
    chain = Entry.objects.filter(agency_uuid=agency.uuid).order_by("sequence")
    assert [entry.verb for entry in chain] == ["people.agency_added", "people.unit_added"]
    assert chain[0].actor_name == "shell"
    assert chain[0].changes["code"] == [None, "sukamaju"]


def test_a_taken_code_is_refused_with_its_owner(world: World) -> None:
    with pytest.raises(ValidationError, match="sudah dipakai Kabupaten Wanasari"):
        add_agency(AgencyFacts("wanasari", "Lain"), by=SHELL, on=world.day)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (AgencyFacts("dua kata", "Kabupaten"), "tanpa spasi"),
        (AgencyFacts("k" * 41, "Kabupaten"), "paling banyak 40"),
        (AgencyFacts("kab", " \t "), "Isi nama instansi"),
        (AgencyFacts("kab", "K" * 201), "paling banyak 200"),
        (AgencyFacts("kab", "Kabupaten", "CET"), "WIB, WITA, WIT"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_write(
    db: None, facts: AgencyFacts, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        add_agency(facts, by=SHELL, on=DAY)
    assert not Agency.objects.exists()


def test_an_account_makes_none_and_renames_none_by_command(world: World) -> None:
    for name in ("dewi", "tono"):
        with pytest.raises(PermissionDenied):
            add_agency(FACTS, by=world.account(name), on=world.day)
        with pytest.raises(PermissionDenied):
            rename_agency(world.agency, "Lain", by=world.account(name), on=world.day)


def test_rename_agency_takes_the_top_unit_along(db: None) -> None:
    agency = add_agency(FACTS, by=SHELL, on=DAY)
    rename_agency(agency, "  Pemerintah Kabupaten\nSukamaju ", by=SHELL, on=DAY)
    agency.refresh_from_db()
    assert agency.name == "Pemerintah Kabupaten Sukamaju"
    assert Unit.objects.get(agency=agency).name == agency.name
    entry = Entry.objects.get(verb="people.agency_renamed")
    assert entry.changes["name"][1].startswith("sha256:")
    count = Entry.objects.count()
    rename_agency(agency, agency.name, by=SHELL, on=DAY)
    assert Entry.objects.count() == count
