"""The kinds of value a plan's files hold, each read from text and refused with a reason."""

import re
from typing import TYPE_CHECKING, Annotated, Literal

from khtgdv.fields import (
    FieldError,
    TextParser,
    text_or_integer_schema,
)
from khtgdv.plan.heads import HEAD_FORMS
from khtgdv.plan.ids import (
    INSPECTION_ID_PATTERN,
    SECTION_CODE_PATTERN,
    TASK_ID_PATTERN,
    is_reserved_code,
)
from khtgdv.text import UNSAFE_CHARACTER, escape_unsafe, is_ordinary

if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind
    from khtgdv.plan.heads import HeadForm
else:
    PeriodKind = HeadForm = str  # of the words that their parsers take

_INTEGER_PATTERN = r"0|[1-9][0-9]{0,3}"
_CODE_PATTERN = r"[A-Z0-9]+(?:-[A-Z0-9]+)*"
# One address in plain letters: no name beside it, no quoted part, no second address.
_MAIL_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+"
_MAIL_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAIL_PATTERN = rf"{_MAIL_WORD}(?:\.{_MAIL_WORD})*@{_MAIL_LABEL}(?:\.{_MAIL_LABEL})+"
_MAIL_HINT = "viết một địa chỉ, không dấu, ví dụ vanphong@haiminh.gov.vn"


def parse_text(text: str) -> str:
    """Read words a person wrote; control, hidden and bidirectional characters are refused."""
    if not text or text.isspace():
        raise FieldError("blank-text", "giá trị để trống", "điền nội dung hoặc xóa khóa này")
    if not is_ordinary(text) and (match := re.search(UNSAFE_CHARACTER, text)):
        hint = "xóa ký tự đó; nó không hiện ra khi đọc nhưng làm hỏng chữ khi in"
        raise FieldError("control-character", f"có ký tự {escape_unsafe(match[0])} trong chữ", hint)
    return str(text)


def row_id_parser(pattern: str, examples: str, editor_format: str = "") -> TextParser:
    """Read a row's ID in its canonical form; FieldError `invalid-id` otherwise.

    `editor_format` names what editors get in place of the pattern.
    """

    def parse(text: str) -> str:
        if re.fullmatch(pattern, text):
            return str(text)
        raise FieldError("invalid-id", f'"{text}" không phải một mã hợp lệ ở đây', examples)

    schema = {"pattern": f"^({pattern})$", "errorMessage": f"Mã không đúng: {examples}."}
    return TextParser(parse, schema | ({"format": editor_format} if editor_format else {}))


def parse_code(text: str) -> str:
    """Read a department's code: capital letters and digits joined by hyphens."""
    if re.fullmatch(_CODE_PATTERN, text):
        return str(text)
    hint = "viết chữ hoa không dấu, ví dụ TT-TH"
    raise FieldError("invalid-id", f'"{text}" không phải một mã đơn vị', hint)


def parse_section_code(text: str) -> str:
    """Read a section's code as the paper numbers it: `II`, `A`, `1`, `A.I`.

    FieldError `invalid-id` for another form, and for sections that need no declaration.
    """
    if is_reserved_code(text):
        message = f'mục "{text}" không phải khai: T01 … T12, TX, KT, NV có sẵn'
        raise FieldError("invalid-id", message, "xóa mục này, hoặc đổi sang mã khác")
    if re.fullmatch(SECTION_CODE_PATTERN, text):
        return str(text)
    raise FieldError("invalid-id", f'"{text}" không phải một mã mục', SECTION_CODE_HINT)


def parse_name(text: str) -> str:
    """Read a reference to something the plan names; whether it exists is checked later."""
    return parse_text(text)


def parse_mail_address(text: str) -> str:
    """Read a mail address; FieldError `invalid-address` for what no letter could be sent to."""
    if re.fullmatch(_MAIL_PATTERN, parse_text(text)):
        return str(text)
    raise FieldError("invalid-address", f'"{text}" không phải một địa chỉ thư', _MAIL_HINT)


