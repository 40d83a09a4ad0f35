"""How broad letters are, held to the face that typst carries; where a long word may be broken."""

from __future__ import annotations

import json
import string

import pytest
import typst

from khtgdv.render.letter_widths import mark_breaks, text_width

VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯạảãáàẠẢÃÁÀệểễếềỆỂỄẾỀợởỡớờỢỞỠỚỜựửữứừỰỬỮỨỪỵỷỹýỳ“”–…"
_MEASURE = """
#set text(font: "Libertinus Serif", size: 1000pt)
#context [#metadata(json(bytes(sys.inputs.letters)).map(letter =>
  ("regular", "bold").map(weight => measure(text(weight: weight, letter)).width.mm())))<widths>]
"""


def test_no_letter_is_broader_than_reckoned_nor_much_narrower() -> None:
    letters = [*string.ascii_letters, *string.digits, *"-/.,;:()&", *VIETNAMESE]
    compiler = typst.Compiler(
        _MEASURE.encode(), ignore_system_fonts=True, sys_inputs={"letters": json.dumps(letters)}
    )
    measured = json.loads(compiler.query("<widths>", field="value", one=True))
    for letter, widths in zip(letters, measured, strict=True):
        for width, bold in zip(widths, (False, True), strict=True):
            assert width <= text_width(letter, 1000, bold=bold) < 1.7 * width, letter


def test_marks_take_no_room_and_blanks_do() -> None:
    assert text_width("ệ", 12) == text_width("e", 12) < text_width("e e", 12)
    assert text_width("e\u0323\u0302", 12) == text_width("e", 12)
    assert text_width("ợ", 12) == text_width("ơ", 12) > text_width("o", 12)
    assert text_width("", 12) == 0
    assert text_width("中", 10) == pytest.approx(11.5 * 25.4 / 72)


def test_only_a_word_that_does_not_fit_is_marked() -> None:
    made = mark_breaks("một 31-KH/BTGDVTU\nxa\u0323\u0301y", 10, 12, "|")
    assert made == "một 3|1|-|K|H|/|B|T|G|D|V|T|U\nxa\u0323\u0301y"
    assert mark_breaks("xa\u0323\u0301y", 1, 12, "|") == "x|a\u0323\u0301|y"
