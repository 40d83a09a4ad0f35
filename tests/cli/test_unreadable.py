"""What cannot be read is told by every command that looks: never a plan less in silence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.diagnostics import PLACE_CODES
from khtgdv.source.cache import folders, staleness
from tests.conftest import PLAN_TEMPLATE, write_folder
from tests.support.rights import ordinary_rights

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run

ROWS = "  - {id: T01-01, task: Việc, lead: VP, start: 2026-01, due: 2026-01}\n"
COMMANDS = (
    ("summary",), ("list",), ("show", "T01-01"), ("overdue",), ("upcoming",), ("workload",),
    ("department", "VP"), ("calendar",), ("timeline",), ("inspections",), ("report", "3"),
    ("clarity",), ("references",), ("glossary",), ("remind",), ("export", "--format", "csv"),
    ("validate",), ("lint",), ("doctor",), ("schema", "tasks"), ("overdue", "--format", "json"),
)  # fmt: skip
WRITES = (
    ("done", "T01-01"),
    ("fmt",),
    ("undo",),
    ("add", "--month", "3", "--task", "Việc", "--lead", "VP"),
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give two plans, `x/a` and `x/b`."""
    for name in ("a", "b"):
        plan = PLAN_TEMPLATE.format(year=2026).replace("01-KH", f"{name}-KH")
        write_folder(tmp_path / "x" / name, ROWS, (), plan=plan)
    return tmp_path / "x"


