"""Reads whose SQL the ORM writes once: on pages that everybody opens, only the values change.

To build and compile a query costs several times what it costs to send it. A prepared read is a function
that returns a query; it is called once with stand-ins for its arguments, and from then on the statement
is sent with the values in their places. Reads with rare shapes stay ordinary queries.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import update_wrapper
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models import query as reading
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
)

from pamong.access.scope import Scope
from pamong.ui.paging import BY_NAME, SIZE, Page, first_rows, page_in, page_of
from pamong.ui.said import keeps_values

FIRST_NUMBER, STEP = 30_011, 7  # inside the smallest integer column, and no number that we write
# A list of keys is sent as one value, so that its length makes no other statement.
LISTS = {"postgresql": ("= ANY(", ""), "sqlite": ("IN (SELECT value FROM json_each(", ")")}
FIRST_DAY = date(9000, 1, 1)
UNITS = ("unit_ids", "pay_unit_ids")
OF_SCOPE = ("user_id", "employee_id", "agency_id", *UNITS)
RATERS = ("acts_for", "agrees_for", "rates_for", "reviews_for")  # each with oneself added
FIXED = (bool, type(None), tuple)  # part of the statement: another value is another statement


@dataclass(frozen=True, slots=True)
class Statement:
    """Compiled SQL with its parameters; `places` says which of them are arguments."""

    sql: str
    params: tuple[Any, ...]
    places: Sequence[tuple[int, str]]
    converters: Any
    make: Callable[[Sequence[Any]], Any] | None  # an object of a row, where the read gives objects


class Prepared:
    """A read that is compiled once for each shape of its arguments."""

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], *, plans_anew: bool = False
    ) -> None:
        self.build, self.plans_anew = build, plans_anew
        self.statements: dict[Any, Statement | None] = {}
        update_wrapper(self, build)

    def __call__(self, **given: Any) -> list[Any]:
        """The rows: tuples of `values_list`, or objects of a model."""
        values, shape = _taken_apart(given)
        base = connections[DEFAULT_DB_ALIAS]  # `connection` looks it up anew for each attribute
        key = base.vendor, shape
        if key not in self.statements:
            self.statements[key] = self._compile(given, values)
        statement = self.statements[key]
        if statement is None:
            return []
        params = list(statement.params)
        for index, name in statement.places:
            params[index] = _sent(values[name], params[index], base)
        rows = _rows(base, statement.sql, params, plans_anew=self.plans_anew)
        if statement.converters:
            rows = _converted(rows, statement.converters)
        return [statement.make(row) for row in rows] if statement.make else rows

    def first(self, **given: Any) -> Any:
        """The first row, or nothing."""
        rows = self(**given)
        return rows[0] if rows else None

    def _compile(self, given: dict[str, Any], values: dict[str, Any]) -> Statement | None:
        known: dict[Any, str] = {}
        stand_ins = {name: _stand_in(name, value, known) for name, value in values.items()}
        query = self.build(**_put_together(given, stand_ins))
        compiler = query.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        places = list(_places(params, known))
        return Statement(
            _with_lists(sql, [index for index, name in places if _is_list(values[name])]),
            tuple(params),
            places,
            compiler.get_converters([column for column, _sql, _alias in compiler.select]),
            _maker(compiler, query._iterable_class),  # noqa: SLF001 — how it gives rows
        )


def prepared(build: Callable[..., QuerySet[Any, Any]]) -> Prepared:
    """Mark a function that returns a query as prepared; it is called with named arguments."""
    return Prepared(build)


def compiled(build: Callable[..., QuerySet[Any, Any]]) -> Prepared:
    """The same for a read whose best plan hangs on its values, as a search: the database plans it each time."""
    return Prepared(build, plans_anew=True)


class PreparedPages:
    """A list by keyset whose first page, which most people see alone, is a prepared read."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], by: Sequence[str]) -> None:
        self.build, self.by = build, by
        self.first = Prepared(lambda **given: first_rows(build(**given), SIZE, by))
        update_wrapper(self, build)

    def __call__(self, after: str, **given: Any) -> Page[Any]:
        """The rows behind the cursor; from the beginning without one."""
        if after or keeps_values():
            return page_of(self.build(**given), after, SIZE, self.by)
        return page_in(self.first(**given), SIZE, self.by)


def prepared_pages(
    by: Sequence[str] = BY_NAME,
) -> Callable[[Callable[..., QuerySet[Any, Any]]], PreparedPages]:
    """Mark a function that returns a query of `values` holding `by` as a list of pages."""
    return lambda build: PreparedPages(build, by)


def _rows(base: Any, sql: str, params: Sequence[Any], *, plans_anew: bool) -> list[Any]:
    """What the database answers.

    PostgreSQL keeps the statement with its plan, which costs it more than to run it; the ORM's own cursor
    puts the values into the text, so that every statement is a new one to the server.
    """
    if base.vendor != "postgresql":
        with base.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())
    from pamong.access.statements import cursor_for  # an install on SQLite has no such driver

    base.ensure_connection()
    cursor = base._prepare_cursor(cursor_for(base.connection, sql, plans_anew=plans_anew))  # noqa: SLF001 — as `cursor()` ends
    cursor.execute(sql, params)
    return list(cursor.fetchall())


def _taken_apart(given: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """The values that are sent, by name, and the shape that decides about the SQL."""
    values: dict[str, Any] = {}
    shape: list[Any] = []
    for name, value in given.items():
        if isinstance(value, Scope):
            shape += [value.roles, value.is_shell, value.has_left, value.keeps]
            shape += [bool(getattr(value, own)) for own in UNITS]
            shape += [len(getattr(value, own)) for own in RATERS]
            values |= {f"{name}.{own}": getattr(value, own) for own in OF_SCOPE}
            for own in RATERS:
                values |= _one_by_one(f"{name}.{own}", getattr(value, own))
        elif isinstance(value, FIXED):
            shape.append(value)
        elif not _is_list(value):
            values[name] = value
        elif not value or isinstance(next(iter(value)), int | UUID):
            values[name] = value or [0]
        else:
            shape.append(len(value))
            values |= _one_by_one(name, value)
    return values, tuple(shape)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | set | frozenset)


