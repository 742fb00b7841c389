"""Verbs on windows: set the days of a stage, ask to reopen a closed one, grant it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_of
from pamong.performance.models import Reopening, Window
from pamong.performance.rhythm import BY_MONTH, RHYTHM, periods_of_agency, rhythms_of
from pamong.performance.rules import pack_on
from pamong.performance.windows.permissions import (
    can_ask_extension,
    can_ask_reopening,
    can_choose_rhythm,
    can_grant_reopening,
    can_set_window,
)
from pamong.performance.windows.queries import (
    is_rated_by_part,
    places_in,
    state_of,
)
from pamong.ui.dates import say_day_full

Days = tuple[date, date]


@transaction.atomic
def set_windows(
    agency: Agency, year: int, given: Mapping[tuple[str, str], Days], *, by: User, on: date
) -> list[Window]:
    """Set the days of several stages at once; what does not change is left alone."""
    require(can_set_window(scope_of(by, on), agency.pk))
    rows = Window.objects.select_for_update().filter(agency=agency, year=year)
    standing = {(row.stage, row.period): row for row in rows}
    saved, drafts = [], []
    places = places_in(periods_of_agency(agency, year))
    for (stage, period), (opens_on, closes_on) in given.items():
        _check_days(places, (stage, period), opens_on, closes_on)
        window = standing.get((stage, period)) or Window(
            agency=agency, year=year, stage=stage, period=period
        )
        saved.append(window)
        if (window.opens_on, window.closes_on) == (opens_on, closes_on):
            continue
        _check_not_over(window, closes_on, on)
        changes = {
            "stage": [stage, stage],
            "period": [period, period],
            "opens_on": [window.opens_on, opens_on],
            "closes_on": [window.closes_on, closes_on],
        }
        window.opens_on, window.closes_on = opens_on, closes_on
        window.save()
        drafts.append(Draft("performance.window_set", window, changes))
    record_all(drafts, by=by, on=on)
    return saved


def _check_days(
    places: Collection[tuple[str, str]], place: tuple[str, str], opens_on: date, closes_on: date
) -> None:
    stage, period = place
    if place not in places:
        raise ValidationError(_("Tahap itu tidak ada pada periode tersebut."))
    if closes_on < opens_on:
        named = f"{Window.Stage(stage).label}, {Window.Period(period).label}"
        raise ValidationError(
            _("%(window)s: isi tanggal tutup sesudah tanggal buka.") % {"window": named}
        )


def _check_not_over(window: Window, closes_on: date, on: date) -> None:
    """A closed window is opened again by two people, never by moving its last day."""
    if window.pk and window.closes_on < on <= closes_on:
        raise ValidationError(
            _(
                "%(window)s sudah ditutup. Minta dibuka kembali dengan alasan; orang kedua menyetujui."
            )
            % {"window": f"{window.get_stage_display()}, {window.get_period_display()}"}
        )


@transaction.atomic
def choose_rhythm(agency: Agency, year: int, rhythm: str, *, by: User, on: date) -> Agency:
    """Choose how often people are rated in a year; fixed once a quarter or month of it was begun."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_choose_rhythm(scope_of(by, on), agency.pk))
    pack = pack_on(date(year, 1, 1), local=agency.local_packs)
    if rhythm not in pack.scales[RHYTHM].codes:
        raise ValidationError(_("Pilih frekuensi penilaian yang ada di daftar."))
    before = rhythms_of(agency).chosen(year)
    if rhythm == before:
        return agency
    if is_rated_by_part(agency, year):
        raise ValidationError(
            _(
                "Penilaian berkala %(year)s sudah dimulai, jadi frekuensinya tetap sampai akhir tahun."
            ),
            params={"year": year},
            code="begun",
        )
    years = (
        {*agency.monthly_years, year} if rhythm == BY_MONTH else {*agency.monthly_years} - {year}
    )
    agency.monthly_years = sorted(years)
    agency.save(update_fields=["monthly_years"])
    changes = {"year": [year, year], "rhythm": [before, rhythm]}
    record("performance.rhythm_chosen", agency, by=by, on=on, changes=changes)
    return agency


@transaction.atomic
def ask_reopening(window: Window, *, reason: str, until: date, by: User, on: date) -> Reopening:
    """Ask for a closed window to be opened until a day; someone else has to grant it."""
    window = (
        Window.objects.select_for_update(of=("self",)).select_related("agency").get(pk=window.pk)
    )
    require(can_ask_reopening(scope_of(by, on), window))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan membuka kembali."))
    if until < on:
        raise ValidationError(_("Isi tanggal akhir yang belum lewat."))
    asked = tuple(window.reopenings.filter(unit=None))
    if state_of(window, asked, on).is_open:
        raise ValidationError(_("Tahap ini masih terbuka; tidak perlu dibuka kembali."))
    if any(row.granted_on is None and (row.until or on) >= on for row in asked):
        raise ValidationError(_("Sudah ada permintaan yang menunggu persetujuan orang kedua."))
    reopening = Reopening.objects.create(
        window=window, reason=reason.strip(), until=until, asked_by=by, asked_on=on
    )
    changes = {"until": [None, until], "reason": [None, digest_of(reopening.reason)]}
    record("performance.reopening_asked", reopening, by=by, on=on, changes=changes)
    return reopening


@transaction.atomic
def ask_extension(
    window: Window, unit: Unit, *, reason: str, until: date, by: User, on: date
) -> Reopening:
    """Ask that a window stays open longer for one unit and what is below it; another person grants."""
    window = (
        Window.objects.select_for_update(of=("self",)).select_related("agency").get(pk=window.pk)
    )
    require(can_ask_extension(scope_of(by, on), window, unit))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan memperpanjang."))
    if until < on or until <= window.closes_on:
        raise ValidationError(
            _("Isi tanggal akhir sesudah %(day)s, hari terakhir bagi semua unit."),
            params={"day": say_day_full(max(window.closes_on, on))},
        )
    waiting = window.reopenings.filter(unit=unit, granted_on=None)
    if waiting.filter(Q(until=None) | Q(until__gte=on)).exists():
        raise ValidationError(_("Sudah ada permintaan yang menunggu persetujuan orang kedua."))
    reopening = Reopening.objects.create(
        window=window, unit=unit, reason=reason.strip(), until=until, asked_by=by, asked_on=on
    )
    changes = {
        "unit": [None, unit],
        "until": [None, until],
        "reason": [None, digest_of(reopening.reason)],
    }
    record("performance.extension_asked", reopening, by=by, on=on, changes=changes)
    return reopening


@transaction.atomic
def grant_reopening(reopening: Reopening, *, by: User, on: date) -> Reopening:
    """The second person opens the window again; never the one who asked."""
    reopening = (
        Reopening.objects.select_for_update(of=("self",))
        .select_related("window__agency", "unit")
        .get(pk=reopening.pk)
    )
    require(can_grant_reopening(scope_of(by, on), reopening))
    if reopening.granted_on:
        raise ValidationError(_("Permintaan ini sudah disetujui."))
    if reopening.until and reopening.until < on:
        raise ValidationError(_("Tanggal akhir permintaan ini sudah lewat. Ajukan yang baru."))
    reopening.granted_by, reopening.granted_on = by, on
    reopening.save()
    changes: dict[str, Any] = {
        "granted_on": [None, on],
        "until": [reopening.until, reopening.until],
    }
    if reopening.unit:
        changes["unit"] = [reopening.unit, reopening.unit]
    record("performance.reopening_granted", reopening, by=by, on=on, changes=changes)
    return reopening
