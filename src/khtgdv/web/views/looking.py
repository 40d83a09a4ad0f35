"""The pages to look at: each the document of its command, its links, and files to take away."""

from __future__ import annotations

from starlette.responses import Response

from khtgdv.errors import KhtgdvError
from khtgdv.text import escape_unsafe
from khtgdv.web.door.notices import NOT_FOUND, notice_response
from khtgdv.web.views.asking import ask, given, page_advice
from khtgdv.web.views.choices import choice_fields, kept_words
from khtgdv.web.views.layout import leaves_of, page_response, trouble_lines
from khtgdv.web.views.links import Links, page_address
from khtgdv.web.views.months import months_around
from khtgdv.web.views.pages import FORMAT_LABELS, FORMATS, PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from khtgdv.cli.listening.listener import Listener
    from khtgdv.web.door.desk import Words
    from khtgdv.web.door.visit import Visit
    from khtgdv.web.views.pages import Page


def show_page(visit: Visit) -> Response:
    """Return the page of a name, in the format asked for."""
    name = visit.parts.get("page", "")
    if (page := PAGES.get(name)) is None:
        return notice_response(NOT_FOUND)
    words, texts = given(visit.query, page.options), _texts(visit, page)
    command_words = (*visit.desk.words, *page.fixed, *words)
    if format_ := visit.asked("format"):
        return download(page.command, command_words, texts, format_, page.formats)
    address_words = (*words, *_text_words(texts))
    try:
        heard = ask(page.command, command_words, texts)
    except KhtgdvError as error:
        context = {"error": trouble_lines(error), "status": 400, "leaves": (), "said": ()}
        context |= {"downloads": (), "around": ()}
        return _page(visit, name, page.label, None, chosen=bool(address_words), **context)
    document = heard.document
    return _page(
        visit,
        name,
        escape_unsafe(document.title),
        heard,
        chosen=bool(address_words),
        error=(),
        around=months_around(document, visit.query) if name == "calendar" else (),
        leaves=leaves_of(document, links_of(heard, address_words)),
        downloads=downloads_of(page_address(name, address_words), page.formats),
        said=list(map(page_advice, heard.said)),
    )


def _texts(visit: Visit, page: Page) -> list[str]:
    """Return the words to look for, each by itself as on the command line."""
    return visit.asked("text").split() if page.takes_text else []


def _text_words(texts: list[str]) -> Words:
    return (("text", " ".join(texts)),) if texts else ()


def _page(visit: Visit, name: str, title: str, heard: Listener | None, **context: Any) -> Response:
    """Return a page with the fields to choose its rows, filled as its address says."""
    page = PAGES[name]
    return page_response(
        visit,
        "page",
        title,
        current=name,
        path=page_address(name, ()),
        choices=choice_fields(page, visit.query, _departments(visit, heard)),
        kept=kept_words(page, visit.query),
        **context,
    )


def _departments(visit: Visit, heard: Listener | None) -> Mapping[str, str]:
    """Return code and name of every department; asked for by itself where the page failed."""
    try:
        known = heard if heard and heard.selection else ask("summary", visit.desk.words)
    except KhtgdvError:
        return {}
    return known.selection.departments if known.selection else {}


def links_of(heard: Listener | None, words: Words) -> Links:
    """Return the links of a page that shows what was heard."""
    selection = heard.selection if heard else None
    several_plans = selection is not None and len(selection.plans) > 1
    one_year = selection is None or len(set(selection.portfolio.years)) <= 1
    return Links(words, several_plans, one_year)


def downloads_of(address: str, formats: Iterable[str]) -> list[dict[str, str]]:
    """Return what the templates say of the files that a page can be taken away as."""
    joint = "&" if "?" in address else "?"
    return [
        {"href": f"{address}{joint}format={format_}", "label": FORMAT_LABELS[format_]}
        for format_ in formats
    ]


def download(
    command: str, words: Words, places: Iterable[str], format_: str, formats: Iterable[str]
) -> Response:
    """Return what a command writes in a format, as a file to keep; KhtgdvError where it cannot."""
    if format_ not in formats:
        return notice_response(NOT_FOUND)
    heard = ask(command, (*words, ("format", format_), ("color", "never")), places)
    disposition = f'attachment; filename="khtgdv-{command}.{format_}"'
    return Response(
        heard.content,
        media_type=FORMATS[format_],
        headers={"Content-Disposition": disposition},
    )
