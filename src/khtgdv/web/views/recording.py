"""A filled form in, the record of its command out: or the form again, with why it was refused."""

from __future__ import annotations

import json

from khtgdv.errors import ExitCode, KhtgdvError
from khtgdv.web.door.notices import NOT_FOUND, OLD_FORM, notice_response
from khtgdv.web.views.asking import RowListener, ask
from khtgdv.web.views.forms import FORMS, command_parts
from khtgdv.web.views.links import row_address
from khtgdv.web.views.plans import plan_words
from khtgdv.web.views.row_page import Filled, show_row
from khtgdv.web.views.undoing import NO_COLOR, led_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from khtgdv.cli.listening.listener import Confirmation
    from khtgdv.web.door.visit import Visit


def record(visit: Visit) -> Response:
    """Record what a form says of a row, if the row still says what was seen."""
    name, row_id, plan = visit.parts["form"], visit.parts["row"], visit.plan
    seen = _seen(visit.typed("seen"))
    if name not in FORMS:
        return notice_response(NOT_FOUND)
    if seen is None:
        return notice_response(OLD_FORM)
    try:
        confirmation = _record(visit, name, seen)
    except KhtgdvError as error:
        return _refused(visit, Filled(name, visit.form, error))
    return led_to(visit, row_address(row_id), confirmation, plan)


def _refused(visit: Visit, filled: Filled) -> Response:
    """Return the form again; where its row cannot be shown any more, why it was refused."""
    try:
        return show_row(visit, filled)
    except KhtgdvError:
        raise filled.error from None


def _record(visit: Visit, name: str, seen: Mapping[str, str]) -> Confirmation:
    words = plan_words(visit.desk, visit.plan)
    options, places = command_parts(FORMS[name], visit.parts["row"], visit.form)
    command = FORMS[name].command
    heard = ask(command, (*words, *options, NO_COLOR), places, RowListener(seen))
    if heard.status != ExitCode.OK or heard.confirmation is None:
        raise KhtgdvError("\n".join(heard.said))
    confirmation: Confirmation = heard.confirmation
    return confirmation


def _seen(text: str) -> Mapping[str, str] | None:
    """Return what a form says that was seen of its row; None where it says nothing of the kind."""
    try:
        seen = json.loads(text)
    except ValueError:
        return None
    return {str(key): str(value) for key, value in seen.items()} if isinstance(seen, dict) else None
