"""What is kept of a change: enough to take it back, out of everybody else's sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.source.edit import undo
from khtgdv.source.edit.transaction import Exchange, exchange
from khtgdv.source.edit.undo import STEPS, last, remember

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / name).write_bytes(b"0")
    return folder


def made(plan: Path, old: bytes, new: bytes, *names: str) -> list[Exchange]:
    return [Exchange(plan / name, old, new) for name in names or ("a",)]


def test_what_is_kept_takes_the_change_back(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", "1 ấ".encode())
    assert remember(tmp_path, plan, ["Một"], change)
    exchange(change)
    step = last(tmp_path, plan)
    assert step.told == ("Một",)
    assert step.backwards() == made(plan, "1 ấ".encode(), b"0")


def test_nobody_else_sees_it(plan: Path, tmp_path: Path) -> None:
    state = tmp_path / "của tôi" / "khtgdv"
    step = remember(state, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    assert (state / "undo").stat().st_mode & 0o077 == 0


def test_only_so_many_are_kept(plan: Path, tmp_path: Path) -> None:
    for number in range(STEPS + 5):
        change = made(plan, str(number).encode(), str(number + 1).encode())
        assert remember(tmp_path, plan, [str(number)], change)
        exchange(change)
    kept = sorted((tmp_path / "undo").rglob("*.json"))
    assert len(kept) == STEPS
    assert last(tmp_path, plan).told == (str(STEPS + 4),)


def test_a_change_that_was_cut_off_between_two_files(plan: Path, tmp_path: Path) -> None:
    both = made(plan, b"0", b"1", "a", "b")
    assert remember(tmp_path, plan, ["Hai tệp"], both)
    exchange(both[:1])  # and no more: the power went
    assert last(tmp_path, plan).backwards() == made(plan, b"1", b"0")


def test_a_change_that_never_came_to_its_files_is_dropped(plan: Path, tmp_path: Path) -> None:
    first = made(plan, b"0", b"1")
    assert remember(tmp_path, plan, ["Một"], first)
    exchange(first)
    assert remember(tmp_path, plan, ["Hai"], made(plan, b"1", b"2"))
    assert last(tmp_path, plan).told == ("Một",)
    assert len(list((tmp_path / "undo").rglob("*.json"))) == 1


def test_each_plan_has_its_own(plan: Path, tmp_path: Path) -> None:
    change = made(plan, b"0", b"1")
    remember(tmp_path, plan, ["Một"], change)
    exchange(change)
    with pytest.raises(KhtgdvError, match="Không có lần ghi nào"):
        last(tmp_path, tmp_path)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"told": []}', '{"told": [], "files": [{"path": "a", "old": "AA==", "new": ""}]}'],
)
def test_a_record_that_was_damaged_is_told(content: str, plan: Path, tmp_path: Path) -> None:
    step = remember(tmp_path, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    step.kept.write_text(content, encoding="utf-8")
    with pytest.raises(KhtgdvError, match="Bản lưu của lần ghi trước bị hỏng") as caught:
        last(tmp_path, plan)
    assert str(step.kept) in caught.value.message


def test_a_state_folder_that_takes_nothing(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    assert remember(tmp_path / "tệp", plan, ["Một"], made(plan, b"0", b"1")) is None


def test_a_step_can_be_forgotten_twice(plan: Path, tmp_path: Path) -> None:
    step = remember(tmp_path, plan, ["Một"], made(plan, b"0", b"1"))
    assert step
    step.forget()
    step.forget()
    assert undo.STEPS > 1
