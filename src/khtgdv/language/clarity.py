"""How clear a row is: what the paper says of each part of "5 rõ" and "6 rõ", what it leaves out.

Section II.2 of the first plan asks for content, unit, person, co-ordination, time and product;
section III.1 for person, work, progress, product, responsibility and authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khtgdv.schedule.status import REGULAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khtgdv.plan.model import Task
    from khtgdv.schedule.status import Kind

Answer = Literal["stated", "unclear", "blank", "not-in-paper"]
ANSWERS: Mapping[Answer, str] = {
    "stated": "rõ",
    "unclear": "chưa rõ",
    "blank": "bỏ trống",
    "not-in-paper": "không nêu",
}
# The parts in the order people speak of them, and what each is called.
PARTS: Mapping[str, str] = {
    "content": "Việc",
    "lead": "Chủ trì",
    "person": "Người",
    "coordination": "Phối hợp",
    "time": "Thời gian",
    "product": "Sản phẩm",
    "responsibility": "Trách nhiệm",
    "authority": "Thẩm quyền",
}
# The parts that the appendix has no column for, by the key that people record them under.
KEYS: Mapping[str, str] = {
    "person": "assignee",
    "product": "product",
    "responsibility": "responsibility",
    "authority": "authority",
}


def answers(task: Task, kind: Kind) -> Mapping[str, Answer]:
    """Return what is known of each part of a row.

    `blank` is a cell of the paper that was left empty, `not-in-paper` a part that its table has
    no column for, `unclear` a time that is somebody else's.
    """
    return {part: _ANSWERS[part](task, kind) for part in PARTS}


def _recorded(key: str) -> Callable[[Task, Kind], Answer]:
    def answer(task: Task, kind: Kind) -> Answer:
        del kind
        return "stated" if getattr(task, key) else "not-in-paper"

    return answer


def _time(task: Task, kind: Kind) -> Answer:
    del task
    if kind == "dated" or kind in REGULAR:
        return "stated"
    return "unclear" if kind == "awaiting" else "blank"


def _always(task: Task, kind: Kind) -> Answer:
    del task, kind
    return "stated"  # a row without one of these is an error of the file


_ANSWERS: Mapping[str, Callable[[Task, Kind], Answer]] = {
    "content": _always,
    "lead": _always,
    "coordination": lambda task, _: "stated" if task.coordinating else "blank",
    "time": _time,
    **{part: _recorded(key) for part, key in KEYS.items()},
}
