"""A row as confirmations name it, so that a wrong code is seen: who leads it, what it is about."""

from __future__ import annotations

from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.plan.office import Department

_MOST_LETTERS = 120
_MOST_LEADS = 3


def row_line(leads: Sequence[str], text: str, departments: Iterable[Department]) -> str:
    """Return the names of the departments that lead a row, and the beginning of its words."""
    names = {department.code: department.name for department in departments}
    lead = f"{_leads_words([names.get(code, code) for code in leads])}: " if leads else ""
    return f"  {lead}{shortened(text)}"


def _leads_words(leads: Sequence[str]) -> str:
    more = f" và {len(leads) - _MOST_LEADS} đơn vị khác" if len(leads) > _MOST_LEADS else ""
    return one_line("; ".join(leads[:_MOST_LEADS])) + more


def shortened(text: str) -> str:
    """Return a text on one line, cut after a word where it is long."""
    line = one_line(text)
    if len(line) <= _MOST_LETTERS:
        return line
    cut = line[: _MOST_LETTERS + 1].rpartition(" ")[0] or line[:_MOST_LETTERS]
    return f"{cut.rstrip(' .,;:')} …"
