"""Every command keeps the contract: help with an example, JSON where it prints, plain refusals."""

import json
from collections.abc import Iterator
from typing import Any

import click
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.urls import reverse

from pamong.cli import COMMANDS, main
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of
from pamong.performance.models import UnitLevel


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield (*path, name)
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))


ALL = list(commands(main))
PRINTS = [
    *(("export", "people"), ("export", "plans"), ("user", "add"), ("user", "code")),
    *(("user", "role"), ("check",), ("ledger", "verify"), ("where",), ("policy", "rules")),
    *(("policy", "check"), ("policy", "unconfirmed")),
]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_ends_with_an_example_of_the_command(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"pamong {path[0]}" in result.output.split("Example", 1)[1]


@pytest.mark.parametrize("path", PRINTS, ids=" ".join)
def test_what_prints_data_prints_json_too(path: tuple[str, ...]) -> None:
    assert "--json" in CliRunner().invoke(main, [*path, "--help"]).output


def test_each_command_is_listed_with_a_line() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    assert all(name in listed for name in COMMANDS)


@pytest.mark.parametrize("path", [["horoscope"], ["policy"], ["export", "plans"], ["backup"]])
def test_a_wrong_call_is_status_2(path: list[str]) -> None:
    assert CliRunner().invoke(main, path).exit_code == 2


def run(*arguments: str) -> tuple[int, Any]:
    result = CliRunner().invoke(main, [*arguments, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_check_says_what_it_found(world: World) -> None:
    code, answer = run("check")
    assert code == (0 if answer["ok"] else 1)
    assert not [fault for fault in answer["faults"] if fault.startswith(("packs", "tasks"))]


def test_a_data_problem_is_told_with_the_page_that_mends_it(world: World) -> None:
    _code, answer = run("check")
    told = [fault for fault in answer["faults"] if "data problem no rater" in fault]
    assert told
    assert all(
        f"Data problems, {reverse('people:problem-list')}?kind=no_rater" in fault for fault in told
    )


def test_a_level_that_repeats_another_sum_than_was_set_is_told(world: World) -> None:
    level = level_of(world)
    assert not any("levels of units" in fault for fault in run("check")[1]["faults"])
    UnitLevel.objects.filter(pk=level.pk).update(people=7)
    assert any("on 1 levels of units" in fault for fault in run("check")[1]["faults"])


def test_a_check_of_the_system_leaves_out_data_problems(world: World) -> None:
    every = run("check")[1]["faults"]
    code, answer = run("check", "--system")
    assert any("data problem" in fault for fault in every)
    assert answer["faults"] == [fault for fault in every if "data problem" not in fault]
    assert code == (0 if answer["ok"] else 1)


def test_a_mistake_in_a_form_is_no_warning_in_the_servers_log() -> None:
    assert settings.LOGGING["loggers"]["django.request"]["level"] == "ERROR"


def test_the_record_is_verified(world: World) -> None:
    code, answer = run("ledger", "verify")
    assert (code, answer["ok"], answer["fault"]) == (0, True, None)
    code, answer = run("ledger", "verify", "--head", "0" * 64)
    assert (code, answer["ok"]) == (1, False)


def test_where_names_every_place() -> None:
    code, places = run("where", "plan-propose")
    assert (code, places["ledger verb"]) == (0, "performance.plan_proposed")
    assert "plan-propose" in run("where")[1]


@pytest.mark.parametrize("port", ["soon", "-1", "70000"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pamong.cli.serve import free_port

    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit) as ended:
        free_port("127.0.0.1")
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:8123"),
        ("::1", "http://[::1]:8123"),
        ("10.0.0.7", "http://10.0.0.7:8123"),
    ],
)
def test_the_address_is_one_that_a_browser_opens(host: str, address: str) -> None:
    from pamong.cli.serve import address_of

    assert address_of(host, 8123) == address
