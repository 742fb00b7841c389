"""Who is asking, and for which people, units and agency: the type; `people.scope_of` fills it."""

import uuid as uuidlib
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """A standing duty beyond one's own work."""

    UNIT_ADMIN = "unit_admin", _("Administrator unit")
    HR = "hr", _("Kepegawaian")
    AGENCY_HEAD = "agency_head", _("Pimpinan instansi")
    AUDITOR = "auditor", pgettext_lazy("role", "Pengawas")
    TREASURER = "treasurer", pgettext_lazy("role", "Bendahara")
    PUBLISHER = "publisher", _("Pengelola informasi publik (PPID)")


OVER_UNIT = (Role.UNIT_ADMIN, Role.TREASURER)  # held over a unit with all below, never the agency


@dataclass(frozen=True, slots=True)
class Scope:
    """What one account may reach on one day. Empty by default: deny."""

    user_id: int = 0  # keys start at 1: 0 matches no row, where None would match every empty one
    user_uuid: uuidlib.UUID | None = None
    name: str = ""
    employee_id: int = 0
    agency_id: int = 0
    agency_uuid: uuidlib.UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)  # over the whole agency
    unit_ids: frozenset[int] = field(default_factory=frozenset)  # administered, with all below
    pay_unit_ids: frozenset[int] = field(default_factory=frozenset)  # whose allowance one pays out
    acts_for: frozenset[int] = field(default_factory=frozenset)  # raters who delegated, today
    agrees_for: frozenset[int] = field(default_factory=frozenset)  # of these, who handed over plans
    rates_for: frozenset[int] = field(default_factory=frozenset)  # … ratings
    reviews_for: frozenset[int] = field(default_factory=frozenset)  # … daily lines
    agency_name: str = ""
    time_zone: str = ""  # the agency's: its days begin and end there
    local_packs: tuple[tuple[str, str, str], ...] = ()  # the agency's own rules, by day
    monthly_years: frozenset[int] = frozenset()  # in which the agency rates by month
    is_gathered: bool = False  # counting over the agency takes long: figures are gathered
    keeps_offline: bool = False  # the agency lets its people's devices keep their own forms
    is_demo: bool = False  # the agency and its people are invented
    title: str = ""  # the post that the bar names
    kind: str = ""  # of employee, today
    is_official: bool = False  # a political official: rates, and has no plan of one's own
    is_functional: bool = False  # holds a functional post, whose angka kredit is kept
    keeps: bool = False  # owes ratings of plans that have another rater by now
    leads: bool = False  # rates somebody today, in one's own name or another's
    leads_team: bool = False  # heads a team across units today, which is not rating
    leads_office: bool = False  # heads an office today, for good or for a time
    leads_unit: bool = False  # heads any unit today
    in_team: bool = False  # a member of such a team today
    back_on: date | None = None  # on leave today: the first day of work after it
    leaves_on: date | None = None  # recorded ahead: the first day out of service
    unread: int = 0  # notices that were not opened yet
    has_left: bool = False  # still reads what is one's own, and rates nobody
    is_shell: bool = False  # the command line without --as: everything, ledgered

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held over the whole agency."""
        return self.is_shell or bool(self.roles.intersection(roles))

    @property
    def active_id(self) -> int:
        """Oneself while in office: what one reads and decides of others ends on the day of leaving."""
        return 0 if self.has_left else self.employee_id

    @property
    def rater_ids(self) -> frozenset[int]:
        """Oneself and those for whom one does anything today: whose people one sees."""
        return self.acts_for | self._own

    @property
    def agree_ids(self) -> frozenset[int]:
        """Oneself and those for whom one answers plans today."""
        return self.agrees_for | self._own

    @property
    def rate_ids(self) -> frozenset[int]:
        """Oneself and those for whom one rates today."""
        return self.rates_for | self._own

    @property
    def review_ids(self) -> frozenset[int]:
        """Oneself and those for whom one looks at daily lines today."""
        return self.reviews_for | self._own

    @property
    def _own(self) -> frozenset[int]:
        return frozenset({self.active_id} - {0})


NOBODY = Scope()
EVERYTHING = Scope(name="shell", is_shell=True)
