"""What kind of value some words are: a day, a period, a department of the plan, a row's ID."""

from __future__ import annotations

import re
from functools import cached_property

from khtgdv.cli.system.environment import search_plans, today
from khtgdv.dates.periods import format_date
from khtgdv.dates.spans import TypingSpan, typing_span, year_span
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.query.choices import column_named
from khtgdv.query.id_lists import id_range, split_row_ids
from khtgdv.query.names import means_every_department, resolve_kind, resolve_states
from khtgdv.query.ranges import read_range
from khtgdv.query.times.typed import typed_time
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS
from khtgdv.text import OTHER_DASHES, fold, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from khtgdv.source.find import PlanFolder

_ID = r"(?i)(?:[a-zđ]{1,8}[0-9]{0,3}(?:\.[a-zđ0-9]+)*)[ ._/-]*[0-9]{1,4}[a-zđ]?(?:\.[0-9]{1,3})*"
_MOST_WORDS = 12
_AHEAD = (
    r"(?:trong )?(?:vong )?(?P<count>[0-9]{1,4}) ?(?P<unit>d|ngay|tuan|thang)?"
    "(?: (?:toi|nua|sap toi))?"
)
_TO = frozenset({"den", "toi"})
_DAYS_OF = {"d": 1, "ngay": 1, "tuan": 7, "thang": 30}


