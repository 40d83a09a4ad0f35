"""Years in wording: which want a look, and which move where that was asked for."""

from __future__ import annotations

import pytest

from khtgdv.source.new_plans.year_words import YearShift

LOOKING = YearShift(2025, 2027, 1)
MOVING = YearShift(2025, 2027, 1, moves=True)


@pytest.mark.parametrize(
    ("text", "moved_text", "count"),
    [
        ("Tổng kết năm 2026.", "Tổng kết năm 2027.", 1),
        ("Tháng 01/2027", "Tháng 01/2028", 1),
        ("Sơ kết năm 2025, nhiệm vụ năm 2026.", "Sơ kết năm 2026, nhiệm vụ năm 2027.", 2),
        ("Trước ngày 15/3/2026", "Trước ngày 15/3/2027", 1),
        ("Đến năm 2045 và từ năm 1946.", "Đến năm 2045 và từ năm 1946.", 0),
        ("Mã 12026, 20261.", "Mã 12026, 20261.", 0),
        (
            "Thực hiện Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ Thành ủy năm 2026",
            "Thực hiện Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ Thành ủy năm 2027",
            1,
        ),
        ("Nhiệm kỳ 2026 - 2031", "Nhiệm kỳ 2026 - 2031", 0),
        ("Giai đoạn 2021-2025", "Giai đoạn 2021-2025", 1),
    ],
)
def test_years(text: str, moved_text: str, count: int) -> None:
    assert LOOKING.apply(text)[0] == text
    assert len(LOOKING.apply(text)[1]) == count
    new, mentions = MOVING.apply(text)
    assert (new, len(mentions)) == (moved_text, count)


def test_a_day_that_would_not_exist_stays_and_is_told() -> None:
    shift = YearShift(2027, 2029, 1, moves=True)
    new, (mention,) = shift.apply("Xong trước 29/02/2028.")
    assert (new, mention.moved) == ("Xong trước 29/02/2028.", False)


def test_a_mention_has_whole_words_around_it() -> None:
    text = "Xây dựng Kế hoạch tuyên truyền kỷ niệm các ngày lễ lớn năm 2026 trên địa bàn thành phố."
    _, (mention,) = LOOKING.apply(text)
    assert mention.words == "… kỷ niệm các ngày lễ lớn năm 2026 trên địa bàn thành phố."