def _one_by_one(name: str, items: Iterable[Any]) -> dict[str, Any]:
    return {f"{name} {place}": item for place, item in enumerate(items)}


def _put_together(given: dict[str, Any], stand_ins: dict[str, Any]) -> dict[str, Any]:
    """The arguments again, with stand-ins in place of values."""
    arguments = dict(given)
    for name, value in given.items():
        if isinstance(value, Scope):
            own: dict[str, Any] = {
                field.name: getattr(value, field.name) for field in fields(Scope)
            }
            own |= {key: stand_ins[f"{name}.{key}"] for key in OF_SCOPE}
            for key in UNITS:
                own[key] = frozenset(own[key])
            for key in RATERS:
                raters = _one_by_one(f"{name}.{key}", getattr(value, key))
                own[key] = frozenset(stand_ins[one] for one in raters)
            arguments[name] = Scope(**own)
        elif name in stand_ins:
            arguments[name] = stand_ins[name]
        elif _is_list(value):
            arguments[name] = [stand_ins[key] for key in _one_by_one(name, value)]
    return arguments


def _stand_in(name: str, value: Any, known: dict[Any, str]) -> Any:
    """A value of the same type that no query holds; for a list a list of one."""
    if _is_list(value):
        return [_one(item, known, name) for item in list(value)[:1]]
    return _one(value, known, name)


def _one(value: Any, known: dict[Any, str], name: str) -> Any:
    number = FIRST_NUMBER + STEP * len(known)
    made: Any = number
    if isinstance(value, datetime):
        made = datetime(2900, 1, 1, tzinfo=value.tzinfo) + timedelta(days=number)
    elif isinstance(value, date):
        made = FIRST_DAY + timedelta(days=number)
    elif isinstance(value, UUID):
        made = UUID(int=number)
    elif isinstance(value, str):
        made = f"\x01{number}"
    known[_mark(made)] = name
    return made


def _places(params: Sequence[Any], known: dict[Any, str]) -> Iterator[tuple[int, str]]:
    """Where the arguments stand; only a part of a scope may be without a place."""
    found = set()
    for index, param in enumerate(params):
        mark = _mark(param)
        if mark in known:
            found.add(known[mark])
            yield index, known[mark]
    lost = [name for name in set(known.values()) - found if "." not in name]
    assert not lost, f"not sent as they are: {lost}"


def _with_lists(sql: str, places: Sequence[int]) -> str:
    """The statement with `IN (one)` at some places turned into a comparison with a whole list."""
    before, after = LISTS[connection.vendor]
    parts = sql.split("%s")
    for place in places:
        assert parts[place].endswith("IN ("), "a list is compared by `in` alone"
        parts[place] = parts[place].removesuffix("IN (") + before
        parts[place + 1] = after + parts[place + 1]
    return "%s".join(parts)


def _mark(value: Any) -> Any:
    """A parameter as it is compared: databases take days and UUIDs in forms of their own."""
    if isinstance(value, bool):
        return value, "bool"
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    return int(value) if isinstance(value, int) else str(value).replace("-", "")


def _sent(value: Any, like: Any, base: Any) -> Any:
    """A value in the form in which the ORM sends it; a list of keys as the database reads it from text."""
    if value.__class__ is like.__class__:
        return value
    if _is_list(value):
        if base.vendor == "postgresql":
            return f"{{{','.join(map(str, value))}}}"  # a driver's list costs ten times as much
        return json.dumps([_sent(item, like, base) for item in value])
    if isinstance(value, datetime):
        return base.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value.hex
    return like.__class__(value)


def _converted(rows: list[Any], converters: Any) -> list[Any]:
    """Columns that the database gives in another form, as the ORM gives them."""
    changed = []
    for row in rows:
        values = list(row)
        for place, (steps, expression) in converters.items():
            for step in steps:
                values[place] = step(values[place], expression, connection)
        changed.append(tuple(values))
    return changed


def _maker(compiler: Any, way: type) -> Callable[[Sequence[Any]], Any] | None:
    """What the ORM makes of a row: nothing but the tuple, its one value, its values by name, or an object."""
    if issubclass(way, ValuesIterable):
        query = compiler.query  # which columns are selected, in the order of the statement
        names = list(query.selected or (*query.values_select, *query.annotation_select))
        return lambda row: dict(zip(names, row, strict=True))
    if issubclass(way, FlatValuesListIterable):
        return itemgetter(0)
    if issubclass(way, ValuesListIterable):
        columns = slice(compiler.col_count)
        return itemgetter(columns) if compiler.has_extra_select else None
    assert issubclass(way, ModelIterable), "a prepared read gives tuples, values or objects"
    return _object_maker(compiler)


def _object_maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """How a row becomes an object with its related ones, as the ORM's own iteration does it."""
    select, info = compiler.select, compiler.klass_info
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    populators = reading.get_related_populators(info, select, connection.alias)  # type: ignore[attr-defined]  # not in the stubs
    annotations = compiler.annotation_col_map or {}
    model = info["model"]

    def make(row: Sequence[Any]) -> Any:
        made = model.from_db(connection.alias, names, row[first:last])
        for populator in populators:
            populator.populate(row, made)
        for name, place in annotations.items():
            setattr(made, name, row[place])
        return made

    return make


assert {field.name for field in fields(Scope)} >= set(OF_SCOPE)
