"""The contract over the signers that come with Pamong, and over one that asks for a passphrase."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pamong.documents.models import SealKey
from pamong.documents.seals import (
    NoSigner,
    SealSigner,
    Signature,
    Signer,
    SigningError,
    is_held,
    key_id_of,
    name_of,
    private_key,
    public_bytes,
)
from pamong.documents.tests.fake_signer import FakeSigner
from pamong.documents.tests.signer_contract import FILES, PASSPHRASE, SignerContract


class TestNoSigner(SignerContract):
    @pytest.fixture
    def signer(self) -> Signer:
        return NoSigner()


@pytest.mark.django_db
class TestSealSigner(SignerContract):
    @pytest.fixture
    def signer(self, settings: Any, tmp_path: Path) -> Signer:
        settings.DATA, settings.SEAL_KEY = tmp_path, ""
        public = public_bytes(private_key())
        key_id, day = key_id_of(public), date(2026, 11, 25)
        SealKey.objects.create(key_id=key_id, public_key=public.hex(), made_on=day)
        return SealSigner()


class TestFakeSigner(SignerContract):
    @pytest.fixture
    def signer(self) -> Iterator[Signer]:
        FakeSigner.reset()
        yield FakeSigner()
        FakeSigner.reset()

    def test_a_wrong_passphrase_signs_nothing(self, signer: Signer) -> None:
        with pytest.raises(SigningError, match="Ketik lagi"):
            signer.sign(FILES, passphrase="salah", signatory=self.signatory)


def keeps(passphrase: str) -> Signer:
    """A careless class: it keeps what was typed."""
    made = FakeSigner()
    vars(made)["typed"] = passphrase
    return made


def test_the_contract_finds_a_passphrase_that_was_kept() -> None:
    with pytest.raises(AssertionError):
        SignerContract().test_the_passphrase_is_kept_nowhere_in_it(keeps(PASSPHRASE))


def test_a_signer_that_is_gone_proves_nothing_and_is_known_by_its_code() -> None:
    gone = "kantor.penanda.Lama"
    assert not is_held(gone, FILES[0], Signature("AAAA", "1"))
    assert name_of(gone) == gone
    assert name_of(FakeSigner.code) == FakeSigner.name
