"""What the page on the desk costs: `python bench/desk.py [REQUESTS]`.

Serves the shipped plan, then 300 plans side by side, and asks for pages as a browser does, one
after the other. Prints the median time of each, and the server's memory before and after many
requests.
The marks: the overview of one plan 100 ms, of 300 plans 500 ms; memory that does not grow.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
if TYPE_CHECKING:
    from tests.support.served import Visitor
_PAGES = ("/", "/overdue", "/list", "/department?department=VP", "/row/T03-12")
_ROUNDS, _REQUESTS, _PLANS = 20, 5000, 300
_MEBIBYTE = 2**20


def main() -> None:
    """Measure one plan, then many."""
    from generate import generate  # type: ignore[import-not-found]

    requests = int(sys.argv[1]) if len(sys.argv) > 1 else _REQUESTS
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "plans"
        generate(many, _PLANS)
        measure("1 kế hoạch", ROOT / "data", Path(folder), requests)
        measure(f"{_PLANS} kế hoạch", many, Path(folder), 0)


def measure(name: str, plan: Path, folder: Path, requests: int) -> None:
    """Serve a plan and print what its pages cost; then memory over many requests."""
    from tests.support.served import Visitor, served

    with served(plan, folder / "state") as (process, address):
        visitor = Visitor(address)
        for page in _PAGES[: 1 if requests == 0 else None]:
            visitor.get(page)
            times = [_time(visitor, page) for _ in range(_ROUNDS)]
            print(f"{name}: {page}: {statistics.median(times):.0f} ms")
        before = _memory(process.pid)
        for number in range(requests):
            visitor.get(_PAGES[number % len(_PAGES)])
        if requests:
            print(
                f"{name}: {requests} lượt: {before:.0f} MiB, sau đó {_memory(process.pid):.0f} MiB"
            )


def _time(visitor: Visitor, page: str) -> float:
    """Return how many milliseconds a page takes."""
    start = time.perf_counter()
    status, _ = visitor.get(page)
    if status != 200:  # noqa: PLR2004 - it is there
        sys.exit(f"{page}: {status}")
    return (time.perf_counter() - start) * 1000


def _memory(pid: int) -> float:
    """Return what a process holds in memory, where the system tells; 0 elsewhere."""
    path = Path(f"/proc/{pid}/statm")
    pages = int(path.read_text().split()[1]) if path.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE


if __name__ == "__main__":
    main()
