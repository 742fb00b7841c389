"""Registers the app with Django, and hands down what the lower apps may not know."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The app `config`."""

    name = "pamong.config"

    def ready(self) -> None:
        """Hand down what follows from verbs, what goes wrong by itself, and what entries are called."""
        from pamong.config import trace_kinds, trace_words
        from pamong.config.mail.at_once import mail_at_once
        from pamong.config.notices.own_data import notice_sheets
        from pamong.config.notices.telling import HEARING, REACTING
        from pamong.config.operations.asked import BACKING, VERIFYING
        from pamong.config.operations.presentation import operations_notices
        from pamong.config.operations.snapshots import snapshot_standing
        from pamong.config.operations.standing import nightly_standing
        from pamong.config.publishing import hand_down
        from pamong.config.reactions import REACTIONS
        from pamong.config.webhooks.noting import note_acts
        from pamong.ledger.reactions import register
        from pamong.measurement.cards.beside import BESIDE
        from pamong.people.jobs import kinds
        from pamong.people.jobs.standing import STANDING
        from pamong.people.own_data.parts import SHEETS
        from pamong.people.trace.words import CODED, name_entries
        from pamong.performance.evaluation.coded import coded_fields
        from pamong.performance.home.notices import SOURCES
        from pamong.performance.looked import evidence_beside

        hand_down()
        register(REACTIONS, REACTING, [note_acts])
        for kind in (BACKING, VERIFYING):
            kinds.register(kind)
        name_entries(trace_words.VERBS, trace_kinds.KINDS, trace_words.FIELDS)
        if mail_at_once not in HEARING:
            HEARING.append(mail_at_once)
        if notice_sheets not in SHEETS:
            SHEETS.append(notice_sheets)
        if coded_fields not in CODED:
            CODED.append(coded_fields)
        if snapshot_standing not in STANDING:
            STANDING.extend([snapshot_standing, nightly_standing])
        if operations_notices not in SOURCES:
            SOURCES.append(operations_notices)
        if evidence_beside not in BESIDE:
            BESIDE.append(evidence_beside)
