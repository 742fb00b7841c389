"""A file that was cut or altered on its way is refused in a sentence."""

import io
import random
import zipfile
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from pamong.measurement.evidence.contents import kind_of


def office(packing: int) -> bytes:
    """A small document as an office program writes it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr("[Content_Types].xml", "<types/>" * 90)
        archive.writestr("word/dokumen-é😀.xml", "isi " * 200)
        archive.writestr("word/document.xml", "isi " * 200)
    return packed.getvalue()


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_office_file_is_refused_in_a_sentence(packing: int) -> None:
    chance, whole = random.Random(7), office(packing)
    for _ in range(400):
        damaged = bytearray(whole[: chance.choice((len(whole), chance.randrange(5, len(whole))))])
        for _ in range(chance.choice((1, 2, 8))):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with suppress(ValidationError):
            kind_of(bytes(damaged))
