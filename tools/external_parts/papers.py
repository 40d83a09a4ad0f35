"""Papers as other programs lay them out: signatures in company, whole words, language, headings.

Words are measured by poppler, columns by the ground of their heads as pypdf reads it; Word files
are laid out by LibreOffice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import docx
from pypdf import PdfReader

from tools.external_parts.documents import convert, run_khtgdv
from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tools.external_parts.kit import Kit

_LENGTHS = range(3, 46)  # rows of lists that are signed
_SIGNATURE = "NGƯỜI LẬP BIỂU"
_ELEVEN = "id,task,lead,assignee,product,deadline,progress,state,completed,result,notes"
_TWENTY = (
    f"{_ELEVEN},coordinating,start,due,due_text,kind,leader,focus,authority,responsibility,section"
)
_COLUMN_SETS = ("task,state", _ELEVEN, _TWENTY)
_LEAST_FULL = 0.5
_CELL_MARGINS = 8.5  # points, of both sides


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its place, from the left and top, in points."""

    text: str
    left: float
    right: float
    top: float


def check(kit: Kit) -> None:
    """Print lists of many lengths and with many columns, and measure them."""
    office = kit.apt("soffice", "libreoffice-writer", "fonts-liberation2")
    to_text = kit.apt("pdftotext", "poppler-utils")
    _check_signatures(kit, office)
    for columns in _COLUMN_SETS:
        _check_words(kit, to_text, columns)
    _check_headings(kit, office)


def _check_signatures(kit: Kit, office: str) -> None:
    """Fail where a page has nothing but a signature, whoever laid it out."""
    made: dict[str, list[Path]] = {"pdf": [], "docx": []}
    for suffix, files in made.items():
        for count in _LENGTHS:
            files.append(kit.scratch / f"{count} dòng.{suffix}")
            run_khtgdv(kit, "list", "--limit", str(count), "--output", files[-1])
    for file in (*made["pdf"], *convert(kit, office, "pdf", *made["docx"])):
        last = PdfReader(file).pages[-1].extract_text()
        above = re.sub(r"\s|\d", "", last.partition(_SIGNATURE)[0])
        expect(_SIGNATURE in last and above, f"{file.name}: chỗ ký đứng một mình trên trang cuối")
    print(f"  chỗ ký: {len(_LENGTHS)} độ dài, PDF và Word")


def _check_words(kit: Kit, to_text: str, columns: str) -> None:
    """Fail where a word is broken while a column of its table is less than half full."""
    files = {suffix: kit.scratch / f"cột.{suffix}" for suffix in ("pdf", "docx")}
    for file in files.values():
        run_khtgdv(kit, "list", "--columns", columns, "--output", file)
    pages = _words_of_pages(kit, to_text, files["pdf"])
    known = _words_of_docx(files["docx"])
    broken = {word.text for words in pages for word in words} - known
    broken = {text for text in broken if not text.isdigit()}
    fullness = _fullness(files["pdf"], pages)
    count = columns.count(",") + 1
    expect(
        not broken or min(fullness) >= _LEAST_FULL,
        f"{count} cột: ngắt {sorted(broken)[:5]} khi có cột chỉ đầy {min(fullness):.0%}",
    )
    print(f"  {count} cột: {len(pages)} trang, {len(broken)} chữ bị ngắt")


def _words_of_pages(kit: Kit, to_text: str, file: Path) -> list[list[Word]]:
    """Return the words of each page as poppler finds them."""
    root = ET.fromstring(kit.run_checked(to_text, "-bbox", file, "-"))  # noqa: S314 - poppler's
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        [
            Word(word.text or "", *(float(word.attrib[key]) for key in ("xMin", "xMax", "yMin")))
            for word in page.iter(f"{space}word")
        ]
        for page in root.iter(f"{space}page")
    ]


def _words_of_docx(file: Path) -> set[str]:
    """Return the words of a Word file, which knows nothing of lines."""
    made: Any = docx.Document(str(file))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return {word for text in (*(p.text for p in made.paragraphs), *cells) for word in text.split()}


def _fullness(file: Path, pages: list[list[Word]]) -> list[float]:
    """Return for each column which share of it its fullest line takes."""
    columns = _columns(file)
    lines: defaultdict[tuple[int, int, float], list[Word]] = defaultdict(list)
    for number, words in enumerate(pages):
        for word in words:
            for place, (left, right) in enumerate(columns):
                if left <= word.left and word.right <= right + 1:
                    lines[place, number, round(word.top)].append(word)
    taken = [0.0] * len(columns)
    for (place, _, _), words in lines.items():
        width = max(w.right for w in words) - min(w.left for w in words)
        taken[place] = max(taken[place], width)
    rooms = (right - left - _CELL_MARGINS for left, right in columns)
    return [width / room for width, room in zip(taken, rooms, strict=True)]


def _columns(file: Path) -> list[tuple[float, float]]:
    """Return where the columns of the only table of a file lie: by the grounds of its head."""
    edges: set[float] = set()

    def see(operator: bytes, operands: list[Any], matrix: list[float], _: list[float]) -> None:
        if operator == b"l" and float(operands[1]) > 0:
            edges.update((round(matrix[4], 1), round(matrix[4] + float(operands[0]), 1)))

    PdfReader(file).pages[1].extract_text(visitor_operand_before=see)
    places = sorted(edges)
    return [(left, right) for left, right in pairwise(places) if right - left > 1]


def _check_headings(kit: Kit, office: str) -> None:
    """Fail where LibreOffice finds no Vietnamese and no headings in a Word file."""
    file = kit.scratch / "phòng.docx"
    run_khtgdv(kit, "department", "VP", "--output", file)
    [text] = convert(kit, office, "fodt", file)
    said = text.read_text(encoding="utf-8")
    expect('fo:language="vi"' in said, f"{file.name}: không phải tiếng Việt")
    levels = set(re.findall(r'<text:h [^>]*text:outline-level="(\d)"', said))
    expect(levels == {"1", "2"}, f"{file.name}: đề mục bậc {sorted(levels)}")
    print("  Word: tiếng Việt, đề mục hai bậc")
