"""Which ratings wait for a session that is not over: until its last day, and never for longer."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.performance.models import Calibration, CalibrationPeer
from pamong.ui.dates import say_day_full


def holding_of(evaluations: Collection[int], on: date) -> Calibration | None:
    """The session that ends last of those for which some of these ratings wait, in one query."""
    if not evaluations:
        return None
    rows = CalibrationPeer.objects.filter(
        evaluation_id__in=evaluations, calibration__in=Calibration.objects.holding(on)
    )
    peer = rows.select_related("calibration__unit").order_by("-calibration__until", "-pk").first()
    return peer.calibration if peer else None


def rating_held_said(calibration: Calibration | None) -> str:
    """Why a rating is not changed on its own page; empty when nothing holds it."""
    if calibration is None:
        return ""
    return _(
        "Penilaian ini sedang dikalibrasi di %(unit)s sampai %(day)s. Ratingnya berubah lewat "
        "pembahasan kalibrasi, atau sesudah kalibrasi selesai."
    ) % {"unit": calibration.unit.name, "day": say_day_full(calibration.until)}


def setting_held_said(calibration: Calibration | None) -> str:
    """Why predicates are not set yet, and until when at most; empty when nothing holds them."""
    if calibration is None:
        return ""
    return _(
        "Predikat menunggu kalibrasi di %(unit)s, paling lama sampai %(day)s. Sesudah hari itu Anda "
        "dapat menetapkannya walaupun kalibrasi belum ditutup."
    ) % {"unit": calibration.unit.name, "day": say_day_full(calibration.until)}


def check_rating_free(evaluations: Collection[int], on: date) -> None:
    """Refuse to change ratings beside the session in which they are."""
    if said := rating_held_said(holding_of(evaluations, on)):
        raise ValidationError(said, code="calibrating")


def check_setting_free(evaluations: Collection[int], on: date) -> None:
    """Refuse to set predicates while a session lasts."""
    if said := setting_held_said(holding_of(evaluations, on)):
        raise ValidationError(said, code="calibrating")
