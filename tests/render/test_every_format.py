"""What holds of every format: all texts come back, literal and once; same input, same bytes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.document.document import Column, Row
from khtgdv.render.formats import FORMATS, RenderOptions, render
from khtgdv.text import UNSAFE_CHARACTER
from tests.support.readback import read_back, without_blanks

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.document.document import ColumnKind
    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable

# A calendar (ics) holds dates, not papers: its texts are tested in test_ics_text.py. A dataset
# (parquet) is a folder: tests/cli/test_export.py.
PAPERS = sorted(FORMATS.keys() - {"ics", "parquet"})
# The library of each format that needs one.
LIBRARIES = {"docx": "docx", "pdf": "typst", "xlsx": "xlsxwriter", "html": "jinja2"}
LONG = "ÿ" * 10_000
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1", "-1", "@SUM(A1)", "{=1+1}",
    "http://x.vn", "internal:Sheet1!A1",
    "<script>alert(1)</script>", "<b>đậm</b>", "]]>", "<!--", "</td></style>",
    "[bold]x[/phòng]", "[link=x]", ":smile:",
    '#import "x": *', "#panic()", "$x$", "@ref", "//", "/*", "~", "```",
    "&amp;", "&#60;", "_a_ *b*", "\\n", "\\u0041", "_x000D_", "{{ 7 * 7 }}", "{% raw %}",
    "Xạ\u0301y Z\u0303 đ\u0302",
    "1.", "- gạch đầu dòng", "tiếng Việt: ẾỆỀỄỂ ỰỬỮ ỴỲ ‘’ “” – — …",
)  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_hostile_texts_are_literal(
    name: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    texts = [f"{text} §{number}§" for number, text in enumerate(HOSTILE)]
    folder = write_plan(
        [{"id": f"T01-{n:02}", "task": text, "lead": "VP"} for n, text in enumerate(texts, 1)]
    )
    out = tmp_path / "a"
    assert run("list", "--data", folder, "-f", name, "-o", out).status == 0
    said = read_back(name, out.read_bytes())
    assert [text for text in texts if said.count(without_blanks(text)) != 1] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_text_of_any_length_is_whole(
    name: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, out = write_plan([{"id": "T01-01", "task": LONG, "lead": "VP"}]), tmp_path / "a"
    assert run("list", "--data", folder, "-f", name, "-o", out).status == 0
    assert read_back(name, out.read_bytes()).count("ÿ") == len(LONG)


@pytest.mark.parametrize("name", sorted(set(PAPERS) - {"json"}))  # JSON has escapes of its own
def test_what_steers_or_hides_is_spelt_out(
    name: str, document: MakeDocument, table: MakeTable
) -> None:
    text = "a\x1b[31mb\x00c\u202ed\u200be\ud800f"
    made = document(table({"task": text}, title=text), lines=(text,), footer=text)
    written = render(made, name, RenderOptions())
    data = written if isinstance(written, bytes) else written.encode()
    said = read_back(name, data)
    assert "a\\x1b[31mb\\x00c\\u202ed\\u200be\\ud800f" in said
    assert not UNSAFE_CHARACTER.search(said)


@pytest.mark.parametrize("name", sorted(set(PAPERS) - {"table"}))  # its cells stand side by side
@pytest.mark.parametrize(
    "arguments", [("list",), ("department", "DVCCQNN", "--month", "3")], ids=" ".join
)
def test_every_row_comes_back(
    name: str, arguments: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    tables = run(*arguments, "--data", "data", "-f", "json").json["tables"]
    texts = [without_blanks(row["task"]) for rows in tables.values() for row in rows]
    out = tmp_path / "a"
    assert run(*arguments, "--data", "data", "-f", name, "-o", out).status == 0
    said, wanted = read_back(name, out.read_bytes()), "\n".join(texts)
    assert len(texts) >= 60
    assert {t: said.count(t) for t in texts} == {t: wanted.count(t) for t in texts}


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"parquet"}))
def test_same_input_same_bytes(name: str, run: Run, tmp_path: Path) -> None:
    report = ("overdue", "--month", "3", "--data", "data", "-f", name, "-o")
    assert run(*report, tmp_path / "a", today="2026-06-01").status == 0
    assert run(*report, tmp_path / "b", today="2026-06-02").status == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("name", sorted(LIBRARIES.keys() & FORMATS.keys()))
def test_a_missing_library_names_the_command(
    name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, LIBRARIES[name], None)
    ran = run("list", "-f", name, "-o", tmp_path / "a", "--data", "data")
    assert (ran.status, ran.out) == (1, "")
    assert f'pip install "khtgdv[{name}]"' in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", PAPERS)
def test_any_document_can_be_written(name: str, document: MakeDocument, table: MakeTable) -> None:
    kinds: tuple[ColumnKind, ...] = (
        "id", "long", "text", "number", "heat", "share", "bar", "date", "day", "state", "code",
    )  # fmt: skip
    columns = tuple(Column(kind, kind.upper(), kind, whole_key="number") for kind in kinds)
    empty = Row({**dict.fromkeys(column.key for column in columns), "long": "§"})
    made = document(
        table(name="none"),
        table(empty, columns=columns, title="LƯỚI", section="I. MỤC", intro="Lời.", footer="Hết."),
        table(empty, columns=columns, layout="record", name="record"),
        table({"n": None}, layout="figures", name="figures"),
        table({"n": 1}, layout="data", name="data"),
        table(empty, columns=columns, layout="view", name="view"),
        table(empty="Không có.", name="empty"),
        figures=("một",),
    )
    written = render(made, name, RenderOptions())
    assert "§" in read_back(name, written if isinstance(written, bytes) else written.encode())
