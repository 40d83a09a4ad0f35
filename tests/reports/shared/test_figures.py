"""The figures that every report shares: how far "soon" reaches, shares in words, the parts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import DateRange, Position, paper_date
from khtgdv.dates.spans import year_span
from khtgdv.query.cells import Cell
from khtgdv.reports.shared.figures import (
    PARTS,
    count_due,
    count_figures,
    horizon,
    percent,
    share_words,
)
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS

if TYPE_CHECKING:
    from khtgdv.document.document import Value
    from tests.conftest import Run
    from tests.reports.conftest import Report

AT = Position(date(2026, 3, 31))
CELLS = st.lists(
    st.builds(
        Cell,
        st.integers(1, 5),
        kind=st.sampled_from(list(KIND_LABELS)),
        state=st.sampled_from(list(STATE_LABELS)),
        deadline=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        begun=st.booleans(),
        span=st.just(year_span(2026)),
    )
)


def number(value: Value) -> int:
    assert isinstance(value, int)
    return value


@given(st.dates(date(1000, 1, 1), date(9999, 10, 31)))
def test_soon_ends_where_the_month_after_the_next_begins(day: date) -> None:
    soon = horizon(Position(day))
    after = soon.last_day + timedelta(days=1)
    assert (after.day, (after.year - day.year) * 12 + after.month - day.month) == (1, 2)
    assert soon.words == f"từ {paper_date(day)} đến {paper_date(soon.last_day)}"


def test_so_many_days_are_so_many() -> None:
    assert horizon(AT, 0).last_day == AT.as_of
    assert horizon(AT, 15).last_day == date(2026, 4, 15)
    assert horizon(AT, 15).words == "trong 15 ngày"
    assert horizon(AT, 10**9).last_day == date.max
    assert horizon(Position(date.max)).last_day == date.max


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.145, "15%"), (0.1449, "14%"), (0.7249, "72%"), (0.725, "73%"), (1.0, "100%")],
)
def test_a_share_has_no_blank_and_halves_go_up(share: float, words: str) -> None:
    assert percent(share) == words
    assert share_words({"on_time_share": share}) == {"on_time_share": words}


def test_no_share_is_not_zero() -> None:
    assert count_due([], AT)["on_time_share"] is None
    assert share_words({"on_time_share": None}) == {"on_time_share": "chưa có"}


@pytest.mark.uncounted
@given(CELLS)
def test_the_parts_add_up_to_all_rows(cells: list[Cell]) -> None:
    figures = count_figures(cells, AT)
    assert sum(number(figures[part]) for part in PARTS) == figures["total"]
    assert figures["total"] == sum(cell.n for cell in cells)


@given(CELLS, st.integers(1, 12))
def test_periods_add_up_to_the_plan(cells: list[Cell], month: int) -> None:
    end = date(2026, month, 1)
    first = DateRange(date(2026, 1, 1), end)
    rest = DateRange(end + timedelta(days=1), date(2026, 12, 31))
    whole, *parts = (count_due(cells, AT, period) for period in (None, first, rest))
    for key in ("due", "come_due", "due_completed", "on_time", "late", "due_overdue"):
        assert sum(number(part[key]) for part in parts) == whole[key]


def test_the_parts_of_the_summary_add_up(report: Report) -> None:
    tables = report("summary", "-f", "json").json["tables"]
    (figures,) = tables["figures"]
    counts = {row["part"]: row["count"] for row in tables["parts"]}
    assert sum(counts.values()) == figures["total"]
    assert counts == {part: figures[part] for part in counts}


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-01-30", "2026-02-28"), ("2026-01-31", "2026-02-28"), ("2026-02-28", "2026-03-31"),
        ("2026-11-29", "2026-12-31"), ("2026-12-01", "2027-01-31"),
    ],
)  # fmt: skip
def test_soon_reaches_to_the_end_of_the_next_month(
    today: str, last: str, run: Run, write_plan: Any
) -> None:
    days = {"T01-01": last, "T01-02": str(date.fromisoformat(last) + timedelta(days=1))}
    folder = write_plan(
        "\n".join(
            f"- {{id: {name}, task: A, lead: VP, start: 2026-01, due: {day}}}"
            for name, day in days.items()
        )
    )
    asked = ("--data", folder, "-f", "json")
    for name in ("upcoming", "remind"):
        tables = run(name, *asked, today=today).json["tables"]
        assert [row["id"] for row in tables["upcoming"]] == ["T01-01"]
    (figures,) = run("summary", *asked, today=today).json["tables"]["figures"]
    assert figures["due_soon"] == 1
    first_day, last_day = (paper_date(date.fromisoformat(day)) for day in (today, last))
    in_words = f"từ {first_day} đến {last_day}"
    for name in ("upcoming", "remind", "summary"):
        assert in_words in run(name, "--data", folder, today=today).out


def test_the_far_end_of_time_is_soon_enough(run: Run, write_plan: Any) -> None:
    folder = write_plan("- {id: T03-01, task: A, lead: VP, start: 2026-03, due: 2026-03}")
    far = ("--data", folder, "--as-of", "2200-12-30", "-f", "json")
    assert run("upcoming", *far).json["tables"]["upcoming"] == []
    assert run("upcoming", "--within", "3660", *far).json["tables"]["upcoming"] == []
