"""Rows and entries as plain values that two ways of writing may be compared by."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from pamong.ledger.models import Entry
from pamong.measurement.models import Evidence, Indicator, Reading, Target
from pamong.performance.models import (
    BehaviourExpectation,
    BehaviourRating,
    DailyEntry,
    Evaluation,
    EvidenceUse,
    Plan,
    PlanAnnex,
    PlanIndicator,
    PlanReturn,
    PlanSnapshot,
    PredicateSetting,
    Result,
    ResultRating,
    UnitLevel,
)

MODELS: tuple[type[models.Model], ...] = (
    *(Plan, Result, Indicator, Target, PlanIndicator, PlanAnnex, BehaviourExpectation),
    *(PlanReturn, PlanSnapshot, Reading, Evidence, EvidenceUse, DailyEntry),
    *(UnitLevel, PredicateSetting, Evaluation, ResultRating, BehaviourRating, Entry),
)
# Instants, and digests over identities that are drawn anew each time; links of a time past are not opened anew.
LEFT_OUT = {"uuid", "recorded_at", "entered_at", "added_at", "digest", "sequence", "sha256"} | {
    "link_next_at"
}


def everything() -> dict[str, Any]:
    """Every row by model; keys and identities are told by the place of the row."""
    places: dict[tuple[type[models.Model], int], str] = {}
    identities: dict[str, str] = {}
    tables = {model: list(model._default_manager.order_by("pk")) for model in MODELS}
    for model, rows in tables.items():
        for place, row in enumerate(rows):
            places[model, row.pk] = f"<{model.__name__} {place}>"
            if mark := getattr(row, "uuid", None):
                identities[str(mark)] = places[model, row.pk]
    plain = {
        model.__name__: [_plain(row, places) for row in rows] for model, rows in tables.items()
    }
    text = json.dumps(plain, cls=DjangoJSONEncoder, sort_keys=True)
    for mark, name in identities.items():
        text = text.replace(mark, name)
    found: dict[str, Any] = json.loads(text)
    return found


def _plain(row: models.Model, places: dict[tuple[type[models.Model], int], str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in LEFT_OUT:
            continue
        value = getattr(row, field.attname)
        other = field.related_model
        if isinstance(other, type) and value is not None:
            value = places.get((other, value), value)
        if field.name == "changes" and isinstance(value, dict):
            value = {name: pair for name, pair in value.items() if name != "entered_at"}
        values[field.name] = value
    return values
