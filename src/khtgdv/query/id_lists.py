"""Several rows in a text: `T03-12, T03-13`, `T03-01,02`, `T03-01..05`, `t03-01 đến 05`."""

from __future__ import annotations

import re

from khtgdv.errors import UsageError
from khtgdv.plan.ids import row_number, section_of
from khtgdv.query.names import resolve_row_id
from khtgdv.text import OTHER_DASHES, ascii_width, escape_unsafe
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DASH = rf"[-{OTHER_DASHES}]"
_SECTION = r"[a-zđ]{1,8}[0-9]{0,3}(?:\.[a-zđ0-9]+)*"
_NUMBER = r"[0-9]{1,4}[a-zđ]?(?:\.[0-9]{1,3})*"
_ID = rf"{_SECTION}[ _/]*(?:{_DASH}|[ ._/])?[ _/]*{_NUMBER}"
_NUMBER_ONLY = rf"(?i){_NUMBER}"
# Between a full ID and a number a dash is a part of an ID: `T03 - 12`.
_SIGNS = (
    rf"\s*(?:\.\.+|…|→|->)\s*|\s+(?:đến|den|tới|toi)\s+(?:hết\s+|het\s+)?|\s+{_DASH}\s+(?=[a-zđ])"
)
_RANGE = rf"(?i)(?:(?:từ|tu)\s+)?(?P<first>{_ID}?)(?:{_SIGNS})(?P<last>{_ID}|{_NUMBER})"
_BETWEEN = r"(?i)[,;]|\s(?:và|va)\s"
_AROUND = " .•▪➢❖*#\"'“”()[]"  # what is copied along with an ID, and no part of one


class IdRange(NamedTuple):
    """The two ends of a range, as they were typed."""

    first: str
    last: str

    @property
    def is_of_numbers(self) -> bool:
        """Whether it ends with a number alone, of the section it begins in."""
        return re.fullmatch(_NUMBER_ONLY, self.last) is not None


def id_range(text: str) -> IdRange | None:
    """Return the ends of a range of rows; None where a text looks like none."""
    match = re.fullmatch(_RANGE, ascii_width(text).strip(_AROUND))
    return IdRange(match["first"], match["last"]) if match else None


def split_row_ids(texts: Iterable[str]) -> list[str]:
    """Return typed IDs and ranges one by one: a text may have several, with commas between.

    A number alone behind one is of the section before it.
    """
    ids: list[str] = []
    goes_on = False
    for text in map(ascii_width, texts):
        for part in re.split(_BETWEEN, text):
            if typed := part.strip(_AROUND):
                ids.append(_in_section(ids[-1], typed) if goes_on else typed)
                goes_on = True
        goes_on = text.rstrip().endswith((",", ";"))
    return list(dict.fromkeys(ids))


def _in_section(before: str, typed: str) -> str:
    section = re.match(rf"(?i)({_SECTION}) ?(?:{_DASH}|[._/ ]) ?[0-9]", before)
    is_number = re.fullmatch(_NUMBER_ONLY, typed)
    return f"{section[1]}-{typed}" if section and is_number else typed


def names_several(texts: Iterable[str]) -> bool:
    """Tell whether texts name more than one row."""
    ids = split_row_ids(texts)
    return len(ids) > 1 or any(map(id_range, ids))


def with_ranges(ids: Iterable[str], existing_ids: Iterable[str]) -> list[str]:
    """Return typed IDs with the rows of each range in its place; UsageError where it has none."""
    existing = list(existing_ids)
    return list(dict.fromkeys(row for text in ids for row in _rows_of(text, existing)))


def _rows_of(text: str, existing: Sequence[str]) -> Iterator[str]:
    ends = None if text in existing else id_range(text)
    if ends is None:
        yield text
        return
    first = resolve_row_id(ends.first, existing)
    section = section_of(first)
    last_typed = f"{section}-{ends.last}" if ends.is_of_numbers else ends.last
    last = resolve_row_id(last_typed, existing)
    if section_of(last) != section:
        message = f'Khoảng mã "{escape_unsafe(text)}" nằm ở hai mục.'
        raise UsageError(message, "ghi từng mục một, ví dụ T03-01..T03-05")
    begin, end = row_number(first) or ((), ""), row_number(last) or ((), "")
    if end < begin:
        message = f'Khoảng mã "{escape_unsafe(text)}" ngược.'
        raise UsageError(message, f"viết mã nhỏ trước: {last}..{first}")
    for row in existing:
        if section_of(row) == section and begin <= (row_number(row) or ((), "")) <= end:
            yield row
