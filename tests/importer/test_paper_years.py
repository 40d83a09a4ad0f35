from __future__ import annotations

from datetime import date

import pytest

from khtgdv.importer.paper_years import paper_years

ISSUED = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Kế hoạch công tác năm 2027"], (2027, "")),
        (["Kế hoạch năm học 2026 - 2027"], (2026, "2026-09..2027-08")),
        (["CHƯƠNG TRÌNH NĂM HỌC 2026–2027"], (2026, "2026-09..2027-08")),
        (["Chương trình hành động đến năm 2030", "Thời gian: 2026 - 2030"], (2026, "2026..2030")),
        (["Kế hoạch Đề án giai đoạn 2026 - 2030"], (2026, "2026..2030")),
        (["Kế hoạch năm 2027 của Đề án giai đoạn 2026-2030"], (2027, "")),
        (["Kế hoạch 100 ngày", "Thời gian thực hiện: 10/7 đến 30/11/2026"],
         (2026, "2026-07-10..2026-11-30")),
        (["Kế hoạch cao điểm", "Thời gian: từ ngày 15/11/2026 đến hết ngày 15/02/2027"],
         (2026, "2026-11-15..2027-02-15")),
        (["Kế hoạch", "Thời gian: tháng 7/2026 đến tháng 3/2027"], (2026, "2026-07..2027-03")),
        (["Kế hoạch", "Thời gian: 30/02/2026 đến 30/11/2026"], (2026, "")),
        (["Kế hoạch", "Thời gian: 30/11/2026 đến 10/7/2026"], (2026, "")),
        (["Kế hoạch quý", "Báo cáo 5/1/2026", "Họp 6/1/2026"], (2026, "")),
        (["Kế hoạch", "từ 2025 sang 2026"], (None, "")),
    ],
)  # fmt: skip
def test_what_a_plan_is_for(lines: list[str], expected: tuple[int | None, str]) -> None:
    assert paper_years(lines, lines[0], None) == expected


def test_the_day_of_the_paper_gives_its_year_where_no_word_does() -> None:
    assert paper_years(["Kế hoạch", "từ 2025 sang 2027"], "Kế hoạch", ISSUED) == (2026, "")
