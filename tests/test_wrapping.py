from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.wrapping import display_width, shorten, word_breaks, wrap_figures, wrap_line, wrap_text

WORDS = st.text(st.sampled_from("aáạbđêờ tthuỷ\u0301漢,-.:“”"), max_size=120)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Kế hoạch", 8),
        (unicodedata.normalize("NFD", "Kế hoạch"), 8),
        ("漢字", 4),
        ("\x1b[1mđậm\x1b[0m", 3),
        ("👍", 2),
        ("", 0),
    ],
)
def test_width_is_that_of_the_screen(text: str, width: int) -> None:
    assert display_width(text) == width


@given(WORDS, st.integers(8, 60), st.integers(0, 4))
def test_lines_fit_and_hold_the_words_of_the_text(text: str, width: int, hanging: int) -> None:
    lines = wrap_line(text, width, hanging)
    assert all(display_width(line) <= width for line in lines)
    if all(display_width(word) <= width - hanging - 2 for word in text.split()):
        assert " ".join(lines).split() == text.split()
    else:
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_and_lines_stay_lines() -> None:
    text = "Không có đơn vị nào khớp.\n  Gần nhất: TT-TH (Phòng TT - TH), VP.\n- một mục dài hơn"
    assert wrap_text(text, 22).splitlines() == [
        "Không có đơn vị nào",
        "khớp.",
        "  Gần nhất: TT-TH",
        "  (Phòng TT - TH), VP.",
        "- một mục dài hơn",
    ]
    assert wrap_text(text, 14).splitlines()[-2:] == ["- một mục dài", "  hơn"]
    assert wrap_text(text, None) == text
    assert wrap_line("một hai ba bốn năm", 12, 4) == ["một hai ba", "    bốn năm"]


def test_what_is_quoted_is_broken_only_where_it_must_be() -> None:
    line = 'Tạo: khtgdv init "Kế hoạch của tôi" --empty'
    assert wrap_line(line, 38) == ["Tạo:", 'khtgdv init "Kế hoạch của tôi" --empty']
    assert wrap_line(f"  {line}", 40)[1] == '  khtgdv init "Kế hoạch của tôi" --empty'
    assert wrap_line(line, 30) == ["Tạo: khtgdv init", '"Kế hoạch của tôi" --empty']
    assert wrap_line(line, 14) == ["Tạo: khtgdv", 'init "Kế hoạch', 'của tôi"', "--empty"]
    assert wrap_line('một dấu " lẻ loi ở đây', 12) == ['một dấu " lẻ', "loi ở đây"]


def test_a_long_path_is_broken_at_its_separators() -> None:
    lines = wrap_line("Không có /home/lan/van-phong/ke-hoach/tasks_2026.yaml.", 24)
    assert lines == ["Không có", "/home/lan/van-phong/", "ke-hoach/", "tasks_2026.yaml."]
    assert wrap_line("Linux-6.18-x86_64", 12) == ["Linux-6.18-", "x86_64"]
    assert wrap_line("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_figures_break_between_two_figures_where_they_can() -> None:
    line = "chưa báo cáo 23 · chưa đến kỳ 12 · chờ cấp trên 3"
    assert wrap_figures(line, 100) == [line]
    assert wrap_figures(line, 33) == ["chưa báo cáo 23 · chưa đến kỳ 12", "chờ cấp trên 3"]
    assert wrap_figures(line, 15) == ["chưa báo cáo 23", "chưa đến kỳ 12", "chờ cấp trên 3"]
    assert wrap_figures(line, 12)[:2] == ["chưa báo cáo", "23"]
    assert wrap_figures("", 5) == [""]


def test_a_shortened_text_ends_with_a_whole_word() -> None:
    text = "Tham mưu Ban Thường vụ"
    assert shorten(text, 22) == text
    assert shorten(text, 13) == "Tham mưu Ban…"
    assert shorten(text, 12) == "Tham mưu…"
    assert shorten(text, 3) == "Th…"
    assert shorten(text, 12, from_start=True) == "…Thường vụ"


@given(WORDS, st.integers(2, 40), st.booleans())
def test_a_shortened_text_fits(text: str, room: int, from_start: bool) -> None:  # noqa: FBT001
    short = shorten(text, room, from_start=from_start)
    assert display_width(short) <= room
    assert short == text or short[0 if from_start else -1] == "…"


def test_a_word_of_broad_letters_is_broken_at_each_where_one_alone_is_too_broad() -> None:
    assert word_breaks("中中", 1) == [1]
    assert word_breaks("ab 中", 2) == []
