"""Refuses an unsafe start where others can reach the service; each fault with its mend."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pamong.access.scope import Role
from pamong.documents.outgoing import allowed
from pamong.documents.seals import SEAL_DIGITS, signer
from pamong.performance.national_source.protocol import SourceError
from pamong.performance.national_source.registry import has_source, national_source
from pamong.policy.choose import conflicts
from pamong.policy.load import builtin_heads
from pamong.policy.section import PackError

LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]"}


def is_reachable_by_others() -> bool:
    """Whether the service answers under a name that is not this machine's own."""
    host = urlsplit(settings.URL).hostname or ""
    return host not in LOCAL or any(name not in LOCAL for name in settings.ALLOWED_HOSTS)


def unsafe() -> Iterator[str]:
    """What must be mended before others may reach the service."""
    if not is_reachable_by_others():
        return
    if settings.DEBUG:
        yield "PAMONG_DEBUG is on: remove it, for pages of errors show secrets."
    if not settings.SECRET_IS_GIVEN:
        yield (
            "PAMONG_SECRET_KEY is not set: put 50 random characters or more into a file "
            "and name it in PAMONG_SECRET_KEY_FILE."
        )
    if not settings.IS_HTTPS:
        yield (
            "PAMONG_URL does not begin with https://: put a TLS proxy in front and set PAMONG_URL "
            "to the address that people type, and PAMONG_BEHIND_PROXY=on."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield "PAMONG_HOSTS holds *: name the hosts."


def misspelt() -> Iterator[str]:
    """A role that does not exist would silently need no second factor."""
    for name in settings.MFA_ROLES:
        if name not in Role.values:
            yield f"PAMONG_MFA_ROLES holds {name!r}: write roles of {', '.join(Role.values)}."


def unread_allowance() -> Iterator[str]:
    """A word that opens nothing would be found out by a request that fails."""
    for word in allowed.misspelt(settings.OUTGOING_ALLOW):
        yield (
            f"PAMONG_OUTGOING_ALLOW holds {word!r}: write host, host:port, http://host:port or a network "
            "as 10.20.0.0/16."
        )


def undated() -> Iterator[str]:
    """Two laws for one day, or a day without any, would judge people by chance."""
    try:
        faults = conflicts(builtin_heads())
    except PackError as error:
        faults = [str(error)]
    for fault in faults:
        yield f"Rule packs: {fault}. Mend `from` and `until` in pack.toml."


def unknown_adapter() -> Iterator[str]:
    """A fetch would fail at night; the name is looked at now."""
    if not has_source():
        return
    try:
        national_source()
    except SourceError as error:
        yield f"PAMONG_NATIONAL_ADAPTER: {error.sentence}"
    except (ImportError, TypeError):
        yield (
            f"PAMONG_NATIONAL_ADAPTER is {settings.NATIONAL_ADAPTER!r}, which is no adapter: write "
            "the dotted path of a class with name, kinds and fetch."
        )


def unknown_signer() -> Iterator[str]:
    """Papers would leave unsigned, or the first one would fail."""
    try:
        signer()
    except (ImportError, TypeError):
        yield (
            f"PAMONG_SIGNER is {settings.SIGNER!r}, which is no signer: write none, seal, or the dotted "
            "path of a class with code, asks_passphrase, sign and verifies."
        )
    if settings.SEAL_KEY and not SEAL_DIGITS.fullmatch(settings.SEAL_KEY):
        yield "PAMONG_SEAL_KEY is no key: write 64 hexadecimal digits."


def refuse_unsafe_start() -> None:
    """Raise with every fault at once."""
    own = [*misspelt(), *unread_allowance(), *unknown_adapter(), *unknown_signer()]
    if faults := [*unsafe(), *undated(), *own]:
        raise ImproperlyConfigured("Pamong does not start:\n- " + "\n- ".join(faults))
