"""What each verb takes: the form that its page checks, by the form's name in the page's own module.

`open` marks forms whose fields depend on the thing at hand; GET on the verb's address tells them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Input:
    """The forms that read a verb's body, what is picked beside them, and what the address may hold."""

    forms: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()  # names that hold a list of keys
    texts: tuple[str, ...] = ()  # single values that the page reads beside its form
    query: tuple[str, ...] = ()
    open: bool = False


NOTHING = Input()
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
        *("determination-paper", "national-export", "sheet-export", "job-file"),
    }
)
NAMED = "q"  # people or units are offered by name: the name stands in the address, as on the page
INPUTS: Mapping[str, Input] = {
    # ---- the year's work ----
    "goal-add": _form("GoalForm"),
    "goal-change": _form("GoalForm"),
    "goal-link": _form("LinkForm"),
    "goal-target": _form("TargetForm", query="indicator year"),
    "roles-share": _open(texts="seen"),
    "team-roles-share": _open(texts="seen"),
    "readings-enter": _open("ReadingsForm", query="q"),
    "steps-save": _open("StepsForm", query="q"),
    "daily-day": _open("DayForm"),
    "entries-confirm": _picks("entry"),
    "entries-return": _picks("entry", "ReviewForm"),
    "evidence-plan": _form("EvidenceForm", query="entry"),
    "evidence-use": _form("UseForm"),
    "sanction-propose": _open("ProposeForm"),
    "discipline-propose": _open("CaseForm"),
    "sanction-state": _form("StateForm"),
    "sanction-decide": _open("DecideForm"),
    "sanction-withdraw": _form("EndForm"),
    "sanction-appeal": _form("AppealForm"),
    "sanction-annul": _form("EndForm"),
    "improvement-open": _open("ImprovementForm"),
    "milestone-add": _form("MilestoneForm"),
    "milestone-note": _open("NoteForm"),
    "improvement-judge": _form("JudgeForm"),
    "improvement-acknowledge": _form("ReadForm"),
    "improvement-cancel": _form("StopForm"),
    "feedback-give": _open("FeedbackForm"),
    "dialogue-list": _form("AskForm"),
    "dialogue-hold": _open("HoldForm"),
    "dialogue-finish": _form(texts="action"),
    "national-export": _form(query="unit"),
    "library": _form("LibraryForm"),
    "library-remove": _form("PostForm"),
    "library-add": _open("EntryForm", query="post"),
    "library-change": _open("EntryForm"),
    "planfile-receive": _form("PlanFileForm"),
    "planfile-import": _form(texts="is_partial"),
    "history-receive": _form("HistoryForm"),
    "history-columns-choose": _open("HistoryColumnsForm"),
    "history-import": _form(texts="is_partial"),
    # ---- pay ----
    "fetch-ask": _form("FetchForm"),
    "attendance-receive": _form("AttendanceForm"),
    "attendance-columns-choose": _open("AttendanceColumnsForm"),
    "attendance-import": _form(texts="is_partial"),
    "table-make": _form("TableForm"),
    "base-set": _form("BaseForm"),
    "bases-import": _form("BasesFileForm"),
    "penalty-note": _form("PenaltyForm"),
    "sheet-draft": _open("DraftForm", query="month"),
    "sheet-lock": _form("LockForm"),
    "sheet-read": _form("PurposeForm"),
    "sheet-export": _form(texts="format"),
    "payroll-columns-set": _open("PayrollForm"),
    # ---- days ----
    "contract-add": _form("ContractForm"),
    "contract-decide": _form("ExtendForm", "OtherForm"),
    "plan-shorten": _form("ShortenForm"),
    "week-set": _open("WeekForm"),
    "week-end": _form("EndWeekForm"),
    "own-day-add": _form("OwnDayForm"),
    "own-days-import": _form("DaysFileForm", "DaysConfirmForm"),
    "roster-import": _form("RosterFileForm", "RosterConfirmForm"),
    "leave-add": _form("LeaveForm", query="person"),
    "leave-change": _form("FactsForm"),
    "leaves-import": _form("LeavesFileForm", "LeavesConfirmForm"),
    # ---- people ----
    "upload-receive": _form("UploadForm"),
    "look-set": _form("LookForm"),
    "offline-set": _form("OfflineForm"),
    "agency-set": _form("AgencyForm"),
    "papers-pack": _open("PackForm", query="unit year"),
    "filter-save": _form("SaveForm", query="place"),
    "filter-rename": _form("NameForm"),
    "columns-choose": _open("ColumnsForm"),
    "units-choose": _open("UnitsForm", texts="is_partial"),
    "upload-confirm": _open("UnitsForm", texts="is_partial"),
    "position-add": _form("PositionForm"),
    "position-change": _form("PositionForm"),
    "position-close": _form("CloseForm"),
    "sheet-issue": _picks("person", "SheetForm"),
    "sheets-issue": _picks("unit", "SheetsForm"),
    "code-issue": _form("CodeForm"),
    "code-ask": _form("CodeForm"),
    "role-give": _open("RoleForm"),
    "rater-set": _form("RatersForm", query=f"{NAMED} person"),
    "superior-set": _form("SuperiorForm", query=NAMED),
    "employee-move": _form("MoveForm", query="post unit"),
    "kind-change": _form("KindForm"),
    "employee-leave": _form("LeavingForm"),
    "acting-rater-set": _form("ActingRaterForm", query=NAMED),
    "unit-add": _form("UnitForm"),
    "unit-change": _form("RenameForm"),
    "unit-move": _form("ParentForm", query="unit"),
    "unit-close": _form("CloseForm"),
    "assignment-end": _form("EndForm"),
    "supervisor-report": _form("ReportForm", query=NAMED),
    "report-mend": _form("RaterForm", query=NAMED),
    "report-decline": _form("AnswerForm"),
    "purpose-state": _form("PurposeForm", query="q kind since until"),
    "team-make": _form("TeamForm"),
    "teams-import": _form("TeamsFileForm", "TeamsConfirmForm"),
    "delegation-make": _form("DelegationForm", query=NAMED),
    "delegation-make-for": _form("DelegationForm", query=NAMED),
    "delegation-end": _form("EndForm"),
    "rater-take-over": _form("TakeOverForm"),
    "team-change": _form("ChangeForm"),
    "team-end": _form("EndForm"),
    "member-add": _form("MemberForm"),
    "member-end": _form("EndForm"),
    # ---- plans ----
    "plan-draft": _form("DraftForm"),
    "acting-plan-draft": _form("DraftForm"),
    "plan-agree": _picks("plan"),
    "plan-return": _picks("plan", "ReturnForm"),
    "plan-agree-many": _picks("plan"),
    "plan-return-many": _picks("plan", "ReturnForm"),
    "plan-copy": _picks("result library"),
    "result-add": _form("ResultForm", ROWS),
    "result-change": _form("ResultForm", ROWS),
    "annexes-change": _open("LinesForm"),
    "behaviour-change": _open("LinesForm"),
    "revision-ask": _form("RevisionForm"),
    "revision-answer": _form("AnswerForm"),
    # ---- rating ----
    "window-set": _open("WindowsForm"),
    "rhythm-choose": _form("RhythmForm"),
    "reopening-ask": _form("ReopenForm"),
    "extension-ask": _form("ExtendForm", query=NAMED),
    "level-set": _form("LevelForm"),
    "evaluation-rate": _open("RatingForm", texts="draft"),
    "team-input-give": _open("TeamInputForm"),
    "evaluations-rate": _open("RatingsForm"),
    "predicates-set": _open("SetForm", query="for"),
    "evaluation-acknowledge": _form("AcknowledgeForm"),
    "evaluation-read": _form("PurposeForm"),
    "calibration-open": _open("OpenForm"),
    "calibration-advance": _form("ReasonForm"),
    "calibration-return": _form("ReasonForm"),
    "calibration-close": _form("MinutesForm"),
    "calibration-read": _form("PurposeForm"),
    "calibration-propose": _open("ProposeForm"),
    "calibration-decline": _form("AnswerForm"),
    "correction-ask": _form("ReopenForm"),
    "rule-ask": _open("RuleForm"),
    "objection-file": _form("ReasonForm"),
    "objection-explain": _form("ExplainForm"),
    "objection-decide": _open("DecideForm"),
    "feedback-ask": _form("AskForm", query=NAMED),
    "follow-up-add": _form("FollowUpForm"),
    "proposals-accept": _picks("proposal"),
    "follow-up-finish": _form("FinishForm"),
    "scan-attach": _form("ScanForm"),
    "scan-remove": _form("ScanRemovalForm"),
    # ---- angka kredit ----
    "balance-enter": _open("BalanceForm", query="kind"),
    "balance-correct": _open("BalanceForm"),
    "balances-confirm": _picks("pick"),
    "balance-refuse": _form("RefuseForm"),
    "rank-note": _form("RankForm"),
    "credit-determine": _form("DetermineForm"),
    "determination-correct": _form("CorrectForm"),
    "credits-receive": _form("CreditFileForm"),
    "credit-columns-choose": _open("CreditColumnsForm"),
    "credits-import": _form(texts="is_partial"),
}
