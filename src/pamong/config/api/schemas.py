"""The documents of the API, and how the form of a verb is described in OpenAPI."""

from collections.abc import Iterable
from typing import Any

from django import forms
from ninja import Schema

from pamong.config.api.bodies import JSON, MULTIPART, Taken
from pamong.config.api.inputs import ROWS_NAME
from pamong.ui.fields import DayField, NumberField, TimeField

NUMBER = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}
KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 255},
    "description": "Sent again with the same content within a day, the first answer comes again.",
}


class Problem(Schema):
    """Why something was refused (RFC 9457), in the caller's language."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] = {}


class Done(Schema):
    """One entry of the record."""

    verb: str
    type: str
    id: str
    state: str


class Choice(Schema):
    """One of the values that a field may hold."""

    value: str
    label: str


class AskedField(Schema):
    """A field of a form on the thing at hand."""

    name: str
    label: str
    required: bool
    value: Any = None
    choices: list[Choice] | None = None


class Code(Schema):
    """A one-time code, shown once."""

    person: str
    sign_in_name: str
    code: str
    expires_at: str


class Receipt(Schema):
    """What a verb did: the entries that it left in the record, and what its page would say.

    `asked` stands there when nothing was done yet: send these fields with their values.
    """

    verb: str
    done: list[Done]
    count: int
    messages: list[str]
    page: str
    codes: list[Code] | None = None
    asked: list[AskedField] | None = None


class Asked(Schema):
    """What a verb asks."""

    verb: str
    asked: list[AskedField]
    page: str | None = None


def body_schema(taken: Taken) -> dict[str, Any]:
    """The request's body: JSON, or multipart where a file belongs to it."""
    properties = {name: _property(field) for name, field in taken.fields.items()}
    for name in sorted(taken.lists - set(taken.fields)):
        properties[name] = {"type": "array", "items": {"type": "string"}}
    if taken.rows:
        row = {name: _property(field) for name, field in taken.rows.items()}
        items = {"type": "object", "properties": row, "additionalProperties": False}
        properties[ROWS_NAME] = {"type": "array", "items": items}
    more: Any = (
        {"anyOf": [{"type": ["string", "number", "boolean", "null"]}, {"type": "array"}]}
        if taken.is_open
        else False
    )
    required = sorted(name for name, field in taken.fields.items() if field.required)
    content = {"type": "object", "properties": properties, "additionalProperties": more}
    if required:
        content["required"] = required
    has_file = any(isinstance(field, forms.FileField) for field in taken.fields.values())
    return {
        "required": bool(required),
        "content": {MULTIPART if has_file else JSON: {"schema": content}},
    }


def query_params(names: Iterable[str]) -> list[dict[str, Any]]:
    """What the address may hold behind the question mark."""
    return [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in names
    ]


def _property(field: forms.Field) -> dict[str, Any]:
    for kind, said in KINDS:
        if isinstance(field, kind):
            told = dict(said)
            break
    else:
        told = {"type": "string"}
    length = getattr(field, "max_length", None)
    if length and told.get("type") == "string":
        told["maxLength"] = length
    if field.label:
        told["title"] = str(field.label)
    if not field.required and "type" in told:
        told["type"] = [told["type"], "null"]
    return told


KINDS: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.FileField, {"type": "string", "format": "binary"}),
    (DayField, {"type": "string", "format": "date"}),
    (TimeField, {"type": "string", "example": "15.42"}),
    (NumberField, NUMBER),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
    (forms.ModelMultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
)
