"""The papers of angka kredit: a conversion, what was accumulated, and a determination with its thresholds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.performance.credit.conversions import Conversion
from pamong.performance.credit.determining import outcome_of, standing_of
from pamong.performance.credit.explaining import clause_said, say_credit, say_exact
from pamong.performance.credit.rules import (
    DIPLOMA,
    LEVELS,
    PREDICATES,
    convert,
    figure_of,
)
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.evaluation import (
    MONTHS_CLAUSE,
    RATED,
    heading_known,
    persons_of,
    signs_of,
)
from pamong.performance.papers.contents.judged import Behind
from pamong.performance.papers.contents.persons import Held, Seat, person_rows, seat_on
from pamong.performance.rules import label_of, pack_named
from pamong.performance.timeline.months import is_open, length_of
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full, say_days
from pamong.ui.numbers import say_number, say_percent

PROPORTIONAL = "credit_proportional_thresholds"
SUM, HIGHER = "Jumlah", "Ijazah lebih tinggi"
PERCENT = "higher_diploma_percent"
FORMULA = "Angka kredit = bulan/12 × persentase × koefisien; dibulatkan sekali, pada jumlahnya."
COLUMNS = [
    ["no", "No."],
    ["period", "Periode"],
    ["months", "Bulan"],
    ["predicate", "Predikat"],
    ["percent", "Persentase"],
    ["coefficient", "Koefisien per tahun"],
    ["credit", "Angka kredit"],
]
Content = dict[str, Any]


def conversion_content(
    evaluation: Evaluation, read: Behind, found: Sequence[Conversion]
) -> Content:
    """One predicate turned into angka kredit, for each stretch of work that it stands for."""
    pack = found[0].pack
    rows = [
        _row(pack, number, (one.first, one.last), one.inputs)
        for number, one in enumerate(found, start=1)
    ]
    marks = [MONTHS_CLAUSE] if any(one.length.days and is_open(pack) for one in found) else []
    return {
        "heading": heading_known(pack, "konversi_angka_kredit", "Konversi Angka Kredit"),
        "lines": [f"Jenjang {label_of(pack, LEVELS, found[0].level)}"],
        "persons": persons_of(evaluation, read),
        "parts": [{"title": "Konversi predikat kinerja", "columns": COLUMNS, "rows": rows}],
        "notes": [FORMULA],
        "facts": [],
        "unconfirmed": marks,
        "signs": signs_of(evaluation, read)[1:],
    }


def accumulation_content(row: CreditDetermination, posts: Held) -> Content:
    """The balance and every conversion up to the day, with their sum."""
    pack, told = pack_named(row.pack), row.inputs
    rows: list[Content] = [
        {"cells": ["", "Saldo yang dibawa", "", "", "", "", say_credit(Decimal(told["held"]))]}
    ]
    rows += [
        _row(pack, number, _days(days), inputs)
        for number, (days, inputs) in enumerate(_converted(told), start=1)
    ]
    rows += [
        {"cells": ["", f"{HIGHER}, diakui {day}", "", "", "", "", say_credit(credit)]}
        for day, credit, _is_new in _diplomas(row)
    ]
    rows.append({"cells": ["", SUM, "", "", "", "", say_credit(row.total)], "sums": True})
    part = {"title": "Angka kredit di dalam jenjang", "columns": COLUMNS, "rows": rows}
    is_part = any(length_of(*_days(days), pack).days for days, _inputs in _converted(told))
    marks = [MONTHS_CLAUSE] if is_part and is_open(pack) else []
    frame = _frame(row, posts, "akumulasi_angka_kredit", [part])
    return frame | {"notes": [FORMULA], "unconfirmed": [*marks, *_diploma_marks(row)]}


def determination_content(row: CreditDetermination, posts: Held) -> Content:
    """Old, new and sum, and how much over or short of the next rank and level."""
    held, total, old = Decimal(row.inputs["held"]), row.total, row.old
    diplomas = _diplomas(row)
    before, later = (
        sum((credit for _day, credit, is_new in diplomas if is_new == which), Decimal(0))
        for which in (False, True)
    )
    brought = min(held, old - before)
    added = total - old - held + brought - later
    lines = [
        ("Saldo yang dibawa", brought, held - brought),
        ("Konversi predikat kinerja", old - brought - before, added),
        *([(HIGHER, before, later)] if diplomas else []),
        (SUM, old, total - old),
    ]
    columns = [["what", "Uraian"], ["old", "Lama"], ["new", "Baru"], ["sum", "Jumlah"]]
    rows = [
        {
            "cells": [name, *(say_credit(figure) for figure in (first, new, first + new))],
            "sums": name == SUM,
        }
        for name, first, new in lines
    ]
    part = {"title": "Hasil penetapan angka kredit", "columns": columns, "rows": rows}
    facts = _standing_rows(standing_of(row))
    if row.reason:
        facts.append(["Koreksi", f"Versi {row.version}: {row.reason}"])
    return _frame(row, posts, "penetapan_angka_kredit", [part]) | {"facts": facts}


def _diplomas(row: CreditDetermination) -> list[tuple[str, Decimal, bool]]:
    """The day of each diploma, what it added, and whether the determination before did not hold it."""
    pack, told = pack_named(row.pack), row.inputs
    found = zip(told.get("diplomas", ()), told.get("diploma_days", ()), strict=True)
    return [
        (
            say_day_full(date.fromisoformat(one["day"])),
            figure_of(evaluate(pack, DIPLOMA, inputs)),
            one["is_new"],
        )
        for inputs, one in found
    ]


def _diploma_marks(row: CreditDetermination) -> list[str]:
    marks = outcome_of(row).unconfirmed if row.inputs.get("diplomas") else ()
    return [clause_said(name) for name in marks if name == PERCENT]


def _frame(row: CreditDetermination, posts: Held, code: str, parts: list[Content]) -> Content:
    """What both papers of a determination share."""
    pack, setter = pack_named(row.pack), row.setter
    path = row.employee.unit.path if row.employee.unit else ""
    seat = seat_on(setter, posts, row.set_on, path) if setter else Seat()
    version = f"Versi {row.version}, koreksi atas versi sebelumnya." if row.version > 1 else ""
    return {
        "heading": heading_known(pack, code, "Angka Kredit"),
        "lines": [
            f"Nomor {row.number}",
            f"Jenjang {label_of(pack, LEVELS, row.level)}, hasil kerja sampai {say_day_full(row.until)}",
            version,
        ],
        "persons": [
            {
                "title": RATED,
                "rows": blocks.person_rows(row.employee, row.rank, row.post_name, row.unit_name),
            },
            {"title": "Ditetapkan oleh", "rows": person_rows(setter, seat, row.set_on)},
        ],
        "parts": parts,
        "notes": [],
        "facts": [],
        "unconfirmed": _marks(row),
        "signs": [blocks.sign_of("Yang menetapkan", setter, row.set_on)],
    }


def _days(one: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(one["first"]), date.fromisoformat(one["last"])


def _converted(told: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The days of each conversion with what the rule was given."""
    yield from zip(told.get("periods", ()), told["rows"], strict=True)


