from __future__ import annotations

from datetime import date

import pytest

from khtgdv.importer.paper_facts import PaperFacts, paper_facts

PARTY = [
    "THÀNH ỦY HẢI PHÒNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 31-KH/BTGDVTU",
    "ĐẢNG CỘNG SẢN VIỆT NAM\nHải Phòng, ngày 10 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "công tác tuyên giáo và dân vận năm 2026",
]


def test_the_head_of_a_party_paper() -> None:
    assert paper_facts(PARTY) == PaperFacts(
        "31-KH/BTGDVTU", date(2026, 2, 10), "Kế hoạch công tác tuyên giáo và dân vận năm 2026",
        "BAN TUYÊN GIÁO VÀ DÂN VẬN", 2026,
    )  # fmt: skip


def test_the_name_of_a_body_on_two_lines() -> None:
    words = ["ỦY BAN NHÂN DÂN\nXÃ HẢI MINH\nSố: 57/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    facts = paper_facts(words)
    assert (facts.agency, facts.number) == ("ỦY BAN NHÂN DÂN XÃ HẢI MINH", "57/KH-UBND")


@pytest.mark.parametrize(
    ("words", "issued"),
    [
        ("ngày 31/02/2026, ngày 05/3/2026", date(2026, 3, 5)),
        ("Ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        ("ngày … tháng … năm ……", None),
    ],
)
def test_the_day_of_a_paper(words: str, issued: date | None) -> None:
    assert paper_facts([words]).issued == issued


def test_a_paper_that_says_nothing() -> None:
    assert paper_facts([]) == PaperFacts()
    assert paper_facts(["Danh sách"]) == PaperFacts()


def test_a_title_in_one_line_and_an_agency_without_banner() -> None:
    facts = paper_facts(["TRƯỜNG CAO ĐẲNG MIỀN NAM", "Kế hoạch năm học 2026 - 2027"])
    assert facts == PaperFacts(
        title="Kế hoạch năm học 2026 - 2027", agency="TRƯỜNG CAO ĐẲNG MIỀN NAM", year=2026,
        span="2026-09..2027-08",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["KẾ HOẠCH THỰC HIỆN ĐỀ ÁN 06 GIAI ĐOẠN 2026 - 2030"], (2026, "2026..2030")),
        (["KẾ HOẠCH năm 2027 của Đề án giai đoạn 2026-2030"], (2027, "")),
    ],
)
def test_the_years_a_plan_is_for(lines: list[str], expected: tuple[int, str]) -> None:
    facts = paper_facts(lines)
    assert (facts.year, facts.span) == expected


def test_the_day_is_that_beside_the_place_not_of_what_the_paper_is_founded_on() -> None:
    facts = paper_facts(
        [
            "Căn cứ Quyết định số 120/QĐ-UBND ngày 05/01/2026", "Số: 15/KH-UBND",
            "Thực hiện công văn ngày 06/01/2026", "Tân Phú, ngày 12 tháng 01 năm 2026",
        ]
    )  # fmt: skip
    assert (facts.number, facts.issued) == ("15/KH-UBND", date(2026, 1, 12))


def test_the_lowest_of_several_agencies_issues_and_a_title_in_capitals_is_none() -> None:
    facts = paper_facts(
        ["PHÒNG GDĐT HUYỆN X", "TRƯỜNG THCS LÊ LỢI", "BẢNG THEO DÕI KẾ HOẠCH NĂM 2026"]
    )
    assert (facts.agency, facts.title) == ("TRƯỜNG THCS LÊ LỢI", "BẢNG THEO DÕI KẾ HOẠCH NĂM 2026")
    assert paper_facts(["DANH MỤC NHIỆM VỤ"]).agency == ""


def test_the_kind_of_paper_alone_at_the_end_is_no_title() -> None:
    assert paper_facts(["KẾ HOẠCH"]).title == ""
