"""Whether lint and a PDF grow with what they are given, or with its square.

    python bench/growth.py [LETTERS]

Each odd text is linted at a quarter of its length and whole, and a list of some rows and of four
times as many is printed; a square would take sixteen times as long. Times are of the processor, in
one process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from khtgdv.cli.main import run

DATA = Path(__file__).resolve().parent.parent / "data"
LETTERS, ROWS = 60_000, 750
LIMIT, TIMES, NOTICEABLE = 5.0, 4, 1.0  # seconds; how much longer; seconds that say something
MOST_TIMES_AS_LONG = 2.5 * TIMES
# What an odd text repeats: one word, signs, and what each rule looks for.
UNITS = (
    "đ", "A", "(", ")", "()", "; ", ", ", ". ", ".", "-", "“", "”", '"', "'", "1", "1/", "12-",
    "báo cáo ", "báo cáo, ", "báocáo,", "hoà hòa ", "XVI ", "X", "AB ", "v.v. ", "số ", "ngày ",
    "năm 2026 ", "đến năm 2030 ", "50 năm (", "lần thứ 3 ", "quý I, tháng 3, tuần 2 ", "2021-2025 ",
    "Chỉ thị số 12-CT/TW ngày 01/02/2025; ", "31-KH/BTGDVTU ", "Ban Thường vụ Thành ủy ",
    "kỷ niệm 50 năm ngày thành lập 01/02/1976 ", "TT- TH ", "xây ", "và ", "– ", " ",
)  # fmt: skip


def write_plan(folder: Path, rows: list[dict[str, str]]) -> None:
    """Write a plan of some rows, with the shipped plan's own file."""
    folder.mkdir(exist_ok=True)
    (folder / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    text = json.dumps({"tasks": rows}, ensure_ascii=False)
    (folder / "tasks_2026.yaml").write_text(text, encoding="utf-8")


def seconds_of(*arguments: str) -> float:
    """Return how long a command takes; what it says is thrown away."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    start = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(list(arguments))
    return time.process_time() - start


def lint_seconds(folder: Path, unit: str, letters: int) -> float:
    """Return how long lint takes with a text of so many letters beside another row."""
    text = (unit * letters)[:letters]
    row = {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    write_plan(folder, [{"id": "T03-01", "task": f"Việc{text}x", **row},
                        {"id": "T03-02", "task": "Việc hai.", **row}])  # fmt: skip
    return seconds_of("lint", "--data", str(folder))


def pdf_seconds(folder: Path, count: int) -> float:
    """Return how long a list of so many rows takes as a PDF."""
    rows = [
        {"id": f"T{n % 12 + 1:02}-{n // 12 + 1:02}", "task": f"Việc thứ {n} của năm.", "lead": "VP"}
        for n in range(count)
    ]
    write_plan(folder, sorted(rows, key=lambda row: row["id"]))
    return seconds_of("list", "--data", str(folder), "--output", str(folder / "a.pdf"))


def is_slow(name: str, seconds: Callable[[int], float], size: int) -> bool:
    """Measure at a quarter and whole, print both, and tell whether that is too slow."""
    quarter, whole = seconds(size // TIMES), seconds(size)
    ratio = whole / max(quarter, 0.001)
    slow = whole > LIMIT or (whole > NOTICEABLE and ratio > MOST_TIMES_AS_LONG)
    print(f"{name!r:44} {quarter:6.2f} s {whole:6.2f} s {ratio:5.1f}{' SLOW' if slow else ''}")
    return slow


def main() -> int:
    """Print each; 1 where something is slow."""
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    os.environ.update(KHTGDV_CACHE="off", KHTGDV_TODAY="2026-06-15")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "plan"
        slow = [is_slow(unit, partial(lint_seconds, folder, unit), letters) for unit in UNITS]
        slow.append(is_slow("pdf", partial(pdf_seconds, folder), ROWS * TIMES))
    return int(any(slow))


if __name__ == "__main__":
    sys.exit(main())
