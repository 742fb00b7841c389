"""Addresses of `performance`, slice by slice."""

from django.urls import include, path, register_converter

from pamong.performance.levels.period import PeriodConverter, YearConverter

register_converter(PeriodConverter, "period")
register_converter(YearConverter, "year")

app_name = "performance"
# Tried in turn: what is opened most stands first.
urlpatterns = [
    path("", include("pamong.performance.daily.urls")),
    path("", include("pamong.performance.team.urls")),
    path("", include("pamong.performance.evaluation.urls")),
    path("", include("pamong.performance.plan.urls")),
    path("", include("pamong.performance.cascade.urls")),
    path("", include("pamong.performance.progress.urls")),
    path("", include("pamong.performance.evidence.urls")),
    path("", include("pamong.performance.feedback.urls")),
    path("", include("pamong.performance.follow_up.urls")),
    path("", include("pamong.performance.team_input.urls")),
    path("", include("pamong.performance.hints.urls")),
    path("", include("pamong.performance.windows.urls")),
    path("", include("pamong.performance.levels.urls")),
    path("", include("pamong.performance.local_rules.urls")),
    path("", include("pamong.performance.ratings.urls")),
    path("", include("pamong.performance.predicates.urls")),
    path("", include("pamong.performance.distribution.urls")),
    path("", include("pamong.performance.contracts.urls")),
    path("", include("pamong.performance.register.urls")),
    path("", include("pamong.performance.rulebook.urls")),
    path("", include("pamong.performance.closing.urls")),
    path("", include("pamong.performance.correction.urls")),
    path("", include("pamong.performance.objection.urls")),
    path("", include("pamong.performance.papers.urls")),
    path("", include("pamong.performance.national.urls")),
    path("", include("pamong.performance.feedback_ask.urls")),
    path("", include("pamong.performance.attendance.urls")),
    path("", include("pamong.performance.plan_files.urls")),
    path("", include("pamong.performance.library.urls")),
    path("", include("pamong.performance.history.urls")),
    path("", include("pamong.performance.allowance.urls")),
    path("", include("pamong.performance.allowance_base.urls")),
    path("", include("pamong.performance.retention.urls")),
    path("", include("pamong.performance.national_source.urls")),
]
