"""One's own filters as a table."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import SavedFilter
from pamong.ui.tables import Cell, Column, Row, Table


def filters_table(kept: Sequence[SavedFilter]) -> Table:
    """Each leads to its list as it was filtered, and to its own page."""
    columns = [Column(_("Saringan"), kind="row"), Column(_("Tindakan"), kind="actions")]
    return Table(columns, [_row(one) for one in kept], _("Daftar saringan"))


def _row(one: SavedFilter) -> Row:
    change = reverse("people:filter-rename", args=[one.uuid])
    here = Cell(one.name, url=reverse("people:filter-open", args=[one.uuid]))
    return Row([here, Cell(_("Ubah nama atau hapus"), url=change)])
