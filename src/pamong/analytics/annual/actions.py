"""Verbs of the yearly report: have it made, fill it, write a section, send it for approval, approve it, reopen it."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pamong.access.permissions import require
from pamong.analytics.annual.filling import Facts, figures_from
from pamong.analytics.annual.permissions import (
    can_approve_annual_report,
    can_fill_annual_report,
    can_open_annual_report,
    can_propose_annual_report,
    can_reopen_annual_report,
    can_write_annual_text,
)
from pamong.analytics.annual.queries import goal_of, open_years, sections_in
from pamong.analytics.engines.opening import NoEngine
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.documents.kinds import LANGUAGE
from pamong.ledger.actions import Actor, digest_of, record
from pamong.people.models import Agency, Employee
from pamong.people.scope import scope_for

Stage = AnnualReport.Stage


@transaction.atomic
def open_annual_report(agency: Agency, year: int, *, by: Actor, on: date) -> AnnualReport:
    """Have the report of a year made, with the figures of the snapshot that holds now."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    scope = scope_for(by, on)
    require(can_open_annual_report(scope) and scope.is_shell | (scope.agency_id == agency.pk))
    if AnnualReport.objects.filter(agency=agency, year=year).exists():
        raise ValidationError(
            _("Laporan tahun %(year)s sudah ada. Buka dari daftarnya."), params={"year": year}
        )
    if year not in open_years(agency.pk, on.year):
        raise ValidationError(
            _("Tahun %(year)s belum punya sasaran. Isi dahulu cascading tahun itu."),
            params={"year": year},
        )
    figures = _figures(agency, year)
    report = AnnualReport.objects.create(
        agency=agency, year=year, figures=figures, snapshot=figures["snapshot"], filled_on=on
    )
    changes = {"year": [None, year], "snapshot": [None, report.snapshot]}
    record("analytics.annual_report_opened", report, by=by, on=on, changes=changes)
    return report


@transaction.atomic
def fill_annual_report(report: AnnualReport, *, by: Actor, on: date) -> AnnualReport:
    """Take the figures anew from the snapshot that holds now; texts stay as they are."""
    report = _locked(report)
    require(can_fill_annual_report(scope_for(by, on), report))
    _check_draft(report)
    before, figures = report.snapshot, _figures(report.agency, report.year)
    if figures == report.figures:
        return report
    report.figures, report.snapshot, report.filled_on = figures, figures["snapshot"], on
    _save(report, "figures", "snapshot", "filled_on")
    changes = {"snapshot": [before, report.snapshot]}
    record("analytics.annual_report_filled", report, by=by, on=on, changes=changes)
    return report


@transaction.atomic
def write_annual_text(  # noqa: PLR0913 — a section is told by what stands in it
    report: AnnualReport,
    section: str,
    text: str,
    *,
    spent: Decimal | None = None,
    seen: int,
    by: Actor,
    on: date,
) -> AnnualText:
    """Write a section; `seen` is the version that the writer had before the eyes, 0 for none."""
    report = _locked(report)
    goal = goal_of(report, section)
    scope = scope_for(by, on)
    require(can_write_annual_text(scope, report, goal.unit_id or 0 if goal else 0))
    _check_draft(report)
    if section not in sections_in(report):
        raise ValidationError(_("Bagian ini tidak ada lagi dalam laporan. Muat ulang halaman."))
    held = AnnualText.objects.filter(report=report, section=section).first()
    row = held or AnnualText(report=report, section=section, version=0)
    if row.version != seen:
        raise ValidationError(
            _(
                "Bagian ini sudah diubah di tempat lain. Salin tulisan Anda, buka lagi bagiannya, "
                "lalu gabungkan."
            ),
            code="stale",
        )
    was = row.text, row.spent
    row.text, row.spent = text.strip(), spent if goal else None
    if was == (row.text, row.spent):
        return row
    row.written_by = Employee.objects.filter(pk=scope.employee_id).first()
    row.written_on, row.version = on, row.version + 1
    row.save()
    changes = _changes(row, *was)
    record("analytics.annual_text_written", report, by=by, on=on, changes=changes)
    return row


def _changes(row: AnnualText, text: str, spent: Decimal | None) -> dict[str, list[object]]:
    """What of a section is another than it was; of a text its mark alone."""
    changes: dict[str, list[object]] = {"section": [None, row.section]}
    if text != row.text:
        changes["text"] = [digest_of(text) if text else None, digest_of(row.text)]
    if spent != row.spent:
        changes["spent"] = [spent, row.spent]
    return changes


