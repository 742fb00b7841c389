"""The verbs of attendance and allowance, and of fetching from the national system."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _rating

PAY_VERBS: tuple[Verb, ...] = (
    _rating(
        *("fetch-ask", _("Ambil dari sistem nasional"), "ask_fetch"),
        "fetch_asked",
        slice="national_source",
        said=_("Data nasional diminta"),
    ),
    _rating(
        *("attendance-receive", _("Periksa berkas"), "receive_attendance"),
        "attendance_received",
        slice="attendance",
        undo="attendance-drop",
        said=_("Berkas kehadiran diunggah"),
    ),
    _rating(
        *("attendance-columns-choose", _("Simpan kolom"), "choose_attendance_columns"),
        "attendance_columns_chosen",
        slice="attendance",
        said=_("Kolom kehadiran dipilih"),
    ),
    _rating(
        *("attendance-import", _("Impor kehadiran"), "import_attendance"),
        "attendance_imported",
        slice="attendance",
        said=_("Kehadiran sebulan diimpor"),
    ),
    _rating(
        *("attendance-drop", _("Batalkan unggahan"), "drop_attendance"),
        "attendance_dropped",
        slice="attendance",
        said=_("Unggahan kehadiran dibatalkan"),
    ),
    _rating(
        *("table-make", _("Susun tabel baru"), "make_table"),
        "base_table_made",
        slice="allowance_base",
        undo="table-drop",
        said=_("Tabel TPP dasar disusun"),
    ),
    _rating(
        *("base-set", _("Simpan baris"), "set_base"),
        "base_set",
        slice="allowance_base",
        predicate="can_fill_table",
        undo="base-set",
        said=_("TPP dasar diisi"),
    ),
    _rating(
        *("bases-import", _("Impor baris tabel"), "import_bases"),
        "bases_imported",
        slice="allowance_base",
        predicate="can_fill_table",
        said=_("TPP dasar diimpor"),
    ),
    _rating(
        *("table-release", _("Tetapkan tabel"), "release_table"),
        "base_table_released",
        slice="allowance_base",
        said=_("Tabel TPP dasar ditetapkan"),
    ),
    _rating(
        *("table-drop", _("Batalkan tabel"), "drop_table"),
        "base_table_dropped",
        slice="allowance_base",
        said=_("Tabel TPP dasar dibatalkan"),
    ),
    _rating(
        *("penalty-note", _("Catat potongan"), "note_penalty"),
        "penalty_noted",
        slice="allowance_base",
        undo="penalty-end",
        said=_("Potongan disiplin dicatat"),
    ),
    _rating(
        *("penalty-end", _("Batalkan potongan"), "end_penalty"),
        "penalty_ended",
        slice="allowance_base",
        said=_("Potongan disiplin dibatalkan"),
    ),
    _rating(
        *("sheet-draft", _("Susun daftar TPP"), "draft_sheet"),
        "sheet_drafted",
        slice="allowance",
        said=_("Daftar TPP disusun"),
    ),
    _rating(
        *("sheet-redraw", _("Hitung ulang"), "redraw_sheet"),
        "sheet_redrawn",
        slice="allowance",
        said=_("Daftar TPP dihitung ulang"),
    ),
    _rating(
        *("sheet-check", _("Nyatakan sudah diperiksa"), "check_sheet"),
        "sheet_checked",
        slice="allowance",
        undo="sheet-return",
        said=_("Daftar TPP diperiksa"),
    ),
    _rating(
        *("sheet-return", _("Kembalikan untuk disusun"), "return_sheet"),
        "sheet_returned",
        slice="allowance",
        said=_("Daftar TPP dikembalikan"),
    ),
    _rating(
        *("sheet-lock", _("Kunci daftar TPP"), "lock_sheet"),
        "sheet_locked",
        slice="allowance",
        said=_("Daftar TPP dikunci"),
    ),
    _rating(
        *("sheet-read", _("Catat tujuan dan buka daftar"), "read_sheet"),
        "sheet_read",
        slice="allowance",
        said=_("Daftar TPP dibaca pengawas"),
    ),
    _rating(
        *("sheet-export", _("Unduh XLSX"), "export_sheet"),
        "sheet_exported",
        slice="allowance",
        said=_("Daftar TPP diunduh"),
    ),
    _rating(
        *("payroll-columns-set", _("Simpan kolom penggajian"), "set_payroll_columns"),
        "payroll_columns_set",
        slice="allowance",
        said=_("Kolom penggajian diatur"),
    ),
)
