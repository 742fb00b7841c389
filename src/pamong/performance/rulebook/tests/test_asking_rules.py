"""A rule asked in the browser: the same answer as the command, wherever the input comes from."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.rulebook.queries import rule_lines
from pamong.performance.rulebook.words import note_said, worded
from pamong.policy.asking import answer_line, asked
from pamong.policy.load import builtin, builtin_ids
from pamong.policy.pack import Field

As = Callable[[str], Client]
TODAY = date(2026, 11, 25)
SKM = "id-permenpanrb-14-2017"
ANSWERS: list[list[int | None]] = [[4, 3, None], [3, 3, 2], [3, 4, 4]]


def shown(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def by_command(pack: str, rule: str, inputs: dict[str, Any]) -> str:
    return answer_line(asked(builtin(pack), rule, json.dumps(inputs).encode(), on=TODAY))


@pytest.mark.parametrize("name", ["sari", "tono", "lina", "outsider"])
def test_everybody_finds_every_rule_with_a_sentence(as_: As, name: str) -> None:
    page = as_(name).get("/answers/")
    assert page.status_code == 200
    for line in rule_lines(TODAY):
        assert f"/answers/{line.name}/" in page.content.decode()


def test_an_answer_has_an_address_that_gives_the_line_of_the_command(as_: As) -> None:
    client = as_("sari")
    sent = client.post("/answers/sample_size/", {"i-population": "1.000", "i-margin": "0,05"})
    assert sent.status_code == 303
    page = client.get(sent["Location"])
    assert "278" in shown(page)
    assert "Krejcie" in shown(page)
    file = client.get(sent["Location"] + "&as=json")
    assert "attachment" in file["Content-Disposition"]
    expected = by_command(SKM, "sample_size", {"population": 1000, "margin": 0.05})
    assert file.content.decode() == expected + "\n"


def test_rows_of_a_survey_are_pasted_or_come_from_a_file(as_: As) -> None:
    client, expected = as_("sari"), by_command(SKM, "satisfaction", {"answers": ANSWERS})
    book = io.BytesIO()
    write_xlsx(book, [Heading(name) for name in ("U1", "U2", "U3")], ANSWERS)
    for name, content in (
        ("skm.csv", b"U1,U2,U3\n4,3,\n3,3,2\n3,4,4\n"),
        ("skm.json", json.dumps({"answers": ANSWERS}).encode()),
        ("rows.json", json.dumps(ANSWERS).encode()),
        ("skm.xlsx", book.getvalue()),
    ):
        data = {"file": SimpleUploadedFile(name, content), "as": "json"}
        sent = client.post("/answers/satisfaction/", data)
        assert sent.content.decode() == expected + "\n", name
    for text in ("4; 3; -\n3; 3; 2\n3; 4; 4", "4\t3\t\n3\t3\t2\n3\t4\t4", json.dumps(ANSWERS)):
        sent = client.post("/answers/satisfaction/", {"i-answers": text, "as": "json"})
        assert sent.content.decode() == expected + "\n", text


def test_many_rows_are_answered_without_an_address(as_: As) -> None:
    rows = "\n".join("4;3;4;3;4;3;4;3;4" for _ in range(2000))
    page = as_("sari").post("/answers/satisfaction/", {"i-answers": rows})
    assert page.status_code == 200
    assert "terlalu panjang untuk sebuah alamat" in shown(page)
    assert rows.splitlines()[0] in page.content.decode()


def test_what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost(as_: As) -> None:
    data = {"i-means": "3,2; 5; 2,9", "i-weight": "printed"}
    page = as_("sari").post("/answers/satisfaction/", data)
    assert page.status_code == 422
    text = page.content.decode()
    assert "ke-2" in text
    assert "dari 1 sampai 4" in text
    assert "3,2; 5; 2,9" in text
    assert re.search(r'value="printed"[^>]*selected', text)
    client = as_("sari")
    client.cookies["pamong_language"] = "en"
    english = client.post("/answers/satisfaction/", data)
    assert "from 1 to 4" in english.content.decode()


def test_what_is_missing_is_said_as_missing(as_: As) -> None:
    page = as_("sari").get("/answers/attainment/", {"i-target": "80", "ask": "1"})
    assert page.status_code == 200
    assert "realisasi belum ada" in shown(page)


def test_another_day_is_answered_by_another_law(as_: As) -> None:
    client = as_("sari")
    old = client.get("/answers/predicate/", {"on": "01-03-2019", "i-results_score": "90"})
    assert old.status_code == 422  # the behaviour is still missing
    given = {"on": "01-03-2019", "i-results_score": "90", "i-behaviour_score": "80"}
    assert "PP 46/2011" in shown(client.get("/answers/predicate/", given))
    none = client.get("/answers/predicate/", {"on": "01-03-2009"})
    assert none.status_code == 422
    assert "Tidak ada aturan untuk hari" in shown(none)


def test_a_rule_that_ended_answers_by_its_own_last_day_when_its_pack_is_chosen(as_: As) -> None:
    client = as_("sari")
    ended = [line for line in rule_lines(TODAY) if not line.holds]
    assert ended
    for line in ended:
        page = client.get(f"/answers/{line.name}/", {"pack": line.head.id})
        assert page.status_code == 200, line
        assert "Belum dapat dihitung" not in shown(page)
    # A day that was typed still decides.
    late = client.get(f"/answers/{ended[0].name}/", {"pack": ended[0].head.id, "on": "01-03-2026"})
    assert late.status_code == 422


def test_an_example_of_every_rule_is_answered_on_its_page(as_: As) -> None:
    client = as_("sari")
    for line in rule_lines(TODAY):
        page = client.get(f"/answers/{line.name}/", {"pack": line.head.id, "example": "0"})
        assert page.status_code == 200, line
        assert ", row " not in shown(page), line
        assert "4_6" not in shown(page), line


@pytest.mark.parametrize(
    "query",
    [
        {"example": "9" * 400},
        {"example": "²"},
        {"pack": "../x", "on": "99-99-9999", "employee": "\0"},
        {"i-population": "\0", "i-margin": "9" * 3000},
        {"i-population": "[[[[", "ask": "1"},
        {"i-population": '{"a": 1}'},
        {"i-population": "1e999999999"},
    ],
)
def test_odd_input_is_refused_and_never_our_fault(as_: As, query: dict[str, str]) -> None:
    for rule in ("sample_size", "satisfaction", "credit_year"):
        for answer in (
            as_("sari").get(f"/answers/{rule}/", query),
            as_("sari").post(f"/answers/{rule}/", query),
        ):
            assert answer.status_code in (200, 303, 400, 422), (rule, query)
    assert as_("sari").get("/answers/none/").status_code == 404


def test_a_file_that_is_no_table_is_said_beside_its_box(as_: As) -> None:
    for content in (b"%PDF-1.4", b"{", b"\x89PNG\r\n", b"x" * 1_200_000, b'{"counts": 3}'):
        data = {"file": SimpleUploadedFile("a.csv", content)}
        assert as_("sari").post("/answers/satisfaction/", data).status_code == 422


def names_of(field: Field) -> Iterator[Field]:
    yield field
    for inner in (*field.fields, *((field.items,) if field.items else ())):
        yield from names_of(inner)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_rule_input_and_output_has_words_in_both_languages(language: str) -> None:
    missing: list[tuple[str, ...]] = []
    for pack_id in builtin_ids():
        pack = builtin(pack_id)
        for name, rule in pack.rules.items():
            fields = [one for field in rule.fields for one in names_of(field)]
            asked_of = [(f"input.{name}.{f.name}", f"input.{f.name}") for f in fields]
            options = [(f"option.{code}",) for f in fields for code in f.options]
            outputs = [o.name for o in rule.outputs if o.kind != "reason"]
            steps = [
                (f"step.{name}.{s.name}", f"step.{s.name}", f"output.{s.name}", f"input.{s.name}")
                for s in rule.steps
            ]
            keys = [
                *[(f"rule.{name}",), (f"about.{name}",), (f"field.{name}", "field")],
                *[*asked_of, *options, *steps],
                *[(f"output.{name}.{o}", f"output.{o}", f"input.{o}") for o in outputs],
            ]
            with override(language):
                # A pack's own words do not stand in for the other language here.
                own = pack.head.language == language
                texts = pack.texts if own else pack.translations.get(language, {}).get("texts", {})
                missing += [(pack_id, *key) for key in keys if not any(k in texts for k in key)]
                assert worded(pack, f"rule.{name}")
                noted = [f.name for f in fields if f.note and not note_said(pack, name, f.name)]
            missing += [(pack_id, name, one) for one in noted]
    assert missing == [], missing
