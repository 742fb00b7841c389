"""Addresses are found by their first word, and else in the order in which they stand."""

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, include, path, re_path
from django.urls.resolvers import RoutePattern

from pamong.ui.addresses import ByFirstWord


def _view(*_args: object, **_values: object) -> HttpResponse:
    return HttpResponse()


ADDRESSES = ByFirstWord(
    RoutePattern("", is_endpoint=False),
    [
        path("", _view, name="start"),
        path("plans/", _view, name="plans"),
        path("plans/<int:pk>", _view, name="plan"),
        path("units", _view, name="units"),
        path("<slug:any>/last", _view, name="last"),
        path("", include([path("plans/new", _view, name="new")])),
        path("papers/", include([path("<int:pk>", _view, name="paper")])),
        re_path(r"^plans/[a-z]{3}-\d$", _view, name="coded"),
        path("units/last", _view, name="hidden"),
    ],
)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("", "start"),
        ("plans/", "plans"),
        ("plans/7", "plan"),
        ("plans/new", "new"),
        ("plans/abc-1", "coded"),
        ("units", "units"),
        ("units/last", "last"),
        ("papers/9", "paper"),
        ("elsewhere/last", "last"),
    ],
)
def test_a_path_leads_where_it_would_if_all_were_tried_in_turn(asked: str, name: str) -> None:
    assert ADDRESSES.resolve(asked).url_name == name


@pytest.mark.parametrize("asked", ["plans", "plans/x", "units/", "nowhere", "elsewhere/first"])
def test_a_path_that_is_no_address_is_none(asked: str) -> None:
    with pytest.raises(Resolver404):
        ADDRESSES.resolve(asked)
