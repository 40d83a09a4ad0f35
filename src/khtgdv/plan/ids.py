"""Where a row stands and what it is called: IDs tell a row's section and its place there.

The months, regular work, inspections and rows that are numbered without headings have sections of
their own; all others are declared in the plan's file, in the order of the paper.
"""

from __future__ import annotations

import re

from khtgdv.errors import UsageError
from khtgdv.text import OTHER_DASHES, ascii_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MONTH_SECTIONS = tuple(f"T{month:02}" for month in range(1, 13))
REGULAR_SECTION, INSPECTION_SECTION, NUMBERED_SECTION = "TX", "KT", "NV"
# Sections of tasks that need no declaration.
TASK_SECTIONS = (*MONTH_SECTIONS, REGULAR_SECTION, NUMBERED_SECTION)
# What the sections that need no declaration are called in the paper (a zero before months 1 and 2
# only: Nghị định 30/2020, Phụ lục I).
SECTION_TITLES = {
    **{code: f"Tháng {code[1:] if code < 'T03' else int(code[1:])}" for code in MONTH_SECTIONS},
    REGULAR_SECTION: "Nhiệm vụ thường xuyên, định kỳ",
    NUMBERED_SECTION: "Nhiệm vụ",
    INSPECTION_SECTION: "Kiểm tra, giám sát, khảo sát",
}
_CODE_PART = "(?:[A-ZĐ]{1,8}(?:[1-9][0-9]{0,2})?|[1-9][0-9]{0,3})"
_CODE = rf"{_CODE_PART}(?:\.{_CODE_PART})*"
_PADDED_NUMBER = "(0[1-9]|[1-9][0-9]+)"
# A number as the paper writes it: `3`, `03`, `12a`, `2.10`.
_NUMBER = r"0{0,2}[1-9][0-9]{0,5}(?:\.[1-9][0-9]{0,5})*[a-zđ]?"
# Their numbers have two digits at least, and so one form only.
_PADDED_SECTIONS = frozenset({*MONTH_SECTIONS, REGULAR_SECTION, INSPECTION_SECTION})
_RESERVED_CODE = f"T[0-9]*|{REGULAR_SECTION}|{INSPECTION_SECTION}|{NUMBERED_SECTION}"
SECTION_CODE_PATTERN = rf"(?!(?:{_RESERVED_CODE})$){_CODE}"
INSPECTION_ID_PATTERN = rf"{INSPECTION_SECTION}-{_PADDED_NUMBER}"
_MONTH_OR_REGULAR_ID = rf"(?:T(?:0[1-9]|1[0-2])|{REGULAR_SECTION})-{_PADDED_NUMBER}"
TASK_ID_PATTERN = rf"{_MONTH_OR_REGULAR_ID}|(?!(?:T[0-9]*|TX|KT)-){_CODE}-{_NUMBER}"
# Patterns stay texts: every command imports this module, and few of them compile one.
_BETWEEN = " ._/-"  # what people put between a section and a number
_TYPED_CODE = r"[A-ZĐ0-9]+(?:\.[A-ZĐ0-9]+)*"
_TYPED_NUMBER = r"[0-9]{1,8}(?:\.[0-9]{1,8})*[A-ZĐ]?"
_MAX_TYPED = 40  # characters
# A row's number so that numbers compare: 2.9 before 2.10, 12 before 12a before 13.
RowNumber = tuple[tuple[int, ...], str]
# The ways one reading may be written in a file.
Spellings = tuple[str, ...]


def task_id_pattern(declared: Iterable[str]) -> str:
    """Return the pattern of the IDs that a plan with these sections has."""
    codes = "|".join(map(re.escape, (NUMBERED_SECTION, *declared)))
    return rf"{_MONTH_OR_REGULAR_ID}|(?:{codes})-{_NUMBER}"


def is_reserved_code(code: str) -> bool:
    """Tell whether a section's code is one that needs no declaration, or looks like a month's."""
    return re.fullmatch(_RESERVED_CODE, code) is not None


def section_of(row: str) -> str:
    """Return the section that an ID begins with: `T03` of `T03-12`."""
    return row.rpartition("-")[0]


def is_in_own_section(row: str) -> bool:
    """Tell whether a row's section is the plan's own, neither a month nor regular work."""
    return section_of(row) not in _PADDED_SECTIONS


def number_text(row: str) -> str:
    """Return a row's number as its ID has it: `12a` of `II-12a`."""
    return row.rpartition("-")[2]


def row_number(row: str) -> RowNumber | None:
    """Return the number of an ID; None where it has none."""
    section, dash, text = row.rpartition("-")
    if not (section and dash and re.fullmatch(_NUMBER, text)):
        return None
    suffix = text.lstrip("0123456789.")
    return tuple(map(int, text.removesuffix(suffix).split("."))), suffix


def row_key(row: str) -> object:
    """Return what two IDs have in common that name one row: `NV-3` and `NV-03`."""
    section = section_of(row)
    number = None if section in _PADDED_SECTIONS else row_number(row)
    return (section, number) if number else row


def row_id_in(section: str, number: str) -> str:
    """Return the ID of a row of a section, its number in the form the section's numbers have."""
    return f"{section}-{number:0>2}" if section in _PADDED_SECTIONS else f"{section}-{number}"


def months_from(first_month: int) -> tuple[str, ...]:
    """Return the sections of the months in the order of a plan that begins with one of them."""
    return (*MONTH_SECTIONS[first_month - 1 :], *MONTH_SECTIONS[: first_month - 1])


def section_order(declared: Iterable[str], first_month: int = 1) -> dict[str, int]:
    """Return the place of each section in the paper: the months, what is declared, regular work.

    The months begin with the first of the plan's span.
    """
    months = months_from(first_month)
    codes = (INSPECTION_SECTION, *months, NUMBERED_SECTION, *declared, REGULAR_SECTION)
    return {code: place for place, code in enumerate(codes)}


