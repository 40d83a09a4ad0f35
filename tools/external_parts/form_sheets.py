"""LibreOffice saves the sheets that people fill in; `import --update` reads the same from them.

A sheet that nobody filled in changes nothing, saved once or by way of ods; one that was filled in
is recorded alike before and after LibreOffice has saved it. Its checks and hidden sheets stay.
"""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.workbooks import Book
from tools.external_parts.kit import expect
from tools.external_parts.office_tables import convert

if TYPE_CHECKING:
    from tools.external_parts.kit import Kit

_TODAY = "2026-04-02"
_CHECKS = 20  # columns have two each, of which some are joined


def check(kit: Kit) -> None:
    """Hand out a sheet of the plan, have it saved by LibreOffice, record it, compare."""
    office = kit.apt("soffice", "libreoffice-writer", "libreoffice-calc")
    plan = kit.scratch / "kế hoạch"
    shutil.copytree(kit.root / "data", plan)
    sheet = kit.scratch / "bảng điền.xlsx"
    _khtgdv(kit, "update", "T03-05", "--progress", "40", "--note", "một\nhai", "--data", plan)
    _khtgdv(kit, "list", "--editable", "--output", sheet, "--data", plan)
    saved = convert(kit, office, sheet, "xlsx")
    by_way = convert(kit, office, convert(kit, office, sheet, "ods"), "xlsx")
    for path in (sheet, saved, by_way):
        tables = _update(kit, path, plan)
        expect(not any(tables.values()), f"{path}: đổi mà không ai điền: {tables}")
    checks = _count_checks(saved)
    expect(checks >= _CHECKS, f"LibreOffice còn giữ {checks} chỗ kiểm tra ô, cần {_CHECKS}")
    _fill(sheet)
    before, after = (
        _update(kit, path, plan) for path in (sheet, convert(kit, office, sheet, "xlsx"))
    )
    expect(before == after, f"sau LibreOffice khác trước:\n{before}\n{after}")
    count = len(before["changes"])
    print(f"  bảng điền qua LibreOffice: {count} ô đổi, {checks} chỗ kiểm tra ô")


def _fill(sheet: Path) -> None:
    """Fill in a sheet in every way, with mistakes among it."""
    book = Book(sheet)
    book.set("T01-01", completed=date(2026, 3, 30), result="=1+1", notes="a\n=b")
    book.set("T01-02", completed="31-3-26", started="5/3/2026", progress="60%")
    book.set("T01-03", to="5/2026", reason="chờ ý kiến", on=date(2026, 3, 25))
    book.set("T01-04", completed="31/2/2026")
    book.row("T01-05")[0] = "t1–5"
    book.set("T03-05", progress="", started="", notes="hai")
    book.add(task="Việc mới", lead="VP", due="5/2026")
    book.save()


def _update(kit: Kit, sheet: Path, plan: Path) -> dict[str, Any]:
    """Return what a sheet would change."""
    command = ("import", "--update", sheet, "--data", plan, "--dry-run", "--format", "json")
    tables: dict[str, Any] = json.loads(_khtgdv(kit, *command, status=None))["tables"]
    return tables


def _count_checks(workbook: Path) -> int:
    with zipfile.ZipFile(workbook) as package:
        xml = package.read("xl/worksheets/sheet1.xml")
    return xml.count(b"<dataValidation ")


def _khtgdv(kit: Kit, *arguments: str | Path, status: int | None = 0) -> str:
    source, home = str(kit.root / "src"), str(kit.scratch / "nhà")
    command = (sys.executable, "-m", "khtgdv", *arguments)
    variables = {"KHTGDV_TODAY": _TODAY, "PYTHONPATH": source, "HOME": home}
    ran = kit.run(*command, env=variables)
    expect(status in (None, ran.returncode), f"{command}: {ran.stderr}")
    return ran.stdout
