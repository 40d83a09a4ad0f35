"""Which state of which row of a plan a row of a document is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from khtgdv.document.document import Row
from khtgdv.document.row_version import Revision, RowVersion


def test_what_is_no_row_of_a_plan_is_of_no_version() -> None:
    assert Row({"id": "T01-01"}).version() == RowVersion()


def test_the_first_revision_counts_facts_and_tells_the_day_of_the_last() -> None:
    version = RowVersion(fact_count=3, last_fact=date(2026, 3, 31))
    assert version.first_revision == Revision(3, datetime(2026, 3, 31, tzinfo=UTC))
