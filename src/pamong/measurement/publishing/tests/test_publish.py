"""Two people bring figures out; what is out never changes silently; too few people are never told of."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.access.models import User
from pamong.ledger.models import Entry
from pamong.measurement.cards.reading_actions import CardReading, enter_card_reading
from pamong.measurement.cards.tests.make import confirm, make_card, read, roll
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.actions import (
    confirm_publication,
    decline_publication,
    propose_publication,
    withdraw_publication,
)
from pamong.measurement.publishing.tests.make import (
    JUNE,
    make_measured_card,
    name_publisher,
    propose,
    publish,
    wanted,
)
from pamong.people.tests.world import World
from pamong.transparency.models import PublishedIndicator, PublishedPoint, PublishedVersion

Status = Publication.Status
CORRECTED = "Dua posyandu baru belum terhitung."


def test_one_proposes_another_publishes_and_the_public_gets_a_copy(world: World) -> None:
    card = make_measured_card(world)
    done = publish(world, card)
    assert (done.status, done.number) == (Status.PUBLISHED, 1)
    version = PublishedVersion.objects.get()
    assert (version.value, version.target, version.number) == (Decimal(150), Decimal(200), 1)
    assert version.attainment == 75
    points = version.points.order_by("as_of").values_list("period", "value")
    assert list(points) == [("2026-Q1", Decimal(80)), ("2026-Q2", Decimal(150))]
    verbs = set(Entry.objects.filter(subject_uuid=done.uuid).values_list("verb", flat=True))
    assert verbs == {"measurement.publication_proposed", "measurement.publication_confirmed"}


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "tono", "lina"])
def test_who_neither_owns_nor_keeps_a_card_proposes_nothing(world: World, name: str) -> None:
    card = make_measured_card(world)
    with pytest.raises(PermissionDenied):
        propose(world, card, by=name)


@pytest.mark.parametrize("name", ["dewi", "budi", "tono", "lina"])
def test_only_who_publishes_confirms(world: World, name: str) -> None:
    found = propose(world, make_measured_card(world), by="budi")
    with pytest.raises(PermissionDenied):
        confirm_publication(found, by=world.account(name), on=world.day)


def test_nobody_confirms_the_own_proposal_and_no_owner_the_own_figures(world: World) -> None:
    name_publisher(world)
    name_publisher(world, "budi")
    own = propose(world, make_measured_card(world), by="wati")
    with pytest.raises(PermissionDenied):
        confirm_publication(own, by=world.account("wati"), on=world.day)
    with pytest.raises(PermissionDenied):  # the card is Budi's
        confirm_publication(own, by=world.account("budi"), on=world.day)


def test_a_publisher_of_another_agency_publishes_nothing_here(world: World) -> None:
    found = propose(world, make_measured_card(world))
    with pytest.raises(PermissionDenied):
        withdraw_publication(found, "x", by=world.account("lina"), on=world.day)
    with pytest.raises(PermissionDenied):
        decline_publication(found, "x", by=world.account("lina"), on=world.day)


def test_a_second_proposal_or_answer_is_refused(world: World) -> None:
    card = make_measured_card(world)
    found = propose(world, card)
    with pytest.raises(ValidationError, match="sudah diusulkan"):
        propose(world, card)
    decline_publication(found, "Belum diperiksa.", by=world.account("dewi"), on=world.day)
    name_publisher(world)
    with pytest.raises(ValidationError, match="sudah dijawab"):
        confirm_publication(found, by=world.account("wati"), on=world.day)
    assert not PublishedVersion.objects.exists()


def test_a_correction_is_a_new_version_and_the_old_stays_as_it_was(world: World) -> None:
    card = make_measured_card(world)
    first = publish(world, card)
    read(world, card, 152, JUNE)
    assert PublishedVersion.objects.get().value == 150
    with pytest.raises(ValidationError, match="Tulis apa yang dikoreksi"):
        propose(world, card)
    second = publish(world, card, note=CORRECTED)
    first.refresh_from_db()
    assert (first.status, second.number) == (Status.REPLACED, 2)
    shown = PublishedVersion.objects.order_by("number").values_list("value", "is_current", "note")
    assert list(shown) == [(Decimal(150), False, ""), (Decimal(152), True, CORRECTED)]


def test_figures_that_changed_since_they_were_proposed_do_not_go_out(world: World) -> None:
    card = make_measured_card(world)
    name_publisher(world)
    found = propose(world, card)
    read(world, card, 151, JUNE)
    with pytest.raises(ValidationError, match="berubah sejak diusulkan"):
        confirm_publication(found, by=world.account("wati"), on=world.day)
    assert not PublishedVersion.objects.exists()


def test_what_is_withdrawn_leaves_its_number_and_reason_and_no_figure(world: World) -> None:
    done = publish(world, make_measured_card(world))
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        withdraw_publication(done, "  ", by=world.account("wati"), on=world.day)
    withdraw_publication(done, "Sumbernya keliru.", by=world.account("wati"), on=world.day)
    version = PublishedVersion.objects.get()
    assert (version.value, version.as_of, version.attainment) == (None, None, None)
    assert (version.is_current, version.reason) == (False, "Sumbernya keliru.")
    assert not PublishedPoint.objects.exists()
    with pytest.raises(ValidationError, match="tidak sedang terbit"):
        withdraw_publication(done, "Lagi.", by=world.account("wati"), on=world.day)
    changes = Entry.objects.filter(subject_uuid=done.uuid).order_by("-sequence")[0].changes
    assert changes["reason"][1].startswith("sha256:")


def test_the_grade_is_no_better_than_the_facts(world: World) -> None:
    card = make_measured_card(world)
    given = CardReading(Decimal(150), JUNE, "estimate")
    enter_card_reading(card, given, by=world.account("budi"), on=world.day)
    with pytest.raises(ValidationError, match="paling baik “Cukup”"):
        propose(world, card)
    assert propose(world, card, grade="poor").grade == "poor"


def test_a_figure_that_nobody_else_confirmed_is_not_called_good(world: World) -> None:
    card = make_measured_card(world)
    told: dict[str, Any] = {"by": world.account("dewi"), "on": world.day}
    with pytest.raises(ValidationError, match="Belum semua angkanya dikonfirmasi orang lain"):
        propose_publication(card, wanted(), **told)
    confirm(world, card)
    assert propose_publication(card, wanted(), **told).grade == "good"


def test_a_card_without_a_figure_has_nothing_to_publish(world: World) -> None:
    card = make_card(world, measure="posyandu")
    with pytest.raises(ValidationError, match="Belum ada realisasi"):
        propose(world, card)


@pytest.mark.parametrize(
    "text", ["NIP 198501012010011001", "1985 0101 2010 0110 01", "budi santoso"]
)
def test_words_that_name_a_person_do_not_go_out(world: World, text: str) -> None:
    card = make_measured_card(world)
    with pytest.raises(ValidationError, match="nama atau nomor orang"):
        propose(world, card, grade_reason=f"Diisi oleh {text}.")


def test_a_key_full_of_digits_is_nobodys_number(world: World) -> None:
    card = make_measured_card(world)
    Card.objects.filter(pk=card.pk).update(uuid=UUID("aaaaaaaa-1234-4234-8234-1234abcdefab"))
    assert propose(world, card).status == Status.PROPOSED


@pytest.mark.parametrize(
    ("figures", "said"),
    [((9, 40), "kurang dari 10 orang"), ((40, 45), "Selisih"), ((40, 60), "")],
)
def test_few_people_are_not_counted_out(world: World, figures: tuple[int, int], said: str) -> None:
    card = make_measured_card(world, *figures, measure="orang")
    if not said:
        assert propose(world, card).status == Status.PROPOSED
        return
    with pytest.raises(ValidationError, match=said):
        propose(world, card)


def test_the_year_alone_may_go_out_where_its_quarters_would_tell(world: World) -> None:
    card = make_measured_card(world, 40, 45, measure="orang")
    assert propose(world, card, has_points=False).content["points"] == []


@pytest.mark.parametrize(
    ("value", "base", "said"),
    [
        (50, None, "dari berapa orang"),
        (50, 8, "kurang dari 10 orang"),
        (98, 100, "kurang dari 10 orang"),
        (3, 100, "kurang dari 10 orang"),
        (50, 100, ""),
    ],
)
def test_a_share_of_few_people_is_not_told(
    world: World, value: int, base: int | None, said: str
) -> None:
    card = make_measured_card(world, value, value, measure="%")
    more: dict[str, Any] = {"counts_people": True, "people_base": base}
    if not said:
        assert propose(world, card, **more).people_base == base
        return
    with pytest.raises(ValidationError, match=said):
        propose(world, card, **more)


def test_the_part_that_is_kept_back_is_not_told_by_subtracting(world: World) -> None:
    parts = [
        make_measured_card(world, value, value, measure="orang", name=f"Bagian {value}")
        for value in (300, 4, 5)
    ]
    whole = make_card(world, "Seluruhnya", measure="orang")
    roll(world, whole, "sum", *parts[:2])
    publish(world, parts[0], has_points=False)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, whole, has_points=False)
    # The other way round: the whole is out, and then the part that would give the other away.
    third = make_measured_card(world, 500, 500, measure="orang", name="Lain")
    other = make_card(world, "Semua", measure="orang")
    roll(world, other, "sum", third, parts[2])
    publish(world, other, has_points=False)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, third, has_points=False)


def test_a_part_is_not_told_by_subtracting_in_one_quarter_alone(world: World) -> None:
    told: dict[str, Any] = {"measure": "orang", "counting": "state"}
    part = make_measured_card(world, 300, 300, name="Terbit", **told)
    kept = make_measured_card(world, 4, 40, name="Tidak terbit", **told)
    whole = make_card(world, "Seluruhnya", **told)
    roll(world, whole, "sum", part, kept)
    publish(world, part)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, whole)
    assert propose(world, whole, has_points=False).content["points"] == []


def test_a_part_of_a_part_is_not_told_by_subtracting(world: World) -> None:
    near, few, far = (
        make_measured_card(world, value, value, measure="orang", name=f"Bagian {value}")
        for value in (300, 4, 500)
    )
    inner, outer = (make_card(world, name, measure="orang") for name in ("Sebagian", "Seluruhnya"))
    roll(world, inner, "sum", near, few)
    roll(world, outer, "sum", inner, far)
    publish(world, outer, has_points=False)
    publish(world, far, has_points=False)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, near, has_points=False)


def test_an_earlier_version_of_a_part_is_subtracted_as_well(world: World) -> None:
    """The part was corrected; the whole that goes out now less the part's first version would be the others."""
    part, kept = (
        make_measured_card(world, v, v, measure="orang", name=f"Bagian {v}") for v in (300, 14)
    )
    whole = make_card(world, "Seluruhnya", measure="orang")
    roll(world, whole, "sum", part, kept)
    publish(world, part, has_points=False)
    read(world, part, 280, JUNE)
    publish(world, part, has_points=False, note=CORRECTED)
    read(world, part, 290, JUNE)
    publish(world, part, has_points=False, note=CORRECTED)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, whole, has_points=False)


