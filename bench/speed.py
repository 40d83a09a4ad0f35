"""The budget of khtgdv's speed, as ratios to `python -c pass` in one run.

Whole processes, run in turn, medians: `python bench/speed.py [RUNS [PLANS]]`. With a number of
plans it also makes that many (bench/generate.py) in a temporary folder and measures them once.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KHTGDV = ("-m", "khtgdv")
# What is measured: its name, its arguments, the ratio it must keep, the ratio that is good.
ONE_PLAN: tuple[tuple[str, tuple[str, ...], float, float], ...] = (
    ("overdue, json", ("overdue", "--month", "3", "-f", "json"), 9, 6.5),
    ("list, csv", ("list", "-f", "csv"), 9, 6.5),
    ("overdue, bảng 49 dòng", ("overdue", "--month", "3"), 14, 11),
    ("lần đầu sau khi sửa, json", ("overdue", "--month", "3", "-f", "json"), 20, 16),
    ("--help", ("--help",), 9, 6.5),
    ("validate, không đổi", ("validate",), 9, 6.5),
)
EDITED = "lần đầu sau khi sửa, json"
MANY: tuple[tuple[str, tuple[str, ...], float, float], ...] = (
    ("quá hạn theo đơn vị", ("overdue", "--by", "department", "-f", "json"), 15, 10),
    ("quá hạn của một đơn vị, csv", ("overdue", "--department", "TT-TH", "-f", "csv"), 20, 14),
)


class Bench:
    """Processes run in an environment of their own; seconds and processor seconds of each."""

    def __init__(self, folder: Path) -> None:
        """Work in a folder."""
        self.env = {
            **os.environ,
            "KHTGDV_CACHE": str(folder / "cache"),
            "KHTGDV_TODAY": "2026-11-24",
        }

    def run(self, *arguments: str) -> float:
        """Return how long one process takes."""
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], env=self.env, check=False, capture_output=True)
        return time.perf_counter() - begun


def one_plan(bench: Bench, folder: Path, runs: int) -> None:
    """Measure the lines of one plan in turn, and print their medians."""
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    times: dict[str, list[float]] = {"": [], **{name: [] for name, *_ in ONE_PLAN}}
    for number in range(runs):
        times[""].append(bench.run("-c", "pass"))
        for name, arguments, *_ in ONE_PLAN:
            if name == EDITED:
                with (data / "tasks_2026.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"# {number}\n")
            where = () if name == "--help" else ("--data", str(data))
            times[name].append(bench.run(*KHTGDV, *arguments, *where))
    base = statistics.median(times[""])
    print(f"`python -c pass`: {base * 1000:.1f} ms, {runs} lần\n")
    heading()
    for name, _, must, good in ONE_PLAN:
        line(name, statistics.median(times[name]) / base, must, good)


def many_plans(bench: Bench, folder: Path, plans: int) -> None:
    """Make plans and measure them: the cold build once, then each command three times."""
    units = folder / "units"
    subprocess.run([sys.executable, str(ROOT / "bench/generate.py"), units, str(plans)], check=True)
    base = statistics.median(bench.run("-c", "pass") for _ in range(5))
    cold = bench.run(*KHTGDV, *MANY[0][1], "--data", str(units))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{plans} kế hoạch: lần đầu {cold:.1f} giây, {peak:.0f} MiB\n")
    heading()
    for name, arguments, must, good in MANY:
        taken = [bench.run(*KHTGDV, *arguments, "--data", str(units)) for _ in range(3)]
        line(name, statistics.median(taken) / base, must, good)


def heading() -> None:
    """Print the head of a table."""
    print("| lệnh | đo được | phải | tốt |\n|---|---|---|---|")


def line(name: str, ratio: float, must: float, good: float) -> None:
    """Print a row of a table."""
    print(f"| {name} | {ratio:.1f}x | {must:g}x | {good:g}x |")


def main() -> None:
    """Measure what was asked for."""
    runs, plans = (int(word) for word in (sys.argv[1:] + ["11", "0"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        one_plan(bench, Path(name), runs)
        if plans:
            many_plans(bench, Path(name), plans)


if __name__ == "__main__":
    main()
