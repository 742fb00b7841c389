from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.timezone import localtime

from pamong.ledger.models import Entry
from pamong.people.acts.record import WHILE, Act
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.follow_up.actions import finish_follow_up
from pamong.performance.follow_up.picked_actions import (
    ADDED_VERB,
    UNDONE_VERB,
    accept_proposals,
    undo_proposals,
)
from pamong.performance.follow_up.queries import Proposal, due_of, open_proposals, proposals_of
from pamong.performance.models import Evaluation, FollowUp, Reopening, Window
from pamong.policy.pack import Row

As = Callable[[str], Client]


def text_of(page: Any) -> str:
    return str(page.content.decode())


def yearly(world: World, name: str = "sari") -> Evaluation:
    """A final evaluation of the year."""
    evaluation = final(world, name)
    evaluation.period = Window.Period.YEAR
    evaluation.save(update_fields=["period"])
    return evaluation


def two_yearly(world: World) -> tuple[Evaluation, Evaluation]:
    """Sari's and Putri's."""
    found = final(world), final(world, "putri")
    for evaluation in found:
        evaluation.period = Window.Period.YEAR
        evaluation.save(update_fields=["period"])
    return found


def proposed(evaluation: Evaluation) -> list[Proposal]:
    given = [follow_up.kind for follow_up in evaluation.follow_ups.all()]
    return proposals_of(evaluation, given, date(2026, 11, 25))


def take(world: World, evaluation: Evaluation, by: str = "budi", kind: str = "") -> list[FollowUp]:
    kind = kind or proposed(evaluation)[0].kind.code
    keys = [(evaluation.uuid, kind)]
    return accept_proposals(keys, by=world.account(by), on=world.day).done


def test_the_pack_proposes_after_the_year_only(world: World) -> None:
    evaluation = final(world)
    assert proposed(evaluation) == []
    evaluation = yearly(world, "putri")
    (one,) = proposed(evaluation)
    assert (one.kind.code, one.owner) == ("pengembangan_kompetensi", world.putri)
    assert one.due_on == date(2027, 11, 25)


@pytest.mark.parametrize("predicate", ["sangat_baik", "butuh_perbaikan", "kurang", "sangat_kurang"])
def test_every_predicate_has_a_proposal_that_the_pack_knows(world: World, predicate: str) -> None:
    evaluation = yearly(world)
    evaluation.predicate = predicate
    assert proposed(evaluation)
    assert all(one.kind.is_proposed for one in proposed(evaluation))


def test_an_accepted_one_has_owner_and_day_and_is_not_proposed_again(world: World) -> None:
    evaluation = yearly(world)
    (follow_up,) = take(world, evaluation)
    assert follow_up.owner == world.sari
    assert "Baik" in follow_up.text
    assert proposed(evaluation) == []
    assert Entry.objects.filter(verb=ADDED_VERB).count() == 1
    with pytest.raises(ValidationError, match="tindak lanjut ini sudah diberikan"):
        take(world, evaluation, kind=follow_up.kind)


