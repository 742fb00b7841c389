"""Verbs whose page only takes what is sent: which page shows their fields, so that GET can tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from pamong.config.addresses import patterns


@dataclass(frozen=True, slots=True)
class Asker:
    """A page, what of the verb's address belongs to it, and where in its values the forms stand."""

    page: str
    kept: tuple[str, ...] = ()  # parameters of the address that the page has too
    asked: Mapping[str, str] | None = (
        None  # parameters that the page reads behind the question mark
    )
    forms: tuple[str, ...] = ("form",)


ASKERS: Mapping[str, Asker] = {
    "window-set": Asker("performance:window-list", asked={"year": "year"}),
    "roles-share": Asker("performance:matrix", asked={"uuid": "plan"}),
    "team-roles-share": Asker("performance:team-matrix", ("uuid",), {"plan": "plan"}),
    "units-choose": Asker("people:import-detail", ("uuid",), forms=("units_form",)),
    "upload-confirm": Asker("people:import-detail", ("uuid",), forms=("form", "units_form")),
    "objection-decide": Asker("performance:objection-detail", ("uuid",), forms=("decide",)),
    "sheet-draft": Asker("performance:allowance-list"),
}


def asked_by(asker: Asker, request: HttpRequest, address: Mapping[str, Any]) -> Any:
    """What the page would show for the same thing, cut down to the forms of the verb."""
    view: Any = patterns()[asker.page][1].callback
    asking: Any = request
    given = request.GET.copy()
    for name, shown in (asker.asked or {}).items():
        given[shown] = str(address[name])
    asking.GET = given
    answer = view(request, **{name: address[name] for name in asker.kept})
    context = getattr(answer, "context", None)
    if isinstance(context, dict):
        answer.context = {name: context[name] for name in asker.forms if context.get(name)}
    return answer
