"""A plan as the snapshot keeps it: plain values, made where the plan was read.

That may be another process: what it hands over is texts, numbers and bytes.
"""

from __future__ import annotations

import marshal

from khtgdv.frozen import fields
from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.plan.ids import is_in_own_section
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.intervals import status_intervals
from khtgdv.schedule.status import CLOSED_STATES, has_words_only
from khtgdv.source.cache.checksum import dump_checked
from khtgdv.source.cache.staleness import settled_signatures
from khtgdv.source.snapshot.codec import PART_FIELDS, encode_value
from khtgdv.source.snapshot.counts import counted_columns
from khtgdv.source.snapshot.entries import PlanEntry
from khtgdv.source.snapshot.schema import (
    CODE_BY_STANDING,
    KIND_NUMBERS,
    LEADS_SEPARATOR,
    STANDING_BY_CODE,
    STATE_NUMBERS,
)
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from khtgdv.plan.office import PlanDocument
    from khtgdv.schedule.intervals import StatusInterval
    from khtgdv.source.cache.staleness import FileFingerprint
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.counts import CountKey, RowCounts, StandingRow
    from khtgdv.source.snapshot.entries import PlanKey

# What no rule of time reads. Rows that differ in nothing else stand where each other stands.
_TIMELESS_FIELDS = frozenset(
    {
        "id", "task", "content", "leads", "lead_text", "coordinating", "result", "notes",
        "assignee", "product", "responsibility", "authority", "focus", "progress", "log", "team",
        "related", "steps", "from_", "leader", "added",
    }
)  # fmt: skip
_TIMELY = {
    kind: [n for n, field in enumerate(fields(kind), 1) if field.name not in _TIMELESS_FIELDS]
    for kind in (Task, Inspection)
}
_CLOSED = frozenset(STATE_NUMBERS[state] for state in CLOSED_STATES)
_STANDINGS_CACHE_LIMIT = 20_000


class EncodedPlan(NamedTuple):
    """A plan ready to be kept: its entry, which has no number and no `parts` yet; all it came from.

    `parts` are the parts of the plan's own file; `count_deltas` are those of all the plans that
    were read with it, which the last of them has.
    """

    entry: PlanEntry
    parts: list[bytes]
    files_data: bytes
    findings_data: bytes
    work_rows: list[tuple[Any, ...]]
    standing_rows: list[list[StandingRow]]
    count_deltas: Sequence[tuple[CountKey, int]] = ()


def encode_plan(
    key: PlanKey,
    display_name: str,
    files: Sequence[FileFingerprint],
    result: LoadResult,
    counts: RowCounts,
) -> EncodedPlan:
    """Return a plan as it is kept; its rows are added to the counts."""
    folder, year = key
    (plan,) = result.portfolio
    paper = plan.document
    read = [(file.path, file.line_count, list(map(tuple, file.gaps))) for file in result.files]
    has_findings = bool(result.findings) or any(file.gaps for file in result.files)
    directory = DepartmentDirectory.from_plan(plan)
    work_rows, standing_rows, open_until = [], [], 0
    all_work: tuple[Task | Inspection, ...] = (*plan.tasks, *plan.inspections)
    for work in all_work:
        value = encode_value(work)
        row = _work(work, value, directory)
        work_rows.append(row)
        standings_of_work, work_open_until = _standing_rows(work, value)
        standing_rows.append(standings_of_work)
        open_until = max(open_until, work_open_until)
        counts.add(year, counted_columns(row), standings_of_work)
    entry = PlanEntry(
        0, folder, year, settled_signatures(files), display_name, has_findings, open_until,
        len(plan.tasks), len(plan.inspections), "",
        *_paper_columns(paper),
        str(paper.span) if paper and paper.span else "",
    )  # fmt: skip
    parts = [dump_checked(encode_value(getattr(plan, name))) for name in PART_FIELDS]
    files_data = dump_checked([tuple(file) for file in files])
    findings_data = dump_checked((encode_value(result.findings), read, result.rows_left_out))
    return EncodedPlan(entry, parts, files_data, findings_data, work_rows, standing_rows)


def _paper_columns(paper: PlanDocument | None) -> tuple[str, str, int, bool]:
    """Return the name of a plan's paper, its agency, its day of signing, whether it is a draft."""
    if paper is None:
        return "", "", 0, False
    return paper.name, paper.agency, paper.date.toordinal() if paper.date else 0, paper.draft


def pack_plan(plan: EncodedPlan) -> bytes:
    """Return a plan in the quickest form there is between processes of one program."""
    return marshal.dumps((tuple(plan.entry), *plan[1:-1], list(plan.count_deltas)))


def unpack_plan(data: bytes) -> EncodedPlan:
    """Return the plan that was packed."""
    entry, *rest = marshal.loads(data)  # noqa: S302 - from a process of ours
    return EncodedPlan(PlanEntry._make(entry), *rest)


def _work(work: Task | Inspection, value: Any, directory: DepartmentDirectory) -> tuple[Any, ...]:
    """Return a row's columns: what rows are counted by or found by, then the row itself."""
    if isinstance(work, Task):
        others = work.coordinating
        data = dump_checked((value, list(directory.expand(others, work.leads)) if others else []))
        flags = (bool(work.due_text) and has_words_only(work), bool(work.steps))
        facts = (work.started is not None, bool(work.log), "\n".join(work.focus))
        persons = (work.leader or "", work.assignee or "")
    else:
        data = dump_checked((value, []))
        facts, persons, flags = (False, False, ""), ("", ""), (False, False)
    start = work.start.start.toordinal() if work.start else 0
    return (work.id, start, *facts, *persons, *flags, data)


_standings_cache: dict[bytes, tuple[list[StandingRow], int]] = {}


def _standing_rows(work: Task | Inspection, value: Any) -> tuple[list[StandingRow], int]:
    """Return where a row stands over time: since, until, leads, what, deadline.

    And the moment from which on it is completed or cancelled for good. Reckoned once for all rows
    of a department that say the same of time.
    """
    # Version 2 knows no references: what is equal gives the same bytes.
    own, timely = is_in_own_section(work.id), [value[n] for n in _TIMELY[type(work)]]
    key = marshal.dumps((value[0], work.leads, own, timely), 2)
    cached = _standings_cache.get(key)
    if cached is None:
        if len(_standings_cache) >= _STANDINGS_CACHE_LIMIT:
            _standings_cache.clear()
        inspection = isinstance(work, Inspection)
        rows = [
            _standing_row(LEADS_SEPARATOR.join(work.leads), standing, inspection=inspection)
            for standing in status_intervals(work)
        ]
        open_until = (
            until for _, until, _, code, _ in rows if STANDING_BY_CODE[code][2] not in _CLOSED
        )
        cached = _standings_cache[key] = rows, max(open_until, default=0)
    return cached


def _standing_row(leads: str, standing: StatusInterval, *, inspection: bool) -> StandingRow:
    status = standing.status
    kind, state = KIND_NUMBERS[status.kind], STATE_NUMBERS[status.state]
    code = CODE_BY_STANDING[inspection, kind, state, standing.begun]
    return (
        standing.since,
        standing.until,
        leads,
        code,
        status.deadline.end.toordinal() if status.deadline else 0,
    )
