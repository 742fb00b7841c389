"""What ends keeping: whoever kept a rating is gone, so the plan's rater has it."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from pamong.ledger.actions import SHELL, Draft, record_all
from pamong.people.models import Agency, Employee
from pamong.performance.keeping.following import PASSED_ON
from pamong.performance.keeping.queries import gone_keepers
from pamong.performance.models import Evaluation


@transaction.atomic
def pass_on_ratings(agency: Agency, *, on: date) -> list[Evaluation]:
    """Give unset ratings of those who left to the plans' raters; run daily, safe to repeat.

    Who owes none any more is a former rater like any other.
    """
    rows = Evaluation.objects.select_for_update(of=("self",)).filter(gone_keepers(on))
    rows = rows.exclude(status__in=Evaluation.FINAL).filter(plan__agency=agency)
    named = rows.select_related("plan__agency", "plan__employee", "plan__rater", "keeper")
    found = list(named.order_by("pk"))
    drafts = []
    for evaluation in found:
        drafts.append(Draft(PASSED_ON, evaluation, {"keeper": [evaluation.keeper, None]}))
        evaluation.keeper = None
        if evaluation.status == Evaluation.Status.OPEN:
            evaluation.rater = evaluation.plan.rater
    Evaluation.objects.bulk_update(found, ["keeper", "rater"], batch_size=500)
    owed = Evaluation.objects.exclude(status__in=Evaluation.FINAL).filter(keeper=OuterRef("pk"))
    idle = Employee.objects.filter(agency=agency, keeps_ratings=True).exclude(Exists(owed))
    idle.update(keeps_ratings=False)
    if drafts:
        record_all(drafts, by=SHELL, on=on)
    return found
