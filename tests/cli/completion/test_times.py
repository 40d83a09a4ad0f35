"""Days and periods, as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.completion.answer import answer
from tests.cli.completion.test_rows import offered
from tests.conftest import PLAN_TEMPLATE, ROOT

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", "2026-11-24")
    monkeypatch.setenv("KHTGDV_DATA", str(ROOT / "data"))


def test_months() -> None:
    assert offered("list", "--month", "") == [f"{month}/2026" for month in range(1, 13)]
    assert offered("list", "--month", "03") == ["03/2026"]
    assert offered("list", "--month", "2026-0")[0] == "2026-01"
    assert offered("list", "--month", "tháng 3") == ["tháng 3"]
    assert offered("list", "--month", "t1")[:2] == ["T1", "T10"]


def test_periods() -> None:
    assert offered("report", "q") == ["Q1", "Q2", "Q3", "Q4"]
    assert offered("report", "quý", "i")[:1] == ["I"]
    assert offered("report", "2026-H") == ["2026-H1", "2026-H2"]
    assert offered("report", "6") == ["6/2026", "6 tháng đầu năm", "6 tháng cuối năm", "W6"]
    assert offered("report", "cả") == ["cả năm"]
    assert offered("extend", "T03-01", "--to", "9m") == ["9M"]
    assert [s.help for s in answer(["report"], "w10").suggestions] == ["02/03-08/03/2026"]
    assert offered("calendar", "--week", "12") == ["W12"]


def test_a_school_year_has_its_own_months(
    write_plan: WritePlan, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace(
        "  number:", "  span: 2026-09..2027-08\n  number:"
    )
    monkeypatch.setenv("KHTGDV_DATA", str(write_plan("[]", plan=plan)))
    months = offered("list", "--month", "")
    assert (months[0], months[-1], len(months)) == ("9/2026", "8/2027", 12)
    assert "2026-Q4" in offered("list", "--due", "2026")
    assert offered("calendar", "--week", "")[0] == "2026-W36"
    for word in offered("list", "--due", ""):
        assert run("list", "--due", word).status == 0


def test_days() -> None:
    assert offered("done", "T03-01", "--on", "")[:4] == [
        "hôm nay", "hôm qua", "24/11/2026", "23/11/2026",
    ]  # fmt: skip
    assert offered("done", "T03-01", "--on", "hom q") == ["hôm qua"]
    assert offered("done", "T03-01", "--on", "hôm", "q") == ["qua"]
    assert offered("done", "T03-01", "--on", "20/1") == ["20/11/2026"]
    assert answer(["done", "T03-01", "--on"], "20/1").suggestions[0].help == "thứ Sáu"
