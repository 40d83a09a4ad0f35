"""Measure khtgdv and its peers: `make bench`, or `python -m bench --help`.

What was found is printed, kept in build/bench.json, and with --write put into
docs/quan-tri/toc-do.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench import page
from bench.generate import PLANS
from bench.peers import versions
from bench.results import ROOT, Results, machine
from bench.round import Round
from bench.speed import many_plans, one_plan

_SIZES = (1, 10, 100, 1000, PLANS)  # plans


def main() -> int:
    """Measure; 1 where a line of the budget is not kept, or a program did not answer right."""
    asked = _arguments()
    if not hasattr(os, "wait4"):
        sys.exit("make bench chỉ chạy được trên Linux và macOS")
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory(prefix="khtgdv-bench-") as folder:
        for results in _measured(asked, Path(folder)):
            results.save()  # what was found so far
    print(page.tables(results))
    if asked.write:
        page.write(results)
    failed = _failed(results)
    print("".join(f"\nKHÔNG ĐẠT: {name}" for name in failed), file=sys.stderr)
    return int(bool(failed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--plans", type=int, default=100, help="số kế hoạch cạnh nhau: 100")
    parser.add_argument("--runs", type=int, default=15, help="số lần đo mỗi lệnh: 15")
    parser.add_argument("--no-peers", action="store_true", help="không đo các chương trình khác")
    parser.add_argument("--write", action="store_true", help="viết vào docs/quan-tri/toc-do.md")
    return parser.parse_args()


def _measured(asked: argparse.Namespace, folder: Path) -> Iterator[Results]:
    """Yield the results as they grow."""
    _say("một kế hoạch")
    base, one = one_plan(folder / "one", asked.runs)
    results = Results(machine(datetime.now(UTC).date()), asked.plans, base.seconds * 1000, one)
    yield results
    _say(f"{asked.plans} kế hoạch")
    results = replace(results, many=many_plans(folder / "many", asked.plans, asked.runs))
    yield results
    if asked.no_peers:
        return
    results = replace(results, versions=versions())
    for name in [name for name, version in results.versions.items() if not version]:
        _say(f"KHÔNG ĐO {name}: chưa cài (bench/peers.sh)")
    for size in sorted({min(size, asked.plans) for size in _SIZES}):
        there = Round(folder / str(size), size, _say)
        costs = (*results.costs, *there.measure())
        results = replace(results, costs=costs, failed=(*results.failed, *there.failed))
        yield results


def _failed(results: Results) -> list[str]:
    beyond = [line.name for line in (*results.one, *results.many) if line.value > line.must]
    wrong = [
        f"{cost.question}, {cost.rows} dòng: trả lời {cost.answer}, đúng là {cost.expected}"
        for cost in results.costs
        if cost.answer != cost.expected
    ]
    return [*beyond, *wrong, *results.failed]


def _say(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
