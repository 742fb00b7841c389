"""The panels in which a result's indicators are written."""

from functools import lru_cache
from typing import Any

from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pamong.performance.models import Plan
from pamong.performance.plan.indicator_forms import IndicatorForm
from pamong.ui.patterns import Pattern, mark

TEMPLATE = "performance/indicator_form.html"


def indicator_panels(formset: Any, plan: Plan) -> list[SafeString]:
    """A panel for each form of the set; as first shown they are not built field by field."""
    if formset.is_bound:
        return [_written(form, number, plan) for number, form in enumerate(formset, start=1)]
    standing = dict(enumerate(formset.initial or ()))
    given = (get_language(), plan.pack, plan.form)
    return [
        _pattern(*given, formset.add_prefix(place), place + 1).filled(
            {**standing.get(place, {}), "plan": plan.uuid}
        )
        for place in range(formset.total_form_count())
    ]


def _written(form: BaseForm, number: int, plan: Plan) -> SafeString:
    return render_to_string(TEMPLATE, {"indicator": form, "number": number, "plan": plan})


@lru_cache(maxsize=128)
def _pattern(_language: str, pack: str, form: str, prefix: str, number: int) -> Pattern:
    """The same for all plans of a pack and a form; their key is the only thing of theirs in it."""
    plan = Plan(pack=pack, form=form)
    plan.uuid = mark("plan")
    blank = IndicatorForm(prefix=prefix, plan=plan, use_required_attribute=False)
    return Pattern(blank, lambda marked: _written(marked, number, plan))
