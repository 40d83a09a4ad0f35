"""The upright part of a paper, by the rules of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.document.issued import IssuedText, Paragraph, Signature
from khtgdv.document.letterhead import Letterhead
from khtgdv.render.upright import Line, Rule, upright_sheet

if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm

ISSUED = IssuedText(
    kind="BÁO CÁO", subject="Kết quả tháng 3", number="Số ……-BC/TU", enclosed="Kèm theo",
    paragraphs=(
        Paragraph("section", "I. MỘT"), Paragraph("heading", "1. Một"), Paragraph("text", "Chữ."),
        Paragraph("item", "Mục;"), Paragraph("subitem", "Nhỏ."),
    ),
    signature=Signature(("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "An"), recipients=("- Một,",),
)  # fmt: skip
BANNERS: dict[str, tuple[str, ...]] = {
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "other": (),
}


def head(form: HeadForm, **parts: str) -> Letterhead:
    names = {"parent": "Thành ủy X", "agency": "Ban Y", "place": "X", **parts}
    return Letterhead(form=form, banner=BANNERS[form], **names)  # type: ignore[arg-type]


def test_the_partys_form() -> None:
    sheet = upright_sheet(head("party"), ISSUED)
    assert sheet.left == (
        Line("THÀNH ỦY X", 14), Line("BAN Y", 14, bold=True), Line("*", 14),
        Line("Số ……-BC/TU", 14),
    )  # fmt: skip
    banner, rule, date_line = sheet.right
    assert banner == Line("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)
    assert isinstance(rule, Rule)
    assert date_line == Line("X, ngày … tháng … năm ……", 14, italic=True)
    assert sheet.title == (
        Line("BÁO CÁO", 16, bold=True), Line("Kết quả tháng 3", 14, bold=True), Line("-----", 14),
    )  # fmt: skip
    assert sheet.recipients_label == Line("Nơi nhận:", 14, underlined=True)
    assert [line.bold for line in sheet.signature] == [True, False]
    assert sheet.signer == Line("An", 14, bold=True)


def test_the_states_form() -> None:
    sheet = upright_sheet(head("state"), ISSUED)
    *names, rule, number = sheet.left
    assert names == [Line("THÀNH ỦY X", 13), Line("BAN Y", 13, bold=True)]
    assert isinstance(rule, Rule)
    assert 4 < rule.length < 12
    assert number == Line("Số ……-BC/TU", 13)
    motto = sheet.right[1]
    assert motto == Line("Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    assert isinstance(sheet.right[2], Rule)
    assert isinstance(sheet.title[-1], Rule)
    assert sheet.recipients_label == Line("Nơi nhận:", 12, bold=True, italic=True)
    assert [line.bold for line in sheet.signature] == [True, True]


def test_whoever_has_neither_form_has_no_banner() -> None:
    sheet = upright_sheet(head("other", parent="", place=""), ISSUED)
    assert sheet.left == (Line("BAN Y", 13, bold=True), Line("Số ……-BC/TU", 13))
    assert sheet.right == (Line("………, ngày … tháng … năm ……", 13, italic=True),)
    assert len(sheet.title) == 2


def test_lists_have_their_marks() -> None:
    texts = [line.text for line in upright_sheet(head("other"), ISSUED).text]
    assert texts == ["I. MỘT", "1. Một", "Chữ.", "- Mục;", "+ Nhỏ."]


def test_a_body_is_not_named_twice_in_the_head() -> None:
    parts = {"parent": "Thành ủy Hải Phòng", "agency": "Ban Tuyên giáo Thành ủy Hải Phòng"}
    lines = upright_sheet(head("party", **parts), ISSUED).left
    assert lines[:2] == (Line("THÀNH ỦY HẢI PHÒNG", 14), Line("BAN TUYÊN GIÁO", 14, bold=True))


@pytest.mark.parametrize(
    ("agency", "lines"),
    [
        ("Ban Y", "BAN Y"),
        ("Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng",
         "BAN TUYÊN GIÁO VÀ DÂN\nVẬN THÀNH ỦY HẢI PHÒNG"),
        ("A" * 60, "A" * 60),
        (f"A {'A' * 60} B", f"A {'A' * 60} B"),
    ],
)  # fmt: skip
def test_a_long_name_stands_in_lines_of_about_one_length(agency: str, lines: str) -> None:
    sheet = upright_sheet(head("party", parent="", agency=agency), ISSUED)
    assert sheet.left[0] == Line(lines, 14, bold=True)


def test_what_cannot_be_shown_is_spelt_out() -> None:
    sheet = upright_sheet(head("party", agency="A\u202eB"), ISSUED)
    assert sheet.left[1] == Line(r"A\u202eB", 14, bold=True)
