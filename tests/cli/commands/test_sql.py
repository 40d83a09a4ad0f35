"""`sql`: prints a question; what it answers is in tests/sql."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run


@pytest.mark.parametrize(
    "arguments",
    [
        ("overdue", "--month", "3", "--dialect", "spark", "--dataset", "kho `a` 'b'"),
        ("summary", "--by", "department", "--dataset", "kho 'b'", "-d", "VP", "-d", "TT'-TH"),
        ("workload", "--dialect", "spark"),
        ("report", "quý", "1"),
        ("upcoming", "--as-of", "2027-01-05"),
        ("summary",),
    ],
)
def test_what_is_printed(arguments: tuple[str, ...], run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("sql", *arguments, "--data", "data", today="2026-11-24")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


def test_groups_are_called_as_in_reports(run: Run) -> None:
    by_key, by_word = (
        run("sql", "summary", "--by", by, "--data", "data", today="2026-11-24").out
        for by in ("focus", "trọng tâm")
    )
    assert by_word == by_key != ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("lint",), 'Không có báo cáo "lint".'),
        (("summary", "--dialect", "mysql"), '--dialect không có giá trị "mysql".'),
        (("summary", "--by", "person"), '--by không có giá trị "person".'),
        (("summary", "2026"), '"2026" không đi cùng summary.'),
        (("report",), "Thiếu kỳ báo cáo."),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], error: str, run: Run) -> None:
    ran = run("sql", *arguments, "--data", "data", today="2026-11-24")
    assert ran.status == 2
    assert ran.err.startswith(error)
