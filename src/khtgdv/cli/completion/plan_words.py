"""What a plan's own file declares, and who its rows name: words that only this plan has."""

from __future__ import annotations

from khtgdv.cli.completion.offers import Offer, shortened
from khtgdv.cli.completion.plan_text import block_of, items_in, items_of, unquoted, value_in
from khtgdv.cli.completion.rows import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.cli.completion.asked import Asked


def departments(asked: Asked) -> Iterator[Offer]:
    """Yield the departments: by code, name and other names, with and without the word `phòng`."""
    for text in asked.texts("plan"):
        for item in items_of(text, "departments"):
            names = (value_in(item, "name"), *_aliases(item))
            words = (value_in(item, "code"), *names)
            yield _named(words)


def department_or_all(asked: Asked) -> Iterator[Offer]:
    """Yield the departments, and the word for all of them."""
    yield from departments(asked)
    yield Offer(("all",), "mọi đơn vị")


def units(asked: Asked) -> Iterator[Offer]:
    """Yield the departments and the collective names."""
    yield from departments(asked)
    for text in asked.texts("plan"):
        for item in items_of(text, "groups"):
            yield _named((value_in(item, "name"), *_aliases(item)))


def department_codes(asked: Asked) -> Iterator[Offer]:
    """Yield the departments by their codes alone."""
    return (Offer(offer.words[:1], offer.help) for offer in departments(asked))


def _named(words: tuple[str, ...]) -> Offer:
    short = tuple(word[len("Phòng ") :] for word in words if word.startswith("Phòng "))
    known = tuple(dict.fromkeys(filter(None, words)))
    return Offer(known, known[1] if len(known) > 1 else "", short)


def _aliases(item: str) -> list[str]:
    """Return the other names of an item, in brackets or one below the other."""
    import re

    found = re.search(r"""(?m)["']?aliases["']? *:\s*(?:\[([^\]]*)\]|((?:\n? *- .*)+))""", item)
    if not found:
        return []
    parts = re.findall(r""""[^"]*"|'[^']*'|[^,]+""", found[1]) if found[1] else found[2].split("\n")
    names = (re.sub(r"^ *- +", "", part).strip() for part in parts)
    return [unquoted(name) for name in names if name]


def sections(asked: Asked) -> Iterator[Offer]:
    """Yield the sections: those that are declared with their headings, and those of the rows."""
    from khtgdv.plan.ids import SECTION_TITLES

    declared = {
        value_in(item, "code"): value_in(item, "heading")
        for text in asked.texts("plan")
        for item in items_of(text, "sections")
    }
    codes = dict.fromkeys([*declared, *(row.id.rpartition("-")[0] for row in rows(asked))])
    titles = SECTION_TITLES | declared
    yield from (
        Offer(tuple(filter(None, (code, titles.get(code, "")))), titles.get(code, ""))
        for code in codes
    )


def new_row_sections(asked: Asked) -> Iterator[Offer]:
    """Yield the sections that a row can be added to: all that are known without any row too."""
    from khtgdv.plan.ids import SECTION_TITLES

    yield from sections(asked)
    yield from (Offer((code, title), title) for code, title in SECTION_TITLES.items())


def focus_areas(asked: Asked) -> Iterator[Offer]:
    """Yield the codes of the plan's focus areas."""
    for text in asked.texts("plan"):
        for item in items_of(text, "focus"):
            code = value_in(item, "code")
            yield Offer((code,), shortened(_long_text(item)), (f"II.{code}",))


def _long_text(item: str) -> str:
    """Return the text of an item that goes over lines, or stands behind its key."""
    import re

    found = re.search(r"(?m)^ *text: *[>|][-+]? *\n((?: {4,}.*\n?)+)", item)
    return found[1] if found else value_in(item, "text")


def leaders(asked: Asked) -> Iterator[Offer]:
    """Yield the leaders in charge that rows name."""
    return _persons(asked, "leader")


def assignees(asked: Asked) -> Iterator[Offer]:
    """Yield those whom rows are given to."""
    return _persons(asked, "assignee")


def _persons(asked: Asked, key: str) -> Iterator[Offer]:
    """Yield the persons of a key of rows; who types the last of their names gets the whole one."""
    names = dict.fromkeys(row.plain(key) for row in rows(asked))
    yield from (Offer((name,), "", tuple(name.split()[1:])) for name in names if name)


def signers(asked: Asked) -> Iterator[Offer]:
    """Yield those who may sign papers of the office."""
    for text in asked.texts("plan"):
        for item in items_in(block_of(text, "office").partition("signers:")[2]):
            if name := value_in(item, "name"):
                yield Offer((name,), value_in(item, "title"), tuple(name.split()[1:]))


def plan_names(asked: Asked) -> Iterator[Offer]:
    """Yield the plans by the names they have on screens."""
    places = asked.search.folders if asked.search else ()
    if len(places) > 1:
        yield from (Offer((str(place.name),)) for place in places)
        return
    for text in asked.texts("plan"):
        if number := value_in(block_of(text, "plan").partition("\n")[2], "number"):
            yield Offer((number,), value_in(block_of(text, "plan").partition("\n")[2], "title"))


def years(asked: Asked) -> Iterator[Offer]:
    """Yield the years that there are plans of."""
    yield from (Offer((str(year),)) for year in (asked.search.years if asked.search else ()))


def new_years(asked: Asked) -> Iterator[Offer]:
    """Yield the years that a new plan may be for."""
    from khtgdv.cli.system.environment import today

    newest = asked.years[-1] if asked.command == "rollover" and asked.years else today().year - 1
    yield from (Offer((str(year),)) for year in (newest + 1, newest + 2))
