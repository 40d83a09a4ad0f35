"""Names as people type them, and what they are told when nothing goes by that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.errors import UsageError
from khtgdv.plan.ids import TASK_ID_PATTERN, row_key
from khtgdv.query.names import (
    normalize_row_id,
    resolve_department,
    resolve_kind,
    resolve_row_id,
    resolve_section,
    resolve_sections,
    resolve_states,
)
from khtgdv.query.plans import Plans
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tests.conftest import ROOT

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan, Portfolio


@pytest.mark.parametrize(
    ("name", "code"),
    [("phong tt th", "TT-TH"), ("đt&ch", "DT-CH"), ("Văn phòng", "VP"), ("vp", "VP")],
)
def test_a_department_is_found(portfolio: Portfolio, name: str, code: str) -> None:
    assert resolve_department(name, Plans(portfolio)) == code


def test_an_unknown_department_is_answered_with_the_nearest_and_all(portfolio: Portfolio) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_department("Văn phòng Thành ủy", Plans(portfolio))
    assert caught.value.message == 'Không có đơn vị nào khớp "Văn phòng Thành ủy".'
    assert caught.value.hint == (
        "Gần nhất: VP (Văn phòng). "
        "Các đơn vị: LLCT-LSD, KG-VHVN, TT-TH, TT-BCXB, DVCCQNN, DT-CH, VP"
    )


def test_where_nothing_is_near_all_departments_are_named(portfolio: Portfolio) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_department("\x1b[31m", Plans(portfolio))
    assert caught.value.message == r'Không có đơn vị nào khớp "\x1b[31m".'
    assert str(caught.value.hint).startswith("Các đơn vị: LLCT-LSD, ")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("t3-12", "T03-12"), ("T03-12", "T03-12"), ("T3.12", "T03-12"), ("t03 12", "T03-12"),
        ("T 3 - 12", "T03-12"), ("t3/2", "T03-02"), ("T3-002", "T03-02"), ("t3-123", "T03-123"),
        ("kt2", "KT-02"), ("KT-02", "KT-02"), ("kt 02", "KT-02"), ("tx5", "TX-05"),
        (" tx-05 ", "TX-05"), ("TX_5", "TX-05"), ("TX-0038", "TX-38"),
    ],
)  # fmt: skip
def test_ids_are_matched_without_case_and_leading_zeros(text: str, id_: str) -> None:
    assert normalize_row_id(text) == id_


@pytest.mark.parametrize("text", ["T312", "tx1-2", "kt", "A3-1", "T3-", "", "T3-" + "9" * 5000])
def test_what_is_no_id_comes_back_as_it_is(text: str) -> None:
    assert normalize_row_id(text) == text.upper()


def test_a_known_id_is_found_and_an_unknown_one_told_with_the_nearest(shipped: Plan) -> None:
    ids = [task.id for task in shipped.tasks]
    assert resolve_row_id("t3-12", ids) == "T03-12"
    with pytest.raises(UsageError) as caught:
        resolve_row_id("t3-16", ids)
    assert caught.value.message == 'Không có dòng nào mang mã "t3-16".'
    assert "Gần nhất: T03-" in str(caught.value.hint)
    with pytest.raises(UsageError) as caught:
        resolve_row_id("x", [])
    assert caught.value.hint == "khtgdv list cho biết mọi mã"


OWN = [
    "I-1", "II-1", "II-12a", "III-2.1", "III-2.10", "1-1.1", "11-1", "1-11", "NV-03", "Đ-4",
    "T03-12", "T01-12", "T11-02", "TX-05",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("i-1", "I-1"), ("I 1", "I-1"), ("I1", "I-1"), ("i.1", "I-1"), ("II–1", "II-1"),
        ("II12A", "II-12a"), ("ii 12 a", "II-12a"), ("ii-012a", "II-12a"), ("iii-2.1", "III-2.1"),
        ("iii2.10", "III-2.10"), ("III.2.1", "III-2.1"), ("1.1.1", "1-1.1"), ("1-11", "1-11"),
        ("1 11", "1-11"), ("11 1", "11-1"), ("nv3", "NV-03"), ("3", "NV-03"), ("NV-3", "NV-03"),
        ("2.10", "III-2.10"), ("12A", "II-12a"),
        ("đ4", "Đ-4"), ("d-4", "Đ-4"), ("T0312", "T03-12"), ("t3 12", "T03-12"), ("tx5", "TX-05"),
    ],
)  # fmt: skip
def test_rows_of_any_section_are_found_as_people_type_them(text: str, row: str) -> None:
    assert resolve_row_id(text, OWN) == row


@pytest.mark.parametrize(
    ("text", "rows"),
    [("111", "1-11 hoặc 11-1"), ("T112", "T01-12 hoặc T11-02"), ("1", "I-1 hoặc II-1 hoặc 11-1")],
)
def test_what_can_be_read_in_two_ways_is_told(text: str, rows: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_row_id(text, OWN)
    assert caught.value.message == f'Mã "{text}" có thể là {rows}.'
    assert "gõ cả mục và dấu gạch" in str(caught.value.hint)


@pytest.mark.parametrize("text", ["I-I1", "II-2", "I-2.1", "2", "IV-1"])
def test_nothing_is_taken_for_another_row(text: str) -> None:
    with pytest.raises(UsageError, match="Không có dòng nào mang mã"):
        resolve_row_id(text, OWN)


@given(st.sampled_from(OWN), st.sampled_from(["-", "–", " - ", "—"]))
def test_every_row_is_found_by_its_id_however_its_dash_is_typed(row: str, dash: str) -> None:
    typed = row.replace("-", dash)
    assert resolve_row_id(typed, OWN) == resolve_row_id(typed.lower(), OWN) == row


@given(st.lists(st.from_regex(TASK_ID_PATTERN, fullmatch=True), unique_by=row_key, max_size=4))
def test_an_id_as_the_file_has_it_is_always_that_row(rows: list[str]) -> None:
    for row in rows:
        assert resolve_row_id(row, rows) == row


@pytest.fixture
def numbered() -> Plans:
    folder = PlanFolder(str(ROOT / "tests/plans/sections"), "sections", (2026,))
    return Plans(load_plans([folder], lambda place: place.years, str).portfolio)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ii", "II"), ("Mục II", "II"), ("ha tang so", "II"), ("II. Hạ tầng số", "II"),
        ("dữ liệu", "III"), ("chỉ đạo", "I"), ("truyen thong", "A"), ("t3", "T03"), ("3", "T03"),
        ("Tháng 3", "T03"), ("thường xuyên", "TX"), ("kt", "KT"), ("nv", "NV"),
        ("Thể chế, chỉ đạo, điều hành", "I"),
    ],
)  # fmt: skip
def test_a_section_by_its_number_or_heading(text: str, code: str, numbered: Plans) -> None:
    assert resolve_section(text, numbered) == code


def test_several_sections_in_one_text(numbered: Plans) -> None:
    texts = ["thể chế, chỉ đạo, điều hành", "ii, T3", "I"]
    assert resolve_sections(texts, numbered) == ("I", "II", "T03")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("số", 'Không có mục "số".', "II. Hạ tầng số; III. Dữ liệu; "),
        ("ii, IX", 'Không có mục "IX".', "Gần nhất: I"),
        ("điều hành truyền", 'Không có mục "điều hành truyền".', "T01 … T12"),
        ("tháng", '"tháng" có thể là mục T01 (Tháng 01) hoặc ', "ghi mã của mục"),
    ],
)
def test_an_unknown_section_is_answered_with_the_others(
    text: str, message: str, hint: str, numbered: Plans
) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_sections([text], numbered)
    assert message in caught.value.message
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("overdue", "overdue"), ("quá hạn", "overdue"), ("qua han", "overdue"),
        ("QUÁ HẠN", "overdue"), ("in-progress", "in-progress"), ("in progress", "in-progress"),
        ("đang thực hiện", "in-progress"), ("chưa đến kỳ", "scheduled"), ("chua bao cao", "open"),
        ("hoàn thành", "completed"), ("hoàn thành quá hạn", "completed-late"),
        ("completed_late", "completed-late"), ("đã hủy", "cancelled"), ("đã huỷ", "cancelled"),
        ("chưa xong", "scheduled open in-progress overdue"), ("xong", "completed completed-late"),
        ("chua den han", "scheduled open in-progress"),
    ],
)  # fmt: skip
def test_states_in_both_languages(text: str, code: str) -> None:
    assert resolve_states(text) == tuple(code.split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dated", "dated"), ("có thời hạn", "dated"), ("chờ cấp trên", "awaiting"),
        ("khi phát sinh", "on-demand"), ("hạn ghi bằng lời", "worded"), ("Worded", "worded"),
        ("dinh ky", "recurring"), ("thường xuyên", "continuous"), ("undated", "undated"),
        ("chưa có thời hạn", "undated"),
    ],
)  # fmt: skip
def test_kinds_in_both_languages(text: str, code: str) -> None:
    assert resolve_kind(text) == code


def test_an_unknown_state_or_kind_is_answered_with_the_nearest_and_all() -> None:
    with pytest.raises(UsageError) as caught:
        resolve_states("quá hạng")
    assert caught.value.message == 'Không có trạng thái "quá hạng".'
    assert str(caught.value.hint).startswith('Có phải "quá hạn"? Chọn: scheduled (chưa đến kỳ), ')
    with pytest.raises(UsageError) as caught:
        resolve_kind("zzz")
    assert caught.value.message == 'Không có loại nhiệm vụ "zzz".'
    assert str(caught.value.hint).startswith("Chọn: dated (có thời hạn), ")
