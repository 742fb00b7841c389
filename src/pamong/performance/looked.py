"""How many pieces of evidence somebody else looked at, as it is said beside figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.measurement.models import Card, Evidence
from pamong.performance.models import EvidenceUse, Plan

Look = Evidence.Look
CARD = "uses__result__goal__indicators__indicator__card"


def looks_said(looked: Sequence[str]) -> str:
    """Of some pieces: 2 dari 3 dikonfirmasi, 1 ditanyakan."""
    count = Counter(looked)
    asked = count[Look.QUESTIONED] + count[Look.ANSWERED]
    told = {"n": count[Look.CONFIRMED], "all": len(looked)}
    said = _("%(n)s dari %(all)s dikonfirmasi") % told if told["n"] else _("belum dikonfirmasi")
    doubted = _("%(n)s ditanyakan") % {"n": asked}
    return f"{said}, {doubted}" if asked else said


def looks_of(plan: Plan) -> Mapping[int, list[str]]:
    """The looks at the evidence of each result of a plan, in one query."""
    rows = EvidenceUse.objects.filter(plan=plan, result__isnull=False)
    rows = rows.filter(evidence__withdrawn_on=None, evidence__purged_on=None)
    found: dict[int, list[str]] = defaultdict(list)
    for result, looked in rows.values_list("result_id", "evidence__looked"):
        found[result or 0].append(looked)
    return found


def evidence_said(looked: Sequence[str]) -> str:
    """How many pieces there are, and how many of them were confirmed."""
    if not looked:
        return _("Belum ada bukti dukung.")
    many = ngettext("%(n)s bukti dukung", "%(n)s bukti dukung", len(looked)) % {"n": len(looked)}
    return f"{many}, {looks_said(looked)}."


def evidence_beside(_scope: Scope, card: Card) -> list[tuple[Any, ...]]:
    """How much evidence of results under a card was confirmed; how it stands with whom is not said here."""
    rows = Evidence.objects.kept().filter(**{CARD: card})
    counts = dict(rows.order_by().values_list("looked").annotate(n=Count("pk", distinct=True)))
    if not counts:
        return []
    told = {"n": counts.get(Look.CONFIRMED, 0), "all": sum(counts.values())}
    return [(_("Bukti hasil kerja terkait"), _("%(n)s dari %(all)s dikonfirmasi") % told)]
