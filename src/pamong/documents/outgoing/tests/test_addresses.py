"""Which addresses a request may reach: nothing but the public internet, unless the administrator says so."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamong.documents.outgoing.addresses import CLOSED_4, is_open, may_reach, target_of
from pamong.documents.outgoing.allowed import Allowance, misspelt
from pamong.documents.outgoing.reasons import NotSentError, Reason

NOTHING = Allowance()
V4 = st.integers(0, 2**32 - 1).map(IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(IPv6Address)
CLOSED = st.one_of(
    *(
        st.integers(int(n.network_address), int(n.broadcast_address)).map(IPv4Address)
        for n in CLOSED_4
    )
)


@given(V4 | V6)
def test_an_address_that_python_knows_as_not_public_is_refused(
    found: IPv4Address | IPv6Address,
) -> None:
    if not found.is_global or found.is_multicast or found.is_reserved:
        assert not is_open(found, NOTHING)


@given(CLOSED)
def test_no_special_network_is_reached(found: IPv4Address) -> None:
    assert not is_open(found, NOTHING)


@given(V4)
def test_no_address_of_version_four_is_reached_in_the_dress_of_six(found: IPv4Address) -> None:
    number = int(found)
    for dressed in (
        int(ip_address("::ffff:0:0")) + number,  # mapped
        int(ip_address("64:ff9b::")) + number,  # translated (NAT64)
        int(ip_address("64:ff9b:1::")) + number,
        number,  # compatible
        int(ip_address("2002::")) + (number << 80),  # 6to4
        int(ip_address("2001::")) + number,  # Teredo
    ):
        assert not is_open(IPv6Address(dressed), NOTHING)


@given(V4, st.integers(8, 32))
def test_a_network_that_is_listed_opens_its_own_addresses_alone(found: IPv4Address, n: int) -> None:
    listed = Allowance((ip_network((int(found) >> (32 - n) << (32 - n), n)),))
    assert is_open(found, listed)
    other = IPv4Address(int(found) ^ (1 << (32 - n)))
    assert is_open(other, listed) == is_open(other, NOTHING)


@pytest.mark.parametrize(
    "found",
    ["8.8.8.8", "103.10.66.1", "2606:4700:4700::1111", "2001:4860:4860::8888", "2400:cb00::1"],
)
def test_public_addresses_are_reached(found: str) -> None:
    assert is_open(ip_address(found), NOTHING)


@pytest.mark.parametrize("found", ["fe80::1%eth0", "fc00::1", "::1", "::", "ff02::1", "100.64.1.1"])
def test_local_ones_are_not(found: str) -> None:
    assert not is_open(ip_address(found), NOTHING)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("http://contoh.go.id/", Reason.SCHEME),
        ("ftp://contoh.go.id/", Reason.SCHEME),
        ("contoh.go.id/kabar", Reason.SCHEME),
        ("https://contoh.go.id:8443/", Reason.PORT),
        ("https://contoh.go.id:22/", Reason.PORT),
        ("https://orang:sandi@contoh.go.id/", Reason.SIGN_IN),
        ("https:///kabar", Reason.ADDRESS),
        ("https://contoh.go.id:99999/", Reason.ADDRESS),
        ("https://con toh.go.id/", Reason.ADDRESS),
        ("https://contoh.go.id/a b", Reason.ADDRESS),
        ("https://contoh.go.id\r\nX: 1/", Reason.ADDRESS),
        ("https://contoh.go.id\\@lain.id/", Reason.ADDRESS),
        ("https://contoh..go.id/", Reason.ADDRESS),
        ("https://[::1/", Reason.ADDRESS),
        ("https://\0/", Reason.ADDRESS),
        (f"https://{'a' * 300}.id/", Reason.ADDRESS),
        ("https://127.0.0.1/", Reason.CLOSED),
        ("https://[::1]/", Reason.CLOSED),
        ("https://[::ffff:8.8.8.8]/", Reason.CLOSED),
        ("https://169.254.169.254/latest/meta-data", Reason.CLOSED),
        ("https://localhost/", Reason.CLOSED),
        ("https://LOCALHOST./", Reason.CLOSED),
        ("https://kinerja.localhost/", Reason.CLOSED),
        ("https://dasbor.local/", Reason.CLOSED),
        ("https://api.internal/", Reason.CLOSED),
        ("https://router.home.arpa/", Reason.CLOSED),
        ("https://dasbor/", Reason.CLOSED),
        ("https://2130706433/", Reason.CLOSED),
        ("https://0x7f.1/", Reason.CLOSED),
    ],
)
def test_what_is_typed_is_refused_with_its_reason(typed: str, reason: Reason) -> None:
    with pytest.raises(NotSentError) as told:
        target_of(typed)
    assert told.value.reason == reason


def test_a_good_address_is_read_once() -> None:
    target = target_of("https://Kabar.Contoh.GO.ID./terima/é?a=1&b=%20")
    assert (target.host, target.port) == ("kabar.contoh.go.id", 443)
    assert target.path == "/terima/%C3%A9?a=1&b=%20"
    assert target_of("https://bücher.example/").host == "xn--bcher-kva.example"


@given(st.text(max_size=60))
def test_odd_text_is_read_or_refused_and_nothing_else(typed: str) -> None:
    try:
        target = target_of(f"https://{typed}")
    except NotSentError:
        return
    assert target.port == 443
    assert target.host.isascii()


def test_the_administrator_opens_places_and_networks(settings: Any) -> None:
    settings.OUTGOING_ALLOW = ["http://dasbor.local:8080", "sandi.local:8443", "10.20.0.0/16"]
    plain = target_of("http://dasbor.local:8080/kabar")
    assert may_reach(plain, "127.0.0.1")
    assert may_reach(target_of("https://sandi.local:8443/"), "192.168.1.5")
    assert target_of("https://10.20.3.4/").host == "10.20.3.4"
    other = target_of("https://lain.local/")
    assert may_reach(other, "10.20.3.4")
    assert not may_reach(other, "10.21.0.1")
    for typed in ("http://dasbor.local/", "https://sandi.local:9443/", "https://10.21.0.1/"):
        with pytest.raises(NotSentError):
            target_of(typed)


def test_a_slip_in_the_setting_is_named() -> None:
    good = [
        "dasbor.local",
        "dasbor.local:8443",
        "http://a:80",
        "[::1]:8443",
        "10.0.0.0/8",
        "fd00::/8",
    ]
    bad = ["10.0.0.1/8", "http://a/b", "ftp://a", "a:99999", "https://x@y", "a b"]
    assert list(misspelt([*good, *bad])) == bad
