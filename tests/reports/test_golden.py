"""Every report in every format, over a plan that has a row of every kind and state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run
    from tests.reports.conftest import Report

REPORTS = {
    "summary": ("summary",),
    "list": ("list",),
    "show": ("show", "T01-01", "T01-03", "T01-04", "T02-01", "TX-02", "TX-03", "KT-02"),
    "overdue": ("overdue",),
    "overdue-recurring": ("overdue", "--recurring"),
    "overdue-forecast": ("overdue", "--month", "5"),
    "upcoming": ("upcoming",),
    "workload": ("workload",),
    "department": ("department", "tt th"),
    "inspections": ("inspections",),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("columns", [80, 140, None], ids=["80", "140", "piped"])
def test_table(name: str, columns: int | None, report: Report, snapshot: SnapshotAssertion) -> None:
    assert report(*REPORTS[name], columns=columns).out == snapshot


@pytest.mark.parametrize("name", REPORTS)
def test_json(name: str, report: Report, snapshot: SnapshotAssertion) -> None:
    # A row a line, without what is empty: test_contract.py states that every key is there.
    answer = report(*REPORTS[name], "--format", "json").json
    tables = {
        table: [
            json.dumps({k: v for k, v in row.items() if v not in (None, [])}, ensure_ascii=False)
            for row in rows
        ]
        for table, rows in answer.pop("tables").items()
    }
    assert {**answer, "tables": tables} == snapshot


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("written", ["csv", "md"])
def test_written(name: str, written: str, report: Report, snapshot: SnapshotAssertion) -> None:
    text = report(*REPORTS[name], "--format", written).out
    assert text.removeprefix("\ufeff").replace("\r\n", "\n") == snapshot


@pytest.mark.parametrize("arguments", [("overdue", "--month", "3"), ("workload",)], ids=" ".join)
def test_shipped_plan(arguments: tuple[str, ...], run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run(*arguments, "--data", "data", env={"COLUMNS": "140"}, today="2026-03-31")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot
