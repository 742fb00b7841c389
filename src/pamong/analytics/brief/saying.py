"""The brief in words and blocks. What does not fit on its page is counted, never left out in silence."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.analytics.brief.results import (
    BELOW,
    LACKING,
    MET,
    NOT_DUE,
    RUNNING,
    UNTOLD,
    Result,
)
from pamong.analytics.brief.telling import Brief
from pamong.analytics.dashboards.figures import DRAFTED, OPEN, PROPOSED, SET
from pamong.analytics.dashboards.words import count_said, said_of
from pamong.documents import blocks
from pamong.documents.blocks import RIGHT, Block, column
from pamong.measurement.cards.wording import figure_said, line_aim_said, stage_aim_said
from pamong.measurement.findings.presentation import rule_names
from pamong.measurement.models import Indicator
from pamong.performance.periods import say_period
from pamong.stats.suppression import MINIMUM
from pamong.ui.dates import say_day, say_day_full, say_month
from pamong.ui.numbers import say_number, say_percent

MOST_RESULTS, MOST_RULES, MOST_DECISIONS = 12, 3, 3
NAME, VALUE, WHOSE, SENTENCE = 80, 26, 100, 200  # letters that fit where they stand
# Letters of names that all rows have room for; so many columns hold values and are so many times narrower.
ROOM, VALUES, TO_NAME = 480, 3, 3
NONE = "–"


def content_of(brief: Brief) -> dict[str, Any]:
    """Everything on the page; the same brief is the same content."""
    return {
        "heading": _("Ringkasan bulanan kinerja"),
        "lines": [clipped(whose(brief), WHOSE), say_month(brief.month)],
        "origin": origin_said(brief),
        "blocks": list(_blocks(brief)),
    }


def clipped(text: str, most: int) -> str:
    """As much of a text as has room, in one line."""
    return Truncator(" ".join(text.split())).chars(most)


def whose(brief: Brief) -> str:
    """The unit, or the agency."""
    at = brief.asked.at
    return at.name_on(brief.asked.snapshot.day) if at else _("Seluruh instansi")


def origin_said(brief: Brief) -> str:
    """From which snapshot, and until when."""
    named = {"id": brief.mark, "day": say_day_full(brief.asked.snapshot.day)}
    return _("Angka dari potret data %(id)s per %(day)s.") % named


def _blocks(brief: Brief) -> Iterator[Block]:
    yield blocks.section(_("Capaian terhadap target"))
    yield blocks.text(reached_said(brief))
    heads, rows = results_table(brief.results[:MOST_RESULTS], brief.until.year)
    shown = list(_with_room(rows))
    if shown:
        yield blocks.table(heads, shown)
    if more := len(brief.results) - len(shown):
        said = ngettext("… dan %(n)s indikator lain.", "… dan %(n)s indikator lain.", more)
        yield blocks.text(said % {"n": say_number(more)})
    if waiting := waiting_said(brief):
        yield blocks.section(_("Yang tertahan, dan menunggu siapa"))
        yield blocks.listed(waiting)
    yield blocks.section(_("Pertanyaan mutu data"))
    yield blocks.listed(questions_said(brief))
    yield blocks.section(_("Untuk diputuskan"))
    yield blocks.listed(decisions_of(brief))


def _with_room(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """As many rows as the page holds, however long names and figures are."""
    left = ROOM
    for row in rows:
        name, *values = row
        left -= max(len(name), TO_NAME * max(map(len, values[:VALUES])))
        if left < 0:
            return
        yield row


def reached_said(brief: Brief) -> str:
    """How many indicators of those that are due were met."""
    every = len(brief.results)
    if not every:
        return _("Belum ada indikator dengan target tahun ini.")
    day = say_day_full(brief.until)
    parts = [
        (brief.counted(MET), _("mencapai target")),
        (brief.counted(BELOW), _("belum mencapai target")),
        (brief.counted(RUNNING), _("berjalan menuju target akhir tahun")),
        (brief.counted(LACKING), _("belum punya angka")),
        (brief.counted(UNTOLD), _("belum dapat dihitung")),
        (brief.counted(NOT_DUE), _("belum jatuh tempo")),
    ]
    said = ", ".join(f"{say_number(count)} {words}" for count, words in parts if count)
    told = ngettext(
        "Dari %(n)s indikator yang punya kartu, sampai %(day)s: %(said)s.",
        "Dari %(n)s indikator yang punya kartu, sampai %(day)s: %(said)s.",
        every,
    )
    return told % {"n": say_number(every), "day": day, "said": said}


def results_table(shown: Sequence[Result], year: int) -> tuple[list[Block], list[list[str]]]:
    """Each with its target by now, its figure and how far that is."""
    columns = [
        column(_("Indikator"), 5),
        column(_("Target sampai kini"), 3, RIGHT),
        column(_("Target %(year)d") % {"year": year}, 3, RIGHT),
        column(_("Realisasi"), 3, RIGHT),
        column(_("Capaian"), 2, RIGHT),
        column(_("Keadaan"), 3),
    ]
    rows = [
        [
            clipped(one.card.indicator.name, NAME),
            clipped(stage_aim_said(one.line, one.found) or NONE, VALUE),
            clipped(target_said(one), VALUE),
            clipped(figure_said(one.card.indicator, one.actual), VALUE),
            NONE if one.found.uncapped is None else say_percent(one.found.uncapped, 1),
            state_said(one),
        ]
        for one in shown
    ]
    return columns, rows


def target_said(one: Result) -> str:
    """What is aimed at in the year: in words, a range, a day or a figure."""
    line = one.line
    if line.due_on and line.direction == Indicator.Direction.MILESTONE:
        return _("paling lambat %(day)s") % {"day": say_day(line.due_on)}
    return line.target_text or line_aim_said(line) or NONE


def state_said(one: Result) -> str:
    """How it stands, in two or three words."""
    if one.lacks:
        return _("Belum ada: %(period)s") % {"period": one.lacks.said()}
    return {
        MET: _("Tercapai"),
        BELOW: _("Belum tercapai"),
        RUNNING: _("Berjalan"),
        LACKING: _("Belum ada angka"),
        UNTOLD: _("Belum dapat dihitung"),
        NOT_DUE: _("Belum jatuh tempo"),
    }[one.state]


def waiting_said(brief: Brief) -> list[str]:
    """Counts by whom they wait for; nobody is named, and few are withheld. Below an office nobody is counted."""
    waits = brief.waits
    if waits is None:
        return []
    late = waits.late
    named = {"period": say_period(*waits.rated)}
    told: list[tuple[str, int | None]] = [
        (_("SKP menunggu pegawai mengajukan"), waits.plans[DRAFTED]),
        (_("SKP menunggu penilai menyetujui"), waits.plans[PROPOSED]),
        (_("Penilaian %(period)s menunggu penilai menetapkan") % named, waits.ratings[OPEN]),
        (_("Penilaian %(period)s menunggu pegawai menerima") % named, waits.ratings[SET]),
    ]
    lines = [f"{words}: {count_said(count)}." for words, count in told if count != 0]
    if late and late.some:
        words = _("Rencana aksi yang lewat waktu")
        lines.append(f"{words}: {said_of(late.some, late.all)}.")
    if None in (count for _words, count in told):
        said = _("Angka dari kurang dari %(n)s orang disamarkan.")
        lines.append(said % {"n": MINIMUM})
    return lines or [_("Tidak ada yang tertahan.")]


def questions_said(brief: Brief) -> list[str]:
    """Open questions about figures by what they ask, the most frequent first."""
    names = rule_names()
    told = list(brief.questions.items())
    lines = [f"{names.get(rule, rule)}: {say_number(n)}." for rule, n in told[:MOST_RULES]]
    if rest := sum(n for _rule, n in told[MOST_RULES:]):
        said = ngettext("… dan %(n)s pertanyaan lain.", "… dan %(n)s pertanyaan lain.", rest)
        lines.append(said % {"n": say_number(rest)})
    return lines or [_("Tidak ada pertanyaan yang terbuka.")]


def decisions_of(brief: Brief) -> list[str]:
    """The first few questions that the facts above raise, the most pressing first."""
    found = [clipped(said, SENTENCE) for said in _decisions(brief)][:MOST_DECISIONS]
    if not found and brief.waits is None:
        return [_("Dari indikator dan mutu data bulan ini tidak ada yang perlu diputuskan.")]
    return found or [_("Dari data bulan ini tidak ada yang perlu diputuskan.")]


def _decisions(brief: Brief) -> Iterator[str]:
    yield from _of_results(brief)
    yield from _of_waits(brief)
    if asked := sum(brief.questions.values()):
        said = ngettext(
            "Siapa menjawab %(n)s pertanyaan mutu data?",
            "Siapa menjawab %(n)s pertanyaan mutu data?",
            asked,
        )
        yield said % {"n": say_number(asked)}


def _of_results(brief: Brief) -> Iterator[str]:
    """The indicator that is lowest, and the figures that are not there."""
    least = next((one for one in brief.results if one.state == BELOW), None)
    if least:
        value = state_said(least)
        if least.found.uncapped is not None:
            value = say_percent(least.found.uncapped, 1)
        named = {"name": clipped(least.card.indicator.name, NAME), "value": value}
        yield (
            _("Apa yang dikerjakan agar “%(name)s” mengejar targetnya? Capaian: %(value)s.") % named
        )
    if lacking := brief.counted(LACKING):
        said = ngettext(
            "Siapa mengisi angka %(n)s indikator yang belum ada, dan kapan?",
            "Siapa mengisi angka %(n)s indikator yang belum ada, dan kapan?",
            lacking,
        )
        yield said % {"n": say_number(lacking)}


def _of_waits(brief: Brief) -> Iterator[str]:
    """Steps that are late, ratings and plans that wait for raters."""
    waits = brief.waits
    if waits is None:
        return
    if waits.late and waits.late.some:
        said = ngettext(
            "Mana dari %(n)s rencana aksi yang lewat waktu diselesaikan lebih dahulu?",
            "Mana dari %(n)s rencana aksi yang lewat waktu diselesaikan lebih dahulu?",
            waits.late.some,
        )
        yield said % {"n": say_number(waits.late.some)}
    if ratings := waits.ratings[OPEN]:
        said = _("Kapan penilai menetapkan %(n)s penilaian yang menunggu?")
        yield said % {"n": say_number(ratings)}
    if plans := waits.plans[PROPOSED]:
        yield _("Kapan penilai menyetujui %(n)s SKP yang menunggu?") % {"n": say_number(plans)}
