"""The page on which several days are filled in at once."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.request import Request
from pamong.performance.daily.actions import save_days
from pamong.performance.daily.days import DaysForm, days_sent, open_days, steps_of
from pamong.performance.daily.queries import plan_for
from pamong.performance.daily.views import NO_PLAN, own_employee
from pamong.performance.rules import pack_named
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


@once
def daily_days(request: Request) -> HttpResponse:
    """One line for each open day that has none."""
    employee = own_employee(request)
    now, sent = today(employee.agency.time_zone), request.method == "POST"
    plan = plan_for(employee.pk, now)
    days = days_sent(request.POST) if sent else open_days(employee, plan, now) if plan else []
    if plan is None or (sent and not days):
        if sent:
            raise ValidationError(_("Muat ulang halaman, lalu isi lagi.") if plan else NO_PLAN)
        return render(request, "performance/daily_none.html", context={"day": now})
    steps, pack = steps_of(plan, days), pack_named(plan.pack)
    form = DaysForm(request.POST or None, days=days, steps=steps, pack=pack)
    if form.is_valid():
        with refused_on(form):
            done = save_days(plan, form.given_by_day(), by=request.user, on=now)
            said = ngettext("%(n)d hari tersimpan.", "%(n)d hari tersimpan.", len(done))
            told = said % {"n": len(done)} if done else _("Tidak ada yang berubah.")
            return redirect(request, "performance:daily-month", f"{now:%Y-%m}", said=told)
    return form_page(request, "performance/daily_days.html", form)
