from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from pamong.access.clock import now
from pamong.access.models import SignInCode, User
from pamong.access.prepared import compiled, prepared, prepared_pages
from pamong.access.scope import NOBODY, Role, Scope
from pamong.people.models import Employee, Mandate
from pamong.people.tests.world import CAST, World

pytestmark = pytest.mark.django_db


@prepared
def named(*, keys: list[int]) -> QuerySet[User, tuple[str]]:
    return User.objects.filter(pk__in=keys).order_by("name").values_list("name")


@prepared
def under(*, keys: list[UUID]) -> QuerySet[User, tuple[str]]:
    return User.objects.filter(uuid__in=keys).order_by("name").values_list("name")


@prepared
def visible(*, scope: Scope) -> QuerySet[Employee]:
    rows = Employee.objects.visible_to(scope).select_related("agency", "unit", "rater")
    return rows.order_by("pk")


@prepared
def of_day(*, uuid: UUID, day: date, kind: str, is_held: bool) -> QuerySet[Any, tuple[Any, ...]]:
    rows = Mandate.objects.filter(uuid=uuid).on(day)
    rows = rows.filter(role=kind) if is_held else rows.exclude(role=kind)
    return rows.values_list("uuid", "valid_from", "role")


@prepared
def valid(*, at: datetime) -> QuerySet[SignInCode]:
    return SignInCode.objects.valid(at)


@prepared
def of_nobody(*, key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key).none()


@prepared
def forgetful(*, key: int) -> QuerySet[User]:
    return User.objects.filter(pk=1)


@prepared_pages()
def by_name(*, keys: list[int]) -> Any:
    return User.objects.filter(pk__in=keys).values("pk", "name")


def accounts(*names: str) -> list[int]:
    return [User.objects.create_user(name.lower(), name=name).pk for name in names]


def test_lists_of_any_length_find_what_the_orm_finds() -> None:
    keys = accounts("Sari", "Budi", "Joko", "Wati", "Rini")
    for length in range(len(keys) + 1):
        expected = sorted(User.objects.filter(pk__in=keys[:length]).values_list("name", flat=True))
        assert [name for (name,) in named(keys=keys[:length])] == expected


def test_identities_are_a_list_like_keys() -> None:
    accounts("Sari", "Budi", "Joko")
    uuids = list(User.objects.exclude(name="Joko").values_list("uuid", flat=True))
    under.statements.clear()
    assert under(keys=[*uuids, uuid4()]) == [("Budi",), ("Sari",)]
    assert len(under(keys=uuids[:1])) == len(under.statements) == 1


def test_a_list_of_any_length_is_one_statement() -> None:
    keys = accounts("Sari", "Budi")
    named.statements.clear()
    assert named(keys=[*keys, *range(-1000, 0)]) == [("Budi",), ("Sari",)]
    assert named(keys=keys[:1]) == [("Sari",)]
    assert len(named.statements) == 1


def test_a_list_of_pages_shows_everybody_once_and_in_order() -> None:
    keys = accounts(*(f"Pegawai {number:02}" for number in range(30)))
    first = by_name("", keys=keys)
    second = by_name(first.next_cursor, keys=keys)
    assert [row["pk"] for row in [*first.rows, *second.rows]] == keys
    assert (len(first.rows), second.next_cursor) == (25, "")


def test_a_list_that_fits_on_one_page_has_no_next() -> None:
    keys = accounts("Sari", "Budi")
    assert by_name("", keys=keys).next_cursor == ""
    assert [row["name"] for row in by_name("", keys=keys).rows] == ["Budi", "Sari"]


def test_the_same_shape_is_compiled_once() -> None:
    keys = accounts("Sari", "Budi", "Joko")
    named.statements.clear()
    named(keys=keys)
    named(keys=keys[::-1])
    assert len(named.statements) == 1


def test_each_kind_of_scope_sees_what_it_sees_by_an_ordinary_query(world: World) -> None:
    scopes = [world.scope(name) for name in CAST if world.user(name)]
    scopes += [replace(scope, acts_for=frozenset({scopes[0].employee_id})) for scope in scopes]
    scopes += [replace(scope, roles=frozenset({Role.HR})) for scope in scopes[:2]]
    scopes += [replace(scope, unit_ids=frozenset({1, 2, 3})) for scope in scopes[:2]]
    for scope in [*scopes, NOBODY]:
        expected = list(Employee.objects.visible_to(scope).order_by("pk"))
        assert visible(scope=scope) == expected


def test_objects_come_with_their_related_ones_without_a_further_query(
    world: World, django_assert_num_queries: Any
) -> None:
    scope = replace(NOBODY, agency_id=world.agency.pk, roles=frozenset({Role.HR}))
    with django_assert_num_queries(1):
        found = visible(scope=scope)
        said = [(str(row.agency), str(row.unit), str(row.rater)) for row in found]
    expected = Employee.objects.visible_to(scope).order_by("pk")
    assert said == [(str(row.agency), str(row.unit), str(row.rater)) for row in expected]


def test_days_uuids_and_words_are_sent_as_the_database_takes_them(world: World) -> None:
    mandate = Mandate.objects.get(user=world.account("dewi"))
    given = {"uuid": mandate.uuid, "day": mandate.valid_from, "kind": mandate.role}
    found = [(mandate.uuid, mandate.valid_from, mandate.role)]
    assert of_day(**given, is_held=True) == found
    assert of_day(**given, is_held=False) == []
    assert of_day(**{**given, "kind": "auditor"}, is_held=False) == found
    assert of_day(**{**given, "uuid": uuid4()}, is_held=True) == []
    assert of_day(**{**given, "day": date(1990, 1, 1)}, is_held=True) == []


def test_an_instant_is_compared_as_an_instant() -> None:
    assert valid(at=now()) == list(SignInCode.objects.valid(now()))


def test_a_query_that_finds_nothing_by_its_form_asks_nothing(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        assert of_nobody(key=1) == []


def test_an_argument_that_is_not_sent_is_refused() -> None:
    with pytest.raises(AssertionError):
        forgetful(key=7)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a cursor of PostgreSQL")
def test_a_statement_sent_again_keeps_its_cursor_and_holds_no_rows() -> None:
    from pamong.access.statements import KEPT, cursor_for  # an install on SQLite has no such driver

    keys = accounts("Sari", "Budi")
    named.statements.clear()
    assert [named(keys=keys[:1]), named(keys=keys), named(keys=keys[1:])] == [
        [("Sari",)],
        [("Budi",), ("Sari",)],
        [("Budi",)],
    ]
    (statement,) = named.statements.values()
    cursor: Any = cursor_for(connection.connection, statement.sql if statement else "")
    assert cursor is connection.connection.pamong_cursors[cursor._last_query]
    assert cursor.pgresult is None
    assert cursor._last_query in KEPT  # the driver makes its form of a statement by our class


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans of PostgreSQL")
def test_a_compiled_read_leaves_no_plan_with_the_server() -> None:
    reads = {True: prepared(named.build), False: compiled(named.build)}
    keys = accounts("Sari", "Budi")
    for is_kept, read in reads.items():
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        connection.connection._prepared.clear()
        vars(connection.connection).pop("pamong_cursors", None)
        for _turn in range(8):
            assert read(keys=keys) == [("Budi",), ("Sari",)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert (cursor.fetchone() == (1,)) is is_kept
