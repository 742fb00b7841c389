"""The verbs of the work through a year: cascade, figures, daily lines, evidence, feedback."""

from django.utils.translation import gettext_lazy as _

from pamong.config.pay_verbs import PAY_VERBS
from pamong.config.verb import Verb
from pamong.config.verb import people_verb as _people
from pamong.config.verb import work_verb as _rating

YEAR_VERBS: tuple[Verb, ...] = (
    _rating(
        *("goal-add", _("Tambah tujuan"), "add_goal"),
        "goal_added",
        slice="cascade",
        predicate="can_keep_cascade",
        undo="goal-remove",
    ),
    _rating(
        *("goal-change", _("Simpan perubahan"), "change_goal"),
        "goal_changed",
        slice="cascade",
        predicate="can_keep_cascade",
    ),
    _rating(
        *("goal-remove", _("Hapus tujuan"), "remove_goal"),
        "goal_removed",
        slice="cascade",
        predicate="can_keep_cascade",
    ),
    _rating(
        *("goal-link", _("Tautkan"), "link_goals"),
        "goals_linked",
        slice="cascade",
        predicate="can_keep_cascade",
        undo="goal-unlink",
    ),
    _rating(
        *("goal-unlink", _("Lepaskan tautan"), "unlink_goals"),
        "goals_unlinked",
        slice="cascade",
        predicate="can_keep_cascade",
        undo="goal-link",
    ),
    _rating(
        *("goal-target", _("Simpan target"), "set_goal_target"),
        "goal_target_set",
        slice="cascade",
        predicate="can_keep_cascade",
    ),
    _rating(
        *("roles-share", _("Bagikan peran"), "share_roles"),
        "roles_shared",
        slice="cascade",
        module="role_actions",
    ),
    _rating(
        *("team-roles-share", _("Bagikan peran"), "share_team_roles"),
        "team_roles_shared",
        slice="cascade",
        module="role_actions",
    ),
    _rating(
        *("role-take", _("Pakai sebagai hasil kerja"), "take_role"),
        "role_taken",
        slice="cascade",
        module="role_actions",
        predicate="pamong.performance.plan.permissions.can_edit_plan",
        undo="result-remove",
    ),
    _rating(
        *("readings-enter", _("Simpan realisasi"), "enter_readings"),
        "reading_entered",
        slice="progress",
        predicate="can_enter_reading",
    ),
    _rating(
        *("steps-save", _("Simpan rencana aksi"), "save_steps"),
        "steps_saved",
        slice="progress",
        module="step_actions",
    ),
    _rating(
        *("steps-copy", _("Salin triwulan sebelumnya"), "copy_steps"),
        "steps_copied",
        slice="progress",
        module="step_actions",
        predicate="can_save_steps",
    ),
    _rating(
        *("daily-day", _("Simpan progress"), "save_day"),
        "entry_recorded",
        slice="daily",
    ),
    _rating(
        *("daily-days", _("Simpan beberapa hari"), "save_days"),
        "entry_recorded",
        slice="daily",
        predicate="can_save_day",
        browser="a program writes each day by daily-day",
    ),
    _rating(
        *("entries-confirm", _("Konfirmasi"), "confirm_picked_entries"),
        "entry_confirmed",
        slice="daily",
        module="picked_actions",
        predicate="can_review_entry",
        undo="confirmations-undo",
    ),
    _rating(
        *("confirmations-undo", _("Batalkan konfirmasi"), "undo_confirmations"),
        "entry_confirmation_undone",
        slice="daily",
        module="picked_actions",
        predicate="can_undo_confirmation",
    ),
    _rating(
        *("entries-return", _("Kembalikan"), "return_picked_entries"),
        "entry_returned",
        slice="daily",
        module="picked_actions",
        predicate="can_review_entry",
    ),
    _rating(
        *("evidence-plan", _("Simpan bukti dukung"), "add_plan_evidence"),
        "evidence_used",
        slice="evidence",
        predicate="can_add_to_plan",
        undo="evidence-withdraw",
    ),
    _rating(
        *("evidence-use", _("Pakai bukti"), "use_evidence"),
        "evidence_used",
        slice="evidence",
    ),
    _rating(
        *("evidence-withdraw", _("Tarik bukti"), "withdraw_evidence"),
        "measurement.evidence_withdrawn",
        slice="evidence",
        predicate="pamong.measurement.permissions.can_remove_evidence",
    ),
    _rating(
        *("feedback-give", _("Kirim umpan balik"), "give_feedback"),
        "feedback_given",
        slice="feedback",
    ),
    _rating(
        *("dialogue-list", _("Minta dialog kinerja"), "ask_dialogue"),
        "dialogue_asked",
        slice="feedback",
    ),
    _rating(
        *("dialogue-hold", _("Simpan hasil dialog"), "hold_dialogue"),
        "dialogue_held",
        slice="feedback",
    ),
    _rating(
        *("dialogue-finish", _("Tandai selesai"), "finish_dialogue_action"),
        "dialogue_action_done",
        slice="feedback",
        predicate="can_finish_action",
    ),
    _rating(
        *("national-export", _("Unduh untuk e-Kinerja"), "export_national"),
        "national_exported",
        slice="national",
    ),
    _rating(
        *("library", _("Simpan pustaka"), "import_library"),
        "library_imported",
        slice="library",
        undo="library-remove",
    ),
    _rating(
        *("library-remove", _("Hapus pustaka jabatan"), "remove_library"),
        "library_removed",
        slice="library",
    ),
    _rating(
        *("library-add", _("Simpan hasil kerja"), "write_library"),
        "library_written",
        slice="library",
        undo="library-result-remove",
    ),
    _rating(
        *("library-change", _("Simpan hasil kerja"), "write_library"),
        "library_written",
        slice="library",
        undo="library-change",
    ),
    _rating(
        *("library-result-remove", _("Hapus dari pustaka"), "remove_library_result"),
        "library_result_removed",
        slice="library",
        undo="library-add",
    ),
    _rating(
        *("planfile-receive", _("Periksa berkas"), "receive_planfile"),
        "planfile_received",
        slice="plan_files",
        undo="planfile-drop",
    ),
    _rating(
        *("planfile-import", _("Impor SKP"), "import_planfile"),
        "planfile_imported",
        slice="plan_files",
    ),
    _rating(
        *("planfile-drop", _("Batalkan unggahan"), "drop_planfile"),
        "planfile_dropped",
        slice="plan_files",
    ),
    _rating(
        *("history-receive", _("Periksa berkas"), "receive_history"),
        "history_received",
        slice="history",
        undo="history-drop",
    ),
    _rating(
        *("history-columns-choose", _("Simpan kolom"), "choose_history_columns"),
        "history_columns_chosen",
        slice="history",
    ),
    _rating(
        *("history-import", _("Impor riwayat kinerja"), "import_history"),
        "history_imported",
        slice="history",
    ),
    _rating(
        *("history-drop", _("Batalkan unggahan"), "drop_history"),
        "history_dropped",
        slice="history",
    ),
    *PAY_VERBS,
    _people(
        *("own-data-take", _("Siapkan data saya"), "take_own_data", "people.own_data_taken"),
        slice="own_data",
    ),
    _rating(
        *("retention-propose", _("Usulkan penghapusan"), "propose_retention"),
        "retention_proposed",
        slice="retention",
        undo="retention-decline",
    ),
    _rating(
        *("retention-approve", _("Setujui penghapusan"), "approve_retention"),
        "retention_approved",
        slice="retention",
    ),
    _rating(
        *("retention-decline", _("Kembalikan usulan"), "decline_retention"),
        "retention_declined",
        slice="retention",
    ),
)
