"""The tables of docs/quan-tri/co-lon.md and its picture, made from what `bench.sizes` found.

`python -m bench.sizes_page` writes them anew. The words around the tables are written by hand.
"""

from __future__ import annotations

from dataclasses import replace

from bench.chart import svg
from bench.looks import SIZES_PICTURE
from bench.number_format import format_count, format_duration, format_ratio
from bench.page import (
    about_machine,
    costs_table,
    replace_generated_part,
    time_text,
    version_list,
)
from bench.programs.dataset import DUCKDB, PLAIN_EXPORT, SPARK, SPARK_EXPORT
from bench.programs.khtgdv import COUNTS
from bench.results import ROOT, Results, load

RESULTS_PATH = ROOT / "build" / "sizes.json"
PAGE_PATH = ROOT / "docs" / "quan-tri" / "co-lon.md"
PICTURE_PATH = ROOT / "docs" / "hinh" / "co-lon.svg"
_BUSY = 1.3  # times as long as at another size
_MAKINGS = (PLAIN_EXPORT, SPARK_EXPORT)


def main() -> None:
    """Write the page and the picture of the last run."""
    write(load(RESULTS_PATH))


def write(results: Results) -> None:
    """Write the page's tables and its picture."""
    page = replace_generated_part(PAGE_PATH.read_text(encoding="utf-8"), tables(results))
    PAGE_PATH.write_text(page, encoding="utf-8", newline="\n")
    # In multiples, so that sizes measured while the machine was more or less busy can be compared.
    answers = [replace(c, ms=c.ratio) for c in results.costs if c.question not in _MAKINGS]
    picture = svg(answers, 1, SIZES_PICTURE)
    PICTURE_PATH.write_text(picture, encoding="utf-8", newline="\n")


def tables(results: Results) -> str:
    """Return all that a run says, as Markdown."""
    answers = [c for c in results.costs if c.question in SIZES_PICTURE.styles]
    makings = [c for c in results.costs if c.question in _MAKINGS]
    parts = [
        about_machine(results.machine, results.python_ms) + _busyness(results),
        f"![Thời gian theo số dòng](../hinh/{PICTURE_PATH.name})",
        "### Trả lời: số quá hạn từng phòng",
        costs_table(answers, time_text),
        *_verdicts(results),
        "### Viết bộ dữ liệu, đọc lần đầu mọi tệp",
        costs_table(makings, time_text),
        f"Các phiên bản: {version_list(results.versions)}.",
    ]
    failed = "; ".join(words.split("\n")[0] for words in results.failed)
    return "\n\n".join([*parts, *([f"**Không đo được: {failed}.**"] if failed else [])])


def _busyness(results: Results) -> str:
    """Say where the same nothing took longer at one size than at another."""
    baselines = [cost.ms / cost.ratio for cost in results.costs]
    least, most = min(baselines), max(baselines)
    if most < _BUSY * least:
        return ""
    spread = f"từ {format_duration(least)} đến {format_duration(most)}"
    return f" Trong lượt đo nó mất {spread}: máy còn bận việc khác, nên hãy so bằng số lần."


def _verdicts(results: Results) -> list[str]:
    """Say of the largest size what each of the three took."""
    largest = max(cost.rows for cost in results.costs)
    times = {c.question: c for c in results.costs if c.rows == largest}
    names = {COUNTS: "khtgdv", DUCKDB: "DuckDB", SPARK: "Spark"}
    told = ", ".join(
        f"{name} {format_ratio(times[question].ratio)}"
        for question, name in names.items()
        if question in times
    )
    return [f"Ở {format_count(largest)} dòng: {told}."]


if __name__ == "__main__":
    main()
