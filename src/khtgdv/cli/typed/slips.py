"""Words with a slip of which only one reading is likely, and that reading.

A looking command takes it; one that records asks first.
"""

from __future__ import annotations

import re

from khtgdv.cli.typed.option_names import end_of_run
from khtgdv.text import OTHER_DASHES, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Letters of another alphabet that look like those of IDs.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаекорсух", "ABEKMHOPCTYXaekopcyx")
_DASH = f"[-{OTHER_DASHES}]"
_ID = rf"([A-Za-z]{{1,3}}[0-9]{{0,2}})(?:{_DASH}|[.])([0-9]{{1,3}})"
_NUMBER = "[0-9]{1,3}"
# `T03-01-05`, `T03-01-T03-05`, `T03-01 - 05`: with a dash an ID has one number only.
_DASHED_RANGE = rf"{_ID}\s*{_DASH}\s*({_ID}|{_NUMBER})"
_OLD_MONTHS = {"gieng": "1", "chap": "12"}
_YEAR = r"(--year=)?([0-9]{2})"
_TIMES = ("--month", "--due", "--during", "--to", "--from", "--on", "--as-of", "--start")
# Commands of which a number behind an ID can be nothing but a row.
_OF_ROWS = frozenset({"show", "done", "start", "cancel", "reopen"})
_OF_RANGES = frozenset({"extend", "update", "log", "remove"})  # of rows; a number may be a time


def mended(command: str, words: Sequence[str]) -> list[str]:
    """Return words without slips; the words themselves of nearly every line."""
    end = end_of_run(words)
    run = [*map(_without_lookalikes, words[:end])]
    if command in _OF_ROWS:
        run = [*_rows(run)]
    elif command in _OF_RANGES:
        run = [*map(_as_range, run)]
    options = [*_with_ranges(_with_years(words[end:]))]
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
        if not is_of_rows:
            yield word
        elif section and re.fullmatch(_NUMBER, word):
            yield f"{section}-{word}"
        else:
            yield _as_range(word)


def _as_range(text: str) -> str:
    """Return a range of rows with a dash as one with dots; any other text as it is."""
    dashed = re.fullmatch(_DASHED_RANGE, text.strip())
    if dashed is None:
        return text
    section, first, last, *other_end = dashed.groups()
    return f"{section}-{first}..{'-'.join(other_end) if all(other_end) else f'{section}-{last}'}"


def _with_ranges(words: Iterable[str]) -> Iterator[str]:
    """Yield options with the rows that `--id` names as ranges with dots."""
    before = ""
    for word in words:
        name, equals, value = word.partition("=")
        if before == "--id":
            yield ",".join(map(_as_range, word.split(",")))
        elif equals and name == "--id":
            yield f"{name}={','.join(map(_as_range, value.split(',')))}"
        else:
            yield word
        before = word


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
