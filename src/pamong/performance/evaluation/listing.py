"""The list of the people whom one rates in a period, as values for the component tags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.announcing import until
from pamong.performance.evaluation.patterns import patterns_shown
from pamong.performance.evaluation.queries import Levels, WorkLine, levels_for
from pamong.performance.evaluation.standing import Work, works_of
from pamong.performance.evaluation.wording import short_labels, tag_for
from pamong.performance.levels.queries import heads_of
from pamong.performance.models import Evaluation, Reopening
from pamong.performance.periods import period_days, say_period
from pamong.performance.rhythm import When
from pamong.performance.rules import PREDICATES, RATINGS, Local, label_of, pack_on
from pamong.performance.windows.queries import WindowState
from pamong.policy.pack import Pack
from pamong.ui.components import Task
from pamong.ui.dates import say_day
from pamong.ui.pasting import Paste
from pamong.ui.tables import LONG, Cell, Column, Row, Table

READINGS, RESULTS, BEHAVIOUR = "readings", "results", "behaviour"
DRAFT, ANSWER = "draft", "answer"
MANY, NAMES_SHOWN = 2, 4
SEARCHED = 12  # from more people on a name is quicker typed than looked for
Asked = tuple[str, str]  # what the people lack, and a part of a name
ALL: Asked = ("", "")


def list_context(
    lines: Sequence[WorkLine], when: When, window: WindowState, day: date, asked: Asked = ALL
) -> dict[str, Any]:
    """The whole page: how far it is, what is still missing and the one next thing to do."""
    levels = levels_for((line.seat for line in lines), when)
    works = works_of(lines, when, levels)
    unopened = [line for line in lines if not line.evaluation_id]
    unrated = [line for line in lines if not line.is_rated and not line.is_final]
    settable = settable_groups(lines)
    waiting = settable[0] if settable else []
    lacking = lacks_of(lines, works)
    lack, text = asked
    shown = named_like(lacking.get(lack, lines), text)
    return {
        "when": when,
        "year": when[0],
        "code": when[1],
        "period": say_period(*when),
        "window": window,
        "blocked": blocked_units(lines, levels, day),
        "patterns": patterns_shown(lines, levels, pack_for(when)),
        "lines": lines,
        "rated": len(lines) - len(unrated),
        "unopened": len(unopened),
        "open_text": ngettext(
            "Mulai menilai %(n)s pegawai", "Mulai menilai %(n)s pegawai", len(unrated)
        )
        % {"n": len(unrated)},
        "following": next((line for line in unrated if line.evaluation_id), None),
        "may_rate_many": len(unrated) >= MANY,
        "may_set": window.is_open or are_corrected(waiting, when, day),
        "to_set": str(waiting[0].rater_uuid) if waiting else "",
        "set_text": ngettext(
            "Tetapkan predikat %(n)s pegawai", "Tetapkan predikat %(n)s pegawai", len(waiting)
        )
        % {"n": len(waiting)},
        "lacking": lacking,
        "lacks": lack_tasks(lacking, when),
        "lack": lack if lack in lacking else "",
        "table": work_table(shown, pack_for(when), works),
    } | search_context(lines, when, text, lack if lack in lacking else "")


def search_context(lines: Sequence[WorkLine], when: When, text: str, lack: str) -> dict[str, Any]:
    """The box for a name, where there are many."""
    kept = {"year": when[0], "period": when[1], "lack": lack}
    every = address_of(when)
    return {"asked": text, "is_long": len(lines) > SEARCHED, "kept": kept, "every_url": every}


def named_like(lines: Sequence[WorkLine], text: str) -> Sequence[WorkLine]:
    """Those whose name or post holds the text."""
    sought = text.casefold()
    return [one for one in lines if sought in f"{one.name} {one.post}".casefold()]


def are_corrected(waiting: Sequence[WorkLine], when: When, day: date) -> bool:
    """Whether all who wait to be set wait for a correction that two people granted, days of its own."""
    if not waiting or any(line.number == 1 for line in waiting):
        return False
    return are_corrections_open([line.plan_id for line in waiting], when[1], day)


def address_of(when: When, lack: str = "") -> str:
    """The list of a period, or of those in it who lack something."""
    address = f"{reverse('performance:evaluation-list')}?year={when[0]}&period={when[1]}"
    return f"{address}&lack={lack}" if lack else address


def pack_for(when: When, local: Local = ()) -> Pack:
    """The pack that a period's lists use, under the agency's own answers."""
    return pack_on(period_days(*when)[0], local=local)


def lacks_of(lines: Sequence[WorkLine], works: Mapping[int, Work]) -> dict[str, list[WorkLine]]:
    """Who lacks what, by what is missing, in the order in which it is mended; empty ones left out."""
    rating = [line for line in lines if not line.is_final]
    found = {
        READINGS: [line for line in rating if works[line.plan_id].unread],
        RESULTS: [line for line in rating if line.evaluation_id and not line.results_rating],
        BEHAVIOUR: [line for line in rating if line.evaluation_id and not line.behaviour_rating],
        DRAFT: [line for line in rating if is_draft(line)],
        ANSWER: [line for line in lines if line.status == Evaluation.Status.SET],
    }
    return {key: people for key, people in found.items() if people}


def is_draft(line: WorkLine) -> bool:
    """Whether both ratings are there and were kept as a draft only."""
    return bool(line.results_rating and line.behaviour_rating) and not line.is_rated


def lack_tasks(lacking: Mapping[str, Sequence[WorkLine]], when: When) -> list[Task]:
    """What is missing as links to the people concerned."""
    return [
        Task(lack_said(key, len(people)), address_of(when, key), names_said(people))
        for key, people in lacking.items()
    ]


def lack_said(key: str, count: int) -> str:
    """One thing that is missing, with for how many."""
    said = {
        READINGS: ngettext(
            "%(n)s pegawai: realisasi belum lengkap",
            "%(n)s pegawai: realisasi belum lengkap",
            count,
        ),
        RESULTS: ngettext(
            "%(n)s pegawai: rating hasil kerja belum dipilih",
            "%(n)s pegawai: rating hasil kerja belum dipilih",
            count,
        ),
        BEHAVIOUR: ngettext(
            "%(n)s pegawai: rating perilaku belum dipilih",
            "%(n)s pegawai: rating perilaku belum dipilih",
            count,
        ),
        DRAFT: ngettext(
            "%(n)s pegawai: penilaian masih draf",
            "%(n)s pegawai: penilaian masih draf",
            count,
        ),
        ANSWER: ngettext(
            "%(n)s pegawai: belum menjawab hasil penilaian",
            "%(n)s pegawai: belum menjawab hasil penilaian",
            count,
        ),
    }
    return said[key] % {"n": count}


def names_said(people: Sequence[WorkLine]) -> str:
    """The first few names, and how many more."""
    names = "; ".join(line.name for line in people[:NAMES_SHOWN])
    more = len(people) - NAMES_SHOWN
    if more <= 0:
        return names
    rest = ngettext("dan %(n)s lagi", "dan %(n)s lagi", more) % {"n": more}
    return f"{names}; {rest}"


def settable_groups(lines: Sequence[WorkLine]) -> list[list[WorkLine]]:
    """The people of each rater whose predicates wait to be set, when all of them are rated."""
    by_rater: dict[UUID, list[WorkLine]] = defaultdict(list)
    for line in lines:
        by_rater[line.rater_uuid].append(line)
    whole = [own for own in by_rater.values() if not holding_up(own)]
    waiting = ([line for line in own if line.is_rated and not line.is_final] for own in whole)
    return [own for own in waiting if own]


def holding_up(lines: Sequence[WorkLine]) -> list[WorkLine]:
    """Those not rated of a rater's people, without whom none of them is set.

    Where all who wait were corrected, the others' first rating is past or its own affair.
    """
    waiting = [line for line in lines if line.is_rated and not line.is_final]
    corrected = bool(waiting) and all(line.number > 1 for line in waiting)
    return [line for line in lines if not line.is_rated and (line.number > 1 or not corrected)]


def blocked_units(lines: Sequence[WorkLine], levels: Levels, day: date) -> list[tuple[str, str]]:
    """Units whose level is not set yet, with who sets it; their people cannot be rated."""
    missing = {
        line.seat.unit_id: line.unit for line in lines if levels.for_rating(line.seat) is None
    }
    heads = heads_of(missing, day) if missing else {}
    found = []
    for key, name in missing.items():
        head = heads.get(key)
        setter = head.rater.closing_name if head and head.rater else _("pimpinan instansi")
        found.append((name, setter))
    return found


def work_table(
    lines: Sequence[WorkLine], pack: Pack, works: Mapping[int, Work] | None = None
) -> Table:
    """Everybody with what is suggested and given, the predicate that follows, and the answer."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Saran")),
            Column(_("Hasil kerja")),
            Column(_("Perilaku")),
            Column(_("Predikat")),
            Column(_("Status"), kind="tag", stays=True),
        ],
        rows=[
            _row(line, pack, (works or {}).get(line.plan_id), short=len(lines) > LONG)
            for line in lines
        ],
        caption=_("Pegawai yang Anda nilai"),
    )


