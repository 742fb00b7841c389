"""A database that is only read: one SELECT, within a time and a number of rows.

A SQLite file lies in the agency's own folder of sources, never elsewhere on the server. PostgreSQL is
reached at the very address that was checked, in a transaction that can write nothing.
"""

import os
import re
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import psycopg
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.outgoing.addresses import check_host
from pamong.documents.outgoing.asking import INTERNET, Line, open_addresses
from pamong.documents.outgoing.reasons import NotSentError
from pamong.measurement.models import Origin
from pamong.measurement.sources.protocol import Asked, Parcel, SourceError
from pamong.measurement.sources.tabled import table_of

SECONDS, MOST_ROWS, PORT = 30, 20_000, 5432
MOST_CELL, MOST_LETTERS, AT_ONCE = 1024 * 1024, 32 * 1024 * 1024, 500
VERIFIED = "verify-full"
ENCRYPTIONS = [
    ("require", gettext_lazy("Wajib")),
    (VERIFIED, gettext_lazy("Wajib, dan sertifikat servernya diperiksa")),
]
# What libpq would send of the account that the server runs under: its kept passwords, key, and ticket.
NOTHING_OF_OURS = {"passfile": f"{os.devnull}/none", "sslcert": "none", "gssencmode": "disable"}
BEGINS = re.compile(r"\s*(?:select|with)\b", re.IGNORECASE)
FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:db|sqlite|sqlite3)")
READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def check_query(text: str) -> str:
    """One SELECT and nothing beside it."""
    bare = text.strip().removesuffix(";").strip()
    if not BEGINS.match(bare) or ";" in bare:
        raise forms.ValidationError(_("Tulis satu SELECT saja, tanpa titik koma di tengahnya."))
    return bare


def check_one_query(text: str) -> None:
    """Refuse what is not one SELECT."""
    check_query(text)


class DatabaseConnector:
    """What one SELECT gives."""

    code = "database"
    label = gettext_lazy("Basis data")
    hint = gettext_lazy(
        "Satu SELECT di PostgreSQL atau berkas SQLite; hanya dibaca, tidak pernah ditulis."
    )
    origin = Origin.Kind.DATABASE.value
    is_asked = True
    mark = "."  # how it writes figures
    secrets: Sequence[str] = ("password",)

    def __init__(self, line: Line = INTERNET) -> None:
        self.line = line

    def fields(self) -> Mapping[str, forms.Field]:
        """A file, or a server with its database and user; and the SELECT."""
        words = {"required": False, "max_length": 200}
        return {
            "host": forms.CharField(
                label=gettext_lazy("Server PostgreSQL"),
                help_text=gettext_lazy("Nama atau alamatnya. Kosongkan untuk berkas SQLite."),
                **words,  # type: ignore[arg-type]
            ),
            "port": forms.IntegerField(
                label=gettext_lazy("Porta"), required=False, min_value=1, max_value=65535
            ),
            "database": forms.CharField(
                label=gettext_lazy("Nama basis data"),
                max_length=200,
                help_text=gettext_lazy(
                    "Untuk SQLite: nama berkasnya di folder sumber data instansi."
                ),
            ),
            "user": forms.CharField(
                label=gettext_lazy("Pengguna"),
                help_text=gettext_lazy("Pengguna yang hanya boleh membaca."),
                **words,  # type: ignore[arg-type]
            ),
            "encryption": forms.ChoiceField(
                label=gettext_lazy("Sambungan terenkripsi (TLS)"),
                choices=ENCRYPTIONS,
                required=False,
                initial="require",
                help_text=gettext_lazy("Untuk PostgreSQL. Tanpa enkripsi hanya di server ini."),
            ),
            "password": forms.CharField(label=gettext_lazy("Kata sandi"), **words),  # type: ignore[arg-type]
            "query": forms.CharField(
                label=gettext_lazy("SELECT"),
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 6}),
                validators=[check_one_query],
            ),
        }

    def check(self, told: Mapping[str, str]) -> None:
        """A file has a name of its kind; a server one that may be reached at all."""
        if host := told.get("host"):
            try:
                check_host(host)
            except NotSentError as error:
                raise forms.ValidationError({"host": error.reason.told}) from None
        elif not FILE.fullmatch(told.get("database", "")):
            raise forms.ValidationError(
                _("Nama berkas SQLite berakhir dengan .db, .sqlite, atau .sqlite3.")
            )

    def receiver(self, told: Mapping[str, Any]) -> tuple[str, str]:
        """The server that is told the password."""
        return str(told.get("host", "")).lower(), str(told.get("port") or PORT)

    def fetch(self, asked: Asked) -> Sequence[Parcel]:
        """All that the SELECT gives: what stands already changes nothing."""
        told = asked.settings
        try:
            query = check_query(str(told.get("query", "")))
        except forms.ValidationError as error:
            raise SourceError(error.messages[0]) from None
        read = self._from_server if told.get("host") else _from_file
        headings, rows = read(asked, query)
        if len(rows) > MOST_ROWS:
            raise SourceError(_("SELECT memberi lebih dari 20.000 baris: persempit dengan WHERE."))
        return [Parcel(f"{told.get('database')}.csv", table_of(headings, rows))]

    def _from_server(self, asked: Asked, query: str) -> tuple[list[str], list[Any]]:
        told, port = asked.settings, int(asked.settings.get("port") or PORT)
        host = str(told["host"])
        try:
            found = open_addresses(host, port, line=self.line)
        except NotSentError as error:
            raise SourceError(f"{host}: {error.reason.label}.") from None
        try:
            return _selected(told, asked.secrets.get("password", ""), (host, found[0], port), query)
        except psycopg.Error as error:
            state = f" ({error.sqlstate})" if error.sqlstate else ""
            said = _(
                "%(host)s: basis data menolak atau tidak menjawab%(state)s. Periksa pengguna, kata sandi, dan SELECT-nya."
            )
            raise SourceError(said % {"host": host, "state": state}) from None


