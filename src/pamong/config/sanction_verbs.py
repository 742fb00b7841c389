"""The verbs of sanctions."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _work

SANCTION_VERBS: tuple[Verb, ...] = (
    _work(
        *("sanction-propose", _("Usulkan langkah sanksi"), "propose_sanction"),
        "sanction_proposed",
        slice="sanction",
        undo="sanction-withdraw",
        said=_("Sanksi diusulkan"),
    ),
    _work(
        *("discipline-propose", _("Usulkan hukuman disiplin"), "propose_discipline"),
        "sanction_proposed",
        slice="sanction",
        undo="sanction-withdraw",
    ),
    _work(
        *("sanction-state", _("Simpan keterangan"), "state_sanction", "sanction_stated"),
        slice="sanction",
        undo="sanction-state",
        said=_("Keterangan atas usulan sanksi diberikan"),
    ),
    _work(
        *("sanction-decide", _("Putuskan usulan"), "decide_sanction", "sanction_decided"),
        slice="sanction",
        undo="sanction-annul",
        said=_("Usulan sanksi diputuskan"),
    ),
    _work(
        *("sanction-withdraw", _("Tarik usulan"), "withdraw_sanction", "sanction_withdrawn"),
        slice="sanction",
        said=_("Usulan sanksi ditarik"),
    ),
    _work(
        *("sanction-appeal", _("Catat upaya administratif"), "appeal_sanction"),
        "sanction_appealed",
        slice="sanction",
        undo="sanction-appeal",
        said=_("Upaya administratif dicatat"),
    ),
    _work(
        *("sanction-annul", _("Batalkan keputusan"), "annul_sanction", "sanction_annulled"),
        slice="sanction",
        said=_("Keputusan sanksi dibatalkan"),
    ),
    _work(
        *("sanction-paper", _("Cetak keputusan"), "issue_sanction_paper"),
        "documents.paper_issued",
        slice="papers",
        module="follow_actions",
        predicate="can_issue_follow_paper",
    ),
)
