"""What is kept of a change: enough to take it back, out of everybody else's sight."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.source.edit.transaction import FileReplacement, replace_files
from khtgdv.source.undo import store
from khtgdv.source.undo.reverts import Revert, next_reverts
from khtgdv.source.undo.store import MAX_STEPS, Note, UndoStep


def save_step(
    state: Path | None, plan: Path, messages: list[str], exchanges: list[FileReplacement]
) -> UndoStep | None:
    return store.save_step(state, plan, Note(tuple(messages)), exchanges)


def last_step(state: Path | None, plan: Path, *, prune: bool = True) -> Revert:
    return next_reverts(state, plan, 1, prune=prune)[0]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    for name in ("tasks_2026.yaml", "inspections_2026.yaml"):
        (folder / name).write_bytes(b"0")
    return folder


def made(plan: Path, old: bytes, new: bytes, *names: str) -> list[FileReplacement]:
    return [FileReplacement(plan / name, old, new) for name in names or ("tasks_2026.yaml",)]


def test_what_is_kept_takes_the_change_back(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", "1 ấ".encode())
    assert save_step(tmp_path, plan, ["Một"], change)
    replace_files(change)
    step = last_step(tmp_path, plan)
    assert step.step.note.messages == ("Một",)
    assert list(step.exchanges) == made(plan, "1 ấ".encode(), b"0")


def test_nobody_else_sees_it(plan: Path, tmp_path: Path) -> None:
    state = tmp_path / "của tôi" / "khtgdv"
    step = save_step(state, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    assert (state / "undo").stat().st_mode & 0o077 == 0


def test_only_so_many_are_kept(plan: Path, tmp_path: Path) -> None:
    for number in range(MAX_STEPS + 5):
        change = made(plan, str(number).encode(), str(number + 1).encode())
        assert save_step(tmp_path, plan, [str(number)], change)
        replace_files(change)
    kept = sorted((tmp_path / "undo").rglob("*.json"))
    assert len(kept) == MAX_STEPS
    assert last_step(tmp_path, plan).step.note.messages == (str(MAX_STEPS + 4),)


def test_a_change_that_was_cut_off_between_two_files(plan: Path, tmp_path: Path) -> None:
    both = made(plan, b"0", b"1", "tasks_2026.yaml", "inspections_2026.yaml")
    assert save_step(tmp_path, plan, ["Hai tệp"], both)
    replace_files(both[:1])  # and no more: the power went
    assert list(last_step(tmp_path, plan).exchanges) == made(plan, b"1", b"0")


def test_a_change_that_never_came_to_its_files_is_dropped(plan: Path, tmp_path: Path) -> None:
    first = made(plan, b"0", b"1")
    assert save_step(tmp_path, plan, ["Một"], first)
    replace_files(first)
    assert save_step(tmp_path, plan, ["Hai"], made(plan, b"1", b"2"))
    assert last_step(tmp_path, plan).step.note.messages == ("Một",)
    assert len(list((tmp_path / "undo").rglob("*.json"))) == 1


def test_each_plan_has_its_own(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", b"1")
    save_step(tmp_path, plan, ["Một"], change)
    replace_files(change)
    with pytest.raises(KhtgdvError, match="Không có lần ghi nào"):
        last_step(tmp_path, tmp_path)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"told": []}', '{"told": [], "files": [{"path": "a", "old": "AA==", "new": ""}]}'],
)
def test_a_record_that_was_damaged_is_told(content: str, plan: Path, tmp_path: Path) -> None:
    step = save_step(tmp_path, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    step.path.write_text(content, encoding="utf-8")
    with pytest.raises(KhtgdvError) as caught:
        last_step(tmp_path, plan)
    assert caught.value.message == f"Bản lưu của lần ghi trước bị hỏng: {step.path}."
    assert caught.value.hint == "xóa tệp ấy; lấy lại bản cũ của kế hoạch bằng git"


def test_a_state_folder_that_takes_nothing(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    assert save_step(tmp_path / "tệp", plan, ["Một"], made(plan, b"0", b"1")) is None


def test_a_step_can_be_forgotten_twice(plan: Path, tmp_path: Path) -> None:
    step = save_step(tmp_path, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    step.delete()
    step.delete()
    assert not step.path.exists()


def test_looking_drops_nothing(plan: Path, tmp_path: Path) -> None:
    first = made(plan, b"0", b"1")
    save_step(tmp_path, plan, ["Một"], first)
    replace_files(first)
    save_step(tmp_path, plan, ["Hai"], made(plan, b"1", b"2"))
    assert last_step(tmp_path, plan, prune=False).step.note.messages == ("Một",)
    assert len(list((tmp_path / "undo").rglob("*.json"))) == 2


def test_a_record_of_another_file_is_not_believed(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", b"1")
    step = save_step(tmp_path, plan, ["Một"], change)
    replace_files(change)
    assert step
    for elsewhere in (tmp_path / "x" / "tasks_2026.yaml", plan / "ghi chú.txt"):
        elsewhere.parent.mkdir(exist_ok=True)
        elsewhere.write_bytes(b"1")
        record = json.loads(step.path.read_text(encoding="utf-8"))
        record["files"][0]["path"] = str(elsewhere)
        step.path.write_text(json.dumps(record), encoding="utf-8")
        with pytest.raises(KhtgdvError, match="không phải của kế hoạch này"):
            last_step(tmp_path, plan)


def test_only_a_plan_s_own_files_are_kept(plan: Path, tmp_path: Path) -> None:
    assert save_step(tmp_path, plan, ["Một"], made(plan, b"0", b"1", "khác.yaml")) is None
    missing = [FileReplacement(tmp_path / "không có" / "tasks_2026.yaml", b"", b"")]
    assert save_step(tmp_path, tmp_path / "không có", ["Một"], missing) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="as POSIX has it")
def test_a_record_is_believed_only_where_nobody_else_may_write(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = made(plan, b"0", b"1")
    step = save_step(tmp_path, plan, ["Một"], change)
    replace_files(change)
    assert step
    for folder, mode in ((step.path.parent, 0o770), (step.path.parent.parent, 0o702)):
        folder.chmod(mode)
        with pytest.raises(KhtgdvError, match="Không có lần ghi nào"):
            last_step(tmp_path, plan)
        assert save_step(tmp_path, plan, ["Hai"], change) is None
        folder.chmod(0o700)
    step.path.chmod(0o660)
    with pytest.raises(KhtgdvError, match="bị hỏng"):
        last_step(tmp_path, plan)
    step.path.chmod(0o600)
    assert last_step(tmp_path, plan).step.note.messages == ("Một",)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(KhtgdvError, match="Không có lần ghi nào"):
        last_step(tmp_path, plan)


def test_no_link_is_followed(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", b"1")
    step = save_step(tmp_path / "của tôi", plan, ["Một"], change)
    replace_files(change)
    assert step
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "undo").symlink_to(elsewhere)
    assert save_step(tmp_path / "state", plan, ["Một"], made(plan, b"1", b"2"))
    assert elsewhere.stat().st_mode & 0o777 == 0o755
    record = step.path.rename(step.path.with_suffix(".bak"))
    step.path.symlink_to(record)
    with pytest.raises(KhtgdvError, match="bị hỏng"):
        last_step(tmp_path / "của tôi", plan)


def test_an_account_without_a_home_has_nothing_to_take_back(plan: Path) -> None:
    assert save_step(None, plan, ["Một"], made(plan, b"0", b"1")) is None
    with pytest.raises(KhtgdvError, match="Không có lần ghi nào"):
        last_step(None, plan)
