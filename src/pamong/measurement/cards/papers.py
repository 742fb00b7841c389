"""Cards as a table that is read again: empty with two examples, or as they stand."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Out, write_xlsx
from pamong.measurement.models import Card, Indicator, Target

NUMBERS = ("baseline", "band_low", "band_high", "tolerance")


def headings() -> list[Heading]:
    """The columns that are read."""
    return [
        Heading(_("Kode"), "code"),
        Heading(_("Indikator"), width=44),
        Heading(_("Definisi"), width=44),
        Heading(_("Cara menghitung"), width=36),
        Heading(_("Satuan")),
        Heading(_("Arah"), width=26),
        Heading(_("Diukur")),
        Heading(_("Arti satu angka"), width=30),
        Heading(_("Sumber data"), width=26),
        Heading(_("Unit penanggung jawab"), width=30),
        Heading(_("NIP penanggung jawab"), "code"),
        *(Heading(text, "number") for text in _numbers()),
        Heading(_("Tahun"), "number"),
        Heading(_("Target"), "number"),
    ]


def _numbers() -> list[str]:
    return [_("Kondisi awal"), _("Batas bawah"), _("Batas atas"), _("Toleransi")]


def write_template(stream: BinaryIO, year: int) -> None:
    """Headings with two examples."""
    running, state = Card.Counting.RUNNING.label, Card.Counting.STATE.label
    quarter, more = Card.Frequency.QUARTER.label, Indicator.Direction.MORE.label
    last: list[Out] = ["", "", "", "", year]
    rows: list[list[Out]] = [
        ["CONTOH-01", _("Ibu hamil yang diperiksa lengkap"), "", "", _("orang"), str(more)],
        ["CONTOH-02", _("Cakupan pemeriksaan ibu hamil"), "", "", "%", str(more)],
    ]
    rows[0] += [str(quarter), str(running), _("Register KIA"), "", "", *last, 640]
    rows[1] += [str(quarter), str(state), _("Register KIA"), "", "", *last, 95]
    write_xlsx(stream, headings(), rows, sheet=_("Kartu indikator"))


def write_cards(
    stream: BinaryIO, cards: Iterable[Card], targets: dict[int, Target], year: int
) -> None:
    """What stands: mended, the file goes in again."""
    write_xlsx(stream, headings(), _rows(cards, targets, year), sheet=_("Kartu indikator"))


def _rows(cards: Iterable[Card], targets: dict[int, Target], year: int) -> Iterator[list[Out]]:
    for card in cards:
        of, target = card.indicator, targets.get(card.indicator_id)
        yield [
            *(card.code, of.name, card.definition, card.method, of.unit),
            str(of.get_direction_display()),
            str(card.get_frequency_display()),
            str(card.get_counting_display()),
            of.source,
            card.unit.code if card.unit else "",
            card.owner.nip if card.owner else "",
            *(getattr(of, name) for name in NUMBERS),
            year,
            target.value if target else None,
        ]