def _row(line: WorkLine, pack: Pack, work: Work | None, *, short: bool) -> Row:
    url = ""
    if line.evaluation_uuid:
        name = "performance:evaluation-detail" if line.is_final else "performance:evaluation-rate"
        url = reverse(name, args=[line.evaluation_uuid])
    shape, word = tag_for(line.status, is_rated=line.is_rated)
    said = dict(short_labels(pack, RATINGS))
    suggested = suggested_for(line, work)
    departs = line.results_rating and suggested and line.results_rating != suggested
    unread = "" if line.is_final else unread_said(work)
    return Row(
        cells=[
            Cell(line.name, url=url, sub=f"{line.post}, {line.unit}"),
            Cell(said.get(suggested, ""), sub=unread, stays=bool(unread)),
            Cell(
                said.get(line.results_rating, ""),
                sub=_("Berbeda dari saran") if departs else "",
                stays=bool(departs),
            ),
            said.get(line.behaviour_rating, ""),
            label_of(pack, PREDICATES, line.predicate),
            Cell(word, tag=shape, sub=answer_said(line)),
        ],
        short=short,
    )


def suggested_for(line: WorkLine, work: Work | None) -> str:
    """The suggestion that stands: as it was kept once set, until then as the figures are now."""
    if line.is_final or work is None:
        return line.results_suggested
    return work.suggestion.rating


