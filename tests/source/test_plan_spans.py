"""The span that a plan's own file declares, found before anything is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import DateRange
from khtgdv.source.plan_spans import declared_span

if TYPE_CHECKING:
    from pathlib import Path

SCHOOL_YEAR = DateRange(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("plan:\n  span: 2026-09..2027-08\n", SCHOOL_YEAR),
        ('plan: {year: 2026, "span": "2026-09..2027-08"}\n', SCHOOL_YEAR),
        ("plan:\n  # span: 2026-09..2027-08\n  year: 2026\n", None),
        ("plan:\n  span: 2027-08..2026-09\n", None),
        ("plan:\n  year: 2026\n", None),
        ("", None),
    ],
)
def test_what_a_file_declares(text: str, span: DateRange | None, tmp_path: Path) -> None:
    (tmp_path / "plan_2026.yaml").write_text(text, encoding="utf-8")
    assert declared_span(tmp_path, 2026) == span


def test_what_is_no_file_declares_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan_2026.yaml").mkdir()
    assert declared_span(tmp_path, 2026) is None
    assert declared_span(tmp_path, 2027) is None
