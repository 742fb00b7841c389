"""Addresses: what is typed, read once, and which addresses of the network a request may reach.

Whoever types an address must not learn or touch what only this server can reach.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from pamong.documents.outgoing.allowed import PORTS, Allowance, allowance
from pamong.documents.outgoing.reasons import NotSentError, Reason

# What is not the public internet (the registries of special addresses of IANA), listed here because Python's
# own lists differ from release to release.
CLOSED_4 = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24"),
            *("192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        ),
    )
)
OPEN_6 = ip_network("2000::/3")  # all else is local, mapped from IPv4, translated or not given out
CLOSED_6 = tuple(
    map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)
LOOPBACK = ip_address("127.0.0.1"), ip_address("::1")
# Ends of names that nobody is given in public: RFC 6762, ICANN's choice for private use, and old customs.
LOCAL_ENDS = {"local", "internal", "lan", "intranet", "corp", "home", "localdomain"}
HOST = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*"
)
UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
KEPT = "/%:=&?~+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: scheme, host in small ASCII letters, port, and path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> tuple[str, str, int]:
        """As the administrator's list holds it."""
        return self.scheme, self.host, self.port


def target_of(address: str) -> Target:
    """Read what was typed; only https to its own port, unless the administrator lists the place."""
    if UNFIT.search(address):
        raise NotSentError(Reason.ADDRESS)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotSentError(Reason.ADDRESS) from None
    if parts.scheme not in PORTS:
        raise NotSentError(Reason.SCHEME)
    if "@" in parts.netloc:
        raise NotSentError(Reason.SIGN_IN)
    host = host_of(parts.hostname or "")
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    target = Target(parts.scheme, host, port or PORTS[parts.scheme], quote(whole, safe=KEPT))
    _check_place(target, allowance())
    return target


def host_of(given: str) -> str:
    """The name as DNS knows it, or a bare address of the network."""
    try:
        return str(ip_address(given))
    except ValueError:
        pass
    try:
        name = given.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        raise NotSentError(Reason.ADDRESS) from None
    if not HOST.fullmatch(name):
        raise NotSentError(Reason.ADDRESS)
    return name


def _check_place(target: Target, allowed: Allowance) -> None:
    if target.place in allowed.places:
        return
    if target.scheme != "https":
        raise NotSentError(Reason.SCHEME)
    if target.port != PORTS["https"]:
        raise NotSentError(Reason.PORT)
    if is_closed(target.host, allowed):
        raise NotSentError(Reason.CLOSED)


def is_closed(host: str, allowed: Allowance) -> bool:
    """Whether a host is seen to be none of the public internet without asking what its name stands for."""
    try:
        return not is_open(ip_address(host), allowed)
    except ValueError:
        pass
    end = host.rpartition(".")[2]
    if end == "localhost":
        return not any(is_open(one, allowed) for one in LOOPBACK)
    is_local = "." not in host or end in LOCAL_ENDS or end.isdigit() or host.endswith(".home.arpa")
    return is_local and not allowed.networks


def check_host(given: str) -> None:
    """Refuse a host without a scheme that is closed whatever its name stands for."""
    if is_closed(host_of(given), allowance()):
        raise NotSentError(Reason.CLOSED)


def may_reach(target: Target, found: str) -> bool:
    """Whether a request to the target may go to an address that its name stands for."""
    allowed = allowance()
    return target.place in allowed.places or is_open(ip_address(found), allowed)


def is_public(found: str) -> bool:
    """Whether an address is of the public internet, whatever the administrator lists."""
    return is_open(ip_address(found), Allowance())


def is_open(found: IPv4Address | IPv6Address, allowed: Allowance) -> bool:
    """Whether it is public, or in a network that the administrator lists."""
    if any(found in network for network in allowed.networks):
        return True
    if isinstance(found, IPv4Address):
        return not any(found in network for network in CLOSED_4)
    is_zoned = found.scope_id is not None
    return not is_zoned and found in OPEN_6 and not any(found in one for one in CLOSED_6)
