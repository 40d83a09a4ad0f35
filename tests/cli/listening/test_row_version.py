"""What was seen of a row against what it says: the same from the snapshot as from the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.listening.listener import Listener, heard_by
from khtgdv.cli.listening.row_version import RowChangedError, require_version, row_version
from khtgdv.cli.main import run_command
from khtgdv.errors import KhtgdvError

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.source.edit.record import Work
    from tests.conftest import MakeRow


def test_what_a_row_says_in_short_texts(make_task: MakeRow) -> None:
    task = make_task(
        due="2026-03", extensions=[("2026-05", "2026-03-20")], notes=["a", "b"],
        steps=[{"text": "Dự thảo", "due": "2026-03"}], log={"2026-01": "2026-01-31"},
        cancelled="2026-03-31",
    )  # fmt: skip
    assert row_version(task) == {
        "id": "T01-01", "task": "Việc thử", "leads": "VP", "due": "3/2026",
        "extensions": "5/2026, 20/03/2026, chờ ý kiến", "notes": "a; b",
        "steps": "Dự thảo, 3/2026", "log": "2026-01 31/01/2026",
        "cancelled": "31/03/2026, không còn cần",
    }  # fmt: skip


def test_long_texts_are_told_apart_by_their_ends(make_task: MakeRow) -> None:
    one, other = (make_task(task="a" * 500 + end) for end in "xy")
    assert len(row_version(one)["task"]) < 250
    with pytest.raises(RowChangedError, match="Nhiệm vụ: lúc mở trang aaa"):
        require_version(other, row_version(one))


def test_the_same_row_is_no_trouble(make_task: MakeRow) -> None:
    require_version(make_task(due="2026-03"), row_version(make_task(due="2026-03")))


def test_both_values_are_told(make_task: MakeRow) -> None:
    with pytest.raises(RowChangedError) as caught:
        require_version(make_task(progress="60", started="2026-01-02"), row_version(make_task()))
    assert caught.value.hint == "trang này nay hiện điều mới nhất; còn đúng thì ghi lại"
    assert "Tiến độ %: lúc mở trang chưa ghi; bây giờ 60" in caught.value.message
    with pytest.raises(RowChangedError, match="lúc mở trang 3/2026; bây giờ chưa ghi"):
        require_version(make_task(), row_version(make_task(due="2026-03")))


class Seen(Listener):
    """Holds each row that is about to be recorded against what a list said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.works: list[Work] = []

    def require_row(self, work: Work) -> None:
        self.works.append(work)
        raise KhtgdvError("xem thôi")


def test_every_row_of_the_plan_says_the_same_when_it_is_recorded(plan_folder: Path) -> None:
    listed, seen = Listener(), Seen()
    with heard_by(listed):
        run_command(["list", "--data", str(plan_folder)])
    assert listed.selection
    rows = {row.id: row.work for row in listed.selection.rows}
    with heard_by(seen), pytest.raises(KhtgdvError):
        run_command(["done", "--data", str(plan_folder), *rows])
    assert [work.id for work in seen.works] == list(rows)
    for work in seen.works:
        require_version(work, row_version(rows[work.id]))
