"""What becomes of leave when somebody leaves the service: it ends with it, and none begins after."""

from collections.abc import Sequence
from datetime import date

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.models import Employee, Leave


def end_leaves(people: Sequence[Employee], by: Actor, on: date) -> None:
    """Cut leave that straddles the leaving, and take away what would begin after it; with its entries."""
    left = {person.pk: person.left_on for person in people if person.left_on}
    if not left:
        return
    rows = Leave.objects.select_for_update(of=("self",)).filter(
        employee__in=left, valid_to__gt=min(left.values())
    )
    drafts: list[Draft] = []
    gone: list[int] = []
    cut: list[Leave] = []
    for leave in rows.select_related("employee__agency").order_by("pk"):
        day, end = left[leave.employee_id], leave.valid_to
        if end is None or end <= day:
            continue
        if leave.valid_from >= day:
            told = {"valid_from": [leave.valid_from, None], "valid_to": [end, None]}
            drafts.append(
                Draft("people.leave_cancelled", leave, {"kind": [leave.kind, None], **told})
            )
            gone.append(leave.pk)
        else:
            leave.valid_to = day
            drafts.append(Draft("people.leave_changed", leave, {"valid_to": [end, day]}))
            cut.append(leave)
    if drafts:
        Leave.objects.bulk_update(cut, ["valid_to"])
        record_all(drafts, by=by, on=on)
        Leave.objects.filter(pk__in=gone).delete()
