"""What every page's frame shows: navigation, agency, person, period. Nothing is read until it is shown."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.offline.keeping import keeps
from pamong.access.scope import NOBODY, Scope
from pamong.access.unsent.keeping import unsent_of
from pamong.config.navigation import (
    EMPLOYEE,
    FUNCTIONAL,
    LEADER,
    MOST_UNREAD,
    OFFICE_HEAD,
    OFFICIAL,
    SIGNS,
    TEAM,
    TEAM_LEADER,
    TREASURER,
    UNIT_ADMIN,
    UNIT_HEAD,
    navigation_for,
    person_menu,
    url_of,
)
from pamong.documents.seals import signer
from pamong.performance.rhythm import rhythms_of
from pamong.performance.team.queries import waiting_counts
from pamong.ui.account_marks import mark_of
from pamong.ui.dates import ROMAN
from pamong.ui.device import Device
from pamong.ui.navigation import NavEntry, NavGroup


class Frame:
    """The frame of one page; one query beyond the scope's own, for who leads."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def day(self) -> date:
        """The day the page speaks of."""
        return today()

    @cached_property
    def scope(self) -> Scope:
        """Who is asking; nobody on pages before the sign-in."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return NOBODY
        scope: Scope = getattr(self.request, "scope", NOBODY)
        return scope

    @cached_property
    def held(self) -> frozenset[str]:
        """The columns of the navigation table that apply."""
        held = set(self.scope.roles)
        if self.scope.employee_id:
            held.add(OFFICIAL if self.scope.is_official else EMPLOYEE)
        told = {
            FUNCTIONAL: self.scope.is_functional,
            UNIT_ADMIN: self.scope.unit_ids,
            TREASURER: self.scope.pay_unit_ids,
            LEADER: self.scope.leads,
            TEAM_LEADER: self.scope.leads_team,
            OFFICE_HEAD: self.scope.leads_office,
            UNIT_HEAD: self.scope.leads_unit,
            TEAM: self.scope.in_team,
        }
        held.update(column for column, is_so in told.items() if is_so)
        return frozenset(held | self._signs())

    def _signs(self) -> set[str]:
        """Whether one signs papers here, which the install's signer decides."""
        return {SIGNS} if self.scope.active_id and signer().asks_passphrase else set()

    def navigation(self) -> Sequence[NavGroup]:
        """The groups of the side navigation."""
        if not self.scope.user_id:
            return ()
        return navigation_for(self.held, self.waiting())

    def waiting(self) -> dict[str, int]:
        """What waits for this person, by page; a page that has counted it says so itself."""
        told: dict[str, int] | None = getattr(self.request, "waiting", None)
        if told is not None:
            return told
        return waiting_counts(self.scope, self.day) if LEADER in self.held else {}

    def menu(self) -> Sequence[NavEntry]:
        """What stands under the person's name."""
        return person_menu(self.scope.unread) if self.scope.user_id else ()

    def device(self) -> Device:
        """Whose account the page is of, and whether the device keeps anything for it."""
        return Device(mark_of(self.request), keeps=keeps(self.scope))

    def period(self) -> str:
        """2026, triwulan IV."""
        if not self.scope.user_id:
            return ""
        kind, first = self.scope.kind, date(self.day.year, 1, 1)
        by_month = rhythms_of(self.scope).of_kinds(self.day.year, first, lambda _day: kind)
        number = (self.day.month - 1) // 3 + 1
        if number in by_month:
            return f"{self.day.year}, {MONTHS[self.day.month]}"
        told = {"year": self.day.year, "quarter": ROMAN[number]}
        return _("%(year)s, triwulan %(quarter)s") % told


PAMONG_VERSION = version("pamong")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Names for ui/page.html, all of them lazy."""
    whole = Frame(request)
    return {
        "navigation": SimpleLazyObject(whole.navigation),
        "person_menu": SimpleLazyObject(whole.menu),
        "unread": SimpleLazyObject(lambda: min(whole.scope.unread, MOST_UNREAD)),
        "agency_name": SimpleLazyObject(lambda: whole.scope.agency_name),
        "person_name": SimpleLazyObject(lambda: whole.scope.name),
        "person_title": SimpleLazyObject(lambda: whole.scope.title),
        "period_text": SimpleLazyObject(whole.period),
        "period_url": SimpleLazyObject(lambda: url_of("performance:period")),
        "keep_url": SimpleLazyObject(lambda: url_of("people:filter-save")),
        "search_url": SimpleLazyObject(lambda: url_of("people:search")),
        "language_url": SimpleLazyObject(lambda: url_of("access:language-set")),
        "sign_out_url": SimpleLazyObject(lambda: url_of("account_logout")),
        "is_demo": SimpleLazyObject(lambda: whole.scope.is_demo),
        "device": SimpleLazyObject(whole.device),
        "unsent": SimpleLazyObject(lambda: unsent_of(request)),
        "today": whole.day,
        "pamong_version": PAMONG_VERSION,
    }
