"""What a move has done, and what is still to be done, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import Assignment, Employee
from pamong.ui.dates import say_day_full


def moved_said(made: Assignment, before: Employee | None, rater: Employee | None) -> str:
    """Who rates from the day of the move, and which plans are to be looked at."""
    said = _("Jabatan dicatat.")
    if made.kind != Assignment.Kind.DEFINITIVE:
        return said
    plans = _(
        "Periksa SKP periode sesudahnya di halaman ini: yang belum disetujui ikut ke jabatan baru, "
        "yang sudah disetujui tetap atas jabatan lama."
    )
    return f"{said} {_rater_said(made, before, rater)} {plans}"


def _rater_said(made: Assignment, before: Employee | None, rater: Employee | None) -> str:
    day = say_day_full(made.valid_from)
    if rater is None:
        return _("Belum ada penilai sejak %(day)s: tetapkan penilainya.") % {"day": day}
    names = {"name": rater.full_name, "day": day}
    if rater == before:
        return (
            _("Penilai sejak %(day)s tetap %(name)s: ganti bila ia bukan atasannya lagi.") % names
        )
    return _("%(name)s menilai sejak %(day)s.") % names


def left_said(left: Mapping[Employee, int]) -> str:
    """Who still rates how many in a unit that somebody else leads now."""
    said = [
        ngettext(
            "%(n)d pegawai masih dinilai %(name)s, yang tidak lagi memimpin unit itu.",
            "%(n)d pegawai masih dinilai %(name)s, yang tidak lagi memimpin unit itu.",
            count,
        )
        % {"n": count, "name": rater.full_name}
        for rater, count in left.items()
    ]
    return " ".join(said)
