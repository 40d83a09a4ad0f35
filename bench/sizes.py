"""What answers cost as plans grow, of khtgdv, of engines over its dataset, of others.

    python -m bench.sizes [--plans 3300] [--write]

At 1, 10, 100, 1.000 and 3.300 plans of 165 rows everything is asked for the overdue rows of each
department, its answer held against the right one. What was found is kept in build/sizes.json; with
--write the page docs/quan-tri/co-lon.md and its picture are written.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench import sizes_page
from bench.generate import PLANS
from bench.looks import SIZES_PICTURE
from bench.measure import Measurement
from bench.peers import OUR_PEER, find_program, version_of
from bench.programs import journal, taskwarrior
from bench.programs.dataset import peers as dataset_peers
from bench.programs.peer import Peer
from bench.results import Cost, Results, describe_machine
from bench.round import PeerComparison

_PLAN_COUNTS = (1, 10, 100, 1000, PLANS)
_MAKING = "viết bộ dữ liệu"
# Those that answer at every size; the others, and lists: `make bench`.
_PEERS = (taskwarrior.PEER, journal.LEDGER, journal.HLEDGER)


def main() -> int:
    """Measure; 1 where a program could not be asked, or answered wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("--plans", type=int, default=PLANS, help="số kế hoạch nhiều nhất")
    parser.add_argument("--write", action="store_true", help="viết trang và hình")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khtgdv-bench-") as folder:
        for results in _measure(Path(folder), arguments.plans):
            results.save(sizes_page.RESULTS_PATH)  # what was found so far
    if arguments.write:
        sizes_page.write(results)
    wrong = [cost.question for cost in results.costs if cost.answer != cost.expected]
    print(sizes_page.tables(results))
    print("".join(f"\nKHÔNG ĐẠT: {name}" for name in (*results.failed, *wrong)), file=sys.stderr)
    return int(bool(results.failed or wrong))


def _measure(folder: Path, most: int) -> Iterator[Results]:
    """Yield the results as they grow."""
    everything = (*dataset_peers(lambda *_: None), *_PEERS)
    versions = {peer.name: version_of(peer) for peer in everything}
    results = Results(
        describe_machine(datetime.now(UTC).date()),
        most,
        0,
        versions=versions,
        failed=tuple(f"{peer.name}: chưa cài" for peer in everything if not find_program(peer)),
    )
    for plans in sorted({min(count, most) for count in _PLAN_COUNTS}):
        made: list[tuple[str, Measurement]] = []
        comparison = PeerComparison(folder / str(plans), plans, _log)
        engines = dataset_peers(lambda *one, made=made: made.append(one))
        costs = comparison.measure([_of_picture(p) for p in (OUR_PEER, *engines, *_PEERS)])
        baseline = statistics.median(cost.ms / cost.ratio for cost in costs)
        rows = comparison.expected.rows
        makings = [
            Cost("khtgdv", name, _MAKING, rows, ms, ms / baseline, m.mib, rows, rows)
            for name, m in made
            for ms in [m.seconds * 1000]
        ]
        results = replace(
            results,
            python_ms=baseline,
            costs=(*results.costs, *costs, *makings),
            failed=(*results.failed, *comparison.failed),
        )
        yield results


def _of_picture(peer: Peer) -> Peer:
    """Return a program with the questions that are drawn."""
    drawn = tuple(q for q in peer.questions if q.name in SIZES_PICTURE.styles)
    return replace(peer, questions=drawn)


def _log(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
