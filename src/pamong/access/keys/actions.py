"""What a person does with keys for programs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.keys.permissions import can_make_key, can_revoke_key
from pamong.access.keys.secrets import digest_of_key, new_secret, seal_of
from pamong.access.models import ApiKey, Area, User
from pamong.access.permissions import require
from pamong.ledger.actions import record

AT_MOST = 20
LONGEST = timedelta(days=365)
LEVELS = ("read", "write")


@dataclass(frozen=True, slots=True)
class KeyInput:
    """What its owner says of a key: a name, how long, and what it opens by area."""

    name: str
    days: int
    levels: dict[str, str]

    @property
    def grants(self) -> str:
        """As it is kept, in the order of the areas."""
        held = ((area, self.levels.get(area, "")) for area in Area.values)
        return " ".join(f"{area}:{level}" for area, level in held if level)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key with its text, which is kept nowhere."""

    key: ApiKey
    written: str


@transaction.atomic
def make_key(user: User, given: KeyInput, *, by: User, on: date) -> MadeKey:
    """Make a key; its text leaves here once, only its hash is kept."""
    user = User.objects.select_for_update().get(pk=user.pk)
    require(can_make_key(by, user))
    _check(user, given, on)
    prefix, written = new_secret()
    key = ApiKey.objects.create(
        user=user,
        name=given.name.strip(),
        prefix=prefix,
        digest=digest_of_key(written),
        seal=seal_of(user),
        grants=given.grants,
        made_on=on,
        expires_on=on + timedelta(days=given.days),
    )
    changes = {
        "key": [None, prefix],
        "grants": [None, key.grants],
        "expires_on": [None, key.expires_on],
    }
    record("access.key_made", user, by=by, on=on, changes=changes)
    return MadeKey(key, written)


def _check(user: User, given: KeyInput, on: date) -> None:
    if not given.name.strip():
        raise ValidationError(_("Tulis untuk apa kunci ini dipakai."))
    if not timedelta(days=1) <= timedelta(days=min(given.days, LONGEST.days + 1)) <= LONGEST:
        raise ValidationError(_("Pilih masa berlaku paling lama satu tahun."))
    if set(given.levels) - set(Area.values) or set(given.levels.values()) - {"", *LEVELS}:
        raise ValidationError(_("Pilih baca atau tulis untuk bagian yang ada di daftar."))
    if not given.grants:
        raise ValidationError(_("Pilih paling sedikit satu bagian yang boleh dibuka kunci ini."))
    if ApiKey.objects.valid(on).filter(user=user).count() >= AT_MOST:
        raise ValidationError(
            _("Anda sudah punya %(most)d kunci yang berlaku. Cabut yang tidak dipakai lagi."),
            params={"most": AT_MOST},
        )


@transaction.atomic
def revoke_key(key: ApiKey, *, by: User, on: date) -> ApiKey:
    """End a key at once; a second time changes nothing."""
    key = ApiKey.objects.select_for_update().select_related("user").get(pk=key.pk)
    require(can_revoke_key(by, key))
    if key.revoked_on is None:
        key.revoked_on = on
        key.save(update_fields=["revoked_on"])
        record("access.key_revoked", key.user, by=by, on=on, changes={"key": [key.prefix, None]})
    return key
