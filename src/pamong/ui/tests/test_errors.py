"""Pages for what went wrong say what to do, and need no database to say it."""

import errno
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from pamong.ui import errors
from pamong.ui.middleware import met_another, refusals


def test_a_missing_page_stands_in_the_house_for_those_signed_in(as_: Any) -> None:
    response = as_("sari").get("/tidak-ada")
    assert response.status_code == 404
    assert b"Halaman tidak ditemukan" in response.content
    assert b"Sari Lestari" in response.content


def test_a_missing_page_shows_strangers_the_plain_frame(db: None) -> None:
    response = Client().get("/tidak-ada")
    assert response.status_code == 404
    assert b"Halaman tidak ditemukan" in response.content
    assert b"pm-side" not in response.content


def test_a_refusal_gives_its_reason() -> None:
    request = RequestFactory().get("/x", headers={"referer": "http://testserver/plans"})
    response = errors.forbidden(request, PermissionDenied("Hanya penilai yang menyetujui SKP."))
    assert response.status_code == 403
    assert b"Hanya penilai" in response.content
    assert b'href="http://testserver/plans"' in response.content


def test_the_way_back_never_leads_to_another_site() -> None:
    request = RequestFactory().get("/x", headers={"referer": "https://evil.example/"})
    assert b"evil" not in errors.forbidden(request, PermissionDenied()).content


def test_a_form_opened_too_long_ago_says_what_to_do(as_: Any, world: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.account("sari"))
    response = client.post("/account/language", {"language": "en"})
    assert response.status_code == 403
    assert "muat ulang" in response.content.decode()


@pytest.mark.parametrize("status", [400, 500])
def test_the_static_pages_ask_nothing(
    django_assert_num_queries: Any, db: None, status: int
) -> None:
    request = RequestFactory().get("/x")
    with django_assert_num_queries(0):
        if status == 400:
            response = errors.bad_request(request, SuspiciousOperation())
        else:
            response = errors.server_error(request)
    assert response.status_code == status
    assert b'href="/"' in response.content
    assert b"<script" not in response.content


def test_a_broken_rule_is_said_with_the_way_back(as_: Any) -> None:
    from pamong.ui.responses import refusal

    request = RequestFactory().post("/x", headers={"referer": "http://testserver/plans/1"})
    response = refusal(request, ["Lengkapi target <dahulu>."])
    assert response.status_code == 422
    assert "Lengkapi target &lt;dahulu&gt;." in response.content.decode()
    assert "http://testserver/plans/1" in response.content.decode()


def test_an_address_behind_a_button_says_from_where_it_is_sent(as_: Any) -> None:
    answer = as_("budi").get("/plans/agree")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Tidak ada yang tersimpan" in answer.content.decode()
    assert 'href="/plans/"' in answer.content.decode()


def test_an_address_behind_a_button_of_a_row_leads_to_that_row(as_: Any) -> None:
    row = "0b0fe9a4-0000-4000-8000-000000000000"
    answer = as_("budi").get(f"/plans/{row}/agree")
    assert answer.status_code == 405
    assert f'href="/plans/{row}/"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/people?q=a%00b", "/plans/?after=%00", "/packs/a/b%00"])
def test_an_address_with_nul_is_a_bad_request(as_: Any, address: str) -> None:
    assert as_("dewi").get(address).status_code == 400


class UniqueViolation(Exception):
    """What psycopg calls the second of two."""


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IntegrityError("UNIQUE constraint failed: people_unit.code"), 422),
        (OperationalError("database is locked"), 422),
        (IntegrityError("FOREIGN KEY constraint failed"), None),
        (OperationalError("no such table: people_unit"), None),
        (ObjectDoesNotExist(), 422),
        (OSError(errno.ENOSPC, "No space left on device"), 422),
        (FileNotFoundError(errno.ENOENT, "No such file"), None),
    ],
)
def test_what_no_code_of_ours_caused_is_told_in_a_sentence(
    error: Exception, status: int | None
) -> None:
    request = RequestFactory().post("/x")
    answer = refusals(lambda _request: HttpResponse()).process_exception(request, error)
    assert (answer.status_code if answer else None) == status


def test_postgresqls_name_for_it_is_known() -> None:
    error = IntegrityError("duplicate key")
    error.__cause__ = UniqueViolation()
    assert met_another(error)
