"""The verbs of a plan: its life, its content, and changes of its targets."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import plan_verb as _plan
from pamong.config.verb import work_verb as _work

PLAN_VERBS: tuple[Verb, ...] = (
    _plan(
        "plan-draft",
        _("Buat SKP"),
        "draft_plan",
        "plan_drafted",
        said=_("SKP dibuat"),
    ),
    _plan(
        *("acting-plan-draft", _("Buat SKP Plt."), "draft_acting_plan", "acting_plan_drafted"),
        module="acting_actions",
        said=_("SKP Plt. dibuat"),
    ),
    _plan(
        "plan-propose",
        _("Ajukan SKP"),
        "propose_plan",
        "plan_proposed",
        undo="plan-withdraw",
        said=_("SKP diajukan"),
    ),
    _plan(
        "plan-withdraw",
        _("Tarik SKP"),
        "withdraw_plan",
        "plan_withdrawn",
        undo="plan-propose",
        said=_("SKP ditarik"),
    ),
    _plan(
        "plan-agree",
        _("Setujui SKP"),
        "agree_plan",
        "plan_agreed",
        undo="plan-return",
        said=_("SKP disetujui"),
    ),
    _plan(
        "plan-return",
        _("Kembalikan SKP"),
        "return_plan",
        "plan_returned",
        said=_("SKP dikembalikan"),
    ),
    _plan(
        *("plan-agree-many", _("Setujui SKP yang dipilih"), "agree_picked_plans"),
        "plan_agreed",
        module="picked_actions",
        predicate="can_agree_plan",
        undo="agreements-undo",
    ),
    _plan(
        *("plan-return-many", _("Kembalikan dengan catatan"), "return_picked_plans"),
        "plan_returned",
        module="picked_actions",
        predicate="can_return_plan",
    ),
    _plan(
        *("agreements-undo", _("Batalkan persetujuan"), "undo_agreements"),
        "plan_agreement_undone",
        module="picked_actions",
        predicate="can_undo_agreement",
        said=_("Persetujuan SKP dibatalkan"),
    ),
    _plan(
        *("plan-copy", _("Salin hasil kerja"), "copy_results", "plan_copied"),
        module="copying",
        predicate="can_edit_plan",
        undo="result-remove",
        said=_("Hasil kerja disalin"),
    ),
    _plan(
        *("result-add", _("Tambah hasil kerja"), "save_result", "result_saved"),
        module="content_actions",
        predicate="can_edit_plan",
        undo="result-remove",
        said=_("Hasil kerja disimpan"),
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
        said=_("Hasil kerja dihapus"),
    ),
    _plan(
        *("annexes-change", _("Ubah lampiran"), "save_annexes", "annexes_saved"),
        module="content_actions",
        predicate="can_edit_plan",
        said=_("Lampiran SKP disimpan"),
    ),
    _plan(
        *("behaviour-change", _("Tulis ekspektasi"), "expect_behaviour", "behaviour_expected"),
        module="content_actions",
        said=_("Ekspektasi perilaku ditulis"),
    ),
    _plan(
        *("revision-ask", _("Minta perubahan target"), "ask_revision", "revision_asked"),
        module="revision_actions",
        said=_("Perubahan target diminta"),
    ),
    _plan(
        *("revision-answer", _("Jawab perubahan target"), "answer_revision", "revision_granted"),
        module="revision_actions",
        said=_("Perubahan target disetujui"),
    ),
    _work(
        *("plan-paper", _("Cetak SKP"), "issue_plan_paper", "documents.paper_issued"),
        slice="papers",
    ),
    _work(
        *("annex-paper", _("Cetak lampiran"), "issue_annex_paper", "documents.paper_issued"),
        slice="papers",
        predicate="can_issue_plan_paper",
    ),
    _work(
        *("matrix-paper", _("Cetak matriks"), "issue_matrix_paper", "documents.paper_issued"),
        slice="papers",
    ),
    _work(
        *("own-papers", _("Cetak semua dokumen saya"), "issue_own_papers"),
        "documents.paper_issued",
        slice="papers",
        module="taking",
    ),
    _work(
        *("papers-pack", _("Cetak sekaligus"), "pack_papers", "performance.packing_asked"),
        slice="papers",
        module="packing_actions",
        undo="job-stop",
        said=_("Cetak sekaligus diminta"),
    ),
)
