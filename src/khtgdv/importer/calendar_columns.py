"""Columns that are the months or quarters of the year, with a mark where a row has its time."""

from __future__ import annotations

import re
from itertools import pairwise

from khtgdv.text import fold, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# `Tháng 3`, `T3`, or `Thời gian thực hiện 3` where the months stand below one heading.
_MONTH = re.compile(r"(?:.*\b(?:thang |t\.?)|(?:thoi gian|tien do|lich)\b.* )?(0?[1-9]|1[0-2])")
_QUARTER = re.compile(r"(?:.*\b)?(?:quy |q\.?)(iv|i{1,3}|[1-4])")
_FEWEST = {"tháng": 4, "quý": 2}  # columns; a single one is a heading of another kind
_MARK = re.compile(r"[xv+*•●■✓✔√]{1,3}", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}")


def calendar_columns(texts: Sequence[str]) -> dict[int, str]:
    """Return the columns that are months or quarters, each with its words; none where few are."""
    for unit, pattern in (("tháng", _MONTH), ("quý", _QUARTER)):
        matches = {n: pattern.fullmatch(fold(one_line(text))) for n, text in enumerate(texts)}
        numbers = {n: match[1].lstrip("0") for n, match in matches.items() if match}
        if len(set(numbers.values())) == len(numbers) >= _FEWEST[unit]:
            return {n: f"{unit} {number.upper()}" for n, number in numbers.items()}
    return {}


def marked_time(columns: Mapping[int, str], texts: Mapping[int, str]) -> str:
    """Return in words when a row is done: the months with a mark, or what stands in their cells."""
    filled = [(place, n) for place, n in enumerate(columns) if texts.get(n)]
    if not filled:
        return ""
    if any(not _MARK.fullmatch(texts[n]) for _, n in filled):
        return "; ".join(_said(texts[n], columns[n]) for _, n in filled)
    names = [columns[n] for _, n in filled]
    is_range = len(filled) > 1 and all(b[0] - a[0] == 1 for a, b in pairwise(filled))
    words = f"{names[0]} - {names[-1]}" if is_range else ", ".join(names)
    return words[0].upper() + words[1:]


def _said(text: str, column: str) -> str:
    """Return what a cell says, with the month of its column where it does not say it itself."""
    if _MARK.fullmatch(text):
        return column
    if _DAY.fullmatch(text) and column.startswith("tháng"):
        return f"{text}/{column.removeprefix('tháng ')}"
    return text if re.search(r"\d/\d", text) else f"{text} {column}"