@transaction.atomic
def propose_annual_report(report: AnnualReport, *, by: Actor, on: date) -> AnnualReport:
    """Send it to the head; until the answer nothing in it changes."""
    report = _locked(report)
    scope = scope_for(by, on)
    require(can_propose_annual_report(scope, report))
    _check_draft(report)
    if on.year <= report.year:
        raise ValidationError(
            _("Tahun %(year)s belum berakhir. Laporan disetujui sesudah tahun itu selesai."),
            params={"year": report.year},
            code="too_early",
        )
    report.stage, report.proposed_on = Stage.PROPOSED, on
    report.proposed_by = Employee.objects.filter(pk=scope.employee_id).first()
    _save(report, "stage", "proposed_on", "proposed_by")
    changes = {"stage": [Stage.DRAFT, Stage.PROPOSED]}
    record("analytics.annual_report_proposed", report, by=by, on=on, changes=changes)
    return report


@transaction.atomic
def approve_annual_report(
    report: AnnualReport, *, by: Actor, on: date, seen: int | None = None
) -> AnnualReport:
    """The head's approval: from now on nothing in it changes."""
    report = _locked(report)
    scope = scope_for(by, on)
    require(can_approve_annual_report(scope, report))
    if report.stage != Stage.PROPOSED:
        raise ValidationError(
            _("Laporan ini tidak sedang menunggu persetujuan. Kirim dahulu untuk disetujui."),
            code="wrong_state",
        )
    if seen is not None and seen != report.version:
        raise ValidationError(
            _("Laporan ini berubah sejak Anda membukanya. Muat ulang dan baca lagi."), code="stale"
        )
    report.stage, report.approved_on = Stage.APPROVED, on
    report.approved_by = Employee.objects.filter(pk=scope.employee_id).first()
    _save(report, "stage", "approved_on", "approved_by")
    changes = {"stage": [Stage.PROPOSED, Stage.APPROVED], "snapshot": [None, report.snapshot]}
    record("analytics.annual_report_approved", report, by=by, on=on, changes=changes)
    return report


@transaction.atomic
def reopen_annual_report(report: AnnualReport, reason: str, *, by: Actor, on: date) -> AnnualReport:
    """Send it back, or take the approval back, so that it can be mended; what was printed stays on record."""
    report = _locked(report)
    require(can_reopen_annual_report(scope_for(by, on), report))
    if report.is_draft:
        raise ValidationError(_("Laporan ini sudah menjadi draf."), code="wrong_state")
    if not (reason := reason.strip()):
        raise ValidationError(_("Tulis alasannya, agar yang menyusun tahu apa yang diperbaiki."))
    was = report.stage
    report.stage, report.approved_on, report.approved_by = Stage.DRAFT, None, None
    report.reopened_on, report.reason = on, reason
    _save(report, "stage", "approved_on", "approved_by", "reopened_on", "reason")
    changes = {"stage": [was, Stage.DRAFT], "reason": [None, digest_of(reason)]}
    record("analytics.annual_report_reopened", report, by=by, on=on, changes=changes)
    return report


def _figures(agency: Agency, year: int) -> Facts:
    """From the snapshot that holds now, in the language of papers."""
    snapshot = snapshot_of(agency.uuid)
    if snapshot is None:
        raise ValidationError(
            _(
                "Potret data instansi ini belum ada. Potret dibuat otomatis dalam beberapa menit; "
                "coba lagi sesudah itu."
            ),
            code="no_snapshot",
        )
    try:
        with override(LANGUAGE):
            return figures_from(agency, year, snapshot)
    except NoEngine as error:
        raise ValidationError(
            _(
                "Angka tidak dapat dibaca karena %(part)s belum terpasang. Hubungi pengelola server."
            ),
            params={"part": error.part},
        ) from error


def _locked(report: AnnualReport) -> AnnualReport:
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=report.pk)


def _check_draft(report: AnnualReport) -> None:
    if not report.is_draft:
        raise ValidationError(
            _("Laporan ini sudah dikirim atau disetujui. Pimpinan membukanya bila perlu diubah."),
            code="wrong_state",
        )


def _save(report: AnnualReport, *fields: str) -> None:
    """With the next version: an older page is told so."""
    report.version += 1
    report.save(update_fields=[*fields, "version"])
