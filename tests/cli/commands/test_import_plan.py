"""`import`: the tables of Word, Excel and CSV files become a plan, and nothing of them is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.importer.papers import word_file, workbook

if TYPE_CHECKING:
    from tests.conftest import Run

HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
PAPER = [HEAD, ["I. THỂ CHẾ"], ["1", "Việc A", "Văn phòng", "15/8"], ["2", "Việc B", "VP", "Tết"]]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return word_file(tmp_path / "ke-hoach.docx", [PAPER], ["Kế hoạch năm 2026 của xã"])


def rows_of(run: Run, folder: Path, report: str = "list") -> list[dict[str, Any]]:
    ran = run(report, "--data", folder, "-f", "json", today="2026-03-31")
    assert ran.status == 0
    tables = ran.json["tables"]
    rows: list[dict[str, Any]] = tables["tasks" if report == "list" else report]
    return rows


def test_a_paper_becomes_a_plan(run: Run, paper: Path, tmp_path: Path) -> None:
    ran = run("import", paper, "--into", tmp_path / "kh", today="2026-11-24")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert "ke-hoach.docx · 2 nhiệm vụ; 9 ô đã đọc, 1 chỗ cần xem lại" in lines
    assert any("bảng 1" in line and "Tết" in line for line in lines)
    assert lines[-1].endswith("kh: plan_2026.yaml, tasks_2026.yaml")
    rows = rows_of(run, tmp_path / "kh")
    assert [(row["id"], row["due"], row["due_text"]) for row in rows] == [
        ("I-1", "2026-08-15", "15/8"), ("I-2", None, "Tết"),
    ]  # fmt: skip
    text = (tmp_path / "kh/tasks_2026.yaml").read_text(encoding="utf-8")
    assert "  # bảng 1, dòng 4, thời hạn: Tết\n  - id: I-2\n" in text


def test_what_a_program_gets(run: Run, paper: Path, tmp_path: Path) -> None:
    tables = run("import", paper, "--into", tmp_path / "kh", "-f", "json").json["tables"]
    assert [row["id"] for row in tables["rows"]] == ["I-1", "I-2"]
    assert [(cell["table"], cell["row"], cell["column"]) for cell in tables["unread"]] == [
        ("bảng 1", 4, "thời hạn")
    ]


def test_a_dry_run_writes_nothing(run: Run, paper: Path, tmp_path: Path) -> None:
    ran = run("import", paper, "--dry-run")
    assert ran.status == 0
    assert "chưa ghi gì. Sẽ ghi: plan_2026.yaml, tasks_2026.yaml" in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["ke-hoach.docx"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_our_own_paper_comes_back(suffix: str, run: Run, tmp_path: Path) -> None:
    files = [tmp_path / f"{report}.{suffix}" for report in ("list", "inspections")]
    for file in files:
        assert run(file.stem, "--data", "data", "-o", file, today="2026-02-11").status == 0
    ran = run("import", *files, "--into", tmp_path / "kh", today="2026-02-11")
    assert ran.status == 0
    names = dict(_departments(run))
    before, after = rows_of(run, Path("data")), rows_of(run, tmp_path / "kh")
    keys = ("id", "task", "coordinating", "deadline", "section")
    assert [[row[key] for key in keys] for row in after] == [
        [row[key] for key in keys] for row in before
    ]
    by_code = dict(_departments(run, tmp_path / "kh"))
    found = [(row["lead_text"] or by_code[row["lead"]]) for row in after]
    wanted = [(row["lead_text"] or names[row["lead"]]) for row in before]
    assert found == (wanted if suffix == "docx" else [row["lead"] for row in before])
    kept = ("id", "content", "due_text", "units") + (("team",) if suffix == "docx" else ())
    visits, again = (
        [[row[key] for key in kept] for row in rows_of(run, folder, "inspections")]
        for folder in (Path("data"), tmp_path / "kh")
    )
    assert again == visits


def _departments(run: Run, folder: Path = Path("data")) -> list[tuple[str, str]]:
    rows = run("summary", "--data", folder, "-f", "json").json["tables"]["departments"]
    return [(row["department"], row["name"]) for row in rows if row["department"]]


def test_a_second_table_joins_the_plan_that_is_there(run: Run, paper: Path, tmp_path: Path) -> None:
    visits = [
        ["TT", "Nội dung kiểm tra", "Đơn vị được kiểm tra", "Chủ trì"],
        ["1", "Kiểm tra A", "Xã: Gia Lộc", "Văn phòng"],
    ]
    other = workbook(tmp_path / "kt.xlsx", {"Kiểm tra": visits})
    assert run("import", other, "--into", tmp_path / "kh", "--year", "2026").status == 0
    assert (tmp_path / "kh/tasks_2026.yaml").read_text(encoding="utf-8") == "tasks: []\n"
    ran = run("import", paper, "--into", tmp_path / "kh")
    assert ran.status == 1
    assert ran.err.splitlines()[0].endswith("tasks_2026.yaml đã có, không chép đè.")


def test_the_departments_of_a_plan_file_are_used(run: Run, paper: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kh"
    folder.mkdir()
    (folder / "plan_2026.yaml").write_text(
        "plan: {year: 2026, number: 1-KH, date: 2026-01-01, title: A, agency: B}\n"
        "departments: [{code: KT, name: Phòng Kinh tế}]\n",
        encoding="utf-8",
    )
    ran = run("import", paper, "--into", folder)
    assert ran.status == 1
    assert "Kế hoạch nhập vào có 4 lỗi" in ran.err
    assert "không phải đơn vị nào của cơ quan" in ran.out


def test_a_plan_file_with_an_error_is_no_ground(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "plan_2026.yaml").write_text("plan: [\n", encoding="utf-8")
    ran = run("import", paper, "--into", tmp_path)
    assert ran.status == 1
    assert "đang có lỗi nên chưa nhập gì" in ran.err
    assert not (tmp_path / "tasks_2026.yaml").exists()


@pytest.mark.parametrize(
    ("paragraph", "arguments", "message"),
    [
        ("Danh sách", ("--into", "kh"), "Tệp không ghi năm của kế hoạch."),
        ("năm 2026", (), "Chưa cho biết ghi kế hoạch vào thư mục nào."),
        ("năm 2026", ("--into", "kh", "--sheet", "Một"), "a.docx không có bảng kế hoạch nào."),
    ],
)
def test_what_is_missing_is_asked_for(
    paragraph: str, arguments: tuple[str, ...], message: str, run: Run, tmp_path: Path
) -> None:
    rows = [HEAD, ["1", "Việc A", "Văn phòng", "Quý I"]]
    file = word_file(tmp_path / "a.docx", [rows], [paragraph])
    ran = run("import", file, *arguments, cwd=tmp_path)
    assert ran.status in (1, 2)
    assert ran.err.splitlines()[0] == message
    assert not (tmp_path / "kh").exists()


def test_a_folder_that_cannot_be_written(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    ran = run("import", paper, "--into", tmp_path / "tệp" / "kh")
    assert ran.status == 1
    assert ran.err.startswith("Không tạo được kế hoạch ở ")
