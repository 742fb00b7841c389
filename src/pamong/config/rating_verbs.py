"""The verbs of rating: windows, levels, evaluations, corrections, objections, what follows."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _rating

RATING_VERBS: tuple[Verb, ...] = (
    _rating(
        *("window-set", _("Simpan jendela waktu"), "set_windows", "window_set"),
        slice="windows",
        predicate="can_set_window",
        said=_("Jendela waktu diatur"),
    ),
    _rating(
        *("rhythm-choose", _("Simpan frekuensi"), "choose_rhythm", "rhythm_chosen"),
        slice="windows",
        undo="rhythm-choose",
        said=_("Frekuensi penilaian dipilih"),
    ),
    _rating(
        *("reopening-ask", _("Minta dibuka kembali"), "ask_reopening", "reopening_asked"),
        slice="windows",
        said=_("Pembukaan kembali diminta"),
    ),
    _rating(
        *("extension-ask", _("Perpanjang satu unit"), "ask_extension", "extension_asked"),
        slice="windows",
        said=_("Perpanjangan untuk satu unit diminta"),
    ),
    _rating(
        *("reopening-grant", _("Setujui pembukaan kembali"), "grant_reopening"),
        "reopening_granted",
        slice="windows",
        said=_("Pembukaan kembali disetujui"),
    ),
    _rating(
        *("level-set", _("Tetapkan capaian organisasi"), "set_level", "level_set"),
        slice="levels",
        said=_("Capaian organisasi ditetapkan"),
    ),
    _rating(
        *("evaluation-open", _("Mulai menilai"), "open_evaluations", "evaluation_opened"),
        slice="evaluation",
        predicate="can_open_evaluation",
        said=_("Penilaian dimulai"),
    ),
    _rating(
        *("evaluation-rate", _("Simpan penilaian"), "rate_evaluation", "evaluation_rated"),
        slice="evaluation",
        said=_("Penilaian disimpan"),
    ),
    _rating(
        *("team-input-give", _("Simpan masukan"), "give_team_input", "team_input_given"),
        slice="team_input",
        undo="team-input-give",
        said=_("Masukan ketua tim disimpan"),
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
        said=_("Predikat ditetapkan"),
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
        said=_("Predikat penutup ditetapkan"),
    ),
    _rating(
        *("evaluation-acknowledge", _("Terima hasil penilaian"), "acknowledge_evaluation"),
        "evaluation_acknowledged",
        slice="evaluation",
        said=_("Hasil penilaian diterima"),
    ),
    _rating(
        *("evaluation-read", _("Catat tujuan membaca"), "read_evaluation", "evaluation_read"),
        slice="evaluation",
    ),
    _rating(
        *("correction-ask", _("Minta koreksi"), "ask_correction", "correction_asked"),
        slice="correction",
        said=_("Koreksi penilaian diminta"),
    ),
    _rating(
        *("correction-grant", _("Setujui koreksi"), "grant_correction", "correction_granted"),
        slice="correction",
        said=_("Koreksi penilaian disetujui"),
    ),
    _rating(
        *("rule-ask", _("Ajukan perubahan aturan"), "ask_rule", "rule_asked"),
        slice="local_rules",
        undo="rule-refuse",
        said=_("Perubahan aturan diminta"),
    ),
    _rating(
        *("rule-grant", _("Setujui perubahan aturan"), "grant_rule", "rule_granted"),
        slice="local_rules",
        undo="rule-ask",
        said=_("Perubahan aturan disetujui"),
    ),
    _rating(
        *("rule-refuse", _("Tolak perubahan aturan"), "refuse_rule", "rule_refused"),
        slice="local_rules",
        said=_("Perubahan aturan ditolak"),
    ),
    _rating(
        *("objection-file", _("Ajukan keberatan"), "file_objection", "objection_filed"),
        slice="objection",
        undo="objection-withdraw",
        said=_("Keberatan diajukan"),
    ),
    _rating(
        *("objection-withdraw", _("Tarik keberatan"), "withdraw_objection"),
        "objection_withdrawn",
        slice="objection",
        said=_("Keberatan ditarik"),
    ),
    _rating(
        *("objection-explain", _("Simpan penjelasan"), "explain_objection"),
        "objection_explained",
        slice="objection",
        said=_("Keberatan ditanggapi"),
    ),
    _rating(
        *("objection-decide", _("Simpan keputusan"), "decide_objection", "objection_decided"),
        slice="objection",
        said=_("Keberatan diputuskan"),
    ),
    _rating(
        *("objection-paper", _("Cetak keputusan"), "issue_objection_paper"),
        "documents.paper_issued",
        slice="papers",
        module="follow_actions",
        predicate="can_issue_follow_paper",
    ),
    _rating(
        *("feedback-ask", _("Minta umpan balik"), "ask_feedback", "feedback_asked"),
        slice="feedback_ask",
        undo="feedback-decline",
        said=_("Umpan balik diminta"),
    ),
    _rating(
        *("feedback-decline", _("Tidak bersedia"), "decline_feedback", "feedback_declined"),
        slice="feedback_ask",
        said=_("Permintaan umpan balik ditolak"),
    ),
    _rating(
        *("follow-up-add", _("Tambah tindak lanjut"), "add_follow_up", "follow_up_added"),
        slice="follow_up",
        said=_("Tindak lanjut ditambahkan"),
    ),
    _rating(
        *("proposals-accept", _("Terima usulan"), "accept_proposals", "follow_up_added"),
        slice="follow_up",
        module="picked_actions",
        predicate="can_add_follow_up",
        undo="proposals-undo",
    ),
    _rating(
        *("proposals-undo", _("Batalkan tindak lanjut"), "undo_proposals", "follow_up_undone"),
        slice="follow_up",
        module="picked_actions",
        said=_("Tindak lanjut dibatalkan"),
    ),
    _rating(
        *("follow-up-finish", _("Tandai selesai"), "finish_follow_up", "follow_up_finished"),
        slice="follow_up",
        said=_("Tindak lanjut selesai"),
    ),
    _rating(
        *("result-carry", _("Bawa ke SKP berikutnya"), "carry_result", "result_carried"),
        slice="follow_up",
        predicate="pamong.performance.plan.permissions.can_edit_plan",
        undo="result-remove",
        said=_("Hasil kerja dibawa ke SKP berikutnya"),
    ),
    _rating(
        *("evaluation-paper", _("Cetak evaluasi"), "issue_evaluation_paper"),
        "documents.paper_issued",
        slice="papers",
    ),
    _rating(
        *("evaluation-document", _("Cetak dokumen evaluasi"), "issue_evaluation_document"),
        "documents.paper_issued",
        slice="papers",
        predicate="can_issue_evaluation_paper",
    ),
    _rating(
        *("predicates-paper", _("Cetak penetapan predikat"), "issue_predicates_paper"),
        "documents.paper_issued",
        slice="papers",
    ),
    _rating(
        *("papers-sign", _("Tanda tangani dokumen"), "sign_papers", "documents.paper_signed"),
        slice="papers",
        module="signing_actions",
        browser="The signer types the passphrase of the certificate; no program is to hold it.",
        said=_("Dokumen ditandatangani"),
    ),
    _rating(
        *("scan-attach", _("Simpan pindaian"), "attach_scan", "documents.scan_attached"),
        slice="papers",
        module="scan_actions",
        undo="scan-remove",
        said=_("Pindaian dokumen disimpan"),
    ),
    _rating(
        *("scan-remove", _("Hapus pindaian"), "remove_scan", "documents.scan_removed"),
        slice="papers",
        module="scan_actions",
        said=_("Pindaian dokumen dihapus"),
    ),
)
