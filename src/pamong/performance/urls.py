"""Addresses of `performance`, slice by slice."""

from django.urls import register_converter

from pamong.performance.addresses import PeriodConverter, YearConverter
from pamong.ui.addresses import by_first_word

register_converter(PeriodConverter, "period")
register_converter(YearConverter, "year")

app_name = "performance"
urlpatterns = by_first_word(
    "pamong.performance.daily.urls",
    "pamong.performance.daily_file.urls",
    "pamong.performance.team.urls",
    "pamong.performance.evaluation.urls",
    "pamong.performance.evaluation_page.urls",
    "pamong.performance.plan.urls",
    "pamong.performance.plan_page.urls",
    "pamong.performance.cascade.urls",
    "pamong.performance.progress.urls",
    "pamong.performance.late.urls",
    "pamong.performance.evidence.urls",
    "pamong.performance.verification.urls",
    "pamong.performance.sampling.urls",
    "pamong.performance.feedback.urls",
    "pamong.performance.follow_up.urls",
    "pamong.performance.improvement.urls",
    "pamong.performance.sanction.urls",
    "pamong.performance.team_input.urls",
    "pamong.performance.hints.urls",
    "pamong.performance.windows.urls",
    "pamong.performance.levels.urls",
    "pamong.performance.local_rules.urls",
    "pamong.performance.ratings.urls",
    "pamong.performance.predicates.urls",
    "pamong.performance.distribution.urls",
    "pamong.performance.contracts.urls",
    "pamong.performance.register.urls",
    "pamong.performance.rulebook.urls",
    "pamong.performance.closing.urls",
    "pamong.performance.calibration.urls",
    "pamong.performance.correction.urls",
    "pamong.performance.objection.urls",
    "pamong.performance.papers.urls",
    "pamong.performance.national.urls",
    "pamong.performance.recap.urls",
    "pamong.performance.feedback_ask.urls",
    "pamong.performance.attendance.urls",
    "pamong.performance.plan_files.urls",
    "pamong.performance.library.urls",
    "pamong.performance.history.urls",
    "pamong.performance.allowance.urls",
    "pamong.performance.allowance_base.urls",
    "pamong.performance.credit.urls",
    "pamong.performance.credit_import.urls",
    "pamong.performance.retention.urls",
    "pamong.performance.national_source.urls",
)
