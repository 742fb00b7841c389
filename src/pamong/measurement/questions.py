"""Findings about figures as questions in plain words: what was seen, then what to look at; never an accusation."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.stats.quality import Finding
from pamong.ui.dates import ROMAN, say_day, say_month
from pamong.ui.numbers import say_number

Figures = Mapping[str, Any]
_SHOWN = 6  # lines and figures that one sentence names
_PLACES = 6
_SIGNIFICANT = 10
_TIMES = ("first", "last", "before_time", "until")
_PERIOD = re.compile(r"(?P<year>\d{4})-(?:(?P<kind>[QS])(?=\d$))?(?P<part>\d{1,2})")


def question_of(finding: Finding) -> str:
    """The question, in the language of the reader."""
    told = {
        name: period_said(value) if name in _TIMES and isinstance(value, str) else value
        for name, value in finding.figures.items()
    }
    asked = _SENTENCES[finding.rule](told, period_said(finding.time))
    also = finding.figures.get("also")
    if not also:
        return asked
    assert isinstance(also, list)
    return f"{asked} " + _("(Begitu juga %(times)s.)") % {
        "times": _listed([period_said(time) for time in also])
    }


def period_said(time: str) -> str:
    """A time as people say it: Maret 2024, triwulan I 2024; others as they are."""
    found = _PERIOD.fullmatch(time)
    if not found:
        return time
    year, kind, part = int(found["year"]), found["kind"], int(found["part"])
    if not kind:
        return say_month(date(year, part, 1))
    named = {"number": ROMAN[part], "year": year}
    if kind == "S":
        return _("semester %(number)s %(year)d") % named
    return _("triwulan %(number)s %(year)d") % named


def figure(value: float | None) -> str:
    """A figure as people write it."""
    if value is None:
        return "–"
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    return str(say_number(round(number, _PLACES) if number % 1 else number.quantize(Decimal(1))))


def _listed(parts: Sequence[object]) -> str:
    shown = [str(part) for part in parts[:_SHOWN]]
    return ", ".join([*shown, "…"] if len(parts) > _SHOWN else shown)


def _range(told: Figures, time: str) -> str:
    said = {"value": figure(told["value"]), "time": time}
    if told["high"] is None:
        return (
            _(
                "%(value)s pada %(time)s di bawah nol, padahal yang dihitung tidak pernah kurang dari nol. Apakah tandanya benar?"
            )
            % said
        )
    if told["value"] < 0:
        return (
            _(
                "%(value)s%% pada %(time)s di bawah nol. Apakah tandanya benar, atau apakah ini angka perubahan?"
            )
            % said
        )
    return (
        _(
            "%(value)s%% pada %(time)s lebih dari 100%%. Apakah angkanya benar, dan boleh melebihi 100%% menurut definisinya?"
        )
        % said
    )


def _nought(told: Figures, time: str) -> str:
    return _(
        "Angka %(time)s adalah 0, sedangkan angka lainnya sekitar %(median)s. Apakah benar nol, atau belum diisi?"
    ) % {"time": time, "median": figure(told["median"])}


def _decimal(told: Figures, time: str) -> str:
    return _(
        "Angka %(time)s dapat dibaca dua cara dan dibaca sebagai %(value)s. Apakah maksudnya %(value)s atau %(other)s? (baris %(lines)s)"
    ) % {
        "time": time,
        "value": figure(told["value"]),
        "other": figure(told["other"]),
        "lines": _listed(told["lines"]),
    }


def _test_row(told: Figures, _time: str) -> str:
    if told["text"]:
        return _(
            "Baris ini berisi “%(text)s” dan tampak seperti isian percobaan. Apakah boleh dihapus? Angkanya belum ikut dihitung."
        ) % {"text": str(told["text"])[:60]}
    return _(
        "Angka %(value)s tampak seperti pengisi sementara. Berapa angka sebenarnya? Angka ini belum ikut dihitung."
    ) % {"value": figure(told["value"])}


def _duplicate(told: Figures, time: str) -> str:
    return _(
        "Angka %(value)s untuk %(time)s tercatat %(count)s kali (baris %(lines)s). Apakah terisi dua kali, atau salah satunya untuk waktu lain?"
    ) % {
        "value": figure(told["values"][0]),
        "time": time,
        "count": len(told["lines"]),
        "lines": _listed(told["lines"]),
    }


def _contradiction(told: Figures, time: str) -> str:
    """Each of the figures that differ once, with the first line that says it."""
    firsts: dict[str, int] = {}
    for value, line in zip(told["values"], told["lines"], strict=True):
        firsts.setdefault(figure(value), line)
    return _(
        "Untuk %(time)s ada angka yang berbeda: %(values)s (baris %(lines)s). Mana yang benar, atau apakah ini hal yang berbeda dengan nama yang sama?"
    ) % {
        "time": time,
        "values": "; ".join([*firsts][:_SHOWN]),
        "lines": _listed([*firsts.values()]),
    }


def _missing(told: Figures, _time: str) -> str:
    first, last = told["first"], told.get("last", told["first"])
    if first == last:
        return _("Belum ada angka untuk %(first)s. Apakah belum diukur, atau belum dimasukkan?") % {
            "first": first
        }
    return _(
        "Belum ada angka untuk %(first)s sampai %(last)s (%(count)s kali). Apakah belum diukur, atau belum dimasukkan?"
    ) % {"first": first, "last": last, "count": told["count"]}


def _stale(told: Figures, time: str) -> str:
    return _(
        "Angka terakhir adalah untuk %(time)s, padahal seharusnya sudah ada sampai %(until)s. Apakah masih diukur?"
    ) % {"time": time, "until": told["until"]}


def _unmoved(told: Figures, time: str) -> str:
    return _(
        "Angkanya tepat sama, %(value)s, %(count)s kali berturut-turut (%(first)s sampai %(time)s). Apakah diukur lagi setiap kali, atau disalin?"
    ) % {
        "value": figure(told["value"]),
        "count": told["count"],
        "first": told["first"],
        "time": time,
    }


def _jump(told: Figures, time: str) -> str:
    said = {
        "time": time,
        "value": figure(told["value"]),
        "before": figure(told["before"]),
        "before_time": told["before_time"],
    }
    times = told["times"]
    text = (
        _(
            "%(value)s pada %(time)s jauh dari %(before)s pada %(before_time)s, lebih dari perubahan yang biasa. Apa yang terjadi, atau apakah salah ketik?"
        )
        % said
    )
    if times:
        slip = (
            _("Angkanya sekitar %(times)s kali biasanya: periksa koma atau satuannya.")
            if times > 0
            else _("Angkanya sekitar 1/%(times)s biasanya: periksa koma atau satuannya.")
        )
        text += " " + slip % {"times": abs(times)}
    return text


def _copies(told: Figures, _time: str) -> str:
    return _(
        "%(count)s angkanya sama persis dengan %(other)s. Apakah diukur sendiri-sendiri, atau salah satunya disalin?"
    ) % {"count": told["count"], "other": " · ".join(told["other"]) or "–"}


def _heaping(told: Figures, _time: str) -> str:
    return _(
        "%(reached)s angka tepat di target atau sedikit melewatinya, hanya %(short)s sedikit di bawahnya. Bagaimana angka di sekitar target diukur dan dibulatkan?"
    ) % {"reached": told["reached"], "short": told["short"]}


def _ratchet(told: Figures, time: str) -> str:
    return _(
        "%(same)s dari %(n)s target %(time)s sama dengan realisasi %(before_time)s. Dari mana target ini, dan apakah hasil yang baik membuat target berikutnya lebih berat?"
    ) % {"same": told["same"], "n": told["n"], "time": time, "before_time": told["before_time"]}


def _burst(told: Figures, _time: str) -> str:
    return _(
        "%(late)s dari %(n)s isian dibuat pada akhir periodenya. Apakah angkanya dicatat saat terjadi, atau dikumpulkan belakangan?"
    ) % {"late": told["late"], "n": told["n"]}


def _digits(told: Figures, _time: str) -> str:
    return _(
        "Dari %(n)s angka, %(share)s%% berakhiran %(digits)s. Apakah angkanya diukur, atau diperkirakan dan dibulatkan?"
    ) % {
        "n": told["n"],
        "share": figure(round(100 * told["share"])),
        "digits": _(" atau ").join(str(digit) for digit in told["liked"]),
    }


def _wish(told: Figures, _time: str) -> str:
    return _(
        "“%(text)s” menyebut yang diinginkan, bukan yang dihitung. Apakah ini indikator, atau isian percobaan?"
    ) % {"text": str(told["text"])[:80]}


def _changed(told: Figures, time: str) -> str:
    return _(
        "Angka %(time)s diubah dari %(before)s menjadi %(value)s pada %(on)s, sesudah pengisian ditutup %(closed)s. Apa yang berubah?"
    ) % {
        "time": time,
        "before": figure(told["before"]),
        "value": figure(told["value"]),
        "on": say_day(date.fromisoformat(told["on"])),
        "closed": say_day(date.fromisoformat(told["closed"])),
    }


def _evidence(told: Figures, time: str) -> str:
    said = {"time": time, "value": figure(told["value"]), "other": figure(told["other"])}
    said |= {"file": told["file"], "row": told["file_line"] or "–"}
    return (
        _(
            "Angka %(time)s diisi %(value)s, padahal %(file)s baris %(row)s memuat %(other)s. Mana yang benar?"
        )
        % said
    )


_SENTENCES: dict[str, Callable[[Figures, str], str]] = {
    "range": _range,
    "nought": _nought,
    "decimal": _decimal,
    "test_row": _test_row,
    "duplicate": _duplicate,
    "contradiction": _contradiction,
    "missing": _missing,
    "stale": _stale,
    "unmoved": _unmoved,
    "jump": _jump,
    "copies": _copies,
    "heaping": _heaping,
    "ratchet": _ratchet,
    "burst": _burst,
    "digits": _digits,
    "wish": _wish,
    "changed": _changed,
    "evidence": _evidence,
}
