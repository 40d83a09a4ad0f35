"""Whose head stands on a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import Position, parse_date
from khtgdv.query.selection import select_all
from khtgdv.reports.shared.printed import letterhead
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans

if TYPE_CHECKING:
    from khtgdv.document.letterhead import Letterhead
    from tests.conftest import WritePlan

PARTY, STATE = ("ĐẢNG CỘNG SẢN VIỆT NAM",), (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
)  # fmt: skip


def head_of(write_plan: WritePlan, *plans: tuple[str, str]) -> Letterhead:
    """Return the head of plans, each with its number and its key `office`."""
    folders = []
    for place, (number, office) in enumerate(plans):
        text = (
            f"plan: {{year: 2026, number: {number}, date: 2026-01-05, title: T, agency: Ban thử}}\n"
            f"office: {{{office}}}\ndepartments: [{{code: VP, name: Văn phòng}}]\n"
        )
        row = "- {id: T01-01, task: A, lead: VP}"
        folder = write_plan(row, folder=f"p{place}", plan=text)
        folders.append(PlanFolder(str(folder), f"p{place}", (2026,)))
    loaded = load_plans(folders, lambda place: place.years, str)
    assert loaded.findings == ()
    return letterhead(select_all(loaded.portfolio, Position(parse_date("2026-03-31"))))


@pytest.mark.parametrize(
    ("number", "office", "form", "banner"),
    [
        ("31-KH/TU", "", "party", PARTY),
        ("31/KH-UBND", "", "state", STATE),
        ("02-NS/KH", "", "other", ()),
        ("02-NS/KH", "form: party", "party", PARTY),
        ("31-KH/TU", "form: state", "state", STATE),
        ("31/KH-UBND", "form: other", "other", ()),
    ],
)
def test_the_form_is_told_by_the_office_else_by_the_number(
    number: str, office: str, form: str, banner: tuple[str, ...], write_plan: WritePlan
) -> None:
    head = head_of(write_plan, (number, office))
    assert (head.form, head.banner) == (form, banner)


def test_parent_name_and_place_stand_in_the_head(write_plan: WritePlan) -> None:
    head = head_of(write_plan, ("31-KH/TU", "parent: Thành ủy, name: Ban, place: Hải Phòng"))
    assert (head.names, head.place) == (("Thành ủy", "Ban"), "Hải Phòng")


def test_an_office_that_gives_no_name_has_that_of_its_plan(write_plan: WritePlan) -> None:
    head = head_of(write_plan, ("31-KH/TU", "parent: Thành ủy"))
    assert (head.names, head.place) == (("Thành ủy", "Ban thử"), "")


@pytest.mark.parametrize(
    ("first", "second", "form", "names"),
    [
        (("1-KH/TU", ""), ("2-KH/ĐU", ""), "party", ("Ban thử",)),
        (("1-KH/TU", ""), ("2/KH-UBND", ""), "other", ("Ban thử",)),
        (("1-KH/TU", "form: state, name: A"), ("2-KH/A", "form: state, name: A"), "state", ("A",)),
        (("1-KH/TU", ""), ("2-KH/A", "form: party"), "other", ("Ban thử",)),
        (("1-KH/TU", "parent: A"), ("2-KH/TU", "parent: B"), "party", ("Ban thử",)),
    ],
)
def test_several_plans_have_what_they_share(
    first: tuple[str, str],
    second: tuple[str, str],
    form: str,
    names: tuple[str, ...],
    write_plan: WritePlan,
) -> None:
    head = head_of(write_plan, first, second)
    assert (head.form, head.names) == (form, names)
