"""An operation for each verb of the table: its own page does the work, the answer is a document."""

import sys
from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature, getsource, unwrap
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseFormSet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from pamong.access.models import Area
from pamong.config.addresses import patterns
from pamong.config.api.areas import area_of
from pamong.config.api.askers import ASKERS, Asker, asked_by
from pamong.config.api.bodies import Taken, read_into, rename_sent
from pamong.config.api.inputs import FILES, Input, input_of
from pamong.config.api.keeping import claim, keep
from pamong.config.api.receipts import REFUSED, described, receipt
from pamong.config.api.schemas import Asked, Receipt, body_schema, query_params
from pamong.config.verb import Verb
from pamong.config.verbs import VERBS
from pamong.ledger.telling import listening

KINDS: dict[str, Any] = {
    "UUIDConverter": UUID,
    "IntConverter": int,
    "YearConverter": int,
    "IsoDay": date,
}


def api_verbs() -> list[Verb]:
    """Those that a program may do."""
    return [verb for verb in VERBS if not verb.browser]


def path_of(route: str) -> str:
    """The address below /api/v1, as ninja writes it."""
    return route.rstrip("/").replace("<", "{").replace(">", "}")


def taken_by(verb: Verb, view: Callable[..., Any]) -> Taken:
    """The fields that the verb's forms have whatever they are about."""
    given = input_of(verb.short, view)
    fields: dict[str, forms.Field] = {}
    rows: dict[str, forms.Field] = {}
    for form in forms_of(given, view):
        if issubclass(form, BaseFormSet):
            rows |= form.form.base_fields
        else:
            fields |= form.base_fields
    fields |= {name: forms.CharField(required=False) for name in given.texts}
    lists = frozenset(given.picks)
    return Taken(fields, rows, lists | many(fields), given.open)


def many(fields: dict[str, forms.Field]) -> frozenset[str]:
    """Those that hold several values."""
    several = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
    return frozenset(name for name, field in fields.items() if isinstance(field, several))


def forms_of(given: Input, view: Callable[..., Any]) -> list[Any]:
    """The forms as the page's own module knows them."""
    module = sys.modules[unwrap(view).__module__]
    return [getattr(module, name) for name in given.forms]


def add_verbs(api: NinjaAPI) -> None:
    """All of them, each under its page's address."""
    found = patterns()
    for verb in api_verbs():
        route, pattern = found[verb.name]
        _add(api, verb, route, pattern)


def _add(api: NinjaAPI, verb: Verb, route: str, pattern: URLPattern) -> None:
    view, area = pattern.callback, area_of(verb)
    taken, given = taken_by(verb, view), input_of(verb.short, view)
    words = verb.short.replace("-", " ").capitalize()
    about: dict[str, Any] = {
        "summary": words,
        "tags": [area.value],
    }
    parameters = query_params(given.query)
    extra: dict[str, Any] = {"requestBody": body_schema(taken)} | (
        {"parameters": parameters} if parameters else {}
    )
    if verb.short in FILES:
        extra["responses"] = {200: {"content": {"application/octet-stream": {}}}}
    path = path_of(route)
    api.api_operation(
        ["POST"],
        path,
        response=Receipt,
        operation_id=verb.name.replace(":", "_").replace("-", "_"),
        description=_purpose(verb),
        openapi_extra=extra,
        **about,
    )(named(pattern, doing(verb, view, area, taken)))
    asker = ASKERS.get(verb.short)
    if asker or not is_post_only(view):
        about["summary"] = f"{words}: what it asks"
        api.api_operation(
            ["GET"],
            path,
            response=Asked,
            operation_id=verb.name.replace(":", "_").replace("-", "_") + "_asked",
            description="The fields of the form on this thing, with what they may hold and hold now.",
            openapi_extra={"parameters": parameters} if parameters else None,
            **about,
        )(named(pattern, asking(verb, view, area, asker)))


def _purpose(verb: Verb) -> str:
    undone = f" `{verb.undo}` undoes it." if verb.undo else ""
    return f"Records `{verb.ledger}`.{undone}"


def is_post_only(view: Any) -> bool:
    """Whether `require_POST` stands anywhere around the view."""
    return "require_POST" in getsource(unwrap(view))


def named(pattern: URLPattern, run: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """The operation with the parameters of its address, for ninja reads them from the signature."""
    parameters = [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD)]
    for name, converter in pattern.pattern.converters.items():
        kind = KINDS.get(type(converter).__name__, str)
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind))
    operation: Any = run
    operation.__signature__ = Signature(parameters)
    return run


def doing(verb: Verb, view: Any, area: Area, taken: Taken) -> Callable[..., HttpResponseBase]:
    """Do it: body, key for repetitions, page and record in one transaction."""

    def do(request: HttpRequest, **address: Any) -> HttpResponseBase:
        require_area(request, area, writing=True)
        read_into(request, taken)
        rename_sent(request, verb.short)
        with transaction.atomic(), listening() as told:
            row, before = claim(request, verb)
            if before is not None:
                return before
            answer = receipt(request, verb, view(request, **at(request, address)), told)
            if answer.status_code >= REFUSED:
                transaction.set_rollback(True)
            else:
                keep(row, answer)
            return answer

    return do


def asking(
    verb: Verb, view: Any, area: Area, asker: Asker | None
) -> Callable[..., HttpResponseBase]:
    """Say what it would ask."""

    def ask(request: HttpRequest, **address: Any) -> HttpResponseBase:
        require_area(request, area, writing=False)
        found = at(request, address)
        page = asked_by(asker, request, found) if asker else view(request, **found)
        return described(verb, page)

    return ask


def at(request: HttpRequest, address: dict[str, Any]) -> dict[str, Any]:
    """The parameters of the address: as Django's converters read them, and where ninja leaves text, as it does."""
    given: Any = request
    read = {name: value for name, value in given.api_kwargs.items() if not isinstance(value, str)}
    return address | read


def require_area(request: HttpRequest, area: Area, *, writing: bool) -> None:
    """A key opens what its owner chose for it, and its owner's own rights come on top."""
    given: Any = request
    if not given.api_key.allows(area, writing=writing):
        level = _("tulis") if writing else _("baca")
        told = _("Kunci ini tidak membuka bagian “%(area)s” untuk %(level)s.")
        raise PermissionDenied(told % {"area": area.label, "level": level})
