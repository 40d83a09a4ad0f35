"""Look at what every command prints on screens of several widths: no line too long, no word cut.

    python tools/screens.py                 all of it; 1 where a screen is not as it should be
    python tools/screens.py --show 60       besides, write every screen of 60 columns to build/

On the plan that ships, on one with facts, on one with long names, on two years side by side. A word
is cut where a narrow screen has one that the broadest has not.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tools.outputs import (
    OTHER_COMMANDS,
    REPORT_COMMANDS,
    ROOT,
    plan_yaml,
    printed_output,
    recorded_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[[list[str]], int]

WIDTHS = (60, 80, 100, 140)
BROADEST = 2000
TODAY = "2026-06-17"
LINES = (
    *REPORT_COMMANDS,
    *OTHER_COMMANDS,
    "", "list --state completed", "changes --from 2026-01-01", "report 2026-W12", "doctor", "use",
    "undo", "undo --list", "redo", "show T03-12 --color always", "calendar --month 12",
    "workload --by month", "workload --by state", "summary --month 12", "overdue --strictt",
    "list --assignee x", "done", "add", "import khong-co.docx", "validate khong-co", "edit T99-01",
    "list --during 2026-13", "report 2026-Q5", "upcoming --within x", "schema khong",
    "remind -d VP", "init", "completion tcsh", "export --format x", "sql khong",
    "web --host 300.1.1.1", "remove T03-12", "reopen T99-01", "fmt --x", "history", "changes",
    "rollover --into khong/duoc --dry-run --year 2031", "import khong.docx --into khong/duoc",
    "import a.docx b.csv", "list --columns x", "list --data khong/co",
    "list --year 1999", "log TX-28 2026-W60", "visit KT-99 x", "calendar --week 25", "use khong/co",
    "update T03-12 --progress 300", "extend T03-12 --to 2020 --reason a", "remind -f mdd",
)  # fmt: skip
# Words of a narrow screen only: what a column says stands below the text, with its name.
_LABELS = {"chủ", "trì", "phối", "hợp", "kế", "hoạch", "đơn", "vị"}
_LONG_DEPARTMENT = "Phòng Tham mưu tổng hợp, Nội vụ, Thi đua - Khen thưởng và Công tác cán bộ"
_LONG_TEXT = (
    "Tham mưu Ban Thường vụ Thành ủy triển khai thực hiện Kết luận số 204-KL/TW, ngày 06/11/2025 "
    "của Ban Bí thư (https://tulieuvankien.dangcongsan.vn/he-thong-van-ban/ket-luan) về chủ trương "
)


def main() -> int:
    """Look at all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, help="the columns of the screens to write to build/")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    from khtgdv.cli.main import run

    troubles = 0
    with tempfile.TemporaryDirectory() as name:
        for plan, folder in plans(Path(name)).items():
            for line in all_lines():
                if arguments.show:
                    _write(plan, line, screen(run, folder, line, arguments.show))
                for trouble in find_troubles(run, folder, line, WIDTHS):
                    print(f"{plan}: {trouble}")
                    troubles += 1
    print(f"{troubles} troubles")
    return int(troubles > 0)


def all_lines() -> list[str]:
    """Return the command lines to look at: those above, and the help of every command."""
    from khtgdv.cli.arguments.command_table import COMMANDS

    return [*LINES, *(f"{command} --help" for command in COMMANDS)]


def _write(plan: str, line: str, text: str) -> None:
    path = ROOT / "build" / "screens" / plan / f"{line.replace('/', '_') or 'bare'}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def find_troubles(run: Run, folder: Path, line: str, widths: tuple[int, ...]) -> Iterator[str]:
    """Yield what is wrong with the screens of a command line: lines too long, words cut."""
    from khtgdv.wrapping import display_width

    whole = _words(screen(run, folder, line, BROADEST)) | _plan_words(run, folder)
    for width in widths:
        text = screen(run, folder, line, width)
        for row in text.splitlines():
            if display_width(row) > width:
                yield f"{line} at {width}: {display_width(row)} columns: {row}"
        for word in sorted(_words(text) - whole - _LABELS):
            yield f"{line} at {width}: word cut: {word}"


@cache
def _plan_words(run: Run, folder: Path) -> set[str]:
    """Return the words that a narrow screen may have instead, such as codes of departments."""
    return {
        word for line in ("list", "doctor") for word in _words(screen(run, folder, line, BROADEST))
    }


def screen(run: Run, folder: Path, line: str, width: int) -> str:
    """Return what a command line shows on a screen of some columns, both streams."""
    os.environ.update(COLUMNS=str(width), KHTGDV_DATA=str(folder), KHTGDV_TODAY=TODAY)
    text = printed_output(run, line)
    return re.sub(r"--- (?:stderr|status \d+)\n", "", text)


def _words(text: str) -> set[str]:
    """Return the words of a screen without colours, lines and bars; an address in its parts."""
    plain = re.sub(r"\x1b\[[0-9;]*m|[─│┊█░▒▼◀▶^+|/_-]|\d+ cột", " ", text.casefold())
    return {word.strip("·….,;:()") for word in plain.split()}


def plans(folder: Path) -> dict[str, Path]:
    """Write the plans to look at; return their folders by name."""
    return {
        "shipped": ROOT / "data",
        "recorded": recorded_plan(folder / "recorded"),
        "long": long_names_plan(folder / "long"),
        "years": two_years(folder / "years"),
    }


def two_years(folder: Path) -> Path:
    """Write the shipped plan twice: its own year, and as that of the year before with facts."""
    recorded_plan(folder)
    for path in sorted((ROOT / "data").glob("*_2026.yaml")):
        text = path.read_text(encoding="utf-8").replace("2027-", "2028-")
        text = text.replace("2026-", "2027-").replace("2026", "2027")
        text = text.replace("2027-2", "2027-0").replace("31-KH/BTGDVTU", "07-KH/BTGDVTU")
        name = path.name.replace("2026", "2027")
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def long_names_plan(folder: Path) -> Path:
    """Write the recorded plan with long names of departments, units, persons and results."""
    recorded_plan(folder)
    plan_path = folder / "plan_2026.yaml"
    plan = yaml.safe_load(plan_path.read_text(encoding="utf-8"))
    for number, department in enumerate(plan["departments"]):
        names = [department["name"], *department.get("aliases", [])]
        department |= {"name": f"{_LONG_DEPARTMENT} {number + 1}", "aliases": names}
    _dump(plan_path, plan)
    path = folder / "tasks_2026.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for row in data["tasks"][::3]:
        row["task"] = _LONG_TEXT + row["task"]
        row["assignee"] = "Bà Nguyễn Thị Phương Thảo, Trưởng phòng"
        row["product"] = "Báo cáo tổng hợp gửi Ban Thường vụ; dự thảo Nghị quyết chuyên đề"
        row["leader"] = "Đồng chí Phó Trưởng Ban Thường trực"
    _dump(path, data)
    return folder


def _dump(path: Path, data: object) -> None:
    path.write_text(plan_yaml(data), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
