"""What a leader saw of a plan when a page was opened, carried by the page's own forms."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from pamong.performance.models import Plan
from pamong.ui.keys import is_uuid

BETWEEN = "~"


def mark_of_seen(uuid: object, version: int) -> str:
    """The plan's key with its version: the version rises with its content and its state."""
    return f"{uuid}{BETWEEN}{version}"


def marks_of(plans: Iterable[Plan]) -> list[str]:
    """The marks of plans as they stand."""
    return [mark_of_seen(plan.uuid, plan.version) for plan in plans]


def keys_of(marks: Iterable[str]) -> list[str]:
    """The keys in posted marks; what has not the form of one is left out."""
    return [key for key in (mark.partition(BETWEEN)[0] for mark in marks) if is_uuid(key)]


def changed_since(plans: Sequence[Plan], marks: Iterable[str]) -> list[Plan]:
    """The plans that are not as they were when their marks were written; no mark tells nothing."""
    seen = {key: version for key, _b, version in (mark.partition(BETWEEN) for mark in marks)}
    told = [(plan, seen.get(str(plan.uuid), "")) for plan in plans]
    return [plan for plan, version in told if version and version != str(plan.version)]


def say_changed(plans: Sequence[Plan]) -> str:
    """Whose plan changed, how it stands now, and what to do."""
    names = "; ".join(
        f"{plan.employee.full_name} ({plan.get_status_display().lower()})" for plan in plans
    )
    return _(
        "SKP berubah sesudah halaman ini dibuka: %(names)s. Periksa keadaannya sekarang, lalu ulangi bila masih perlu."
    ) % {"names": names}
