"""What an edit of one row costs, as a ratio to a `validate` that reads the same YAML anew.

Whole processes, run in turn, medians: `python bench/writing.py [RUNS]`. The budget is 1.5.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
BUDGET = 1.5
COMMANDS = {
    "validate": ["validate"],
    "done": ["done", "T03-01", "--result", "1-BC"],
    "reopen": ["reopen", "T03-01"],
    "start": ["start", "T03-02"],
    "undo": ["undo"],
    "done --dry-run": ["done", "T03-04", "--dry-run"],
}


def measure_seconds(arguments: list[str], env: dict[str, str]) -> float:
    """Return how long a whole process takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def measure_medians(runs: int, folder: Path) -> dict[str, float]:
    """Return the median of every command, and of an interpreter that does nothing."""
    env = {**os.environ, "KHTGDV_DATA": str(folder / "data"), "KHTGDV_TODAY": "2026-03-31",
           "KHTGDV_STATE": str(folder / "state"), "KHTGDV_CACHE": "off"}  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in ("python", *COMMANDS)}
    for _ in range(runs):
        times["python"].append(measure_seconds(["-c", "pass"], env))
        for name, command in COMMANDS.items():
            times[name].append(measure_seconds(["-m", "khtgdv", *command], env))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Print the ratios; 1 where an edit is beyond the budget."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DATA, Path(folder) / "data")
        times = measure_medians(runs, Path(folder))
    for name, median in times.items():
        ratios = (
            f"{median / times['validate']:5.2f} x validate {median / times['python']:6.1f} x python"
        )
        print(f"{name:16} {median * 1000:6.0f} ms {ratios}")
    return int(max(times["done"], times["reopen"]) > BUDGET * times["validate"])


if __name__ == "__main__":
    sys.exit(main())
