"""Every figure of angka kredit in sentences: its steps, what they were given, the clause, what is open."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.credit.account import Account, Begins, Opening
from pamong.performance.credit.conversions import Conversion, Counted
from pamong.performance.credit.pace import MONTHS, Pace, Reach
from pamong.performance.credit.rules import LEVELS, PREDICATES, carried, figure_of
from pamong.performance.rules import label_of
from pamong.performance.timeline.months import is_open
from pamong.performance.timeline.presentation import length_said, month_clause
from pamong.policy.evaluate import Outcome
from pamong.policy.operators.numbers import rounded, written
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number, say_percent
from pamong.ui.reasons import Explained, Reason

PLACES = 2
CUT = "credit_months_after_determination"  # clauses of the pack that only say how it is taken
PROPORTIONAL = "credit_proportional_thresholds"
DIPLOMA_PERCENT = "higher_diploma_percent"


def say_credit(value: Any) -> str:
    """Two decimals, rounded once."""
    return "–" if value is None else say_number(rounded(Fraction(value), PLACES), PLACES)


def say_exact(value: Any) -> str:
    """As exact as a decimal can be written, for steps; cut where it never ends."""
    shown = written(Fraction(value))
    places = max(0, -int(shown.as_tuple().exponent))
    return f"{say_number(shown, 6)}…" if places > 12 else say_number(shown)  # noqa: PLR2004


def conversion_why(one: Conversion) -> Explained | None:
    """Months, percent and coefficient of one conversion, and what they make."""
    if one.outcome is None:
        return None
    steps = {step.step: step for step in one.outcome.because}
    label = label_of(one.pack, PREDICATES, one.predicate)
    level = label_of(one.pack, LEVELS, one.level)
    rows = [
        _step(
            _("Koefisien %(level)s setahun: %(value)s.")
            % {"level": level, "value": say_exact(steps["coefficient"].value)},
            steps["coefficient"],
        ),
        _step(
            _("Predikat %(label)s: %(value)s.")
            % {"label": label, "value": say_percent(steps["percent"].value)},
            steps["percent"],
        ),
        *_length_rows(one),
        _step(_product_said(one, steps), steps["credit"]),
    ]
    marks = [_("cara menghitung bulan")] if one.length.days and is_open(one.pack) else []
    if one.is_cut:
        marks.append(clause_said(CUT))
    return Explained(tuple(rows), (*marks, *_open(one.outcome.unconfirmed)))


def _step(text: str, step: Any) -> Reason:
    return Reason(text, step.citation)


def _length_rows(one: Conversion) -> list[Reason]:
    rows = []
    if one.length.days:
        said = {"length": length_said(one.length), "n": one.length.counted}
        rows.append(Reason(_("Lamanya %(length)s, dihitung %(n)s bulan.") % said))
        rows.append(Reason(month_clause(one.pack)))
    if one.is_cut:
        rows.append(Reason(_("Bulan sebelumnya sudah termasuk dalam saldo.")))
    return rows


def _product_said(one: Conversion, steps: Any) -> str:
    assert one.outcome is not None
    told = {
        "months": one.length.counted,
        "percent": say_percent(steps["percent"].value),
        "coefficient": say_exact(steps["coefficient"].value),
        "exact": say_exact(steps["credit"].value),
        "credit": say_credit(one.outcome.value["credit"]),
    }
    if one.length.counted == MONTHS:
        return _("%(percent)s × %(coefficient)s = %(exact)s.") % told
    return (
        _("%(months)s/12 × %(percent)s × %(coefficient)s = %(exact)s, ditulis %(credit)s.") % told
    )


def balance_why(outcome: Outcome | None) -> Explained | None:
    """How the rule makes the balance from what the document states; nothing for a figure as printed."""
    if outcome is None:
        return None
    steps = {step.step: step for step in outcome.because}
    if "rank_step" in steps:
        rows = [diploma_row(outcome)]
    else:
        rows = list(_transfer_rows(steps) if "place" in steps else _integration_rows(steps))
    return Explained(tuple(rows), tuple(_open(outcome.unconfirmed)))


def diploma_row(outcome: Outcome) -> Reason:
    """What a higher diploma adds, of what a rank of the level asks for."""
    steps = {step.step: step for step in outcome.because}
    told = {
        "percent": say_percent(steps["credit"].inputs[DIPLOMA_PERCENT]),
        "step": say_exact(steps["rank_step"].value),
        "credit": say_exact(steps["credit"].value),
    }
    said = _("Ijazah lebih tinggi: %(percent)s × %(step)s = %(credit)s.") % told
    return _step(said, steps["credit"])


def _integration_rows(steps: Any) -> Iterable[Reason]:
    base, credit = steps["base"], steps["credit"]
    yield _step(_("Nilai dasar jenjang: %s.") % say_exact(base.value), base)
    told = {
        "whole": say_exact(credit.inputs.get("conventional", credit.value + base.value)),
        "base": say_exact(base.value),
        "credit": say_exact(credit.value),
    }
    yield _step(_("%(whole)s − %(base)s = %(credit)s.") % told, credit)


def _transfer_rows(steps: Any) -> Iterable[Reason]:
    total = steps["total"]
    parts = []
    if steps.get("conversion") is not None and steps["conversion"].value is not None:
        done = steps["conversion"]
        told = {
            "years": say_exact(done.inputs.get("years_in_rank", 0)),
            "yearly": say_exact(steps["yearly"].value),
            "value": say_exact(done.value),
        }
        yield _step(_("Lama dalam pangkat: %(years)s × %(yearly)s = %(value)s.") % told, done)
        parts.append(told["value"])
    for name, said in (
        ("base", _("Angka kredit dasar golongan: %s.")),
        ("flat", _("Golongan di atas jenjang tujuan: %s, tanpa konversi.")),
    ):
        if name in steps and steps[name].value is not None:
            yield _step(said % say_exact(steps[name].value), steps[name])
            parts.append(say_exact(steps[name].value))
    yield _step(
        _("Jumlah: %(parts)s = %(total)s.")
        % {"parts": " + ".join(parts), "total": say_exact(total.value)},
        total,
    )


def total_why(account: Account, *, with_early: bool = False) -> Explained | None:
    """What the total is made of, and what it is measured by."""
    outcome = account.early if with_early else account.standing
    if outcome is None or account.opening is None or account.pack is None:
        return None
    states = (Counted.YES, Counted.PENDING) if with_early else (Counted.YES,)
    rows = [Reason(opening_said(account.opening))]
    parts = [say_exact(account.opening.credit)]
    for one in account.counted(*states):
        if one.outcome is not None:
            exact = next(s.value for s in one.outcome.because if s.step == "credit")
            parts.append(say_exact(exact))
    for held in account.diplomas:
        given = carried(account.pack, held.kind, held.level, held.given)
        assert given is not None, "a rule says what a diploma adds"
        rows.append(diploma_row(given))
        parts.append(say_exact(figure_of(given)))
    told = {"parts": " + ".join(parts), "total": say_credit(outcome.value["total"])}
    if len(parts) > 1:
        said = _("%(parts)s = %(total)s; pecahan dipertahankan dan dibulatkan sekali di akhir.")
        rows.append(Reason(said % told, outcome.because[-1].citation))
    rows += _threshold_rows(account, outcome)
    marks = dict.fromkeys((PROPORTIONAL, *outcome.unconfirmed))
    if not account.raises:  # the others are of thresholds
        marks = {name: None for name in marks if name == DIPLOMA_PERCENT}
    return Explained(tuple(rows), tuple(_open(marks)))


def _threshold_rows(account: Account, outcome: Outcome) -> list[Reason]:
    if not account.raises:
        return []
    steps = {step.step: step for step in outcome.because}
    rows = []
    for name, said in (
        ("rank_threshold", _("Ambang kenaikan pangkat: %s, kumulatif di dalam jenjang.")),
        ("level_threshold", _("Ambang kenaikan jenjang: %s, kumulatif di dalam jenjang.")),
    ):
        if name == "rank_threshold" and account.unranked:
            continue
        value = outcome.value.get(name)
        if value is not None:
            rows.append(_step(said % say_number(value), steps[name]))
            rows += _entry_rows(account, outcome, name.partition("_")[0])
    return rows


def _entry_rows(account: Account, outcome: Outcome, name: str) -> list[Reason]:
    """The threshold that is proportional to the rank of the entry, and whether it is the one that holds."""
    by_entry = outcome.value.get(f"{name}_by_entry")
    steps = {step.step: step for step in outcome.because}
    whole = steps[f"{name}_whole"].value
    if account.opening is None or by_entry is None or by_entry == whole:
        return []
    told = {
        "rank": account.opening.rank,
        "whole": say_exact(whole),
        "minimum": say_exact(steps["entry_minimum"].value),
        "value": say_number(by_entry),
    }
    if outcome.value[f"{name}_threshold"] == by_entry:
        said = _(
            "Sebanding dengan golongan saat masuk jenjang (%(rank)s): %(whole)s − %(minimum)s."
        )
    else:
        said = _(
            "Bila sebanding dengan golongan saat masuk jenjang (%(rank)s): %(whole)s − %(minimum)s = "
            "%(value)s. Dipakai bila instansi menetapkannya."
        )
    return [_step(said % told, steps[f"{name}_by_entry"])]


def opening_said(opening: Opening) -> str:
    """With what the level began, as a sentence."""
    day = say_day_full(opening.day)
    if opening.how == Begins.PROMOTED:
        return _("Kenaikan jenjang: angka kredit mulai dari 0.")
    if opening.how == Begins.APPOINTED:
        return _("Diangkat setelah konversi berlaku: angka kredit mulai dari 0.")
    told = {"credit": say_exact(opening.credit), "day": day}
    return _("Saldo per %(day)s: %(credit)s.") % told


def pace_why(account: Account, pace: Pace, found: Reach) -> Explained:
    """When a threshold is reached, with what is assumed for it."""
    assert account.pack is not None
    label = label_of(account.pack, PREDICATES, pace.predicate)
    assumed = (
        _("Anggapan: predikat tahun-tahun berikutnya tetap %s, seperti predikat tahunan terakhir.")
        if pace.is_own
        else _("Anggapan: predikat tahun-tahun berikutnya %s, karena belum ada predikat tahunan.")
    )
    rows = [
        Reason(assumed % label),
        Reason(
            _("Setahun memberi %s.") % say_exact(figure_of(pace.outcome)),
            pace.outcome.because[-1].citation,
        ),
        Reason(
            ngettext(
                "Kurang %(missing)s: %(n)s bulan sesudah %(day)s.",
                "Kurang %(missing)s: %(n)s bulan sesudah %(day)s.",
                found.months,
            )
            % {
                "missing": say_credit(found.missing),
                "n": found.months,
                "day": say_day_full(account.until) if account.until else "–",
            }
        ),
        Reason(_("Ini perkiraan, bukan janji: pangkat dan jenjang juga menuntut syarat lain.")),
    ]
    return Explained(tuple(rows))


def _open(names: Iterable[str]) -> list[str]:
    return [clause_said(name) for name in names]


def clause_said(name: str) -> str:
    """An open clause as people say it; a row of ranks with its rank."""
    table, _dot, place = name.partition(".")
    said = OPEN.get(table)
    if said is None:
        return name
    rank = place.rpartition(".")[2]
    return f"{said()} {rank}".strip()


OPEN = {
    "credit_ranks": lambda: _("ambang kumulatif golongan"),
    PROPORTIONAL: lambda: _("ambang dapat sebanding dengan golongan saat masuk jenjang"),
    CUT: lambda: _("penetapan di tengah tahun: hanya bulan sesudahnya yang dihitung"),
    "higher_diploma_percent": lambda: _("tambahan angka kredit karena ijazah lebih tinggi"),
    "years_in_rank_for_promotion": lambda: _("lama dalam pangkat"),
    "good_years_for_promotion": lambda: _("predikat dalam tahun-tahun terakhir"),
}
