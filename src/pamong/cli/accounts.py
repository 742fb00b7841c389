"""What `pamong user` does, once Django is set up."""

from django.core.exceptions import ValidationError
from django.db import transaction

from pamong.access.clock import now, today
from pamong.access.models import User
from pamong.access.scope import OVER_UNIT, Role
from pamong.access.security.actions import remove_factors
from pamong.access.sign_in.actions import IssuedCode, issue_codes
from pamong.access.sign_in.queries import find_account, tidy_name
from pamong.cli.callers import NO_AGENCY
from pamong.ledger.actions import SHELL, record
from pamong.people.models import Agency, Employee, Mandate, Unit
from pamong.people.roles.actions import end_role, give_role, give_unit_role


def the_agency(code: str | None) -> Agency:
    """The agency by its code, or the only one there is."""
    found = list(Agency.objects.filter(code=code) if code else Agency.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    if code:
        raise ValidationError(f"No agency has the code {code}.")
    if not found:
        raise ValidationError(NO_AGENCY)
    raise ValidationError("Say which agency with --agency CODE.")


def the_account(name: str) -> User:
    """The account by NIP, sign-in name or e-mail."""
    user = find_account(name)
    if user is None:
        raise ValidationError(f"No account is called {name}.")
    return user


@transaction.atomic
def added(
    name: str, *, nip: str | None, full_name: str | None, email: str, agency_code: str | None
) -> User:
    """Make the account, and tie it to the employee when a NIP is given."""
    if agency_code:
        the_agency(agency_code)
    employee = _employee(tidy_name(nip), agency_code) if nip else None
    if employee is None and not full_name:
        raise ValidationError("Give --nip of an employee, or --full-name.")
    if find_account(name) or (email and find_account(email)):
        raise ValidationError("That name or address belongs to an account already.")
    shown = full_name or (employee.name if employee else "")
    _check_fields({"sign_in_name": tidy_name(name), "name": shown, "email": email})
    user = User.objects.create_user(tidy_name(name), name=shown, email=email)
    if employee:
        employee.user = user
        employee.save(update_fields=["user"])
    record("people.account_opened", employee or user, by=SHELL, on=today())
    return user


def _check_fields(values: dict[str, str]) -> None:
    """Each value fits its field, as in the browser; the sentence names the field."""
    for field in User._meta.concrete_fields:
        try:
            if field.name in values:
                field.clean(values[field.name], None)
        except ValidationError as error:
            raise ValidationError(f"{field.name}: {' '.join(error.messages)}") from None


def _employee(nip: str, agency_code: str | None) -> Employee:
    agency = the_agency(agency_code)
    people = Employee.objects.select_for_update(of=("self",)).select_related("agency", "user")
    employee = people.filter(agency=agency, nip=nip).first()
    if employee is None:
        raise ValidationError(f"No employee of {agency.name} has the NIP {nip}.")
    if employee.user_id:
        name = employee.user.sign_in_name if employee.user else ""
        raise ValidationError(
            f"{employee.full_name} has an account already; a code for it: pamong user code {name}"
        )
    return employee


@transaction.atomic
def code_for(name: str, *, resets_factor: bool) -> IssuedCode:
    """A code for whoever it is; the one at the shell answers for that."""
    user = the_account(name)
    if resets_factor:
        remove_factors(user, by=SHELL, on=today())
    subject = Employee.objects.select_related("agency").filter(user=user).first() or user
    return issue_codes({user: subject}, by=SHELL, on=today(), at=now())[0]


@transaction.atomic
def role_changed(
    name: str, role: str, *, unit_code: str | None, agency_code: str | None, end: bool
) -> Mandate:
    """Give or end a role; the first of an install can come from nowhere else."""
    user, agency = the_account(name), the_agency(agency_code)
    if unit_code and role not in OVER_UNIT:
        raise ValidationError(
            f"--unit goes with {' and '.join(OVER_UNIT)} alone; {role} is over the agency."
        )
    unit = _unit(agency, unit_code) if role in OVER_UNIT else None
    if end:
        return _ended(user, role, agency, unit)
    if unit:
        return give_unit_role(user, unit, role=Role(role), by=SHELL, on=today())
    return give_role(user, Role(role), agency, by=SHELL, on=today())


def _unit(agency: Agency, code: str | None) -> Unit:
    unit = Unit.objects.on(today()).filter(agency=agency, code=code or "").first()
    if unit is None:
        raise ValidationError("Name the unit with --unit CODE; no unit has that code.")
    return unit


def _ended(user: User, role: str, agency: Agency, unit: Unit | None) -> Mandate:
    held = Mandate.objects.on(today()).select_related("user", "unit", "agency")
    mandate = held.filter(user=user, role=role, agency=agency, unit=unit).first()
    if mandate is None:
        raise ValidationError(f"{user.name} does not hold that role.")
    end_role(mandate, by=SHELL, on=today())
    return mandate
