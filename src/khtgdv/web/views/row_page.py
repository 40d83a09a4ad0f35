"""The page of one row: all that is known of it, what was said of its words, its forms."""

from __future__ import annotations

import json
from collections.abc import Mapping

from khtgdv.cli.listening.row_version import row_version
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass, replace
from khtgdv.text import escape_unsafe
from khtgdv.web.views.asking import ask, page_advice
from khtgdv.web.views.forms import FORMS
from khtgdv.web.views.layout import leaves_of, page_response, trouble_lines
from khtgdv.web.views.links import Links, row_address
from khtgdv.web.views.looking import download, downloads_of
from khtgdv.web.views.plans import plan_words
from khtgdv.web.views.undoing import told_context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from starlette.responses import Response

    from khtgdv.cli.listening.listener import Listener
    from khtgdv.document.document import Document, Row
    from khtgdv.web.door.desk import Words
    from khtgdv.web.door.visit import Visit
    from khtgdv.web.views.forms import Field

_FORMATS = ("docx", "pdf", "xlsx")
_HEADING = frozenset({"id", "task", "content"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came back: its name, what was typed, why it was refused."""

    name: str
    typed: Mapping[str, Sequence[str]]
    error: KhtgdvError


def show_row(visit: Visit, filled: Filled | None = None) -> Response:
    """Return the page of a row; a form that was refused comes back with what was typed."""
    row_id, plan = visit.parts["row"], visit.plan
    words = plan_words(visit.desk, plan)
    if format_ := visit.asked("format"):
        return download("show", words, [row_id], format_, _FORMATS)
    heard = ask("show", words, [row_id])
    row = heard.document.data_tables[0].rows[0]
    name = str(row.values["id"])
    planned = next(known for known in heard.selection.rows if known.id == name)
    own_words = _of_year(words, planned.plan.year)
    documents = [_without_heading(heard.document), *_beside(name, own_words)]
    return page_response(
        visit,
        "row",
        name,
        status=422 if filled else 200,
        about=_about(row, heard),
        leaves=[leaf for part in documents for leaf in leaves_of(part, Links(words))],
        forms=[] if visit.desk.no_writing else _forms(row, filled),
        no_writing=visit.desk.no_writing,
        address=row_address(name),
        plan=plan,
        seen=json.dumps(row_version(planned.work), ensure_ascii=False),
        error=trouble_lines(filled.error) if filled else (),
        told=told_context(visit),
        downloads=downloads_of(row_address(name, plan), _FORMATS),
        said=list(map(page_advice, heard.said)),
    )


def _of_year(words: Words, year: int) -> Words:
    """Return the options that choose the plan of a year: other years have rows of the same ID."""
    return (*(word for word in words if word[0] != "year"), ("year", str(year)))


def _about(row: Row, heard: Listener) -> dict[str, str]:
    """Return what must be seen of a row before anything is recorded of it."""
    departments = heard.selection.departments if heard.selection else {}
    leads: Any = row.values.get("leads") or ()
    return {
        "text": escape_unsafe(str(row.values.get("task") or row.values.get("content"))),
        "lead": escape_unsafe("; ".join(departments.get(code, code) for code in leads)),
        "deadline": escape_unsafe(row.text("deadline")),
        "state": escape_unsafe(row.text("state")),
        "tone": row.tone,
    }


def _without_heading(document: Document) -> Document:
    """Leave out what stands in the heading of the page."""
    tables = (
        replace(table, choice=tuple(key for key in table.default if key not in _HEADING))
        if table.layout == "record"
        else table
        for table in document.tables
    )
    return replace(document, tables=tuple(tables))


def _beside(row_id: str, words: Words) -> Iterable[Document]:
    """Yield what else there is about a row: findings at it, who recorded what in git."""
    for command in ("validate", "lint"):
        document = _document_of(command, words)
        if document and (found := _only_row(document, row_id)).tables[0].rows:
            yield found
    if history := _document_of("history", words, [row_id]):
        yield history


def _document_of(command: str, words: Words, places: Iterable[str] = ()) -> Document | None:
    """Return what a command shows; nothing where it cannot: the row is shown without it."""
    try:
        document: Document | None = ask(command, words, places).document
    except KhtgdvError:
        return None
    return document


def _only_row(document: Document, row_id: str) -> Document:
    """Return the findings at a row."""
    [table] = document.tables
    rows = tuple(row for row in table.rows if row.values.get("id") == row_id)
    return replace(document, tables=(replace(table, rows=rows, footer=""),))


def _forms(row: Row, filled: Filled | None) -> list[dict[str, Any]]:
    """Return what the template says of the forms that fit a row, or that came back."""
    open_name = filled.name if filled else ""
    return [
        {
            "name": name,
            "title": form.title,
            "button": form.button,
            "open": name == open_name,
            "fields": [_field(name, field, row, filled) for field in form.fields],
        }
        for name, form in FORMS.items()
        if name == open_name or form.fits(row.values)
    ]


def _field(form: str, field: Field, row: Row, filled: Filled | None) -> dict[str, Any]:
    typed = filled.typed.get(field.name, ()) if filled and filled.name == form else ()
    offers = field.offers(row.values) if field.offers else []
    return {
        "id": f"{form}-{field.name}",
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "example": field.example,
        "needed": field.needed,
        "value": typed[0] if typed else "",
        "offers": [
            {"value": value, "label": escape_unsafe(label), "chosen": value in typed}
            for value, label in offers
        ],
    }
