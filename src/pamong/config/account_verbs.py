"""The verbs of one's own account that have a predicate; the others are the door's."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

KEYS = "pamong.access.keys"
BY_HAND = "A key is made and ended by a person who has just signed in; a key that makes keys would outlive it."
ACCOUNT_VERBS: tuple[Verb, ...] = (
    Verb(
        "access:key-make",
        _("Buat kunci"),
        f"{KEYS}.actions.make_key",
        f"{KEYS}.permissions.can_make_key",
        "access.key_made",
        undo="key-revoke",
        browser=BY_HAND,
    ),
    Verb(
        "access:key-revoke",
        _("Cabut kunci"),
        f"{KEYS}.actions.revoke_key",
        f"{KEYS}.permissions.can_revoke_key",
        "access.key_revoked",
        browser=BY_HAND,
    ),
)
