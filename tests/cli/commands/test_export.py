"""`export`: the rows as data; a folder of parquet files that DuckDB counts as khtgdv does."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

PAGE = (ROOT / "docs" / "quan-tri" / "nhieu-ke-hoach.md").read_text(encoding="utf-8")
# The query of the documents, asked of the folder of a test.
OVERDUE = PAGE.split("```sql\n")[1].split("```")[0].replace("kho/", "{}/")
TYPES = {
    "chữ": "VARCHAR", "chữ, là JSON": "VARCHAR", "danh sách chữ": "VARCHAR[]", "ngày": "DATE",
    "số nguyên": "INTEGER", "đúng, sai": "BOOLEAN",
}  # fmt: skip
MARK = "_khtgdv.json"


def row(number: int = 1, **facts: object) -> dict[str, object]:
    return {"id": f"T01-{number:02}", "task": f"Việc {number}", "lead": "VP", **facts}


def query(text: str, folder: Path) -> list[tuple[Any, ...]]:
    return duckdb.connect().execute(text.format(folder)).fetchall()


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def two(write_plan: WritePlan, plan_folder: Path) -> Path:
    """Return the folder of two plans side by side, one of them of two years."""
    late = [
        row(n, start="2026-01", due=f"2026-0{n}", lead="VP" if n % 2 else "TT-TH")
        for n in range(1, 7)
    ]
    write_plan(late, folder="đơn vị/xã Bình", inspections=[{"id": "KT-01", "content": "Kiểm tra"}])
    old = [row(start="2025-01", due="2025-03"), row(2, due="2025-03", completed="2025-02-03")]
    folder = write_plan(old, folder="đơn vị/xã Bình", year=2025).parent
    plan_folder.rename(folder / "Ban A")
    return folder


@pytest.mark.parametrize("at", [("--month", "3"), ("--as-of", "2026-12-31"), ()])
def test_duckdb_counts_what_overdue_counts(
    at: tuple[str, ...], run: Run, two: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kho"
    assert run("export", "--data", two, *at, "-f", "parquet", "-o", out).status == 0
    rows = run("overdue", "--data", two, *at, "-f", "json").json["tables"]["overdue"]
    own = Counter((row["plan"], row["lead"]) for row in rows)
    counted = {(plan, lead): count for plan, lead, count in query(OVERDUE, out)}
    assert counted == own
    assert {plan for plan, _ in counted} == {"Ban A", "xã Bình"}


@pytest.mark.parametrize("table", ["tasks", "inspections"])
def test_a_dataset_has_the_rows_of_the_contract(
    table: str, run: Run, two: Path, tmp_path: Path
) -> None:
    export = ("export", "--data", two, "--month", "3", "-f")
    assert run(*export, "parquet", "-o", tmp_path / "kho").status == 0
    told = run(*export, "json").json
    assert told["plan"] == ["Ban A", "xã Bình"]
    rows = "SELECT * FROM read_parquet('{}/{}/**/*.parquet')"
    found = duckdb.connect().execute(rows.format(tmp_path / "kho", table))
    names = [str(column[0]) for column in found.description or ()]
    stored = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    assert [value["year"] for value in stored] == [value["plan_year"] for value in stored]
    assert sorted(map(as_contract, stored), key=place) == sorted(told["tables"][table], key=place)
    assert len(stored) > 1


def place(row: dict[str, Any]) -> tuple[str, int, str]:
    return row["plan_name"], row["plan_year"], row["id"]


def as_contract(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the dataset as JSON has it: the partitions read back, JSON texts parsed."""
    nested = {"cancelled", "extensions", "repeat", "log", "units", "visits", "steps"}
    lists = {"extensions", "repeat", "units", "steps"}
    made = {key: value for key, value in stored.items() if key != "year"}
    for key in nested & made.keys():
        made[key] = json.loads(made[key]) if made[key] else [] if key in lists else None
    return json.loads(json.dumps(made, default=str))  # type: ignore[no-any-return]


