"""What each verb takes: the forms that its page checks, by their names in the page's own module.

A verb whose page names its forms itself needs no row. `open` marks forms whose fields depend on the thing at
hand; GET on the verb's address tells them.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import unwrap
from typing import Any

from django.forms import BaseForm, BaseFormSet


@dataclass(frozen=True, slots=True)
class Input:
    """The forms that read a verb's body, what is picked beside them, and what the address may hold."""

    forms: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()  # names that hold a list of keys
    texts: tuple[str, ...] = ()  # single values that the page reads beside its form
    query: tuple[str, ...] = ()
    open: bool = False


# Forms that a page only searches with, or shows beside what it checks.
BESIDE = frozenset({"FindForm", "PicksForm", "MonthForm", "PlaceForm", "TraceForm", "PartialForm"})
ROWS = "IndicatorFormSet"  # a body says its rows as a list of objects, under this name:
ROWS_NAME, ROWS_PREFIX = "indicators", "i"


def _form(*forms: str, query: str = "", texts: str = "") -> Input:
    return Input(forms, query=tuple(query.split()), texts=tuple(texts.split()))


def _open(*forms: str, query: str = "", texts: str = "") -> Input:
    return Input(forms, query=tuple(query.split()), texts=tuple(texts.split()), open=True)


def _picks(picks: str, *forms: str, query: str = "") -> Input:
    return Input(forms, picks=tuple(picks.split()), query=tuple(query.split()))