def unread_said(work: Work | None) -> str:
    """How many indicators have no reading yet."""
    if work is None or not work.unread:
        return ""
    named = {"n": work.unread, "all": work.count}
    return _("%(n)s dari %(all)s indikator belum ada realisasi") % named


def answer_said(line: WorkLine) -> str:
    """Whether the person answered, and how; that a correction runs."""
    if line.number > 1 and not line.is_final:
        return _("Koreksi")
    if line.status == Evaluation.Status.SET:
        return _("Menunggu jawaban pegawai")
    if line.answered_on is None:
        return ""
    day = say_day(line.answered_on)
    if line.is_silent:
        return _("%(day)s, tanpa jawaban") % {"day": day}
    return _("%(day)s, dengan catatan") % {"day": day} if line.answer else day


def are_corrections_open(plans: Iterable[int], period: str, day: date) -> bool:
    """Whether a granted correction of one of the plans still has days left."""
    rows = Reopening.objects.filter(evaluation__plan_id__in=list(plans), evaluation__period=period)
    return rows.filter(Q(until=None) | Q(until__gte=day), granted_on__lte=day).exists()


def evaluation_told(
    lacking: Mapping[str, Sequence[WorkLine]], when: When, ends: date | None
) -> Paste:
    """What the people whom one rates still owe in a period."""
    told = []
    if count := len(lacking.get(READINGS, ())):
        words = ngettext(
            "%(n)d pegawai belum melengkapi realisasi",
            "%(n)d pegawai belum melengkapi realisasi",
            count,
        )
        told.append(until(words % {"n": count}, ends))
    if count := len(lacking.get(ANSWER, ())):
        words = ngettext(
            "%(n)d pegawai belum menjawab hasil penilaian",
            "%(n)d pegawai belum menjawab hasil penilaian",
            count,
        )
        told.append(words % {"n": count})
    return Paste(_("Penilaian %(period)s") % {"period": say_period(*when)}, told)
