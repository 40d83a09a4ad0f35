"""No word of a table is broken where the sheet has room, as the words of the PDF tell."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

ELEVEN = "id,task,lead,assignee,product,deadline,progress,state,completed,result,notes"
EVERY = "id,task,lead,coordinating,start,due,due_text,deadline,kind,state,assignee,leader,focus"
TWENTY_ONE = f"{ELEVEN},coordinating,start,due,due_text,kind,leader,focus,authority,section,log"


def words_of_pdf(path: Path) -> set[str]:
    """Return the words of a PDF; those of different lines are different words."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    return {word for text in pages for word in unicodedata.normalize("NFC", text).split()}


def words_of_docx(path: Path) -> set[str]:
    """Return the words of the same paper as Word has them, before any line is broken."""
    made = docx.Document(str(path))
    texts = [p.text for p in made.paragraphs]
    for table in made.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return {word for text in texts for word in unicodedata.normalize("NFC", text).split()}


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "report",
    [
        f"list --columns {ELEVEN}", f"list --columns {EVERY}",
        f"list --columns {TWENTY_ONE}", "clarity", "workload", "timeline",
        "department VP", "inspections", "glossary", "summary", "calendar --month 3",
    ],
)  # fmt: skip
def test_no_word_of_a_report_is_broken(report: str, run: Run, tmp_path: Path) -> None:
    for suffix in ("pdf", "docx"):
        out = tmp_path / f"a.{suffix}"
        assert run(*report.split(), "--data", "data", "-o", out).status == 0
    broken = words_of_pdf(tmp_path / "a.pdf") - words_of_docx(tmp_path / "a.docx")
    assert not [word for word in broken if not word.isdigit()]
