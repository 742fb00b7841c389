"""Who rates the work in an acting post."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Assignment
from pamong.people.posts.actions import NewPost, move_employee, set_acting_rater
from pamong.people.raters.queries import rater_for
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World


@pytest.fixture
def post(world: World) -> Assignment:
    """Sari acts in a post of her own clinic, which Budi leads."""
    new = NewPost(world.clinic, make_position(world.agency, name="Bendahara"), world.day, "plt")
    return move_employee(world.sari, new, by=world.account("rini"), on=world.day)


def test_the_head_of_the_posts_unit_is_proposed(world: World, post: Assignment) -> None:
    assert rater_for(post, world.day) == (world.budi, world.joko)


def test_set_acting_rater_overrules_the_proposal_and_is_recorded(
    world: World, post: Assignment
) -> None:
    post = set_acting_rater(post, rater=world.agus, by=world.account("rini"), on=world.day)
    assert rater_for(post, world.day) == (world.agus, world.joko)
    entry = Entry.objects.get(verb="people.acting_rater_set")
    assert entry.changes["rater"] == [None, str(world.agus.uuid)]
    world.sari.refresh_from_db()
    assert world.sari.rater == world.budi  # the own post keeps its rater


@pytest.mark.parametrize("who", ["sari", "budi", "tono", "lina"])
def test_who_keeps_neither_person_nor_unit_may_not(
    world: World, post: Assignment, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        set_acting_rater(post, rater=world.agus, by=world.account(who), on=world.day)


def test_oneself_and_a_definitive_post_are_refused(world: World, post: Assignment) -> None:
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="menilai diri sendiri"):
        set_acting_rater(post, rater=world.sari, by=by, on=world.day)
    own = world.sari.assignments.get(kind="definitif")
    with pytest.raises(ValidationError, match="Siapa menilai siapa"):
        set_acting_rater(own, rater=world.agus, by=by, on=world.day)


def test_the_persons_page_leads_to_the_choice(world: World, post: Assignment, as_: Any) -> None:
    client = as_("rini")
    address = reverse("people:acting-rater-set", args=[post.uuid])
    person = reverse("people:employee-detail", args=[world.sari.uuid])
    assert address in client.get(person).content.decode()
    assert "Budi Santoso" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(f"{address}?q=agus", {"rater": str(world.agus.uuid)}).status_code == 303
    assert "penilai: Agus Salim" in client.get(person).content.decode()
