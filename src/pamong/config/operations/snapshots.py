"""What the page of background tasks says of the snapshot that dashboards read."""

from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.ticking import is_wanted
from pamong.people.jobs.standing import Standing
from pamong.ui.numbers import say_number


def snapshot_standing(scope: Scope) -> Standing | None:
    """Its age and number; nothing where the install keeps none."""
    held = snapshot_of(scope.agency_uuid) if scope.agency_uuid else None
    if held is None and not is_wanted():
        return None
    label = _("Potret data untuk dasbor")
    if held is None:
        return Standing(label, None, _("Belum ada potret. Dibuat otomatis dalam beberapa menit."))
    said = _("Nomor %(id)s, %(rows)s baris, dibuat dalam %(seconds)s detik")
    seconds = say_number(Decimal(str(held.seconds)), 1)
    return Standing(
        label,
        held.made_at,
        said % {"id": held.id, "rows": say_number(held.rows), "seconds": seconds},
    )
