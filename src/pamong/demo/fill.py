"""Fills an empty install with the demonstration, or says why it must not."""

from collections.abc import Callable
from datetime import date

from django.db import connection

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.demo.calibrating import bring_calibrations
from pamong.demo.cards import Cards
from pamong.demo.credit import bring_credit, settle_credit
from pamong.demo.days import Days
from pamong.demo.files import cascade_files
from pamong.demo.following import Following
from pamong.demo.history import History, windows_of
from pamong.demo.keeping import bring_old_evidence, look_at_links
from pamong.demo.living import Living
from pamong.demo.notices import bring_notices
from pamong.demo.past import bring_past
from pamong.demo.pay import Payroll
from pamong.demo.pending import bring_delegation, bring_leavers, bring_plan_file
from pamong.demo.people import Roster, bring_people, make_roster
from pamong.demo.plan_library import bring_library
from pamong.demo.problems import bring_problems
from pamong.demo.publishing import bring_published
from pamong.demo.recap import bring_recaps
from pamong.demo.reports import bring_reports
from pamong.demo.sampling import bring_samples
from pamong.demo.seats import AGENCY_CODE, AGENCY_NAME, CLINIC, PRIMARY
from pamong.demo.sources import bring_sources
from pamong.demo.teams import TeamWork
from pamong.demo.trial import Trial
from pamong.demo.vision import Cascade, bring_actuals
from pamong.demo.workdays import bring_workdays
from pamong.ledger.actions import SHELL, record
from pamong.ledger.models import Entry
from pamong.people.letterhead.actions import LookFacts, set_look
from pamong.people.models import Agency, Employee, Unit
from pamong.people.roles.actions import give_role, give_unit_role
from pamong.performance.cascade.importing import import_cascade
from pamong.performance.windows.actions import set_windows

FILLED = "demo.agency_filled"
EMPTY, STRANGE, HALF, FULL = "empty", "strange", "half", "full"
Tell = Callable[[str], None]
PAPERS = LookFacts(
    sheet="f4",
    heading=f"Pemerintah {AGENCY_NAME}",
    lines="Data contoh dari Pamong, bukan dokumen resmi",
)


def state_of_install() -> str:
    """Whether the install is empty, a demonstration (whole or half), or something else."""
    agencies = list(Agency.objects.values_list("uuid", "is_demo"))
    if not agencies:
        return STRANGE if User.objects.exists() or Entry.objects.exists() else EMPTY
    if not all(is_demo for _uuid, is_demo in agencies):
        return STRANGE
    done = Entry.objects.filter(verb=FILLED, subject_uuid__in=[uuid for uuid, _ in agencies])
    return FULL if done.exists() else HALF


def fill(people: int, today: date, tell: Tell) -> Agency:
    """Everything, from the agency to the last predicate."""
    days = Days(today)
    agency = Agency.objects.create(code=AGENCY_CODE, name=AGENCY_NAME, is_demo=True)
    record("people.agency_added", agency, by=SHELL, on=days.start)
    roster = make_roster(people, days)
    tell(f"{len(roster.people)} invented people with units and raters")
    bring_people(agency, roster, days)
    give_duties(agency, roster, days)
    keeper = User.objects.get(mandates__agency=agency, mandates__role=Role.HR)
    for year in (days.last_year, days.this_year, days.this_year + 1):
        set_windows(agency, year, windows_of(year), by=keeper, on=days.start)
    bring_workdays(agency, days, by=keeper)
    set_look(agency, PAPERS, by=keeper, on=days.start)
    tell("programmes, indicators and targets of the regency")
    for file in cascade_files():
        shift = {2022: days.last_year, 2023: days.this_year}
        import_cascade(agency, file, shift=shift, by=keeper, on=days.start)
    Cascade(agency, days, by=keeper).write()
    bring_actuals(agency, days, by=keeper)
    tell(f"cards of indicators: {Cards(agency, days, by=keeper).write()}")
    tell(f"sources of figures: {bring_sources(agency, days, by=keeper)}")
    tell(f"figures that the public reads: {bring_published(agency, days, by=keeper)}")
    bring_library(agency, by=keeper, on=days.start)
    work = TeamWork(agency, roster, days)
    team = work.bring(by=keeper)
    write_history(agency, roster, days, tell)
    tried = Trial(agency, roster, days).write(by=keeper)
    tell(f"the year before of {tried} people, rated by month")
    work.share(team)
    work.speak()
    work.propose(team)
    bring_leavers(agency, days, by=keeper)
    bring_delegation(agency, days)
    bring_plan_file(agency, roster, days, by=keeper)
    past = bring_past(agency, days.last_year, by=keeper, on=today)
    tell(f"earlier years of {past} people, each under its own law")
    write_credit(agency, roster, days, keeper, tell)
    write_pay(agency, roster, days, keeper, tell)
    finish(agency, roster, days, keeper, tell)
    return agency


def finish(agency: Agency, roster: Roster, days: Days, keeper: User, tell: Tell) -> None:
    """What comes when all is there: reports, who is told of what, that it is whole, and the counts."""
    tell(f"yearly reports: {bring_reports(agency, days, by=keeper)}")
    tell(f"recaps of the national application: {bring_recaps(agency, days, by=keeper)}")
    tell(f"pieces that the auditor judged: {bring_samples(agency, days)}")
    look_at_links(agency, days)
    bring_notices(agency, days)
    changes = {"people": [None, len(roster.people)]}
    record(FILLED, agency, by=SHELL, on=days.today, changes=changes)
    count_for_the_planner()


def count_for_the_planner() -> None:
    """Let the database count its rows, once they are there.

    SQLite counts an empty key like any other, so where nearly all are empty it takes a unique index for a
    useless one and reads the whole table: those counts are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_stat1 WHERE idx LIKE 'sqlite_autoindex_%'")
            cursor.execute("ANALYZE sqlite_master")


def write_history(agency: Agency, roster: Roster, days: Days, tell: Tell) -> None:
    """Two years of everybody's work."""
    history = History(agency, roster, days)
    history.write_all_levels()
    done = 0
    for batch in history.batches():
        done += history.write_batch(batch)
        tell(f"plans, figures and evaluations: {batch.name} ({done} of {len(roster.people)})")
    tell("days of work, talks, roles, revised targets and follow-ups")
    Living(agency, history.seats, days).write()
    held = bring_calibrations(agency, days)
    tell(f"sessions of calibration in the last round: {held}")
    bring_problems(agency, roster, days)
    bring_old_evidence(agency, days)


def write_credit(agency: Agency, roster: Roster, days: Days, second: User, tell: Tell) -> None:
    """Balances entered by the administrators of two units and confirmed by another; where all stand."""
    clerk = _account(roster, "pengadministrasi", CLINIC)
    for code, keeper in ((CLINIC, clerk), (PRIMARY, _school_keeper(roster))):
        bring_credit(agency, code, days, by=keeper, second=second)
    settle_credit(agency, days)
    tell("angka kredit of a clinic and a school")


def write_pay(agency: Agency, roster: Roster, days: Days, keeper: User, tell: Tell) -> None:
    """Chances to improve and sanctions, one of which cuts pay; then the pay itself."""
    Following(agency, days, keeper=keeper).write()
    tell("plans to improve, and sanctions in each state")
    tell("attendance of the last months and the allowance that rests on it")
    head = User.objects.get(sign_in_name="bupati")
    Payroll(agency, roster, days, keeper=keeper, head=head).write()


def give_duties(agency: Agency, roster: Roster, days: Days) -> None:
    """The account of the head of the agency, and who holds which duty."""
    bupati = Employee.objects.get(agency=agency, nip="", kind=Employee.Kind.POLITICAL)
    bupati.user = User.objects.create_user("bupati", name=bupati.name)
    bupati.save(update_fields=["user"])
    record("people.account_opened", bupati, by=SHELL, on=days.start)
    give_role(bupati.user, Role.AGENCY_HEAD, agency, by=SHELL, on=days.start)
    give_role(_account(roster, "analis_sdm"), Role.HR, agency, by=SHELL, on=days.start)
    auditor = User.objects.create_user("inspektorat", name="Tim Inspektorat")
    record("access.account_added", auditor, by=SHELL, on=days.start)
    give_role(auditor, Role.AUDITOR, agency, by=SHELL, on=days.start)
    informs = User.objects.create_user("ppid", name="PPID Kabupaten")
    record("access.account_added", informs, by=SHELL, on=days.start)
    give_role(informs, Role.PUBLISHER, agency, by=SHELL, on=days.start)
    clinic = Unit.objects.select_related("agency").get(agency=agency, code=CLINIC)
    keeper = _account(roster, "pengadministrasi", CLINIC)
    give_unit_role(keeper, clinic, by=SHELL, on=days.start)
    school = Unit.objects.select_related("agency").get(agency=agency, code=PRIMARY)
    give_unit_role(_school_keeper(roster), school, by=SHELL, on=days.start)
    payer = _treasurer(roster)
    give_unit_role(payer, clinic, role=Role.TREASURER, by=SHELL, on=days.start)


def _school_keeper(roster: Roster) -> User:
    """Who keeps the records of the school; a small demonstration has no other than a teacher."""
    for job in ("operator", "guru_kelas", "guru_mapel"):
        for person in roster.of(job, PRIMARY):
            return User.objects.get(employee__nip=person.nip)
    return _account(roster, "analis_sdm")


def _treasurer(roster: Roster) -> User:
    """Who pays in the office of health; a small demonstration has no other than a nurse."""
    for place in ("DINKES-SEK", ""):
        for person in roster.of("bendahara", place):
            return User.objects.get(employee__nip=person.nip)
    nurse = list(roster.of("perawat", CLINIC))[-1]
    return User.objects.get(employee__nip=nurse.nip)


def _account(roster: Roster, job: str, place: str = "") -> User:
    person = next(roster.of(job, place))
    return User.objects.get(employee__nip=person.nip)
