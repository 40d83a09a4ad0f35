"""What the budget needs besides plans: a table to import, and a browser that asks for a page."""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path
from unittest.mock import patch

from bench.generate import TODAY
from bench.measure import Measurement, median
from bench.work import Work
from tests.support.served import Visitor, served

_HEADINGS = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
_WITHOUT_DAY = "Thường xuyên"


def write_table(path: Path, plans: int) -> None:
    """Write the work of so many plans as an office would keep it in a table."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(_HEADINGS)
        for number, row in enumerate(Work(plans, TODAY), 1):
            day = f"{row.due:%d/%m/%Y}" if row.due else _WITHOUT_DAY
            table.writerow((number, row.text, row.lead, day))


def overview_of_page(data: Path, folder: Path, runs: int) -> Measurement:
    """Serve a plan as `khtgdv web` does, and return what its overview takes a browser."""
    own_folders = {"KHTGDV_CACHE": str(folder / "web-cache"), "KHTGDV_CONFIG": "off"}
    with patch.dict(os.environ, own_folders), served(data, folder / "state") as (process, address):
        visitor = Visitor(address)
        _ask(visitor, process.pid)
        return median([_ask(visitor, process.pid) for _ in range(runs)])


def _ask(visitor: Visitor, pid: int) -> Measurement:
    start = time.perf_counter()
    status, _ = visitor.get("/")
    seconds = time.perf_counter() - start
    if status != 200:  # noqa: PLR2004 - it is there
        raise RuntimeError(f"web: {status}")
    return Measurement(seconds, _memory(pid))


def _memory(pid: int) -> float:
    """Return what a process holds in memory in MiB, where the system tells; 0 elsewhere."""
    path = Path(f"/proc/{pid}/statm")
    pages = int(path.read_text().split()[1]) if path.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
