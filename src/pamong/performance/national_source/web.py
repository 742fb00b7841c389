"""An adapter over HTTP, to be used as it is or extended: time limits, retries, pages, plain errors.

As it is it asks `PAMONG_NATIONAL_URL/people?since=…&cursor=…` with the token of PAMONG_NATIONAL_TOKEN
and expects `{"records": [{heading: value}], "cursor": "…", "marker": "…"}`. Another shape of answer is
one method, `page_of`; another way to sign in is `headers`.
"""

import json
import time
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from pamong.performance.national_source.protocol import Kind, NationalPage, SourceError

LOCAL = {"localhost", "127.0.0.1", "::1"}
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LARGEST = 32 * 1024 * 1024  # bytes of one answer
LONGEST_WAIT = 30.0


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the token to wherever the answer says."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class WebSource:
    """GET with a token, page by page."""

    name = "SIASN"
    timeout = 20.0  # seconds for one answer
    tries = 3
    pause = 1.0  # seconds before the second try, doubled for the third

    def __init__(self, sleep: Callable[[float], object] = time.sleep) -> None:
        self.address = settings.NATIONAL_URL.rstrip("/")
        self.sleep = sleep
        parts = urlsplit(self.address)
        self.host = parts.hostname or ""
        if parts.scheme != "https" and self.host not in LOCAL:
            raise SourceError(_("PAMONG_NATIONAL_URL harus diawali https://."))

    def kinds(self) -> Collection[Kind]:
        """All three."""
        return ("people", "plans", "ratings")

    def headers(self) -> Mapping[str, str]:
        """What every request carries."""
        token = settings.NATIONAL_TOKEN
        sent = {"Accept": "application/json"}
        return sent | ({"Authorization": f"Bearer {token}"} if token else {})

    def query(self, kind: Kind, *, since: str, cursor: str) -> Mapping[str, str]:  # noqa: ARG002 — for who extends it
        """What is asked beside the kind."""
        asked = {"since": since, "cursor": cursor}
        return {name: value for name, value in asked.items() if value}

    def page_of(self, kind: Kind, answer: Any) -> NationalPage:  # noqa: ARG002 — for who extends it
        """Read one answer; a shape that is not understood is an error, never an empty page."""
        try:
            records = [dict(record) for record in answer["records"]]
        except (KeyError, TypeError, ValueError):
            raise SourceError(
                self._said(_("jawabannya tidak berbentuk seperti yang diharapkan"))
            ) from None
        return NationalPage(
            records, str(answer.get("cursor") or ""), str(answer.get("marker") or "")
        )

    def fetch(self, kind: Kind, *, since: str, cursor: str) -> NationalPage:
        """One page, tried again where that may help."""
        query = urlencode(self.query(kind, since=since, cursor=cursor))
        address = f"{self.address}/{kind}" + (f"?{query}" if query else "")
        return self.page_of(kind, self._json(address))

    def _json(self, address: str) -> Any:
        body = self._body(address)
        try:
            return json.loads(body, parse_float=Decimal)
        except ValueError:
            raise SourceError(self._said(_("jawabannya bukan JSON"))) from None

    def _body(self, address: str) -> bytes:
        for left in reversed(range(self.tries)):
            try:
                return self._once(address)
            except HTTPError as error:
                with error:
                    if not left or error.code not in AGAIN:
                        raise SourceError(self._refused(error.code)) from None
                    wait = _seconds(error.headers.get("Retry-After"))
            except (URLError, HTTPException, OSError):
                if not left:
                    raise SourceError(self._said(_("tidak menjawab"))) from None
                wait = None
            usual = self.pause * 2 ** (self.tries - 1 - left)
            self.sleep(min(LONGEST_WAIT, usual if wait is None else wait))
        raise SourceError(self._said(_("tidak menjawab")))

    def _once(self, address: str) -> bytes:
        request = Request(address, headers=dict(self.headers()))  # noqa: S310 — https, checked above
        with build_opener(_NoRedirect).open(request, timeout=self.timeout) as answer:
            body: bytes = answer.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise SourceError(self._said(_("satu halaman jawabannya terlalu besar")))
        return body

    def _refused(self, code: int) -> str:
        if code in {401, 403}:
            return self._said(_("menolak tokennya (%(code)s)") % {"code": code})
        return self._said(_("menjawab %(code)s") % {"code": code})

    def _said(self, what: str) -> str:
        """The host and what it did: no address with its query, no header, no body."""
        return f"{self.host}: {what}."


def _seconds(told: str | None) -> float | None:
    """Retry-After in seconds; a date there is waited for as usual."""
    return float(told) if told and told.isdecimal() else None
