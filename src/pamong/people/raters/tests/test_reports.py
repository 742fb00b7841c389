"""My supervisor is wrong: told, mended or declined, and answered."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import SupervisorReport
from pamong.people.raters.actions import decline_report, mend_report, report_supervisor
from pamong.people.raters.presentation import report_facts
from pamong.people.raters.queries import leaders_named, open_reports
from pamong.people.tests.world import World

Status = SupervisorReport.Status


def report(world: World, note: str = "Saya pindah ke dinas.") -> SupervisorReport:
    by = world.account("sari")
    return report_supervisor(world.sari, suggested=world.joko, note=note, by=by, on=world.day)


def test_report_supervisor_reaches_the_units_administrator(world: World) -> None:
    made = report(world)
    assert list(open_reports(world.scope("rini"))) == [made]
    assert list(open_reports(world.scope("dewi"))) == [made]
    assert not open_reports(world.scope("budi")).exists()
    assert not open_reports(world.scope("lina")).exists()
    entry = Entry.objects.get(verb="people.supervisor_reported")
    assert "pindah" not in str(entry.changes)


def test_a_second_report_replaces_the_first(world: World) -> None:
    report(world)
    report(world, "Lagi")
    assert [row.note for row in SupervisorReport.objects.all()] == ["Lagi"]


def test_one_reports_only_for_oneself(world: World) -> None:
    with pytest.raises(PermissionDenied):
        report_supervisor(
            world.sari, suggested=None, note="", by=world.account("budi"), on=world.day
        )


def test_mend_report_sets_the_rater_and_answers(world: World) -> None:
    day = world.day
    made = mend_report(
        report(world), rater=world.joko, valid_from=day, by=world.account("rini"), on=day
    )
    world.sari.refresh_from_db()
    assert (made.status, made.answered_on, world.sari.rater) == (Status.MENDED, day, world.joko)
    with pytest.raises(ValidationError, match="sudah dijawab"):
        decline_report(made, answer="x", by=world.account("rini"), on=day)


def test_decline_report_needs_a_reason(world: World) -> None:
    made = report(world)
    with pytest.raises(ValidationError, match="alasannya"):
        decline_report(made, answer=" ", by=world.account("rini"), on=world.day)
    made = decline_report(made, answer="Sudah benar.", by=world.account("rini"), on=world.day)
    assert (made.status, made.answer) == (Status.DECLINED, "Sudah benar.")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["people.supervisor_reported", "people.report_answered"]


@pytest.mark.parametrize("who", ["sari", "budi", "tono", "lina"])
def test_others_may_not_answer(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        decline_report(report(world), answer="x", by=world.account(who), on=world.day)


def test_only_who_leads_or_rates_is_suggested_by_name(world: World) -> None:
    found = leaders_named(world.agency.pk, "san")
    assert [one.name for one in found] == ["Budi Santoso"]
    assert [one.name for one in leaders_named(world.agency.pk, "santoso budi")] == ["Budi Santoso"]
    assert not leaders_named(world.agency.pk, "Lestari")
    assert not leaders_named(world.agency.pk, "bu")


def test_a_mended_report_still_says_who_was_recorded(world: World) -> None:
    made = report(world)
    assert made.recorded == world.budi
    mend_report(
        made, rater=world.joko, valid_from=world.day, by=world.account("rini"), on=world.day
    )
    said = {row[0]: row[1] for row in report_facts(SupervisorReport.objects.get())}
    assert said["Penilai yang tercatat saat dilaporkan"] == str(world.budi)
    assert said["Penilai sekarang"] == str(world.joko)