# What answers with a file and no document: nothing of it is kept for a repetition.
FILES = frozenset(
    {
        *("plan-paper", "annex-paper", "matrix-paper", "own-papers", "predicates-paper"),
        *("evaluation-paper", "evaluation-document", "conversion-paper", "accumulation-paper"),
        *("improvement-paper", "sanction-paper", "objection-paper", "minutes-paper"),
        *(
            "determination-paper",
            "determination-papers",
            "national-export",
            "sheet-export",
            "job-file",
        ),
        *("annual-paper",),
    }
)
NAMED = "q"  # people or units are offered by name: the name stands in the address, as on the page
INPUTS: Mapping[str, Input] = {
    # ---- the year's work ----
    "goal-target": _open("TargetForm", query="indicator year"),
    "roles-share": _open(texts="seen"),
    "team-roles-share": _open(texts="seen"),
    "readings-enter": _open("ReadingsForm", query="q"),
    "steps-save": _open("StepsForm", query="q"),
    "daily-day": _open("DayForm"),
    "entries-confirm": _picks("entry"),
    "entries-return": _picks("entry", "ReviewForm"),
    "evidence-plan": _form("EvidenceForm", query="entry"),
    "sanction-propose": _open("ProposeForm"),
    "discipline-propose": _open("CaseForm"),
    "sanction-decide": _open("DecideForm"),
    "sanction-withdraw": _form("EndForm"),
    "sanction-annul": _form("EndForm"),
    "improvement-open": _open("ImprovementForm"),
    "milestone-note": _open("NoteForm"),
    "feedback-give": _open("FeedbackForm"),
    "dialogue-hold": _open("HoldForm"),
    "dialogue-finish": _form(texts="action"),
    "national-export": _form(query="unit"),
    "source-add": _open("SourceForm"),
    "source-change": _open("SourceForm"),
    "source-map": _open("MappingForm"),
    "indicators-match": _open("MatchForm"),
    "card-add": _open("CardForm", query="indicator"),
    "card-change": _open("CardForm"),
    "cards-import": _form("CardsFileForm"),
    "card-target": _open("CardTargetForm", query="year"),
    "card-reading-enter": _open("CardReadingForm"),
    "card-compose": _open("ComposeForm"),
    "publication-propose": _open("PublicationForm", query="year"),
    "publication-decline": _form("PublicationReasonForm"),
    "publication-withdraw": _form("PublicationReasonForm"),
    "annual-write": _open("AnnualTextForm"),
    "annual-approve": _form(texts="version"),
    "annual-reopen": _form("AnnualReasonForm"),
    "library-add": _open("EntryForm", query="post"),
    "library-change": _open("EntryForm"),
    "planfile-import": _form(texts="is_partial"),
    "history-columns-choose": _open("HistoryColumnsForm"),
    "history-import": _form(texts="is_partial"),
    # ---- pay ----
    "attendance-columns-choose": _open("AttendanceColumnsForm"),
    "attendance-import": _form(texts="is_partial"),
    "penalty-note": _form("PenaltyForm"),
    "sheet-draft": _open("DraftForm", query="month"),
    "sheet-export": _form(texts="format"),
    "payroll-columns-set": _open("PayrollForm"),
    # ---- days ----
    "contract-decide": _form("ExtendForm", "OtherForm"),
    "week-set": _open("WeekForm"),
    "leave-add": _form("LeaveForm", query="person"),
    # ---- people ----
    "papers-pack": _open("PackForm", query="unit year"),
    "filter-save": _form("SaveForm", query="place"),
    "columns-choose": _open("ColumnsForm"),
    "units-choose": _open("UnitsForm", texts="is_partial"),
    "upload-confirm": _open("UnitsForm", texts="is_partial"),
    "sheet-issue": _picks("person", "SheetForm"),
    "sheets-issue": _picks("unit", "SheetsForm"),
    "role-give": _open("RoleForm"),
    "rater-set": _form("RatersForm", query=f"{NAMED} person"),
    "superior-set": _form("SuperiorForm", query=NAMED),
    "employee-move": _form("MoveForm", query="post unit"),
    "acting-rater-set": _form("ActingRaterForm", query=NAMED),
    "unit-move": _form("ParentForm", query="unit"),
    "supervisor-report": _form("ReportForm", query=NAMED),
    "report-mend": _form("RaterForm", query=NAMED),
    "purpose-state": _form("PurposeForm", query="q kind since until"),
    "delegation-make": _form("DelegationForm", query=NAMED),
    "delegation-make-for": _form("DelegationForm", query=NAMED),
    # ---- plans ----
    "plan-agree": _picks("plan"),
    "plan-return": _picks("plan", "ReturnForm"),
    "plan-agree-many": _picks("plan"),
    "plan-return-many": _picks("plan", "ReturnForm"),
    "plan-copy": _picks("result library"),
    "result-add": _form("ResultForm", ROWS),
    "result-change": _form("ResultForm", ROWS),
    "annexes-change": _open("LinesForm"),
    "behaviour-change": _open("LinesForm"),
    # ---- rating ----
    "window-set": _open("WindowsForm"),
    "extension-ask": _form("ExtendForm", query=NAMED),
    "evaluation-rate": _open("RatingForm", texts="draft"),
    "team-input-give": _open("TeamInputForm"),
    "evaluations-rate": _open("RatingsForm"),
    "predicates-set": _open("SetForm", query="for"),
    "calibration-open": _open("OpenForm"),
    "calibration-propose": _open("ProposeForm"),
    "rule-ask": _open("RuleForm"),
    "objection-decide": _open("DecideForm"),
    "feedback-ask": _form("AskForm", query=NAMED),
    "proposals-accept": _picks("proposal"),
    # ---- angka kredit ----
    "balance-enter": _open("BalanceForm", query="kind"),
    "balance-correct": _open("BalanceForm"),
    "balances-confirm": _picks("pick"),
    "credit-columns-choose": _open("CreditColumnsForm"),
    "credits-import": _form(texts="is_partial"),
    # ---- the national application ----
    "recap-columns-choose": _open("RecapColumnsForm"),
    "recap-load": _form(texts="is_partial"),
}


def input_of(short: str, view: Callable[..., Any]) -> Input:
    """The row of a verb, else the forms that its view names."""
    return INPUTS[short] if short in INPUTS else Input(forms_named(view))


def forms_named(view: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the forms in a view's own code, in the order of their first use."""
    bare: Any = unwrap(view)
    module = vars(sys.modules[bare.__module__])
    found = [name for name in bare.__code__.co_names if isinstance(module.get(name), type)]
    return tuple(
        name
        for name in found
        if issubclass(module[name], BaseForm | BaseFormSet) and name not in BESIDE
    )
