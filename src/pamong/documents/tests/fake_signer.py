"""A certified signer that never leaves the test: it asks for a passphrase, and fails in every way one can."""

import base64
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from pamong.documents.seals import Signature, SigningError, holds, public_bytes
from pamong.documents.signatories import Signatory

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RIGHT = "Kata-Rahasia 4711"
NAME = "Balai Sertifikat Contoh"


class FakeSigner:
    """How it behaves is set on the class, for every use makes an instance of its own."""

    code = "pamong.documents.tests.fake_signer.FakeSigner"
    name = NAME
    asks_passphrase = True
    asked: ClassVar[list[tuple[int, str]]] = []  # files and NIP of each batch
    was_inside: ClassVar[list[bool]] = []  # whether a transaction was open
    meanwhile: ClassVar[list[Callable[[], None]]] = []  # what happens while it is asked
    seconds: ClassVar[float] = 0
    lacks: ClassVar[int] = 0  # signatures that are missing at the end
    mixes: ClassVar[bool] = False
    breaks: ClassVar[list[Exception]] = []  # raised in turn

    @classmethod
    def reset(cls) -> None:
        """A signer that works."""
        for kept in (cls.asked, cls.was_inside, cls.meanwhile, cls.breaks):
            kept.clear()
        cls.seconds, cls.lacks, cls.mixes = 0, 0, False

    def sign(
        self, files: Sequence[bytes], *, passphrase: str = "", signatory: Signatory | None = None
    ) -> list[Signature]:
        """As the service would: slow, by the person's number, all or nothing."""
        number = signatory.number if signatory else ""
        self.asked.append((len(files), number))
        self.was_inside.append(connection.in_atomic_block)
        time.sleep(self.seconds)
        for happen in self.meanwhile:
            happen()
        if self.breaks:
            raise self.breaks.pop(0)
        if passphrase != RIGHT:
            raise SigningError("Frasa sandi tidak cocok. Ketik lagi.")
        found = [
            Signature(base64.b64encode(KEY.sign(file)).decode(), f"cert-{number}") for file in files
        ]
        if self.mixes:
            found.reverse()
        return found[: len(found) - self.lacks]

    def verifies(self, file: bytes, signature: Signature) -> bool:
        """By the public half, wherever the page is asked."""
        return holds(public_bytes(KEY), file, signature.value)
