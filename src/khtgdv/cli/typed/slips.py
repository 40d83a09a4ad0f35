"""Words with a slip of which only one reading is likely, and that reading.

A looking command takes it; one that records asks first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.cli.typed.option_names import end_of_run
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters of another alphabet that look like those of IDs.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаекорсух", "ABEKMHOPCTYXaekopcyx")
_ID = r"([A-Za-z]{1,3}[0-9]{0,2})[-.]([0-9]{1,3})"
_DASHED_RANGE = rf"{_ID}-([0-9]{{1,3}})"
_NUMBER = "[0-9]{1,3}"
_OLD_MONTHS = {"gieng": "1", "chap": "12"}
_YEAR = r"(--year=)?([0-9]{2})"
_TIMES = ("--month", "--due", "--during", "--to", "--from", "--on", "--as-of", "--start")
# Commands of which a number behind an ID can be nothing but a row.
_OF_ROWS = frozenset({"show", "done", "start", "cancel", "reopen"})


def mended(command: str, words: Sequence[str]) -> list[str]:
    """Return words without slips; the words themselves of nearly every line."""
    end = end_of_run(words)
    run = [*map(_without_lookalikes, words[:end])]
    if command in _OF_ROWS:
        run = [*_rows(run)]
    options = [*_with_years(words[end:])]
    return [*_months(run), *options] if not command else [*run, *_times(options)]


def _without_lookalikes(word: str) -> str:
    plain = word.translate(_LOOKALIKES)
    return plain if re.match(_ID, plain) else word


def _rows(run: Sequence[str]) -> Iterator[str]:
    """Yield the rows of a run that has only rows and numbers: `T03-01 02`, `T03-01-05`."""
    is_of_rows = all(re.fullmatch(f"{_ID}|{_DASHED_RANGE}|{_NUMBER}", word) for word in run)
    section = ""
    for word in run:
        match = re.match(_ID, word)
        section = match[1] if match else section
        dashed = re.fullmatch(_DASHED_RANGE, word)
        if dashed and is_of_rows:
            yield f"{section}-{dashed[2]}..{section}-{dashed[3]}"
        else:
            is_number = is_of_rows and section and re.fullmatch(_NUMBER, word)
            yield f"{section}-{word}" if is_number else word


def _with_years(words: Sequence[str]) -> Iterator[str]:
    for before, word in zip(["", *words], words, strict=False):
        match = re.fullmatch(_YEAR, word)
        is_year = match and (match[1] or before == "--year")
        yield f"{match[1] or ''}20{match[2]}" if match and is_year else word


def _times(words: Sequence[str]) -> list[str]:
    """Return options with `tháng giêng` behind one that takes a time as `tháng 1`."""
    for place, word in enumerate(words[:-1]):
        if word in _TIMES:
            end = place + 1 + end_of_run(words[place + 1 :])
            return [*words[: place + 1], *_months(words[place + 1 : end]), *_times(words[end:])]
    return [*words]


def _months(run: Sequence[str]) -> list[str]:
    match = re.fullmatch("(?:thang )?(gieng|chap)", fold(" ".join(run)))
    return ["tháng", _OLD_MONTHS[match[1]]] if match else [*run]
