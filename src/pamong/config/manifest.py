"""The list of what a backup holds, read from a file that anyone may have made."""

import hashlib
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"
FILES, TABLES = "files/", "tables/"
LONGEST_LIST = 256 << 20
CHUNK = 1 << 20
SHAPE = {"made_at": str, "migrations": list, "members": dict}
UNREADABLE = (
    *(OSError, ValueError, RuntimeError, EOFError, KeyError, MemoryError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)


class ArchiveError(ValueError):
    """A file that cannot be restored, or an install that must not be; one sentence."""


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """A backup with its list, read from its first byte to its last; every digest is right."""
    try:
        archive = zipfile.ZipFile(path)
    except UNREADABLE as error:
        said = getattr(error, "strerror", "") or error
        raise ArchiveError(f"{path} cannot be read as a backup: {said}.") from None
    with archive:
        yield archive, _read_list(archive)


def verify_backup(path: Path) -> dict[str, Any]:
    """The list of a backup in which every digest is right."""
    with opened_backup(path) as (_archive, manifest):
        return manifest


def _read_list(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest = _list_of(archive)
    for name, expected in manifest["members"].items():
        if not is_inside(name):
            raise ArchiveError(f"{name} would leave the folder of files.")
        if _digest_of(archive, name) != expected["sha256"]:
            raise ArchiveError(f"{name} is damaged: its digest is not the one in the list.")
    return manifest


def _list_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        is_short = archive.getinfo(MANIFEST).file_size <= LONGEST_LIST
        manifest = json.loads(archive.read(MANIFEST)) if is_short else None
    except (*UNREADABLE, RecursionError):
        raise ArchiveError("This is no backup of Pamong: it has no list of contents.") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ArchiveError("This backup has a format that this Pamong does not know.")
    if not _is_whole(manifest):
        raise ArchiveError("This is no backup of Pamong: its list of contents is not whole.")
    return manifest


def _is_whole(manifest: dict[str, Any]) -> bool:
    """Whether everything that a restore reads is there, in its type."""
    return (
        all(isinstance(manifest.get(name), kind) for name, kind in SHAPE.items())
        and all(isinstance(m, dict) and "sha256" in m for m in manifest["members"].values())
        and all(isinstance(row, list) and len(row) == 4 for row in manifest["migrations"])  # noqa: PLR2004 — its columns
    )


def is_backup(path: Path) -> bool:
    """Whether a file names what a backup names, whole or not."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def is_inside(name: str) -> bool:
    """Whether a part is a table, or a file that stays below the folder of files."""
    if not name.startswith(FILES):
        return name.startswith(TABLES)
    below = name.removeprefix(FILES)
    parts = PurePosixPath(below).parts
    return bool(parts) and ".." not in parts and below[0] != "/" and not set("\\:\0") & set(below)


def _digest_of(archive: zipfile.ZipFile, name: str) -> str:
    seen = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while data := member.read(CHUNK):
                seen.update(data)
    except UNREADABLE:
        return ""
    return seen.hexdigest()
