"""Trouble in the files as data: the catalogue of codes, and one finding with its place."""

from __future__ import annotations

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Level = Literal["error", "warning"]


# Every kind of trouble: its stable code, and in one line what it is. `WARNING_CODES` are those
# that are no errors: the row is read in full, but somebody should look.
CODES: dict[str, str] = {
    # folders and names of files
    "unreadable-folder": "thư mục không xem được: không có quyền, ổ đĩa báo lỗi, liên kết hỏng",
    "deep-folder": "kế hoạch nằm sâu hơn mức tìm kiếm",
    "misnamed-file": "tệp chỉ khác tên một tệp kế hoạch nên không được đọc",
    "file-copy": "bản sao của một tệp kế hoạch nằm cạnh tệp ấy, không được đọc",
    "plan-copy": "hai thư mục cùng là một kế hoạch: cùng số, cơ quan và năm",
    # the file as a whole
    "unreadable-file": "tệp không đọc được, không phải tệp thường hoặc đổi trong lúc đọc",
    "too-large": "tệp lớn hơn mức một kế hoạch có thể cần",
    "too-many-findings": "tệp có nhiều lỗi tới mức không kể hết",
    "not-utf8": "tệp không lưu bằng bảng mã UTF-8",
    "empty-file": "tệp trống",
    "missing-plan-file": "thư mục có nhiệm vụ nhưng thiếu tệp kế hoạch plan_<năm>.yaml",
    "missing-tasks-file": "thư mục có tệp kế hoạch nhưng thiếu tệp nhiệm vụ tasks_<năm>.yaml",
    "conflict-marker": "dấu xung đột của git còn sót trong tệp",
    # its characters
    "control-character": "ký tự điều khiển, ký tự ẩn hoặc ký tự đảo chiều chữ",
    "wrong-encoding": "chữ của bảng mã cũ (VNI, TCVN3), hoặc chữ UTF-8 bị đọc nhầm bảng mã",
    "lost-character": "chữ đã mất khi chuyển bảng mã, chỉ còn ký tự thay thế",
    "tab-character": "dấu TAB ngoài phần chữ trong dấu nháy",
    "odd-space": "dấu cách đặc biệt (dán từ Word) ở chỗ YAML cần dấu cách thường",
    "pasted-character": "TAB, dấu cách, gạch nối đặc biệt hoặc dấu đầu dòng của Word trong chữ",
    "nfd-text": "chữ Việt ở dạng tổ hợp rời (NFD)",
    # its YAML
    "syntax-error": "YAML viết sai",
    "unclosed-quote": "dấu nháy mở mà không đóng",
    "unclosed-bracket": "dấu ngoặc [ hoặc { mở mà không đóng",
    "wrong-indent": "dòng thụt vào không khớp với các dòng ở trên",
    "swallowed-row": "dòng kế hoạch nằm trong một nội dung khác nên không đọc được",
    "joined-item": "dòng bắt đầu bằng dấu - nối vào lời văn ở trên, có thể là mục thụt sai chỗ",
    "split-text": "dấu phẩy trong dấu ngoặc tách một đoạn trong “ ” làm hai mục",
    "too-deep": "lồng nhau quá nhiều tầng",
    "alias": "neo và bí danh YAML (&, *)",
    "merge-key": "khóa gộp YAML (<<)",
    "tag": "nhãn kiểu YAML (!)",
    "several-documents": "nhiều tài liệu YAML trong một tệp",
    # its shape
    "wrong-shape": "sai loại: cần giá trị đơn, danh sách hoặc nhóm khóa",
    "unknown-key": "khóa không có trong định dạng",
    "duplicate-key": "một khóa viết hai lần trong cùng một dòng kế hoạch",
    "missing-key": "thiếu khóa bắt buộc",
    "empty-value": "khóa có mà không có giá trị",
    "blank-text": "chữ bắt buộc mà để trống",
    # its values
    "ambiguous-text": "chữ không có dấu nháy mà chương trình khác đọc thành kiểu khác",
    "unquoted-text": "chữ không có dấu nháy mà một vài chương trình đọc thành kiểu khác",
    "cut-text": "nội dung không có dấu nháy bị dấu # cắt mất phần sau",
    "invalid-id": "mã không đúng dạng",
    "invalid-period": "thời hạn không đúng dạng hoặc không có trong lịch",
    "invalid-date": "ngày không đúng dạng hoặc không có trong lịch",
    "invalid-number": "số không đúng dạng hoặc ngoài khoảng cho phép",
    "invalid-address": "địa chỉ thư không đúng dạng",
    "invalid-choice": "giá trị không nằm trong danh sách cho phép",
    # what they say together
    "duplicate-id": "hai dòng cùng một mã",
    "duplicate-unit": "hai đơn vị cùng mã, tên hoặc tên gọi khác",
    "duplicate-abbreviation": "một chữ viết tắt ghi hai lần",
    "duplicate-holiday": "một ngày nghỉ hoặc ngày làm bù ghi hai lần",
    "unknown-department": "đơn vị không có trong kế hoạch",
    "unknown-section": "mã thuộc một mục không có trong kế hoạch",
    "split-unit": "dấu phẩy ngoài dấu nháy tách tên một đơn vị làm nhiều mục",
    "unknown-focus": "nhiệm vụ trọng tâm không có trong kế hoạch",
    "unknown-task": "mã nhiệm vụ không có trong kế hoạch",
    "unknown-visit": "nơi đã kiểm tra không nằm trong danh sách đơn vị được kiểm tra",
    "year-mismatch": "năm trong tệp khác năm ở tên tệp",
    "date-out-of-range": "ngày quá xa năm của kế hoạch",
    "fact-before-plan": "việc đã ghi có ngày ở trước năm của kế hoạch",
    "due-before-plan": "thời hạn ở trước thời gian (span) của kế hoạch",
    "invalid-due-day": "ngày đến hạn ở lịch định kỳ không hợp với kỳ của lịch",
    "interval-without-start": "lịch mấy kỳ một lần mà dòng không có start để đếm",
    "due-before-start": "thời hạn trước khi bắt đầu",
    "deadline-in-words": "lời văn nêu thời hạn mà chưa ghi due hoặc repeat",
    "deadline-differs": "thời hạn khác lời văn bên cạnh",
    "step-after-deadline": "một bước có hạn sau hạn của cả nhiệm vụ",
    "missing-label": "hai lịch định kỳ trùng kỳ mà không cùng có tên gọi để phân biệt",
    "completed-before-started": "hoàn thành trước khi bắt đầu thực hiện",
    "progress-without-started": "có tiến độ mà không có ngày bắt đầu thực hiện",
    "progress-after-completion": "đã hoàn thành mà tiến độ ghi dưới 100%",
    "progress-without-completion": "tiến độ 100% mà chưa ghi hoàn thành",
    "extension-before-start": "gia hạn tới trước khi bắt đầu",
    "extension-after-close": "gia hạn sau khi đã hoàn thành hoặc đã hủy",
    "completed-and-cancelled": "vừa hoàn thành vừa hủy",
    "log-without-repeat": "có nhật ký định kỳ mà không có lịch định kỳ",
    "unknown-occurrence": "nhật ký ghi một kỳ không có trong lịch định kỳ",
    "ambiguous-occurrence": "nhật ký ghi một kỳ mà hai lịch cùng có",
}
# The file is valid there, and says what it says: a program may have written it so.
LAYOUT_WARNING_CODES = frozenset({"joined-item", "split-text", "unquoted-text", "cut-text"})
WARNING_CODES = LAYOUT_WARNING_CODES | {
    "pasted-character",
    "split-unit",
    "file-copy",
    "plan-copy",
    "fact-before-plan",
    "deadline-in-words",
    "deadline-differs",
    "step-after-deadline",
    "due-before-plan",
    "interval-without-start",
    "progress-after-completion",
    "progress-without-completion",
    "extension-after-close",
    "completed-and-cancelled",
}
# Of these a place in the file says nothing: the folder or the file itself is meant.
PLACE_CODES = frozenset({"unreadable-folder", "deep-folder", "misnamed-file"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of a file: line and column count from 1, `width` in characters."""

    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: where it is, what is wrong, what to do."""

    path: str
    span: Span
    code: str
    message: str
    hint: str | None = None
    row_name: str | None = None
    excerpt: str = ""
    note: str | None = None
    excerpt_start: int = 0  # the column the excerpt of a long line begins at, from 0
    lint_level: Level | None = None  # by a rule of lint, whose codes are none of the catalogue
    rule_name: str = ""  # what that rule is called

    @property
    def level(self) -> Level:
        """`error`, or `warning` for the codes that leave the data whole."""
        return self.lint_level or ("warning" if self.code in WARNING_CODES else "error")
