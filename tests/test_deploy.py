"""What an agency copies to its server is readable by those who read it, and names what exists."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from pamong.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
UNITS = [*SERVICES, *sorted(DEPLOY.glob("*.timer"))]
SCRIPTS = [*sorted(DEPLOY.glob("*.sh")), DEPLOY / "pamong"]
SECTIONS = {"Unit", "Service", "Timer", "Install"}
PROGRAM = "/opt/pamong/.venv/bin/pamong"


def read(unit: Path) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=True, comment_prefixes=("#",))
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(unit.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_file_is_read_by_systemd(unit: Path, tmp_path: Path) -> None:
    found = read(unit)
    assert set(found.sections()) <= SECTIONS
    assert found["Unit"]["Description"].startswith("Pamong")
    if shutil.which("systemd-analyze") is None:
        return
    program = tmp_path / "pamong-program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for other in UNITS:
        text = other.read_text(encoding="utf-8").replace(PROGRAM, str(program))
        text = text.replace("User=pamong", "User=root").replace("Group=pamong", "Group=root")
        text = text.replace("WorkingDirectory=/opt/pamong", f"WorkingDirectory={tmp_path}")
        (tmp_path / other.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name in line]
    assert complaints == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_starts_a_command_that_exists(unit: Path) -> None:
    service = read(unit)["Service"]
    program, command = service["ExecStart"].split()
    assert program == PROGRAM
    assert command in COMMANDS
    assert service["EnvironmentFile"] == "/etc/pamong/pamong.env"
    assert service["User"] == "pamong"


def test_web_tasks_and_tick_are_all_served() -> None:
    started = {read(unit)["Service"]["ExecStart"].split()[1] for unit in SERVICES}
    assert started == {"serve", "worker", "tick"}
    assert (DEPLOY / "pamong-tick.timer").exists()


def test_the_settings_of_the_example_are_documented() -> None:
    told = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    names = re.findall(r"^#? ?([A-Z_]+)=", (DEPLOY / "pamong.env").read_text(), re.MULTILINE)
    assert "PAMONG_URL" in names
    missing = [n for n in names if n not in told and n.removesuffix("_FILE") not in told]
    mail = [name for name in missing if not name.startswith("PAMONG_EMAIL_")]
    assert mail == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_read_by_its_shell(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").splitlines()[0].rpartition("/")[2].split()[-1]
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert script.stat().st_mode & 0o100
    for unit in re.findall(r"pamong[\w-]*\.(?:service|timer)", script.read_text(encoding="utf-8")):
        assert (DEPLOY / unit).exists()


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_a_proxy_forwards_to_the_port_of_the_service(proxy: str, tmp_path: Path) -> None:
    text = (DEPLOY / proxy).read_text(encoding="utf-8")
    port = re.search(r"^PORT=(\d+)", (DEPLOY / "pamong.env").read_text(), re.MULTILINE)
    assert port
    assert f"127.0.0.1:{port[1]}" in text
    assert text.count("{") == text.count("}")
    if proxy == "nginx.conf":
        # Django believes the scheme from this header alone (PAMONG_BEHIND_PROXY).
        assert "proxy_set_header X-Forwarded-Proto https;" in text


@pytest.mark.parametrize(
    "page", ["how-to/run-on-a-server.md", "id/how-to/menjalankan-di-server.md"]
)
def test_the_how_to_names_files_and_commands_that_exist(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for name in re.findall(r"deploy/([\w.-]+\w)", text):
        assert (DEPLOY / name).exists(), name
    for command in re.findall(r"`(?:sudo )?pamong ([a-z]+)", text):
        assert command in COMMANDS, command
