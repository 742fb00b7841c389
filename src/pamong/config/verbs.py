"""Every verb once: its address, words, action, predicate, what the ledger says, and what undoes it."""

from django.utils.translation import gettext_lazy as _

from pamong.config.day_verbs import DAY_VERBS
from pamong.config.verb import Verb, load
from pamong.config.verb import people_verb as _people
from pamong.config.verb import plan_verb as _plan
from pamong.config.verb import work_verb as _rating
from pamong.config.year_verbs import YEAR_VERBS

__all__ = ["VERBS", "Verb", "load", "verb_named"]

VERBS: tuple[Verb, ...] = (
    *YEAR_VERBS,
    *DAY_VERBS,
    _people(
        *("upload-receive", _("Periksa berkas"), "receive_upload", "people.upload_received"),
        slice="uploads",
        undo="upload-drop",
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
        *("rater-set", _("Tetapkan penilai"), "set_raters", "people.rater_set"),
        slice="raters",
        predicate="can_set_rater",
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
    _plan("plan-draft", _("Buat SKP"), "draft_plan", "plan_drafted"),
    _plan(
        *("acting-plan-draft", _("Buat SKP Plt."), "draft_acting_plan", "acting_plan_drafted"),
        module="acting_actions",
    ),
    _plan("plan-propose", _("Ajukan SKP"), "propose_plan", "plan_proposed", undo="plan-withdraw"),
    _plan("plan-withdraw", _("Tarik SKP"), "withdraw_plan", "plan_withdrawn", undo="plan-propose"),
    _plan("plan-agree", _("Setujui SKP"), "agree_plan", "plan_agreed", undo="plan-return"),
    _plan("plan-return", _("Kembalikan SKP"), "return_plan", "plan_returned"),
    _plan(
        *("plan-agree-many", _("Setujui SKP yang dipilih"), "agree_plans"),
        "plan_agreed",
        predicate="can_agree_plan",
        undo="plan-return",
    ),
    _plan(
        *("plan-return-many", _("Kembalikan dengan catatan"), "return_plans"),
        "plan_returned",
        predicate="can_return_plan",
    ),
    _plan(
        *("plan-copy", _("Salin hasil kerja"), "copy_results", "plan_copied"),
        module="copying",
        predicate="can_edit_plan",
        undo="result-remove",
    ),
    _plan(
        *("result-add", _("Tambah hasil kerja"), "save_result", "result_saved"),
        module="content_actions",
        predicate="can_edit_plan",
        undo="result-remove",
    ),
    _plan(
        *("result-change", _("Simpan hasil kerja"), "save_result"),
        "result_saved",
        module="content_actions",
        predicate="can_edit_plan",
    ),
    _plan(
        *("result-remove", _("Hapus hasil kerja"), "remove_result", "result_removed"),
        module="content_actions",
        predicate="can_edit_plan",
    ),
    _plan(
        *("annexes-change", _("Ubah lampiran"), "save_annexes", "annexes_saved"),
        module="content_actions",
        predicate="can_edit_plan",
    ),
    _plan(
        *("behaviour-change", _("Tulis ekspektasi"), "expect_behaviour", "behaviour_expected"),
        module="content_actions",
    ),
    _plan(
        *("revision-ask", _("Minta perubahan target"), "ask_revision", "revision_asked"),
        module="revision_actions",
    ),
    _plan(
        *("revision-answer", _("Jawab perubahan target"), "answer_revision", "revision_granted"),
        module="revision_actions",
    ),
    _rating(
        *("window-set", _("Simpan jendela waktu"), "set_windows", "window_set"),
        slice="windows",
        predicate="can_set_window",
    ),
    _rating(
        *("rhythm-choose", _("Simpan frekuensi"), "choose_rhythm", "rhythm_chosen"),
        slice="windows",
        undo="rhythm-choose",
    ),
    _rating(
        *("reopening-ask", _("Minta dibuka kembali"), "ask_reopening", "reopening_asked"),
        slice="windows",
    ),
    _rating(
        *("extension-ask", _("Perpanjang satu unit"), "ask_extension", "extension_asked"),
        slice="windows",
    ),
    _rating(
        *("reopening-grant", _("Setujui pembukaan kembali"), "grant_reopening"),
        "reopening_granted",
        slice="windows",
    ),
    _rating(
        *("level-set", _("Tetapkan capaian organisasi"), "set_level", "level_set"), slice="levels"
    ),
    _rating(
        *("evaluation-open", _("Mulai menilai"), "open_evaluations", "evaluation_opened"),
        slice="evaluation",
        predicate="can_open_evaluation",
    ),
    _rating(
        *("evaluation-rate", _("Simpan penilaian"), "rate_evaluation", "evaluation_rated"),
        slice="evaluation",
    ),
    _rating(
        *("evaluations-rate", _("Nilai bersama"), "rate_evaluations", "evaluation_rated"),
        slice="ratings",
        predicate="pamong.performance.evaluation.permissions.can_rate_evaluation",
    ),
    _rating(
        *("predicates-set", _("Tetapkan predikat"), "set_predicates", "predicate_set"),
        slice="predicates",
        undo="correction-ask",
    ),
    _rating(
        *("closing-open", _("Mulai menilai"), "open_evaluations", "evaluation_opened"),
        slice="evaluation",
        predicate="can_open_evaluation",
    ),
    _rating(
        *("evaluation-close", _("Tetapkan predikat penutup"), "close_evaluation"),
        "evaluation_closed",
        slice="closing",
        undo="correction-ask",
    ),
    _rating(
        *("evaluation-acknowledge", _("Terima hasil penilaian"), "acknowledge_evaluation"),
        "evaluation_acknowledged",
        slice="evaluation",
    ),
    _rating(
        *("evaluation-read", _("Catat tujuan membaca"), "read_evaluation", "evaluation_read"),
        slice="evaluation",
    ),
    _rating(
        *("correction-ask", _("Minta koreksi"), "ask_correction", "correction_asked"),
        slice="correction",
    ),
    _rating(
        *("correction-grant", _("Setujui koreksi"), "grant_correction", "correction_granted"),
        slice="correction",
    ),
    _rating(
        *("rule-ask", _("Ajukan perubahan aturan"), "ask_rule", "rule_asked"),
        slice="local_rules",
        undo="rule-refuse",
    ),
    _rating(
        *("rule-grant", _("Setujui perubahan aturan"), "grant_rule", "rule_granted"),
        slice="local_rules",
        undo="rule-ask",
    ),
    _rating(
        *("rule-refuse", _("Tolak perubahan aturan"), "refuse_rule", "rule_refused"),
        slice="local_rules",
    ),
    _rating(
        *("objection-file", _("Ajukan keberatan"), "file_objection", "objection_filed"),
        slice="objection",
        undo="objection-withdraw",
    ),
    _rating(
        *("objection-withdraw", _("Tarik keberatan"), "withdraw_objection"),
        "objection_withdrawn",
        slice="objection",
    ),
    _rating(
        *("objection-explain", _("Simpan penjelasan"), "explain_objection"),
        "objection_explained",
        slice="objection",
    ),
    _rating(
        *("objection-decide", _("Simpan keputusan"), "decide_objection", "objection_decided"),
        slice="objection",
    ),
    _rating(
        *("feedback-ask", _("Minta umpan balik"), "ask_feedback", "feedback_asked"),
        slice="feedback_ask",
        undo="feedback-decline",
    ),
    _rating(
        *("feedback-decline", _("Tidak bersedia"), "decline_feedback", "feedback_declined"),
        slice="feedback_ask",
    ),
    _rating(
        *("follow-up-add", _("Tambah tindak lanjut"), "add_follow_up", "follow_up_added"),
        slice="follow_up",
    ),
    _rating(
        *("proposals-accept", _("Terima usulan"), "accept_proposals", "follow_up_added"),
        slice="follow_up",
        predicate="pamong.performance.follow_up.permissions.can_add_follow_up",
    ),
    _rating(
        *("follow-up-finish", _("Tandai selesai"), "finish_follow_up", "follow_up_finished"),
        slice="follow_up",
    ),
    _rating(
        *("result-carry", _("Bawa ke SKP berikutnya"), "carry_result", "result_carried"),
        slice="follow_up",
        predicate="pamong.performance.plan.permissions.can_edit_plan",
        undo="result-remove",
    ),
)


def verb_named(name: str) -> Verb | None:
    """A verb by its address's name, with or without the app."""
    return next((v for v in VERBS if name in {v.name, v.name.partition(":")[2]}), None)
