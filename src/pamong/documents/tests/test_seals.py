"""Who signs: the install's own seal, nobody, or a signer that asks for a passphrase."""

import base64
import stat
from pathlib import Path
from typing import Any

import pytest

from pamong.documents.seals import (
    NoSigner,
    SealSigner,
    Signature,
    holds,
    key_id_of,
    pem_of,
    private_key,
    public_bytes,
    signer,
)

FILES = [b"%PDF one", b"%PDF two"]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA, settings.SEAL_KEY = tmp_path, ""
    return tmp_path


def test_the_key_is_made_once_for_its_owner_alone(folder: Path) -> None:
    first, second = private_key(), private_key()
    assert public_bytes(first) == public_bytes(second)
    assert stat.S_IMODE((folder / "seal.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["seal.key"]


def test_a_given_key_is_used_and_none_is_made(folder: Path, settings: Any) -> None:
    settings.SEAL_KEY = "22" * 32
    assert private_key().private_bytes_raw() == bytes.fromhex("22" * 32)
    assert not list(folder.iterdir())


def test_a_seal_is_over_the_bytes_and_nothing_else(folder: Path) -> None:
    signed = SealSigner().sign(FILES)
    public = public_bytes(private_key())
    assert [one.key_id for one in signed] == [key_id_of(public)] * 2
    assert [len(base64.b64decode(one.value)) for one in signed] == [64, 64]
    assert holds(public, FILES[0], signed[0].value)
    assert not holds(public, FILES[1], signed[0].value)
    assert not holds(public, FILES[0], "no base64!")
    assert pem_of(public.hex()).startswith("-----BEGIN PUBLIC KEY-----")


def test_the_setting_chooses(settings: Any) -> None:
    settings.SIGNER = "seal"
    assert signer().code == "seal"
    settings.SIGNER = "none"
    assert isinstance(signer(), NoSigner)
    assert signer().sign(FILES) == []
    assert not signer().verifies(FILES[0], Signature("", ""))
    settings.SIGNER = "pamong.documents.seals.SealSigner"
    assert isinstance(signer(), SealSigner)
