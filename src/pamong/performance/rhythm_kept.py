"""What was rated in one rhythm stays in it: asked when another kind of employee is recorded."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.performance.models import Evaluation
from pamong.performance.periods import in_order, say_period
from pamong.performance.rhythm import periods_of
from pamong.ui.filters import sentence


def refuse_other_rhythm(person: Employee, since: date) -> None:
    """Refuse a kind from a day on by which a period that was rated would be none of the person's."""
    rows = Evaluation.objects.filter(plan__employee=person, plan__year__gte=since.year)
    rows = rows.exclude(predicate="").select_related("plan__agency", "plan__employee")
    for row in rows.order_by("plan__year", in_order()):
        row.plan.employee = person
        if row.period not in periods_of(row.plan):
            said = {"period": say_period(row.plan.year, row.period), "name": person.full_name}
            told = _(
                "%(period)s %(name)s sudah dinilai; dengan jenis yang baru frekuensinya lain. "
                "Pilih hari sesudah triwulan itu mulai."
            )
            raise ValidationError(sentence(told % said))
