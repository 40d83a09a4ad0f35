"""What holds of every format: all texts come back, literal and once; same input, same bytes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.installation.needs import EXTRAS
from khtgdv.document.document import Column, Row
from khtgdv.render.formats import FORMATS, RenderOptions, render
from khtgdv.text import has_unsafe
from tests.support.readback import read_back, without_blanks

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.document.document import ColumnKind
    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable

# A calendar (ics) holds dates, not papers: its texts are tested in ics/test_calendar.py. A dataset
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
    out = tmp_path / f"a.{name}"
    assert run("list", "--data", folder, "-f", name, "-o", out).status == 0
    said = read_back(name, out.read_bytes())
    assert [text for text in texts if said.count(without_blanks(text)) != 1] == []


@pytest.mark.uncounted
@pytest.mark.parametrize("name", PAPERS)
def test_a_text_of_any_length_is_whole(
    name: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, out = write_plan([{"id": "T01-01", "task": LONG, "lead": "VP"}]), tmp_path / f"a.{name}"
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
    assert not has_unsafe(said)


@pytest.mark.parametrize("name", sorted(set(PAPERS) - {"table"}))  # its cells stand side by side
@pytest.mark.parametrize(
    "arguments", [("list",), ("department", "DVCCQNN", "--month", "3")], ids=" ".join
)
def test_every_row_comes_back(
    name: str, arguments: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    tables = run(*arguments, "--data", "data", "-f", "json").json["tables"]
    texts = [without_blanks(row["task"]) for rows in tables.values() for row in rows]
    out = tmp_path / f"a.{name}"
    assert run(*arguments, "--data", "data", "-f", name, "-o", out).status == 0
    said, wanted = read_back(name, out.read_bytes()), "\n".join(texts)
    assert len(texts) >= 60
    assert {t: said.count(t) for t in texts} == {t: wanted.count(t) for t in texts}


EXTENDED = {"to": "2026-05", "on": "2026-03-20", "document": "12-QĐ/BTG", "reason": "chờ ý kiến"}
LATER = {"to": "2026-12", "on": "2026-11-01", "reason": "chưa đến"}
EXTENSION = "đến 5/2026, ngày 20/03/2026, theo 12-QĐ/BTG: chờ ý kiến"
VISITS = "2/3: Kiến An 01/04/2026; Gia Lộc 02/04/2026"


@pytest.fixture
def recorded_plan(write_plan: WritePlan) -> Path:
    """Return a plan with an extended task, one that waits, and an inspection half done."""
    row = {"lead": "VP", "start": "2026-03"}
    tasks: list[dict[str, object]] = [
        {"id": "T03-01", "task": "Một", **row, "due": "2026-03", "extensions": [EXTENDED, LATER]},
        {"id": "T03-02", "task": "Hai", **row, "due": "2026-03"},
        {"id": "T03-03", "task": "Ba", **row, "due_text": "Theo KH của TW"},
    ]
    units = [{"kind": "Phường", "names": ["Kiến An", "An Hải"]}, {"names": ["Gia Lộc"]}]
    facts = {
        "units": units, "visits": {"Kiến An": "2026-04-01", "Gia Lộc": "2026-04-02"},
        "due": "2026-03", "due_text": "Tháng 3", "extensions": [EXTENDED],
    }  # fmt: skip
    return write_plan(tasks, [{"id": "KT-01", "content": "Kiểm tra", **row, **facts}])


@pytest.mark.parametrize("name", ["docx", "pdf", "html", "xlsx", "md"])
@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("list",), {EXTENSION: 1, "quá hạn 61 ngày": 1, "vừa hết hạn": 1, "chưa báo cáo": 1}),
        (("department", "VP"), {EXTENSION: 2, "quá hạn 61 ngày": 2, "chưa báo cáo": 1}),
        (("inspections",), {EXTENSION: 1, VISITS: 1, "vừa hết hạn": 1}),
        (("show", "T03-01", "KT-01"), {EXTENSION: 2, VISITS: 1, "vừa hết hạn": 2}),
        (("overdue",), {EXTENSION: 2, VISITS: 1, "vừa hết hạn": 2, "chưa báo cáo": 1}),
        (("remind",), {EXTENSION: 2, VISITS: 1, "vừa hết hạn": 2, "chưa báo cáo": 1}),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_a_page_says_state_visits_and_extensions_in_full(
    name: str, arguments: tuple[str, ...], wanted: dict[str, int], recorded_plan: Path, run: Run
) -> None:
    out = recorded_plan.parent / "giấy" / f"a.{name}"
    out.parent.mkdir()
    assert run(*arguments, "--month", "5", "--data", recorded_plan, "-o", out).status == 0
    said = read_back(name, out.read_bytes())
    assert {text: said.count(without_blanks(text)) for text in wanted} == wanted
    assert "chưađến:" not in said
    assert "đến12/2026" not in said  # it was decided after the day looked at


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_each_record_stands_under_its_code(name: str, recorded_plan: Path, run: Run) -> None:
    out = recorded_plan.parent / f"a.{name}"
    shown = ("show", "T03-01", "T03-02", "KT-01", "--data", recorded_plan, "-o", out)
    assert run(*shown).status == 0
    said = read_back(name, out.read_bytes())
    for code in ("T03-01", "T03-02", "KT-01"):
        assert f"{code}Mã{code}" in said
    if name == "docx":
        import docx

        records = docx.Document(str(out)).tables
        assert [table.rows[0].cells[1].text for table in records] == ["T03-01", "T03-02", "KT-01"]


@pytest.mark.parametrize("name", ["docx", "pdf"])
@pytest.mark.parametrize(
    "report", ["glossary", "references", "show T01-01", "history T01-01", "doctor"]
)
def test_what_is_looked_up_has_no_head_and_no_signature(
    name: str, report: str, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / f"a.{name}"
    assert run(*report.split(), "--data", "data", "-o", out).status == 0
    said = read_back(name, out.read_bytes())
    assert not [word for word in ("ĐẢNGCỘNGSẢN", "NGƯỜILẬP", "ngày…", "DUYỆT") if word in said]
    assert name == "docx" or said


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"parquet"}))
def test_same_input_same_bytes(name: str, run: Run, tmp_path: Path) -> None:
    report = ("overdue", "--month", "3", "--data", "data", "-f", name, "-o")
    assert run(*report, tmp_path / f"a.{name}", today="2026-06-01").status == 0
    assert run(*report, tmp_path / f"b.{name}", today="2026-06-02").status == 0
    assert (tmp_path / f"a.{name}").read_bytes() == (tmp_path / f"b.{name}").read_bytes()


@pytest.mark.parametrize("name", sorted(LIBRARIES.keys() & FORMATS.keys()))
def test_a_missing_library_names_the_command(
    name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, LIBRARIES[name], None)
    ran = run("list", "-f", name, "-o", tmp_path / f"a.{name}", "--data", "data")
    assert (ran.status, ran.out) == (1, "")
    assert f"-m pip install --force-reinstall '{EXTRAS[name][0]}'" in ran.err
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
