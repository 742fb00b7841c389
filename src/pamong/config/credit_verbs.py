"""The verbs of angka kredit: balances, ranks, determinations, and files of balances."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import work_verb as _work

CREDIT_VERBS: tuple[Verb, ...] = (
    _work(
        *("balance-enter", _("Simpan saldo"), "enter_balance"),
        "credit_entered",
        slice="credit",
        undo="balance-refuse",
        said=_("Saldo angka kredit dimasukkan"),
    ),
    _work(
        *("balance-correct", _("Simpan saldo"), "correct_balance"),
        "credit_corrected",
        slice="credit",
        undo="balance-refuse",
        said=_("Koreksi saldo angka kredit dimasukkan"),
    ),
    _work(
        *("balances-confirm", _("Konfirmasi saldo"), "confirm_picked_balances"),
        "credit_confirmed",
        slice="credit",
        module="picked_actions",
        predicate="can_confirm_balance",
        undo="balance-correct",
        said=_("Saldo angka kredit dikonfirmasi"),
    ),
    _work(
        *("balance-refuse", _("Tolak saldo"), "refuse_balance"),
        "credit_refused",
        slice="credit",
        said=_("Saldo angka kredit ditolak"),
    ),
    _work(
        *("rank-note", _("Catat golongan"), "note_rank"),
        "rank_noted",
        slice="credit",
        said=_("Golongan dicatat"),
    ),
    _work(
        *("credit-determine", _("Tetapkan angka kredit"), "determine_credit"),
        "credit_determined",
        slice="credit",
        module="determining",
        undo="determination-correct",
        said=_("Angka kredit ditetapkan"),
    ),
    _work(
        *("determination-correct", _("Koreksi penetapan"), "correct_determination"),
        "credit_determination_corrected",
        slice="credit",
        module="determining",
        said=_("Penetapan angka kredit dikoreksi"),
    ),
    _work(
        *("credits-receive", _("Periksa berkas"), "receive_credits"),
        "credits_received",
        slice="credit_import",
        undo="credits-drop",
        said=_("Berkas saldo angka kredit diunggah"),
    ),
    _work(
        *("credit-columns-choose", _("Simpan kolom"), "choose_credit_columns"),
        "credit_columns_chosen",
        slice="credit_import",
        said=_("Kolom saldo angka kredit dipilih"),
    ),
    _work(
        *("credits-import", _("Impor saldo angka kredit"), "import_credits"),
        "credits_imported",
        slice="credit_import",
        said=_("Saldo angka kredit diimpor"),
    ),
    _work(
        *("credits-drop", _("Batalkan unggahan"), "drop_credits"),
        "credits_dropped",
        slice="credit_import",
        said=_("Unggahan saldo angka kredit dibatalkan"),
    ),
    _work(
        *("conversion-paper", _("Cetak konversi"), "issue_conversion_paper"),
        "documents.paper_issued",
        slice="papers",
        module="credit_actions",
        predicate="can_issue_credit_paper",
        said=_("Dokumen dicetak"),
    ),
    _work(
        *("accumulation-paper", _("Cetak akumulasi"), "issue_accumulation_paper"),
        "documents.paper_issued",
        slice="papers",
        module="credit_actions",
        predicate="can_issue_credit_paper",
    ),
    _work(
        *("determination-papers", _("Cetak semua dokumen"), "issue_determination_papers"),
        "documents.paper_issued",
        slice="papers",
        module="credit_actions",
        predicate="can_issue_credit_paper",
    ),
    _work(
        *("determination-paper", _("Cetak penetapan"), "issue_determination_paper"),
        "documents.paper_issued",
        slice="papers",
        module="credit_actions",
        predicate="can_issue_credit_paper",
    ),
)
