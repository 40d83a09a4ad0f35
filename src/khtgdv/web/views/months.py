"""The months before and after the one that a calendar shows."""

from __future__ import annotations

from datetime import date, timedelta

from khtgdv.dates.periods import month_end
from khtgdv.web.views.links import page_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.document.document import Document


def months_around(calendar: Document, query: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return the links to the months beside that of a calendar, with what else was asked."""
    cells = (value for row in calendar.tables[0].rows for value in row.values.values())
    first = next(value for value in cells if isinstance(value, date))
    before = first.replace(day=1) - timedelta(days=1)
    after = month_end(first.year, first.month) + timedelta(days=1)
    kept = [(name, value) for name, values in query.items() for value in values
            if name not in ("month", "week", "as-of")]  # fmt: skip
    return [
        {
            "href": page_address("calendar", (("month", f"{day:%Y-%m}"), *kept)),
            "label": f"{arrow} Tháng {day.month}/{day.year}",
        }
        for arrow, day in (("←", before), ("→", after))
    ]
