"""The verbs of measurement: cards of indicators, their targets, figures and formulas, and questions about figures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

CARDS = "pamong.measurement.cards"


def _card(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    return Verb(
        f"measurement:{name}",
        label,
        f"{CARDS}.{more.pop('module', 'actions')}.{action}",
        f"{CARDS}.permissions.can_{action}",
        f"measurement.{ledger}",
        **more,
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
)
