"""A page on the desk for tests: its application without a socket, a browser that was let in."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from khtgdv.web.app import make_app
from khtgdv.web.door.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

HOST = "127.0.0.1:8000"
_TAG = re.compile(r"<[^>]*>")
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_LINK = re.compile(r'<a href="([^"]*)"')


class Browser:
    """A browser that was let in to the desk of some plans."""

    def __init__(self, *plans: Path, desk: Desk | None = None, **options: Any) -> None:
        words = tuple(("data", str(plan)) for plan in plans)
        self.desk = desk or Desk(words, (HOST, "localhost:8000"), **options)
        self.client = TestClient(make_app(self.desk), f"http://{HOST}", follow_redirects=False)
        self.client.headers["Sec-Fetch-Site"] = "same-origin"
        address = self.desk.invitation().removeprefix(f"http://{HOST}")
        assert self.client.get(address).status_code == 303

    def get(self, address: str, **options: Any) -> Response:
        response: Response = self.client.get(address, **options)
        return response

    def text(self, address: str) -> str:
        """Return the words of a page, on one line."""
        return words_of(self.get(address))

    def post(self, address: str, **fields: Any) -> Response:
        """Send a form as this browser does."""
        response: Response = self.client.post(
            address, data=fields, headers={"Origin": f"http://{HOST}"}
        )
        return response

    def send(self, address: str, form: str, **fields: Any) -> Response:
        """Open a page, fill one of its forms and send it; follow where it leads."""
        page = self.get(address).text
        response = self.post(form, **(hidden_fields(page, form) | fields))
        if response.status_code == 303:
            return self.get(response.headers["location"])
        return response


def words_of(response: Response) -> str:
    """Return what a person reads of a page, on one line."""
    body = response.text.partition("<main")[2].rpartition("</main>")[0]
    return " ".join(html.unescape(_TAG.sub(" ", f"<main{body}")).split())


def hidden_fields(page: str, form: str) -> dict[str, str]:
    """Return what a form of a page carries."""
    part = page.partition(f'action="{form}"')[2].partition("</form>")[0]
    assert part, f"no form {form}"
    return {name: html.unescape(value) for name, value in _HIDDEN.findall(part)}


def links_in(page: str) -> list[str]:
    """Return where a page leads."""
    return [html.unescape(link) for link in _LINK.findall(page)]
