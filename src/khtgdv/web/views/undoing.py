"""What was written last, told with a way back; the changes that can be taken back."""

from __future__ import annotations

import json
from contextlib import suppress
from urllib.parse import urlencode

from starlette.responses import RedirectResponse

from khtgdv.errors import KhtgdvError
from khtgdv.web.views.asking import UndoListener, ask, page_advice
from khtgdv.web.views.layout import leaves_of, page_response
from khtgdv.web.views.links import Links
from khtgdv.web.views.plans import plan_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from starlette.responses import Response

    from khtgdv.cli.listening.listener import Confirmation
    from khtgdv.web.door.visit import Visit

NO_COLOR = ("color", "never")
PILES = {"undo": "Hoàn tác", "redo": "Làm lại"}


def told_context(visit: Visit) -> dict[str, Any] | None:
    """Return what the template says of a change that this address was led to by."""
    told = visit.desk.told.get(visit.asked("told"))
    if told is None:
        return None
    return {
        "messages": tuple(map(page_advice, told.messages)),
        "more": (*told.files, *map(page_advice, told.notes)),
        "way_back": told.way_back,
        "button": PILES.get(told.way_back, ""),
        "expected": json.dumps(told.kept, ensure_ascii=False),
    }


def led_to(visit: Visit, address: str, confirmation: Confirmation, plan: str) -> Response:
    """Return the way to a page that says what was written: to load it again writes nothing."""
    words = {"told": visit.desk.remember(confirmation), **({"plan": plan} if plan else {})}
    return RedirectResponse(f"{address}?{urlencode(words)}", 303)


def show_undo(visit: Visit) -> Response:
    """Return the page of the changes that can be taken back, the last of them as it would be."""
    plan = visit.plan
    words = plan_words(visit.desk, plan)
    listener = UndoListener()
    with suppress(KhtgdvError):  # the list says why there is nothing to take back
        ask("undo", (*words, ("dry-run", ""), NO_COLOR), listener=listener)
    kept = ask("undo", (*words, ("list", "")))
    return page_response(
        visit,
        "undo",
        "Hoàn tác",
        current="undo",
        messages=listener.messages,
        expected=json.dumps(listener.messages, ensure_ascii=False),
        diff=listener.content.decode("utf-8", "replace"),
        leaves=leaves_of(kept.document, Links(words)),
        plan=plan,
        told=told_context(visit),
    )


def take_back(visit: Visit, pile: str) -> Response:
    """Take the change back that was shown, or make it once more, and no other."""
    plan = visit.plan
    words = plan_words(visit.desk, plan)
    listener = UndoListener(_expected(visit.typed("expected")))
    heard = ask(pile, (*words, NO_COLOR), listener=listener)
    return led_to(visit, "/undo", heard.confirmation, plan)


def _expected(text: str) -> Sequence[str]:
    """Return what a form says that the change said; nothing that any change says otherwise."""
    try:
        messages = json.loads(text)
    except ValueError:
        return ()
    return tuple(map(str, messages)) if isinstance(messages, list) else ()
