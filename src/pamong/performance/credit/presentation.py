"""The page of an account as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.performance.credit.account import Account, state_value
from pamong.performance.credit.conversions import Conversion, Counted
from pamong.performance.credit.explaining import (
    clause_said,
    conversion_why,
    pace_why,
    say_credit,
    total_why,
)
from pamong.performance.credit.pace import Pace, pace_of, reach
from pamong.performance.credit.permissions import can_determine_credit, can_enter_balance, is_own
from pamong.performance.credit.rules import PREDICATES, PROMOTION
from pamong.performance.credit.wording import (
    COUNTED,
    conversion_name,
    lacking_said,
    level_said,
)
from pamong.performance.models import CreditDetermination, RankHeld
from pamong.performance.months import say_month
from pamong.performance.rules import label_of, text_of
from pamong.performance.timeline.presentation import length_said
from pamong.policy.operators.numbers import rounded
from pamong.policy.pack import Pack
from pamong.ui.buttons import submit
from pamong.ui.components import Meter
from pamong.ui.dates import say_day_full
from pamong.ui.layout import why
from pamong.ui.markup import esc, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table

WHOLE = 100
CONDITIONS = ("years_in_rank_for_promotion", "good_years_for_promotion")
ASIDE = ("higher_diploma_percent", "credit_proportional_thresholds")


def account_context(account: Account, person: Employee, scope: Scope, on: date) -> dict[str, Any]:
    """What stands, what it is made of, what is missing, and what the reader may do."""
    pace = pace_of(account)
    return {
        "person": person,
        "is_own": is_own(scope, person),
        "post": ", ".join(str(part) for part in (person.position, person.unit) if part),
        "lacking": lacking_said(account.lacking),
        "unranked": lacking_said(account.unranked) if account.raises else "",
        "for_others": for_others(account),
        "total": say_credit(state_value(account.standing, "total")),
        "total_known": account.standing is not None,
        "until": say_day_full(account.until) if account.until else "",
        "total_why": total_why(account),
        "thresholds": threshold_table(account, pace, on)
        if account.standing and account.raises
        else None,
        "reached": reached_said(account),
        "early": _early(account),
        "conversions": conversion_table(account.conversions, is_waiting=account.standing is None),
        "has_conversions": bool(account.conversions),
        "collected": _collected(account),
        "facts": _facts(account, person),
        "conditions": conditions(account, on),
        "aside": _aside(account.pack) if account.raises else [],
        "may_enter": can_enter_balance(scope, person),
        "may_determine": account.raises and can_determine_credit(scope, person),
    }


def for_others(account: Account) -> Explained | None:
    """What applies where credit raises neither rank nor level; nothing where it does."""
    if account.pack is None or account.raises:
        return None
    table = account.pack.tables[PROMOTION]
    said = text_of(account.pack, "credit.for_others")
    clauses = (_("bagi siapa angka kredit menaikkan pangkat dan jenjang"),)
    return Explained((Reason(said, table.citation),), clauses if table.unconfirmed else ())


def threshold_table(account: Account, pace: Pace | None, on: date) -> Table:
    """The next rank and the next level: asked for, missing, and when at this pace."""
    columns = [
        Column(_("Ambang"), kind="row"),
        Column(_("Dicapai"), kind="meter"),
        Column(_("Kurang"), kind="num"),
        Column(_("Pada laju sekarang")),
    ]
    rows = [_threshold(account, pace, name, on) for name in ("rank", "level")]
    return Table(columns, rows, _("Ambang kenaikan pangkat dan jenjang"))


def _threshold(account: Account, pace: Pace | None, name: str, on: date) -> Row:
    title = _("Kenaikan pangkat") if name == "rank" else _("Kenaikan jenjang")
    bound = state_value(account.standing, f"{name}_threshold")
    if name == "rank" and account.unranked:
        return Row([Cell(title, sub=lacking_said(account.unranked)), None, "–", "–"])
    if bound is None:
        none = _("Peraturan tidak menetapkan ambang di sini.")
        return Row([Cell(title, sub=none), None, "–", "–"])
    total = Fraction(state_value(account.standing, "total"))
    percent = rounded(total * WHOLE / Fraction(bound), 1)
    surplus = state_value(account.standing, f"{name}_surplus")
    more = _("lebih %s") % say_credit(surplus) if surplus else ""
    missing = Cell(say_credit(state_value(account.standing, f"{name}_missing")), sub=more)
    asked = _place_said(account, name) + _by_entry_said(account, name)
    return Row(
        [
            Cell(f"{title}: {say_number(bound)}", sub=asked),
            Cell(meter=Meter(percent)),
            missing,
            _pace_cell(account, pace, name, on),
        ]
    )


def _place_said(account: Account, name: str) -> str:
    level = level_said(account.pack, account.level)
    return _("dari golongan %s") % account.rank if name == "rank" else _("dari %s") % level


def _by_entry_said(account: Account, name: str) -> str:
    """The threshold by the rank of the entry, where that is another than the one that holds."""
    by_entry = state_value(account.standing, f"{name}_by_entry")
    if by_entry is None or by_entry == state_value(account.standing, f"{name}_threshold"):
        return ""
    said = _("sebanding golongan masuk: %s, belum terkonfirmasi") % say_number(by_entry)
    return f" ({said})"


def _pace_cell(account: Account, pace: Pace | None, name: str, on: date) -> Any:
    if state_value(account.standing, f"{name}_reached"):
        return Cell(_("Sudah tercapai"), tag="agreed")
    found = reach(account, pace, name) if pace else None
    if pace is None or found is None:
        return "–"
    told = pace_why(account, pace, found)
    if found.month <= on.replace(day=1):
        said = _("dengan konversi berikutnya")
        question = _("Mengapa begitu?")
    else:
        month = say_month(found.month)
        said, question = _("sekitar %s") % month, _("Mengapa %s?") % month
    return Cell(html=safe(f"{esc(said)}{why(question, told)}"))


def reached_said(account: Account) -> str:
    """One sentence where a threshold is reached."""
    if not account.raises:
        return ""
    is_level = state_value(account.standing, "level_reached")
    is_rank = state_value(account.standing, "rank_reached") and not account.unranked
    if is_level and is_rank:
        return _("Angka kredit mencapai ambang kenaikan pangkat dan kenaikan jenjang.")
    if is_level:
        return _("Angka kredit mencapai ambang kenaikan jenjang.")
    return _("Angka kredit mencapai ambang kenaikan pangkat.") if is_rank else ""


def is_due(account: Account, made: Sequence[CreditDetermination]) -> bool:
    """Whether something counts that no standing determination holds yet."""
    standing = [row.until for row in made if not row.replaced_by_id]
    return account.through is not None and account.through > max(standing, default=date.min)


def _early(account: Account) -> dict[str, Any] | None:
    """The total with the periodic conversions of the year under way."""
    if account.early is None:
        return None
    return {
        "total": say_credit(account.early.value["total"]),
        "needed": account.needs_early,
        "why": total_why(account, with_early=True),
    }


def _collected(account: Account) -> str:
    """What conversions gave where nobody knows the balance before them."""
    if account.standing is not None:
        return ""
    counted = [one.outcome for one in account.counted(Counted.YES) if one.outcome]
    if not counted or account.pack is None:
        return ""
    exact = sum(
        (Fraction(step.value) for one in counted for step in one.because if step.step == "credit"),
        Fraction(0),
    )
    return _("Konversi yang tercatat berjumlah %s, di luar saldo yang belum ada.") % say_credit(
        exact
    )


def conversion_table(found: Sequence[Conversion], *, is_waiting: bool) -> Table:
    """Every conversion, the newest first, each with its reason; without a sum none is counted yet."""
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Predikat")),
        Column(pgettext("credit", "Bulan"), kind="num"),
        Column(_("Angka kredit")),
        Column(_("Dihitung")),
    ]
    rows = [_conversion(one, is_waiting=is_waiting) for one in reversed(found)]
    return Table(columns, rows, _("Konversi predikat"))


def _conversion(one: Conversion, *, is_waiting: bool) -> Row:
    label = label_of(one.pack, PREDICATES, one.predicate)
    url = "" if one.is_past else reverse("performance:evaluation-detail", args=[one.uuid])
    kind = _("tahunan") if one.is_yearly else _("periodik")
    level = level_said(one.pack, one.level) or "–"
    days = length_said(one.length) if one.length.days else ""
    waits = is_waiting and one.state == Counted.YES
    counted = _("Menunggu data yang kurang") if waits else str(COUNTED[one.state])
    return Row(
        [
            Cell(conversion_name(one), sub=one.post or level),
            Cell(label, url=url, sub=_("dari berkas") if one.is_past else kind),
            Cell(str(one.length.counted), sub=days),
            _credit_cell(one),
            Cell(html=safe(f"{esc(counted)}{_print_button(one)}")),
        ]
    )


def _print_button(one: Conversion) -> str:
    """The paper of a predicate that was set here."""
    if one.is_past or one.outcome is None:
        return ""
    paper = reverse("performance:conversion-paper", args=[one.uuid])
    return sub(submit(_("Cetak konversi"), kind="link", to=paper))


def _credit_cell(one: Conversion) -> Any:
    if one.outcome is None:
        return "–"
    said = say_credit(one.outcome.value["credit"])
    opened = why(_("Mengapa %s?") % said, conversion_why(one) or Explained(()))
    return Cell(html=safe(f"<b>{esc(said)}</b>{opened}"))


def _facts(account: Account, person: Employee) -> list[tuple[Any, ...]]:
    since = _("sejak %s") % say_day_full(account.rank_since) if account.rank_since else ""
    rank: tuple[Any, ...] = (_("Golongan"), account.rank or "–")
    level = level_said(account.pack, account.level) or "–"
    return [
        (_("Jabatan"), account.post.name if account.post else "–"),
        (_("Jenjang"), level),
        (*rank, since) if since else rank,
        (_("Penilai"), person.rater.full_name if person.rater else "–"),
    ]


def conditions(account: Account, on: date) -> Explained | None:
    """What promotions ask for besides, which nobody computes here."""
    pack = account.pack
    if pack is None or not account.raises or any(n not in pack.numbers for n in CONDITIONS):
        return None
    years, good = (pack.numbers[name] for name in CONDITIONS)
    held = ""
    if account.rank_since:
        held = " " + _("Golongan %(rank)s dipegang %(length)s.") % {
            "rank": account.rank,
            "length": _years_said(account.rank_since, on),
        }
    rows = (
        Reason(
            _("Kenaikan pangkat: paling sedikit %(n)s tahun dalam pangkat (belum terkonfirmasi).")
            % {"n": say_number(years.decimal)}
            + held,
            years.citation,
        ),
        Reason(text_of(pack, "condition.good_years").format(n=say_number(good.decimal))),
        Reason(_("Kenaikan jenjang: lulus uji kompetensi dan kebutuhan jabatannya tersedia.")),
        Reason(text_of(pack, "condition.development")),
    )
    return Explained(rows)


def _years_said(since: date, on: date) -> str:
    years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return ngettext("%(n)s tahun", "%(n)s tahun", years) % {"n": years}


def _aside(pack: Pack | None) -> list[str]:
    """Open clauses that nothing is computed with."""
    if pack is None:
        return []
    known = [clause_said(name) for name in ASIDE if name in pack.numbers]
    return [
        *known,
        _("nilai dasar integrasi jenjang keterampilan"),
        _("minimum golongan jenjang keterampilan"),
    ]


def rank_table(rows: Sequence[RankHeld]) -> Table:
    """The history of ranks."""
    columns = [Column(_("Golongan"), kind="row"), Column(_("Sejak"), nowrap=True)]
    told = [Row([Cell(row.rank, sub=row.document_number), _start_said(row)]) for row in rows]
    return Table(columns, told, _("Riwayat golongan"))


def _start_said(row: RankHeld) -> str:
    day = say_day_full(row.starts_on)
    return day if row.is_start_known else _("belum diketahui, tercatat %s") % day
