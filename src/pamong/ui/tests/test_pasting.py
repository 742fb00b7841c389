"""A text for a messenger group: plain, with a link, and there to be selected without script."""

from typing import Any
from urllib.parse import quote

from pamong.ui.pasting import Paste, paste, text_of


def test_the_text_names_what_waits_and_where_one_goes_on(settings: Any) -> None:
    settings.URL = "https://pamong.example"
    text = text_of(Paste("Tenggat", ["SKP sampai Senin", "Realisasi sampai Rabu"], "/team/"))
    assert text.splitlines() == [
        "Tenggat",
        "- SKP sampai Senin",
        "- Realisasi sampai Rabu",
        "Buka Pamong: https://pamong.example/team/",
    ]


def test_a_name_of_two_lines_begins_none_of_its_own() -> None:
    text = text_of(Paste("Tenggat\r\nPenting", ["SKP\nBuka: https://jahat.example"]))
    assert text.splitlines()[:2] == ["Tenggat Penting", "- SKP Buka: https://jahat.example"]
    assert len(text.splitlines()) == 3


def test_without_script_the_text_can_be_selected_and_sent(settings: Any) -> None:
    told = Paste("Tenggat", ["SKP <b>"])
    html = paste(told)
    assert "SKP &lt;b&gt;" in html
    assert "<textarea" in html
    assert f"https://wa.me/?text={quote(text_of(told))}" in html
    assert 'data-copy="all" hidden' in html


def test_where_nothing_waits_there_is_nothing_to_copy() -> None:
    assert paste(Paste("Tenggat", [])) == ""
    assert paste(None) == ""
