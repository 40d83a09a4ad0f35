"""Every Vietnamese text of the program and its documents is spelt as Vietnamese is.

Syllable by syllable: onset, rhyme, tone; the tone where all other texts have it (hòa, khóa, ủy).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.text import nfc
from tests.support.vietnamese import (
    Misspelling,
    misspellings,
    slips,
    texts_of_code,
    texts_of_page,
    texts_of_word_file,
)

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "khtgdv"
# Modules whose texts are letters and parts of words: tables of what is right, or is wrong.
LETTERS = {
    "text.py", "keystrokes.py", "plan/ids.py", "checks/syllables.py",
    "checks/rules/mixed_tone_marks.py", "checks/rules/typing_slip.py",
    "source/text/encodings.py", "render/letter_widths.py",
    "render/pdf_template.py", "cli/fonts/search.py", "cli/results/screenfuls.py",
    "cli/shells/protocols.py",
}  # fmt: skip
TESTED_WORDS = {ROOT / "tools/row_law.py", ROOT / "bench/growth.py"}
# What is looked for in plans, or shown as an example of what stands in one.
QUOTED = {
    ("chart.py", "lôgarit"), ("chi-phi.svg", "lôgarit"),
    ("looks.py", "lôgarit"), ("co-lon.svg", "lôgarit"),  # a loan word
    ("CHANGELOG.md", "Đ"),
    ("tasks.schema.json", "uỷ"), ("inspections.schema.json", "uỷ"),
    ("tasks.schema.json", "zđ"), ("inspections.schema.json", "zđ"),
    ("command_names.py", "huỷ"), ("command_names.py", "xoá"),
    ("citations.py", "khoá"), ("suggestions.py", "toạ"), ("model.py", "uỷ"), ("khoa.md", "uỷ"),
    ("lint.md", "hôị"), ("lint.md", "nghành"), ("lint.md", "quyêt"), ("lint.md", "đựơc"),
}  # fmt: skip


def unexpected(found: list[Misspelling]) -> list[Misspelling]:
    return [each for each in found if (each.path, each.word) not in QUOTED]


# Where a slip is what is told of, or what is understood when people type it.
QUOTED_SLIPS = {
    ("punctuation.py", "ở ,"), ("name_spacing.py", "–"), ("lint.md", "–"),
    ("typing_slip.py", "bổ xung"), ("typing_slip.py", "nghành"), ("lint.md", "nghành"),
    ("lint.md", "bổ xung"), ("lint.md", "từ từ"), ("lint.md", "quan quan"),
    ("doubled_word.py", "sở sở"), ("choices.py", "hàng ngày"), ("choices.py", "hàng tuần"),
    ("choices.py", "hàng tháng"), ("choices.py", "hàng quý"), ("choices.py", "hàng năm"),
    ("script.py", "h ?"), ("qua-han.svg", "–"), ("loi.md", "hàng tháng"),
}  # fmt: skip


def code_files() -> list[Path]:
    return [
        path for folder in (SOURCE, ROOT / "tools", ROOT / "bench") for path in folder.rglob("*.py")
    ]


def page_files() -> list[Path]:
    docs = ROOT / "docs"
    pages = [*ROOT.glob("*.md"), *docs.rglob("*.md"), *docs.rglob("*.svg"), ROOT / "Makefile"]
    return [*pages, *(ROOT / "schemas").glob("*.json")]


def test_the_program() -> None:
    letters = {SOURCE / name for name in LETTERS} | TESTED_WORDS
    modules = [path for path in code_files() if path not in letters]
    assert len(modules) > 330
    found = [each for path in modules for each in misspellings(path, texts_of_code(path))]
    assert unexpected(found) == []


def test_the_documents() -> None:
    pages = page_files()
    assert len(pages) > 20
    found = [each for path in pages for each in misspellings(path, texts_of_page(path))]
    assert unexpected(found) == []


def test_the_word_files() -> None:
    papers = list((ROOT / "docs/mau").glob("*.docx"))
    assert len(papers) == 3
    texts = [(path, list(texts_of_word_file(path))) for path in papers]
    assert all(words for _, words in texts)
    assert [
        m for path, words in texts for m in (*misspellings(path, words), *slips(path, words))
    ] == []


def test_no_word_stands_for_another() -> None:
    letters = {SOURCE / name for name in LETTERS if "rules/" not in name} | TESTED_WORDS
    code = [
        each
        for path in code_files()
        if path not in letters
        for each in slips(path, texts_of_code(path))
    ]
    pages = [each for path in page_files() for each in slips(path, texts_of_page(path))]
    assert [each for each in (*code, *pages) if (each.path, each.word) not in QUOTED_SLIPS] == []


def test_every_text_is_composed() -> None:
    files = [*code_files(), *page_files(), *(ROOT / "data").glob("*.yaml")]
    decomposed = {path.name for path in files if (text := path.read_text("utf-8")) != nfc(text)}
    assert decomposed <= {"loi.md"}, "one page shows what NFD is"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Không tìm thấy tệp; quý I, hòa, ủy, khóa, quỹ, HĐND, UBND", []),
        ("Khôgn tìm thấý têp hoà uỷ", ["Khôgn", "thấý", "têp", "hoà", "uỷ"]),
    ],
)
def test_what_is_found(text: str, words: list[str]) -> None:
    assert [each.word for each in misspellings(ROOT, [(1, text)])] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sửa lỗi, xử lý dữ liệu, hằng tháng, nghỉ lễ, củng cố, 60% của kế hoạch", []),
        ("Sữa lỗi rồi ghi", ["Sữa lỗi"]),
        (
            "bổ xung đến đến hết , 60 % của hàng tháng",
            ["bổ xung", "hàng tháng", "đến đến", "t ,", "0 %"],
        ),
    ],
)
def test_which_slips_are_found(text: str, words: list[str]) -> None:
    found = [each.word for each in slips(ROOT, [(1, text)])]
    assert found == words
