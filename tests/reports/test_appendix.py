"""Lists as appendices of the plan's own paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.support.readback import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

ENCLOSED = (
    "(Kèm theo Kế hoạch số 31-KH/BTGDVTU, ngày 10/02/2026 của Ban Tuyên giáo và Dân vận "
    "Thành ủy Hải Phòng)"
)


def test_a_list_goes_with_the_plan(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    report = ("list", "--section", "T03", "--state", "chưa báo cáo", "--appendix", "2")
    assert run(*report, "--data", "data", "-o", out, today="2026-03-31").status == 0
    made = docx.Document(str(out))
    assert [p.text for p in made.paragraphs if p.text][:5] == [
        "Phụ lục 2",
        "DANH SÁCH NHIỆM VỤ",
        ENCLOSED,
        "(ngày 31/3/2026)",
        "(Phạm vi: trạng thái chưa báo cáo; mục Tháng 3)",
    ]
    [grid] = made.tables
    assert [row.cells[0].text for row in grid.rows][:4] == ["TT", "Tháng 3", "1", "2"]


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_each_department_is_an_appendix_of_its_own(name: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"a.{name}"
    report = ("department", "all", "--appendix", "1", "--data", "data", "-o", out)
    assert run(*report).status == 0
    said = read_back(name, out.read_bytes())
    assert [f"Phụlục{number}DANHMỤC" in said for number in range(9)] == [
        False, *[True] * 7, False,
    ]  # fmt: skip
    assert not [word for word in ("ĐẢNGCỘNGSẢN", "LÃNHĐẠOĐƠNVỊ", "T03-01") if word in said]


def test_one_appendix_needs_no_number(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    assert run("list", "--appendix", "0", "--data", "data", "-o", out).status == 0
    assert docx.Document(str(out)).paragraphs[0].text == "Phụ lục"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1",), "--appendix chỉ dùng với Word và PDF"),
        (("1", "-f", "json"), "--appendix chỉ dùng với Word và PDF"),
        (("-1", "-f", "docx"), "Không có phụ lục số -1"),
    ],
)
def test_usage(arguments: tuple[str, ...], said: str, run: Run) -> None:
    ran = run("list", "--data", "data", "--appendix", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
