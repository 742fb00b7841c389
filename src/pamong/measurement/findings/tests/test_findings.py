"""Questions about figures of cards: asked once, closed by new figures, answered by who answers for them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.config.notices.telling import tell
from pamong.ledger.models import Entry
from pamong.measurement.cards.permissions import can_change_card
from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.measurement.figure_files.reading import read_figures
from pamong.measurement.figure_files.tables import FigureColumns, sheets_in
from pamong.measurement.findings.actions import answer_finding
from pamong.measurement.findings.asking import SOURCE, ask_about_agency, ask_about_card
from pamong.measurement.findings.readings import asked_cards, label_of, quality_readings
from pamong.measurement.findings.tests.make import make_finding
from pamong.measurement.findings.ticking import ask_about_figures
from pamong.measurement.models import Card, Finding
from pamong.measurement.sources.actions import remove_source
from pamong.measurement.sources.tests.make import HEAD, make_source, written
from pamong.people.scope import scope_for
from pamong.people.tests.world import World
from pamong.stats.quality import examine

MONTHS = [date(2025, at, 28) for at in range(1, 13)]
STEADY = [81.2, 79.8, 80.4, 82.1, 80.9, 79.3, 81.7, 80.2, 81.1, 79.9, 80.6, 81.4]


def monthly(world: World, *values: float, name: str = "Cakupan layanan", **more: Any) -> Card:
    """A card measured in percent each month of 2025, from January on."""
    card = make_card(
        world, name, **{"measure": "%", "frequency": "month", "counting": "state"} | more
    )
    for day, value in zip(MONTHS, values, strict=False):
        read(world, card, value, day)
    return card


def asked(world: World) -> list[tuple[str, str]]:
    rows = Finding.objects.open().order_by("period", "source")
    return [(row.source.removeprefix(SOURCE), row.period) for row in rows]


def look(world: World, on: date = date(2025, 12, 31)) -> int:
    return ask_about_agency(world.agency, on=on)


def test_a_figure_that_cannot_be_is_asked_about_once_and_closed_when_it_is_corrected(
    world: World,
) -> None:
    card = monthly(world, *STEADY[:11], 180)
    assert look(world) == 1
    assert look(world) == 0
    (row,) = Finding.objects.all()
    assert (row.source, row.period, row.owner) == (SOURCE + "range", "2025-12", world.budi)
    assert row.reading
    assert row.reading.value == 180
    read(world, card, 80, MONTHS[11])
    assert look(world) == 0
    row.refresh_from_db()
    assert row.state == Finding.State.GONE


def test_an_answered_question_comes_back_only_with_another_figure(world: World) -> None:
    card = monthly(world, *STEADY[:11], 180)
    look(world)
    row = Finding.objects.get()
    answer_finding(row, " Termasuk warga luar. ", by=world.account("budi"), on=world.day)
    row.refresh_from_db()
    assert (row.state, row.answer, row.answered_by) == (
        *("answered", "Termasuk warga luar."),
        world.budi,
    )
    entry = Entry.objects.filter(verb="measurement.finding_answered").get()
    assert "Termasuk" not in str(entry.changes)
    assert look(world) == 0
    read(world, card, 190, MONTHS[11])
    assert look(world) == 1
    assert Finding.objects.count() == 2


def test_the_owner_is_told_once_a_card_and_who_keeps_the_cards_of_the_answer(world: World) -> None:
    card = monthly(world, *STEADY[:10], 180, 190)
    assert look(world) == 2
    entry = Entry.objects.get(verb="measurement.figures_questioned")
    assert (entry.subject_uuid, entry.changes) == (card.uuid, {"questions": [None, 2]})
    assert [notice.user for notice in tell([entry])] == [world.account("budi")]
    look(world)
    assert Entry.objects.filter(verb="measurement.figures_questioned").count() == 1
    answer_finding(Finding.objects.all()[0], "Benar.", by=world.account("budi"), on=world.day)
    told = tell(list(Entry.objects.filter(verb="measurement.finding_answered")))
    assert [notice.user for notice in told] == [world.account("dewi")]


def test_an_answer_is_given_once_with_words_by_who_answers_for_the_figure(world: World) -> None:
    row = make_finding(make_card(world))
    with pytest.raises(ValidationError, match="Tulis jawaban"):
        answer_finding(row, "  ", by=world.account("budi"), on=world.day)
    for name in ("sari", "wati", "tono", "lina"):
        with pytest.raises(PermissionDenied):
            answer_finding(row, "x", by=world.account(name), on=world.day)
    answer_finding(row, "x", by=world.account("dewi"), on=world.day)
    with pytest.raises(ValidationError, match="sudah dijawab"):
        answer_finding(row, "y", by=world.account("budi"), on=world.day)
    Finding.objects.update(state=Finding.State.GONE)
    with pytest.raises(ValidationError, match="tidak berlaku"):
        answer_finding(row, "y", by=world.account("budi"), on=world.day)


def test_of_a_card_that_nobody_owns_whoever_answers_for_its_source_is_asked(world: World) -> None:
    card = make_card(world, code="A", owner=None, measure="%", frequency="month", counting="state")
    source = make_source(world, owner=world.sari)
    rows = [f"A;2025-{at:02};{value}" for at, value in enumerate([*STEADY[:11], 180], start=1)]
    written(world, source, HEAD + "\n".join(rows).replace(".", ","))
    assert look(world) == 1
    assert Finding.objects.get().owner == world.sari
    (entry,) = Entry.objects.filter(verb="measurement.figures_questioned")
    assert [notice.user for notice in tell([entry])] == [world.account("sari")]
    remove_source(source, by=world.account("dewi"), on=world.day)
    assert look(world) == 0
    assert Finding.objects.get().owner is None
    Card.objects.filter(pk=card.pk).update(owner=world.budi)
    look(world)
    assert Finding.objects.get().owner == world.budi


def test_whoever_is_asked_may_answer_and_change_nothing_else(world: World) -> None:
    row = make_finding(make_card(world, owner=None), owner=world.sari)
    with pytest.raises(PermissionDenied):
        answer_finding(row, "x", by=world.account("wati"), on=world.day)
    answer_finding(row, "Memang naik.", by=world.account("sari"), on=world.day)
    row.refresh_from_db()
    assert row.answered_by == world.sari
    assert row.card is not None
    assert not can_change_card(scope_for(world.account("sari"), world.day), row.card)


def test_a_missing_month_and_one_that_is_due_are_asked_about(world: World) -> None:
    card = monthly(world, *STEADY[:6])
    card.indicator.readings.filter(as_of=MONTHS[2]).delete()
    look(world, on=date(2025, 8, 31))
    assert asked(world) == [("missing", "2025-04"), ("stale", "2025-06")]


def test_two_cards_with_the_same_figures_are_asked_about_together(world: World) -> None:
    monthly(world, *STEADY)
    other = monthly(world, *STEADY, name="Cakupan lain")
    assert look(world) == 1
    row = Finding.objects.get()
    assert (row.source, row.card) == (SOURCE + "copies", other)


def test_a_card_whose_name_is_a_wish_is_asked_about_and_found_by_it(world: World, as_: Any) -> None:
    monthly(world, *STEADY, name="Meningkatkan mutu layanan")
    monthly(world, *STEADY[::-1], name="Indeks mutu layanan")
    assert look(world) == 1
    assert asked(world) == [("wish", "2025-01")]
    page = as_("budi").get("/indicators/findings/?rule=wish").content.decode()
    assert "“Meningkatkan mutu layanan” menyebut yang diinginkan" in page


def test_only_cards_that_somebody_fills_in_are_looked_at(world: World) -> None:
    card = monthly(world, *STEADY[:11], 180)
    Card.objects.filter(pk=card.pk).update(closed_on=world.day)
    assert look(world) == 0


def test_the_worker_looks_at_a_card_after_an_entry_and_at_all_once_a_day(world: World) -> None:
    card = monthly(world, *STEADY[:11], 180)
    assert ask_about_card(card, on=world.day) == 1
    other = monthly(world, *STEADY[:11], name="Lain")
    make_finding(other, source=SOURCE + "stale")
    assert ask_about_card(other, on=world.day) == 0
    assert ("stale", "2026-Q1") in asked(world)  # what needs all cards is left to the daily round
    said = list(ask_about_figures())
    assert len(said) == 1
    assert list(ask_about_figures()) == []


def test_one_that_less_is_better_heaps_on_its_other_side(world: World) -> None:
    card = monthly(world, *STEADY, direction="less")
    assert all(one.less for one in quality_readings([card]))


def test_the_same_figures_in_a_file_and_on_cards_raise_the_same_questions(
    world: World, tmp_path: Path
) -> None:
    """The card's own functions against the command's, over the same readings."""
    first = monthly(world, *STEADY[:4], 8.1, *STEADY[5:])
    second = monthly(world, *STEADY[:9], 0, 102.5, name="Persentase tepat waktu")
    for card in (first, second):
        aim(world, card, 80, year=2025)
    lines = ["kartu,bulan,nilai,satuan"]
    for card in (first, second):
        for row in card.indicator.readings.order_by("as_of"):
            value = Decimal(row.value).normalize()
            lines.append(f"{label_of(card)},{row.as_of:%Y-%m},{value:f},%")
    file = tmp_path / "angka.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    on_cards = examine(quality_readings(list(asked_cards(world.agency.pk)))).findings
    (table,) = read_figures(sheets_in(file), FigureColumns(("nilai",), "bulan", ("kartu",)))
    in_file = examine(table.readings).findings

    def told(found: Any) -> set[Any]:
        return {(one.rule, one.series, one.time, str(one.figures)) for one in found}

    assert told(on_cards) == told(in_file)
    assert {one.rule for one in in_file} == {"jump", "nought", "range"}


def test_the_pages_show_ask_and_trace(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    card = monthly(world, *STEADY[:11], 180)
    look(world)
    row = Finding.objects.get()
    client = as_("budi")
    text = client.get("/indicators/findings/").content.decode()
    assert "180% pada Desember 2025" in text
    assert "180%" not in as_("sari").get("/indicators/findings/").content.decode()
    assert "180%" in as_("sari").get("/indicators/findings/?whose=all").content.decode()
    page = client.get(f"/indicators/findings/{row.uuid}/").content.decode()
    assert "Jawab" in page
    assert world.budi.name in page
    with django_assert_max_num_queries(24):
        signals = client.get(f"/indicators/{card.uuid}/signals").content.decode()
    assert "di luar batas" in signals
    drawn = client.get(f"/indicators/{card.uuid}/signals?grafik=naik-turun").content.decode()
    assert "batas atas" in drawn
    assert "Desember 2025: 180" in drawn
    assert client.post(f"/indicators/findings/{row.uuid}/answer", {"answer": ""}).status_code == 422
    told = {"answer": "Benar 🙂"}
    assert client.post(f"/indicators/findings/{row.uuid}/answer", told).status_code == 303
    assert client.post(f"/indicators/findings/{row.uuid}/answer", told).status_code == 422
    answered = client.get(f"/indicators/findings/{row.uuid}/").content.decode()
    assert "Benar 🙂" in answered
    for odd in ("?state=x&rule=y&whose=z&after=q", "?state=answered&whose=unit", "?state=gone"):
        assert client.get(f"/indicators/findings/{odd}").status_code == 200


def test_the_list_costs_the_same_however_many_are_asked(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for at in range(12):
        make_finding(make_card(world, f"Kartu {at}"))
    client = as_("dewi")
    client.get("/indicators/findings/?whose=all")
    with django_assert_max_num_queries(20):
        client.get("/indicators/findings/?whose=all")
