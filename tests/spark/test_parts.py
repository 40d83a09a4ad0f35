"""A plan folder read by a task: from the bytes that Spark has of its files."""

from __future__ import annotations

import pickle
from datetime import date
from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from khtgdv.dates.periods import Position
from khtgdv.source.walk import PlanFolder
from khtgdv.spark.listing import FolderTask
from khtgdv.spark.parts import Part, part_schema, reader, unpack

AT = Position(date(2026, 3, 31), closed=True)
PLAN = b"""\
plan: {year: 2026, number: 01-KH/THU, date: 2026-01-05, title: Thu, agency: Ban thu}
departments: [{code: VP, name: Van phong}]
"""
TASKS = b"tasks: [{id: T01-01, task: Viec, lead: VP, due: 2026-02, start: 2026-01}]\n"
FILES = {"plan_2026.yaml": PLAN, "tasks_2026.yaml": TASKS}


def read(files: dict[str, bytes | None], sizes: dict[str, int] | None = None) -> list[Part]:
    """Return the parts of a folder of files; None is one that could not be read."""
    listed = {name: 9 if data is None else len(data) for name, data in files.items()}
    listed |= sizes or {}
    place = PlanFolder("s3a://kho/xã", "xã", (2026,))
    task = FolderTask(place, (2026,), listed, "s3a://kho/xã", {2026: "year=2026/plan=a%2Fxã"}, "")
    had = {f"s3a://kho/xã/{name}": data for name, data in files.items() if data is not None}
    kinds = pa.schema([("path", pa.string()), ("content", pa.binary())])
    contents = pa.table([list(had), list(had.values())], schema=kinds)
    made = reader(AT)(pa.table({"task": [pickle.dumps(task)]}), contents)
    assert made.schema == part_schema(pa)
    return [Part(**row) for row in made.to_pylist()]


def rows(part: Part) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(BytesIO(part.content)).to_pylist()
    return found


def test_a_folder_becomes_its_tables() -> None:
    tasks, inspections, intervals = read({**FILES})
    assert tasks[:5] == ("tasks", 2026, "a/xã", 1, 0)
    assert inspections[:5] == ("inspections", 2026, "a/xã", 0, 0)
    assert intervals[:3] == ("intervals", 2026, "a/xã")
    assert intervals.row_count > 1
    [row] = rows(tasks)
    assert (row["id"], row["state"], row["plan_name"]) == ("T01-01", "overdue", "xã")


def test_a_file_that_could_not_be_read_is_a_finding() -> None:
    *_, findings = read({**FILES, "tasks_2026.yaml": None})
    assert findings[:5] == ("findings", None, None, 1, 1)
    [row] = rows(findings)
    assert (row["code"], row["path"]) == ("unreadable-file", "s3a://kho/xã/tasks_2026.yaml")
    assert row["message"] == "không đọc được tệp: nơi lưu không cho mở"


def test_a_file_that_is_too_large_is_a_finding() -> None:
    *_, findings = read({**FILES, "tasks_2026.yaml": None}, {"tasks_2026.yaml": 2**30})
    [row] = rows(findings)
    assert (row["code"], row["message"]) == ("too-large", "tệp lớn 1024 MB, quá mức 8 MB")


def test_a_file_that_is_not_there_is_a_finding() -> None:
    *_, findings = read({"tasks_2026.yaml": TASKS})
    assert [row["code"] for row in rows(findings)] == ["missing-plan-file"]


def test_files_of_no_plan_make_nothing() -> None:
    no_task = pa.table({"task": pa.array([], pa.binary())})
    files = pa.table({"path": ["a/b/plan_2026.yaml"], "content": [PLAN]})
    assert reader(AT)(no_task, files).num_rows == 0


def test_parts_are_taken_apart_with_their_partition() -> None:
    tasks, *_ = read({**FILES})
    batch = pa.RecordBatch.from_pylist([tasks._asdict()] * 2, schema=part_schema(pa))
    whole = pa.Table.from_batches(unpack([batch], partitioned=True))
    assert whole.column_names[-2:] == ["year", "plan"]
    assert whole["plan"].to_pylist() == ["a/xã", "a/xã"]
    bare = pa.Table.from_batches(unpack([batch], partitioned=False))
    assert bare.column_names == whole.column_names[:-2]
