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
PRIVATE = {"views", "forms", "api", "tasks", "urls", "admin"}
# within a folder, from the lowest to the highest
STOREYS = [
    {"permissions"},
    {"queries"},
    {"actions"},
    {"forms"},
    {"views", "api", "tasks"},
    {"urls"},
]


def app_of(name: str) -> str:
    return name.split(".")[1] if name.startswith("pamong.") else ""


def last_word(module: str) -> str:
    """`views` of `plan.content_views`: a file that is split keeps what it is as its last word."""
    return module.rpartition(".")[2].rpartition("_")[2]


def storey(module: str) -> int | None:
    return next((n for n, words in enumerate(STOREYS) if last_word(module) in words), None)


@pytest.fixture(scope="module")
def arrows() -> list[tuple[str, str]]:
    """Which module imports which."""
    graph = grimp.build_graph("pamong")
    return [
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    ]


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


def test_pages_forms_and_tasks_of_another_app_are_left_alone(arrows: list[tuple[str, str]]) -> None:
    wrong = [
        f"{module} → {imported}"
        for module, imported in arrows
        if last_word(imported) in PRIVATE and app_of(imported) not in {app_of(module), ""}
        if ".tests" not in module and not module.startswith(("pamong.config", "pamong.cli"))
    ]
    assert not wrong


def test_files_of_a_folder_that_were_split_keep_their_storey(arrows: list[tuple[str, str]]) -> None:
    """The lint knows `views` and `actions`, not `list_views` and `role_actions`."""
    wrong = []
    for module, imported in arrows:
        here, there = storey(module), storey(imported)
        is_near = module.rpartition(".")[0] == imported.rpartition(".")[0]
        if is_near and here is not None and there is not None and there > here:
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
