"""The page as an HTML parser reads it: its policy, its headings, its tables, its charts."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from khtgdv.document.document import Column, Row, Tone
from khtgdv.document.time_axis import TimeAxis
from khtgdv.render.formats import RenderOptions
from khtgdv.render.html.page import leaf_context, make_environment, render

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.render.conftest import MakeDocument, MakeTable

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Every element in order with its attributes; tags that do not close are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


@pytest.fixture(scope="session")
def summary(run: Run) -> str:
    """Return the leader's page of the shipped plan at the end of March."""
    return run("summary", "--month", "3", "--data", "data", "-f", "html").out


def test_the_page_needs_nothing_and_runs_nothing_but_its_own(summary: str) -> None:
    page = Page(summary)
    assert not {"link", "img", "iframe", "object", "base"} & set(page.tags())
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | ({"style", "src"} & names)
    assert page.tags().count("script") == page.tags().count("style") == 1
    policy = next(a["content"] for _, a in page.elements if "http-equiv" in a)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest_of(summary, 'style')}'; "
        f"script-src 'sha256-{digest_of(summary, 'script')}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|fetch|XMLHttp|import\(|eval|innerHTML", summary)


def digest_of(page: str, tag: str) -> str:
    """Return the digest of what stands in an element, as a browser reckons it."""
    found = re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    assert found is not None
    return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()


def test_every_link_leads_to_a_place_of_the_page(summary: str) -> None:
    page = Page(summary)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    links = [a["href"] for tag, a in page.elements if tag == "a"]
    assert len(ids) == len(set(ids))
    assert {f"#{place}" for place in ids} >= set(links)
    contents = re.search(r'<nav class="contents".*?</nav>', summary, re.DOTALL)
    assert contents is not None
    assert re.findall(r">([^<\n]+)</a>", contents[0]) == [
        "ĐƠN VỊ (nhiệm vụ có thời hạn)", "KHỐI LƯỢNG CHỦ TRÌ", "NHIỆM VỤ QUÁ HẠN",
        "KIỂM TRA, GIÁM SÁT, KHẢO SÁT", "TIẾN TRÌNH NĂM 2026",
    ]  # fmt: skip


def test_a_sheaf_of_reports_has_their_names_as_contents(run: Run) -> None:
    text = run("department", "all", "--data", "data", "-f", "html").out
    links = re.findall(r'<li><a href="#(\w+)">([^<]+)</a>', text)
    assert links[0] == ("p1", "Phòng LLCT, LSĐ")
    assert [place for place, _ in links] == [f"p{number}" for number in range(1, 8)]
    assert "<nav" not in run("list", "--data", "data", "-f", "html").out


def test_a_card_names_what_its_place_does_not_tell(run: Run) -> None:
    text = run("list", "--month", "3", "--data", "data", "-f", "html").out
    assert '<table class="cards">' in text
    row = text[text.index(">T01-09<") :]
    cells = re.findall(r'<td class="([^"]+)"(?: data-t="([^"]+)")?>', row[: row.index("</tr>")])
    assert cells == [
        ("k-long", ""), ("k-code", "Chủ trì"), ("k-text empty", ""), ("k-date deadline", ""),
        ("k-state tone-late", ""),
    ]  # fmt: skip


