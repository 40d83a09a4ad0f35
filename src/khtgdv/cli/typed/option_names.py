"""What options are called besides: Vietnamese words, other words, other dashes."""

from __future__ import annotations

import re

from khtgdv.text import OTHER_DASHES, fold, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

# Of the options that a name may stand for, the first that the command has is meant.
OPTION_NAMES: Mapping[str, tuple[str, ...]] = {
    "tháng": ("--month",),
    "năm": ("--year",),
    "ngày": ("--on", "--as-of"),
    "date": ("--on", "--as-of"),
    "tính đến": ("--as-of",),
    "đến hết": ("--as-of",),
    "tuần": ("--week",),
    "đến": ("--to", "--as-of"),
    "đến ngày": ("--to", "--as-of"),
    "until": ("--to", "--as-of"),
    "từ": ("--from",),
    "từ ngày": ("--from",),
    "phòng": ("--department", "--lead"),
    "đơn vị": ("--department", "--lead"),
    "department": ("--lead",),
    "dept": ("--department", "--lead"),
    "d": ("--lead",),
    "chủ trì": ("--lead", "--department"),
    "lead": ("--department",),
    "phối hợp": ("--coordinating",),
    "người": ("--assignee",),
    "người thực hiện": ("--assignee",),
    "người được giao": ("--assignee",),
    "lãnh đạo": ("--leader",),
    "lãnh đạo phụ trách": ("--leader",),
    "trạng thái": ("--state",),
    "tình trạng": ("--state",),
    "status": ("--state",),
    "loại": ("--kind",),
    "mục": ("--section",),
    "mã": ("--id",),
    "hạn": ("--due", "--to"),
    "thời hạn": ("--due", "--to"),
    "bắt đầu": ("--starts", "--start"),
    "trong": ("--during", "--within"),
    "trọng tâm": ("--focus",),
    "nội dung": ("--task",),
    "việc": ("--task",),
    "lý do": ("--reason",),
    "vì": ("--reason",),
    "kết quả": ("--result",),
    "số hiệu": ("--result", "--document", "--number"),
    "văn bản": ("--document", "--result"),
    "ghi chú": ("--note",),
    "notes": ("--note",),
    "tiến độ": ("--progress",),
    "sản phẩm": ("--product",),
    "trách nhiệm": ("--responsibility",),
    "thẩm quyền": ("--authority",),
    "tệp": ("--output",),
    "ra tệp": ("--output",),
    "định dạng": ("--format",),
    "sắp xếp": ("--sort",),
    "cột": ("--columns",),
    "số dòng": ("--limit",),
    "lặp lại": ("--repeat",),
    "định kỳ": ("--repeat",),
    "xem thử": ("--dry-run",),
    "trợ giúp": ("--help",),
}
_DASH = rf"[-{OTHER_DASHES}]"
_OPTION = rf"{_DASH}{{1,2}}[^\W\d_].*"
_MOST_WORDS = 4


def looks_like_option(word: str) -> bool:
    """Tell whether a word begins as an option does, with any kind of dash."""
    return re.fullmatch(_OPTION, word, re.DOTALL) is not None


def end_of_run(words: Sequence[str], begin: int = 0) -> int:
    """Return where the next option stands, or the end."""
    rest = range(begin, len(words))
    return next((place for place in rest if looks_like_option(words[place])), len(words))


def option_named(word: str, known: Container[str]) -> tuple[str, str | None] | None:
    """Return the option that a word names and what stands behind `=`; None where it is none."""
    name, given = _name_and_value(word)
    option = f"-{name}" if len(name) == 1 else f"--{fold(name)}"
    for candidate in (option, option.lower(), *_candidates(name)):
        if candidate in known:
            return candidate, given
    return None


def _name_and_value(word: str) -> tuple[str, str | None]:
    """Return the name that a word has without its dashes, and what stands behind `=` or `:`."""
    bare = re.sub(f"^{_DASH}+", "", word)
    name = re.split("[=:]", bare, maxsplit=1)[0]
    return name, None if name == bare else bare[len(name) + 1 :]


def with_dashes(word: str, known: Container[str]) -> str:
    """Return `month=3` as the option it is meant for; other words come back as they are."""
    name, value = _name_and_value(word)
    option = f"--{fold(name)}"
    return f"{option}={value}" if value is not None and option in known else word


def spelled_option(
    word: str, following: Sequence[str], known: Container[str]
) -> tuple[str, int] | None:
    """Return the option that a word and some behind it name, and how many: `--lý do chờ`."""
    named = option_words([re.sub(f"^{_DASH}+", "", word), *following], known)
    return named and (named[0], named[1] - 1)


def option_words(words: Sequence[str], known: Container[str]) -> tuple[str, int] | None:
    """Return the option that the first words name without dashes, and how many words that are."""
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        for candidate in _candidates(" ".join(words[:length])):
            if candidate in known:
                return candidate, length
    return None


def _candidates(name: str) -> Iterator[str]:
    key = name_key(name)
    return (option for word, options in OPTION_NAMES.items() if name_key(word) == key
            for option in options)  # fmt: skip
