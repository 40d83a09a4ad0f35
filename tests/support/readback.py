"""What a document says when another library than the one that wrote it reads it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TABLE_HEAD = re.compile(r"[0-9]*TTNHIỆMVỤCHỦTRÌPHỐIHỢPKẾTTHÚC(?:TÌNHTRẠNG)?")


def without_blanks(text: str) -> str:
    """Return a text composed and without blanks: where its lines break does not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def read_back(name: str, data: bytes) -> str:
    """Return all that a document of a format says, squeezed."""
    return without_blanks(_READERS[name](data))


def _text(data: bytes) -> str:
    return data.decode()


def _json(data: bytes) -> str:
    return "\n".join(_strings(json.loads(data)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _csv(data: bytes) -> str:
    import csv

    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return "\n".join(cell for row in rows for cell in row)


def _markdown(data: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", data.decode().replace("<br>", "\n"))


def _docx(data: bytes) -> str:
    import docx
    from docx.text.paragraph import Paragraph

    word_document = docx.Document(io.BytesIO(data))
    parts: list[str] = []
    for block in word_document.iter_inner_content():
        if isinstance(block, Paragraph):
            parts.append(block.text)
            continue
        for row in block.rows:
            # A cell that spans columns is handed out once a column.
            parts += [cell.text for cell in dict.fromkeys(row.cells)]
    return "\n".join(parts)


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    return _TABLE_HEAD.sub("", without_blanks("\n".join(page.extract_text() for page in pages)))


def workbook_sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of a workbook, sheet by sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _xlsx(data: bytes) -> str:
    rows = (row for sheet in workbook_sheets(data).values() for row in sheet)
    return "\n".join(str(cell) for row in rows for cell in row)


class _TextExtractor(HTMLParser):
    """The words of a page; not those of its style sheet, its script, its lists to pick from."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open_tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open_tags and self.open_tags.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "script", "select"} & set(self.open_tags):
            self.texts.append(data)


def _html(data: bytes) -> str:
    extractor = _TextExtractor()
    extractor.feed(data.decode())
    return "\n".join(extractor.texts)


_READERS: dict[str, Callable[[bytes], str]] = {
    "table": _text,
    "json": _json,
    "csv": _csv,
    "md": _markdown,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "html": _html,
}
