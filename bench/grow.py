"""Makes a large agency of a small one: every row of its people copied many times, inside PostgreSQL.

So the large one has the small one's proportions, and only size differs between two measurements.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, models

from bench.chain import append_entries, check_end
from pamong.access.models import (
    ApiKey,
    CalendarKey,
    FormDraft,
    KeptAnswer,
    Mail,
    Mailbox,
    Notice,
    NoticeChoice,
    SignInCode,
    Submission,
    User,
    WallKey,
)
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.measurement.models import (
    Card,
    CardPart,
    Evidence,
    EvidenceLook,
    Finding,
    Indicator,
    Origin,
    Publication,
    Reading,
    Source,
    SourceMatch,
    SourcePush,
    SourceRun,
    Target,
)
from pamong.people.models import (
    AccessRequest,
    Assignment,
    Contract,
    DataProblem,
    Delegation,
    Employee,
    FileRow,
    ForeignId,
    FormerKind,
    Job,
    Leave,
    Mandate,
    NameWord,
    OwnDay,
    PeopleUpload,
    RosterDay,
    SavedFilter,
    Supervision,
    SupervisorReport,
    Team,
    TeamMember,
    TraceRead,
    Unit,
    UnitChange,
    WorkWeek,
)
from pamong.performance import models as work

PERSONS = "IN (SELECT user_id FROM people_employee)"
# What hangs on people, with the rows that are copied; the rest belongs to the agency and is shared.
COPIED: dict[type[models.Model], str] = {
    User: f"id {PERSONS}",
    EmailAddress: f"user_id {PERSONS}",
    EmailConfirmation: f"email_address_id IN (SELECT id FROM account_emailaddress WHERE user_id {PERSONS})",
    Authenticator: f"user_id {PERSONS}",
    SignInCode: f"user_id {PERSONS}",
    ApiKey: f"user_id {PERSONS}",
    KeptAnswer: f"api_key_id IN (SELECT id FROM access_apikey WHERE user_id {PERSONS})",
    FormDraft: f"user_id {PERSONS}",
    Mail: f"user_id {PERSONS}",
    Mailbox: f"user_id {PERSONS}",
    Notice: f"user_id {PERSONS}",
    CalendarKey: f"user_id {PERSONS}",
    WallKey: f"user_id {PERSONS}",
    NoticeChoice: f"user_id {PERSONS}",
    Submission: f"user_id {PERSONS}",
    Unit: "",
    UnitChange: "",
    Employee: "",
    FormerKind: "",
    NameWord: "",
    ForeignId: "",
    AccessRequest: f"user_id {PERSONS}",
    Job: f"user_id {PERSONS}",
    SavedFilter: f"user_id {PERSONS}",
    TraceRead: f"reader_id {PERSONS}",
    DataProblem: "",
    Assignment: "",
    Supervision: "",
    SupervisorReport: "",
    Delegation: "",
    Mandate: "unit_id IS NOT NULL",
    FileRow: "",
    Contract: "",
    Leave: "",
    WorkWeek: "unit_id IS NOT NULL",
    OwnDay: "unit_id IS NOT NULL",
    RosterDay: "",
    TeamMember: "",
    Indicator: "id IN (SELECT indicator_id FROM performance_planindicator)",
    Target: "indicator_id IN (SELECT indicator_id FROM performance_planindicator)",
    Reading: "indicator_id IN (SELECT indicator_id FROM performance_planindicator)",
    Evidence: "",
    EvidenceLook: "",
    Finding: "unit_id IS NOT NULL OR employee_id IS NOT NULL",
    work.Plan: "",
    work.Result: "",
    work.PlanIndicator: "",
    work.PlanAnnex: "",
    work.PlanFile: "",
    work.PlanSnapshot: "",
    work.PlanReturn: "",
    work.BehaviourExpectation: "",
    work.TargetRevision: "",
    work.RoleCell: "",
    work.ActionStep: "",
    work.DailyEntry: "",
    work.EvidenceUse: "",
    work.Feedback: "",
    work.FeedbackAsk: "",
    work.TeamInput: "",
    work.Dialogue: "",
    work.DialogueAction: "",
    work.UnitLevel: "",
    work.PredicateSetting: "",
    work.Evaluation: "",
    work.RecapRow: "plan_id IS NOT NULL",
    work.CopyMark: "",
    work.EvaluationRead: f"reader_id {PERSONS}",
    work.Calibration: "",
    work.CalibrationRater: "",
    work.CalibrationPeer: "",
    work.CalibrationChange: "",
    work.CalibrationMove: "",
    work.Reopening: "unit_id IS NOT NULL OR evaluation_id IS NOT NULL",
    work.ResultRating: "",
    work.BehaviourRating: "",
    work.FollowUp: "",
    work.ImprovementPlan: "",
    work.Sanction: "",
    work.ImprovementMilestone: "",
    work.ImprovementNote: "",
    work.Objection: "",
    work.PastResult: "",
    work.Attendance: "",
    work.AllowanceSheet: "",
    work.AllowanceLine: "",
    work.AllowancePenalty: "",
    work.SheetRead: f"reader_id {PERSONS}",
    work.RetentionLine: "unit_id IS NOT NULL",
    work.CreditEntry: "",
    work.RankHeld: "",
    work.CreditDetermination: "",
    work.CreditStanding: "",
}
# The agency's own, one for all however many its people are.
SHARED: set[type[models.Model]] = {
    *(Team, PeopleUpload, work.AttendanceUpload, work.HistoryUpload, work.NationalFetch),
    work.CreditUpload,
    *(work.RecapUpload, work.Recap),
    *(Card, CardPart, Origin, Publication, Source, SourceMatch, SourcePush, SourceRun),
    *(work.AuditSample, work.SampleStratum, work.SampleItem),
    *(AnnualReport, AnnualText),
    *(work.Goal, work.GoalIndicator, work.LocalRule, work.AllowanceTable, work.RetentionList),
}
# The serial at the end of a NIP is free to tell copies apart: the invented people use 1 to 9.
NIP = "CASE WHEN {c} ~ '^[0-9]{{18}}$' THEN left({c}, 15) || lpad((right({c}, 3)::int + 10 * k)::text, 3, '0') ELSE {c} || CASE WHEN {c} = '' THEN '' ELSE '-' || k END END"
UNIQUE_TEXTS: dict[tuple[type[models.Model], str], str] = {
    (User, "sign_in_name"): NIP,
    (User, "email"): "CASE WHEN {c} = '' THEN '' ELSE k || '.' || {c} END",
    (EmailAddress, "email"): "k || '.' || {c}",
    (EmailConfirmation, "key"): "md5({c} || k)",
    (CalendarKey, "digest"): "md5({c} || k) || md5({c} || '.' || k)",
    (WallKey, "digest"): "md5({c} || k) || md5({c} || '.' || k)",
    (Employee, "nip"): NIP,
    (ApiKey, "prefix"): "lpad(to_hex(('x' || {c})::bit(32)::bigint # k), 8, '0')",
    (ForeignId, "value"): "{c} || '~' || k",
    (Finding, "key"): "{c} || '~' || k",
    (Unit, "code"): "{c} || '~' || k",
}
PATH = (
    "(SELECT '/' || string_agg((step::bigint + k * {stride})::text, '/' ORDER BY place) || '/'"
    " FROM unnest(string_to_array(trim({c}, '/'), '/')) WITH ORDINALITY AS way(step, place))"
)
Tell = Callable[[str], None]


def stride(top: int) -> int:
    """How far apart the keys of two copies lie: a power of ten, so that they can be read."""
    return int(10 ** len(str(top)))


def uuid_of(uuid: UUID | str, copy: int) -> UUID:
    """The identity of a copied row; the same as PostgreSQL makes it."""
    if not copy:
        return UUID(str(uuid))
    return UUID(hashlib.md5(f"{uuid}:{copy}".encode(), usedforsecurity=False).hexdigest())


def strides() -> dict[str, int]:
    """By table, read before the first copy."""
    found = {}
    for model in COPIED:
        top = model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0
        found[model._meta.db_table] = stride(top)
    return found


def check_nothing_forgotten() -> None:
    """A model that hangs on people is copied with them, or known as the agency's own."""
    forgotten = [
        model.__name__
        for model in apps.get_models(include_auto_created=True)
        if model not in COPIED and model not in SHARED
        if any(field.related_model in COPIED for field in model._meta.concrete_fields)
    ]
    assert not forgotten, f"not copied with their people: {forgotten}"


