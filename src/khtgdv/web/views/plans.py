"""Which plan a row is of, where several are shown side by side."""

from __future__ import annotations

from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe
from khtgdv.web.views.asking import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.web.door.desk import Desk, Words


def plan_words(desk: Desk, plan: str) -> Words:
    """Return the options that choose a plan by its name; those of the desk where none is named.

    The folder is looked up among the plans of the desk: an address names no place on the disk.
    """
    if not plan:
        return desk.words
    selection = ask("overdue", desk.words).selection
    for known in selection.portfolio if selection else ():
        if known.name == plan:
            return (("data", known.folder), ("year", str(known.year)))
    raise UsageError(f'Không có kế hoạch "{escape_unsafe(plan)}".', "về trang danh sách rồi chọn")
