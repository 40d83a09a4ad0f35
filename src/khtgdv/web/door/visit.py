"""One request as a value: what was asked, what was typed, by which browser."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

from khtgdv.frozen import dataclass
from khtgdv.web.door.guard import cookie_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from khtgdv.web.door.desk import Desk

MOST_BYTES = 256 * 1024  # of a form; the longest keeps what was seen of a row
_MOST_FIELDS = 200
_SECONDS = 10.0  # for a browser to send a form


class TooLargeError(Exception):
    """A form is longer than any of ours."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser asks for; the texts of an address and of a form are lists by their names."""

    desk: Desk
    cookie: str
    parts: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    form: Mapping[str, Sequence[str]]

    @property
    def token(self) -> str:
        """What the forms of this browser carry."""
        return self.desk.keys.form_token(self.cookie)

    @property
    def has_token(self) -> bool:
        """Tell whether the form was one of ours."""
        return self.desk.keys.is_form_token(self.cookie, self.typed("token"))

    @property
    def plan(self) -> str:
        """The name of the plan meant, where several are shown side by side."""
        return self.asked("plan") or self.typed("plan")

    def typed(self, name: str) -> str:
        """Return the first text of a field of the form."""
        return next(iter(self.form.get(name, ())), "")

    def asked(self, name: str) -> str:
        """Return the first text of a name in the address."""
        return next(iter(self.query.get(name, ())), "").strip()


async def read_visit(request: Request, desk: Desk) -> Visit:
    """Read a request; TooLargeError, TimeoutError or ValueError where it is none of ours."""
    body = b""
    if request.method == "POST":
        async with asyncio.timeout(_SECONDS):
            body = await _body_of(request)
    return Visit(
        desk,
        cookie_of(request.scope, desk),
        request.path_params,
        _texts(request.scope["query_string"]),
        _texts(body),
    )


async def _body_of(request: Request) -> bytes:
    chunks, size = [], 0
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MOST_BYTES:
        raise TooLargeError
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise TooLargeError
        chunks.append(chunk)
    return b"".join(chunks)


def _texts(data: bytes) -> dict[str, list[str]]:
    texts = parse_qs(data.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    return {name: [text.replace("\r\n", "\n") for text in all_] for name, all_ in texts.items()}
