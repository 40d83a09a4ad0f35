"""Work of a cluster's tasks, without Spark: the files of a plan folder in, its tables out.

Between the two passes over a dataset a table is a row of PART_COLUMNS: reading a plan is what
costs, and the second pass only takes apart what the first one made.
"""

from __future__ import annotations

import pickle
import re
from io import BytesIO

from khtgdv.dataset.findings import FINDING_COLUMNS, finding_table
from khtgdv.dataset.intervals import INTERVAL_COLUMNS
from khtgdv.document.document import Document
from khtgdv.query.selection import select_all
from khtgdv.render.formats import RenderOptions
from khtgdv.render.parquet_file import render
from khtgdv.reports.export import CONTENT_COLUMNS, build
from khtgdv.source.load.load import load_plan_unplaced
from khtgdv.source.load.result import LoadResult, name_plans
from khtgdv.source.text.files import stored_file
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from khtgdv.dates.periods import Position
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Column, StorageType
    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.spark.listing import FolderTask

PART_COLUMNS = "name string, year int, plan string, row_count int, errors int, content binary"
TABLES: dict[str, tuple[Column, ...]] = {
    **CONTENT_COLUMNS,
    "intervals": INTERVAL_COLUMNS,
    "findings": FINDING_COLUMNS,
}
_TYPES: dict[StorageType, str] = {
    "text": "string", "texts": "array<string>", "date": "date", "number": "int", "bool": "boolean",
    "json": "string",
}  # fmt: skip
_HIVE_ESCAPE = re.compile("%([0-9A-F]{2})")


class Part(NamedTuple):
    """A table of a plan: whose it is, how many rows it has, how many are errors, as Parquet."""

    name: str
    year: int | None
    plan: str | None
    row_count: int
    errors: int
    content: bytes


def schema_of(table: str, *, partitioned: bool) -> str:
    """Return the columns of a table as Spark declares them, those of its partitions last."""
    columns = [f"`{c.key}` {_TYPES[c.storage_type]}" for c in TABLES[table] if c.storage_type]
    return ", ".join([*columns, *(["year int", "plan string"] if partitioned else [])])


def read_folder(
    task: FolderTask, contents: Mapping[str, bytes], position: Position
) -> Iterator[Part]:
    """Yield the tables of a plan folder whose files somebody else has read."""

    def open_file(path: Path, display_path: str) -> SourceFile | None:
        size = task.files.get(path.name)
        if size is None:
            return None
        content = contents.get(path.name) if size else b""
        return stored_file(content, size, display_path)

    def show(path: Path) -> str:
        return f"{task.shown}/{path.name}"

    result = LoadResult()
    for year in task.years:
        result += load_plan_unplaced(task.place, year, show, open_file)
    result = result if task.partitions else name_plans(result)
    document = build(select_all(result.portfolio, position), findings=result.findings)
    for part in document.parts:
        if part.tables[0].name != "findings":
            yield _part(part, task.partitions)
    if result.findings:
        yield finding_part(result.findings, position)


def finding_part(findings: Iterable[Diagnostic], position: Position) -> Part:
    """Return findings as a part, which is no plan's."""
    table = finding_table(findings)
    errors = sum(row.values["level"] == "error" for row in table.rows)
    document = Document("export", "", position, (), (table,))
    return Part("findings", None, None, len(table.rows), errors, render(document, RenderOptions()))


def _part(document: Document, partitions: Mapping[int, str]) -> Part:
    name, year_folder, *_ = document.file_stem.split("/")
    year = int(year_folder.removeprefix("year="))
    _, plan_folder, *_ = partitions.get(year, document.file_stem.partition("/")[2]).split("/")
    plan = _HIVE_ESCAPE.sub(lambda m: chr(int(m[1], 16)), plan_folder.removeprefix("plan="))
    rows = len(document.tables[0].rows)
    return Part(name, year, plan, rows, 0, render(document, RenderOptions()))


def reader(position: Position) -> Callable[[Any, Any], Any]:
    """Return what makes parts of a folder's task and its files: Arrow tables, as of a group."""
    import pyarrow as pa  # type: ignore[import-untyped]

    def read(tasks: Any, files: Any) -> Any:
        names = (path.rpartition("/")[2] for path in files["path"].to_pylist())
        contents = dict(zip(names, files["content"].to_pylist(), strict=True))
        parts = [
            part
            for task in tasks["task"].to_pylist()
            for part in read_folder(pickle.loads(task), contents, position)  # noqa: S301 - our driver's
        ]
        return pa.Table.from_pylist([part._asdict() for part in parts], schema=part_schema(pa))

    return read


def part_schema(arrow: Any) -> Any:
    """Return PART_COLUMNS as Arrow declares them."""
    text, number, data = arrow.string(), arrow.int32(), arrow.binary()
    types = (text, number, text, number, number, data)
    return arrow.schema(list(zip(Part._fields, types, strict=True)))


def unpack(batches: Iterable[Any], *, partitioned: bool) -> Iterator[Any]:
    """Yield the rows of parts, batch by batch, with the partition of each behind its columns."""
    import pyarrow as pa
    from pyarrow import parquet

    for batch in batches:
        for part in batch.to_pylist():
            table = parquet.read_table(BytesIO(part["content"]))
            if partitioned:
                for name, kind in (("year", pa.int32()), ("plan", pa.string())):
                    table = table.append_column(name, pa.array([part[name]] * len(table), kind))
            yield from table.to_batches()
