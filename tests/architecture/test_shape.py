"""What an import lint cannot see: the way foreign keys point, names that say nothing, loose ends."""

import re
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db.models import ForeignKey

from pamong.ledger.models import Recorded

SOURCE = Path(__file__).resolve().parents[2] / "src" / "pamong"
# from the lowest to the highest
LAYERS = [
    *("policy", "stats", "ui", "ledger", "access", "documents", "people", "measurement"),
    *("performance", "competence", "innovation", "survey", "process", "analytics", "reform"),
    *("transparency", "config", "demo", "cli"),
]
PRIVATE = {"views", "content_views", "revision_views", "forms", "api", "tasks", "urls", "admin"}


def app_of(name: str) -> str:
    return name.split(".")[1] if name.startswith("pamong.") else ""


def test_foreign_keys_point_the_way_the_layers_do() -> None:
    wrong = []
    for model in apps.get_models():
        here = app_of(model.__module__)
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and here:
                there = app_of(field.related_model.__module__)
                if there and LAYERS.index(there) > LAYERS.index(here):
                    wrong.append(f"{model.__name__}.{field.name} → {there}")
    assert not wrong


def test_no_model_is_fetched_by_name_outside_migrations() -> None:
    wrong = [
        str(path)
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and re.search(r"(?<!state_)apps\.get_model\(", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_pages_forms_and_tasks_of_another_app_are_left_alone() -> None:
    graph = grimp.build_graph("pamong")
    wrong = []
    for module in graph.modules:
        if ".tests" in module or module.startswith(("pamong.config", "pamong.cli")):
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            is_private = imported.rsplit(".", 1)[-1] in PRIVATE
            if is_private and app_of(imported) not in {app_of(module), ""}:
                wrong.append(f"{module} → {imported}")
    assert not wrong


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "XXX", "HACK"])
def test_no_loose_ends_are_left_in_the_source(word: str) -> None:
    pattern = re.compile(rf"\b{word}\b")
    wrong = [
        str(path)
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css"}
        and "vendor" not in path.parts
        and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_templates_hold_no_style_and_no_script_of_their_own() -> None:
    wrong = [
        str(path)
        for path in SOURCE.rglob("*.html")
        if re.search(r"\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=|hx-on", path.read_text("utf-8"))
    ]
    assert not wrong


def test_every_recorded_row_says_whose_it_is() -> None:
    """Who says nothing writes into the chain of the install, where no agency reads it."""
    of_the_install = {"User"}
    silent = {
        model.__name__
        for model in apps.get_models()
        if issubclass(model, Recorded)
        and not model.OF
        and model.ledger_agency is Recorded.ledger_agency
    }
    assert silent == of_the_install
    for model in apps.get_models():
        if issubclass(model, Recorded) and model.OF:
            assert model._meta.get_field(model.OF).is_relation, model
