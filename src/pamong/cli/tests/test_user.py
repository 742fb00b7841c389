import json

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from pamong.access.models import User
from pamong.access.tests.make import with_second_factor
from pamong.cli import main
from pamong.ledger.models import Entry
from pamong.people.models import Employee, Mandate
from pamong.people.tests.world import World


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["user", *words])


def test_an_account_is_added_and_tied_to_its_employee(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(user=None)
    User.objects.filter(sign_in_name=world.sari.nip).delete()
    result = run("add", world.sari.nip, "--nip", world.sari.nip, "--agency", "wanasari")
    assert result.exit_code == 0, result.output
    sari = Employee.objects.select_related("user").get(pk=world.sari.pk)
    assert sari.user is not None
    assert not sari.user.has_usable_password()
    entry = Entry.objects.get(verb="people.account_opened")
    assert (entry.actor_name, entry.person_uuid) == ("shell", sari.uuid)


def test_an_account_from_outside_needs_a_name(world: World) -> None:
    assert run("add", "inspektur").exit_code == 2
    assert run("add", "Inspektur", "--full-name", "Ani").exit_code == 0
    assert User.objects.get(sign_in_name="inspektur").name == "Ani"
    again = run("add", "inspektur", "--full-name", "Ani")
    assert again.exit_code == 2
    assert "already" in again.output


def test_who_has_an_account_gets_no_second_one(world: World) -> None:
    result = run("add", "other", "--nip", world.sari.nip, "--agency", "wanasari")
    assert result.exit_code == 2
    assert "has an account already" in result.output


def test_a_code_is_printed_once_and_opens(world: World) -> None:
    result = run("code", world.sari.nip, "--json")
    answer = json.loads(result.output)
    entered = Client().post("/account/code", {"name": world.sari.nip, "code": answer["code"]})
    assert entered.status_code == 303
    entry = Entry.objects.get(verb="access.code_issued")
    assert (entry.actor_name, entry.subject_uuid) == ("shell", world.sari.uuid)
    assert answer["code"] not in str(entry.changes)


def test_a_lost_second_factor_goes_with_the_code(world: World) -> None:
    with_second_factor(world.account("sari"))
    assert run("code", world.sari.nip, "--reset-second-factor").exit_code == 0
    assert Entry.objects.filter(verb="access.second_factor_changed").exists()


def test_a_role_is_given_and_ended(world: World) -> None:
    given = run("role", world.agus.nip, "hr", "--agency", "wanasari")
    assert given.exit_code == 0, given.output
    assert "hr" in world.scope("agus").roles
    assert run("role", world.agus.nip, "hr", "--agency", "wanasari").exit_code == 2
    assert run("role", world.agus.nip, "hr", "--agency", "wanasari", "--end").exit_code == 0
    assert "hr" not in world.scope("agus").roles
    assert run("role", world.agus.nip, "hr", "--agency", "wanasari", "--end").exit_code == 2
    verbs = set(Entry.objects.filter(actor_name="shell").values_list("verb", flat=True))
    assert {"people.mandate_given", "people.mandate_ended"} <= verbs


def test_a_units_administrator_needs_the_unit(world: World) -> None:
    assert run("role", world.agus.nip, "unit_admin", "--agency", "wanasari").exit_code == 2
    code = world.health.code
    done = run("role", world.agus.nip, "unit_admin", "--unit", code, "--agency", "wanasari")
    assert done.exit_code == 0, done.output
    assert Mandate.objects.filter(user=world.account("agus"), unit=world.health).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("code", "nobody"),
        ("role", "nobody", "hr", "--agency", "wanasari"),
        ("role", "198003142006042007", "king"),
        ("add", "x", "--nip", "000000000000000000", "--agency", "wanasari"),
        ("add", "x", "--nip", "1", "--agency", "nowhere"),
        ("add", "x", "--nip", "1"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(world: World, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
