"""Berita acara of a session of calibration: who took part, how it went, each change with its reason."""

from collections.abc import Sequence
from typing import Any

from pamong.performance.calibration.forms import post_said
from pamong.performance.calibration.presentation import counts_said, moved_said
from pamong.performance.calibration.queries import Post
from pamong.performance.models import Calibration, CalibrationChange
from pamong.performance.papers.contents.follow_up import Content, part
from pamong.performance.papers.contents.persons import sign
from pamong.performance.periods import say_period
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip, sentence

TAKING_PART = [["no", "No."], ["name", "Penilai"], ["number", "NIP"], ["read", "Membaca bukti"]]
COURSE = [["day", "Tanggal"], ["stage", "Tahap"], ["by", "Oleh"], ["why", "Alasan"]]
CHANGES = [
    ["name", "Pegawai"],
    ["by", "Diusulkan oleh"],
    ["moved", "Usulan"],
    ["why", "Alasan"],
    ["answer", "Jawaban penilai"],
]


def minutes_content(session: Calibration, changes: Sequence[CalibrationChange]) -> Content:
    """One closed session; what is proposed of whom is told to those alone who may print it."""
    raters = [row.rater for row in session.raters.all()]
    others = [rater for rater in raters if rater.pk != session.convener_id]
    return {
        "heading": "Berita Acara Kalibrasi",
        "lines": [
            session.unit.name_on(session.opened_on),
            post_said(Post(session.kind, session.level)),
            sentence(say_period(session.year, session.period)),
        ],
        "persons": [],
        "parts": [
            part("1. Sesi", _session(session, changes)),
            part("2. Penilai yang ikut", _taking_part(session), TAKING_PART),
            part("3. Jalannya sesi", _course(session), COURSE),
            part("4. Usulan perubahan rating", [_change(one) for one in changes], CHANGES),
            part("5. Notulen", [["Catatan", session.minutes]] if session.minutes else []),
        ],
        "unconfirmed": [],
        "signs": [
            sign("Pemimpin sesi", session.convener, _day(session.closed_on)),
            *(sign("Penilai", rater) for rater in others),
        ],
    }


def _day(day: Any) -> str:
    return say_day_full(day) if day else ""


def _session(session: Calibration, changes: Sequence[CalibrationChange]) -> list[list[str]]:
    return [
        ["Dipimpin oleh", session.convener.full_name],
        ["Dibuka", say_day_full(session.opened_on)],
        ["Ditutup", _day(session.closed_on)],
        ["Pegawai dalam sesi", str(len(session.peers.all()))],
        ["Usulan", counts_said(changes)],
    ]


def _taking_part(session: Calibration) -> list[Content]:
    return [
        {
            "cells": [
                str(number),
                row.rater.full_name,
                nip(row.rater.nip) if row.rater.nip else "–",
                _day(row.read_on) or "Tidak dicatat",
            ]
        }
        for number, row in enumerate(session.raters.all(), start=1)
    ]


def _course(session: Calibration) -> list[Content]:
    opened = [say_day_full(session.opened_on), "Dibuka", session.convener.full_name, ""]
    moves = [
        [
            say_day_full(move.moved_on),
            str(move.get_stage_display()),
            move.moved_by.full_name,
            move.reason,
        ]
        for move in session.moves.all()
    ]
    return [{"cells": cells} for cells in (opened, *moves)]


def _change(one: CalibrationChange) -> Content:
    answered = [_day(one.answered_on), one.answered_by.full_name if one.answered_by else ""]
    said = " ".join(filter(None, [", ".join(filter(None, answered)), one.answer]))
    return {
        "cells": [
            one.peer.evaluation.plan.employee.full_name,
            {"text": one.proposed_by.full_name, "sub": say_day_full(one.proposed_on)},
            moved_said(one),
            one.reason,
            {"text": str(one.get_status_display()), "sub": said},
        ]
    }
