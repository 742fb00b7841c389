"""The description of the API as tables that people read: one for each part of the house."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.access.models import Area
from pamong.config.api.bodies import JSON, MULTIPART
from pamong.config.api.build import PREFIX, description
from pamong.ui.markup import esc, safe, sub
from pamong.ui.tables import Cell, Column, Row, Table

REF = "$ref"
OK = "200"
BREAKS = re.compile(r"([/_])")


@cache
def described() -> dict[str, Any]:
    """The description, made once a process."""
    return description()


def operations_table(area: Area) -> Table:
    """The operations of one part: address, what is sent, what comes back."""
    columns = [
        Column(_("Operasi"), kind="row"),
        Column(_("Parameter dan isi")),
        Column(_("Jawaban")),
    ]
    rows = [
        Row(
            [
                Cell(
                    f"{method.upper()} {path}",
                    html=safe(_address(method, path) + sub(_english(_purpose(one, methods)))),
                ),
                Cell(html=_breaking("; ".join(_sent(one)) or "–")),
                _answered(one),
            ],
            short=True,
        )
        for path, methods in described()["paths"].items()
        for method, one in methods.items()
        if area.value in one.get("tags", ()) and not _asks(method, methods)
    ]
    return Table(columns, rows, _("Operasi: %(area)s") % {"area": area.label})


def _address(method: str, path: str) -> SafeString:
    return _breaking(f"{method.upper()} /{PREFIX}{path.removeprefix('/' + PREFIX)}")


def _english(text: str) -> SafeString:
    """The file's own words, read aloud as what they are."""
    return safe(f'<span lang="en">{esc(text)}</span>')


def _breaking(text: str) -> SafeString:
    """Long names break after a slash or a low line, and are copied as they are."""
    return safe(BREAKS.sub(r"\1<wbr>", esc(text)))


def _asks(method: str, methods: Mapping[str, Any]) -> bool:
    """Whether an operation only tells what its neighbour at the address asks; it has no row of its own."""
    return method == "get" and "post" in methods


def _purpose(one: Mapping[str, Any], methods: Mapping[str, Any]) -> str:
    asked = "GET tells what it asks." if len(methods) > 1 else ""
    said = " ".join(filter(None, (f"{one['summary']}.", one.get("description", ""), asked)))
    return said.replace("`", "")


def _sent(one: Mapping[str, Any]) -> Iterator[str]:
    for parameter in one.get("parameters", ()):
        if REF not in parameter:
            yield _field(parameter["name"], parameter["schema"], must=parameter.get("required"))
    for kind, content in one.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        if kind == MULTIPART:
            yield kind
        for name, field in schema.get("properties", {}).items():
            yield _field(name, field, must=name in schema.get("required", ()))
        if kind == JSON and schema.get("additionalProperties"):
            yield "fields of rows: GET on this address tells them"


def _field(name: str, schema: Mapping[str, Any], *, must: Any) -> str:
    return f"{name} ({_kind(schema)}{', required' if must else ''})"


def _kind(schema: Mapping[str, Any]) -> str:
    if several := schema.get("anyOf"):
        kinds = [_kind(one) for one in several]
        return " or ".join(dict.fromkeys(kind for kind in kinds if kind != "null"))
    if REF in schema:
        return str(schema[REF]).rpartition("/")[2]
    kind = schema.get("format") or schema.get("type") or "any"
    if isinstance(kind, list):
        kind = next(one for one in kind if one != "null")
    return f"list of {_kind(schema['items'])}" if kind == "array" and "items" in schema else kind


def _answered(one: Mapping[str, Any]) -> str:
    content = one.get("responses", {}).get(OK, {}).get("content", {})
    return ", ".join(
        _kind(told["schema"]) if told.get("schema") else kind for kind, told in content.items()
    )


def _fields(one: Mapping[str, Any]) -> Iterator[str]:
    for field, schema in one.get("properties", {}).items():
        yield _field(field, schema, must=False)


def schemas_table() -> Table:
    """The documents that come back, with their fields."""
    columns = [Column(_("Skema"), kind="row"), Column(_("Isi"))]
    found = sorted(described()["components"]["schemas"].items())
    rows = [
        Row(
            [
                Cell(name, sub=_english(one.get("description", ""))),
                "; ".join(
                    _field(field, schema, must=False)
                    for field, schema in one.get("properties", {}).items()
                ),
            ],
            short=True,
        )
        for name, one in found
    ]
    return Table(columns, rows, _("Skema"))
