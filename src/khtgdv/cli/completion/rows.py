"""Which rows a command can do something with: one table, by what the rows have recorded."""

from __future__ import annotations

from khtgdv.cli.completion.entries import steps_of, unvisited
from khtgdv.cli.completion.offers import Offer, shortened
from khtgdv.cli.completion.plan_text import rows_of
from khtgdv.text import fold, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.cli.completion.plan_text import RowText

SECTIONS = ("tasks", "inspections")
_RECORDS = frozenset({"completed", "started", "extensions", "cancelled", "log", "visits"})


def _is_open(row: RowText, _: Asked) -> bool:
    return not {"completed", "cancelled"} & row.values.keys()


def _can_be_done(row: RowText, asked: Asked) -> bool:
    """Tell whether a row can be completed, or what came of it be added."""
    if "repeat" in row.values:
        return False
    lacks_result = "completed" in row.values and "result" not in row.values
    return _is_open(row, asked) or (lacks_result and asked.given("result"))


def _can_be_reopened(row: RowText, asked: Asked) -> bool:
    return not _is_open(row, asked)


def _can_be_started(row: RowText, asked: Asked) -> bool:
    return row.section == "tasks" and _is_open(row, asked) and "started" not in row.values


def _can_be_extended(row: RowText, asked: Asked) -> bool:
    return _is_open(row, asked) and "repeat" not in row.values


def _can_be_logged(row: RowText, asked: Asked) -> bool:
    if asked.given("remove"):
        return {"repeat", "log"} <= row.values.keys()
    return "repeat" in row.values and _is_open(row, asked)


def _can_be_visited(row: RowText, asked: Asked) -> bool:
    if asked.given("remove"):
        return "visits" in row.values
    return row.section == "inspections" and _is_open(row, asked) and bool(unvisited(row))


def _can_be_removed(row: RowText, _: Asked) -> bool:
    return "added" in row.values and not _RECORDS & row.values.keys()


def _always(_: RowText, __: Asked) -> bool:
    return True


# Commands that refuse some rows; every other takes them all.
ROWS_THAT_FIT: dict[str, Callable[[RowText, Asked], bool]] = {
    "done": _can_be_done,
    "reopen": _can_be_reopened,
    "start": _can_be_started,
    "extend": _can_be_extended,
    "cancel": _is_open,
    "log": _can_be_logged,
    "visit": _can_be_visited,
    "remove": _can_be_removed,
}
# Of which steps a command does something.
STEPS_THAT_FIT: dict[str, Callable[[bool], bool]] = {
    "done": lambda is_done: not is_done,
    "reopen": lambda is_done: is_done,
    "update": lambda _: True,
}


def rows(asked: Asked) -> Iterator[RowText]:
    """Yield every row of the plans."""
    for section in SECTIONS:
        for text in asked.texts(section):
            yield from rows_of(text, section)


def every_row(asked: Asked) -> Iterator[Offer]:
    """Yield all rows as offers."""
    return map(_offer, rows(asked))


def rows_that_fit(asked: Asked) -> Iterator[Offer]:
    """Yield the rows that the command can do something with, and steps of the one being typed.

    What the line names already is not offered again.
    """
    fits = ROWS_THAT_FIT.get(asked.command, _always)
    named = {name_key(part) for word in asked.values.get("rows", ()) for part in word.split(",")}
    for row in rows(asked):
        if name_key(row.id) not in named and fits(row, asked):
            yield _offer(row)
        if "steps" in row.values and asked.command in STEPS_THAT_FIT:
            yield from (o for o in _steps(row, asked) if name_key(o.words[0]) not in named)


def _steps(row: RowText, asked: Asked) -> Iterator[Offer]:
    """Yield the steps of a row that is typed in full: `T03-01`, `T03-01.`"""
    last = asked.text.rpartition(",")[2].strip()
    is_meant = bool(last) and fold(last).startswith(fold(row.id))
    if is_meant and (asked.command == "update" or "cancelled" not in row.values):
        fits = STEPS_THAT_FIT[asked.command]
        for number, step in enumerate(steps_of(row), 1):
            if fits(step.completed is not None):
                yield Offer((f"{row.id}.{number}",), shortened(step.text))


def _offer(row: RowText) -> Offer:
    section, _, number = row.id.rpartition("-")
    short = f"{section[:1]}{section[1:].lstrip('0')}"
    keys = (f"{short}-{number}", f"{short}-{number.lstrip('0')}")
    return Offer((row.id,), shortened(row.plain("task") or row.plain("content")), keys)


def rows_named(asked: Asked) -> Iterator[RowText]:
    """Yield the rows that the line names."""
    keys = {name_key(part) for word in asked.values.get("rows", ()) for part in word.split(",")}
    return (row for row in rows(asked) if name_key(row.id) in keys)
