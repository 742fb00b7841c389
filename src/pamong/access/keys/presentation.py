"""Keys as a table."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.keys.secrets import seal_of
from pamong.access.models import ApiKey, Area, User
from pamong.ui.dates import say_day
from pamong.ui.tables import Cell, Column, Row, Table


def key_table(keys: Sequence[ApiKey], user: User, on: date) -> Table:
    """One a row; revoking stands where the key still opens something."""
    seal = seal_of(user)
    columns = [
        Column(_("Kunci"), kind="row"),
        Column(_("Boleh")),
        Column(_("Terakhir dipakai")),
        Column(_("Keadaan")),
        Column(_("Tindakan"), kind="actions"),
    ]
    return Table(columns, [_row(key, seal, on) for key in keys], _("Kunci API"))


def _row(key: ApiKey, seal: str, on: date) -> Row:
    holds = key.revoked_on is None and key.expires_on > on and key.seal == seal
    used = say_day(key.used_on) if key.used_on else _("Belum pernah")
    url = reverse("access:key-revoke", args=[key.uuid])
    return Row(
        [
            Cell(key.name, sub=f"pamong_{key.prefix}_…"),
            said_grants(key),
            used,
            _state(key, on, holds=holds),
            Cell(_("Cabut"), url=url) if holds else "",
        ]
    )


def _state(key: ApiKey, on: date, *, holds: bool) -> Any:
    if holds:
        last = key.expires_on - timedelta(days=1)
        return Cell(_("Berlaku"), tag="running", sub=_("sampai %s") % say_day(last))
    if key.revoked_on:
        return Cell(_("Dicabut"), tag="none", sub=say_day(key.revoked_on))
    if key.expires_on <= on:
        return Cell(_("Habis masa berlakunya"), tag="none")
    return Cell(_("Berakhir bersama sesi akun"), tag="none")


def said_grants(key: ApiKey) -> str:
    """What it opens, in words: what is only read, and what is written as well."""
    held = key.grants.split()
    said = []
    for level, words in (("read", _("Baca: %s")), ("write", _("Baca dan tulis: %s"))):
        areas = [str(area.label) for area in Area if f"{area}:{level}" in held]
        if areas:
            is_all = len(areas) == len(Area)
            said.append(words % (_("semua bagian") if is_all else "; ".join(areas)))
    return ". ".join(said)