def grow(copies: int, tell: Tell) -> None:
    """Add copies 1, 2 … of everybody in the agency, with their entries in the record."""
    check_nothing_forgotten()
    steps = strides()
    tables = list(steps)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        with without_indexes([*tables, "ledger_entry"]):
            for model, rows in COPIED.items():
                cursor.execute(copy_statement(model, rows, copies, steps))
            tell(f"rows of {copies} copies written")
            append_entries(copies, tell)
        tell("indexes made")
        check_end()
        for table in tables:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'),"
                f" (SELECT coalesce(max(id), 1) FROM {table}))",
                [table],
            )
        cursor.execute("RESET session_replication_role; RESET synchronous_commit")


def copy_statement(model: type[models.Model], rows: str, copies: int, steps: dict[str, int]) -> str:
    """One INSERT … SELECT for all copies of a table."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, steps) for field in fields)
    table = model._meta.db_table
    where = f" WHERE {rows}" if rows else ""
    source = f'(SELECT * FROM "{table}"{where} ORDER BY id) AS t'
    return (
        f'INSERT INTO "{table}" ({columns}) SELECT {values}'
        f" FROM generate_series(1, {copies}) AS k CROSS JOIN {source}"
    )


def _value(
    model: type[models.Model], field: "models.Field[object, object]", steps: dict[str, int]
) -> str:
    """A column of a copy: keys moved, identities made anew, the rest as it is."""
    column = f't."{field.column}"'
    if (model, field.column) in UNIQUE_TEXTS:
        return UNIQUE_TEXTS[model, field.column].format(c=column)
    if model is Unit and field.column == "path":
        return PATH.format(c=column, stride=steps[Unit._meta.db_table])
    if field.column == "uuid":
        return f"md5({column}::text || ':' || k)::uuid"
    of = field.related_model if field.is_relation else model if field.primary_key else None
    if isinstance(of, type) and of._meta.db_table in steps:
        return f"{column} + k * {steps[of._meta.db_table]}::bigint"
    return column


@contextmanager
def without_indexes(tables: list[str]) -> Iterator[None]:
    """Take the indexes off, primary keys apart, and make them anew at the end: several times as fast."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'u' AND conrelid::regclass::text = ANY(%s)",
            [tables],
        )
        unique = cursor.fetchall()
        for table, name, _definition in unique:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in unique:
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
