"""What a verb's page answered, said to a program: what was done, what is wrong, or what is still asked."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.messages import get_messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri

from pamong.config.api.inputs import ROWS_NAME
from pamong.config.api.names import CELLS, SEEN, public_names, public_places
from pamong.config.verb import Verb
from pamong.ledger.telling import Told
from pamong.people.accounts.actions import PersonsCode
from pamong.ui.problems import problem
from pamong.ui.responses import UNPROCESSABLE
from pamong.ui.shown import Shown

REFUSED = 400
MOST_CHOICES = 300
OWN_ERRORS = ""  # what is wrong with the whole


def receipt(
    request: HttpRequest, verb: Verb, answer: HttpResponseBase, told: Told
) -> HttpResponseBase:
    """The page's answer as a document; a file stays the file it is."""
    if isinstance(answer, Shown):
        return _of_page(request, verb, answer, told)
    location = answer.headers.get("Location", "")
    if location:
        return JsonResponse(_document(request, verb, told, location))
    return answer


def _of_page(request: HttpRequest, verb: Verb, answer: Shown, told: Told) -> HttpResponse:
    if answer.status_code >= REFUSED:
        errors = public_errors(verb, answer.context)
        said = errors.get(OWN_ERRORS, [])
        return problem(answer.status_code, said[0] if said else "", errors)
    document = _document(request, verb, told, "")
    if told.count:
        document["codes"] = list(_codes(answer.context))
    else:
        document["asked"] = public_asked(verb, answer.context)
    return JsonResponse(document)


def public_errors(verb: Verb, context: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong, by the names that a program sends."""
    errors = errors_of(context)
    names = public_names(verb.short, errors)
    return {names.get(name, name): said for name, said in errors.items()}


def public_asked(verb: Verb, context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the page asks, by the names that a program sends."""
    fields = asked_of(context)
    names = public_names(verb.short, [one["name"] for one in fields])
    for one in fields:
        if verb.short in CELLS and one["name"] == SEEN:
            one["value"] = public_places(one["value"])
        one["name"] = names.get(one["name"], one["name"])
    return fields


def _document(request: HttpRequest, verb: Verb, told: Told, page: str) -> dict[str, Any]:
    done = [
        {
            "verb": draft.verb,
            "type": draft.subject._meta.model_name,
            "id": str(draft.subject.uuid),
            "state": str(getattr(draft.subject, "status", "") or ""),
        }
        for draft in told.drafts
    ]
    return {
        "verb": verb.short,
        "done": done,
        "count": told.count,
        "messages": [str(one) for one in get_messages(request)],
        "page": iri_to_uri(page),
    }


def _codes(context: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """One-time codes that the page would show once."""
    for value in context.values():
        given = value if isinstance(value, list) else [value]
        for one in given:
            if isinstance(one, PersonsCode):
                yield {
                    "person": one.name,
                    "sign_in_name": one.code.user.sign_in_name,
                    "code": one.code.text,
                    "expires_at": one.code.expires_at.isoformat(),
                }


def forms_in(context: Mapping[str, Any]) -> Iterator[Any]:
    """The forms that a page would show."""
    for value in context.values():
        if isinstance(value, BaseForm | BaseFormSet):
            yield value


def errors_of(context: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong, by the names under which it was sent."""
    found: dict[str, list[str]] = {}
    for form in forms_in(context):
        add_errors(found, form)
    for value in context.values():
        said = getattr(value, "errors", None)
        if isinstance(said, list) and not isinstance(value, BaseFormSet):  # a form in all but name
            found.setdefault(OWN_ERRORS, []).extend(str(one) for one in said)
    return {name: said for name, said in found.items() if said}


def add_errors(found: dict[str, list[str]], form: Any) -> None:
    """The errors of one form, or of each row of a set."""
    if isinstance(form, BaseFormSet):
        for number, row in enumerate(form.forms if form.is_bound else ()):
            for name, said in row.errors.items():
                where = "" if name == NON_FIELD_ERRORS else f".{name}"
                found.setdefault(f"{ROWS_NAME}.{number}{where}", []).extend(map(str, said))
        if form.is_bound:
            found.setdefault(ROWS_NAME, []).extend(map(str, form.non_form_errors()))
        return
    for name, said in form.errors.items():
        shown = OWN_ERRORS if name == NON_FIELD_ERRORS else str(form.add_prefix(name))
        found.setdefault(shown, []).extend(map(str, said))


def asked_of(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every field that the page would ask for, with what it may hold and holds now."""
    fields = [field for form in forms_in(context) for field in _fields(form)]
    for value in context.values():
        if callable(told := getattr(value, "asked_cells", None)):  # a form in all but name
            fields += told()
    return fields


def _fields(form: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(form, BaseFormSet):
        for name, field in form.fields.items():
            yield _field(form, name, field, form.add_prefix(name))
        return
    for number, row in enumerate(form.forms):
        for name, field in row.fields.items():
            yield _field(row, name, field, f"{ROWS_NAME}.{number}.{name}")


def _field(form: Any, name: str, field: forms.Field, shown: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": str(shown),
        "label": str(field.label or name),
        "required": field.required,
        "value": plain(form[name].value()) if form.is_bound else plain(_initial(form, field, name)),
    }
    choices = getattr(field, "choices", None)
    if choices is not None:
        told["choices"] = list(_choices(choices))[:MOST_CHOICES]
        told["value"] = _code(told["value"])
    return told


def _code(value: Any) -> Any:
    """What is chosen as the choices say it, a year or a key too."""
    if isinstance(value, list):
        return [_code(one) for one in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _initial(form: Any, field: forms.Field, name: str) -> Any:
    value = form.get_initial_for_field(field, name)
    return value() if callable(value) else value


def _choices(choices: Any) -> Iterator[dict[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield {"value": str(value), "label": str(label)}


def plain(value: Any) -> Any:
    """A value as JSON holds it, a number as it is written exactly."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return str(value)


def described(verb: Verb, answer: HttpResponseBase) -> HttpResponseBase:
    """What a verb asks of whoever would do it now, on the thing at hand."""
    if isinstance(answer, Shown) and answer.status_code < REFUSED:
        return JsonResponse({"verb": verb.short, "asked": public_asked(verb, answer.context)})
    if isinstance(answer, Shown):
        return problem(answer.status_code, "", public_errors(verb, answer.context))
    if location := answer.headers.get("Location", ""):
        told = {"verb": verb.short, "asked": [], "page": iri_to_uri(location)}
        return JsonResponse(told)
    return problem(UNPROCESSABLE)
