"""The tables of docs/quan-tri/toc-do.md and its picture, made from what a run found.

`python -m bench.page` writes them anew. The words around the tables are written by hand; what
stands between the two marks is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from bench.chart import svg
from bench.number_format import format_count, format_duration, format_memory, format_ratio
from bench.programs import khtgdv
from bench.results import ROOT, BudgetLine, Cost, Machine, Results, load

PAGE_PATH = ROOT / "docs" / "quan-tri" / "toc-do.md"
PICTURE_PATH = ROOT / "docs" / "hinh" / "chi-phi.svg"
_GENERATED_PART = re.compile(r"(?s)(<!-- make bench -->\n).*?(<!-- hết make bench -->)")
_NOT_MEASURED = "không đo"
_EQUAL_RATIO = 1.05  # times as long: no difference in a measurement


def main() -> None:
    """Write the page and the picture of the last run."""
    write(load())


def write(results: Results) -> None:
    """Write the page's tables, and the picture where there is more than one size."""
    page = PAGE_PATH.read_text(encoding="utf-8")
    PAGE_PATH.write_text(
        replace_generated_part(page, tables(results)), encoding="utf-8", newline="\n"
    )
    if results.costs:
        picture = svg(results.costs, results.python_ms)
        PICTURE_PATH.write_text(picture, encoding="utf-8", newline="\n")


def replace_generated_part(page: str, text: str) -> str:
    """Return the page with the text between its marks; ValueError where it has none."""
    page, count = _GENERATED_PART.subn(lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", page)
    if count != 1:
        raise ValueError("the page has lost its marks")
    return page


def tables(results: Results) -> str:
    """Return all that a run says, as Markdown."""
    parts = [about_machine(results.machine, results.python_ms)]
    if results.one:
        parts += ["### Một kế hoạch, 165 dòng", budget_table(results.one)]
    if results.many:
        rows = format_count(results.plans * 165)
        parts += [
            f"### {format_count(results.plans)} kế hoạch, {rows} dòng",
            budget_table(results.many),
        ]
    if results.costs:
        parts += ["### Cùng công việc trong các chương trình khác: thời gian", *_peers(results)]
    return "\n\n".join(parts)


def budget_table(lines: Iterable[BudgetLine]) -> str:
    """Return a table of the budget, with a word for each line."""
    head = ("Lệnh", "Đo được", "Thời gian", "Bộ nhớ", "Phải", "Tốt", "")
    return markdown_table(head, ([*_budget_row(line)] for line in lines))


def verdict(line: BudgetLine) -> str:
    """Say how a line stands."""
    if line.value > line.must:
        return "**chưa đạt**"
    return "tốt" if line.value <= line.good else "đạt"


def costs_table(costs: Sequence[Cost], show: Callable[[Cost], str]) -> str:
    """Return a table of commands by numbers of rows, with something shown of each cost."""
    sizes = sorted({cost.rows for cost in costs})
    costs_by_place = {(cost.question, cost.rows): cost for cost in costs}
    head = ("Lệnh", *(f"{format_count(rows)} dòng" for rows in sizes))
    rows = (
        [
            f"`{question}`: {what}",
            *(_cell(costs_by_place.get((question, size)), show) for size in sizes),
        ]
        for question, what in dict.fromkeys((cost.question, cost.what) for cost in costs)
    )
    return markdown_table(head, rows)


def time_text(cost: Cost) -> str:
    """Return the time of an answer, and how many times a bare Python that is."""
    return f"{format_duration(cost.ms)} · {format_ratio(cost.ratio)}"


def memory_text(cost: Cost) -> str:
    """Return the memory of an answer."""
    return format_memory(cost.mib)


def comparison(costs: Sequence[Cost], rows: int, question: str, others: Collection[str]) -> str:
    """Say before which commands a question of ours is at a size, and behind which."""
    times_by_question = {cost.question: cost.ms for cost in costs if cost.rows == rows}
    ratios = {
        f"`{name}`": times_by_question[name] / times_by_question[question]
        for name in times_by_question
        if name in others
    }
    faster_than = [
        f"{name} {_ratio_in_words(ratio)}"
        for name, ratio in ratios.items()
        if ratio >= _EQUAL_RATIO
    ]
    slower_than = [
        f"{name} {_ratio_in_words(1 / ratio)}"
        for name, ratio in ratios.items()
        if ratio <= 1 / _EQUAL_RATIO
    ]
    equal_to = [name for name, ratio in ratios.items() if 1 / _EQUAL_RATIO < ratio < _EQUAL_RATIO]
    names_by_verdict = {"nhanh hơn": faster_than, "ngang": equal_to, "chậm hơn": slower_than}
    verdicts = "; ".join(
        f"{how} {', '.join(names)}" for how, names in names_by_verdict.items() if names
    )
    return f"Ở {format_count(rows)} dòng, `{question}` {verdicts}."


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, numbers to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def about_machine(machine: Machine, python_ms: float) -> str:
    """Say which machine a run was on."""
    return (
        f"Đo ngày {machine.day} trên {machine.cores} lõi, {machine.gib} GiB bộ nhớ, "
        f"{machine.system}, {machine.python}. `python -c pass` mất {format_duration(python_ms)}."
    )


def _budget_row(line: BudgetLine) -> Iterator[str]:
    show = {
        "x": format_ratio,
        "giây": lambda value: format_duration(value * 1000),
        "MiB": format_memory,
    }[line.unit]
    yield line.name
    yield show(line.value)
    yield format_duration(line.ms) if line.ms else ""
    yield format_memory(line.mib) if line.mib else ""
    yield from (show(line.must), show(line.good), verdict(line))


def _cell(cost: Cost | None, show: Callable[[Cost], str]) -> str:
    if cost is None:
        return _NOT_MEASURED
    return show(cost) if cost.answer == cost.expected else f"{show(cost)} (**trả lời sai**)"


def _peers(results: Results) -> Iterator[str]:
    costs = results.costs
    sizes = sorted({cost.rows for cost in costs})
    yield costs_table(costs, time_text)
    for rows in sorted({sizes[0], sizes[-1]}):
        yield comparison(
            costs,
            rows,
            khtgdv.COUNTS,
            {cost.question for cost in costs} - {khtgdv.COUNTS, khtgdv.ROWS},
        )
    yield f"![Thời gian theo số dòng](../hinh/{PICTURE_PATH.name})"
    yield "### Bộ nhớ cao nhất"
    yield costs_table(costs, memory_text)
    yield _about_programs(results)


def _ratio_in_words(ratio: float) -> str:
    return format_ratio(ratio).removesuffix("x") + " lần"


def _about_programs(results: Results) -> str:
    versions = results.versions
    missing = ", ".join(name for name, version in versions.items() if not version)
    failed = "; ".join(words.split("\n")[0] for words in results.failed)
    sentences = [f"Các phiên bản: {version_list(versions)}."]
    sentences += [f"**Không cài trên máy này nên không đo: {missing}.**"] * bool(missing)
    sentences += [f"**Không đo được: {failed}.**"] * bool(failed)
    return " ".join(sentences)


def version_list(versions: Mapping[str, str]) -> str:
    """Return the versions of what is installed."""
    return ", ".join(f"{name} {version}" for name, version in versions.items() if version)


if __name__ == "__main__":
    main()
