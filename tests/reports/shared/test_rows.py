"""What reports say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import parse_period
from khtgdv.reports.shared.rows import extensions_in_words, periods_in_words
from tests.reports.conftest import PLAN_FOLDER

if TYPE_CHECKING:
    from tests.conftest import MakeRow, Run


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ((), ""),
        (("2026-W09",), "tuần 9/2026"),
        (("2026-W09", "2026-W10"), "tuần 9, 10/2026"),
        (("2026-01", "2026-03"), "1, 3/2026"),
        (("2026-Q1", "2026-Q2"), "quý I, II/2026"),
        (("2026-W53", "2027-W01"), "tuần 53/2026, tuần 1/2027"),
        (("2026-Q1", "2026-03"), "quý I/2026, 3/2026"),
        (("2026-H1", "2026-H2"), "6 tháng đầu năm 2026, 6 tháng cuối năm 2026"),
        (("2026-03-02", "2026-03-03"), "02/03/2026, 03/03/2026"),
        (
            tuple(f"2026-{month:02}" for month in range(1, 9)),
            "1, 2, 3, 4, 5, 6/2026 … và 2 kỳ nữa",
        ),
    ],
)
def test_periods_share_what_they_have_in_common(periods: tuple[str, ...], words: str) -> None:
    assert periods_in_words([parse_period(period).label for period in periods]) == words


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("overdue",), ("timeline",), ("remind",), ("department", "TT-TH")],
    ids=" ".join,
)
def test_a_row_has_one_word_for_its_state_in_every_report(
    arguments: tuple[str, ...], run: Run
) -> None:
    text = run(*arguments, "--month", "3", "--data", PLAN_FOLDER, "--format", "md").out
    lines = [line for line in text.splitlines() if line.startswith("| T02-02 |")]
    assert lines
    for line in lines:
        assert "| chưa báo cáo |" in line
        assert "chờ cấp trên" not in line


@pytest.mark.parametrize("report", ["list", "timeline"])
def test_regular_work_is_called_alike_in_every_report(report: str, run: Run) -> None:
    text = run(report, "--month", "3", "--data", PLAN_FOLDER, "--format", "md").out
    words = {line[2:7]: line for line in text.splitlines() if line.startswith("| TX-")}
    assert "| thường xuyên |" in words["TX-01"]
    assert "| định kỳ |" in words["TX-02"]


def test_extensions_are_told_in_full(make_task: MakeRow) -> None:
    task = make_task(
        extensions=[
            {"to": "2026-05", "on": "2026-03-20", "reason": "chờ", "document": "12-QĐ/BTG"},
            {"to": "2026-Q3", "on": "2026-05-04", "reason": "lại chờ"},
        ]
    )
    assert extensions_in_words(task.extensions) == (
        "đến 5/2026, ngày 20/03/2026, theo 12-QĐ/BTG: chờ; "
        "đến quý III/2026, ngày 04/05/2026: lại chờ"
    )
