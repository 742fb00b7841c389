"""What a plan lacks, each as a link to the place where it is mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.models import Plan
from pamong.performance.plan.content import PlanContent
from pamong.performance.plan.rules import INDICATOR, RATER, RESULT, Gap, gaps_of


@dataclass(frozen=True, slots=True)
class GapTask:
    """A sentence as a link, and the words of the button that does the same."""

    text: str
    url: str
    button: str


def gap_tasks(plan: Plan, content: PlanContent) -> list[GapTask]:
    """Everything that keeps the plan from being proposed, in the order in which it is mended."""
    words = {
        RATER: _("Atasan saya keliru"),
        RESULT: _("Tambah hasil kerja"),
        INDICATOR: _("Lengkapi hasil kerja"),
    }
    return [
        GapTask(gap.text, _address(plan, gap), words[gap.kind]) for gap in gaps_of(plan, content)
    ]


def _address(plan: Plan, gap: Gap) -> str:
    if gap.kind == RATER:
        return reverse("people:supervisor-report")
    if gap.kind == RESULT:
        return reverse("performance:result-add", args=[plan.uuid])
    address = reverse("performance:result-change", args=[plan.uuid, gap.result])
    return f"{address}#id_{gap.field}"
