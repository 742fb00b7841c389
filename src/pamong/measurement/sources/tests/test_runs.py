"""Figures come from a source: looked at, written once, corrected and never doubled, each with its line."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_tasks_db.models import DBTaskResult

from pamong.ledger.models import Entry
from pamong.measurement.cards.actions import close_card
from pamong.measurement.cards.tests.make import make_card, read
from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.findings.tasks import ask_after_run
from pamong.measurement.models import Card, Finding, Origin, Reading
from pamong.measurement.sources.actions import match_indicators
from pamong.measurement.sources.card_actions import make_cards
from pamong.measurement.sources.mapping import Brings, Mapping
from pamong.measurement.sources.run_actions import (
    drop_run,
    look_again,
    map_source,
    write_run,
)
from pamong.measurement.sources.tests.make import (
    HEAD,
    acting,
    at,
    make_source,
    mapped,
    receive,
    written,
)
from pamong.people.models import Intake
from pamong.people.tests.world import World

Status = Intake.Status


def counts(run: object) -> tuple[int, ...]:
    return tuple(getattr(run, name) for name in ("added", "changed", "unchanged", "rejected"))


def test_nothing_is_written_before_somebody_has_seen_how_it_is_read(world: World) -> None:
    make_card(world, code="A")
    run = receive(world, make_source(world), HEAD + "A;2025;12,5\n")
    assert (run.status, run.plan_digest) == (Status.SHOWN, "")
    assert run.shown["guess"]["mark"] == ","
    with pytest.raises(ValidationError):
        write_run(run, by=world.account("dewi"), on=world.day, at=at())
    assert not Reading.objects.exists()


def test_a_figure_says_file_line_and_person_and_the_same_file_again_changes_nothing(
    world: World,
) -> None:
    card, source = make_card(world, code="A"), make_source(world)
    run = written(world, source, HEAD + "A;2025;12,5\nA;2026-01;3\n")
    assert counts(run) == (2, 0, 0, 0)
    reading = Reading.objects.get(as_of=date(2025, 12, 31))
    assert (reading.value, reading.line) == (Decimal("12.5"), 2)
    assert reading.entered_by == world.dewi
    assert reading.origin == Origin.objects.get(run=run.uuid)
    assert reading.origin.sha256 == run.sha256
    assert Entry.objects.filter(
        verb="measurement.card_readings_brought", subject_uuid=card.uuid
    ).exists()
    again = written(world, source, HEAD + "A;2025;12,5\nA;2026-01;3\n")
    assert counts(again) == (0, 0, 2, 0)
    assert Reading.objects.count() == 2


def test_of_two_runs_with_the_same_table_one_waits_and_says_which_it_replaces(
    world: World, as_: Any
) -> None:
    make_card(world, code="A")
    source = make_source(world)
    first = mapped(world, source, HEAD + "A;2025;12,5\n")
    other = receive(world, source, HEAD + "A;2025;13\n")
    second = receive(world, source, HEAD + "A;2025;12,5\n")
    for run in (first, other):
        run.refresh_from_db()
    waiting = source.runs.filter(status=Status.SHOWN).order_by("pk")
    assert list(waiting) == [other, second]  # another table waits for a look of its own
    assert (first.status, bool(first.file)) == (Status.DROPPED, False)
    client = as_("dewi")
    assert "Menggantikan" in client.get(f"/sources/runs/{second.uuid}/").content.decode()
    assert "Digantikan oleh" in client.get(f"/sources/runs/{first.uuid}/").content.decode()
    assert "Menggantikan" not in client.get(f"/sources/runs/{other.uuid}/").content.decode()
    assert Entry.objects.filter(verb="measurement.run_dropped", subject_uuid=first.uuid).exists()
    third = receive(world, source, b"\x00\xff no table")
    assert third.status == Status.FAILED
    dewi = acting(world)
    assert write_run(second, **dewi, at=at()).added == 1
    again = receive(world, source, HEAD + "A;2025;12,5\n")  # what was written is not undone
    second.refresh_from_db()
    assert (second.status, again.status, again.unchanged) == (Status.DONE, Status.SHOWN, 1)


def test_another_figure_of_the_same_period_replaces_and_is_marked_where_the_year_is_over(
    world: World,
) -> None:
    make_card(world, code="A")
    source = make_source(world)
    written(world, source, HEAD + "A;2025;12,5\n")
    run = mapped(world, source, HEAD + "A;2025;13\n")
    assert (run.changed, run.shown["late"]) == (1, 1)
    write_run(run, by=world.account("dewi"), on=world.day, at=at())
    old = Reading.objects.get(value=Decimal("12.5"))
    assert old.replaced_by == Reading.objects.get(value=13)


def test_the_history_of_a_card_names_the_figures_that_a_source_brought(
    world: World, as_: Any
) -> None:
    card, source = make_card(world, code="A-1"), make_source(world)
    written(world, source, f"{HEAD}A-1;2024;1200,5\nA-1;2025;3\n")
    written(world, source, f"{HEAD}A-1;2024;1300\n")
    text = as_("dewi").get(f"/indicators/{card.uuid}/").content.decode()
    assert "31 Desember 2024: 1.200,5 → 1.300" in text
    assert "Diubah: 0" not in text


def test_what_a_person_corrected_is_not_put_back_by_the_same_figure_of_the_source(
    world: World,
) -> None:
    card, source = make_card(world, code="A"), make_source(world)
    written(world, source, HEAD + "A;2025;12\n")
    read(world, card, 14, date(2025, 12, 31))
    run = mapped(world, source, HEAD + "A;2025;12\n")
    assert counts(run) == (0, 0, 0, 1)
    assert "mengoreksi" in reason_said(run.shown["rejected"][0][1])
    assert mapped(world, source, HEAD + "A;2025;15\n").changed == 1


def test_a_period_that_still_runs_is_one_figure_however_often_it_is_fetched(world: World) -> None:
    make_card(world, code="A")
    source = make_source(world)
    written(world, source, HEAD + "A;2026;5\n")
    reading = Reading.objects.get()
    assert reading.as_of == world.day
    Reading.objects.update(as_of=date(2026, 11, 1))  # fetched three weeks ago
    assert counts(mapped(world, source, HEAD + "A;2026;5\n")) == (0, 0, 1, 0)
    written(world, source, HEAD + "A;2026;6\n")
    assert [row.value for row in Reading.objects.standing()] == [6]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;2025;WTP", "bukan angka"),
        ("A;2025;10000%", "100"),
        ("A;entah;3", "tidak dikenali"),
        ("A;2031;3", "baru dimulai"),
        ("A;1950;3", "luar jangkauan"),
        ("test;2025;3", "percobaan"),
        (";2025;3", "tidak menyebut indikator"),
        ("A;2025;", "tidak berisi angka"),
        ("A;2025;99999999999999999999999999", "terlalu panjang"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_line_and_keeps_out_no_other(
    world: World, row: str, said: str
) -> None:
    make_card(world, code="A")
    run = mapped(world, make_source(world), f"{HEAD}A;2024;1\n{row}\n")
    assert counts(run) == (1, 0, 0, 1)
    line, reason, *_rest = run.shown["rejected"][0]
    assert line == 3
    assert said in reason_said(reason)


def test_a_figure_of_plainly_another_mark_is_taken_and_the_page_says_so(
    world: World, as_: Any
) -> None:
    card = make_card(world, code="A")
    run = written(world, make_source(world), f"{HEAD}A;2024;1,5\nA;2025;3.2\nA;2023;1.250\n")
    assert counts(run) == (3, 0, 0, 0)
    values = Reading.objects.filter(indicator=card.indicator).order_by("as_of")
    assert [row.value for row in values] == [1250, Decimal("1.5"), Decimal("3.2")]
    text = as_("dewi").get(f"/sources/runs/{run.uuid}/").content.decode()
    assert "“3.2” di baris 3 dibaca 3,2" in text


def test_two_rows_of_one_period_with_different_figures_are_both_left_out(world: World) -> None:
    make_card(world, code="A")
    run = mapped(world, make_source(world), HEAD + "A;2025;1\nA;2025;2\nA;2024;1\nA;2024;1\n")
    assert counts(run) == (1, 0, 0, 3)


def test_names_that_stand_twice_are_told_before_any_card_is_made(world: World) -> None:
    told = Mapping(name="Nama", values=("2025",))
    text = "Nama;2025\nRujukan;1\nRujukan;2\nBalita;3\nBalita;3\nSurat;4\n"
    run = mapped(world, make_source(world), text, told)
    refused = [(line, reason[0]) for line, reason, *_rest in run.shown["rejected"]]
    assert refused == [(2, "torn"), (3, "contradicted"), (5, "repeated")]
    assert [(one["name"], one["count"]) for one in run.shown["unknown"]] == [
        ("Balita", 1),
        ("Surat", 1),
    ]
    make_cards(run, {one["key"] for one in run.shown["unknown"]}, **acting(world))
    run = look_again(run, on=world.day)
    assert (run.added, run.rejected) == (2, 3)  # as it was told at first


def test_a_sum_of_a_budget_is_no_indicator_until_somebody_makes_its_card(world: World) -> None:
    told = Mapping(name="Nama", values=("2025",))
    run = mapped(world, make_source(world), "Nama;2025\nJUMLAH BELANJA URUSAN;152\n", told)
    assert [reason[0] for _line, reason, *_rest in run.shown["rejected"]] == ["sum"]
    assert run.shown["unknown"] == []
    make_card(world, name="Jumlah belanja urusan")
    assert look_again(run, on=world.day).added == 1


def test_a_closed_or_computed_card_takes_nothing_from_a_source(world: World) -> None:
    card = make_card(world, code="A")
    close_card(card, by=world.account("dewi"), on=world.day)
    run = mapped(world, make_source(world), HEAD + "A;2025;1\n")
    assert "ditutup" in reason_said(run.shown["rejected"][0][1])


def test_years_side_by_side_become_a_figure_each(world: World) -> None:
    card = make_card(world, "Angka Harapan Hidup", code="A")
    table = "indikator;capaian_2018;capaian_2019\nangka harapan  hidup;75,57;75,00\n"
    told = Mapping(name="indikator", values=("capaian_2018", "capaian_2019"))
    written(world, make_source(world), table, told)
    rows = Reading.objects.filter(indicator=card.indicator).order_by("as_of")
    assert [(row.as_of.year, row.value) for row in rows] == [
        (2018, Decimal("75.57")),
        (2019, Decimal(75)),
    ]


def test_an_unknown_name_is_matched_once_for_ever_or_becomes_a_card_once(world: World) -> None:
    card, source = make_card(world, "Balita ditimbang", code="A"), make_source(world)
    told = Mapping(name="Nama", values=("2025",))
    run = mapped(world, source, "Nama;2025\nBalita yang ditimbang;5\nHal lain;7\n", told)
    unknown = run.shown["unknown"]
    assert [one["said"] for one in unknown] == ["Balita yang ditimbang", "Hal lain"]
    assert unknown[0]["cards"] == [str(card.uuid)]
    dewi = acting(world)
    match_indicators(source, [(unknown[0]["key"], card)], **dewi)
    run = look_again(run, on=world.day)
    assert (run.added, len(run.shown["unknown"])) == (1, 1)
    key = run.shown["unknown"][0]["key"]
    made = make_cards(run, {key}, **dewi)
    assert make_cards(run, {key}, **dewi) == []  # a second press
    assert Card.objects.get(pk=made[0].pk).indicator.name == "Hal lain"
    run = look_again(run, on=world.day)
    assert (run.added, run.shown["unknown"]) == (2, [])


def test_targets_are_the_part_of_who_keeps_the_cards(world: World) -> None:
    make_card(world, code="A")
    told = Mapping(code="Kode", time="Periode", values=("Nilai",), brings=Brings.TARGET)
    source = make_source(world)
    run = mapped(world, source, HEAD + "A;2026;90\nA;2026-Q1;20\n", told)
    assert counts(run) == (1, 0, 0, 1)
    with pytest.raises(PermissionDenied):
        write_run(run, by=world.account("budi"), on=world.day, at=at())
    write_run(run, by=world.account("dewi"), on=world.day, at=at())
    with pytest.raises(PermissionDenied):  # nor by way of the columns, for the calendar to write
        map_source(receive(world, source, HEAD, who="budi"), told, **acting(world, "budi"))
    target = Card.objects.get(code="A").indicator.targets.get()
    assert (target.year, target.value) == (2026, Decimal(90))
    again = written(world, source, HEAD + "A;2026;90\n", told)
    assert counts(again) == (0, 0, 1, 0)


def test_who_answers_for_a_source_runs_it_and_a_colleague_does_not(world: World) -> None:
    make_card(world, code="A")
    source = make_source(world)
    with pytest.raises(PermissionDenied):
        receive(world, source, HEAD + "A;2025;1\n", who="sari")
    run = receive(world, source, HEAD + "A;2025;1\n", who="budi")
    told = Mapping(code="Kode", time="Periode", values=("Nilai",))
    budi = acting(world, "budi")
    run = map_source(run, told, **budi)
    assert write_run(run, **budi, at=at()).status == Status.DONE
    with pytest.raises(ValidationError):
        drop_run(run, **budi)


def test_a_stale_look_is_shown_anew_and_a_second_press_writes_nothing_twice(world: World) -> None:
    card, source = make_card(world, code="A"), make_source(world)
    run = mapped(world, source, HEAD + "A;2025;1\n")
    read(world, card, 7, date(2025, 12, 31))
    dewi = acting(world) | {"at": at()}
    run = write_run(run, **dewi)
    assert run.status == Status.SHOWN
    assert run.shown["is_stale"]
    assert run.changed == 1
    write_run(run, **dewi)
    write_run(run, **dewi)
    assert Reading.objects.count() == 2
    assert Entry.objects.filter(verb="measurement.run_written").count() == 1


def test_the_cards_are_held_before_it_is_looked_what_stands_of_them(
    world: World, django_assert_max_num_queries: Any
) -> None:
    make_card(world, code="A")
    run = mapped(world, make_source(world), HEAD + "A;2024;1\n")
    with django_assert_max_num_queries(60) as asked:
        write_run(run, **acting(world), at=at())
    said = [str(one["sql"]) for one in asked.captured_queries]
    read_at = next(place for place, sql in enumerate(said) if 'FROM "measurement_reading"' in sql)
    held = 'FROM "people_agency" WHERE "people_agency"."id"'
    assert any(held in sql for sql in said[:read_at])


def test_headings_and_names_without_end_are_cut_and_none_is_lost(world: World) -> None:
    heading, name = "N" * 10_000, "indikator " * 2_000
    source = make_source(world)
    run = receive(world, source, f"{heading};2025\n{name};3\n")
    assert len(run.shown["headings"][0]) == 200
    told = Mapping(name=run.shown["headings"][0], values=("2025",))
    run = map_source(run, told, **acting(world))
    (unknown,) = run.shown["unknown"]
    assert len(unknown["name"]) <= 1000
    assert len(make_cards(run, {unknown["key"]}, **acting(world))) == 1
    assert look_again(run, on=world.day).added == 1


def test_what_a_run_brought_is_looked_at_like_what_somebody_typed(world: World) -> None:
    card = make_card(world, code="A", measure="%", frequency="month", counting="state")
    run = written(world, make_source(world), HEAD + "A;2025-12;180\n")
    assert DBTaskResult.objects.filter(task_path__endswith="ask_after_run").count() == 1
    ask_after_run.func(str(run.uuid))
    question = Finding.objects.get()
    assert (question.card, question.source) == (card, "measurement.figure_range")
