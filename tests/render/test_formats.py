from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.errors import UsageError
from khtgdv.render.formats import format_name


@pytest.mark.parametrize(
    ("asked", "output", "name"),
    [
        (None, None, "table"),
        ("CSV", None, "csv"),
        (None, "việc quý I.CSV", "csv"),
        (None, "a.json", "json"),
        (None, "a.md", "md"),
        (None, "a.b.markdown", "md"),
        (None, "a.txt", "table"),
        ("json", "a.csv", "json"),
        ("md", "a", "md"),
    ],
)
def test_the_format_asked_for_else_the_suffix(
    asked: str | None, output: str | None, name: str
) -> None:
    assert format_name(asked, None if output is None else Path(output)) == name


@pytest.mark.parametrize(
    ("asked", "output", "message", "hint"),
    [
        ("jsno", None, 'Không có định dạng "jsno".', 'Có phải "json"? Các định dạng: table, json'),
        ("exel", None, 'Không có định dạng "exel".', 'Có phải "xlsx"? Các định dạng: table, json'),
        ("wrod", None, 'Không có định dạng "wrod".', 'Có phải "docx"? Các định dạng: table, json'),
        (None, "a.doc", "theo định dạng nào", 'Có phải "a.docx"? Thêm --format'),
        (None, "b.XLS", "theo định dạng nào", 'Có phải "b.xlsx"? Thêm --format'),
        ("\x1b", None, 'Không có định dạng "\\x1b".', "Các định dạng: table, json, csv, md"),
        (None, "a.zip", "a.zip", "Thêm --format, hoặc đặt tên tệp có đuôi: .txt, .json"),
        (None, "a", '"a"', ".csv, .md, .markdown"),
    ],
)
def test_an_unknown_format_names_the_known_ones(
    asked: str | None, output: str | None, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        format_name(asked, None if output is None else Path(output))
    assert message in caught.value.message
    assert hint in str(caught.value.hint)
