"""The first screen in words and tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.measurement.attainment import Attainment, low_bound
from pamong.performance.feedback.presentation import talk_tasks
from pamong.performance.home.asked import (
    CLAIMS,
    REQUESTS,
    answer_tasks,
    asked_tasks,
    filled_tasks,
    lacking_tasks,
    set_tasks,
)
from pamong.performance.home.awaited import awaited, waited_said
from pamong.performance.home.news import news_of
from pamong.performance.home.notices import notices
from pamong.performance.home.overseeing import levels_task, overview_context
from pamong.performance.home.queries import Due, Home
from pamong.performance.home.told import deadlines_told
from pamong.performance.models import Plan, Window
from pamong.performance.periods import (
    NEXT_FROM,
    ByMonth,
    period_days,
    period_of,
    period_on,
    say_period,
)
from pamong.performance.plan.aims import aim_said
from pamong.performance.plan.content import IndicatorLine
from pamong.performance.plan.wording import tag_of
from pamong.performance.progress.figures import value_said
from pamong.performance.progress.presentation import is_odd, state_of
from pamong.performance.rhythm import When
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack
from pamong.ui.components import Meter, Task
from pamong.ui.dates import say_day, say_day_long, say_left
from pamong.ui.filters import sentence
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

FIRST = 5  # tasks that stand open; the others behind one press
MORNING, AFTERNOON, EVENING = 11, 15, 18


def greeting(hour: int, name: str) -> str:
    """A greeting by the hour of the agency."""
    if hour < MORNING:
        words = _("Selamat pagi, %(name)s")
    elif hour < AFTERNOON:
        words = _("Selamat siang, %(name)s")
    elif hour < EVENING:
        words = _("Selamat sore, %(name)s")
    else:
        words = _("Selamat malam, %(name)s")
    return words % {"name": name}


def today_said(day: date, by_month: ByMonth = frozenset()) -> str:
    """The day, and when the running quarter or month ends."""
    period = period_of(day, by_month)
    label = str(Window.Period(period).label)
    return _("%(day)s. %(quarter)s berakhir %(ends)s.") % {
        "day": say_day_long(day),
        "quarter": label,
        "ends": say_day(period_days(day.year, period)[1], day),
    }


def home_context(home: Home, scope: Scope, now: datetime, hour: int) -> dict[str, Any]:
    """Everything on the first screen."""
    tasks = [*notices(scope, now), *waiting_tasks(home, scope)]
    shown = 0 if scope.back_on else FIRST
    return {
        "heading": greeting(hour, scope.name),
        "today_said": today_said(home.day, home.by_month),
        "tasks": tasks[:shown],
        "more_tasks": tasks[shown:],
        "leave_said": leave_said(scope, home.day),
        "all_tasks": _("Semua (%(n)d)") % {"n": len(tasks)},
        "deadlines": [_deadline(window, home, scope) for window in home.windows],
        "told": deadlines_told(home.windows),
        "current": home.current,
        "beside": [_beside(plan) for plan in home.beside],
        "goals": goals_table(home) if home.current else None,
        "team": team_facts(home),
        "over": overview_context(home, scope),
        "leads": scope.leads,
        "awaited": awaited(home),
        "news": news_of(home),
        "is_employee": bool(scope.employee_id) and not scope.is_official,
    }


def leave_said(scope: Scope, day: date) -> str:
    """That reminders stand still while one is on leave; nothing on any other day."""
    if scope.back_on is None:
        return ""
    return _(
        "Anda tercatat cuti sampai %(day)s. Pengingat dan batas waktu berhenti sampai Anda kembali."
    ) % {"day": say_day(scope.back_on - timedelta(days=1), day)}


def waiting_tasks(home: Home, scope: Scope) -> list[Task]:
    """What waits for this person, the oldest claim of others first."""
    return counted_tasks(home, scope, named=True) + (
        talk_tasks(scope, home.day) if scope.employee_id else []
    )


def counted_tasks(home: Home, scope: Scope, *, named: bool = False) -> list[Task]:
    """The same without talks: their texts name nobody and hold no words that somebody wrote."""
    tasks = [_agree_task(home)] if home.proposed_to_me else []
    tasks += filled_tasks(home, named=named)
    tasks += asked_tasks(home, CLAIMS)
    tasks += [*_of_periods(home, levels_task), *_of_periods(home, _rating_task)]
    tasks += [*set_tasks(home), *_of_periods(home, _input_task)]
    tasks += _own_plan_tasks(home)
    if home.entries_returned:
        tasks.append(_entries_task(home.entries_returned))
    if home.entries_to_review:
        tasks.append(_review_task(home.entries_to_review))
    if home.reports:
        tasks.append(_reports_task(home.reports))
    tasks += answer_tasks(home) + asked_tasks(home, REQUESTS) + lacking_tasks(home)
    if not scope.employee_id:
        return tasks
    if not scope.is_official:
        tasks += _draft_task(home)
    if home.current:
        tasks += _readings_task(home, home.current)
    return tasks


def _of_periods(home: Home, make: Callable[[Home, When, str], Sequence[Task]]) -> Iterator[Task]:
    """The tasks of each period that people rate now, each with its last day."""
    for when in home.rated_now:
        yield from make(home, when, _closing(home, Window.Stage.EVALUATION, when))


def _rating_task(home: Home, when: When, due: str) -> list[Task]:
    count = home.to_rate[when]
    if not count:
        return []
    text = ngettext(
        "Nilai %(n)d pegawai untuk %(period)s", "Nilai %(n)d pegawai untuk %(period)s", count
    ) % {"n": count, "period": say_period(*when)}
    year, period = when
    url = reverse("performance:evaluation-list") + f"?year={year}&period={period}"
    return [Task(text, url, "", ("wait", _("Belum dinilai")), due)]


def _input_task(home: Home, when: When, due: str) -> list[Task]:
    """What raters wait for; counted only while they rate."""
    count = home.inputs.get(when, 0)
    if not count:
        return []
    text = ngettext(
        "Beri masukan untuk %(n)d anggota tim, %(period)s",
        "Beri masukan untuk %(n)d anggota tim, %(period)s",
        count,
    ) % {"n": count, "period": say_period(*when)}
    year, period = when
    url = reverse("performance:team-input-list") + f"?year={year}&period={period}"
    why = _("Penilainya membacanya saat menilai.")
    return [Task(text, url, why, ("wait", _("Belum diberikan")), due)]


def _closing(home: Home, stage: str, period: tuple[int, str]) -> str:
    """`Batas 30 Desember`, where a window of the stage is set."""
    for window in home.windows:
        if (window.stage, window.year, window.period) == (stage, *period):
            return _("Batas %(day)s") % {"day": say_day(window.closes_on, home.day)}
    return ""


def _draft_task(home: Home) -> list[Task]:
    """Nobody stays without a plan, neither at the start of a year nor after a move in it."""
    this_year = [p for p in home.plans if p.year == home.day.year and not p.is_acting]
    if any(plan.ends_on >= home.day for plan in this_year):
        return _next_draft_task(home)
    why = _("Anda belum punya SKP tahun ini.")
    if this_year:
        why = _("SKP jabatan lama sudah ditutup; buat SKP untuk jabatan Anda sekarang.")
    return [_new_plan_task(home.day.year, why)]


def _next_draft_task(home: Home) -> list[Task]:
    """From November on, or once its window is open, the coming year is planned."""
    year = home.day.year + 1
    if home.leaves_on and home.leaves_on <= date(year, 1, 1):
        return []
    planned = any(plan.year == year and not plan.is_acting for plan in home.plans)
    window = (Window.Stage.PLANNING, year)
    is_open = any((due.stage, due.year) == window for due in home.windows)
    if planned or not (home.day.month >= NEXT_FROM or is_open):
        return []
    due = _closing(home, Window.Stage.PLANNING, (year, Window.Period.YEAR))
    return [_new_plan_task(year, _("Anda belum punya SKP tahun depan."), due)]


def _new_plan_task(year: int, why: str, due: str = "") -> Task:
    text = _("Buat SKP %(year)s") % {"year": year}
    url = f"{reverse('performance:plan-draft')}?year={year}"
    return Task(text, url, why, ("none", _("Belum ada")), due)


def _reports_task(count: int) -> Task:
    text = ngettext(
        "Jawab %(n)d laporan atasan keliru", "Jawab %(n)d laporan atasan keliru", count
    ) % {"n": count}
    url = reverse("people:supervisor-report-list")
    return Task(text, url, "", ("wait", _("Menunggu Anda")))


def _own_plan_tasks(home: Home) -> list[Task]:
    tasks = []
    for plan in home.plans:
        if plan.status == Plan.Status.RETURNED:
            words = _("Perbaiki dan ajukan kembali %(plan)s Anda")
            tasks.append(_plan_task(home, plan, words))
        elif plan.is_editable and plan.year >= home.day.year:
            tasks.append(_plan_task(home, plan, _("Lengkapi dan ajukan %(plan)s Anda")))
    return tasks


def _agree_task(home: Home) -> Task:
    waiting = home.proposed_to_me
    oldest = waiting[0]
    text = ngettext(
        "Jawab SKP yang diajukan %(n)d pegawai",
        "Jawab SKP yang diajukan %(n)d pegawai",
        len(waiting),
    ) % {"n": len(waiting)}
    why = _("Paling lama menunggu: %(name)s, sejak %(day)s") % {
        "name": oldest.name,
        "day": say_day(oldest.status_on, home.day),
    }
    year = f"?year={oldest.year}&status={Plan.Status.PROPOSED}"
    url = reverse("performance:plan-subordinates") + year
    url += "&only=1" if len(waiting) == 1 else ""
    return Task(text, url, why, ("wait", waited_said(oldest.status_on, home.day)))


def _plan_task(home: Home, plan: Plan, words: str) -> Task:
    by = ""
    if plan.status == Plan.Status.RETURNED and plan.rater:
        by = _("Dikembalikan oleh %(name)s.") % {"name": plan.rater.closing_name}
    url = reverse("performance:plan-detail", args=[plan.uuid])
    due = _closing(home, Window.Stage.PLANNING, (plan.year, Window.Period.YEAR))
    return Task(words % {"plan": plan.title}, url, by, tag_of(plan.status), due)


def _entries_task(count: int) -> Task:
    text = ngettext(
        "Perbaiki %(n)d progress harian yang dikembalikan",
        "Perbaiki %(n)d progress harian yang dikembalikan",
        count,
    ) % {"n": count}
    return Task(text, reverse("performance:daily"), "", ("returned", _("Dikembalikan")))


def _review_task(count: int) -> Task:
    text = ngettext(
        "Periksa %(n)d progress harian pegawai", "Periksa %(n)d progress harian pegawai", count
    ) % {"n": count}
    return Task(text, reverse("performance:daily-review"), "", ("wait", _("Belum diperiksa")))


def _readings_task(home: Home, plan: Plan) -> list[Task]:
    missing = [
        line
        for line in home.content.indicators
        if home.attainments[line.pk].actual is None and line.target is not None
    ]
    if not missing:
        return []
    names = "; ".join(line.name for line in missing[:2])
    is_behind = any(home.attainments[line.pk].last_on for line in missing)
    text = ngettext(
        "Isi realisasi %(n)d indikator", "Isi realisasi %(n)d indikator", len(missing)
    ) % {"n": len(missing)}
    url = reverse("performance:readings-enter", args=[plan.uuid])
    if is_behind:
        year, period = period_on(home.day, home.by_month)
        if year == plan.year and not {period, Window.Period.YEAR}.isdisjoint(home.closed):
            return []  # nobody can write there until two people open it again
        names = f"{sentence(say_period(year, period))}: {names}"
        url = f"{url}?q={period.removeprefix('Q')}"
    return [Task(text, url, names, ("draft", _("Belum diisi")))]


def _beside(plan: Plan) -> Task:
    """A plan for an acting post, beside the one whose goals stand on the screen."""
    url = reverse("performance:plan-detail", args=[plan.uuid])
    return Task(plan.title, url, plan.post_name, tag_of(plan.status))


def _deadline(window: Due, home: Home, scope: Scope) -> Task:
    if not scope.employee_id and not scope.leads:
        url = reverse("performance:window-list")
    elif window.stage == Window.Stage.READINGS and home.current:
        url = reverse("performance:readings-enter", args=[home.current.uuid])
    else:
        rates = "performance:evaluation-list" if scope.leads else "performance:evaluation-own"
        urls = {
            Window.Stage.EVALUATION: rates,
            Window.Stage.FOLLOW_UP: "performance:follow-up-list",
        }
        url = reverse(urls.get(Window.Stage(window.stage), "performance:plan-list"))
    period = say_period(window.year, window.period)
    text = f"{Window.Stage(window.stage).label} {period}"
    if window.stage == Window.Stage.FOLLOW_UP:  # its year is that of the rating, which is over
        text = _("Selesaikan tindak lanjut hasil penilaian %(period)s") % {"period": period}
    why = f"{say_day_long(window.closes_on)}, {say_left(window.closes_on, home.day)}"
    if window.is_again:
        why = _("%(days)s; dibuka kembali") % {"days": why}
    if window.is_ours:
        why = _("%(days)s; lebih lama untuk unit Anda") % {"days": why}
    return Task(text, url, why)


def goals_table(home: Home) -> Table:
    """One's indicators with reading, attainment and state; missing is a dash, never a zero."""
    assert home.current is not None
    pack = pack_named(home.current.pack)
    why = reverse("performance:readings-enter", args=[home.current.uuid])
    rows: list[Row] = []
    for result in home.content.results:
        rows.append(Row(cells=[result.text], group=True))
        rows += [
            _goal_row(line, home.attainments[line.pk], pack, why) for line in result.indicators
        ]
    return Table(
        columns=[
            Column(_("Indikator kinerja individu"), kind="row"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
            Column(_("Keadaan"), kind="tag"),
        ],
        rows=rows,
    )


def _goal_row(line: IndicatorLine, found: Attainment, pack: Pack, why: str) -> Row:
    low = low_bound(pack)
    shape, word = state_of(found, low, odd=is_odd(line, found, pack))
    actual = value_said(line, found.actual) if found.actual is not None else _("belum ada")
    beside = _("target %(target)s") % {"target": aim_said(line, found)}
    return Row(
        cells=[
            Cell(line.name, url=why),
            Cell(actual, sub=found.reason if found.last_on else beside),
            Meter(found.uncapped, low),
            Cell(word, tag=shape),
        ]
    )


def team_facts(home: Home) -> list[tuple[str, str]]:
    """How the team's plans stand, in words."""
    rows = [(_("Jumlah pegawai"), _people_said(home.people))] if home.people else []
    return rows + state_facts(home.team_by_year(), home.team_without())


def _people_said(count: int) -> str:
    return ngettext("%(n)d orang", "%(n)d orang", count) % {"n": count}


def state_facts(
    years: dict[int, Counter[str]], without: Mapping[int, int] | None = None
) -> list[tuple[str, str]]:
    """Plans of each year by their states, and how many people have none, in words."""
    rows = []
    for year, counts in years.items():
        parts = [
            f"{say_number(counts[state])} {str(state.label).lower()}"
            for state in Plan.Status
            if counts[state]
        ]
        if lacking := (without or {}).get(year):
            parts.append(_("%(n)s belum ada") % {"n": say_number(lacking)})
        rows.append((f"SKP {year}", ", ".join(parts)))
    return rows
