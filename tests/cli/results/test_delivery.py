"""A result goes to a file or a folder by one rule, and never over what is not ours."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.results.delivery import Destination

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

ROW = [{"id": "T03-01", "task": "Việc thử", "lead": "VP", "start": "2026-03", "due": "2026-03"}]
KEPT = (
    "đã có, không phải do khtgdv làm ra hoặc đã được sửa, nên giữ nguyên. "
    "Muốn thay tệp ấy thì thêm --force"
)
FILES = ("a.docx", "Danh sách.xlsx", ".a.csv", "x/y.json", "a.tar.gz", "a.phph1")
FOLDERS = ("a", "Thư nhắc", "Báo cáo T3.2026", "Phòng TT. Hành chính", ".", "x/y", "a.b-c")
# What every command that writes results says where, and in which format.
COMMANDS = (
    ["list", "-f", "csv"],
    ["overdue", "-f", "md"],
    ["department", "VP", "-f", "docx"],
    ["department", "--department", "all", "-f", "md"],
    ["report", "T3", "-f", "html"],
    ["calendar", "-f", "ics"],
    ["validate", "-f", "json"],
    ["lint", "-f", "json"],
    ["doctor", "-f", "json"],
    ["export", "-f", "json"],
    ["remind", "-f", "md"],
    ["schema", "tasks"],
)


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(ROW)


@pytest.fixture
def place(plan: Path) -> Path:
    """Make a folder in that of a plan, which is the one that is read there."""
    folder = plan / "nơi ghi"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("command", [c for c in COMMANDS if "docx" not in c], ids=" ".join)
def test_a_dash_is_standard_output(command: list[str], run: Run, place: Path) -> None:
    ran = run(*command, "-o", "-", cwd=place)
    assert ran == run(*command, cwd=place)
    assert ran.out
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["list", "--open", "-o", "-"], "--open mở tệp đã ghi, mà --output - không ghi ra tệp."),
        (["init", "-"], 'Kế hoạch gồm nhiều tệp, không in ra "-" được.'),
    ],
)
def test_a_dash_that_cannot_be_standard_output(
    command: list[str], said: str, run: Run, place: Path
) -> None:
    ran = run(*command)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not (place / "-").exists()


def test_a_file_may_be_called_a_dash(run: Run, place: Path) -> None:
    assert run("list", "-f", "csv", "-o", "./-", cwd=place).status == 0
    [file] = (place / "-").iterdir()
    assert file.suffix == ".csv"
    (place / "b").mkdir()
    (place / "b" / "-").write_bytes(b"")
    assert run("list", "-f", "csv", "-o", "./-", "--force", cwd=place / "b").status == 0
    assert (place / "b" / "-").read_bytes() == file.read_bytes()


def test_a_suffix_tells_a_file_from_a_folder(place: Path) -> None:
    for name in FILES:
        assert Destination(place / name).folder is None, name
    for name in FOLDERS:
        assert Destination(place / name).folder == place / name
    assert Destination().folder is None


def test_what_is_there_is_what_it_is(place: Path) -> None:
    (place / "tệp").write_bytes(b"")
    (place / "thư.docx").mkdir()
    assert Destination(place / "tệp").folder is None
    assert Destination(place / "thư.docx").folder == place / "thư.docx"
    assert Destination(Path(os.devnull)).folder is None


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_goes_by_it(command: list[str], run: Run, place: Path) -> None:
    suffix = "schema.json" if command[0] == "schema" else command[-1]
    ran = run(*command, "-o", "thư mục", cwd=place)
    assert ran.status in (0, 1)
    inside = [path.name for path in (place / "thư mục").iterdir()]
    assert inside
    assert all(name.endswith(f".{suffix}") for name in inside)
    assert run(*command, "-o", f"tệp.{suffix}", cwd=place).status in (0, 1)
    assert (place / f"tệp.{suffix}").is_file()
    assert sorted(path.name for path in place.iterdir()) == ["thư mục", f"tệp.{suffix}"]


def test_a_result_has_a_name_of_its_own_in_a_folder(run: Run, place: Path) -> None:
    for words in (["overdue", "--month", "3"], ["report", "T3"], ["department", "VP"]):
        run(*words, "-f", "md", "-o", ".", cwd=place, today="2026-06-01")
    assert sorted(path.name for path in place.iterdir()) == [
        "VP.md",
        "bao-cao-ket-qua-thuc-hien-ke-hoach-so-01-kh-thu-thang-3-2026_2026-03-31.md",
        "nhiem-vu-qua-han_2026-03-31.md",
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_not_ours_stays(command: list[str], run: Run, place: Path) -> None:
    name, free = "tệp.json", "tệp (2).json"
    if command[:3] == ["department", "--department", "all"] or command[0] in ("report", "calendar"):
        command = [*command[:-1], "json"]
    target = place / name
    target.write_text("của tôi", encoding="utf-8")
    ran = run(*command, "-o", name, cwd=place)
    assert ran.status in (0, 1)
    assert target.read_text(encoding="utf-8") == "của tôi"
    assert (place / free).is_file()
    told = [line for line in ran.err.splitlines() if "tệp" in line]
    assert told[:2] == [f"{name} {KEPT}", f"Đã ghi {free}"]
    assert run(*command, "-o", name, cwd=place).status in (0, 1)
    assert (place / "tệp (3).json").is_file()
    forced = run(*command, "-o", name, "--force", cwd=place)
    assert f"Đã ghi {name}" in forced.err
    assert target.read_bytes() != "của tôi".encode()


def test_what_we_made_is_made_anew_until_somebody_changes_it(run: Run, place: Path) -> None:
    target = place / "a.csv"
    for month in ("3", "4"):
        ran = run("overdue", "--month", month, "-o", "a.csv", cwd=place)
        assert ran.err == "Đã ghi a.csv\n"
    target.write_bytes(target.read_bytes() + b"x")
    run("overdue", "--month", "3", "-o", "a.csv", cwd=place)
    assert target.read_bytes().endswith(b"x")
    copy = place / "b.csv"
    (place / "a (2).csv").rename(copy)
    run("overdue", "--month", "4", "-o", "b.csv", cwd=place)
    assert sorted(path.name for path in place.iterdir()) == ["a.csv", "b (2).csv", "b.csv"]


def test_the_same_words_are_no_loss(run: Run, place: Path) -> None:
    run("list", "-o", "a.json", cwd=place)
    (place / "b.json").write_bytes((place / "a.json").read_bytes())
    assert run("list", "-o", "b.json", cwd=place).err == "Đã ghi b.json\n"


def test_each_file_of_a_folder_is_looked_at(run: Run, place: Path) -> None:
    command = ["department", "--department", "all", "-f", "md", "-o", "thư"]
    run(*command, cwd=place)
    changed = place / "thư" / "VP.md"
    changed.write_bytes(changed.read_bytes() + "của tôi".encode())
    before = {path.name for path in changed.parent.iterdir()}
    run(*command, cwd=place, today=date(2026, 6, 1).isoformat())
    assert changed.read_bytes().endswith("của tôi".encode())
    assert {path.name for path in changed.parent.iterdir()} - before == {"VP (2).md"}


@pytest.mark.usefixtures("ordinary_user")
def test_where_nothing_can_be_remembered_nothing_is_replaced(
    run: Run, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_bytes(b"")
    env = {"KHTGDV_STATE": str(tmp_path / "state")}
    for _ in range(2):
        assert run("list", "-o", "a.csv", cwd=place, env=env, today="2026-06-01").status == 0
    run("list", "-o", "a.csv", "--limit", "0", "--columns", "id", cwd=place, env=env)
    assert sorted(path.name for path in place.iterdir()) == ["a (2).csv", "a.csv"]


@pytest.mark.parametrize("name", ["tasks_2026.yaml. ", "tasks_2026.yaml::$DATA"])
def test_no_folder_takes_the_name_of_a_plan_s_file(name: str, run: Run, plan: Path) -> None:
    ran = run("list", "-f", "csv", "-o", plan / name)
    assert (ran.status, (plan / name).exists()) == (2, False)


def test_a_folder_that_cannot_be_made(run: Run, place: Path) -> None:
    (place / "tệp").write_bytes(b"")
    ran = run("list", "-f", "csv", "-o", place / "tệp" / "thư")
    assert (ran.status, ran.err.startswith("Không tạo được thư mục")) == (1, True)
