"""Requests as the browser of one who signed in sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench.writes import TOKEN
from pamong.access.models import User


@dataclass(frozen=True, slots=True)
class Request:
    """One signed-in request of the load."""

    session: str
    path: str

    def message(self, body: str = "") -> dict[str, str]:
        """As the load client takes it; with a body it is a form."""
        cookies = {settings.SESSION_COOKIE_NAME: self.session, settings.CSRF_COOKIE_NAME: TOKEN}
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        form = {"method": "POST", "body": body} if body else {}
        return {"path": self.path, "cookie": cookie, **form}


def session_of(user_id: int) -> str:
    """A session as signing in leaves it."""
    user = User.objects.get(pk=user_id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def requests_of(asks: Sequence[tuple[int, str]]) -> list[Request]:
    """Everybody has signed in before."""
    return [Request(session_of(user), path) for user, path in asks]


def forms_of(asks: Sequence[tuple[int, str, str]]) -> list[dict[str, str]]:
    """The same for forms with what is in them."""
    return [Request(session_of(user), path).message(body) for user, path, body in asks]
