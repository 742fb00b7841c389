from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from pamong.performance.evaluation.wording import OPEN_CLAUSES
from pamong.performance.rulebook.presentation import clauses_table
from pamong.performance.rulebook.queries import FAMILY, pack_lines, text_of
from pamong.performance.rulebook.words import title_of
from pamong.policy.describe import open_clauses
from pamong.policy.load import builtin, builtin_heads, builtin_ids

As = Callable[[str], Client]
PACK = "id-permenpanrb-6-2022"


def page_of(page: Any) -> str:
    return str(page.content.decode())


@pytest.mark.parametrize("name", ["sari", "dewi", "tono", "outsider"])
def test_everybody_reads_which_rules_hold_and_what_is_open(as_: As, name: str) -> None:
    page = page_of(as_(name).get("/packs/"))
    assert "PermenPANRB 6/2022" in page
    assert f"{len(open_clauses(builtin(PACK)))} butir" in page


def test_a_pack_shows_its_rules_its_open_clauses_and_its_text(as_: As) -> None:
    page = page_of(as_("tono").get(f"/packs/{PACK}/"))
    assert "Saran rating hasil kerja" in page
    assert "Belum terkonfirmasi" in page
    assert "SE MenPANRB 3/2023" in page
    text = as_("tono").get(f"/packs/{PACK}/distribution.toml")
    assert text["Content-Type"].startswith("text/plain")
    assert page_of(text) == text_of(PACK, "distribution.toml")


@pytest.mark.parametrize("path", ["nothing/", f"{PACK}/none.toml", f"{PACK}/..pack.toml"])
def test_what_is_no_pack_and_no_file_of_one_is_not_found(as_: As, path: str) -> None:
    assert as_("tono").get(f"/packs/{path}").status_code == 404


@pytest.mark.parametrize("pack", builtin_ids())
def test_every_pack_has_its_page_in_both_languages(as_: As, pack: str) -> None:
    client = as_("dewi")
    assert client.get(f"/packs/{pack}/").status_code == 200
    assert client.get(f"/packs/{pack}/", headers={"Accept-Language": "en"}).status_code == 200


def test_a_pack_that_ended_stands_apart() -> None:
    lines = {line.head.id: line.holds for line in pack_lines(date(2026, 11, 25))}
    assert lines[PACK]
    assert not lines["id-permenpanrb-8-2021"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_open_clause_has_a_title_in_both_languages(language: str) -> None:
    for head in builtin_heads():
        pack = builtin(head.id)
        if head.family != FAMILY:
            continue
        for row in open_clauses(pack):
            clause = row["clause"].partition(".")[0]
            with override(language):
                title = title_of(pack, clause)
            assert title != clause.replace("_", " ") or clause in OPEN_CLAUSES, (head.id, clause)
            words = pack.translations.get("en", {}).get("texts", {})
            keys = {f"clause.{clause}", f"title.{clause}"} & pack.texts.keys()
            assert keys <= words.keys(), (head.id, clause)


@pytest.mark.parametrize(
    "pack", ["id-perpres-21-2023", "id-pp-11-2017", "id-uu-20-2023", "id-kepmenpanrb-16-2025"]
)
def test_a_pack_of_clauses_alone_holds_on_its_days_and_shows_no_empty_table(
    as_: As, pack: str
) -> None:
    lines = {line.head.id: line.holds for line in pack_lines(date(2026, 11, 25))}
    assert lines[pack]
    assert not {line.head.id: line.holds for line in pack_lines(date(2010, 1, 1))}[pack]
    page = page_of(as_("dewi").get(f"/packs/{pack}/"))
    assert "butirnya dipakai bagian lain" in page
    assert "Tidak berlaku" not in page


@pytest.mark.parametrize("pack", builtin_ids())
def test_what_an_agency_is_said_to_answer_has_its_form(as_: As, pack: str) -> None:
    listed = clauses_table(builtin(pack), date(2026, 11, 25)).rows
    for row in listed:
        name, state = str(row.cells[0].sub).partition(".")[0], row.cells[2]
        if state.sub:
            assert as_("dewi").get(f"/rules/{name}/change").status_code == 200, name
