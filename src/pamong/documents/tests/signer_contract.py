"""What every signer must hold; an office runs it over its own class, see docs/reference/signer.md."""

import uuid as uuidlib

import pytest

from pamong.documents.seals import Signature, Signer, SigningError, signer_named
from pamong.documents.signatories import Signatory

PASSPHRASE = "Kata-Rahasia 4711"
SOMEBODY = Signatory(uuidlib.UUID(int=1), "S. L. (NIP …1001)", "Sari Lestari", "199001012015012001")
FILES = [b"%PDF-1.7 one", b"%PDF-1.7 two", b"%PDF-1.7 three"]


class SignerContract:
    """Derive from it, name the class in `signer`, and where needed another passphrase and signatory."""

    passphrase = PASSPHRASE
    signatory = SOMEBODY

    @pytest.fixture
    def signer(self) -> Signer:
        """The one under test."""
        raise NotImplementedError

    def sign(self, signer: Signer, files: list[bytes]) -> list[Signature]:
        """A batch as Pamong asks for it."""
        typed = self.passphrase if signer.asks_passphrase else ""
        return list(signer.sign(files, passphrase=typed, signatory=self.signatory))

    def signed(self, signer: Signer) -> list[Signature]:
        """The batch, of signers that sign at all."""
        found = self.sign(signer, FILES)
        if not found:
            pytest.skip("it signs nothing")
        return found

    def test_it_says_what_it_is(self, signer: Signer) -> None:
        assert isinstance(signer.code, str)
        assert 0 < len(signer.code) <= 120
        assert str(signer.name)
        assert isinstance(signer.asks_passphrase, bool)

    def test_what_a_file_keeps_of_it_finds_it_again(self, signer: Signer) -> None:
        assert type(signer_named(signer.code)) is type(signer)

    def test_every_file_gets_a_signature_or_none_does(self, signer: Signer) -> None:
        found = self.sign(signer, FILES)
        assert len(found) in {0, len(FILES)}
        assert all(one.value.isascii() and one.value for one in found)
        assert all(0 < len(one.key_id) <= 120 for one in found)

    def test_signatures_come_in_the_order_of_the_files(self, signer: Signer) -> None:
        found = self.signed(signer)
        assert all(map(signer.verifies, FILES, found))
        assert not any(map(signer.verifies, FILES, [*found[1:], found[0]]))

    def test_an_empty_batch_is_no_failure(self, signer: Signer) -> None:
        assert self.sign(signer, []) == []

    def test_one_changed_byte_is_refused(self, signer: Signer) -> None:
        for file, signature in zip(FILES, self.signed(signer), strict=True):
            for at in range(len(file)):
                changed = bytearray(file)
                changed[at] ^= 1
                assert not signer.verifies(bytes(changed), signature)
            assert not signer.verifies(file + b"\n", signature)

    def test_nonsense_is_refused_and_raises_nothing(self, signer: Signer) -> None:
        for value in ("", "no base64!", "AAAA", "é"):
            for key in ("", "unknown", "\0"):
                assert not signer.verifies(FILES[0], Signature(value, key))

    def test_another_instance_verifies(self, signer: Signer) -> None:
        """The public page makes its own, years later."""
        found = self.signed(signer)
        assert all(map(signer_named(signer.code).verifies, FILES, found))

    def test_the_passphrase_is_kept_nowhere_in_it(self, signer: Signer) -> None:
        if not signer.asks_passphrase:
            pytest.skip("it asks for none")
        found = self.sign(signer, FILES)
        held = [repr(signer), str(signer), repr(getattr(signer, "__dict__", {})), repr(found)]
        held += [repr(vars(type(signer)))]
        assert not [text for text in held if self.passphrase in text]

    def test_without_a_passphrase_nothing_is_signed(self, signer: Signer) -> None:
        if not signer.asks_passphrase:
            pytest.skip("it asks for none")
        with pytest.raises(SigningError) as told:
            signer.sign(FILES, passphrase="", signatory=self.signatory)
        assert str(told.value)
