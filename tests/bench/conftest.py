"""Two rows that every program is given in these tests: one late, one done with odd letters."""

from __future__ import annotations

from datetime import date

import pytest

from bench.work import WorkRow


@pytest.fixture
def rows() -> list[WorkRow]:
    return [
        WorkRow(
            "xa-0001/T01-01", "Xây dựng Kế hoạch “A”; trình B, C", "TT-TH", date(2026, 1, 31), None
        ),
        WorkRow(
            "xa-0001/T02-02", 'Một "chữ" [ngoặc] \\', "VP", date(2026, 2, 28), date(2026, 2, 7)
        ),
        WorkRow("xa-0001/TX-01", "Việc thường xuyên", "VP", None, None),
    ]
