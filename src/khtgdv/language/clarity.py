"""How clear a row is: what the paper says of each part of "5 rõ" and "6 rõ", what it leaves out.

Section II.2 of the first plan asks for content, unit, person, co-ordination, time and product;
section III.1 for person, work, progress, product, responsibility and authority.
"""

from __future__ import annotations

from khtgdv.schedule.status import REGULAR_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from khtgdv.plan.model import Task
    from khtgdv.schedule.status import Kind

    Answer = Literal["stated", "unclear", "blank", "not-in-paper"]

ANSWER_LABELS: Mapping[Answer, str] = {
    "stated": "rõ",
    "unclear": "chưa rõ",
    "blank": "bỏ trống",
    "not-in-paper": "không nêu",
}
# The parts in the order people speak of them, and what each is called.
PART_LABELS: Mapping[str, str] = {
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
PART_KEYS: Mapping[str, str] = {
    "person": "assignee",
    "product": "product",
    "responsibility": "responsibility",
    "authority": "authority",
}


def clarity_answers(task: Task, kind: Kind) -> Mapping[str, Answer]:
    """Return what is known of each part of a row.

    `blank` is a cell of the paper that was left empty, `not-in-paper` a part that its table has
    no column for, `unclear` a time that is somebody else's.
    """
    return {part: _ANSWER_FUNCTIONS[part](task, kind) for part in PART_LABELS}


def _answer_from_key(key: str) -> Callable[[Task, Kind], Answer]:
    def answer(task: Task, kind: Kind) -> Answer:
        del kind
        return "stated" if getattr(task, key) else "not-in-paper"

    return answer


def _answer_time(task: Task, kind: Kind) -> Answer:
    del task
    if kind == "dated" or kind in REGULAR_KINDS:
        return "stated"
    return "unclear" if kind in ("awaiting", "worded") else "blank"


def _answer_stated(task: Task, kind: Kind) -> Answer:
    del task, kind
    return "stated"  # a row without one of these is an error of the file


_ANSWER_FUNCTIONS: Mapping[str, Callable[[Task, Kind], Answer]] = {
    "content": _answer_stated,
    "lead": _answer_stated,
    "coordination": lambda task, _: "stated" if task.coordinating else "blank",
    "time": _answer_time,
    **{part: _answer_from_key(key) for part, key in PART_KEYS.items()},
}