def test_what_came_to_the_part_that_is_kept_back_between_two_quarters_is_not_told(
    world: World,
) -> None:
    part, kept = (
        make_measured_card(world, *v, measure="orang", name=f"Bagian {v}")
        for v in ((300, 400), (50, 54))
    )
    whole = make_card(world, "Seluruhnya", measure="orang")
    roll(world, whole, "sum", part, kept)
    publish(world, part)
    with pytest.raises(ValidationError, match="mengurangkan"):
        propose(world, whole)
    assert propose(world, whole, has_points=False).year == 2026


def test_two_versions_do_not_tell_who_came_between_them(world: World) -> None:
    card = make_measured_card(world, 40, measure="orang")
    publish(world, card, has_points=False)
    read(world, card, 44, JUNE)
    with pytest.raises(ValidationError, match="pernah terbit kurang dari 10"):
        propose(world, card, has_points=False, note=CORRECTED)
    read(world, card, 55, JUNE)
    assert propose(world, card, has_points=False, note=CORRECTED).year == 2026


@pytest.mark.parametrize(
    ("measure", "value", "base", "is_told"),
    [
        ("%", 51, 200, False),  # two more inside
        ("%", 50, 206, False),  # six more people, three of them inside
        ("%", 60, 200, True),
        ("nilai", 70, 201, False),  # the mean less the earlier one is the value of who came
        ("nilai", 70, 230, True),
        ("nilai", 70, 200, True),
    ],
)
def test_two_versions_of_a_share_do_not_tell_who_came_between_them(
    world: World, measure: str, value: int, base: int, is_told: bool
) -> None:
    card = make_measured_card(world, 50, measure=measure)
    told: dict[str, Any] = {"counts_people": True, "has_points": False}
    publish(world, card, people_base=200, **told)
    read(world, card, value, JUNE)
    if is_told:
        assert propose(world, card, people_base=base, note=CORRECTED, **told).people_base == base
        return
    with pytest.raises(ValidationError, match="pernah terbit kurang dari 10"):
        propose(world, card, people_base=base, note=CORRECTED, **told)