def _row(pack: Pack, number: int, days: tuple[date, date], inputs: Mapping[str, Any]) -> Content:
    """One conversion in the columns of the form, by the rule itself."""
    outcome: Outcome = convert(pack, inputs)
    steps = {step.step: step.value for step in outcome.because}
    return {
        "cells": [
            str(number),
            say_days(*days),
            str(inputs["months"]),
            label_of(pack, PREDICATES, inputs["predicate"]),
            say_percent(steps["percent"]),
            say_exact(steps["coefficient"]),
            say_credit(outcome.value["credit"]),
        ]
    }


def _standing_rows(value: Mapping[str, Any]) -> list[list[str]]:
    told = []
    for name, title in (("rank", "kenaikan pangkat"), ("level", "kenaikan jenjang")):
        bound = value.get(f"{name}_threshold")
        if bound is None:
            told.append([f"Untuk {title}", "Tidak ada ambang dalam peraturan."])
            continue
        over, short = value.get(f"{name}_surplus") or 0, value[f"{name}_missing"]
        reached = value[f"{name}_reached"]
        said = f"kelebihan {say_credit(over)}" if reached else f"kekurangan {say_credit(short)}"
        by_entry = value.get(f"{name}_by_entry")
        beside = ""
        if by_entry is not None and by_entry != bound:
            beside = f" Sebanding dengan golongan saat masuk jenjang: {say_number(by_entry)}."
        told.append([f"Untuk {title}", f"Ambang {say_number(bound)}; {said}.{beside}"])
    return told


def _marks(row: CreditDetermination) -> list[str]:
    """The open clauses behind the thresholds."""
    pack = pack_named(row.pack)
    marks = dict.fromkeys([PROPORTIONAL] if PROPORTIONAL in pack.numbers else [])
    return [clause_said(name) for name in marks | dict.fromkeys(outcome_of(row).unconfirmed)]
