"""Names that people typed go into headers and archives: none ends a line, leaves its place or shows another ending."""

import io
import zipfile

import pytest

from pamong.ui.downloads import archive, download, fit, pdf

ODD = [
    "SKP\r\nSet-Cookie: a=b",
    'SKP "resmi"; filename="lain.exe"',
    "SKP\x00 Sari",
    "SKP \u202efdp.exe",
    "../../etc/passwd",
    "..\\..\\kunci",
    "=HYPERLINK(1)",
    "\u2028SKP\u0085",
    "Bu Siti 🌾",
    "ب" * 300,
    "",
    " . ",
]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_ends_no_header_and_no_folder(name: str) -> None:
    answer = download(lambda: io.BytesIO(b"x"), f"{name}.pdf", "application/pdf")
    for told in (answer, pdf(b"x", name)):
        head = told.headers["Content-Disposition"]
        assert head.startswith("attachment; filename")
        assert head.isprintable()
        assert head.removesuffix('"').endswith(".pdf")
        assert "Set-Cookie" not in told.headers
    list(answer)
    packed = archive([(f"1 {fit(name)}.pdf", b"x")], name)
    (inside,) = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    assert "/" not in inside
    assert "\\" not in inside
    assert inside.isprintable()
    assert len(inside.encode()) <= 160
