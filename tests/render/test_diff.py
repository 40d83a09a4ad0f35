"""What a change does to a text, line by line and counted."""

from __future__ import annotations

import pytest

from khtgdv.render.diff import change_summary, diff_text

OLD = "một\nhai\nba\nbốn\nnăm\nsáu\n"
NEW = "một\nhai\nba mới\nbốn\nnăm\nsáu\nbảy\n"


def test_lines_that_differ_have_three_lines_around_them() -> None:
    assert diff_text(OLD, NEW, "a.yaml").splitlines() == [
        "--- a.yaml", "+++ a.yaml", "@@ -1,6 +1,7 @@", " một", " hai", "-ba", "+ba mới", " bốn",
        " năm", " sáu", "+bảy",
    ]  # fmt: skip
    assert diff_text(OLD, OLD, "a.yaml") == ""


def test_in_colour() -> None:
    assert diff_text("a\n", "b\n", "f", color=True).splitlines() == [
        "\x1b[1m--- f\x1b[0m", "\x1b[1m+++ f\x1b[0m", "\x1b[36m@@ -1 +1 @@\x1b[0m",
        "\x1b[31m-a\x1b[0m", "\x1b[32m+b\x1b[0m",
    ]  # fmt: skip


def test_nothing_in_a_text_steers_the_terminal() -> None:
    assert diff_text("", "\x1b[31m\u202e\n", "\x1b.yaml").splitlines()[1:] == [
        r"+++ \x1b.yaml", "@@ -0,0 +1 @@", r"+\x1b[31m\u202e",
    ]  # fmt: skip


def test_line_breaks_of_windows_are_not_shown_but_told() -> None:
    assert diff_text("a\r\n", "a\n", "f").splitlines()[3:] == ["-a", "+a"]
    assert diff_text("a\r\n", "a\r\nb\r\n", "f").splitlines()[3:] == [" a", "+b"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (OLD, NEW, "thêm 1 dòng, sửa 1 dòng"),
        (NEW, OLD, "sửa 1 dòng, bớt 1 dòng"),
        ("a\nb", "a\nb\nc", "thêm 1 dòng"),
        ("a\nb\nc\n", "a\n", "bớt 2 dòng"),
        ("a\n", "a\n", ""),
    ],
)
def test_lines_are_counted(before: str, after: str, words: str) -> None:
    assert change_summary(before, after) == words


def test_a_broad_line_goes_on_below_with_its_sign() -> None:
    text = diff_text("", "    task: Sơ kết công tác sáu tháng đầu năm\n", "ke-hoach.yaml", width=24)
    assert text.splitlines() == [
        "--- ke-hoach.yaml", "+++ ke-hoach.yaml", "@@ -0,0 +1 @@",
        "+    task: Sơ kết công", "+      tác sáu tháng đầu", "+      năm",
    ]  # fmt: skip
