"""The line to a database: what of the account that the server runs under must not go over it."""

import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from pamong.measurement.sources.connectors.database import _selected


def test_a_server_that_asks_for_a_password_gets_none_of_the_account_that_we_run_under(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """libpq looks into the password file of that account where a source has no password of its own."""
    kept = tmp_path / "pgpass"
    kept.write_text("*:*:*:*:rahasia-server")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        thread = threading.Thread(target=ask_for_password, args=(server, heard), daemon=True)
        thread.start()
        place = ("127.0.0.1", "127.0.0.1", server.getsockname()[1])
        with pytest.raises(psycopg.Error):
            _selected({"database": "angka", "user": "baca"}, "", place, "SELECT 1")
        thread.join(10)
    assert heard
    assert b"rahasia-server" not in b"".join(heard)


def ask_for_password(server: socket.socket, heard: list[bytes]) -> None:
    """As PostgreSQL does: no TLS, then the password in clear; until the other side hangs up."""
    with suppress(OSError):
        while True:
            line, _address = server.accept()
            with line:
                line.settimeout(5)
                while said := line.recv(4096):
                    heard.append(said)
                    line.sendall(b"N" if len(said) == 8 else struct.pack("!cii", b"R", 8, 3))
                    server.settimeout(0.2)
