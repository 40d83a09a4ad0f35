"""`init` starts a plan of one's own: a copy of the sample, or one without rows."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
import yaml

from khtgdv.cli.commands import new_plan

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run

ATTRIBUTES = "*.yaml text eol=lf\n"
IGNORED = ".khtgdv*\n.*.khtgdv-*.tmp\n"
OFFICE = ("--agency", "UBND xã Hòa An", "--department", "VP=Văn phòng HĐND và UBND")
NO_HOLIDAYS = """
# Ngày nghỉ lễ, tết, mỗi dòng một ngày hoặc một khoảng ngày:
# holidays:
#   - {date: 2027-01-01, name: Tết Dương lịch, note: Điều 112 Bộ luật Lao động}
"""


def test_a_plan_of_ones_own(run: Run, tmp_path: Path) -> None:
    ran = run("init", "kế hoạch/2026", cwd=tmp_path)
    folder = tmp_path / "kế hoạch" / "2026"
    assert ran.status == 0
    assert ran.out == (
        "Đã tạo kế hoạch ở kế hoạch/2026: inspections_2026.yaml, plan_2026.yaml, tasks_2026.yaml\n"
    )
    assert 'khtgdv overdue --data "kế hoạch/2026"' in ran.err
    assert run("validate", cwd=folder).status == 0
    assert run("done", "T03-01", cwd=folder).status == 0
    again = run("init", folder, cwd=tmp_path)
    assert (again.status, again.out) == (1, "")
    assert again.err.splitlines() == [
        f"{folder}/inspections_2026.yaml đã có, không chép đè.",
        "Chọn một thư mục khác",
    ]


def test_a_folder_that_takes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    ran = run("init", "tệp/kế hoạch", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    first, second = ran.err.splitlines()
    assert first.startswith("Không tạo được kế hoạch ở tệp/kế hoạch: ")
    assert second == "Kiểm tra đường dẫn và quyền ghi"


def test_half_a_copy_does_not_stay(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_plan, "_sample", lambda: {"a.yaml": b"a", "không có/b.yaml": b"b"})
    ran = run("init", "mới", cwd=tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("Không tạo được kế hoạch ở mới: ")
    assert list((tmp_path / "mới").iterdir()) == []


def test_a_plan_without_rows_has_the_holidays_of_its_year(run: Run, tmp_path: Path) -> None:
    ran = run(
        "init", "mới", "--empty", "--year", "2027", *OFFICE, "--department", "Phòng Kinh tế",
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.status == 0
    assert ran.out == "Đã tạo kế hoạch ở mới: plan_2027.yaml, tasks_2027.yaml\n"
    folder = tmp_path / "mới"
    assert run("validate", "--strict", folder).status == 0
    assert run("fmt", "--check", folder).status == 0
    plan = yaml.safe_load((folder / "plan_2027.yaml").read_text(encoding="utf-8"))
    assert [d["code"] for d in plan["departments"]] == ["VP", "KT"]
    assert plan["plan"]["agency"] == "UBND xã Hòa An"
    assert plan["plan"]["status"] == "draft"
    assert not plan["plan"].keys() & {"number", "date"}
    names = [entry["name"] for entry in plan["holidays"]]
    assert (names[0], names[1], "Quốc khánh" in names) == ("Tết Dương lịch", "Tết Nguyên đán", True)
    shown = run("calendar", "--month", "9", "--data", folder, today="2027-09-01")
    assert "20 ngày làm việc" in shown.out
    assert "chưa có ngày nghỉ" not in shown.out + shown.err
    added = run(
        "add", "--task", "Việc đầu tiên.", "--section", "T03", "--lead", "KT", "--due", "31/3/2027",
        "--data", folder, today="2027-02-01",
    )  # fmt: skip
    assert (added.status, added.out.split(":")[0]) == (0, "T03-01 thêm mới")


@pytest.mark.parametrize("number", [(), ("--number", "12-KH/UBND")], ids=["draft", "signed"])
def test_the_files_of_a_new_plan_say_what_to_write(
    number: tuple[str, ...], run: Run, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    run("init", "mới", "--empty", "--year", "2027", *OFFICE, *number, cwd=tmp_path)
    files = sorted((tmp_path / "mới").glob("*.yaml"))
    assert {file.name: file.read_text(encoding="utf-8") for file in files} == snapshot


def test_the_year_is_the_current_one_unless_told(run: Run, tmp_path: Path) -> None:
    run("init", "mới", "--empty", *OFFICE, cwd=tmp_path, today="2028-02-01")
    assert (tmp_path / "mới" / "plan_2028.yaml").exists()


def test_without_the_library_the_plan_has_no_holidays_and_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    ran = run("init", "mới", "--empty", "--year", "2027", *OFFICE, cwd=tmp_path)
    assert ran.status == 0
    assert (
        "Chưa ghi được ngày nghỉ năm 2027: cần thêm thư viện chưa cài trên máy này.\n"
        "Ghi tay vào khóa holidays, hoặc cài thư viện rồi tạo lại kế hoạch.\n"
    ) in ran.err
    assert "-m pip install --force-reinstall 'holidays>=0.109'" in ran.err
    text = (tmp_path / "mới" / "plan_2027.yaml").read_text(encoding="utf-8")
    assert NO_HOLIDAYS in text
    assert run("validate", tmp_path / "mới").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "Kế hoạch mới cần tên cơ quan và ít nhất một đơn vị."),
        (OFFICE[:2], 2, "ít nhất một đơn vị"),
        ((*OFFICE, "--department", "kt=Phòng Kinh tế"), 1, '"kt" không phải một mã đơn vị'),
        ((*OFFICE, "--department", "A=Văn phòng HĐND và UBND"), 1, "đã là của"),
        ((*OFFICE, "--number", "01\x1b-KH"), 1, "ký tự"),
    ],
)
def test_what_is_missing_or_wrong_makes_no_plan(
    arguments: tuple[str, ...], status: int, said: str, run: Run, tmp_path: Path
) -> None:
    with patch.object(sys, "stdin", io.StringIO()):
        ran = run("init", "mới", "--empty", *arguments, cwd=tmp_path)
    assert ran.status == status
    assert said in ran.err
    assert not (tmp_path / "mới").exists()


def test_where_standard_input_is_closed_nobody_is_asked(run: Run, tmp_path: Path) -> None:
    with patch.object(sys, "stdin", None):
        ran = run("init", "mới", "--empty", cwd=tmp_path)
    assert ran.status == 2
    assert "Kế hoạch mới cần tên cơ quan và ít nhất một đơn vị." in ran.err


def test_on_a_terminal_it_asks(run: Run, tmp_path: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with patch.object(sys, "stdin", Terminal("UBND xã Hòa An\nVăn phòng; Phòng Kinh tế\n")):
        ran = run("init", "mới", "--empty", "--year", "2027", cwd=tmp_path)
    assert ran.status == 0
    assert ran.err.startswith("Cơ quan ban hành: Các đơn vị, cách nhau bằng dấu chấm phẩy: ")
    text = (tmp_path / "mới" / "plan_2027.yaml").read_text(encoding="utf-8")
    plan = yaml.safe_load(text)
    assert [(d["code"], d["name"]) for d in plan["departments"]] == [
        ("VP", "Văn phòng"), ("KT", "Phòng Kinh tế"),
    ]  # fmt: skip


def test_init_in_a_repository_keeps_git_out_of_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ran = run("init", "kế hoạch/2026", cwd=tmp_path)
    folder = tmp_path / "kế hoạch" / "2026"
    assert (folder / ".gitattributes").read_text(encoding="utf-8") == ATTRIBUTES
    assert (folder / ".gitignore").read_text(encoding="utf-8") == IGNORED
    assert ran.err.splitlines()[:2] == [
        "Đã tạo .gitattributes cho git: *.yaml text eol=lf",
        "Đã tạo .gitignore cho git: .khtgdv*, .*.khtgdv-*.tmp",
    ]


def test_init_tells_what_to_add_to_files_for_git(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mới"
    (folder / ".git").mkdir(parents=True)
    (folder / ".gitattributes").write_text(f"*.md text\n{ATTRIBUTES}", encoding="utf-8")
    (folder / ".gitignore").write_bytes(b"\xff")
    ran = run("init", folder, cwd=tmp_path)
    assert ran.status == 0
    assert (folder / ".gitignore").read_bytes() == b"\xff"
    assert ran.err.splitlines()[0] == "Thêm vào .gitignore: .khtgdv*, .*.khtgdv-*.tmp"
    assert "gitattributes" not in ran.err


def test_init_outside_a_repository_writes_nothing_for_git(run: Run, tmp_path: Path) -> None:
    run("init", "mới", cwd=tmp_path)
    assert not [path.name for path in (tmp_path / "mới").iterdir() if path.suffix != ".yaml"]
