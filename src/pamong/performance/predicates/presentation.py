"""What is about to be set, as values for the component tags."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.evaluation.listing import holding_up, work_table
from pamong.performance.evaluation.presentation import distribution_context
from pamong.performance.periods import say_period
from pamong.performance.predicates.forms import SetForm
from pamong.performance.predicates.queries import Group
from pamong.performance.rhythm import When
from pamong.performance.rules import pack_named


def set_context(
    groups: Sequence[Group], when: When, form: SetForm, held: str = ""
) -> dict[str, Any]:
    """The whole page: each unit's people beside the pattern; `held` says why all of it waits."""
    missing = holding_up([line for group in groups for line in group.lines])
    count = 0 if missing or held else sum(len(group.to_set) for group in groups)
    return {
        "period": say_period(*when),
        "form": form,
        "missing": missing,
        "held": held,
        "count": count,
        "draft_key": f"predicates-{when[0]}-{when[1]}".lower(),
        "set_text": ngettext(
            "Tetapkan predikat %(n)s pegawai", "Tetapkan predikat %(n)s pegawai", count
        )
        % {"n": count},
        "groups": [_group(group) for group in groups],
        "marks": [mark for group in groups for mark in group.marks],
    }


def _group(group: Group) -> dict[str, Any]:
    pack = pack_named(group.pack)
    context = distribution_context(group.distribution, pack)
    unit = group.level.unit.name if group.level else _("Unit tanpa capaian organisasi")
    return context | {
        "title": unit,
        "lead": context["distribution_lead"],
        "table": work_table(group.lines, pack),
        "findings": [] if group.missing else group.distribution.findings,
    }
