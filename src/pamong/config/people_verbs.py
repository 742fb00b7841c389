"""The verbs of people: their units, posts, raters, teams, roles and accounts."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import people_verb as _people

PEOPLE_VERBS: tuple[Verb, ...] = (
    _people(
        *("upload-receive", _("Periksa berkas"), "receive_upload", "people.upload_received"),
        slice="uploads",
        undo="upload-drop",
    ),
    _people(
        *("job-retry", _("Coba lagi"), "retry_job", "people.job_retried"),
        slice="jobs",
        undo="job-stop",
    ),
    _people(
        *("job-stop", _("Batalkan tugas"), "stop_job", "people.job_stopped"),
        slice="jobs",
    ),
    _people(
        *("job-file", _("Unduh berkas tugas"), "take_job_file", "people.job_file_taken"),
        slice="jobs",
    ),
    _people(
        *("look-set", _("Simpan tampilan"), "set_look", "people.look_set"),
        slice="letterhead",
        undo="look-set",
    ),
    _people(
        *("agency-set", _("Simpan data instansi"), "set_agency", "people.agency_set"),
        slice="agencies",
        undo="agency-set",
    ),
    _people(
        *("offline-set", _("Simpan pilihan"), "set_offline", "people.offline_set"),
        slice="offline",
        undo="offline-set",
    ),
    _people(
        *("columns-choose", _("Simpan kolom"), "choose_columns", "people.columns_chosen"),
        slice="uploads",
    ),
    _people(
        *("units-choose", _("Simpan pilihan unit"), "choose_units", "people.units_chosen"),
        slice="uploads",
    ),
    _people(
        *("upload-confirm", _("Impor pegawai"), "confirm_upload", "people.upload_confirmed"),
        slice="uploads",
    ),
    _people(
        *("upload-drop", _("Batalkan unggahan"), "drop_upload", "people.upload_dropped"),
        slice="uploads",
    ),
    _people(
        *("position-add", _("Tambah jabatan"), "add_position", "people.position_added"),
        slice="positions",
    ),
    _people(
        *("position-change", _("Simpan jabatan"), "change_position", "people.position_changed"),
        slice="positions",
    ),
    _people(
        *("position-close", _("Tutup jabatan"), "close_position", "people.position_closed"),
        slice="positions",
        undo="position-reopen",
    ),
    _people(
        *("position-reopen", _("Buka kembali jabatan")),
        *("reopen_position", "people.position_reopened"),
        slice="positions",
        predicate="can_close_position",
    ),
    _people(
        *("sheet-issue", _("Terbitkan lembar akses"), "issue_sheet", "access.code_issued"),
        slice="accounts",
    ),
    _people(
        *("sheets-issue", _("Terbitkan lembar akses"), "issue_sheets", "people.sheet_issued"),
        slice="accounts",
        predicate="can_issue_sheet",
    ),
    _people(
        *("code-issue", _("Buat kode baru"), "issue_code", "access.code_issued"), slice="accounts"
    ),
    _people(
        *("code-ask", _("Ajukan kode baru"), "ask_code", "people.access_asked"),
        slice="roles",
        undo="access-decline",
    ),
    _people(
        *("access-grant", _("Setujui permintaan"), "grant_access", "people.access_granted"),
        slice="roles",
    ),
    _people(
        *("access-decline", _("Tolak permintaan"), "decline_access", "people.access_declined"),
        slice="roles",
    ),
    _people(
        *("filter-save", _("Simpan saringan"), "save_filter", "people.filter_saved"),
        slice="filters",
        undo="filter-remove",
    ),
    _people(
        *("filter-rename", _("Simpan nama"), "rename_filter", "people.filter_renamed"),
        slice="filters",
        undo="filter-rename",
    ),
    _people(
        *("filter-remove", _("Hapus saringan tersimpan"), "remove_filter", "people.filter_removed"),
        slice="filters",
        undo="filter-save",
    ),
    _people(
        *("role-give", _("Beri peran"), "ask_role", "people.access_asked"),
        slice="roles",
        undo="role-end",
    ),
    _people(
        *("role-end", _("Akhiri peran"), "end_role", "people.mandate_ended"),
        slice="roles",
        predicate="can_end_unit_role",
        undo="role-give",
    ),
    _people(
        *("rater-set", _("Tetapkan penilai"), "set_picked_raters", "people.rater_set"),
        slice="raters",
        module="picked_actions",
        predicate="can_set_rater",
        undo="raters-undo",
    ),
    _people(
        *("raters-undo", _("Kembalikan penilai sebelumnya"), "undo_raters"),
        "people.rater_set_undone",
        slice="raters",
        module="picked_actions",
    ),
    _people(
        *("superior-set", _("Tetapkan atasan penilai"), "set_superior", "people.superior_set"),
        slice="raters",
        undo="superior-set",
    ),
    _people(
        *("employee-move", _("Catat jabatan"), "move_employee", "people.employee_moved"),
        slice="posts",
        undo="employee-move",
    ),
    _people(
        *("kind-change", _("Simpan jenis pegawai"), "change_kind", "people.kind_changed"),
        slice="kinds",
        undo="kind-change",
    ),
    _people(
        *("employee-leave", _("Catat berhenti"), "leave_employee", "people.employee_left"),
        slice="leaving",
        undo="employee-return",
    ),
    _people(
        *("leaving-withdraw", _("Batalkan rencana berhenti"), "withdraw_leaving"),
        "people.leaving_withdrawn",
        slice="leaving",
        undo="employee-leave",
    ),
    _people(
        *("employee-return", _("Batalkan berhenti"), "return_employee"),
        "people.employee_returned",
        slice="leaving",
        undo="employee-leave",
    ),
    _people(
        *("acting-rater-set", _("Tetapkan penilai"), "set_acting_rater", "people.acting_rater_set"),
        slice="posts",
    ),
    _people(
        *("unit-add", _("Tambah unit"), "add_unit", "people.unit_added"),
        slice="tree",
        undo="unit-close",
    ),
    _people(
        *("unit-change", _("Simpan unit"), "change_unit", "people.unit_changed"),
        slice="tree",
        undo="unit-change",
    ),
    _people(
        *("unit-move", _("Pindahkan unit"), "move_unit", "people.unit_moved"),
        slice="tree",
        undo="unit-move",
    ),
    _people(
        *("unit-change-cancel", _("Batalkan perubahan"), "cancel_unit_change"),
        "people.unit_change_cancelled",
        slice="tree",
        undo="unit-change",
    ),
    _people(
        *("unit-close", _("Tutup unit"), "close_unit", "people.unit_closed"),
        slice="tree",
        undo="unit-reopen",
    ),
    _people(
        *("unit-reopen", _("Buka kembali unit"), "reopen_unit", "people.unit_reopened"),
        slice="tree",
        predicate="can_close_unit",
        undo="unit-close",
    ),
    _people(
        *("assignment-end", _("Akhiri jabatan"), "end_assignment", "people.assignment_ended"),
        slice="posts",
    ),
    _people(
        *("supervisor-report", _("Kirim laporan"), "report_supervisor"),
        "people.supervisor_reported",
        slice="raters",
    ),
    _people(
        *("report-mend", _("Perbaiki penilai"), "mend_report", "people.report_answered"),
        slice="raters",
        predicate="can_answer_report",
    ),
    _people(
        *("purpose-state", _("Catat tujuan membaca jejak"), "state_purpose"),
        "people.purpose_stated",
        slice="trace",
        predicate="can_state_purpose",
    ),
    _people(
        *("report-decline", _("Pertahankan penilai"), "decline_report", "people.report_answered"),
        slice="raters",
        predicate="can_answer_report",
    ),
    _people(
        *("account-code-ask", _("Minta kode baru"), "ask_account_code"),
        "people.access_asked",
        slice="roles",
        predicate="can_ask_role",
        undo="access-decline",
    ),
    _people(
        *("granted-code-issue", _("Buat kode baru"), "issue_granted_code"),
        "access.code_issued",
        slice="roles",
    ),
    _people(*("team-make", _("Buat tim"), "make_team", "people.team_made"), slice="teams"),
    _people(
        *("teams-import", _("Simpan tabel tim"), "import_teams", "people.team_made"),
        slice="teams",
        module="import_actions",
    ),
    _people(
        *("delegation-make", _("Serahkan tugas"), "make_delegation", "people.delegation_made"),
        slice="delegations",
        undo="delegation-end",
    ),
    _people(
        *("delegation-make-for", _("Serahkan tugas"), "make_delegation", "people.delegation_made"),
        slice="delegations",
        undo="delegation-end",
    ),
    _people(
        *("delegation-end", _("Akhiri pendelegasian"), "end_delegation"),
        "people.delegation_ended",
        slice="delegations",
        undo="delegation-make",
    ),
    _people(
        *("rater-take-over", _("Ambil alih"), "take_over_rater", "people.rater_taken_over"),
        slice="vacancies",
        undo="rater-set",
    ),
    _people(*("team-change", _("Ubah tim"), "change_team", "people.team_changed"), slice="teams"),
    _people(*("team-end", _("Akhiri tim"), "end_team", "people.team_ended"), slice="teams"),
    _people(
        *("member-add", _("Tambah anggota"), "add_member", "people.member_added"),
        slice="teams",
        undo="member-end",
    ),
    _people(
        *("member-end", _("Akhiri keanggotaan"), "end_member", "people.member_ended"),
        slice="teams",
        undo="member-add",
    ),
)
