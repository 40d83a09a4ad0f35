"""The application: the table of addresses, each answered in a thread of its own."""

from __future__ import annotations

from functools import partial

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from khtgdv.cli.system.output import say
from khtgdv.errors import KhtgdvError
from khtgdv.render.html.style import STYLE_SHEET
from khtgdv.text import escape_unsafe
from khtgdv.web.door.guard import Guard
from khtgdv.web.door.notices import (
    FAULT,
    NOT_FOUND,
    OLD_FORM,
    TOO_LARGE,
    TOO_SLOW,
    UNREADABLE,
    USED_INVITATION,
    WRONG_METHOD,
    notice_response,
)
from khtgdv.web.door.visit import TooLargeError, read_visit
from khtgdv.web.views.layout import page_response, trouble_lines
from khtgdv.web.views.looking import show_page
from khtgdv.web.views.recording import record
from khtgdv.web.views.row_page import show_row
from khtgdv.web.views.style import ICON, STYLE
from khtgdv.web.views.undoing import PILES, show_undo, take_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from khtgdv.web.door.desk import Desk
    from khtgdv.web.door.visit import Visit

    View = Callable[[Visit], Response]
    Endpoint = Callable[[Request], Awaitable[Response]]

_MOST_AT_ONCE = 4  # threads: more of them would only wait for each other
_SEND_SECONDS = 60.0  # for a browser to take what it asked for


def make_app(desk: Desk, send_seconds: float = _SEND_SECONDS) -> ASGIApp:
    """Return the guarded application of a desk."""
    limiter = CapacityLimiter(_MOST_AT_ONCE)

    def route(path: str, view: View, method: str = "GET") -> Route:
        return Route(path, _endpoint(view, desk, limiter), methods=[method])

    routes = [
        route("/open/{token}", _let_in),
        Route("/style.css", _static(STYLE_SHEET + STYLE, "text/css")),
        Route("/icon.svg", _static(ICON, "image/svg+xml")),
        route("/invite", _invite, "POST"),
        route("/undo", show_undo),
        *(route(f"/{pile}", _writing(partial(take_back, pile=pile)), "POST") for pile in PILES),
        route("/row/{row}", show_row),
        route("/row/{row}/{form}", _writing(record), "POST"),
        route("/", show_page),
        route("/{page}", show_page),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _no_such_page})
    app.router.redirect_slashes = False
    return Guard(app, desk, send_seconds)


def _endpoint(view: View, desk: Desk, limiter: CapacityLimiter) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            visit = await read_visit(request, desk)
        except TooLargeError:
            return notice_response(TOO_LARGE)
        except TimeoutError:
            return notice_response(TOO_SLOW)
        except ValueError:
            return notice_response(UNREADABLE)
        if request.method == "POST" and not visit.has_token:
            return notice_response(OLD_FORM)
        return await run_sync(_answer, view, visit, limiter=limiter)

    return answer


def _answer(view: View, visit: Visit) -> Response:
    """Return what a view says, or why it does not; a fault of ours is told without its trace."""
    try:
        return view(visit)
    except KhtgdvError as error:
        return page_response(
            visit, "trouble", "Chưa làm được", status=400, error=trouble_lines(error)
        )
    except Exception as error:  # noqa: BLE001 - the last line of defence, as in `cli.main`
        say(f"Lỗi trong khtgdv: {escape_unsafe(f'{type(error).__name__}: {error}')}")
        return notice_response(FAULT)


def _writing(view: View) -> View:
    """Return a view that writes; where nothing may be written it says why."""

    def write(visit: Visit) -> Response:
        if visit.desk.no_writing:
            raise KhtgdvError(visit.desk.no_writing)
        return view(visit)

    return write


def _static(text: str, media_type: str) -> Endpoint:
    async def answer(_: Request) -> Response:
        return Response(text, media_type=media_type)

    return answer


async def _no_such_page(_: Request, error: Exception) -> Response:
    wrong_method = isinstance(error, HTTPException) and error.status_code == WRONG_METHOD.status
    return notice_response(WRONG_METHOD if wrong_method else NOT_FOUND)


def _let_in(visit: Visit) -> Response:
    """Turn the token of an opened address into a cookie that no script and no other site sees."""
    cookie = visit.desk.keys.admit(visit.parts["token"])
    if cookie is None:
        return notice_response(USED_INVITATION)
    response = RedirectResponse("/", 303)
    response.set_cookie(visit.desk.cookie_name, cookie, path="/", httponly=True, samesite="strict")
    return response


def _invite(visit: Visit) -> Response:
    """Show an address for another browser."""
    return page_response(
        visit, "invitation", "Mở thêm một trình duyệt", address=visit.desk.invitation()
    )
