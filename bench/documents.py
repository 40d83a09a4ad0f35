"""What a document of 165 rows costs beyond a JSON export of the same rows.

Whole processes, run in turn, medians: `python bench/documents.py [RUNS]`. The budget is seconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
BUDGET = {"xlsx": 0.5, "docx": 1.5, "pdf": 1.0, "html": 0.5}


def measure_seconds(name: str, folder: str) -> float:
    """Return how long a whole process takes to write the list in a format."""
    env = {**os.environ, "KHTGDV_DATA": str(DATA), "KHTGDV_TODAY": "2026-03-31"}
    command = ["-m", "khtgdv", "list", "--output", f"{folder}/a.{name}"]
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    """Print what each format costs; 1 where one is beyond its budget."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    times: dict[str, list[float]] = {name: [] for name in ("json", *BUDGET)}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for name, durations in times.items():
                durations.append(measure_seconds(name, folder))
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, median in medians.items():
        extra, budget = median - medians["json"], BUDGET.get(name, 0)
        print(f"{name:5} {median:6.2f} s, beyond json {extra:5.2f} s, budget {budget:.1f} s")
    return int(any(medians[name] - medians["json"] > budget for name, budget in BUDGET.items()))


if __name__ == "__main__":
    sys.exit(main())
