"""LibreOffice opens what khtgdv prints: every row of the plan comes back, whole and once.

Word and Excel files are turned into PDF by LibreOffice, and all PDF files into text by poppler.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tools.external_parts.kit import Kit

_REPORTS = {"danh sách": ("list",), "phòng": ("department", "DVCCQNN", "--month", "3")}
_FORMATS = ("docx", "xlsx", "pdf")
_MISSING_GLYPHS = "\ufffd\u25a1\u2610"  # what stands where a letter is missing


def check(kit: Kit) -> None:
    """Print the two lists in three formats and read them back."""
    office = kit.apt("soffice", "libreoffice-writer", "libreoffice-calc", "fonts-liberation2")
    to_text = kit.apt("pdftotext", "poppler-utils")
    for name, report in _REPORTS.items():
        texts = _expected_texts(kit, report)
        for suffix in _FORMATS:
            file = kit.scratch / f"{name} {suffix}.{suffix}"
            run_khtgdv(kit, *report, "--output", file)
            document_text = _read_text(kit, office, to_text, file)
            _compare(texts, document_text, file.name)
            print(f"  {file.name}: {len(texts)} dòng, đủ và không lặp")


def run_khtgdv(kit: Kit, *arguments: str | Path) -> str:
    """Run the checkout's own khtgdv with all its formats; return what it prints."""
    command = (sys.executable, "-m", "khtgdv", *arguments, "--data", kit.root / "data")
    return kit.run_checked(*command, KHTGDV_TODAY="2026-04-15", PYTHONPATH=str(kit.root / "src"))


def _expected_texts(kit: Kit, report: tuple[str, ...]) -> list[str]:
    tables: Any = json.loads(run_khtgdv(kit, *report, "--format", "json"))["tables"]
    return [_without_blanks(row["task"]) for rows in tables.values() for row in rows]


def _read_text(kit: Kit, office: str, to_text: str, file: Path) -> str:
    """Return the text of a document as other programs have it."""
    if file.suffix != ".pdf":
        [file] = convert(kit, office, "pdf", file)
    return _without_blanks(kit.run_checked(to_text, "-raw", file, "-"))


def convert(kit: Kit, office: str, suffix: str, *files: Path) -> list[Path]:
    """Return files as LibreOffice writes them in another format."""
    profile = f"-env:UserInstallation={(kit.scratch / 'hồ sơ').as_uri()}"
    folder = kit.scratch / "in"
    kit.run_checked(
        office, profile, "--headless", "--convert-to", suffix, "--outdir", folder, *files
    )
    return [folder / f"{file.stem}.{suffix}" for file in files]


def _without_blanks(text: str) -> str:
    """Return a text without what only decides where its lines end."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).replace("\u2011", "-")


def _compare(texts: list[str], document_text: str, name: str) -> None:
    all_texts = "\n".join(texts)
    wrong_texts = [text for text in texts if document_text.count(text) != all_texts.count(text)]
    expect(
        not wrong_texts, f"{name}: {len(wrong_texts)} dòng thiếu hoặc lặp, ví dụ {wrong_texts[:1]}"
    )
    boxes = sorted(set(document_text) & set(_MISSING_GLYPHS))
    expect(not boxes, f"{name}: có ký tự ô vuông {boxes}")
