"""Verbs about when people work: the calendar, and leave."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb
from pamong.config.verb import people_verb as _people
from pamong.config.verb import plan_verb as _plan

DAY_VERBS: tuple[Verb, ...] = (
    _people(
        *("contract-add", _("Simpan kontrak"), "add_contract", "people.contract_added"),
        slice="contracts",
        undo="contract-remove",
        said=_("Kontrak dicatat"),
    ),
    _people(
        *("contract-remove", _("Hapus kontrak ini"), "remove_contract"),
        "people.contract_removed",
        slice="contracts",
        undo="contract-add",
        said=_("Kontrak dihapus"),
    ),
    Verb(
        "performance:contract-decide",
        _("Simpan keputusan"),
        "pamong.people.contracts.actions.decide_contract",
        "pamong.people.contracts.permissions.can_decide_contract",
        "people.contract_decided",
        undo="contract-decide",
        said=_("Kontrak diputuskan"),
    ),
    _plan(
        *("plan-shorten", _("Persingkat periode SKP"), "shorten_plan", "plan_shortened"),
        module="shortening",
        said=_("Periode SKP dipersingkat"),
    ),
    _people(
        *("week-set", _("Simpan pola minggu"), "set_week", "people.week_set"),
        slice="workdays",
        undo="week-set",
        said=_("Pola minggu ditetapkan"),
    ),
    _people(
        *("week-end", _("Ikuti unit di atasnya"), "end_week", "people.week_ended"),
        slice="workdays",
        undo="week-set",
        said=_("Pola minggu unit diakhiri"),
    ),
    _people(
        *("own-day-add", _("Simpan hari"), "add_own_day", "people.own_day_added"),
        slice="workdays",
        undo="own-day-remove",
        said=_("Hari ditambahkan ke kalender"),
    ),
    _people(
        *("own-days-import", _("Simpan ke kalender"), "import_own_days"),
        "people.own_day_added",
        slice="workdays",
        undo="own-day-remove",
    ),
    _people(
        *("own-day-remove", _("Hapus hari"), "remove_own_day", "people.own_day_removed"),
        slice="workdays",
        undo="own-day-add",
        said=_("Hari dihapus dari kalender"),
    ),
    _people(
        *("roster-import", _("Simpan jadwal"), "import_roster"),
        "people.roster_set",
        slice="workdays",
        module="roster_actions",
        undo="roster-import",
        said=_("Jadwal sif ditetapkan"),
    ),
    _people(
        *("leave-add", _("Simpan cuti"), "add_leave", "people.leave_added"),
        slice="leave",
        undo="leave-cancel",
        said=_("Cuti dicatat"),
    ),
    _people(
        *("leave-change", _("Simpan cuti"), "change_leave", "people.leave_changed"),
        slice="leave",
        undo="leave-change",
        said=_("Cuti diubah"),
    ),
    _people(
        *("leave-cancel", _("Batalkan cuti ini"), "cancel_leave", "people.leave_cancelled"),
        slice="leave",
        undo="leave-add",
        said=_("Cuti dibatalkan"),
    ),
    _people(
        *("leaves-import", _("Simpan cuti"), "import_leaves", "people.leave_added"),
        slice="leave",
        undo="leave-cancel",
    ),
)
