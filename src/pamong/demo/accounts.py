"""The accounts that are shown at the start, with one password that this install alone has."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import QuerySet

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.access.sign_in.actions import change_password
from pamong.demo.files import table
from pamong.demo.seats import CLINIC, PRIMARY
from pamong.ledger.actions import SHELL
from pamong.people.models import Agency, DataProblem, Delegation, Employee, Mandate

WORDS = 4
FILE = "demo-accounts.txt"


@dataclass(frozen=True, slots=True)
class Shown:
    """An account to try: what it is for, whose it is, what to type."""

    role: str
    name: str
    sign_in_name: str


def shown_accounts(agency: Agency) -> list[Shown]:
    """One account for each part in the year."""
    shown = []
    for role, rows in (*_working(agency), *_standing_in(agency)):
        person = rows.exclude(user=None).select_related("user").order_by("pk").first()
        if person:  # a small demonstration has no post that stands vacant
            shown.append(_of(role, person))
    duties = [
        ("unit administrator", Role.UNIT_ADMIN),
        ("treasurer of the clinic", Role.TREASURER),
        ("personnel office", Role.HR),
        ("head of the agency", Role.AGENCY_HEAD),
        ("auditor", Role.AUDITOR),
        ("public information officer", Role.PUBLISHER),
    ]
    for role, code in duties:
        held = Mandate.objects.filter(agency=agency, role=code).select_related("user")
        mandate = held.order_by("pk")[0]
        shown.append(Shown(role, mandate.user.name, mandate.user.sign_in_name))
    return shown


def _working(agency: Agency) -> list[tuple[str, "QuerySet[Employee]"]]:
    everybody = Employee.objects.filter(agency=agency)
    clinic = everybody.filter(unit__code=CLINIC)
    school = everybody.filter(unit__code=PRIMARY, rated=None)
    head = clinic.get(position__is_head=True)
    return [
        ("employee, midwife, in a team", clinic.filter(position__name__startswith="Bidan")),
        (
            "nurse: a result to carry over, a year by month",
            clinic.filter(position__name__startswith="Perawat"),
        ),
        ("leader, head of the clinic", clinic.filter(pk=head.pk)),
        ("head of an office", everybody.filter(rated=head)),
        ("leader of a team across units", everybody.filter(teams_led__agency=agency)),
        ("teacher", school.filter(position__name__startswith="Guru")),
    ]


def _standing_in(agency: Agency) -> list[tuple[str, "QuerySet[Employee]"]]:
    """Who does another's work today, and who may take it over."""
    everybody = Employee.objects.filter(agency=agency)
    gone = DataProblem.objects.filter(agency=agency, kind=DataProblem.Kind.RATER_LEFT)
    handed = Delegation.objects.filter(rater__agency=agency)
    return [
        (
            "teacher, acts for the head of the school",
            everybody.filter(pk__in=handed.values("delegate")),
        ),
        (
            "leader above a vacant post",
            everybody.filter(pk__in=gone.values("employee__rater_superior")),
        ),
    ]


def _of(role: str, person: Employee) -> Shown:
    assert person.user is not None
    return Shown(role, person.full_name, person.user.sign_in_name)


def new_password() -> str:
    """Words that are easy to type, drawn for this install; none is written in the code."""
    words = table("words")["password"]["words"]
    drawn = secrets.SystemRandom().sample(words, WORDS)
    return "-".join([*drawn, f"{secrets.randbelow(90) + 10}"])


def open_accounts(agency: Agency, folder: Path, *, on: date, at: datetime) -> str:
    """Set one new password on the shown accounts; keep and return the table."""
    shown, password = shown_accounts(agency), new_password()
    for account in shown:
        user = User.objects.get(sign_in_name=account.sign_in_name)
        change_password(user, password, by=SHELL, on=on, at=at)
    text = table_of(shown, password)
    path = folder / FILE
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return text


def kept_accounts(folder: Path) -> str:
    """The table of this install; empty where it was not kept."""
    path = folder / FILE
    return path.read_text(encoding="utf-8") if path.exists() else ""


def table_of(shown: Sequence[Shown], password: str) -> str:
    """The sign-ins as a table of plain text."""
    rows = [
        ("to try as", "name", "sign in with"),
        *((s.role, s.name, s.sign_in_name) for s in shown),
    ]
    first, second = (max(len(row[place]) for row in rows) for place in (0, 1))
    lines = [f"  {role:<{first}}  {name:<{second}}  {sign_in}" for role, name, sign_in in rows]
    lines.insert(1, "  " + "-" * (first + second + 22))
    return "\n".join([*lines, f"  password of all of them: {password}", ""])
