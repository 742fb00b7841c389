"""Builders for tests of the door."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from pamong.access.clock import today
from pamong.access.keys.actions import KeyInput, make_key
from pamong.access.models import Area, User

PASSWORD = "sawah hijau pagi hari"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(user: User, password: str = PASSWORD) -> User:
    """Someone who has set a password."""
    user.set_password(password)
    user.save()
    return user


def with_second_factor(user: User) -> Authenticator:
    """Someone whose authenticator knows SECRET."""
    return TOTP.activate(user, SECRET).instance


def factor_code(steps: int = 0) -> str:
    """What the authenticator shows now, or some half minutes away."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps)))


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/account/sign-in", {"login": name, "password": password} | more)


def is_in(client: Client) -> bool:
    """Whether the client is signed in."""
    return client.get("/account/security").status_code == 200


def with_key(user: User, level: str = "write", *areas: str) -> str:
    """A key of somebody's, for all areas or for some; what is sent behind `Bearer`."""
    levels = dict.fromkeys(areas or Area.values, level)
    return make_key(user, KeyInput("uji", 90, levels), by=user, on=today()).written
