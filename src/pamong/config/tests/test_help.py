"""Help: the year of each role, the how-tos of the repository, and whom to ask."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from pamong.config.guides import LANGUAGES, OF_SERVERS, guide_named, guides_in, html_of
from pamong.config.help import helpers_of
from pamong.people.tests.world import World

DOCS = Path(settings.SOURCE).parent.parent / "docs"
FOLDERS = {"id": DOCS / "id" / "how-to", "en": DOCS / "how-to"}


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("sari", ["Sebagai pegawai"], ["Sebagai penilai", "kepegawaian</h2>"]),
        ("budi", ["Sebagai pegawai", "Sebagai penilai"], ["Sebagai administrator"]),
        ("rini", ["Sebagai administrator unit"], ["Sebagai penilai", "Sebagai kepegawaian"]),
        ("dewi", ["Sebagai administrator unit", "Sebagai kepegawaian"], ["Sebagai penilai"]),
    ],
)
def test_each_role_reads_its_own_year(
    as_: Any, name: str, shown: list[str], hidden: list[str]
) -> None:
    page = as_(name).get("/help").content.decode()
    assert all(words in page for words in shown)
    assert not any(words in page for words in hidden)


def test_the_page_names_who_can_help_nearby(as_: Any, world: World) -> None:
    assert "Rini Astuti" in as_("sari").get("/help").content.decode()
    assert helpers_of(world.scope("wati"), world.day) == ["Dewi Anggraini"]
    assert helpers_of(world.scope("outsider"), world.day) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_how_to_is_a_page(as_: Any, language: str) -> None:
    names = {path.stem for path in FOLDERS[language].glob("*.md")} - OF_SERVERS
    assert set(guides_in(language)) == names
    sari = as_("sari")
    for name in names:
        page = sari.get(f"/help/{name}")
        assert page.status_code == 200
        guide = guide_named(name, language)
        assert guide is not None
        assert "**" not in guide.html
        assert guide.html.startswith("<")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_how_to_asks_a_clerk_for_a_command(language: str) -> None:
    for guide in guides_in(language).values():
        assert "<code>pamong" not in guide.html, guide.slug
        assert "PAMONG_" not in guide.html, guide.slug
        assert "<code>--" not in guide.html, guide.slug


def test_a_how_to_that_is_not_there_is_404(as_: Any) -> None:
    assert as_("sari").get("/help/tidak-ada").status_code == 404
    assert as_("sari").get("/help/run-on-a-server").status_code == 404


def test_the_english_page_lists_the_english_how_tos(as_: Any) -> None:
    sari = as_("sari")
    sari.cookies["pamong_language"] = "en"
    page = sari.get("/help").content.decode()
    assert "Propose a plan" in page
    assert "Mengajukan SKP" not in page


def test_markup_in_a_how_to_is_written_and_everything_else_escaped() -> None:
    text = "## Bagian\n\n1. Tekan **Simpan**\n   lalu tunggu.\n2. `a < b`\n\n- satu\n- *dua*\n\n<b>x</b> [teks](y.md)"
    assert html_of(text) == (
        "<h2>Bagian</h2><ol><li>Tekan <strong>Simpan</strong> lalu tunggu.</li>"
        "<li><code>a &lt; b</code></li></ol><ul><li>satu</li><li><em>dua</em></li></ul>"
        "<p>&lt;b&gt;x&lt;/b&gt; teks</p>"
    )


def test_a_table_in_a_how_to_is_a_list_of_its_rows() -> None:
    text = "| masalah | perbaikan |\n| --- | --- |\n| NIP janggal | **Impor data** |"
    assert html_of(text) == (
        "<ul><li><strong>NIP janggal</strong>: <strong>Impor data</strong></li></ul>"
    )


def test_help_costs_few_queries(as_: Any, django_assert_max_num_queries: Any) -> None:
    budi = as_("budi")
    with django_assert_max_num_queries(12):
        budi.get("/help")
