"""Who signs a file: nobody, this install's own seal, or a certified signer that an office plugs in.

PAMONG_SIGNER chooses: `none`, `seal`, or the dotted name of a class that follows `Signer`.
"""

import base64
import hashlib
import logging
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pamong.documents.signatories import Signatory

log = logging.getLogger("pamong.documents")
SEAL_DIGITS = re.compile(r"[0-9a-f]{64}")
NONE, SEAL = "none", "seal"


class SigningError(RuntimeError):
    """Nothing was signed; the sentence says why, to the person who asked for it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A detached signature over the bytes of a file, and the key it can be checked with."""

    value: str  # base64
    key_id: str


class Signer(Protocol):
    """Signs files in one go.

    A certified signer asks for a passphrase each time: it is handed to `sign`, used for that batch and
    forgotten; it may be neither stored nor logged. Either every file of the batch is signed, in the
    order given, or `SigningError` is raised and all of them stay unsigned.
    """

    code: str  # what PAMONG_SIGNER names: by it a signature of years ago finds its class again
    name: Any  # as people know it
    asks_passphrase: bool

    def sign(
        self, files: Sequence[bytes], *, passphrase: str = "", signatory: Signatory | None = None
    ) -> list[Signature]:
        """A signature for each file; of the signatory, where a person signs."""

    def verifies(self, file: bytes, signature: Signature) -> bool:
        """Whether the signature is this signer's and over these very bytes."""


class NoSigner:
    """Papers are on record by their digests alone."""

    code = NONE
    name = _("Tidak ada")
    asks_passphrase = False

    def sign(
        self, files: Sequence[bytes], *, passphrase: str = "", signatory: Signatory | None = None
    ) -> list[Signature]:
        """Nothing, which is no failure."""
        return []

    def verifies(self, file: bytes, signature: Signature) -> bool:
        """It never signed."""
        return False


class SealSigner:
    """Ed25519 with a key of this install: proves that a file came from here, not who stands behind it."""

    code = SEAL
    name = _("Segel Pamong ini")
    asks_passphrase = False

    def sign(
        self, files: Sequence[bytes], *, passphrase: str = "", signatory: Signatory | None = None
    ) -> list[Signature]:
        """Each file's bytes as they are: any other tool can check them."""
        key = private_key()
        named = key_id_of(public_bytes(key))
        return [Signature(base64.b64encode(key.sign(file)).decode(), named) for file in files]

    def verifies(self, file: bytes, signature: Signature) -> bool:
        """By the public key on record, also of a key that is no longer in use."""
        from pamong.documents.models import SealKey

        if not signature.key_id.isprintable():  # PostgreSQL refuses even to look for a NUL
            return False
        row = SealKey.objects.filter(key_id=signature.key_id).first()
        return row is not None and holds(bytes.fromhex(row.public_key), file, signature.value)


def holds(public: bytes, file: bytes, value: str) -> bool:
    """Whether an Ed25519 signature is over these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(value), file)
    except (InvalidSignature, ValueError):
        return False
    return True


def signer() -> Signer:
    """The one that this install is set to."""
    return signer_named(settings.SIGNER)


def signer_named(name: str) -> Signer:
    """A signer by what a file keeps of it."""
    if name == SEAL:
        return SealSigner()
    if name in {NONE, ""}:
        return NoSigner()
    made: Signer = import_string(name)()
    return made


def name_of(code: str) -> str:
    """How people know a signer; its code once its class is gone."""
    try:
        return str(signer_named(code).name)
    except (ImportError, TypeError, AttributeError):
        return code


def is_held(code: str, file: bytes, signature: Signature) -> bool:
    """Whether a signature is proved by its signer; one that is gone or fails proves nothing."""
    try:
        return signer_named(code).verifies(file, signature)
    except Exception as error:  # noqa: BLE001 — the class is an office's own, the page a stranger's
        log.warning("the signer %s cannot verify: %s", code, type(error).__name__)
        return False


def private_key() -> Ed25519PrivateKey:
    """The seal's key, given by PAMONG_SEAL_KEY or made once under PAMONG_DATA for its owner alone."""
    given = settings.SEAL_KEY or _kept(Path(settings.DATA) / "seal.key")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(given))


def _kept(path: Path) -> str:
    """Two processes that begin at once agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"seal.{os.getpid()}.tmp")
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The half that may be known."""
    return key.public_key().public_bytes_raw()


def key_id_of(public: bytes) -> str:
    """A short name of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def pem_of(public: str) -> str:
    """A public key as other tools read it."""
    key: Any = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return str(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
