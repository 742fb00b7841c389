"""The API put together: reads, verbs, and its own description."""

import json
from functools import cache
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as Misfit

from pamong.config.api.resources import add_reads
from pamong.config.api.schemas import KEY_HEADER, Problem
from pamong.config.api.verbs import add_verbs
from pamong.ui.problems import TYPE

PREFIX = "api/v1"
ABOUT = (
    "Every verb of Pamong, and reads of what it keeps. Bring a key that its owner made under"
    " “Keamanan akun”, “Kunci API”: `Authorization: Bearer pamong_…`. Refusals are"
    " `application/problem+json`; lists go on with `next`."
)
BEARER = {"bearer": {"type": "http", "scheme": "bearer"}}


@cache
def build() -> NinjaAPI:
    """All operations; made once a process, in one language: the words of fields are those of the source."""
    with translation.override(settings.LANGUAGE_CODE):
        return _built()


def _built() -> NinjaAPI:
    api = NinjaAPI(
        title="Pamong",
        version="1",
        description=ABOUT,
        docs_url=None,
        openapi_url=None,
        urls_namespace="pamong-api",
    )
    for kind in (Exception, HttpError, Misfit, Http404):
        api.add_exception_handler(kind, _pass_on)
    add_reads(api)
    add_verbs(api)
    api.get("/openapi.json", include_in_schema=False)(_describe)
    return api


def _pass_on(request: HttpRequest, error: Any) -> NoReturn:  # noqa: ARG001 — ninja hands it over
    """The door has one form for every refusal."""
    raise error


def _describe(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django hands it over
    return HttpResponse(_text(), content_type="application/json")


@cache
def _text() -> str:
    return json.dumps(description(), ensure_ascii=False)


def description() -> dict[str, Any]:
    """The OpenAPI description."""
    with translation.override(settings.LANGUAGE_CODE):  # the same, whoever asks first
        text = json.dumps(build().get_openapi_schema(path_prefix=PREFIX), cls=DjangoJSONEncoder)
    found: dict[str, Any] = json.loads(text)
    for methods in found["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation)
    schema = Problem.model_json_schema()
    refused = {"description": "Refused, and why.", "content": {TYPE: {"schema": schema}}}
    found["components"] |= {"securitySchemes": BEARER, "responses": {"Problem": refused}}
    found["components"]["parameters"] = {"Repetition": KEY_HEADER}
    found["security"] = [{"bearer": []}]
    found.pop("servers", None)
    return found


def _complete(method: str, operation: dict[str, Any]) -> None:
    """What ninja does not know: refusals are problems, and a verb takes a key for repetitions."""
    operation["responses"]["4XX"] = {"$ref": "#/components/responses/Problem"}
    if method == "post":
        operation["parameters"].append({"$ref": "#/components/parameters/Repetition"})
