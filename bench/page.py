"""The tables of docs/quan-tri/toc-do.md and its picture, made from what a run found.

`python -m bench.page` writes them anew. The words around the tables are written by hand; what
stands between the two marks is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from bench.chart import svg
from bench.numbers import count, duration, memory, times
from bench.results import ROOT, Cost, Line, Machine, Results, load

PAGE = ROOT / "docs" / "quan-tri" / "toc-do.md"
PICTURE = ROOT / "docs" / "hinh" / "chi-phi.svg"
_MARKS = re.compile(r"(?s)(<!-- make bench -->\n).*?(<!-- hết make bench -->)")
_NONE = "không đo"
_ALIKE = 1.05  # times as long: no difference in a measurement
OURS, OUR_ROWS = "khtgdv overdue --by department", "khtgdv overdue"


def main() -> None:
    """Write the page and the picture of the last run."""
    write(load())


def write(results: Results) -> None:
    """Write the page's tables, and the picture where there is more than one size."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(page, tables(results)), encoding="utf-8", newline="\n")
    if results.costs:
        picture = svg(results.costs, results.python_ms)
        PICTURE.write_text(picture, encoding="utf-8", newline="\n")


def filled(page: str, text: str) -> str:
    """Return the page with the text between its marks; ValueError where it has none."""
    page, made = _MARKS.subn(lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", page)
    if made != 1:
        raise ValueError("the page has lost its marks")
    return page


def tables(results: Results) -> str:
    """Return all that a run says, as Markdown."""
    parts = [_about(results.machine, results.python_ms)]
    if results.one:
        parts += ["### Một kế hoạch, 165 dòng", budget(results.one)]
    if results.many:
        rows = count(results.plans * 165)
        parts += [f"### {count(results.plans)} kế hoạch, {rows} dòng", budget(results.many)]
    if results.costs:
        parts += ["### Cùng công việc trong các chương trình khác: thời gian", *_peers(results)]
    return "\n\n".join(parts)


def budget(lines: Iterable[Line]) -> str:
    """Return a table of the budget, with a word for each line."""
    head = ("Lệnh", "Đo được", "Thời gian", "Bộ nhớ", "Phải", "Tốt", "")
    return table(head, ([*_line(line)] for line in lines))


def verdict(line: Line) -> str:
    """Say how a line stands."""
    if line.value > line.must:
        return "**chưa đạt**"
    return "tốt" if line.value <= line.good else "đạt"


def costs(found: Sequence[Cost], show: Callable[[Cost], str]) -> str:
    """Return a table of commands by numbers of rows, with something shown of each cost."""
    sizes = sorted({cost.rows for cost in found})
    at = {(cost.question, cost.rows): cost for cost in found}
    head = ("Lệnh", *(f"{count(rows)} dòng" for rows in sizes))
    rows = (
        [f"`{question}`: {what}", *(_cell(at.get((question, size)), show) for size in sizes)]
        for question, what in dict.fromkeys((cost.question, cost.what) for cost in found)
    )
    return table(head, rows)


def took(cost: Cost) -> str:
    """Return the time of an answer, and how many times a bare Python that is."""
    return f"{duration(cost.ms)} · {times(cost.ratio)}"


def needed(cost: Cost) -> str:
    """Return the memory of an answer."""
    return memory(cost.mib)


def compared(found: Sequence[Cost], rows: int, question: str, others: Collection[str]) -> str:
    """Say before which commands a question of ours is at a size, and behind which."""
    at = {cost.question: cost.ms for cost in found if cost.rows == rows}
    ratios = {f"`{name}`": at[name] / at[question] for name in at if name in others}
    before = [f"{name} {_fold(ratio)}" for name, ratio in ratios.items() if ratio >= _ALIKE]
    behind = [f"{name} {_fold(1 / ratio)}" for name, ratio in ratios.items() if ratio <= 1 / _ALIKE]
    alike = [name for name, ratio in ratios.items() if 1 / _ALIKE < ratio < _ALIKE]
    said = {"nhanh hơn": before, "ngang": alike, "chậm hơn": behind}
    told = "; ".join(f"{how} {', '.join(names)}" for how, names in said.items() if names)
    return f"Ở {count(rows)} dòng, `{question}` {told}."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, numbers to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _about(machine: Machine, python_ms: float) -> str:
    return (
        f"Đo ngày {machine.day} trên {machine.cores} lõi, {machine.gib} GiB bộ nhớ, "
        f"{machine.system}, {machine.python}. `python -c pass` mất {duration(python_ms)}."
    )


def _line(line: Line) -> Iterator[str]:
    show = {"x": times, "giây": lambda value: duration(value * 1000), "MiB": memory}[line.unit]
    yield line.name
    yield show(line.value)
    yield duration(line.ms) if line.ms else ""
    yield memory(line.mib) if line.mib else ""
    yield from (show(line.must), show(line.good), verdict(line))


def _cell(cost: Cost | None, show: Callable[[Cost], str]) -> str:
    if cost is None:
        return _NONE
    return show(cost) if cost.answer == cost.expected else f"{show(cost)} (**trả lời sai**)"


def _peers(results: Results) -> Iterator[str]:
    found = results.costs
    sizes = sorted({cost.rows for cost in found})
    yield costs(found, took)
    for rows in sorted({sizes[0], sizes[-1]}):
        yield compared(found, rows, OURS, {cost.question for cost in found} - {OURS, OUR_ROWS})
    yield f"![Thời gian theo số dòng](../hinh/{PICTURE.name})"
    yield "### Bộ nhớ cao nhất"
    yield costs(found, needed)
    yield _about_programs(results)


def _fold(ratio: float) -> str:
    return times(ratio).removesuffix("x") + " lần"


def _about_programs(results: Results) -> str:
    versions = results.versions
    missing = ", ".join(name for name, version in versions.items() if not version)
    failed = "; ".join(words.split("\n")[0] for words in results.failed)
    told = [f"Các phiên bản: {_list(versions)}."]
    told += [f"**Không cài trên máy này nên không đo: {missing}.**"] * bool(missing)
    told += [f"**Không đo được: {failed}.**"] * bool(failed)
    return " ".join(told)


def _list(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items() if version)


if __name__ == "__main__":
    main()
