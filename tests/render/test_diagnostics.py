"""Findings as text: the place, the line with a caret, the remedy, on a screen of any width."""

from __future__ import annotations

from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.render.diagnostics import findings_text
from khtgdv.wrapping import display_width

LINE = "    task: Tham mưu Ban Thường vụ Thành uỷ triển khai thực hiện Kết luận số 204-KL/TW."
RULE = "tên cơ quan không thống nhất"
FINDING = Diagnostic(
    "data/tasks_2026.yaml",
    Span(242, 1 + LINE.index("Thành uỷ"), len("Thành uỷ")),
    "body-spelling",
    '"Thành uỷ" ở chỗ khác viết "Thành ủy"',
    hint="thống nhất một cách viết, ví dụ Thành ủy",
    row_name="T02-03",
    excerpt=LINE,
    rule_name=RULE,
    lint_level="warning",
)


def test_all_the_room() -> None:
    assert findings_text([FINDING]).splitlines() == [
        f"data/tasks_2026.yaml:242:34: cảnh báo: {FINDING.message} · {RULE} [body-spelling]",
        "    |",
        f"242 | {LINE}",
        f"    | {' ' * 33}^^^^^^^^ thống nhất một cách viết, ví dụ Thành ủy",
        "    = T02-03",
    ]


def test_a_narrow_screen_shows_the_words_around_the_span() -> None:
    assert findings_text([FINDING], width=60).splitlines() == [
        'data/tasks_2026.yaml:242:34: cảnh báo: "Thành uỷ" ở chỗ khác',
        '    viết "Thành ủy" · tên cơ quan không thống nhất',
        "    [body-spelling]",
        "    |",
        "242 | …mưu Ban Thường vụ Thành uỷ triển khai thực hiện Kết…",
        f"    | {' ' * 19}^^^^^^^^",
        "    = thống nhất một cách viết, ví dụ Thành ủy",
        "    = T02-03",
    ]


def test_every_line_fits_in_colour_too() -> None:
    for width in (40, 60, 80, 100):
        text = findings_text([FINDING], color=True, width=width)
        assert "\x1b[33mcảnh báo\x1b[0m" in text
        assert all(display_width(line) <= width for line in text.splitlines())


def test_a_span_that_has_no_room_is_shortened_itself() -> None:
    finding = Diagnostic("a.yaml", Span(1, 5, 70), "x", "sai", excerpt=LINE[:74])
    lines = findings_text([finding], width=44).splitlines()
    assert lines[2] == "1 | …task: Tham mưu Ban Thường vụ Thành uỷ…"
    assert lines[3] == f"  |  {'^' * 38}"
