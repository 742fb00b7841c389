"""One box over people, plans, results and indicators: each finds only what one may read."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_indicator, make_plan, make_result

As = Callable[[str], Client]
SEARCH = "/people/search"
MOST_QUERIES = 12


@pytest.fixture
def plan(world: World) -> Plan:
    made = make_plan(world.sari)
    make_indicator(
        make_result(made, "Tersusunnya laporan Posyandu/Pustu yang dinilai baik"),
        name="Persentase pertanggungjawaban tepat waktu",
    )
    return made


def found(client: Client, text: str, kind: str = "") -> str:
    more = f"&in={kind}" if kind else ""
    answer = client.get(f"{SEARCH}?q={quote(text)}{more}")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    "text",
    [
        "penilaian",
        "penyusunan",
        "pustu",
        "posyandu laporan",
        "melaporkan nilai",
        "lapor",
        "LAPORAN",
    ],
)
def test_results_are_found_by_related_words_in_any_order(plan: Plan, as_: As, text: str) -> None:
    assert "Tersusunnya laporan" in found(as_("sari"), text)


@pytest.mark.parametrize("text", ["kepegawaian", "laporan imunisasi", "usun", "aporan"])
def test_other_words_find_nothing(plan: Plan, as_: As, text: str) -> None:
    assert "Tersusunnya laporan" not in found(as_("sari"), text)


def test_indicators_are_found_with_their_result(plan: Plan, as_: As) -> None:
    html = found(as_("sari"), "mempertanggungjawabkan")
    assert "Persentase pertanggungjawaban" in html
    assert "Tersusunnya laporan" in html
    assert reverse("performance:plan-detail", args=[plan.uuid]) in html


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *(("sari", True), ("budi", True), ("joko", True), ("tono", True), ("dewi", True)),
        *(("rini", True), ("agus", False), ("outsider", False)),
    ],
)
def test_only_what_one_may_read_is_found_or_hinted_at(
    plan: Plan, as_: As, who: str, sees: bool
) -> None:
    is_seen = as_(who).get(reverse("performance:plan-detail", args=[plan.uuid])).status_code == 200
    assert is_seen is sees
    for kind, text in (("", "laporan"), ("results", "laporan"), ("indicators", "tepat")):
        html = found(as_(who), text, kind)
        assert ("Posyandu" in html or "Persentase" in html) is sees, (kind, text)


def test_the_plans_of_people_who_are_found_stand_beside_them(plan: Plan, as_: As) -> None:
    address = reverse("performance:plan-detail", args=[plan.uuid])
    assert address in found(as_("dewi"), "lestari")
    assert address in found(as_("dewi"), plan.employee.nip)
    assert address not in found(as_("agus"), "lestari")


def test_few_of_a_kind_are_shown_and_the_rest_by_pages(plan: Plan, as_: As) -> None:
    for number in range(60):
        make_result(plan, f"Laporan ke {number:02d}")
    client = as_("sari")
    first = found(client, "laporan")
    assert len(re.findall(r"Laporan ke \d\d", first)) == 5
    assert "Tampilkan semua" in first
    seen: list[str] = []
    address = f"{SEARCH}?q=laporan&in=results"
    while address:
        html = client.get(address).content.decode()
        # Beside its row, what opens it on a phone names a result.
        seen += list(dict.fromkeys(re.findall(r"Laporan ke (\d\d)", html)))
        ways = re.search(r'rel="next" href="([^"]+)"', html)
        address = SEARCH + ways[1].replace("&amp;", "&") if ways else ""
    assert seen == [f"{number:02d}" for number in reversed(range(60))]
    file: Any = client.get(f"{SEARCH}?q=laporan&in=results&unduh=csv")
    assert b"".join(file.streaming_content).count(b"Laporan ke") == 60


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        ("kepegawaian", "pegawai"),
        ("penilaian", "dinilai"),
        ("mempertanggungjawabkan", "pertanggungjawaban"),
        ("nilai", "penilaian"),
    ],
)
def test_what_holds_the_very_word_comes_first_and_the_newest_first_within(
    plan: Plan, as_: As, word: str, kin: str
) -> None:
    for number, text in enumerate([word, kin, word.upper(), kin, f"{word}nya", f"({word}),", kin]):
        make_result(plan, f"Laporan {text} ke {number}")
    for client in (as_("sari"), as_("dewi")):  # who has few plans in sight, and who sees them all
        assert numbers_in(found(client, word, "results")) == ["5", "2", "0", "6", "4", "3", "1"]
        first = numbers_in(found(client, word))
        assert first == ["5", "2", "0", "6", "4"]


def numbers_in(html: str) -> list[str]:
    return re.findall(r"Laporan \S+ ke (\d)", html)


def test_several_words_come_first_where_all_stand_as_typed(plan: Plan, as_: As) -> None:
    for number, text in enumerate(["nilai pegawai", "penilaian pegawai", "pegawai dengan nilai"]):
        make_result(plan, f"Laporan {text} ke {number}")
    for client in (as_("sari"), as_("dewi")):
        html = found(client, "pegawai nilai", "results")
        assert re.findall(r"Laporan [\w ]+ ke (\d)", html) == ["2", "0", "1"]


def test_pages_go_on_from_the_very_words_to_their_forms(
    plan: Plan, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pamong.performance.search.presentation.SIZE", 2)
    for number in range(7):
        make_result(plan, f"Laporan {('penilaian', 'dinilai')[number % 2]} ke {number}")
    for name in ("sari", "dewi"):
        client, address, seen = as_(name), f"{SEARCH}?q=penilaian&in=results", list[str]()
        while address:
            html = client.get(address).content.decode()
            seen += numbers_in(html)
            ways = re.search(r'rel="next" href="([^"]+)"', html)
            address = SEARCH + ways[1].replace("&amp;", "&") if ways else ""
        assert seen == ["6", "4", "2", "0", "5", "3", "1"]


def test_indicators_come_in_the_same_order(plan: Plan, as_: As) -> None:
    result = make_result(plan, "Hasil")
    for number, word in enumerate(["penilaian", "dinilai", "penilaian"]):
        make_indicator(result, name=f"Laporan {word} ke {number}")
    for client in (as_("sari"), as_("dewi")):
        assert numbers_in(found(client, "penilaian", "indicators")) == ["2", "0", "1"]


@pytest.mark.parametrize(
    "text", ["' OR 1=1", "a & b | !c:*", "(((", "\\", "%_%", "laporan:*", "--", "x" * 300, "ⅷ ﬁ ß"]
)
def test_signs_of_a_query_language_are_only_signs(plan: Plan, as_: As, text: str) -> None:
    found(as_("dewi"), text)
    found(as_("dewi"), text, "results")


def test_a_change_is_found_at_once_and_the_old_words_no_more(plan: Plan, as_: As) -> None:
    plan.results.update(text="Terwujudnya Puskesmas ramah anak")
    assert "ramah anak" in found(as_("sari"), "puskesmas")
    assert "Tersusunnya laporan" not in found(as_("sari"), "laporan")


def test_one_search_asks_a_fixed_number_of_questions(
    plan: Plan, as_: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make_result(plan, f"Laporan ke {number:02d}")
    for who in ("sari", "budi", "dewi", "tono"):
        client = as_(who)
        client.get("/")
        for text in ("laporan", "sari"):
            with django_assert_max_num_queries(MOST_QUERIES):
                found(client, text)
