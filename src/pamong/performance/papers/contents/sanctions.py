"""A decided sanction on paper: its legal ground, the hearing, the decision, what it cuts, and the appeal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pamong.people.models import Employee
from pamong.performance.models import Sanction
from pamong.performance.papers.contents.follow_up import Content, part, told
from pamong.performance.papers.contents.persons import Held, Seat, person_rows, seat_on, sign
from pamong.performance.sanction.presentation import decision_facts, facts_of, why_of
from pamong.ui.dates import say_day_full

Status = Sanction.Status
DECIDER = "Pejabat yang memutuskan"
Deciders = Mapping[int, Employee]  # by account


def sanction_content(sanction: Sanction, posts: Held, deciders: Deciders) -> Content:
    """Proposal, hearing, decision and what came after it, in the order in which they happened."""
    day = sanction.decided_on or date.min
    decider = deciders.get(sanction.decided_by_id or 0)
    seat = seat_on(decider, posts, day) if decider else Seat()
    person = sanction.employee
    return {
        "heading": "Keputusan Sanksi",
        "lines": [f"Nomor {sanction.number}" if sanction.number else "", *_state_of(sanction)],
        "persons": [
            {"title": "Pegawai", "rows": person_rows(person, seat_on(person, posts, day), day)},
            {"title": DECIDER, "rows": _decider_rows(sanction, decider, seat, day)},
        ],
        "parts": [
            part("1. Dasar hukum dan usulan", _proposed(sanction)),
            part("2. Keterangan pegawai", _heard(sanction)),
            part("3. Keputusan", _decided(sanction)),
            part("4. Upaya administratif", _appealed(sanction), empty="Tidak ada yang tercatat."),
            *([part("5. Pembatalan", _annulled(sanction))] if _is_annulled(sanction) else []),
        ],
        "unconfirmed": list(why_of(sanction).unconfirmed),
        "signs": [_signed(sanction, decider, day), sign("Pegawai", person)],
    }


def _is_annulled(sanction: Sanction) -> bool:
    return sanction.status == Status.ANNULLED


def _state_of(sanction: Sanction) -> list[str]:
    shown = sanction.status in {Status.ANNULLED, Status.DECLINED}
    return [str(sanction.get_status_display())] if shown else []


def _decider_rows(
    sanction: Sanction, decider: Employee | None, seat: Seat, day: date
) -> list[list[str]]:
    if decider is None and sanction.decided_by:
        return [["Nama", sanction.decided_by.name]]
    return person_rows(decider, seat, day)


def _signed(sanction: Sanction, decider: Employee | None, day: date) -> Any:
    room = sign(DECIDER, decider, say_day_full(day))
    if decider is None and sanction.decided_by:
        room["name"] = sanction.decided_by.name
    return room


def _proposed(sanction: Sanction) -> list[list[str]]:
    by = f"{sanction.proposed_by.name}, {say_day_full(sanction.proposed_on)}"
    return [*told(facts_of(sanction)), ["Diusulkan oleh", by]]


def _heard(sanction: Sanction) -> list[list[str]]:
    if sanction.stated_on is None:
        until = say_day_full(sanction.statement_by)
        return [["Keterangan", f"Pegawai tidak memberi keterangan sampai {until}."]]
    return [["Tanggal", say_day_full(sanction.stated_on)], ["Keterangan", sanction.statement]]


def _decided(sanction: Sanction) -> list[list[str]]:
    is_declined = sanction.status == Status.DECLINED
    word = Status.DECLINED.label if is_declined else Status.IMPOSED.label
    return [["Keputusan", str(word)], *told(decision_facts(sanction))]


def _appealed(sanction: Sanction) -> list[list[str]]:
    if sanction.appealed_on is None:
        return []
    return [["Dicatat", say_day_full(sanction.appealed_on)], ["Uraian", sanction.appeal]]


def _annulled(sanction: Sanction) -> list[list[str]]:
    by = sanction.ended_by.name if sanction.ended_by else "–"
    day = say_day_full(sanction.ended_on) if sanction.ended_on else "–"
    return [["Tanggal", day], ["Oleh", by], ["Alasan", sanction.ended_reason]]