def integer_parser(low: int, high: int) -> TextParser:
    """Read a whole number from `low` to `high`; FieldError `invalid-number` otherwise."""

    def parse(text: str) -> int:
        if re.fullmatch(_INTEGER_PATTERN, text) and low <= int(text) <= high:
            return int(text)
        hint = f"viết một số nguyên từ {low} đến {high}, không có số 0 ở đầu"
        raise FieldError("invalid-number", f'"{text}" không phải một số hợp lệ', hint)

    message = f"Viết một số nguyên từ {low} đến {high}, không có số 0 ở đầu."
    return TextParser(
        parse, {"pattern": f"^({_INTEGER_PATTERN})$", **text_or_integer_schema(low, high, message)}
    )


def choice_parser(*choices: str) -> TextParser:
    """Read one of some words; FieldError `invalid-choice` otherwise."""

    def parse(text: str) -> str:
        if text in choices:
            return str(text)
        message = f'"{text}" không nằm trong các giá trị cho phép'
        raise FieldError("invalid-choice", message, f"chọn một trong: {', '.join(choices)}")

    schema = {"enum": list(choices), "errorMessage": f"Chọn một trong: {', '.join(choices)}."}
    return TextParser(parse, schema)


# What editors show; `format` names what `source.schema` puts in place of it.
_TEXT_SCHEMA = {
    "pattern": r"\S",
    "patternErrorMessage": "Giá trị để trống: điền nội dung hoặc xóa khóa này.",
    "errorMessage": "Cần chữ; số, true, false, null đứng một mình thì viết trong dấu nháy.",
}
_CODE_SCHEMA = {
    "pattern": f"^{_CODE_PATTERN}$",
    "errorMessage": "Mã đơn vị viết hoa không dấu, nối bằng dấu gạch, ví dụ TT-TH.",
}
SECTION_CODE_HINT = "viết như văn bản đánh số: I, A, 1 hoặc A.I; tên mục ghi ở heading"
_SECTION_CODE_MESSAGE = f"Mã mục không đúng: {SECTION_CODE_HINT}."
_SECTION_CODE_SCHEMA = {
    "pattern": f"^{SECTION_CODE_PATTERN}$",
    **text_or_integer_schema(1, 9999, _SECTION_CODE_MESSAGE),
}
Text = Annotated[str, TextParser(parse_text, _TEXT_SCHEMA)]
TASK_ID_EXAMPLES = (
    "viết T03-12 (tháng 3, dòng 12), TX-05 (thường xuyên, định kỳ) "
    "hoặc mục đã khai và số, ví dụ II-12a"
)
TaskId = Annotated[str, row_id_parser(TASK_ID_PATTERN, TASK_ID_EXAMPLES, "task-id")]
SectionCode = Annotated[str, TextParser(parse_section_code, _SECTION_CODE_SCHEMA)]
InspectionId = Annotated[
    str, row_id_parser(INSPECTION_ID_PATTERN, "viết KT-02 (Phụ lục 2, dòng 2)")
]
Code = Annotated[str, TextParser(parse_code, _CODE_SCHEMA)]
Name = Annotated[str, TextParser(parse_name, _TEXT_SCHEMA)]
DepartmentCode = Annotated[str, TextParser(parse_name, {**_TEXT_SCHEMA, "format": "department"})]
FocusCode = Annotated[str, TextParser(parse_name, {**_TEXT_SCHEMA, "format": "focus"})]
MailAddress = Annotated[
    str,
    TextParser(
        parse_mail_address,
        {"pattern": f"^{_MAIL_PATTERN}$", "errorMessage": f"Địa chỉ thư không đúng: {_MAIL_HINT}."},
    ),
]
WHOLE_PROGRESS = 100  # per cent
Percent = Annotated[int, integer_parser(0, WHOLE_PROGRESS)]
Year = Annotated[int, integer_parser(1000, 9999)]
PeriodNumber = Annotated[int, integer_parser(1, 53)]
PERIOD_KINDS: tuple[PeriodKind, ...] = (
    "day", "week", "month", "quarter", "half-year", "nine-months", "year",
)  # fmt: skip
PERIOD_KIND_PARSER = choice_parser(*PERIOD_KINDS)
DraftStatus = Annotated[Literal["draft"], choice_parser("draft")]
PaperForm = Annotated[HeadForm, choice_parser(*HEAD_FORMS)]