def next_id(ids: Iterable[str], section: str) -> str:
    """Return the ID after the last one of a section, in the form that its numbers have.

    `12a` goes on with 13; a section whose numbers are all like `2.4` with 2.5.
    """
    numbers = {row: number[0] for row in ids if (number := row_number(row))}
    rows = [row for row in numbers if section_of(row) == section]
    whole = [numbers[row] for row in rows if len(numbers[row]) == 1]
    *head, last = max(whole or [numbers[row] for row in rows], default=(0,))
    zeros = section in _PADDED_SECTIONS or any(number_text(row)[0] == "0" for row in rows)
    return f"{section}-{'.'.join([*map(str, head), f'{last + 1:0{1 + zeros}}'])}"


def row_to_insert_after(
    ids: Sequence[str], section: str, declared: Iterable[str] = (), first_month: int = 1
) -> str | None:
    """Return the row after which a new one of a section stands; None at the beginning.

    Sections stand in the order of the paper.
    """
    order = section_order(declared, first_month)
    places = {row: order.get(section_of(row), -1) for row in ids if row_number(row)}
    last = max((place for place in places.values() if 0 <= place <= order[section]), default=None)
    return next((row for row in reversed(ids) if places.get(row, -1) == last), None)


def typed_id_readings(text: str) -> Iterator[list[Spellings]]:
    """Yield what a typed ID may mean, the plainest readings first; each is written in some ways.

    Case, leading zeros, the kind of dash and blanks do not count. The plainest reading has a dash
    between the section and the number, then comes one with another sign there; without any the
    text may be cut in several places. A number alone is a row of a plan without headings. `d` may
    stand for `đ`.
    """
    typed = re.sub(f"[{OTHER_DASHES}]", "-", ascii_width(text).strip()).upper()
    cuts = [*_cuts(typed)] if len(typed) <= _MAX_TYPED else []
    for letter in "DĐ":
        for tier in range(3):
            readings = (
                _spellings(code.replace("D", letter), number.replace("D", letter))
                for code, between, number in cuts
                if tier == (0 if "-" in between else 1 if between else 2)
            )
            yield list(dict.fromkeys(readings))


def rows_numbered(text: str, ids: Iterable[str]) -> list[str]:
    """Return the rows of declared sections that have a typed number in the paper: `2.1`, `12a`."""
    typed = _without_zeros(text.strip()).lower()
    if not re.fullmatch(_NUMBER, typed):
        return []
    return [
        row for row in filter(is_in_own_section, ids) if _without_zeros(number_text(row)) == typed
    ]


def _cuts(typed: str) -> Iterator[tuple[str, str, str]]:
    """Yield a typed ID cut into its section, what stands between, its number."""
    for place in range(len(typed)):
        head, tail = typed[:place].rstrip(_BETWEEN), typed[place:].lstrip(_BETWEEN)
        code = re.sub("(?<=[A-ZĐ])[ _]+(?=[0-9])", "", head)
        number = re.sub("(?<=[0-9])[ _]+(?=[A-ZĐ]$)", "", tail)
        if re.fullmatch(_TYPED_NUMBER, number) and (not code or re.fullmatch(_TYPED_CODE, code)):
            between = typed[len(head) : len(typed) - len(tail)]
            yield code or NUMBERED_SECTION, between, number


def _spellings(code: str, number: str) -> Spellings:
    """Return how files may write a section and a number, the form as typed first."""
    code, plain = section_code(code), _without_zeros(number).lower()
    if code in _PADDED_SECTIONS:
        return (row_id_in(code, plain),)
    whole, dot, rest = plain.partition(".")
    width = len(whole.rstrip("abcdefghijklmnopqrstuvwxyzđ"))
    padded = [f"{'0' * (zeros - width)}{whole}{dot}{rest}" for zeros in (2, 3)]
    return tuple(dict.fromkeys(f"{code}-{form}" for form in (number.lower(), plain, *padded)))


def section_code(text: str) -> str:
    """Return a section's code as files write it: `t3` is `T03`, `ii` is `II`."""
    code = _without_zeros(text.strip().upper())
    return f"T{code[1:]:0>2}" if code[:1] == "T" and code[1:].isdigit() else code


def _without_zeros(text: str) -> str:
    return re.sub("(?<![0-9])0+(?=[0-9])", "", text)


def year_of(
    row_ids: Iterable[str], years: Mapping[int, Mapping[str, bool]], focus_year: int
) -> int:
    """Return the year whose rows are meant; UsageError where that is not certain.

    IDs begin anew each year. `years` has the rows of each year, and whether they are left over:
    such a row of an earlier year may well be the one that is meant.
    """
    row_by_year: dict[int, str] = {}
    for row in row_ids:
        holding = [year for year, rows in years.items() if row in rows]
        years_with_open_row = [year for year in holding if year < focus_year and years[year][row]]
        if focus_year in holding and years_with_open_row:
            year_list = ", ".join(str(year) for year in sorted({focus_year, *years_with_open_row}))
            hint = "chọn một năm, ví dụ --year " + str(focus_year)
            raise UsageError(f"{row} có trong kế hoạch của nhiều năm: {year_list}.", hint)
        row_by_year[focus_year if focus_year in holding else max(holding)] = row
    if len(row_by_year) > 1:
        year_list = ", ".join(f"{row} (năm {year})" for year, row in sorted(row_by_year.items()))
        raise UsageError(f"Các mã thuộc nhiều năm: {year_list}.", "ghi từng năm một")
    return next(iter(row_by_year), focus_year)
