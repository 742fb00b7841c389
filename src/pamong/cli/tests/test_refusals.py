"""What goes wrong around a command is one sentence and status 2, never a traceback."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pamong.cli.refusing import printable, say
from pamong.config.tests import processes

pytestmark = pytest.mark.sqlite

NEEDS_TABLES = (
    *("tick", "worker --once", "import people nobody.csv", "user code x", "ledger verify"),
)


def run(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return processes.run("-m", "pamong.cli", *shlex.split(command), env=around(**variables))


def around(**variables: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": "", "PAMONG_TODAY": "", **variables}


def run_in_shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m pamong.cli {command}"],
        env=around(**variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


@pytest.mark.parametrize("command", NEEDS_TABLES)
def test_an_install_that_is_not_there_says_what_to_do(command: str, tmp_path: Path) -> None:
    refused(run(command, PAMONG_DATA=str(tmp_path / "none")), "pamong upgrade", "PAMONG_DATA")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAMONG_TODAY", "2026-02-30"),
        ("PAMONG_LOG_LEVEL", "LOUD"),
        ("PAMONG_URL", "http://["),
        ("PAMONG_URL", "kinerja.example.go.id"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://a:b@c/d"),
        ("DATABASE_URL", "postgres://a:b@c:port/d"),
        ("PAMONG_SECRET_KEY_FILE", "/none/there"),
        ("PAMONG_BACKUP_KEEP", "-1"),
        ("PAMONG_EVIDENCE_FILE_MB", "0"),
        ("PAMONG_EVIDENCE_QUOTA_MB", "99999999999999999999"),
        ("PAMONG_DEBUG", "maybe"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, tmp_path: Path) -> None:
    refused(run("check", **{"PAMONG_DATA": str(tmp_path), name: value}), name)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(run("check", PAMONG_DATA=str(tmp_path / "file" / "data")), "file/data")
    refused(run("check", PAMONG_DATA=str(tmp_path / "file")), "file")


def test_a_port_in_use_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in ("serve", "demo"):
            done = run(command, PAMONG_DATA=str(tmp_path), PORT=port)
            refused(done, f"PORT {port}", "leave PORT out")
    refused(run("serve --host none.invalid", PAMONG_DATA=str(tmp_path)), "none.invalid")
    assert not list(tmp_path.glob("static"))


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["where", "policy rules", "check"])
def test_a_full_disk_under_the_output_is_said(command: str, tmp_path: Path) -> None:
    refused(run_in_shell(f"{command} > /dev/full", PAMONG_DATA=str(tmp_path)), "No space left")


def test_an_account_that_fits_no_field_is_not_made(bare_database: Path, tmp_path: Path) -> None:
    shutil.copy(bare_database, tmp_path / "pamong.sqlite3")
    for wrong in (
        "'' --full-name X",
        f"{'x' * 65} --full-name X",
        f"x --full-name {'x' * 201}",
        "x --full-name X --email nowhere",
        "x --full-name X --agency none",
    ):
        refused(run(f"user add {wrong}", PAMONG_DATA=str(tmp_path)))
    refused(run_in_shell("export people >&-", PAMONG_DATA=str(tmp_path)), "no agency")


def test_bytes_of_a_file_steer_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "pegawai.csv"
    file.write_bytes(b"\x1b[2J\x07;\x9b31m;b\n1;2;3\n")
    said = printable(file.read_bytes().decode("latin-1"))
    assert said.startswith("\\x1b[2J\\x07;\\x9b31m;b")


def test_lines_that_quote_a_file_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("added: line 2: Sari\x1b[2J\x07 Lestari\nnext")
    say("rejected: line 3: \x9b1m", err=True)
    told = capsys.readouterr()
    assert told.out == "added: line 2: Sari\\x1b[2J\\x07 Lestari\nnext\n"
    assert told.err == "rejected: line 3: \\x9b1m\n"
