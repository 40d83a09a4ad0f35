"""What `make docs` adds to pages: figures that are counted, and the way from page to page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khtgdv.cli.arguments.command_table import COMMANDS
from tests.support.markdown import pages, without_blocks
from tools.counts import COUNTS, with_counts
from tools.navigation import with_navigation

ROOT = Path(__file__).resolve().parents[2]
MANUAL = [page for page in pages(ROOT) if page.parent.parent == ROOT / "docs"]
# A figure of these that somebody typed would be wrong as soon as there is one more.
_TYPED = re.compile(r"\d+ (?:lệnh|quy tắc|định dạng|mã lỗi)\b")
_HISTORY = {"CHANGELOG.md"}  # says how many there were then


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.name)
def test_figures_are_counted(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert with_counts(text) == text
    if page.name not in _HISTORY:
        assert _TYPED.findall(without_blocks(page)) == []


def test_every_figure_is_used_and_right() -> None:
    everything = "".join(page.read_text(encoding="utf-8") for page in pages(ROOT))
    assert [name for name in COUNTS if f"<!-- số: {name} -->" not in everything] == []
    counted = with_counts("có <!-- số: lệnh -->1<!-- hết --> lệnh")
    assert counted == f"có <!-- số: lệnh -->{len(COMMANDS)}<!-- hết --> lệnh"
    with pytest.raises(KeyError):
        with_counts("<!-- số: ngôi sao -->1<!-- hết -->")


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_a_page_leads_on(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert with_navigation(page, text) == text


def test_the_way_follows_the_list(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "# Phần\n\n1. [Một](a.md): mở đầu.\n2. [Hai](b.md): giữa; [khác](d.md).\n3. [Ba](c.md)\n",
        encoding="utf-8",
    )
    index = "[Các trang của phần này](README.md)"
    ends = {
        "a.md": f"{index} · [Hai](b.md) →",
        "b.md": f"← [Một](a.md) · {index} · [Ba](c.md) →",
        "c.md": f"← [Hai](b.md) · {index}",
        "d.md": index,
    }
    for name, end in ends.items():
        finished = with_navigation(tmp_path / name, "# Trang\n\nLời.\n")
        assert finished == f"# Trang\n\nLời.\n\n<!-- các trang -->\n{end}\n"
        assert with_navigation(tmp_path / name, finished) == finished
    assert with_navigation(tmp_path / "README.md", "# Phần\n") == "# Phần\n"
