"""From which day a post may be recorded: not before the service, nor before what is on record."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.models import Assignment, Employee
from pamong.ui.dates import say_day_full


def check_begins_in_service(employee: Employee, day: date) -> None:
    """Refuse a day before birth or before the service began."""
    names = {"name": employee.name}
    if employee.born_on and day <= employee.born_on:
        said = names | {"day": say_day_full(employee.born_on)}
        raise ValidationError(_("%(name)s lahir %(day)s: pilih tanggal sesudahnya.") % said)
    if employee.joined_on and day < employee.joined_on:
        said = names | {"day": say_day_full(employee.joined_on)}
        raise ValidationError(
            _("%(name)s mulai bekerja %(day)s: pilih hari itu atau sesudahnya.") % said
        )


def refuse_later(employee: Employee, day: date, on: date) -> None:
    """A definitive post that began after the day stays on record: name it, and say what to do."""
    later = latest_begun(employee, on)
    if later and later.valid_from > day:
        raise ValidationError(
            _(
                "%(name)s memegang %(post)s sejak %(day)s. Pilih hari itu untuk membetulkan jabatan itu, "
                "atau hari sesudahnya untuk mutasi."
            )
            % named(later)
        )


def latest_begun(employee: Employee, on: date) -> Assignment | None:
    """The definitive post that began last, of those that have begun."""
    rows = Assignment.objects.filter(
        employee=employee, kind=Assignment.Kind.DEFINITIVE, valid_from__lte=on
    )
    return rows.select_related("employee", "position").order_by("-valid_from", "-pk").first()


def named(row: Assignment) -> dict[str, str]:
    """A row of the positions by date, for a sentence."""
    day = say_day_full(row.valid_from)
    return {"name": row.employee.name, "post": row.position.name, "day": day}
