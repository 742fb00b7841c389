"""Reads of evidence: how much a person keeps."""

from django.db.models import Sum

from pamong.measurement.models import Evidence


def bytes_kept(employee_id: int) -> int:
    """What a person's files take up together, withdrawn ones too: they lie there still."""
    total = Evidence.objects.filter(owner_id=employee_id).aggregate(total=Sum("size"))["total"]
    return int(total or 0)
