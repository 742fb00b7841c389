"""Who would be rated more or less often by another answer, and from which year."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.performance.models import LocalRule
from pamong.performance.rhythm import COLUMN, TABLE
from pamong.performance.rhythm_said import KINDS
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number


def rhythm_context(scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """The kinds whose rhythm would be another, each with its people; a year has one rhythm."""
    since = rule.valid_from
    year = since.year if since == date(since.year, 1, 1) else since.year + 1
    kinds = [
        kind
        for kind in after.tables[TABLE].rows
        if before.tables[TABLE].cell(kind, COLUMN) != after.tables[TABLE].cell(kind, COLUMN)
    ]
    if not kinds:
        return {"effect": _("Frekuensi penilaian tidak berubah.")}
    people = _people(scope, kinds)
    told = "; ".join(
        f"{label_of(after, KINDS, kind)} ({_people_said(people[kind])})" for kind in kinds
    )
    said = _("Mulai %(year)s dinilai dengan frekuensi lain: %(kinds)s.")
    return {"effect": said % {"year": year, "kinds": told}}


def _people(scope: Scope, kinds: list[str]) -> Counter[str]:
    rows = Employee.objects.visible_to(scope).active().filter(kind__in=kinds).order_by()
    return Counter(dict(rows.values_list("kind").annotate(n=Count("pk"))))


def _people_said(count: int) -> str:
    return ngettext("%(n)s pegawai", "%(n)s pegawai", count) % {"n": say_number(count)}
