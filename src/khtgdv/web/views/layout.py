"""Contexts in, pages out: the one layout with its menu, the tables of documents in it."""

from __future__ import annotations

from functools import cache

from starlette.responses import HTMLResponse

from khtgdv.render.html.page import leaf_context, make_environment
from khtgdv.text import escape_unsafe, sentence_case
from khtgdv.web.views import template
from khtgdv.web.views.asking import page_advice
from khtgdv.web.views.links import Links, page_address
from khtgdv.web.views.pages import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import jinja2
    from starlette.responses import Response

    from khtgdv.document.document import Document
    from khtgdv.errors import KhtgdvError
    from khtgdv.web.door.visit import Visit

_NOWHERE = "-"  # the current page is none of the menu's


@cache
def _environment() -> jinja2.Environment:
    return make_environment(
        {
            "layout": template.LAYOUT,
            "notes": template.NOTES,
            "page": template.PAGE,
            "row": template.ROW,
            "undo": template.UNDO,
            "trouble": template.TROUBLE,
            "invitation": template.INVITATION,
        }
    )


def page_response(
    visit: Visit,
    name: str,
    title: str,
    *,
    current: str = _NOWHERE,
    status: int = 200,
    **context: Any,
) -> Response:
    """Return a page made by the template of a name."""
    html = (
        _environment()
        .get_template(name)
        .render(title=title, token=visit.token, menu=_menu(current), **context)
    )
    return HTMLResponse(html, status)


def _menu(current: str) -> dict[str, list[dict[str, Any]]]:
    """Return the pages of the menu: those of every day, and the others."""
    parts: dict[str, list[dict[str, Any]]] = {"main": [], "more": []}
    for key, page in PAGES.items():
        item = {"href": page_address(key, ()), "label": page.label, "current": key == current}
        if page.menu:
            parts[page.menu].append(item)
    parts["main"].append({"href": "/undo", "label": "Hoàn tác", "current": current == "undo"})
    return parts


def trouble_lines(error: KhtgdvError) -> list[str]:
    """Return why something was refused, and what to do here."""
    lines = error.message.split("\n")
    advice = sentence_case(page_advice(error.hint or ""))
    return [escape_unsafe(line) for line in (*lines, advice) if line]


def leaves_of(document: Document | None, links: Links) -> list[dict[str, Any]]:
    """Return what the templates say of a document, part by part."""
    leaves = document.leaves if document else ()
    anchors = ["", *(f"{leaf.file_stem}-" for leaf in leaves[1:])]
    return [
        leaf_context(leaf, links) | {"title": escape_unsafe(leaf.title), "anchor": anchor}
        for leaf, anchor in zip(leaves, anchors, strict=False)
    ]
