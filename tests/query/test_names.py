"""Names as people type them, and what they are told when nothing goes by that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import UsageError
from khtgdv.query.names import (
    normalize_row_id,
    resolve_department,
    resolve_kind,
    resolve_row_id,
    resolve_state,
)
from khtgdv.query.plans import Plans

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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("overdue", "overdue"), ("quá hạn", "overdue"), ("qua han", "overdue"),
        ("QUÁ HẠN", "overdue"), ("in-progress", "in-progress"), ("in progress", "in-progress"),
        ("đang thực hiện", "in-progress"), ("chưa đến kỳ", "scheduled"), ("chua bao cao", "open"),
        ("hoàn thành", "completed"), ("hoàn thành quá hạn", "completed-late"),
        ("completed_late", "completed-late"), ("đã hủy", "cancelled"), ("đã huỷ", "cancelled"),
    ],
)  # fmt: skip
def test_states_in_both_languages(text: str, code: str) -> None:
    assert resolve_state(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dated", "dated"), ("có thời hạn", "dated"), ("chờ cấp trên", "awaiting"),
        ("dinh ky", "recurring"), ("thường xuyên", "continuous"), ("undated", "undated"),
        ("chưa có thời hạn", "undated"),
    ],
)  # fmt: skip
def test_kinds_in_both_languages(text: str, code: str) -> None:
    assert resolve_kind(text) == code


def test_an_unknown_state_or_kind_is_answered_with_the_nearest_and_all() -> None:
    with pytest.raises(UsageError) as caught:
        resolve_state("quá hạng")
    assert caught.value.message == 'Không có trạng thái "quá hạng".'
    assert str(caught.value.hint).startswith('Có phải "quá hạn"? Chọn: scheduled (chưa đến kỳ), ')
    with pytest.raises(UsageError) as caught:
        resolve_kind("zzz")
    assert caught.value.message == 'Không có loại nhiệm vụ "zzz".'
    assert str(caught.value.hint).startswith("Chọn: dated (có thời hạn), ")