def swap(name: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Put something else in place of a file of plan `b`."""

    def spoil(office: Path) -> None:
        file = office / "b" / name
        file.unlink()
        make(file)

    return spoil


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def shut_above(office: Path) -> None:
    write_folder(office / "c" / "d", ROWS)
    (office / "c").chmod(0)


def misname_older(office: Path) -> None:
    write_folder(office / "b", ROWS, year=2025)
    (office / "b/tasks_2025.yaml").rename(office / "b/tasks_2025.YAML")


SPOILS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "folder 0000": (lambda x: (x / "b").chmod(0), "b", "unreadable-folder"),
    "folder 0311": (lambda x: (x / "b").chmod(0o311), "b", "unreadable-folder"),
    "folder 0444": (lambda x: (x / "b").chmod(0o444), "b", "unreadable-file"),
    "folder above 0000": (
        shut_above, "c", "unreadable-folder"
    ),
    "tasks 0000": (lambda x: (x / "b/tasks_2026.yaml").chmod(0), "b", "unreadable-file"),
    "plan 0000": (lambda x: (x / "b/plan_2026.yaml").chmod(0), "b", "unreadable-file"),
    "FIFO": (swap("tasks_2026.yaml", os.mkfifo), "b", "unreadable-file"),
    "plan FIFO": (swap("plan_2026.yaml", os.mkfifo), "b", "unreadable-file"),
    "plan device": (
        swap("plan_2026.yaml", lambda p: p.symlink_to("/dev/zero")), "b", "unreadable-file"
    ),
    "device": (
        swap("tasks_2026.yaml", lambda p: p.symlink_to("/dev/null")), "b", "unreadable-file"
    ),
    "endless link": (swap("tasks_2026.yaml", loop), "b", "unreadable-file"),
    "dangling link": (
        swap("tasks_2026.yaml", lambda p: p.symlink_to("nowhere")), "b", "unreadable-file"
    ),
    "link to a folder that is gone": (
        lambda x: (x / "Phường C").symlink_to(x / "gone"), "Phường C", "unreadable-folder"
    ),
    "plan too deep": (
        lambda x: write_folder(x / "1/2/3/4/5/6/7", ROWS), "7", "deep-folder"
    ),
    "tasks.yml alone": (
        lambda x: (x / "b/tasks_2026.yaml").rename(x / "b/tasks_2026.yml"), "b", "misnamed-file"
    ),
    "Tasks.yaml": (
        lambda x: (x / "b/tasks_2026.yaml").rename(x / "b/Tasks_2026.yaml"), "b", "misnamed-file"
    ),
    "yaml.txt": (
        lambda x: (x / "b/tasks_2026.yaml").rename(x / "b/tasks_2026.yaml.txt"), "b",
        "misnamed-file",
    ),
    "another year's name": (
        misname_older, "b", "misnamed-file"
    ),
    "no tasks file": (lambda x: (x / "b/tasks_2026.yaml").unlink(), "b", "missing-tasks-file"),
}  # fmt: skip


def check_every_command(run: Run, roots: list[Path], name: str, cache: Path | str) -> None:
    data = [word for root in roots for word in ("--data", str(root))]
    for command in COMMANDS:
        ran = run(*command, *data, env={"KHTGDV_CACHE": str(cache)})
        assert ran.status == 1, (command, ran)
        assert f"{os.sep}{name}" in ran.out + ran.err, (command, ran)


@pytest.mark.uncounted
@pytest.mark.parametrize("what", SPOILS)
def test_every_command_tells_of_it(
    what: str, office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where everything was read well before, and the list of folders was kept."""
    monkeypatch.setattr(folders, "_MIN_FOLDERS", 1)
    monkeypatch.setattr(staleness, "_SETTLING_TIME", -60_000_000_000)
    spoil, name, code = SPOILS[what]
    cache = office.parent / "cache"
    for command in COMMANDS:  # imports what they need, too
        ran = run(*command, "--data", office, env={"KHTGDV_CACHE": None})
        assert ran.status == 0, (command, ran)
    with ordinary_rights():
        run("overdue", "--data", office, env={"KHTGDV_CACHE": str(cache)})
        assert list(cache.glob("*.tree"))
        spoil(office)
        check_every_command(run, [office], name, cache)
        if code in PLACE_CODES:
            assert f"[{code}]" in run("list", "--data", office, env={"KHTGDV_CACHE": "off"}).err
        both = ("--data", office / "a", "--data", office, "--format", "json")
        ran = run("validate", *both, env={"KHTGDV_CACHE": "off"})
        findings = [(row["path"], row["code"]) for row in ran.json["tables"]["findings"]]
        assert len(findings) == len(set(findings))
        assert code in {found for path, found in findings if f"{os.sep}{name}" in path}


@pytest.mark.parametrize("mode", [0, 0o311])
@pytest.mark.parametrize("place", ["itself", "above"])
def test_a_plan_that_stands_alone(mode: int, place: str, office: Path, run: Run) -> None:
    for command in (*COMMANDS, *WRITES):
        run(*command, "--data", office / "a", env={"KHTGDV_CACHE": "off"})
    with ordinary_rights():
        root = office / "a"
        (root if place == "itself" else office).chmod(mode)
        if place == "above" and mode:
            return  # its own folder can still be listed
        check_every_command(run, [root], "a", "off")
        for command in WRITES:
            ran = run(*command, "--data", root, env={"KHTGDV_CACHE": "off"})
            assert ran.status == 1, (command, ran)
        assert "[unreadable-f" in run("validate", root, env={"KHTGDV_CACHE": "off"}).out


def test_the_nearest_plan_is_never_passed_over(office: Path, run: Run) -> None:
    """Nor the folder one stands in, which cannot be listed: the plan in it is seen by its name."""
    (office / "sub").mkdir()
    (office / "a").rename(office / "data")
    inner = office / "b" / "inner"
    inner.mkdir()
    for where, data in ((office / "sub", office / "data"), (inner, office / "b")):
        assert run("list", cwd=where, env={"KHTGDV_CACHE": "off"}).status == 0
        with ordinary_rights():
            data.chmod(0o311)
            ran = run("list", cwd=where, env={"KHTGDV_CACHE": "off"})
            data.chmod(0o755)
        assert (ran.status, ran.out) == (1, "")
        assert "[unreadable-folder]" in ran.err


def test_a_folder_above_that_has_no_plan_is_no_trouble(office: Path, run: Run) -> None:
    inner = office / "c" / "inner"
    inner.mkdir(parents=True)
    run("list", cwd=inner, env={"KHTGDV_CACHE": "off"})
    with ordinary_rights():
        (office / "c").chmod(0o311)
        assert run("list", cwd=inner, env={"KHTGDV_CACHE": "off"}).status == 0


@pytest.mark.parametrize("function", ["listdir", "scandir", "stat"])
@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE])
def test_a_share_that_answers_with_an_error(
    function: str, number: int, office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(os, function)
    (office / "c").mkdir()
    target = os.fspath(office / ("c" if function == "scandir" else "b"))

    def fail(path: Any = ".", *rest: Any, **more: Any) -> Any:
        if isinstance(path, str | Path) and os.fspath(path).startswith(target):
            raise OSError(number, os.strerror(number), os.fspath(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, function, fail)
    check_every_command(run, [office], "c" if function == "scandir" else "b", "off")


def test_a_write_refuses_where_a_plan_may_be_hidden(office: Path, run: Run) -> None:
    run("done", "T01-01", "--on", "2/1/2026", "--dry-run", "--data", office / "b")
    with ordinary_rights():
        (office / "a").chmod(0)
        ran = run("done", "T01-01", "--data", office, env={"KHTGDV_CACHE": "off"})
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.endswith("; hoặc chọn đúng thư mục kế hoạch bằng --data\n")


def test_a_folder_that_hides_rows_is_counted_beside_them(office: Path, run: Run) -> None:
    with ordinary_rights():
        (office / "a").chmod(0)
        ran = run("list", "--data", office, env={"KHTGDV_CACHE": "off"})
    assert f"Dữ liệu có 1 lỗi, 1 thư mục hoặc tệp không xem được: {office / 'a'}" in ran.err


def test_a_year_under_a_wrong_name_keeps_nobody_from_writing(office: Path, run: Run) -> None:
    (office / "b/tasks_2025.yml").write_text("tasks: []\n", encoding="utf-8")
    ran = run("done", "T01-01", "--on", "2/1/2026", "--data", office / "b")
    assert ran.status == 0
    assert "tasks_2025.yml" in ran.err
    assert "tasks_2025.yaml" in ran.err


def test_a_half_plan_is_named_and_not_passed_over(office: Path, run: Run) -> None:
    inner = office / "b" / "data"
    write_folder(inner, "")
    (inner / "tasks_2026.yaml").unlink()
    ran = run("validate", cwd=inner)
    assert ran.status == 1
    assert "tasks_2026.yaml:1:1: lỗi: thư mục có tệp kế hoạch nhưng thiếu tệp nhiệm vụ" in ran.out
    assert "tasks: []" in ran.out
    (inner / "tasks_2026.yaml").write_text("tasks: []\n", encoding="utf-8")
    assert run("validate", cwd=inner).status == 0
