"""Lists and details: rows by `visible_to`, a page at a time, each kind from one row of a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Parameter, Signature
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from pydantic import Field, create_model

from pamong.access.models import Area
from pamong.access.scope import Scope
from pamong.config.api.bodies import Unfit
from pamong.config.api.paging import AFTER, MOST, PAGE_SIZE, broken_cursor
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.ui.paging import SIZE, Page, is_cursor, page_of

BECAUSE = "because"
Rows = QuerySet[Any, Any]
Year = Annotated[int, Field(ge=2000, le=2100)]
Size = Annotated[int, Field(ge=1, le=MOST)]
Place = Annotated[str, Field(max_length=500)]
TEXT, YEAR, KEY = Annotated[str, Field(max_length=60)], Year, UUID


@dataclass(frozen=True, slots=True)
class Filter:
    """A name behind the question mark, its kind, and what it narrows."""

    kind: Any
    narrow: Callable[[Rows, Any], Rows]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of thing that is read: which rows, in which order, shown how."""

    path: str
    area: Area
    about: str
    schema: type[Schema]
    rows: Callable[[Scope], Rows]
    by: Sequence[str]
    show: Callable[[Sequence[Any], Request], list[dict[str, Any]]]
    filters: Mapping[str, Filter] = field(default_factory=dict)
    detail: type[Schema] | None = None
    whole: Callable[[Any, Request, bool], dict[str, Any]] | None = None
    explains: bool = False  # whether `because` says how its figures came about


def equals(lookup: str, kind: Any, *, required: bool = False) -> Filter:
    """Rows that hold a value."""
    return Filter(kind, lambda rows, value: rows.filter(**{lookup: value}), required)


def one_of(lookup: str, choices: Any) -> Filter:
    """Rows that hold one of the known values; another value is refused by name."""

    def narrow(rows: Rows, value: str) -> Rows:
        if value not in choices.values:
            told = _("Isi dengan salah satu dari: %(values)s.")
            raise ValidationError(told % {"values": ", ".join(choices.values)})
        return rows.filter(**{lookup: value})

    return Filter(TEXT, narrow)


def add_resources(api: NinjaAPI, resources: Sequence[Resource]) -> None:
    """The two operations of each."""
    for one in resources:
        name = one.path.replace("/", "_").replace("-", "_")
        page = page_schema(one.schema)
        told: dict[str, Any] = {"tags": [one.area.value], "description": one.about}
        api.get(
            f"/{one.path}",
            response=page,
            operation_id=f"list_{name}",
            summary=f"List {one.path}",
            **told,
        )(listing(one))
        if one.detail is not None:
            api.get(
                f"/{one.path}/{{uuid:uuid}}",
                response=one.detail,
                operation_id=f"read_{name}",
                summary=f"Read one of {one.path}",
                **told,
            )(reading(one))


def page_schema(row: type[Schema]) -> type[Schema]:
    """A page of such rows."""
    kinds: dict[str, Any] = {"items": (list[row], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
    made: type[Schema] = create_model(f"{row.__name__}Page", __base__=Schema, **kinds)
    return made


def listing(one: Resource) -> Callable[..., Any]:
    """A page of rows."""

    def read(request: Request, **given: Any) -> dict[str, Any]:
        require_area(request, one.area, writing=False)
        rows = one.rows(request.scope)
        for name, narrowing in one.filters.items():
            if given.get(name) is not None:
                rows = _narrowed(rows, name, narrowing, given[name])
        page = paged(rows, given[AFTER], given[PAGE_SIZE], one.by)
        return {"items": one.show(page.rows, request), "next": page.next_cursor or None}

    parameters = [_asked(AFTER, Place, ""), _asked(PAGE_SIZE, Size, SIZE)]
    for name, narrowing in one.filters.items():
        absent = Parameter.empty if narrowing.required else None
        kind = narrowing.kind if narrowing.required else narrowing.kind | None
        parameters.append(_asked(name, kind, absent))
    return signed(read, parameters)


def paged(rows: Rows, after: str, size: int, by: Sequence[str]) -> Page[Any]:
    """The page behind a cursor; one that no page gave out is refused."""
    if not is_cursor(rows, after, by):
        raise broken_cursor()
    return page_of(rows, after, size=size, by=by)


def _narrowed(rows: Rows, name: str, narrowing: Filter, value: Any) -> Rows:
    """What a filter leaves; a value that it does not know is refused under its name."""
    try:
        return narrowing.narrow(rows, value)
    except ValidationError as error:
        raise Unfit({name: error.messages}, error.messages[0]) from None


def reading(one: Resource) -> Callable[..., Any]:
    """One row with all that belongs to it."""

    def read(request: Request, uuid: UUID, **given: Any) -> dict[str, Any]:
        require_area(request, one.area, writing=False)
        row = get_object_or_404(one.rows(request.scope), uuid=uuid)
        (shown,) = one.show([row], request)
        more = one.whole(row, request, given.get(BECAUSE, False)) if one.whole else {}
        return shown | more

    parameters = [Parameter("uuid", Parameter.KEYWORD_ONLY, annotation=UUID)]
    if one.explains:
        parameters.append(_asked(BECAUSE, bool, False))
    return signed(read, parameters)


def _asked(name: str, kind: Any, otherwise: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=otherwise)


def signed(read: Callable[..., Any], parameters: Sequence[Parameter]) -> Callable[..., Any]:
    """With the parameters that ninja reads from a signature; those without a default first."""
    request = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    ordered = sorted(parameters, key=lambda one: one.default is not Parameter.empty)
    operation: Any = read
    operation.__signature__ = Signature([request, *ordered])
    return read
