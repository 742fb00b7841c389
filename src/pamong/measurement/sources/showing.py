"""What is kept of a run for its page: first rows as they were understood, what is unknown, every rejected row."""

from typing import Any

from pamong.measurement.sources.planning import SAME, Deed, RunPlan

FIRST, MOST_REJECTED, MOST_UNKNOWN, MOST_ASKED = 25, 5_000, 1_000, 5_000


def shown_plan(plan: RunPlan) -> dict[str, Any]:
    """As a row keeps it: codes, words and figures as texts."""
    doing = [deed for deed in plan.deeds if deed.what != SAME]
    first = [*doing, *(deed for deed in plan.deeds if deed.what == SAME)][:FIRST]
    return {
        "brings": plan.brings,
        "late": plan.late(),
        "first": [_deed(deed) for deed in first],
        "headings": list(plan.headings),
        "rejected": [
            [one.line, one.reason.kept, list(one.cells), one.sheet]
            for one in plan.refused[:MOST_REJECTED]
        ],
        "notes": [one.kept for one in plan.notes],
        "questions": [one.kept for one in plan.questions[:MOST_ASKED]],
        "unknown": [
            {
                "key": one.named.key,
                "said": one.named.said,
                "code": one.named.code,
                "name": one.named.name or one.named.code,
                "office": one.named.office,
                "measure": one.measure,
                "kind": one.kind,
                "count": one.count,
                "cards": [str(card.uuid) for card in one.cards],
            }
            for one in plan.unknown[:MOST_UNKNOWN]
        ],
    }


def _deed(deed: Deed) -> dict[str, Any]:
    return {
        "line": deed.figure.line,
        "sheet": deed.figure.sheet,
        "said": deed.figure.named.said,
        "code": deed.card.code,
        "office": deed.figure.named.office,
        "card": str(deed.card.uuid),
        "name": deed.card.indicator.name,
        "unit": deed.card.indicator.unit,
        "as_of": deed.as_of.isoformat(),
        "value": str(deed.figure.value),
        "before": None if deed.before is None else str(deed.before),
        "what": deed.what,
    }
