"""Open data: shapes that are never changed unnoticed, cells that compute nothing, and nothing of a person."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from pamong.measurement.publishing.tests.make import make_measured_card, publish
from pamong.people.tests.world import World
from pamong.transparency.open_data import TABLES, schema
from pamong.transparency.tests.make import make_release

KEPT = Path(__file__).parents[4] / "docs" / "reference" / "open-data.json"
FILES = [f"/open/v1/wanasari/{name}.{ending}" for name in TABLES for ending in ("csv", "json")]


def rows_of(client: Client, path: str) -> list[dict[str, str]]:
    body = client.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_the_columns_are_those_that_were_reviewed() -> None:
    """What programs read must not change below them: add to the right, or make a version 2."""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_file_holds_exactly_its_columns(db: None, client: Client, name: str) -> None:
    make_release()
    columns = [column.name for column in TABLES[name].columns]
    row = rows_of(client, f"/open/v1/wanasari/{name}.csv")[0]
    assert list(row) == columns
    told = client.get(f"/open/v1/wanasari/{name}.json").json()
    assert list(told["rows"][0]) == columns
    assert {name: value or "" for name, value in told["rows"][0].items()} == {
        name: int(value) if name in {"year", "version"} else value for name, value in row.items()
    }


def test_a_figure_is_exact_and_a_correction_is_listed_beside_what_it_replaced(
    db: None, client: Client
) -> None:
    of = make_release(value="12345678.123456")
    make_release(uuid=of.uuid, number=2, value="0.5", note="Salah satuan.")
    values = [
        (row["value"], row["state"], row["note"])
        for row in rows_of(client, "/open/v1/wanasari/versions.csv")
    ]
    assert values == [
        ("12345678.123456", "replaced", ""),
        ("0.5", "current", "Salah satuan."),
    ]
    assert len(rows_of(client, "/open/v1/wanasari/indicators.csv")) == 1


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\tx"])
def test_no_cell_is_computed(db: None, client: Client, name: str) -> None:
    make_release(name=name)
    row = rows_of(client, "/open/v1/wanasari/indicators.csv")[0]
    assert row["indicator"] == f"'{name}"


def test_files_say_their_licence_and_may_be_read_from_any_page(db: None, client: Client) -> None:
    make_release()
    answer = client.get("/open/v1/wanasari/indicators.json")
    assert answer.json()["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert 'rel="license"' in answer.headers["Link"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_the_catalogue_names_every_file(db: None, client: Client) -> None:
    make_release()
    told = client.get("/open/v1/catalog.json").json()
    named = [
        files["dcat:downloadURL"].removeprefix("http://localhost:8000")
        for one in told["dcat:dataset"]
        for files in one["dcat:distribution"]
    ]
    assert sorted(named) == sorted(FILES)
    assert client.get("/open/v1/schema.json").json()["version"] == "v1"


def test_the_tables_of_the_public_point_at_nothing_else() -> None:
    """No row can lead to a person: neither by a key nor by a name."""
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("transparency").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model._meta.app_label != "transparency"  # type: ignore[union-attr]
    ]
    assert wrong == []


def test_nothing_that_is_sent_names_one_of_the_cast(client: Client, world: World) -> None:
    card = make_measured_card(world)
    publish(world, card)
    pages = ["/publik/wanasari/", f"/public/wanasari/{card.uuid}", *FILES]
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200
        body = answer.content.decode()
        named: list[Any] = [p.name for p in world.people.values() if p.name in body]
        named += [p.nip for p in world.people.values() if p.nip and p.nip in body]
        assert named == [], path
