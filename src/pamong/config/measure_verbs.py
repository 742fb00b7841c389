"""The verbs of measurement: cards of indicators, their targets, figures and formulas, and questions about figures."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

CARDS = "pamong.measurement.cards"
SOURCES = "pamong.measurement.sources"
PUBLISHING = "pamong.measurement.publishing"


def _verb(of: str, name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    return Verb(
        f"measurement:{name}",
        label,
        f"{of}.{more.pop('module', 'actions')}.{action}",
        f"{of}.permissions.can_{action}",
        f"measurement.{ledger}",
        **more,
    )


_card, _source = partial(_verb, CARDS), partial(_verb, SOURCES)
_publication = partial(_verb, PUBLISHING)
TYPED = "a source may take a secret, which no program is to hold for another"
SOURCE_VERBS: tuple[Verb, ...] = (
    _source(
        *("source-add", _("Simpan sumber"), "add_source", "source_added"),
        said=_("Sumber data ditambahkan"),
        undo="source-remove",
    ),
    _source(
        *("source-change", _("Simpan sumber"), "change_source", "source_changed"),
        said=_("Sumber data diubah"),
        undo="source-change",
    ),
    _source(
        *("source-connect", _("Simpan sambungan"), "connect_source", "source_connected"),
        said=_("Sambungan sumber data diubah"),
        undo="source-connect",
        browser=TYPED,
    ),
    _source(
        *("source-secret", _("Buat rahasia baru"), "renew_secret", "source_secret_renewed"),
        said=_("Rahasia sumber data diganti"),
        browser="the secret is shown once, to the person who hands it over",
    ),
    _source(
        *("source-remove", _("Hapus sumber"), "remove_source", "source_removed"),
        said=_("Sumber data dihapus"),
        undo="source-add",
    ),
    _source(
        *("source-fetch", _("Ambil sekarang"), "fetch_source", "source_asked"),
        said=_("Sumber data diminta"),
    ),
    _source(
        *("source-receive", _("Periksa berkas"), "receive_run", "run_received"),
        said=_("Angka dari sumber data diterima"),
        module="run_actions",
        undo="run-drop",
    ),
    _source(
        *("source-map", _("Simpan kolom dan periksa lagi"), "map_source", "source_mapped"),
        said=_("Kolom sumber data diatur"),
        module="run_actions",
        undo="source-map",
    ),
    _source(
        *("indicators-match", _("Simpan pilihan"), "match_indicators", "indicators_matched"),
        said=_("Indikator di sumber data dikenali"),
        undo="indicators-match",
    ),
    _source(
        *("cards-make", _("Buat kartu baru"), "make_cards", "card_added"), module="card_actions"
    ),
    _source(
        *("run-write", _("Simpan angka"), "write_run", "run_written"),
        said=_("Angka dari sumber data disimpan"),
        module="run_actions",
    ),
    _source(
        *("run-drop", _("Batalkan pengambilan"), "drop_run", "run_dropped"),
        said=_("Angka dari sumber data dibatalkan"),
        module="run_actions",
    ),
)
MEASURE_VERBS: tuple[Verb, ...] = (
    _card(*("card-add", _("Tambah kartu"), "add_card", "card_added"), undo="card-close"),
    _card(*("card-change", _("Simpan kartu"), "change_card", "card_changed"), undo="card-change"),
    _card(
        *("card-target", _("Simpan target"), "set_card_target", "card_target_set"),
        module="reading_actions",
        undo="card-target",
    ),
    _card(
        *("card-reading-enter", _("Simpan realisasi"), "enter_card_reading"),
        "card_reading_entered",
        module="reading_actions",
        undo="card-reading-enter",
    ),
    _card(
        *("card-reading-confirm", _("Konfirmasi angka"), "confirm_card_reading"),
        "card_reading_confirmed",
        module="reading_actions",
        undo="card-reading-enter",
    ),
    _card(
        *("card-compose", _("Simpan asal angka"), "compose_card", "card_composed"),
        module="compose_actions",
        undo="card-compose",
    ),
    _card(
        *("cards-import", _("Simpan tabel kartu"), "import_cards", "card_added"),
        module="import_actions",
    ),
    _card(*("card-close", _("Tutup kartu"), "close_card", "card_closed"), undo="card-reopen"),
    _card(*("card-reopen", _("Buka lagi"), "reopen_card", "card_reopened"), undo="card-close"),
    _card(
        *("card-owner-mend", _("Serahkan kepada kepala unit"), "mend_card_owner"),
        "card_owner_mended",
        undo="card-change",
    ),
    Verb(
        "measurement:finding-answer",
        _("Simpan jawaban"),
        "pamong.measurement.findings.actions.answer_finding",
        "pamong.measurement.findings.permissions.can_answer_finding",
        "measurement.finding_answered",
        said=_("Pertanyaan tentang angka dijawab"),
    ),
    *SOURCE_VERBS,
    _publication(
        *("publication-propose", _("Simpan usulan"), "propose_publication"),
        "publication_proposed",
        said=_("Angka diusulkan untuk publik"),
        undo="publication-decline",
    ),
    _publication(
        *("publication-confirm", _("Terbitkan"), "confirm_publication"),
        "publication_confirmed",
        said=_("Angka diterbitkan untuk publik"),
        undo="publication-withdraw",
    ),
    _publication(
        *("publication-decline", _("Jangan terbitkan"), "decline_publication"),
        "publication_declined",
        said=_("Usulan terbit tidak diterima"),
    ),
    _publication(
        *("publication-withdraw", _("Tarik dari publik"), "withdraw_publication"),
        "publication_withdrawn",
        said=_("Angka ditarik dari publik"),
    ),
)
