"""The verbs of a session of calibration."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _rating

CHANGES = {"slice": "calibration", "module": "change_actions"}
CALIBRATION_VERBS: tuple[Verb, ...] = (
    _rating(
        *("calibration-open", _("Buka kalibrasi"), "open_calibration", "calibration_opened"),
        slice="calibration",
        undo="calibration-close",
        said=_("Kalibrasi dibuka"),
    ),
    _rating(
        *("calibration-rater-add", _("Ikutkan penilai"), "add_calibration_rater"),
        "calibration_joined",
        slice="calibration",
        predicate="can_lead_calibration",
        said=_("Penilai menyusul ke kalibrasi"),
    ),
    _rating(
        *("calibration-note", _("Saya sudah membaca bukti"), "note_calibration"),
        "calibration_noted",
        slice="calibration",
        said=_("Bukti kalibrasi dibaca"),
    ),
    _rating(
        *("calibration-advance", _("Lanjut ke tahap berikutnya"), "advance_calibration"),
        "calibration_moved",
        slice="calibration",
        predicate="can_lead_calibration",
        undo="calibration-return",
        said=_("Tahap kalibrasi berpindah"),
    ),
    _rating(
        *("calibration-return", _("Kembali ke tahap sebelumnya"), "return_calibration"),
        "calibration_moved",
        slice="calibration",
        predicate="can_lead_calibration",
        undo="calibration-advance",
    ),
    _rating(
        *("calibration-close", _("Tutup kalibrasi"), "close_calibration", "calibration_closed"),
        slice="calibration",
        predicate="can_lead_calibration",
        said=_("Kalibrasi ditutup"),
    ),
    _rating(
        *("minutes-paper", _("Cetak berita acara"), "issue_minutes_paper"),
        "documents.paper_issued",
        slice="papers",
        module="follow_actions",
    ),
    _rating(
        *("calibration-read", _("Catat tujuan membaca"), "read_calibration", "evaluation_read"),
        slice="calibration",
        said=_("Penilaian dibaca pengawas"),
    ),
    _rating(
        *("calibration-propose", _("Usulkan perubahan"), "propose_calibration"),
        "calibration_proposed",
        undo="calibration-decline",
        **CHANGES,
        said=_("Perubahan diusulkan dalam kalibrasi"),
    ),
    _rating(
        *("calibration-agree", _("Ubah rating"), "agree_calibration", "calibration_changed"),
        undo="calibration-propose",
        **CHANGES,
        said=_("Rating diubah dalam kalibrasi"),
    ),
    _rating(
        *("calibration-decline", _("Rating tetap"), "decline_calibration"),
        "calibration_declined",
        **CHANGES,
        said=_("Usulan kalibrasi tidak diikuti"),
    ),
)