class WordReader:
    """Tells what words are, in the plan that some folders hold."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Take the folders that the line names; the plan is looked up when it is needed."""
        self._folders = tuple(folders)
        self.readers: Mapping[str, Callable[[str], bool]] = {
            "day": self.is_day,
            "period": self.is_period,
            "range": self.is_range,
            "departments": self.is_department,
            "days": lambda text: self.days(text) is not None,
            "number": self.is_number,
            "ids": self.is_id,
            "states": _is_listed(resolve_states),
            "kinds": _is_listed(resolve_kind),
            "columns": _is_listed(_require_column),
        }

    def longest(self, kind: str, words: Sequence[str]) -> int:
        """Return how many of the first words are one value of a kind; 0 where they are none."""
        reads = self.readers[kind]
        lengths = range(min(len(words), _MOST_WORDS), 0, -1)
        return next((n for n in lengths if reads(" ".join(words[:n]))), 0)

    def is_day(self, text: str) -> bool:
        """Tell whether a text is a day, be it one that the calendar has not."""
        time = typed_time(text, self._span)
        return time is not None and time.may_be_day

    def is_period(self, text: str) -> bool:
        """Tell whether a text is a time of any kind."""
        return typed_time(text, self._span) is not None

    def is_range(self, text: str) -> bool:
        """Tell whether a text is a time or a range of times."""
        try:
            return bool(read_range(text, self._span))
        except KhtgdvError:
            return self.is_period(text)

    def is_number(self, text: str) -> bool:
        """Tell whether a text is a number, with a unit behind it or not."""
        units = "d|ngay|dong|lan|phan tram|%"
        return re.fullmatch(f"[0-9]+ ?(?:{units})?", fold(text)) is not None

    def days(self, text: str) -> int | None:
        """Return how many days a text says that something is ahead; None where it says none."""
        match = re.fullmatch(_AHEAD, " ".join(fold(text).split()))
        return int(match["count"]) * _DAYS_OF[match["unit"] or "ngay"] if match else None

    def is_two_ended(self, words: Sequence[str]) -> bool:
        """Tell whether words are a time from one day to another, with both of them."""
        text = " ".join(words)
        return typed_time(text, self._span) is None and self.is_range(text)

    def ends_somewhere(self, words: Sequence[str]) -> bool:
        """Tell whether words name the end of a time: `đến 15/12`."""
        return name_key(words[0]) in {*_TO, "truoc"}

    def is_id(self, text: str) -> bool:
        """Tell whether a text looks like the IDs of some rows, or ranges of them."""
        parts = [re.sub(f"[{OTHER_DASHES}]", "-", part) for part in split_row_ids([text])]
        looks_so = all(re.fullmatch(_ID, part) or id_range(part) for part in parts)
        return bool(parts) and looks_so and not self.is_period(text)

    def before_deadline(self, words: Sequence[str]) -> Sequence[str]:
        """Return words until `đến 12` where that is a deadline, and not the end of a range."""
        for place in range(1, len(words) - 1):
            if name_key(words[place]) in _TO and not self.is_id(words[place + 1]):
                return words[:place]
        return words

    def is_filler(self, words: Sequence[str]) -> bool:
        """Tell whether the first word says what the second is anyway: `việc T03-12`, `số 5-BC`."""
        key, behind = name_key(words[0]), words[1:2]
        is_work = key in ("viec", "nhiemvu", "ma") and any(map(self.is_id, behind))
        return is_work or (key in ("so", "vb") and any(map(is_document_number, behind)))

    def is_row(self, text: str) -> bool:
        """Tell whether a text may be a row's ID, be it a number alone."""
        return self.is_id(text) or re.fullmatch("[0-9]+[a-z]?(?:[.][0-9]+)*", text) is not None

    def is_department(self, text: str) -> bool:
        """Tell whether a text names departments of the plan, several with commas or not."""
        if means_every_department(text):
            return True
        units = self.with_commas(text)
        return any(directory.codes_of(units) for directory in self._directories)

    def with_commas(self, text: str) -> str:
        """Return several departments that blanks part with commas between them."""
        words = [word for word in re.split(r"[,;\s]+", text.strip(" ,;")) if name_key(word) != "va"]
        for directory in self._directories:
            if directory.codes_of(text):
                return text
            if all(map(directory.codes_of, words)):
                return ",".join(words)
        return text

    def unit_of(self, words: Sequence[str]) -> str:
        """Return the kind of the time that some words are; nothing where they are none."""
        time = typed_time(" ".join(words), self._span)
        return time.kind if time else ""

    def ends_of(self, words: Sequence[str]) -> tuple[str, str] | None:
        """Return the first and the last day of the time that some words are, as they are typed."""
        try:
            period = read_range(" ".join(words), self._span)
        except KhtgdvError:
            return None
        return format_date(period.start), format_date(period.end)

    @cached_property
    def _span(self) -> TypingSpan:
        day = today()
        return typing_span(year_span(day.year), day)

    @cached_property
    def _directories(self) -> list[DepartmentDirectory]:
        return [directory for place in self._plan_folders() for directory in _directories_of(place)]

    def _plan_folders(self) -> Sequence[PlanFolder]:
        try:
            return search_plans(self._folders).folders[:20]
        except (KhtgdvError, OSError):
            return ()


def is_document_number(text: str) -> bool:
    """Tell whether a text is the number of a paper: `145-BC/BTGDVTU`, `12/2026/NĐ-CP`."""
    return re.fullmatch(r"[0-9]+[-/][-/0-9]*[A-ZĐ]{2}[\w/&-]*", text) is not None


def _is_listed(resolve: Callable[[str], object]) -> Callable[[str], bool]:
    """Return what tells whether a text is a word of a closed list, or several with commas."""

    def is_listed(text: str) -> bool:
        try:
            for part in text.split(","):
                resolve(part)
        except UsageError:
            return False
        return True

    return is_listed


def _require_column(text: str) -> None:
    """Raise UsageError where no row has a column of that key or title."""
    titles = {column.key: column.title for column in (*TASK_COLUMNS, *INSPECTION_COLUMNS)}
    if column_named(text.strip().removeprefix("-"), titles) not in titles:
        raise UsageError(text)


def _directories_of(place: PlanFolder) -> Iterator[DepartmentDirectory]:
    """Yield who is known in the newest plan of a folder."""
    from khtgdv.source.load.planfile import read_plan_file

    year = place.years[-1]
    plan_file = read_plan_file(place.folder / f"plan_{year}.yaml", year, str)
    if plan_file.directory:
        yield plan_file.directory
