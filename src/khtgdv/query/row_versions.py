"""Which row of which plan a row of a report is, and what state its file has it in.

Only calendars ask: what reckons it is imported then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath

from khtgdv.dates.periods import DateRange
from khtgdv.document.row_version import RowVersion
from khtgdv.frozen import fields
from khtgdv.text import encode_utf8, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.plan.model import Inspection, Plan, Task

_DIGEST_LENGTH = 12  # hexadecimal digits: no two of a million offices are expected to meet
_ABSENT: tuple[object, ...] = (None, (), {})
_NUMBER_LENGTH = 40  # letters of a plan's number that people may recognize


def row_version(plan: Plan, work: Task | Inspection) -> RowVersion:
    """Return the version of a plan's row; it depends on the files alone, not on the position."""
    import json

    facts = list(_fact_days(work))
    signed = plan.document.date if plan.document else None
    first_day = signed or date(plan.span.start.year, 1, 1)
    return RowVersion(
        plan_id(plan),
        plan.folder,
        plan.year,
        work.id,
        _digest(json.dumps(_plain(work), ensure_ascii=False, sort_keys=True)),
        len(facts),
        max([first_day, work.added or first_day, *facts]),
    )


def plan_id(plan: Plan) -> str:
    """Return what names a plan among those of all offices: its number, its office and its year.

    Two offices have one number, and one office has the same number again in another year. A plan
    without a paper is named by its folder.
    """
    paper, office = plan.document, plan.office
    number = paper.name if paper else PurePath(plan.folder).name
    names = (office.parent, paper.agency if paper else "", office.name, number, str(plan.year))
    text = "\n".join(" ".join((name or "").split()).casefold() for name in names)
    return "-".join(filter(None, (slug(number, _NUMBER_LENGTH), _digest(text)[:_DIGEST_LENGTH])))


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(encode_utf8(text)).hexdigest()[:32]


def _fact_days(work: Any) -> Iterator[date]:
    """Yield the day of everything that was recorded of a row."""
    days = (getattr(work, "started", None), work.completed)
    yield from (day for day in days if day)
    yield from (extension.on for extension in work.extensions)
    if work.cancelled:
        yield work.cancelled.on
    yield from (step.completed for step in getattr(work, "steps", ()) if step.completed)
    yield from getattr(work, "log", {}).values()
    yield from getattr(work, "visits", {}).values()


def _plain(value: Any) -> Any:
    """Return a value of the model as JSON has it, without what its file leaves out.

    A key that the model gains makes no row another.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | DateRange):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    items = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {key: _plain(item) for key, item in items if item not in _ABSENT}
