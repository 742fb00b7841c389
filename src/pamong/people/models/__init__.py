"""Who works where, under whom, when."""

from pamong.people.models.access_request import AccessRequest, AccessRequestQuerySet
from pamong.people.models.agency import Agency
from pamong.people.models.assignment import ACTING_KINDS, PRECEDENCE, Assignment, said_as
from pamong.people.models.contract import Contract, ContractQuerySet
from pamong.people.models.dated import DatedQuerySet
from pamong.people.models.employee import Employee, EmployeeQuerySet, ForeignId
from pamong.people.models.former_kind import FormerKind, kind_on, kind_then
from pamong.people.models.intake import Intake, IntakeQuerySet
from pamong.people.models.job import Job, JobQuerySet
from pamong.people.models.leave import Leave, LeaveQuerySet
from pamong.people.models.mandate import DUTIES, Delegation, Mandate
from pamong.people.models.name_word import NameWord
from pamong.people.models.position import Position
from pamong.people.models.problem import DataProblem, DataProblemQuerySet, ProblemSearch
from pamong.people.models.saved_filter import SavedFilter
from pamong.people.models.source import FileRow, PeopleFile
from pamong.people.models.stated_read import StatedRead
from pamong.people.models.supervision import Supervision, SupervisorReport
from pamong.people.models.team import Team, TeamMember
from pamong.people.models.trace_read import TraceRead
from pamong.people.models.unit import Unit, UnitQuerySet, recall_names
from pamong.people.models.unit_change import UnitChange, UnitChangeQuerySet, name_then, parents_then
from pamong.people.models.upload import PeopleUpload
from pamong.people.models.working import OwnDay, OwnDayQuerySet, RosterDay, WorkWeek

__all__ = [
    "ACTING_KINDS",
    "DUTIES",
    "PRECEDENCE",
    "AccessRequest",
    "AccessRequestQuerySet",
    "Agency",
    "Assignment",
    "Contract",
    "ContractQuerySet",
    "DataProblem",
    "DataProblemQuerySet",
    "DatedQuerySet",
    "Delegation",
    "Employee",
    "EmployeeQuerySet",
    "FileRow",
    "ForeignId",
    "FormerKind",
    "Intake",
    "IntakeQuerySet",
    "Job",
    "JobQuerySet",
    "Leave",
    "LeaveQuerySet",
    "Mandate",
    "NameWord",
    "OwnDay",
    "OwnDayQuerySet",
    "PeopleFile",
    "PeopleUpload",
    "Position",
    "ProblemSearch",
    "RosterDay",
    "SavedFilter",
    "StatedRead",
    "Supervision",
    "SupervisorReport",
    "Team",
    "TeamMember",
    "TraceRead",
    "Unit",
    "UnitChange",
    "UnitChangeQuerySet",
    "UnitQuerySet",
    "WorkWeek",
    "kind_on",
    "kind_then",
    "name_then",
    "parents_then",
    "recall_names",
    "said_as",
]
