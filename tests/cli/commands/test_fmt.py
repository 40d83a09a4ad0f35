"""`khtgdv fmt`: one layout, every comment kept, the data proved to be the same, or nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.edit.refusals import NotWrittenError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, WritePlan

LOOSE = """\
# đầu tệp
tasks:
- lead: "VP"   # Văn phòng
  id: T03-01
  task: Việc thử
  # trước hạn
  due: '2026-03'
"""
NEAT = """\
# đầu tệp
tasks:
  - id: T03-01
    task: >-
      Việc thử
    lead: VP # Văn phòng
    # trước hạn
    due: 2026-03
"""


@pytest.fixture
def loose(write_plan: WritePlan) -> Path:
    """Return a plan whose tasks are laid out otherwise than ours."""
    folder = write_plan()
    assert folder.joinpath("plan_2026.yaml").exists()
    (folder / "plan_2026.yaml").write_bytes((ROOT / "data/plan_2026.yaml").read_bytes())
    (folder / "tasks_2026.yaml").write_text(LOOSE, encoding="utf-8")
    return folder


def test_the_shipped_files_are_canonical(run: Run) -> None:
    ran = run("fmt", "--check", "--data", ROOT / "data")
    assert (ran.status, ran.err) == (0, "3 trên 3 tệp đúng lối trình bày\n")


def test_a_file_is_laid_out_once(run: Run, loose: Path) -> None:
    path = loose / "tasks_2026.yaml"
    first = run("fmt", "--data", loose)
    assert first.status == 0
    assert "đã sắp lại: " in first.err
    assert path.read_text(encoding="utf-8") == NEAT
    before = path.stat().st_mtime_ns
    again = run("fmt", "--data", loose)
    assert (again.status, again.err) == (0, "2 trên 2 tệp đúng lối trình bày\n")
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(("option", "status"), [("--check", 1), ("--diff", 0)])
def test_looking_changes_nothing(option: str, status: int, run: Run, loose: Path) -> None:
    ran = run("fmt", option, "--data", loose)
    assert ran.status == status
    assert "1 tệp cần sắp lại" in ran.err
    assert ("+    due: 2026-03\n" in ran.out) == (option == "--diff")
    assert (loose / "tasks_2026.yaml").read_text(encoding="utf-8") == LOOSE


def test_a_diff_in_colour(run: Run, loose: Path) -> None:
    ran = run("fmt", "--diff", "--color", "always", "--data", loose)
    assert "\x1b[32m+    due: 2026-03\x1b[0m\n" in ran.out
    assert "\x1b[31m-  due: '2026-03'\x1b[0m\n" in ran.out


def test_line_ends_and_the_mark_at_the_beginning_stay(run: Run, loose: Path) -> None:
    path = loose / "tasks_2026.yaml"
    path.write_bytes(LOOSE.replace("\n", "\r\n").encode("utf-8-sig"))
    assert run("fmt", path).status == 0
    assert path.read_bytes() == NEAT.replace("\n", "\r\n").encode("utf-8-sig")


@pytest.mark.parametrize("blank", ["\t", "\u00a0"], ids=["TAB", "blank of Word"])
def test_a_blank_that_is_an_error_stays(blank: str, run: Run, loose: Path) -> None:
    """Another reader finds another value there: whoever wrote it says what it is."""
    path = loose / "tasks_2026.yaml"
    broken = LOOSE.replace("id: ", f"id:{blank}")
    path.write_text(broken, encoding="utf-8")
    ran = run("fmt", path)
    assert (ran.status, path.read_text(encoding="utf-8")) == (1, broken)
    assert "1 tệp có lỗi, giữ nguyên" in ran.err


def test_a_layout_composes_letters(run: Run, loose: Path) -> None:
    path = loose / "tasks_2026.yaml"
    path.write_text(unicodedata.normalize("NFD", LOOSE), encoding="utf-8")
    assert run("fmt", path).status == 0
    assert path.read_text(encoding="utf-8") == NEAT
    assert run("validate", path).status == 0


def test_a_broken_file_stays_and_says_why(run: Run, loose: Path) -> None:
    path = loose / "tasks_2026.yaml"
    broken = LOOSE.replace("task: Việc thử", 'task: "Việc thử')
    path.write_text(broken, encoding="utf-8")
    ran = run("fmt", "--data", loose)
    assert ran.status == 1
    assert "tasks_2026.yaml:5:9: lỗi: dấu nháy mở ở đây không được đóng" in ran.out
    assert "1 tệp có lỗi, giữ nguyên" in ran.err
    assert path.read_text(encoding="utf-8") == broken


def test_an_empty_file_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "trống.yaml"
    path.write_bytes(b"\n")
    assert run("fmt", "--check", path).status == 0


def test_files_and_folders_by_name(run: Run, loose: Path) -> None:
    ran = run("fmt", "--check", loose, loose / "tasks_2026.yaml")
    assert "1 trên 2 tệp đúng lối trình bày, 1 tệp cần sắp lại" in ran.err
    missing = run("fmt", loose / "không có.yaml")
    assert missing.status == 2
    assert missing.err.startswith("Không tìm thấy tệp hoặc thư mục “")


def test_a_year_narrows(run: Run, loose: Path) -> None:
    assert "trên 2 tệp" in run("fmt", "--check", "--year", "2026", "--data", loose).err
    other = run("fmt", "--check", "--year", "2031", "--data", loose)
    assert (other.status, other.err.splitlines()[0]) == (2, "Không có kế hoạch năm 2031.")


def test_the_plan_that_ships_with_us_is_for_looking(run: Run, tmp_path: Path) -> None:
    refused = run("fmt", cwd=tmp_path)
    assert refused.status == 1
    assert "khtgdv init" in refused.err
    assert run("fmt", "--check", cwd=tmp_path).status == 0


def test_a_file_that_is_no_utf8_stays_and_the_next_is_laid_out(run: Run, loose: Path) -> None:
    (loose / "plan_2026.yaml").write_bytes("plan: đ".encode("utf-16"))
    ran = run("fmt", "--data", loose)
    assert (ran.status, ran.out) == (1, "")
    said = ran.err.splitlines()
    assert said[0].endswith("plan_2026.yaml không lưu bằng bảng mã UTF-8.")
    assert said[1] == "khtgdv validate cho biết chỗ sai và cách sửa"
    assert (loose / "tasks_2026.yaml").read_text(encoding="utf-8") == NEAT


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("due: '2026-03'", "due: 2026-13"),
        lambda text: text.replace('"VP"', "XX"),
        lambda text: text.replace("tasks:", "tasks: >-"),
        lambda text: text.replace("  id: T03-01", "  idd: T03-01"),
        lambda text: text + text.partition("tasks:\n")[2],
        lambda text: (
            f"tasks:\n  - id: T03-02\n    task: >-\n      Hai\n      lead: VP\n{text[26:]}"
        ),
    ],
    ids=["no month", "no department", "all folded", "no id", "an ID twice", "a key swallowed"],
)
def test_a_file_with_any_error_is_not_touched(
    change: Callable[[str], str], run: Run, loose: Path
) -> None:
    path = loose / "tasks_2026.yaml"
    path.write_text(change(LOOSE), encoding="utf-8")
    plan = loose / "plan_2026.yaml"
    plan.write_text(f"{plan.read_text(encoding='utf-8')}# cuối tệp\n\n\n", encoding="utf-8")
    ran = run("fmt", "--data", loose)
    assert ran.status == 1
    assert "lỗi: " in ran.out
    assert f"đã sắp lại: {plan}" in ran.err
    assert "0 trên 2 tệp đúng lối trình bày, 1 tệp đã sắp lại, 1 tệp có lỗi" in ran.err
    assert path.read_text(encoding="utf-8") == change(LOOSE)
    assert run("fmt", "--check", path).status == 1


def test_several_files_are_one_step_of_undo(run: Run, loose: Path) -> None:
    (loose / "inspections_2026.yaml").write_bytes(b"inspections:\n- content: 'x'\n  id: KT-01\n")
    before = {path: path.read_bytes() for path in loose.iterdir()}
    ran = run("fmt", "--data", loose)
    assert (ran.status, ran.err.count("đã sắp lại: ")) == (0, 2)
    assert "Không lưu được" not in ran.err
    undone = run("undo", "--data", loose)
    assert (undone.status, undone.out.count("Đã hoàn tác: sắp lại ")) == (0, 2)
    assert {path: path.read_bytes() for path in loose.iterdir()} == before


def test_what_is_not_kept_for_undo_is_told(run: Run, loose: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    ran = run("fmt", "--data", loose, env={"KHTGDV_STATE": str(tmp_path / "tệp")})
    assert ran.status == 0
    assert "Không lưu được để hoàn tác.\n" in ran.err
    other = tmp_path / "khác.yaml"
    other.write_text(LOOSE, encoding="utf-8")
    assert "Không lưu được để hoàn tác.\n" in run("fmt", other).err


def test_a_folder_that_cannot_be_written_to_is_told_once(
    run: Run, loose: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotWrittenError("Không ghi được.", "xem lại")

    monkeypatch.setattr("khtgdv.source.edit.transaction.replace_files", refuse)
    ran = run("fmt", "--data", loose)
    assert (ran.status, ran.err.count("Không ghi được.")) == (1, 1)
    assert "2 tệp có lỗi, giữ nguyên" in ran.err


def test_a_link_that_leads_nowhere_is_told(run: Run, loose: Path) -> None:
    (loose / "inspections_2026.yaml").symlink_to("inspections_2026.yaml")
    ran = run("fmt", "--data", loose)
    assert (ran.status, "liên kết dẫn lòng vòng" in ran.err) == (1, True)
    assert (loose / "tasks_2026.yaml").read_text(encoding="utf-8") == NEAT
