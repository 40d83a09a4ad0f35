"""Filters on the shipped plan: each by itself, together, and what does not exist."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import Position
from khtgdv.dates.spans import year_span
from khtgdv.errors import UsageError
from khtgdv.query.filters import (
    PREDICATES,
    Filters,
    FilterTexts,
    apply_filters,
    filter_in_words,
    parse_filters,
)
from khtgdv.query.selection import Selection, select_all

if TYPE_CHECKING:
    from khtgdv.plan.model import Portfolio
    from tests.conftest import MakeRow

MARCH = Position(date(2026, 3, 31), closed=True)
Several = tuple[str, ...]


@pytest.fixture(scope="session")
def selection(portfolio: Portfolio) -> Selection:
    return select_all(portfolio, MARCH)


def ids(selection: Selection, **asked: Any) -> list[str]:
    """Return the IDs of the tasks that fit."""
    return [row.id for row in found(selection, **asked).tasks]


def found(selection: Selection, **asked: Any) -> Selection:
    return apply_filters(selection, parse_filters(FilterTexts(**asked), selection, year_span(2026)))


def test_without_a_filter_every_row_fits(selection: Selection) -> None:
    made = found(selection)
    assert (made.tasks, made.inspections) == (selection.tasks, selection.inspections)
    assert (made.filter, made.filter_text) == ({}, "không")


@pytest.mark.parametrize(
    ("name", "count"),
    [("phong tt th", 24), ("đt&ch", 31), ("Văn phòng", 32), ("vp", 32), ("llct lsd", 14)],
)
def test_by_leading_department(selection: Selection, name: str, count: int) -> None:
    assert len(ids(selection, department=(name,))) == count


def test_several_departments_are_alternatives(selection: Selection) -> None:
    assert len(ids(selection, department=("VP", "TT-TH"))) == 32 + 24


def test_all_departments_can_be_asked_for(selection: Selection) -> None:
    codes = tuple(d.code for plan in selection.portfolio for d in plan.departments)
    assert ids(selection, department=("tất cả",)) == ids(selection, department=codes) != []


def test_another_body_is_no_department(selection: Selection) -> None:
    with pytest.raises(UsageError) as caught:
        ids(selection, department=("Văn phòng Thành ủy",))
    assert "Gần nhất: VP (Văn phòng)" in str(caught.value.hint)


def test_coordinating_vp_is_not_vptu(selection: Selection) -> None:
    by_code = ids(selection, coordinating=("VP",))
    assert by_code == ids(selection, coordinating=("văn phòng",))
    assert {"T02-04", "T03-01", "T10-03", "TX-33"} <= set(by_code)
    assert {"T01-22", "T01-28"}.isdisjoint(by_code)
    assert all("VP" in row.coordinating for row in selection.tasks if row.id in by_code)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VPTU", ["T01-28"]),
        ("van phong thanh uy", ["T01-22", "T10-01"]),
        ("Văn phòng Thành ủy", ["T01-22", "T10-01"]),
        ("Tô Hiệu", ["T03-02"]),
    ],
)
def test_a_body_outside_the_office_is_found_by_its_words(
    selection: Selection, name: str, expected: list[str]
) -> None:
    assert ids(selection, coordinating=(name,)) == expected


def test_a_code_stays_a_code_in_a_plan_without_that_department(
    portfolio: Portfolio, make_task: MakeRow
) -> None:
    (plan,) = portfolio
    commune = replace(
        plan, departments=plan.departments[:1], tasks=(make_task(coordinating=["VPTU"]),)
    )
    both = select_all((plan, commune), MARCH)
    assert "T01-01" not in ids(both, coordinating=("VP",))


def test_an_unknown_coordinating_unit_is_refused(selection: Selection) -> None:
    with pytest.raises(UsageError) as caught:
        ids(selection, coordinating=("Bộ Ngoại giao",))
    assert caught.value.message == 'Không có đơn vị phối hợp nào khớp "Bộ Ngoại giao".'
    assert "Các đơn vị: LLCT-LSD" in str(caught.value.hint)


def test_by_start(selection: Selection) -> None:
    assert len(ids(selection, starts=("3",))) == 15
    assert len(ids(selection, starts=("Q1",))) == 29 + 15 + 15
    assert len(ids(selection, starts=("1", "12"))) == 29 + 12
    assert all(row.work.start for row in found(selection, starts=("2026",)).tasks)


def test_by_deadline_in_force(selection: Selection) -> None:
    assert len(ids(selection, due=("1",))) == 15
    assert len(ids(selection, due=("Q1",))) == 49
    assert ids(selection, due=("1, Q1",)) == ids(selection, due=("Q1",))
    assert len(ids(selection, due=("2026",))) == 117
    assert len(ids(selection, due=("1/2027",))) == 3
    assert len(ids(selection, due=("2026-12..2027-01",))) == 117 - 98 + 3


def test_an_extension_moves_a_row_to_another_month(
    portfolio: Portfolio, make_task: MakeRow
) -> None:
    (plan,) = portfolio
    task = make_task(due="2026-03", extensions=[("2026-05", "2026-03-20")])
    made = select_all((replace(plan, tasks=(task,)),), MARCH)
    assert ids(made, due=("3",)) == []
    assert ids(made, due=("5",)) == ["T01-01"]


def test_during_a_time(selection: Selection) -> None:
    february = set(ids(selection, during=("2",)))
    assert "T01-01" in february  # from January to October
    assert "T01-03" not in february  # January only
    assert "T03-01" not in february
    assert "TX-05" in february  # all year
    assert {row.id for row in found(selection, during=("9",)).inspections} == {"KT-01", "KT-02"}


def test_by_state_and_kind_in_both_languages(selection: Selection) -> None:
    assert len(ids(selection, state=("quá hạn",))) == 49
    assert ids(selection, state=("overdue",)) == ids(selection, state=("qua han",))
    two = ids(selection, state=("overdue, chưa đến kỳ",))
    assert two == ids(selection, state=("overdue", "scheduled"))
    assert ids(selection, kind=("chờ cấp trên",)) == ["T01-26", "T02-09", "T03-02"]
    assert len(ids(selection, kind=("định kỳ", "continuous"))) == 38


def test_by_id(selection: Selection) -> None:
    made = found(selection, id=("t3-12,tx5", "KT2"))
    assert [row.id for row in made.rows] == ["T03-12", "TX-05", "KT-02"]
    with pytest.raises(UsageError, match="t3-16"):
        found(selection, id=("t3-16",))


@pytest.mark.parametrize("text", ["bao cao dlxh", "Báo cáo DLXH", "DLXH báo cáo", "BÁO CÁO dlxh"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_of_the_text(selection: Selection, text: str, form: Any) -> None:
    made = ids(selection, text=unicodedata.normalize(form, text))
    assert made == ids(selection, text="bao cao dlxh")
    assert "TX-28" in made
    assert "TX-05" not in made


def test_the_text_of_a_row_is_more_than_its_task(portfolio: Portfolio, make_task: MakeRow) -> None:
    (plan,) = portfolio
    task = make_task(
        due_text="Theo KH của TW", notes=["chờ kinh phí"], result="12-BC", assignee="Đ/c Hoa",
        product="Tờ trình",
    )  # fmt: skip
    made = select_all((replace(plan, tasks=(task,)),), MARCH)
    for text in ("theo kh", "kinh phi", "12-bc", "hoa", "to trinh", "việc thử trình"):
        assert ids(made, text=text) == ["T01-01"]
    assert ids(made, text="thanh uy") == []


def test_inspections_are_filtered_too(selection: Selection) -> None:
    assert [row.id for row in found(selection, text="khảo sát").inspections] == ["KT-04"]
    assert found(selection, department=("VP",)).inspections == ()


def test_a_filter_that_nothing_fits_is_no_error(selection: Selection) -> None:
    assert ids(selection, text="không có chữ này ở đâu cả") == []


def test_filters_are_told_in_words_and_in_json(selection: Selection) -> None:
    made = found(
        selection, text="báo cáo", department=("tt th",), coordinating=("VPTU",), due=("Q1",),
        during=("1-3",), starts=("3",), state=("overdue",), kind=("dated",), id=("t3-12",),
    )  # fmt: skip
    assert made.filter_text == (
        "chữ báo cáo; chủ trì TT-TH; phối hợp VPTU; bắt đầu 3/2026; đến hạn quý I/2026; "
        "diễn ra 01/01/2026 - 31/03/2026; trạng thái quá hạn; loại có thời hạn; mã T03-12"
    )
    assert made.filter == {
        "text": "báo cáo", "department": ("TT-TH",), "coordinating": ("VPTU",),
        "state": ("overdue",), "kind": ("dated",), "id": ("T03-12",), "starts": ("2026-03",),
        "due": ("2026-Q1",), "during": ("2026-01-01..2026-03-31",),
    }  # fmt: skip


def test_what_was_typed_is_told_safely() -> None:
    assert filter_in_words(Filters(text="\x1b[31m"), {}) == r"chữ \x1b[31m"


CHOICES: dict[str, st.SearchStrategy[str | Several]] = {
    "text": st.sampled_from(["tuyên truyền", "báo cáo", "tham mưu"]),
    "department": st.sampled_from([("VP",), ("TT-TH", "DT-CH")]),
    "coordinating": st.sampled_from([("VP",), ("Sở",)]),
    "starts": st.sampled_from([("1",), ("Q1",), ("2..6",)]),
    "due": st.sampled_from([("3",), ("H1",)]),
    "during": st.sampled_from([("2",), ("10-12",)]),
    "state": st.sampled_from([("overdue",), ("open", "scheduled")]),
    "kind": st.sampled_from([("dated",), ("undated", "recurring")]),
    "id": st.sampled_from([("T01-01", "T03-12", "TX-33"), ("KT-01",)]),
    "plan": st.sampled_from([("31-KH/BTGDVTU",)]),
    "focus": st.sampled_from([("1.4",), ("1.1", "1.5")]),
    "section": st.sampled_from([("T03",), ("thuong xuyen", "t1"), ("TX,KT",)]),
    "leader": st.sampled_from([("bà an",), ("binh", "an")]),
    "assignee": st.sampled_from([("ÔNG",)]),
}


@pytest.fixture(scope="session")
def peopled(selection: Selection) -> Selection:
    """Return the rows, some of them with persons."""
    [plan] = selection.portfolio
    leaders, assignees = ("Bà An", None, "Ông Bình; Bà An"), ("Ông Cao", None)
    tasks = (
        replace(task, leader=leaders[n % 3], assignee=assignees[n % 2])
        for n, task in enumerate(plan.tasks)
    )
    return select_all([replace(plan, tasks=tuple(tasks))], MARCH)


def test_every_filter_has_a_choice() -> None:
    assert set(CHOICES) == set(PREDICATES)


@given(st.fixed_dictionaries({}, optional=CHOICES))
def test_filters_together_are_what_fits_each(peopled: Selection, asked: dict[str, Any]) -> None:
    together = {row.id for row in found(peopled, **asked).rows}
    each = [{row.id for row in found(peopled, **{n: v}).rows} for n, v in asked.items()]
    assert together == {row.id for row in peopled.rows}.intersection(*each)
