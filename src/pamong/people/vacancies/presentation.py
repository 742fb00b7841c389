"""Vacancies as tables."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import Supervision
from pamong.people.saying import place_of
from pamong.people.vacancies.queries import Vacancy
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def vacancy_table(rows: Sequence[Vacancy], *, may_act: bool) -> Table:
    """Raters who are gone, with the way to take over."""
    columns = [Column(_("Penilai yang kosong"), kind="row"), Column(_("Pegawai"))]
    columns += [Column(_("Pejabat sekarang"))]
    columns += [Column(_("Tindakan"), kind="actions")] if may_act else []
    written = []
    for row in rows:
        url = reverse("people:rater-take-over", args=[row.rater.uuid])
        words = _("Pindahkan pegawai") if row.filled_by else _("Ambil alih")
        act = [Cell(words, url=url)] if may_act else []
        name = Cell(row.rater.full_name, sub=place_of(row.rater))
        head = ", ".join(row.filled_by) or _("belum terisi")
        written.append(Row([name, people_said(row.people), head, *act]))
    return Table(columns, written, _("Penilai yang kosong"))


def stand_in_table(rows: Sequence[Vacancy]) -> Table:
    """Who stands in for whom, and since when."""
    columns = [
        Column(_("Jabatan yang kosong"), kind="row"),
        Column(_("Diambil alih")),
        Column(_("Pegawai")),
        Column(_("Sejak"), nowrap=True),
    ]
    written = [
        Row(
            [
                Cell(row.rater.full_name, sub=place_of(row.rater)),
                row.stand_in,
                people_said(row.people),
                say_day_full(row.since) if row.since else "",
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Penilaian yang diambil alih"))


def people_said(count: int) -> str:
    """How many people are concerned."""
    return ngettext("%(n)d pegawai", "%(n)d pegawai", count) % {"n": count}


def taken_said(rows: Sequence[Supervision]) -> str:
    """Who rates how many from now on."""
    counted = Counter(row.rater.full_name for row in rows)
    said = [
        ngettext("%(name)s menilai %(n)d pegawai.", "%(name)s menilai %(n)d pegawai.", count)
        % {"name": name, "n": count}
        for name, count in counted.most_common()
    ]
    return " ".join(said)
