"""The verbs of plans to improve."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _work

IMPROVEMENT_VERBS: tuple[Verb, ...] = (
    _work(
        *("improvement-open", _("Buka rencana perbaikan"), "open_improvement"),
        "improvement_opened",
        slice="improvement",
        undo="improvement-cancel",
        said=_("Rencana perbaikan dibuka"),
    ),
    _work(
        *("milestone-add", _("Tambah tonggak"), "add_milestone", "milestone_added"),
        slice="improvement",
        undo="milestone-remove",
        said=_("Tonggak perbaikan ditambahkan"),
    ),
    _work(
        *("milestone-remove", _("Hapus tonggak"), "remove_milestone", "milestone_removed"),
        slice="improvement",
        undo="milestone-add",
        said=_("Tonggak perbaikan dihapus"),
    ),
    _work(
        *("milestone-note", _("Catat tonggak"), "note_milestone", "milestone_noted"),
        slice="improvement",
        undo="milestone-note",
        said=_("Tonggak perbaikan dicatat"),
    ),
    _work(
        *("improvement-judge", _("Tetapkan hasil"), "judge_improvement", "improvement_judged"),
        slice="improvement",
        said=_("Hasil rencana perbaikan ditetapkan"),
    ),
    _work(
        *("improvement-acknowledge", _("Saya sudah membaca hasilnya"), "acknowledge_improvement"),
        "improvement_acknowledged",
        slice="improvement",
        said=_("Hasil rencana perbaikan dibaca pegawai"),
    ),
    _work(
        *("improvement-cancel", _("Batalkan rencana perbaikan"), "cancel_improvement"),
        "improvement_cancelled",
        slice="improvement",
        said=_("Rencana perbaikan dibatalkan"),
    ),
    _work(
        *("improvement-paper", _("Cetak rencana perbaikan"), "issue_improvement_paper"),
        "documents.paper_issued",
        slice="papers",
        module="follow_actions",
        predicate="can_issue_follow_paper",
    ),
)
