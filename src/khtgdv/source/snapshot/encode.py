"""A plan as the snapshot keeps it: plain values, made where the plan was read.

That may be another process: what it hands over is texts, numbers and bytes.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.frozen import fields
from khtgdv.plan.directory import Directory
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.intervals import LAST, standings
from khtgdv.schedule.status import CLOSED
from khtgdv.source.cache.checksum import sealed
from khtgdv.source.cache.staleness import settled_looks
from khtgdv.source.snapshot.codec import SAID, plain
from khtgdv.source.snapshot.entries import Entry
from khtgdv.source.snapshot.schema import KIND_NUMBERS, STATE_NUMBERS, WHAT, WHAT_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.schedule.intervals import Standing
    from khtgdv.source.cache.staleness import Kept
    from khtgdv.source.load.result import Loaded

# What no rule of time reads. Rows that differ in nothing else stand where each other stands.
_TIMELESS = frozenset(
    {
        "id", "task", "content", "lead", "lead_text", "coordinating", "result", "notes",
        "assignee", "product", "responsibility", "authority", "focus", "progress", "log", "team",
        "related",
    }
)  # fmt: skip
_TIMELY = {
    kind: [n for n, field in enumerate(fields(kind), 1) if field.name not in _TIMELESS]
    for kind in (Task, Inspection)
}
_CLOSED = frozenset(STATE_NUMBERS[state] for state in CLOSED)
_MEMORY = 20_000
# What rows have in common, from a moment on: the columns of `counted` but for how many they are.
Alike = tuple[int, int, str, int, int, int, int, int, int, str, int]
Stood = tuple[int, int, str, int, int]


class Prepared(NamedTuple):
    """A plan ready to be kept: its entry, which has no number and no `said` yet; all it came from.

    `said` are the parts of the plan's own file.
    """

    entry: Entry
    said: list[bytes]
    files: bytes
    trouble: bytes
    works: list[tuple[Any, ...]]
    standings: list[list[Stood]]
    counted: list[tuple[Alike, int]]


def prepared(folder: str, year: int, shown: str, files: Sequence[Kept], loaded: Loaded) -> Prepared:
    """Return a plan as it is kept."""
    (plan,) = loaded.portfolio
    paper = plan.document
    read = [(file.path, file.lines, list(map(tuple, file.gaps))) for file in loaded.files]
    told = bool(loaded.findings) or any(file.gaps for file in loaded.files)
    directory = Directory.of(plan)
    works, stood, lasts = [], [], 0
    counted: dict[Alike, int] = {}
    every: tuple[Task | Inspection, ...] = (*plan.tasks, *plan.inspections)
    for work in every:
        value = plain(work)
        _, start, started, _, focus, _ = row = _work(work, value, directory)
        works.append(row)
        stand, last = _standings(work, value)
        stood.append(stand)
        lasts = max(lasts, last)
        for key, n in alike(year, start, started, focus, stand):
            counted[key] = counted.get(key, 0) + n
    entry = Entry(
        0, folder, year, settled_looks(files), shown, told, lasts,
        len(plan.tasks), len(plan.inspections), "",
        *((paper.number, paper.agency, paper.date.toordinal()) if paper else ("", "", 0)),
    )  # fmt: skip
    said = [sealed(plain(getattr(plan, name))) for name in SAID]
    kept = sealed([tuple(file) for file in files])
    found = sealed((plain(loaded.findings), read, loaded.left_out))
    return Prepared(entry, said, kept, found, works, stood, list(counted.items()))


def packed(plan: Prepared) -> bytes:
    """Return a plan in the quickest form there is between processes of one program."""
    return marshal.dumps((tuple(plan.entry), *plan[1:]))


def unpacked(data: bytes) -> Prepared:
    """Return the plan that was packed."""
    entry, *rest = marshal.loads(data)  # noqa: S302 - from a process of ours
    return Prepared(Entry._make(entry), *rest)


def alike(
    year: int, start: int, started: int, focus: str, stood: Iterable[Sequence[Any]]
) -> Iterator[tuple[Alike, int]]:
    """Yield what a row is counted as: from when on it is one more of a kind, and one less."""
    for since, until, lead, number, deadline in stood:
        inspection, kind, state, begun = WHAT[number]
        what = (year, inspection, lead, kind, state, deadline, begun, started, start, focus)
        yield (*what, since), 1
        if until < LAST:
            yield (*what, until), -1


def _work(work: Task | Inspection, value: Any, directory: Directory) -> tuple[Any, ...]:
    """Return a row's columns: what rows are counted by or found by, then the row itself."""
    if isinstance(work, Task):
        units = directory.expand(work.coordinating, work.lead)
        kept = sealed((value, list(units)))
        facts = (work.started is not None, bool(work.log), "\n".join(work.focus))
    else:
        kept = sealed((value, []))
        facts = (False, False, "")
    start = work.start.start.toordinal() if work.start else 0
    return (work.id, start, *facts, kept)


_known: dict[bytes, tuple[list[Stood], int]] = {}


def _standings(work: Task | Inspection, value: Any) -> tuple[list[Stood], int]:
    """Return where a row stands over time: since, until, lead, what, deadline.

    And the moment from which on it is completed or cancelled for good. Reckoned once for all rows
    of a department that say the same of time.
    """
    # Version 2 knows no references: what is equal gives the same bytes.
    key = marshal.dumps((value[0], work.lead, [value[n] for n in _TIMELY[type(work)]]), 2)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MEMORY:
            _known.clear()
        inspection = isinstance(work, Inspection)
        stood = [_stood(work.lead or "", one, inspection=inspection) for one in standings(work)]
        open_until = (until for _, until, _, what, _ in stood if WHAT[what][2] not in _CLOSED)
        found = _known[key] = stood, max(open_until, default=0)
    return found


def _stood(lead: str, one: Standing, *, inspection: bool) -> Stood:
    now = one.status
    kind, state = KIND_NUMBERS[now.kind], STATE_NUMBERS[now.state]
    what = WHAT_NUMBERS[inspection, kind, state, one.begun]
    return (one.since, one.until, lead, what, now.deadline.end.toordinal() if now.deadline else 0)