def test_two_quarters_of_a_share_do_not_tell_who_came_between_them(world: World) -> None:
    card = make_measured_card(world, 50, 52, measure="%")
    told: dict[str, Any] = {"counts_people": True, "people_base": 200}
    with pytest.raises(ValidationError, match="hapus centang angka tiap periode"):
        propose(world, card, **told)
    assert propose(world, card, has_points=False, **told).year == 2026


def test_no_row_of_the_public_names_one_of_the_cast(world: World) -> None:
    """Neither the owner, nor who proposed or published, nor who entered a figure."""
    publish(world, make_measured_card(world))
    told = " ".join(
        str(value)
        for model in (PublishedIndicator, PublishedVersion, PublishedPoint)
        for row in model.objects.values_list()
        for value in row
    )
    for person in world.people.values():
        assert person.name not in told
        assert not person.nip or person.nip not in told


def test_a_proposal_keeps_what_was_said_of_people_for_the_second_look(world: World) -> None:
    card = make_measured_card(world, 50, 50, measure="%")
    more: dict[str, Any] = {"counts_people": True, "people_base": 100}
    confirm(world, card)
    found = propose_publication(card, wanted(**more), by=world.account("dewi"), on=world.day)
    Publication.objects.filter(pk=found.pk).update(people_base=8)
    found.refresh_from_db()
    name_publisher(world)
    with pytest.raises(ValidationError, match="kurang dari 10"):
        confirm_publication(found, by=world.account("wati"), on=world.day)


