"""What every request must be before a page is made for it, and what every answer carries.

Other programs of this machine, other pages of this browser and other machines that reach the port
get nothing: a request must name this address as its host, come from a page of it where it comes
from one at all, and show the cookie that the opened address left; a change needs a form's token
too (`views`). Pages run no script, load nothing from elsewhere, stand in no frame.
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers, MutableHeaders

from khtgdv.web.door.notices import (
    NOT_LET_IN,
    WRONG_HOST,
    WRONG_METHOD,
    WRONG_ORIGIN,
    notice_response,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from khtgdv.web.door.desk import Desk
    from khtgdv.web.door.notices import Notice

_METHODS = frozenset({"GET", "HEAD", "POST"})
_OWN_SITES = frozenset({"same-origin", "none"})
_OPEN_PATHS = ("/open/", "/style.css", "/icon.svg")  # what a browser may have that was not let in
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not `no-referrer`: a form would then come with the origin `null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """An application that lets through to another what may come in."""

    def __init__(self, app: ASGIApp, desk: Desk, seconds: float) -> None:
        """Take the application to guard, and how long a browser may take to fetch an answer."""
        self._app, self._desk, self._seconds = app, desk, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        notice = self._refusal(scope)
        app = self._app if notice is None else notice_response(notice)
        await app(scope, receive, _with_headers(send, self._seconds))

    def _refusal(self, scope: Scope) -> Notice | None:
        """Return why a request is not answered, None where it is."""
        headers = Headers(scope=scope)
        if scope["method"] not in _METHODS:
            return WRONG_METHOD
        if headers.getlist("host") not in [[host] for host in self._desk.hosts]:
            return WRONG_HOST
        if not self._is_own(scope["method"], headers):
            return WRONG_ORIGIN
        if scope["path"].startswith(_OPEN_PATHS):
            return None
        return None if cookie_of(scope, self._desk) else NOT_LET_IN

    def _is_own(self, method: str, headers: Headers) -> bool:
        """Tell whether a request comes from a page of ours, or from none; a change from a page."""
        if headers.get("sec-fetch-site", "none") not in _OWN_SITES:
            return False
        origins = headers.getlist("origin")
        if not origins:
            return method != "POST"
        return origins in [[f"http://{host}"] for host in headers.getlist("host")]


def cookie_of(scope: Scope, desk: Desk) -> str:
    """Return what a browser shows to be known by, nothing where we know none of it."""
    texts = Headers(scope=scope).getlist("cookie")
    pairs = (part.strip().partition("=") for text in texts for part in text.split(";"))
    values = (value for name, _, value in pairs if name == desk.cookie_name)
    return next(filter(desk.keys.knows, values), "")


def _with_headers(send: Send, seconds: float) -> Send:
    """Return what sends an answer with all its headers; TimeoutError where nobody takes it."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        async with asyncio.timeout(seconds):
            await send(message)

    return send_with_headers
