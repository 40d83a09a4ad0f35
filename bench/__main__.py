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
from bench.results import ROOT, Results, describe_machine
from bench.round import PeerComparison
from bench.speed import measure_many_plans, measure_one_plan

_PLAN_COUNTS = (1, 10, 100, 1000, PLANS)  # plans


def main() -> int:
    """Measure; 1 where a line of the budget is not kept, or a program did not answer right."""
    arguments = _arguments()
    if not hasattr(os, "wait4"):
        sys.exit("make bench chỉ chạy được trên Linux và macOS")
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory(prefix="khtgdv-bench-") as folder:
        for results in _measure(arguments, Path(folder)):
            results.save()  # what was found so far
    print(page.tables(results))
    if arguments.write:
        page.write(results)
    failures = _failures(results)
    print("".join(f"\nKHÔNG ĐẠT: {name}" for name in failures), file=sys.stderr)
    return int(bool(failures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--plans", type=int, default=100, help="số kế hoạch cạnh nhau: 100")
    parser.add_argument("--runs", type=int, default=15, help="số lần đo mỗi lệnh: 15")
    parser.add_argument("--no-peers", action="store_true", help="không đo các chương trình khác")
    parser.add_argument("--write", action="store_true", help="viết vào docs/quan-tri/toc-do.md")
    return parser.parse_args()


def _measure(arguments: argparse.Namespace, folder: Path) -> Iterator[Results]:
    """Yield the results as they grow."""
    _log("một kế hoạch")
    baseline, lines = measure_one_plan(folder / "one", arguments.runs)
    results = Results(
        describe_machine(datetime.now(UTC).date()), arguments.plans, baseline.seconds * 1000, lines
    )
    yield results
    _log(f"{arguments.plans} kế hoạch")
    results = replace(
        results, many=measure_many_plans(folder / "many", arguments.plans, arguments.runs)
    )
    yield results
    if arguments.no_peers:
        return
    results = replace(results, versions=versions())
    for name in [name for name, version in results.versions.items() if not version]:
        _log(f"KHÔNG ĐO {name}: chưa cài (bench/peers.sh)")
    for size in sorted({min(size, arguments.plans) for size in _PLAN_COUNTS}):
        comparison = PeerComparison(folder / str(size), size, _log)
        costs = (*results.costs, *comparison.measure())
        results = replace(results, costs=costs, failed=(*results.failed, *comparison.failed))
        yield results


def _failures(results: Results) -> list[str]:
    over_budget = [line.name for line in (*results.one, *results.many) if line.value > line.must]
    wrong_answers = [
        f"{cost.question}, {cost.rows} dòng: trả lời {cost.answer}, đúng là {cost.expected}"
        for cost in results.costs
        if cost.answer != cost.expected
    ]
    return [*over_budget, *wrong_answers, *results.failed]


def _log(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