def test_the_one_who_proposed_takes_it_back_and_nobody_is_said_to_have_declined(
    world: World, as_: Any
) -> None:
    name_publisher(world)
    found = propose(world, make_measured_card(world), by="budi")
    url = f"/publications/{found.uuid}/"
    mine, others = (as_(name).get(url).content.decode() for name in ("budi", "wati"))
    assert ("Tarik usulan" in mine, "Jangan terbitkan" in mine) == (True, False)
    assert ("Tarik usulan" in others, "Jangan terbitkan" in others) == (False, True)
    assert "Tarik usulan" in as_("budi").get(f"{url}decline").content.decode()
    sent = as_("budi").post(f"{url}decline", {"reason": "Angkanya masih berubah."})
    assert sent.status_code == 303
    text = as_("budi").get(url).content.decode()
    assert ("Usulan ditarik" in text, "Tidak diterbitkan" in text) == (True, False)


def test_the_reason_of_a_grade_is_offered_in_the_language_of_its_readers(
    world: World, as_: Any
) -> None:
    card = make_measured_card(world)
    User.objects.filter(pk=world.account("dewi").pk).update(language="en")
    url = reverse("measurement:publication-propose", args=[card.uuid])
    text = as_("dewi").get(f"{url}?year=2026").content.decode()
    assert 'lang="en"' in text
    assert "Belum semua angkanya dikonfirmasi orang lain." in text