def _selected(
    told: Mapping[str, Any], password: str, place: tuple[str, str, int], query: str
) -> tuple[list[str], list[Any]]:
    """In a transaction that can write nothing, and no longer than a statement may last."""
    host, address, port = place
    limits = f"-c default_transaction_read_only=on -c statement_timeout={SECONDS * 1000}"
    line = psycopg.connect(
        host=host,
        hostaddr=address,
        port=port,
        dbname=str(told.get("database", "")),
        user=str(told.get("user", "")),
        password=password,
        connect_timeout=10,
        **encrypted(told, address),  # type: ignore[arg-type]  # two words of libpq
        **NOTHING_OF_OURS,  # type: ignore[arg-type]
        options=limits,
        application_name="Pamong",
    )
    with _no_longer(line), line, line.cursor(name="figures") as cursor:
        cursor.execute(query.encode())
        headings = [column.name for column in cursor.description or ()]
        return headings, _rows(cursor)


def encrypted(told: Mapping[str, Any], address: str) -> dict[str, str]:
    """TLS wherever the line leaves this machine; whose certificate is looked at is chosen."""
    if told.get("encryption") == VERIFIED:
        return {"sslmode": VERIFIED, "sslrootcert": "system"}
    return {"sslmode": "prefer" if ip_address(address).is_loopback else "require"}


@contextmanager
def _no_longer(line: "psycopg.Connection[Any]") -> Iterator[None]:
    """Hang up on a server that falls silent: the limit that it was told is kept by itself alone."""
    way = socket.socket(fileno=os.dup(line.fileno()))

    def hang_up() -> None:
        with suppress(OSError):
            way.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(SECONDS + 1, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        way.close()


def _rows(cursor: Any, at_once: int = AT_ONCE) -> list[Any]:
    """One more than may be at most, and no more text than a table may hold."""
    rows: list[Any] = []
    letters = 0
    while len(rows) <= MOST_ROWS and (more := cursor.fetchmany(at_once)):
        rows += more
        letters += sum(len(cell) for row in more for cell in row if isinstance(cell, str | bytes))
        if letters > MOST_LETTERS:
            raise SourceError(_("SELECT memberi terlalu banyak teks: ambil kolom angkanya saja."))
    return rows


def _from_file(asked: Asked, query: str) -> tuple[list[str], list[Any]]:
    name = str(asked.settings.get("database", ""))
    top = Path(settings.SOURCES_FOLDER).resolve()
    path = (top / asked.agency / name).resolve()
    if not FILE.fullmatch(name) or path.parent != top / asked.agency or not path.is_file():
        raise SourceError(
            _(
                "Berkas “%(place)s” tidak ada di bawah folder sumber data di server (PAMONG_SOURCES_FOLDER)."
            )
            % {"place": f"{asked.agency}/{name}"}
        )
    until = time.monotonic() + SECONDS
    try:
        line = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            line.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL)
            line.set_authorizer(_only_reads)
            line.set_progress_handler(lambda: int(time.monotonic() > until), 10_000)
            cursor = line.execute(query)
            headings = [column[0] for column in cursor.description or ()]
            return headings, _rows(cursor, 1)  # of several at once nobody would count the letters
        finally:
            line.close()
    except sqlite3.Error:
        said = _("SELECT tidak dapat dijalankan di “%s”. Periksa nama tabel dan kolomnya.")
        raise SourceError(said % name) from None


def _only_reads(what: int, *_about: Any) -> int:
    """No ATTACH, no PRAGMA, no writing."""
    return sqlite3.SQLITE_OK if what in READS else sqlite3.SQLITE_DENY
