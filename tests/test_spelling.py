"""Every Vietnamese text of the program and its documents is spelt as Vietnamese is.

Syllable by syllable: onset, rhyme, tone; the tone where all other texts have it (hòa, khóa, ủy).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.vietnamese import Misspelling, misspellings, texts_of_code, texts_of_page

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "khtgdv"
# Modules whose texts are letters and parts of words: tables of what is right, or is wrong.
LETTERS = {
    "text.py", "keystrokes.py", "plan/ids.py", "checks/syllables.py",
    "checks/rules/mixed_tone_marks.py", "checks/rules/typing_slip.py",
    "source/text/encodings.py", "render/letter_widths.py",
    "render/pdf_template.py", "cli/fonts/search.py", "cli/results/screenfuls.py",
}  # fmt: skip
# What is looked for in plans, or shown as an example of what stands in one.
QUOTED = {
    ("command_names.py", "huỷ"), ("command_names.py", "xoá"),
    ("citations.py", "khoá"), ("suggestions.py", "toạ"), ("model.py", "uỷ"), ("khoa.md", "uỷ"),
    ("lint.md", "hôị"), ("lint.md", "nghành"), ("lint.md", "quyêt"), ("lint.md", "đựơc"),
}  # fmt: skip


def unexpected(found: list[Misspelling]) -> list[Misspelling]:
    return [each for each in found if (each.path, each.word) not in QUOTED]


def test_the_program() -> None:
    modules = [
        path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix() not in LETTERS
    ]
    assert len(modules) > 300
    found = [each for path in modules for each in misspellings(path, texts_of_code(path))]
    assert unexpected(found) == []


def test_the_documents() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert len(pages) > 10
    found = [each for path in pages for each in misspellings(path, texts_of_page(path))]
    assert unexpected(found) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Không tìm thấy tệp; quý I, hòa, ủy, khóa, quỹ, HĐND, UBND", []),
        ("Khôgn tìm thấý têp hoà uỷ", ["Khôgn", "thấý", "têp", "hoà", "uỷ"]),
    ],
)
def test_what_is_found(text: str, words: list[str]) -> None:
    assert [each.word for each in misspellings(ROOT, [(1, text)])] == words