def test_what_is_recorded_is_typed(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    folder = write_plan([
        row(1, start="2026-01", due="2026-Q1", started="2026-01-05", progress=40, focus=["1.4"],
            notes=["a; b", "‘c’"]),
        row(2, due="2026-02", completed="2026-03-02", result="\u202eAB\x85"),
        row(3, cancelled={"on": "2026-02-01", "reason": 'không "cần"'}),
    ])  # fmt: skip
    out = tmp_path / "kho"
    run("export", "--data", folder, "-f", "parquet", "-o", out, today="2026-06-30")
    found = query(
        "SELECT id, start, due, deadline::text, started::text, progress, focus, notes, state,"
        " days_overdue, cancelled, completed::text, as_of::text, closed, forecast, plan_year"
        " FROM read_parquet('{}/tasks/**/*.parquet') ORDER BY id",
        out,
    )
    at = ("2026-06-30", False, False, 2026)
    assert found[0] == (
        "T01-01", "2026-01", "2026-Q1", "2026-03-31", "2026-01-05", 40, ["1.4"], ["a; b", "‘c’"],
        "overdue", 91, None, None, *at,
    )  # fmt: skip
    assert found[1][8:] == ("completed-late", None, None, "2026-03-02", *at)
    assert json.loads(found[2][10]) == {"on": "2026-02-01", "reason": 'không "cần"'}


def test_a_schema_does_not_depend_on_the_rows(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    export = ("export", "-f", "parquet", "-o")
    assert run(*export, tmp_path / "a", "--data", write_plan([])).status == 0
    assert run(*export, tmp_path / "b", "--data", "data").status == 0
    describe = "DESCRIBE SELECT * FROM read_parquet('{}/**/*.parquet')"
    for table in ("tasks", "inspections"):
        empty = query(describe, tmp_path / "a" / table)
        assert empty == query(describe, tmp_path / "b" / table)
    assert query("SELECT count(*) FROM read_parquet('{}/tasks/**/*.parquet')", tmp_path / "a") == [
        (0,)
    ]


def test_what_could_not_be_read_is_a_table_of_its_own(run: Run, two: Path, tmp_path: Path) -> None:
    broken = two / "xã Bình" / "tasks_2026.yaml"
    text = broken.read_text(encoding="utf-8").replace("2026-02", "2026-31")
    broken.write_text(text, encoding="utf-8")
    (two / "Ban A" / "tasks 2027.yaml").write_bytes(b"")
    ran = run("export", "--data", two, "-f", "parquet", "-o", tmp_path / "kho")
    told = run("validate", two, "-f", "json").json["tables"]["findings"]
    findings = "SELECT * FROM read_parquet('{}/findings/*.parquet')"
    found = duckdb.connect().execute(findings.format(tmp_path / "kho"))
    names = [str(column[0]) for column in found.description or ()]
    rows = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    assert rows == [{name: finding[name] for name in names} for finding in told]
    assert ran.status == 1
    assert {row["code"] for row in rows} == {"misnamed-file", "invalid-period"}


@pytest.mark.parametrize("table", ["tasks", "inspections"])
def test_the_documents_state_the_schema(table: str, run: Run, tmp_path: Path) -> None:
    told = {
        name: TYPES[kind]
        for names, kind, of in re.findall(r"(?m)^\| (`.*) \| (.*) \| (.*) \|$", PAGE)
        for name in re.findall("`([a-z_]+)`", names.partition("(")[0])
        if of in {"cả hai", f"`{table}`"} and kind in TYPES
    }
    run("export", "--data", "data", "-f", "parquet", "-o", tmp_path)
    describe = "DESCRIBE SELECT * EXCLUDE (year, plan) FROM read_parquet('{}/**/*.parquet')"
    assert {name: kind for name, kind, *_ in query(describe, tmp_path / table)} == told


def test_same_input_same_bytes(run: Run, two: Path, tmp_path: Path) -> None:
    export = ("export", "--data", two, "--month", "3", "-f", "parquet", "-o")
    ran = run(*export, tmp_path / "a", today="2026-06-01")
    assert ran.err == f"Đã ghi 10 tệp vào {tmp_path / 'a'}\n"
    assert run(*export, tmp_path / "b.2026", today="2026-06-02").status == 0
    one = files(tmp_path / "a")
    assert one == files(tmp_path / "b.2026")
    assert "tasks/year=2025/plan=xã Bình/tasks.parquet" in one
    assert run(*export, tmp_path / "a", today="2026-06-03").status == 0
    assert files(tmp_path / "a") == one


def test_a_plan_that_is_gone_is_not_counted(run: Run, two: Path, tmp_path: Path) -> None:
    export = ("export", "--data", two, "-f", "parquet", "-o", tmp_path / "kho")
    assert run(*export).status == 0
    assert run(*export, "--plan", "Ban A").status == 0
    assert list(files(tmp_path / "kho")) == [
        MARK,
        "findings/findings.parquet",
        "inspections/year=2026/plan=Ban A/inspections.parquet",
        "intervals/year=2026/plan=Ban A/intervals.parquet",
        "tasks/year=2026/plan=Ban A/tasks.parquet",
    ]


def test_a_folder_of_somebody_else_stays(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "thư.txt"
    mine.write_text("của tôi", encoding="utf-8")
    ran = run("export", "--data", "data", "-f", "parquet", "-o", tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"Thư mục {tmp_path} đã có tệp khác")
    assert list(tmp_path.iterdir()) == [mine]
    ran = run("export", "--data", "data", "-f", "parquet", "-o", mine)
    assert ran.status == 2
    assert ran.err.startswith("Bộ dữ liệu gồm nhiều tệp, cần một thư mục để ghi.")
    assert mine.read_text(encoding="utf-8") == "của tôi"


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    out = tmp_path / "tệp" / "kho"
    ran = run("export", "--data", "data", "-f", "parquet", "-o", out)
    assert (ran.status, ran.err.startswith(f"Không ghi được vào {out}: ")) == (1, True)
    assert ran.err.splitlines()[1] == (
        "Kiểm tra đường dẫn, quyền ghi và chỗ trống; đóng tệp nếu đang mở ở nơi khác."
    )


def test_a_plans_own_folder_stays(run: Run, plan_folder: Path) -> None:
    before = files(plan_folder)
    assert run("export", "--data", plan_folder, "-f", "parquet", "-o", plan_folder).status == 1
    assert files(plan_folder) == before


def test_a_missing_library_names_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = run("export", "--data", "data", "-f", "parquet", "-o", tmp_path / "kho")
    assert (ran.status, ran.out) == (1, "")
    assert "-m pip install --force-reinstall 'pyarrow>=22'" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export",), "Lệnh export chỉ ghi dữ liệu.\nChọn --format parquet, json, csv;"),
        (("export", "-f", "docx", "-o", "a.docx"), "Lệnh export chỉ ghi dữ liệu."),
        (("export", "-f", "parquet"), "Bộ dữ liệu gồm nhiều tệp, cần một thư mục để ghi."),
        (("overdue", "-f", "parquet", "-o", "kho"), "Định dạng parquet chỉ dùng với lệnh export."),
        (("list", "-o", "a.parquet"), "Định dạng parquet chỉ dùng với lệnh export."),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: tuple[str, ...], said: str, run: Run, tmp_path: Path, plan_folder: Path
) -> None:
    place = tmp_path / "chỗ làm"
    place.mkdir()
    ran = run(*arguments, "--data", plan_folder, cwd=place)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert list(place.iterdir()) == []