def test_what_is_not_proposed_is_not_taken_this_way(world: World) -> None:
    with pytest.raises(ValidationError, match="sudah tidak berlaku"):
        take(world, yearly(world), kind="pemberhentian")


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "wati"])
def test_others_do_not_accept(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        take(world, yearly(world), by=name)


def test_the_leader_accepts_from_the_list_and_from_the_evaluation(world: World, as_: As) -> None:
    evaluation = yearly(world)
    assert len(open_proposals(world.scope("budi"), world.day)) == 1
    key = proposed(evaluation)[0].key
    budi = as_("budi")
    assert key in text_of(budi.get(f"/evaluations/{evaluation.uuid}/"))
    page = text_of(budi.get("/follow-ups/?show=proposed&all=1"))
    assert key in page
    assert " checked" in page
    assert "Belum terkonfirmasi" in page
    assert key not in text_of(as_("sari").get(f"/evaluations/{evaluation.uuid}/"))
    assert budi.post("/follow-ups/accept").status_code == 422
    assert budi.post("/follow-ups/accept", {"proposal": ["x", key]}).status_code == 303
    assert "1 tindak lanjut masih berjalan" in text_of(as_("sari").get("/follow-ups/"))


def test_adjusting_starts_from_the_proposal(world: World, as_: As) -> None:
    evaluation = yearly(world)
    kind = proposed(evaluation)[0].kind.code
    address = f"/evaluations/{evaluation.uuid}/follow-ups/new?kind={kind}"
    page = text_of(as_("budi").get(address))
    assert f'value="{kind}" checked' in page or f'checked value="{kind}"' in page
    assert "25-11-2027" in page


def test_a_proposal_is_due_when_the_agency_closes_the_stage_as_the_first_screen_says(
    world: World, as_: As
) -> None:
    evaluation = yearly(world)
    year = evaluation.plan.year
    days = {"opens_on": date(2026, 11, 1), "closes_on": date(2026, 12, 31)}
    window = Window.objects.create(
        agency=world.agency, year=year, stage=Window.Stage.FOLLOW_UP, period="Y", **days
    )
    assert [one.due_on for one in proposed(evaluation)] == [date(2026, 12, 31)]
    (one,) = open_proposals(world.scope("budi"), date(2026, 11, 25))
    assert one.due_on == date(2026, 12, 31)
    assert "31 Desember 2026" in text_of(as_("budi").get("/follow-ups/?show=proposed"))
    longer = {"until": date(2027, 1, 31), "granted_on": date(2026, 11, 2), "unit": world.clinic}
    people = {"asked_by": world.account("dewi"), "granted_by": world.account("joko")}
    Reopening.objects.create(window=window, asked_on=date(2026, 11, 2), **longer, **people)
    assert [one.due_on for one in proposed(evaluation)] == [date(2027, 1, 31)]
    Window.objects.update(closes_on=date(2026, 11, 2))
    Reopening.objects.all().delete()
    assert [one.due_on for one in proposed(evaluation)] == [date(2027, 11, 25)]


def test_a_month_without_the_day_ends_on_its_last() -> None:
    assert due_of(Row({"months": 1}), date(2027, 1, 31)) == date(2027, 2, 28)
    assert due_of(Row({"months": 6}), date(2026, 8, 31)) == date(2027, 2, 28)


def act_of(verb: str = ADDED_VERB) -> Act:
    """The follow-ups as the record holds them."""
    return Act(tuple(Entry.objects.filter(verb=verb).order_by("sequence")))


def test_what_was_given_meanwhile_is_passed_over_and_the_others_are_done(world: World) -> None:
    one, other = two_yearly(world)
    keys = [(each.uuid, proposed(each)[0].kind.code) for each in (one, other)]
    take(world, one)
    answered = accept_proposals(keys, by=world.account("budi"), on=world.day)
    assert [done.evaluation for done in answered.done] == [other]
    ((passed),) = answered.passed
    assert passed.name.startswith(world.sari.full_name)
    assert "sudah diberikan" in passed.why
    assert one.follow_ups.count() == 1


def test_an_evaluation_that_was_corrected_proposes_nothing_any_more(world: World) -> None:
    evaluation, newer = two_yearly(world)
    Evaluation.objects.filter(pk=evaluation.pk).update(replaced_by=newer)
    with pytest.raises(ValidationError, match="diganti oleh koreksi"):
        take(world, evaluation)


def test_several_are_shown_before_they_are_taken(world: World, as_: As) -> None:
    one, other = two_yearly(world)
    keys, budi = [proposed(each)[0].key for each in (one, other)], as_("budi")
    page = budi.post("/follow-ups/accept", {"proposal": keys})
    assert page.status_code == 200
    assert "Belum ada yang berubah" in text_of(page)
    assert world.putri.full_name in text_of(page)
    assert not FollowUp.objects.exists()
    take(world, one)
    page = budi.post("/follow-ups/accept", {"proposal": keys, "sure": "1"}, follow=True)
    assert "sudah diberikan" in text_of(page)
    assert FollowUp.objects.count() == 2
    assert "Batalkan tindak lanjut" in text_of(page)
    until = localtime(act_of().until)
    assert f"Sampai pukul {until:%H.%M} hasil ini" in text_of(page)
    budi.cookies["pamong_language"] = "en"
    assert f"Until {until:%H:%M} this" in text_of(budi.get(page.redirect_chain[-1][0]))


def test_taken_by_a_slip_they_go_again_and_are_proposed_again(world: World) -> None:
    evaluation = yearly(world)
    take(world, evaluation)
    act, by = act_of(), world.account("budi")
    undo_proposals(act, by=by, on=world.day, at=act.until)
    assert not FollowUp.objects.exists()
    assert proposed(evaluation)
    (entry,) = act_of(UNDONE_VERB).entries
    assert entry.person_uuid == world.sari.uuid
    with pytest.raises(ValidationError, match="sesudah itu ada catatan lain"):
        undo_proposals(act, by=by, on=world.day, at=act.until)
    with pytest.raises(ValidationError, match="sudah lewat"):
        undo_proposals(act, by=by, on=world.day, at=act.until + timedelta(seconds=1))
    assert act.until - act.entries[0].recorded_at == WHILE


def test_what_was_done_already_stays(world: World) -> None:
    (follow_up,) = take(world, yearly(world))
    finish_follow_up(follow_up, outcome="Selesai.", by=world.account("budi"), on=world.day)
    act = act_of()
    with pytest.raises(ValidationError, match="catatan lain"):
        undo_proposals(act, by=world.account("budi"), on=world.day, at=act.until)
    assert FollowUp.objects.count() == 1


def test_the_page_of_the_act_is_for_who_did_it(world: World, as_: As) -> None:
    take(world, yearly(world))
    (entry,) = act_of().entries
    address = f"/follow-ups/accepted/{entry.sequence}/1/"
    assert as_("joko").post(address).status_code == 404
    assert "Batalkan tindak lanjut" in text_of(as_("budi").get(address))
    assert as_("budi").post(address).status_code == 303
    assert not FollowUp.objects.exists()
