"""Where files that people add lie: outside the web root, by owner and digest, so that one is kept once."""

import hashlib
import uuid as uuidlib
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

FOLDER = "evidence"


def digest_of_file(content: bytes) -> str:
    """The mark of a content."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, owner: uuidlib.UUID, folder: str = FOLDER) -> tuple[str, str]:
    """Write the content once; gives its path below the folder of files and its digest.

    The caller holds the owner's row: nobody removes the file meanwhile.
    """
    digest = digest_of_file(content)
    path = f"{folder}/{owner.hex}/{digest}"
    if default_storage.exists(path):
        if default_storage.size(path) == len(content):
            return path, digest
        default_storage.delete(path)  # what a broken write left
    return default_storage.save(path, ContentFile(content)), digest


def opened(path: str) -> File[Any]:
    """The file for reading."""
    return default_storage.open(path)


def drop(path: str) -> None:
    """Remove a file that nothing points at any more."""
    if default_storage.exists(path):
        default_storage.delete(path)