def test_the_page_says_all_a_leader_asks(summary: str) -> None:
    headings = re.findall(r"<h([1-6])[^>]*>(.*?)</h", summary)
    assert headings[0] == ("1", "TỔNG QUAN NĂM 2026")
    assert [text for level, text in headings if level == "2"] == [
        "ĐƠN VỊ (nhiệm vụ có thời hạn)", "KHỐI LƯỢNG CHỦ TRÌ", "NHIỆM VỤ QUÁ HẠN",
        "KIỂM TRA, GIÁM SÁT, KHẢO SÁT", "TIẾN TRÌNH NĂM 2026",
    ]  # fmt: skip
    levels = [int(level) for level, _ in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "CHỜ CẤP TRÊN (không tính quá hạn)" in summary
    assert summary.count("quá hạn 59 ngày") >= 15


def test_tables_have_heads_and_charts_have_titles(summary: str) -> None:
    page = Page(summary)
    assert page.tags().count("table") == page.tags().count("caption") >= 12
    scopes = [a.get("scope") for tag, a in page.elements if tag == "th"]
    assert set(scopes) == {"col", "row"}
    charts = [a for tag, a in page.elements if tag == "svg" and a.get("role") == "img"]
    assert len(charts) >= 169
    assert page.tags().count("ul") == 2  # the contents, the legend of the charts
    assert len(re.findall(r'<svg[^>]*role="img"[^>]*>\s*<title>[^<]+</title>', summary)) == len(
        charts
    )
    hidden = [a for tag, a in page.elements if tag == "svg" and a.get("aria-hidden") == "true"]
    assert len(hidden) + len(charts) == page.tags().count("svg")


def test_the_words_for_a_deadline_stand_where_there_is_no_other(run: Run) -> None:
    text = run("inspections", "--data", "data", "-f", "html").out
    assert text.count('<td class="k-text deadline">') == 4
    assert 'data-t="Thời gian' not in text


def test_every_report_is_a_page_in_the_same_style(run: Run) -> None:
    for report in ("list", "overdue", "workload", "show T01-01", "department all", "report Q1"):
        text = run(*report.split(), "--data", "data", "-f", "html").out
        page = Page(text)
        assert page.tags().count("h1") == 1
        assert text.startswith('<!doctype html>\n<html lang="vi">')


def test_cells_say_what_their_colours_say(document: MakeDocument, table: MakeTable) -> None:
    columns = (
        Column("st", "Tình trạng", "state"), Column("h", "T1", "heat"), Column("i", "T2", "heat"),
        Column("b", "Xong", "bar", whole_key="n"), Column("p", "Tỷ lệ", "share"),
        Column("d", "T2", "day"),
    )  # fmt: skip
    row = Row(
        {"st": "late", "h": 4, "i": 1, "b": 1, "n": 4, "p": 0.755, "d": 1},
        words={"st": "quá hạn 3 ngày"}, tone=Tone.LATE, cell_tones={"d": Tone.NOW},
    )  # fmt: skip
    made = render(document(table(row, columns=columns)), RenderOptions())
    assert re.search(r'class="k-state tone-late">\s*quá hạn 3 ngày', made)
    assert re.search(r'class="k-heat right heat-4">\s*4', made)
    assert re.search(r'class="k-heat right heat-1">\s*1', made)
    assert re.findall(r'class="fill" width="(\d+)"', made) == ["25", "76"]
    assert 'class="k-day tone-now"' in made


def test_another_page_draws_a_report_with_links_of_its_own(
    document: MakeDocument, table: MakeTable
) -> None:
    tables = [
        table({"a": 1, "b": 2}, section="MỤC", title="BẢNG", name="one"),
        table({"a": 3}, axis=TimeAxis(date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 2)),
              layout="view", name="two"),
    ]  # fmt: skip
    context = leaf_context(document(*tables), lambda _, row, column: f"/{row.values[column.key]}")
    assert [(one["name"], one["section"]) for one in context["tables"]] == [
        ("one", "MỤC"), ("two", ""),
    ]  # fmt: skip
    text = '{% from "parts" import part %}{% for table in tables %}{{ part(table) }}{% endfor %}'
    drawn = make_environment({"other": text}).get_template("other").render(context)
    assert re.findall(r'<a href="(/\d)">\s*(\d)</a>', drawn) == [
        ("/1", "1"),
        ("/2", "2"),
        ("/3", "3"),
    ]
    assert re.findall(r"<h\d>(.*?)</h", drawn) == ["MỤC", "BẢNG"]
    assert drawn.count('<ul class="legend">') == 1
