"""The words of a row's deadline, held against its keys: what they name and no key says."""

from __future__ import annotations

from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.words.reading import Reading, agrees, read_words
from khtgdv.text import one_line
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.dates.periods import DateRange
    from khtgdv.schedule.words.years import Years

Work = Task | Inspection
_MAX_QUOTED = 60


class Advice(NamedTuple):
    """What is wrong with the words at a key, and what to write; the code is that of the finding.

    It holds only where the key `relies_on` could be read.
    """

    key: str
    code: str
    message: str
    hint: str
    relies_on: str


def advice_on_words(work: Work, years: Years) -> Advice | None:
    """Return what to do about a time in words that no key says, or that another one contradicts."""
    if work.due_text is None or (isinstance(work, Task) and work.repeat):
        return None
    if work.due is None and (work.extensions or (isinstance(work, Task) and work.waits_for)):
        return None
    reading = read_words(work.due_text, years)
    if work.due is None:
        return _in_words(work, work.due_text, reading, years)
    return None if agrees(reading, work.due) else _differs(work.due_text, work.due, reading)


def _in_words(work: Work, text: str, reading: Reading, years: Years) -> Advice | None:
    lines = list(_lines_to_add(work, reading, years))
    if not lines:
        return None
    key = lines[0].partition(":")[0]
    message = f"hạn ghi bằng lời {_quoted(text)}, chưa ghi {key}"
    choice = f" ({reading.choice})" if reading.choice else ""
    hint = f"ghi {' và '.join(lines)}{choice}"
    return Advice("due_text", "deadline-in-words", message, hint, key)


def _lines_to_add(work: Work, reading: Reading, years: Years) -> Iterator[str]:
    """Yield the lines of the file that say what words say, the one that matters most first."""
    if len(reading.rules) == 1 and isinstance(work, Task):
        yield f"repeat: {reading.rules[0]}"
    elif reading.rules and isinstance(work, Task):
        yield f"repeat: [{', '.join(map(str, reading.rules))}]"
    if reading.due:
        yield f"due: {reading.due}"
    if reading.start and not (work.start and _touch(work.start, reading.start)):
        yield f"start: {reading.start}"
    elif work.start is None and any(rule.interval > 1 for rule in reading.rules):
        yield f"start: {years.span.start.isoformat()[:7]}"  # from which every second is counted


def _touch(first: DateRange, second: DateRange) -> bool:
    return first.overlaps(second.start, second.end)


def _differs(text: str, due: DateRange, reading: Reading) -> Advice:
    named = reading.due or reading.times[-1][0]
    message = f"thời hạn due: {due} khác lời văn {_quoted(text)}"
    hint = f"theo lời văn là due: {named}; sửa một trong hai cho đúng văn bản"
    return Advice("due", "deadline-differs", message, hint, "due_text")


def _quoted(text: str) -> str:
    words = one_line(text)
    return f"“{words}”" if len(words) <= _MAX_QUOTED else f"“{words[:_MAX_QUOTED]}…”"
