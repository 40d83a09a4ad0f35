"""What rows of a page are picked by, and which figures lead to their rows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from khtgdv.document.document import Column, Row
from khtgdv.document.facets import Facets
from khtgdv.render.formats import RenderOptions
from khtgdv.render.html.page import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable


class Places(HTMLParser):
    """The rows of each place of a page by their marks, and the links of its figures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.rows: list[tuple[set[str], dict[str, str]]] = []
        self.links: list[tuple[dict[str, str], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in ("meta", "br"):
            self.open.append((tag, found.get("id", "")))
        if tag == "tr" and "data-r" in found:
            self.rows.append(({place for _, place in self.open}, found))
        if "data-f" in found and tag == "a":
            self.links.append((found, ""))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "a" and self.links and not self.links[-1][1]:
            self.links[-1] = (self.links[-1][0], data.strip())

    def picked(self, link: dict[str, str]) -> tuple[set[str], set[str]]:
        """Return the rows a link picks on the page, and those of them in the place it leads to."""
        rows = [
            (places, marks["data-r"])
            for places, marks in self.rows
            if link["data-f"] in marks["data-f"].split()
            and link["data-d"] in ("", *marks["data-d"].split())
        ]
        inside = {number for places, number in rows if link["href"][1:] in places}
        return {number for _, number in rows}, inside


@pytest.mark.parametrize(
    ("arguments", "least"),
    [
        (("summary", "--month", "3"), 90), (("workload",), 50),
        (("workload", "--count", "active", "--month", "9"), 80),
        (("workload", "--count", "start"), 50), (("report", "2026-Q1"), 30),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)  # fmt: skip
def test_a_figure_leads_to_just_the_rows_it_counts(
    arguments: tuple[str, ...], least: int, run: Run
) -> None:
    page = Places(run(*arguments, "--data", "data", "-f", "html").out)
    numbers = [link for link in page.links if not link[1].endswith("%")]
    assert len(numbers) >= least
    for link, text in numbers:
        rows, inside = page.picked(link)
        assert (len(rows), rows) == (int(text.split("/")[0]), inside), link["aria-label"]


def test_every_figure_above_nothing_leads_to_its_rows(run: Run) -> None:
    text = run("summary", "--month", "3", "--data", "data", "-f", "html").out
    pattern = r'<td class="(?:k-(?:number|heat|bar|share)[^"]*)">(.*?)</td>|<dd>(.*?)</dd>'
    cells = ["".join(found) for found in re.findall(pattern, text, re.DOTALL)]
    plain = [re.sub(r"\s|<svg.*?</svg>", "", cell, flags=re.DOTALL) for cell in cells]
    unlinked = {cell.split("/")[0] for cell in plain if "<a" not in cell}
    assert unlinked == {"·", "0"}
    assert sum("<a" in cell for cell in plain) > 90


def test_of_who_coordinates_a_page_has_no_rows(run: Run) -> None:
    page = Places(run("workload", "--role", "both", "--data", "data", "-f", "html").out)
    assert page.links == []


def test_rows_are_picked_by_department_month_and_state(run: Run) -> None:
    text = run("list", "--month", "3", "--data", "data", "-f", "html").out
    lists = re.findall(r'<select name="(\w)">(.*?)</select>', text, re.DOTALL)
    assert [key for key, _ in lists] == ["d", "m", "s"]
    words = [re.findall(r'<option value="([^"]*)">([^<]+)<', choices) for _, choices in lists]
    assert all(choices[0] == ("", "Tất cả") for choices in words)
    assert ("TT-TH", "Phòng TT - TH") in words[0]
    assert [words[1][1], words[1][-1]] == [("2026-01", "1/2026"), ("-", "Chưa có thời hạn")]
    assert "Quá hạn" in dict(words[2]).values()
    values = [{value for value, _ in choices[1:]} for choices in words]
    for _, marks in Places(text).rows:
        assert set(marks["data-d"].split()) <= values[0]
        assert marks["data-m"] in values[1]
        assert marks["data-s"] in values[2]


def test_a_row_with_several_leads_counts_for_each_and_once_in_all(
    run: Run, write_plan: WritePlan
) -> None:
    row = {"start": "2026-03", "due": "2026-03"}
    folder = write_plan(
        [
            {"id": "T03-01", "task": "Một", "lead": ["VP", "TT-TH"], **row},
            {"id": "T03-02", "task": "Hai", "lead": "VP", **row},
        ]
    )
    page = Places(run("summary", "--data", folder, "-f", "html").out)
    figures = {link["aria-label"]: page.picked(link)[1] for link, _ in page.links}
    assert figures["Quá hạn: 2"] == {"0", "1"}
    assert figures["Văn phòng, Quá hạn: 2"] == {"0", "1"}
    assert figures["Phòng TT - TH, Quá hạn: 1"] == {"0"}
    assert figures["Cộng, KHỐI LƯỢNG CHỦ TRÌ, T3: 2"] == {"0", "1"}


def test_a_figure_whose_rows_are_not_all_there_leads_nowhere(
    document: MakeDocument, table: MakeTable
) -> None:
    rows = [
        Row({"id": "T1", "n": 1}, facets=lambda: Facets(("VP",), "2026-03", "chưa báo cáo",
                                                        frozenset({"all", "late"})))
    ]  # fmt: skip
    columns = (Column("a", "tất cả", "number", counts="all"), Column("b", "muộn", "number",
               counts="late"), Column("c", "khác", "number", counts="other"))  # fmt: skip
    figures = table({"a": 1, "b": 2, "c": 1}, columns=columns, layout="figures", name="f")
    ids = (Column("id", "Mã", "id"),)
    page = Places(render(document(figures, table(*rows, columns=ids)), RenderOptions()))
    assert [link["aria-label"] for link, _ in page.links] == ["Tất cả: 1"]
    assert page.rows[0][1]["data-s"] == "0"


def test_one_choice_is_no_choice(document: MakeDocument, table: MakeTable) -> None:
    made = render(
        document(table({"id": "a"}, columns=(Column("id", "Mã", "id"),))), RenderOptions()
    )
    assert '<form class="pick"' not in made
    assert Places(made).rows == []


def test_steps_are_picked_like_rows(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    steps = [{"text": "Đề cương", "due": "2026-03", "lead": "TT-TH"}, {"text": "Dự thảo"}]
    row = {"id": "T03-01", "task": "Một", "lead": "VP", "due": "2026-12", "steps": steps}
    folder = write_plan([row, {"id": "T03-02", "task": "Hai", "lead": "VP", "due": "2026-03"}])
    del tmp_path
    page = Places(run("overdue", "--data", folder, "--as-of", "2026-04-10", "-f", "html").out)
    marks = {tuple(marks[f"data-{key}"] for key in "dm") for _, marks in page.rows}
    assert marks == {("TT-TH", "2026-03"), ("VP", "2026-03")}


def test_a_cancelled_row_counts_among_all_and_in_no_load(run: Run, write_plan: WritePlan) -> None:
    off = {"on": "2026-03-02", "reason": "thôi"}
    row = {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    folder = write_plan(
        [
            {"id": "T03-01", "task": "Một", "cancelled": off, **row},
            {"id": "T03-02", "task": "Hai", **row},
        ]
    )
    page = Places(run("summary", "--data", folder, "-f", "html").out)
    labels = [link["aria-label"] for link, _ in page.links]
    assert {"Nhiệm vụ: 2", "Đã hủy: 1", "Văn phòng, KHỐI LƯỢNG CHỦ TRÌ, T3: 1"} <= {*labels}
    [load] = [link for link, _ in page.links if "Văn phòng, KHỐI" in link["aria-label"]][:1]
    assert len(page.picked(load)[0]) == 1
