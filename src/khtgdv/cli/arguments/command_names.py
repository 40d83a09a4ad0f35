"""What commands are called in Vietnamese, and which command the first words of a line name.

`qua-han`, `quá hạn`, `QUA HAN` and `quas hanj` (the keyboard program off) are all `overdue`.
"""

from __future__ import annotations

from functools import cache

from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.keystrokes import has_same_keys
from khtgdv.text import escape_unsafe, fold, name_key
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HELP = "help"  # no command of the table: `khtgdv help overdue` is `khtgdv overdue --help`
# The first name stands in the help and is completed; the others are taken too.
VIETNAMESE_NAMES: Mapping[str, tuple[str, ...]] = {
    "summary": ("tổng quan", "tổng hợp", "tình hình", "thống kê"),
    "list": ("danh sách", "tìm", "liệt kê", "ds", "tìm kiếm"),
    "show": ("xem", "chi tiết"),
    "overdue": ("quá hạn", "trễ hạn", "việc quá hạn"),
    "upcoming": ("sắp đến hạn", "sắp tới hạn", "đến hạn", "sắp hạn"),
    "workload": ("khối lượng", "khối lượng công việc"),
    "department": ("phòng", "đơn vị"),
    "calendar": ("lịch",),
    "timeline": ("tiến độ năm", "sơ đồ", "đường thời gian"),
    "inspections": ("kiểm tra", "giám sát", "khảo sát", "kiểm tra giám sát"),
    "report": ("báo cáo",),
    "changes": ("thay đổi", "đã ghi nhận"),
    "remind": ("nhắc", "nhắc việc", "thư nhắc"),
    "history": ("lịch sử", "ai ghi"),
    "clarity": ("độ rõ", "6 rõ", "5 rõ", "sáu rõ", "năm rõ"),
    "references": ("viện dẫn", "văn bản viện dẫn"),
    "glossary": ("viết tắt", "chữ viết tắt"),
    "web": ("trang web", "trình duyệt", "mở trang"),
    "validate": ("soát tệp", "kiểm lỗi", "soát lỗi"),
    "lint": ("soát lời văn", "soát chữ", "soát văn"),
    "done": ("xong", "hoàn thành", "đã xong"),
    "reopen": ("mở lại",),
    "start": ("bắt đầu",),
    "update": ("cập nhật",),
    "extend": ("gia hạn", "ấn định", "ấn định thời hạn"),
    "cancel": ("hủy", "huỷ", "hủy bỏ"),
    "log": ("ghi kỳ", "nhật ký"),
    "visit": ("đã kiểm tra", "ghi kiểm tra"),
    "add": ("thêm", "thêm việc"),
    "remove": ("bỏ", "xóa", "xoá"),
    "edit": ("sửa", "sửa tệp"),
    "undo": ("hoàn tác", "lùi lại"),
    "redo": ("ghi lại",),
    "fmt": ("trình bày", "sắp lại tệp"),
    "init": ("tạo", "tạo kế hoạch", "kế hoạch mới"),
    "rollover": ("năm sau", "sang năm"),
    "import": ("nhập", "nhập kế hoạch"),
    "use": ("dùng", "chọn kế hoạch"),
    "export": ("xuất", "xuất dữ liệu"),
    "sql": ("câu hỏi sql", "câu sql"),
    "schema": ("lược đồ",),
    "doctor": ("chẩn đoán", "khám"),
    "completion": ("gợi ý",),
    HELP: ("trợ giúp", "giúp", "hướng dẫn"),
}
# What people ask for by a word that is no command, and how it is done.
_OTHER_WORDS: Mapping[str, str] = {
    "in": "ra giấy thì thêm --output: khtgdv department VP --output vp.docx",
    "giao": 'giao việc: khtgdv update T03-05 --assignee "Bà B"',
    "ghi chú": 'ghi chú vào việc: khtgdv update T03-05 --note "chờ ý kiến"',
    "tiến độ": "ghi tiến độ: khtgdv update T03-05 --progress 60; xem cả năm: khtgdv timeline",
    "lưu": "mỗi lệnh ghi đã lưu ngay vào tệp; xem lại: khtgdv changes",
    "gửi": "thư cho từng đơn vị: khtgdv remind --output thu-nhac",
    "thoát": "mỗi lệnh chạy xong thì tự thoát",
}
_MOST_WORDS = 4
_LEAST_LIKENESS = 0.6


class NamedCommand(NamedTuple):
    """A command, and how many words of a line name it."""

    name: str
    word_count: int


def short_name(command: str) -> str:
    """Return the Vietnamese name of a command as it is typed in one word: `qua-han`."""
    return slug(VIETNAMESE_NAMES[command][0])


def slug(name: str) -> str:
    """Return a name as one word without accents."""
    return fold(name).replace(" ", "-")


def _every_name() -> Iterator[tuple[str, str]]:
    """Yield every name of a command with the command, the Vietnamese ones first."""
    yield from ((name, command) for command, names in VIETNAMESE_NAMES.items() for name in names)
    yield from ((name, name) for name in (*COMMANDS, HELP))


@cache
def _command_by_key() -> dict[str, str]:
    """Return the command of every name, compared without case, accents, blanks and marks."""
    return {name_key(name): command for name, command in _every_name()}


def command_of(text: str) -> str | None:
    """Return the command that is called so, however that is written; None where there is none."""
    if command := _command_by_key().get(name_key(text)):
        return command
    return next((command for name, command in _every_name() if has_same_keys(text, name)), None)


def command_at(words: Sequence[str]) -> NamedCommand | None:
    """Return the command that the first words name: the longest name counts."""
    count = next((n for n, word in enumerate(words) if word.startswith("-")), len(words))
    for length in range(min(count, _MOST_WORDS), 0, -1):
        if command := command_of(" ".join(words[:length])):
            return NamedCommand(command, length)
    return None


def nearest_command(words: Sequence[str]) -> str | None:
    """Return the command whose name looks most like the first words; None if none is near."""
    import difflib

    best, nearest = _LEAST_LIKENESS, None
    for typed in {" ".join(words[:length]) for length in range(1, _MOST_WORDS)}:
        for key, command in _command_by_key().items():
            likeness = difflib.SequenceMatcher(None, name_key(typed), key).ratio()
            if likeness > best:
                best, nearest = likeness, command
    return nearest


def advice_for(words: Sequence[str]) -> str | None:
    """Return how that is done what the first words ask for, which are no command."""
    if (place := next((n for n in range(1, len(words)) if command_at(words[n:])), 0)) and (
        command := command_at(words[place:])
    ):
        in_order = " ".join([command.name, *words[:place]])
        moved = f"lệnh đứng trước: khtgdv {escape_unsafe(in_order)}"
    else:
        moved = None
    by_key = {name_key(name): advice for name, advice in _OTHER_WORDS.items()}
    keys = (name_key(" ".join(words[:length])) for length in (2, 1))
    return next((by_key[key] for key in keys if key in by_key), moved)


def both_names(command: str) -> str:
    """Return a command as it is suggested: its name, and the Vietnamese one behind it."""
    return f"khtgdv {command} (khtgdv {short_name(command)})"
