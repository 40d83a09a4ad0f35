"""The secrets of one run: addresses that open the page once, browsers let in, tokens of forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from khtgdv.web.door.recent import Recent

_MOST_INVITATIONS, _MOST_BROWSERS = 8, 32
_BYTES = 32
_INVITATION_BYTES = 16  # no one guesses it, and its address fits a narrow screen


class Keys:
    """Who may come in. Nothing of it is written anywhere; it ends with the program."""

    def __init__(self) -> None:
        """Begin with nobody let in."""
        self._secret = secrets.token_bytes(_BYTES)
        self._invitations: Recent[bool] = Recent(_MOST_INVITATIONS)
        self._browsers: Recent[bool] = Recent(_MOST_BROWSERS)

    def invite(self) -> str:
        """Return a token that lets one browser in, once."""
        token = secrets.token_urlsafe(_INVITATION_BYTES)
        self._invitations.keep(_digest(token), value=True)
        return token

    def admit(self, token: str) -> str | None:
        """Return what the browser shows from now on; None where the token lets nobody in."""
        if not self._invitations.take(_digest(token)):
            return None
        cookie = secrets.token_urlsafe(_BYTES)
        self._browsers.keep(_digest(cookie), value=True)
        return cookie

    def knows(self, cookie: str) -> bool:
        """Tell whether a browser was let in."""
        return bool(self._browsers.get(_digest(cookie)))

    def form_token(self, cookie: str) -> str:
        """Return what every form of a browser carries."""
        return hmac.new(self._secret, cookie.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, cookie: str, token: str) -> bool:
        """Tell whether a form is of a page that this browser was shown."""
        return hmac.compare_digest(self.form_token(cookie).encode(), token.encode())


def _digest(token: str) -> str:
    """Return what is kept of a token: to look it up tells nothing of how much of it was right."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
