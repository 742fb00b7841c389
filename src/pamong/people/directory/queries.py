"""Reads of people and units for pages and files; each starts at visible_to."""

from collections.abc import Iterator

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from pamong.access.scope import Scope
from pamong.people.models import Agency, Employee

EXPORTED: dict[str, Combinable] = {
    "nip": F("nip"),
    "name": F("name"),
    "title_before": F("title_before"),
    "title_after": F("title_after"),
    "kind": F("kind"),
    "rank": F("rank"),
    "position": F("position__name"),
    "position_kind": F("position__kind"),
    "position_level": F("position__level"),
    "position_grade": F("position__grade"),
    "unit_code": F("unit__code"),
    "unit": F("unit__name"),
    "parent_code": F("unit__parent__code"),
    "parent": F("unit__parent__name"),
    "supervisor": Coalesce(NullIf(F("rater__nip"), Value("")), F("rater__name")),
    "superior": Coalesce(NullIf(F("rater_superior__nip"), Value("")), F("rater_superior__name")),
}


def exported_people(scope: Scope, agency: Agency) -> Iterator[dict[str, object]]:
    """Each person whom the scope may see, in the order of names, under the import's field names."""
    rows = Employee.objects.visible_to(scope).filter(agency=agency).order_by("name", "pk")
    for row in rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000):
        yield dict(zip(EXPORTED, row, strict=True))
