"""Photos lose where and with what they were taken; only which way up they are stays."""

import struct

EXIF = b"Exif\0\0"
APP1, APP13, EOI, SOS = 0xE1, 0xED, 0xD9, 0xDA
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
ORIENTATION = 0x0112
UPRIGHT = 1
PNG_HEAD = 8
PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
WEBP_FLAGS = 0x08 | 0x04


def without_place(content: bytes, media_type: str) -> bytes:
    """The same picture without its notes; anything that cannot be read so stays as it is."""
    strip = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(media_type)
    if strip is None:
        return content
    try:
        return strip(content)
    except (struct.error, IndexError, ValueError):
        return content


def _jpeg(content: bytes) -> bytes:
    """Keep the segments up to the end of the picture, but the notes; what hangs behind is dropped."""
    parts = [content[:2]]
    place = 2
    while place < len(content):
        marker, size = _segment(content, place)
        segment = content[place : place + size]
        if marker == APP1 and segment[4:10] == EXIF:
            parts.append(_upright(segment[10:]))
        elif marker != APP13 and not _is_note(marker, segment):
            parts.append(segment)
        if marker == EOI:
            break
        place += size
        if marker == SOS:
            end = _scan_end(content, place)
            parts.append(content[place:end])
            place = end
    return b"".join(parts)


def _segment(content: bytes, place: int) -> tuple[int, int]:
    if content[place] != 0xFF:  # noqa: PLR2004 — every marker begins with it
        raise ValueError("no marker")
    marker = content[place + 1]
    if marker in ALONE or marker == EOI:
        return marker, 2
    (size,) = struct.unpack(">H", content[place + 2 : place + 4])
    return marker, size + 2


def _is_note(marker: int, segment: bytes) -> bool:
    """XMP in APP1, and the second pictures that some phones keep behind APP2."""
    return marker == APP1 or segment[4:8] == b"MPF\0"


def _scan_end(content: bytes, place: int) -> int:
    """Where the next true marker stands: in a scan FF is followed by 00 or a restart mark."""
    found = content.find(b"\xff", place)
    while found != -1 and found + 1 < len(content):
        following = content[found + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:  # noqa: PLR2004
            return found
        found = content.find(b"\xff", found + 1)
    return len(content)


def _upright(tiff: bytes) -> bytes:
    """A fresh note that holds nothing but which way up the picture is."""
    turn = _orientation(tiff)
    if turn == UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turn, 0)
    body = EXIF + b"MM\0*\0\0\0\x08" + struct.pack(">H", 1) + entry + b"\0\0\0\0"
    return struct.pack(">BBH", 0xFF, APP1, len(body) + 2) + body


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    (start,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = struct.unpack(order + "H", tiff[start : start + 2])
    for number in range(count):
        at = start + 2 + 12 * number
        tag, _kind, _n, value = struct.unpack(order + "HHIH", tiff[at : at + 10])
        if tag == ORIENTATION and 1 <= value <= 8:  # noqa: PLR2004 — eight ways up
            return int(value)
    return UPRIGHT


def _png(content: bytes) -> bytes:
    parts, place = [content[:PNG_HEAD]], PNG_HEAD
    while place < len(content):
        size, name = struct.unpack(">I4s", content[place : place + 8])
        if name not in PNG_DROPPED:
            parts.append(content[place : place + size + 12])
        place += size + 12
        if name == b"IEND":
            break
    return b"".join(parts)


def _webp(content: bytes) -> bytes:
    parts, place = [], 12
    while place < len(content):
        name, size = struct.unpack("<4sI", content[place : place + 8])
        end = place + 8 + size + size % 2
        if name == b"VP8X":
            flags = content[place + 8] & ~WEBP_FLAGS
            parts.append(content[place : place + 8] + bytes([flags]) + content[place + 9 : end])
        elif name not in WEBP_DROPPED:
            parts.append(content[place:end])
        place = end
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
