"""LibreOffice reckons the formulas of a workbook: the values it has, and those after a change.

The change is made by openpyxl, in an environment of its own: states and numbers are typed over,
rows are hidden as a filter hides them. openpyxl keeps no reckoned value, so that all that is read
afterwards was reckoned anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tools.external_parts.documents import convert, run_khtgdv
from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tools.external_parts.kit import Kit

_REPORTS = {
    "tổng quan": ("summary", "--month", "3"),
    "danh sách": ("list",),
    "phòng": ("department", "all"),
    "khối lượng": ("workload",),
}
_LIST = "Danh sách nhiệm vụ"
# LibreOffice trusts the values in a file that another program wrote, where nobody tells it not to.
_RECKON_ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_CHANGE = """\
import json, sys
from openpyxl import load_workbook
source, target, changes = sys.argv[1:]
book = load_workbook(source)
for sheet, cells, hidden in json.loads(changes):
    for place, value in cells.items():
        book[sheet][place] = value
    for line in hidden:
        book[sheet].row_dimensions[line].hidden = True
formulas = [c.value for s in book for row in s for c in row if c.data_type == "f"]
book.save(target)
print(json.dumps(formulas))
"""
Sheets = dict[str, list[list[Any]]]


def check(kit: Kit) -> None:
    """Hold every value of some workbooks against LibreOffice's, then those of a changed one."""
    office = kit.apt("soffice", "libreoffice-calc")
    python = kit.venv("openpyxl", "openpyxl==3.1.5")
    settings = kit.scratch / "hồ sơ" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_RECKON_ALWAYS, encoding="utf-8")
    files = {name: kit.scratch / f"{name}.xlsx" for name in _REPORTS}
    for name, report in _REPORTS.items():
        run_khtgdv(kit, *report, "--output", files[name])
    reckoned = convert(kit, office, "xlsx", *files.values())
    for (name, file), again in zip(files.items(), reckoned, strict=True):
        cells = _compare(_sheets(file), _sheets(again), name)
        print(f"  {name}.xlsx: {cells} ô, LibreOffice tính ra đúng các giá trị đã ghi")
    _check_changes(kit, office, python, files["danh sách"])


def _sheets(file: Path) -> Sheets:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _compare(written: Sheets, reckoned: Sheets, name: str) -> int:
    """Fail the part where a cell differs; return how many were compared."""
    expect(list(written) == list(reckoned), f"{name}: tên trang {list(reckoned)}")
    pairs = [
        (sheet, before, after)
        for sheet, rows in written.items()
        for one, other in zip(rows, reckoned[sheet], strict=True)
        for before, after in zip(one, other, strict=False)
    ]
    wrong = [pair for pair in pairs if not _is_same(*pair[1:])]
    expect(not wrong, f"{name}: {len(wrong)} ô tính ra khác, ví dụ {wrong[:2]}")
    return len(pairs)


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) < 1e-9  # noqa: PLR2004 - what a share is written to
    return bool(before == after)


def _check_changes(kit: Kit, office: str, python: Path, file: Path) -> None:
    """Type over a late state and a number, hide a finished row: everything that counts follows."""
    sheets = _sheets(file)
    head = next(n for n, row in enumerate(sheets[_LIST], 1) if row[0] == "Mã")
    state = sheets[_LIST][head - 1].index("Tình trạng")
    late = [n for n, row in enumerate(sheets[_LIST], 1) if str(row[state]).startswith("quá hạn")]
    matrix = next(n for n, row in enumerate(sheets["Tổng hợp"], 1) if row[0] == "Đơn vị")
    letter = chr(ord("A") + state)
    changes = [
        (_LIST, {f"{letter}{late[0]}": "hoàn thành"}, late[1:3]),
        ("Tổng hợp", {f"B{matrix + 1}": 100}, []),
    ]
    script = kit.scratch / "change.py"
    script.write_text(_CHANGE, encoding="utf-8")
    changed = kit.scratch / "đã sửa.xlsx"
    formulas = json.loads(kit.run_checked(python, script, file, changed, json.dumps(changes)))
    hostile = [text for text in formulas if not text.startswith(("=S", "=I", '="Đang xem'))]
    expect(formulas and not hostile, f"công thức lạ: {hostile[:3]}")
    [again] = convert(kit, office, "xlsx", changed)
    _check_reckoned(sheets, _sheets(again), len(late), head, matrix)
    print(f"  {file.name}: {len(formulas)} công thức; sửa và ẩn dòng thì tổng, tỷ lệ tính lại đúng")


def _check_reckoned(before: Sheets, after: Sheets, late: int, head: int, matrix: int) -> None:
    total = len(before[_LIST]) - head - _lines_below(before[_LIST])
    told = (
        f"Đang xem {total - 2} trên {total} dòng: hoàn thành 1 ({_percent(1, total - 2)}%), "
        f"quá hạn {late - 3}"
    )
    expect(after[_LIST][head - 2][0] == told, f"{after[_LIST][head - 2][0]}, đúng ra {told}")
    numbers = [n for n, title in enumerate(before["Tổng hợp"][matrix - 1]) if title]
    first, last = numbers[1], numbers[-1]
    added = 100 - before["Tổng hợp"][matrix][first]
    for line in (matrix, matrix + sum(bool(row[0]) for row in before["Tổng hợp"][matrix:]) - 1):
        for place in (first, last):
            if line != matrix or place != first:
                _expect_more(before, after, line, place, added)
    counted = [row[1] for row in after["Tổng hợp"] if row[0] == _LIST]
    expect(counted == [f"{total - 2} dòng"], f"trang Tổng hợp: {counted}")


def _expect_more(before: Sheets, after: Sheets, line: int, place: int, added: float) -> None:
    wanted = before["Tổng hợp"][line][place] + added
    found = after["Tổng hợp"][line][place]
    expect(found == wanted, f"Tổng hợp, dòng {line + 1}: {found}, đúng ra {wanted}")


def _lines_below(rows: list[list[Any]]) -> int:
    """Return how many lines stand below a table: the footer, and the empty line over it."""
    return next(n for n, row in enumerate(reversed(rows)) if row[1])


def _percent(part: int, whole: int) -> int:
    return int(100 * part / whole + 0.5)
