"""The work and its value, from the vision of the agency to one person's follow-up."""

from pamong.performance.models.allowance import (
    AllowanceBase,
    AllowanceLine,
    AllowancePenalty,
    AllowanceSheet,
    AllowanceTable,
    PayrollColumns,
)
from pamong.performance.models.attendance import Attendance, AttendanceUpload
from pamong.performance.models.audit_sample import AuditSample, SampleItem, SampleStratum
from pamong.performance.models.calibration import (
    Calibration,
    CalibrationChange,
    CalibrationMove,
    CalibrationPeer,
    CalibrationRater,
)
from pamong.performance.models.cascade import Contribution, Goal, GoalIndicator, RoleCell
from pamong.performance.models.credit import (
    CreditDetermination,
    CreditEntry,
    CreditStanding,
    CreditUpload,
    RankHeld,
)
from pamong.performance.models.evaluation import (
    BehaviourRating,
    Evaluation,
    FollowUp,
    ResultRating,
    UnitLevel,
)
from pamong.performance.models.feedback_ask import FeedbackAsk
from pamong.performance.models.history import HistoryUpload, PastResult
from pamong.performance.models.improvement import (
    ImprovementMilestone,
    ImprovementNote,
    ImprovementPlan,
)
from pamong.performance.models.library import (
    LibraryIndicator,
    LibraryResult,
    LibraryResultQuerySet,
)
from pamong.performance.models.local_rule import LocalRule
from pamong.performance.models.national_fetch import NationalFetch
from pamong.performance.models.objection import Objection
from pamong.performance.models.plan import (
    BehaviourExpectation,
    Plan,
    PlanAnnex,
    PlanIndicator,
    PlanQuerySet,
    PlanReturn,
    PlanSnapshot,
    Result,
    TargetRevision,
    post_held,
)
from pamong.performance.models.plan_file import PlanFile
from pamong.performance.models.predicate import EvaluationRead, PredicateSetting
from pamong.performance.models.progress import (
    AMOUNT_ROOM,
    ActionStep,
    DailyEntry,
    Dialogue,
    DialogueAction,
    EvidenceUse,
    Feedback,
)
from pamong.performance.models.recap import (
    PLAN_ITSELF,
    CopyMark,
    Recap,
    RecapRow,
    RecapRowQuerySet,
    RecapUpload,
)
from pamong.performance.models.retention import Purged, RetentionLine, RetentionList
from pamong.performance.models.sanction import Sanction
from pamong.performance.models.sheet_read import SheetRead
from pamong.performance.models.team_input import TeamInput
from pamong.performance.models.window import DeadlineTelling, Reopening, Window

__all__ = [
    "AMOUNT_ROOM",
    "PLAN_ITSELF",
    "ActionStep",
    "AllowanceBase",
    "AllowanceLine",
    "AllowancePenalty",
    "AllowanceSheet",
    "AllowanceTable",
    "Attendance",
    "AttendanceUpload",
    "AuditSample",
    "BehaviourExpectation",
    "BehaviourRating",
    "Calibration",
    "CalibrationChange",
    "CalibrationMove",
    "CalibrationPeer",
    "CalibrationRater",
    "Contribution",
    "CopyMark",
    "CreditDetermination",
    "CreditEntry",
    "CreditStanding",
    "CreditUpload",
    "DailyEntry",
    "DeadlineTelling",
    "Dialogue",
    "DialogueAction",
    "Evaluation",
    "EvaluationRead",
    "EvidenceUse",
    "Feedback",
    "FeedbackAsk",
    "FollowUp",
    "Goal",
    "GoalIndicator",
    "HistoryUpload",
    "ImprovementMilestone",
    "ImprovementNote",
    "ImprovementPlan",
    "LibraryIndicator",
    "LibraryResult",
    "LibraryResultQuerySet",
    "LocalRule",
    "NationalFetch",
    "Objection",
    "PastResult",
    "PayrollColumns",
    "Plan",
    "PlanAnnex",
    "PlanFile",
    "PlanIndicator",
    "PlanQuerySet",
    "PlanReturn",
    "PlanSnapshot",
    "PredicateSetting",
    "Purged",
    "RankHeld",
    "Recap",
    "RecapRow",
    "RecapRowQuerySet",
    "RecapUpload",
    "Reopening",
    "Result",
    "ResultRating",
    "RetentionLine",
    "RetentionList",
    "RoleCell",
    "SampleItem",
    "SampleStratum",
    "Sanction",
    "SheetRead",
    "TargetRevision",
    "TeamInput",
    "UnitLevel",
    "Window",
    "post_held",
]
