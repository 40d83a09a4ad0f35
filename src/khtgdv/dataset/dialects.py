"""What differs between the engines that read a dataset: one line each."""

from __future__ import annotations

from khtgdv.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine names the files of a dataset, takes a list apart, and reckons with dates.

    `source` has the folder's place, `explode` that of a list's column: it makes a row for each of
    its values under the name `value`, one row without it where there is none. `month` gives the
    key of a day's month, `days` the days between two days.
    """

    source: str
    quote: str
    explode: str
    month: str
    days: str

    def files_in(self, folder: str) -> str:
        """Return the intervals in a folder as a table; a mark in its name ends no name here."""
        return self.source.format(folder.replace(self.quote, self.quote * 2))


DIALECTS: dict[str, Dialect] = {
    "duckdb": Dialect(
        "read_parquet('{}/intervals/**/*.parquet', hive_partitioning = true)", "'",
        "LEFT JOIN LATERAL (SELECT unnest({}) AS value) AS each ON true",
        "strftime({}, '%Y-%m')", "date_diff('day', {}, {})",
    ),
    "spark": Dialect(
        "parquet.`{}/intervals`", "`", "LATERAL VIEW OUTER explode({}) each AS value",
        "date_format({}, 'yyyy-MM')", "datediff(DAY, {}, {})",
    ),
}  # fmt: skip


def text(value: str) -> str:
    """Return a text as SQL has it."""
    return "'" + value.replace("'", "''") + "'"


def day(value: object) -> str:
    """Return a day as SQL has it."""
    return f"DATE '{value}'"
