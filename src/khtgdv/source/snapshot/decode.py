"""What was kept of plans made into what loading their files gives."""

from __future__ import annotations

from khtgdv.plan.model import Plan
from khtgdv.source.cache.checksum import load_checked
from khtgdv.source.load.result import InputFile, LoadResult
from khtgdv.source.snapshot.codec import PART_FIELDS, decode_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from khtgdv.source.snapshot.database import Snapshot
    from khtgdv.source.snapshot.entries import PlanEntry
    from khtgdv.source.snapshot.requests import PlanRequest

    PathRenderer = Callable[[Path], str]
    RequestEntryPair = tuple[PlanRequest, PlanEntry]

_PART_QUERY_LIMIT = 400  # parts that are asked for one by one


def decode_plans(
    snapshot: Snapshot, pairs: Sequence[RequestEntryPair], known_parts: dict[str, Any] | None = None
) -> tuple[Plan, ...]:
    """Return plans as their own files have them, without their rows.

    `known_parts` are the parts of files that were made before; many plans may share one.
    """
    parts = {} if known_parts is None else known_parts
    _add_parts(snapshot, [entry for _, entry in pairs], parts)
    plans = []
    for request, entry in pairs:
        folder, numbers = request.plan_folder, entry.part_numbers.split()
        values = dict(zip(PART_FIELDS, [parts[number] for number in numbers], strict=True))
        plans.append(Plan(name=folder.name, folder=folder.path, year=request.year, **values))
    return tuple(plans)


def _add_parts(snapshot: Snapshot, entries: Sequence[PlanEntry], parts: dict[str, Any]) -> None:
    """Make the parts of plans' own files that are not known yet."""
    numbers = {number for entry in entries for number in entry.part_numbers.split()} - parts.keys()
    query = "SELECT number, value FROM part"
    if len(numbers) <= _PART_QUERY_LIMIT:
        query += f" WHERE number IN ({', '.join(numbers)})"
    for number, value in snapshot.execute(query):
        parts.setdefault(str(number), decode_value(load_checked(value)))


def decode_load_result(
    snapshot: Snapshot, pairs: Iterable[RequestEntryPair], show: PathRenderer
) -> LoadResult:
    """Return what was read of the files of plans and what was wrong in them, without the plans.

    Files are called what they are called now.
    """
    result = LoadResult()
    for request, entry in pairs:
        query = "SELECT trouble FROM origin WHERE plan = ?"
        [(data,)] = snapshot.execute(query, (entry.number,))
        findings, files, left_out = load_checked(data)
        folder = request.plan_folder.folder
        if entry.display_name != show(folder):
            names = [show(folder / file.name) for file in snapshot.files(entry)]
            files = [(name, *rest) for name, (_, *rest) in zip(names, files, strict=False)]
        file_reads = tuple(InputFile(path, lines, tuple(gaps)) for path, lines, gaps in files)
        rows = entry.tasks + entry.inspections
        result += LoadResult((), decode_value(findings), file_reads, left_out, row_count=rows)
    return result
