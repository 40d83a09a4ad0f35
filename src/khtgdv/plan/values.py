"""The kinds of value a plan's files hold, each read from text and refused with a reason."""

import re
from typing import Annotated, Any

from khtgdv.dates.periods import Every
from khtgdv.fields import FieldError, FromText, or_integer
from khtgdv.text import UNSAFE, all_ordinary, visible

_NO = "(0[1-9]|[1-9][0-9]+)"
TASK_ID = rf"(?:T(?:0[1-9]|1[0-2])|TX)-{_NO}"
INSPECTION_ID = rf"KT-{_NO}"
_NUMBER = r"0|[1-9][0-9]{0,3}"
_CODE = r"[A-Z0-9]+(?:-[A-Z0-9]+)*"


def read_text(text: str) -> str:
    """Read words a person wrote; control, hidden and bidirectional characters are refused."""
    if not text or text.isspace():
        raise FieldError("blank-text", "giá trị để trống", "điền nội dung hoặc xóa khóa này")
    if not all_ordinary(text) and (found := UNSAFE.search(text)):
        hint = "xóa ký tự đó; nó không hiện ra khi đọc nhưng làm hỏng chữ khi in"
        raise FieldError("control-character", f"có ký tự {visible(found[0])} trong chữ", hint)
    return str(text)


def row_id(pattern: str, examples: str) -> FromText:
    """Read a row's ID in its canonical form; FieldError `invalid-id` otherwise."""

    def read(text: str) -> str:
        if re.fullmatch(pattern, text):
            return str(text)
        raise FieldError("invalid-id", f'"{text}" không phải một mã hợp lệ ở đây', examples)

    schema = {"pattern": f"^({pattern})$", "errorMessage": f"Mã không đúng: {examples}."}
    return FromText(read, schema)


def read_code(text: str) -> str:
    """Read a department's code: capital letters and digits joined by hyphens."""
    if re.fullmatch(_CODE, text):
        return str(text)
    hint = "viết chữ hoa không dấu, ví dụ TT-TH"
    raise FieldError("invalid-id", f'"{text}" không phải một mã đơn vị', hint)


def read_name(text: str) -> str:
    """Read a reference to something the plan names; whether it exists is checked later."""
    return read_text(text)


def number(low: int, high: int) -> FromText:
    """Read a whole number from `low` to `high`; FieldError `invalid-number` otherwise."""

    def read(text: str) -> int:
        if re.fullmatch(_NUMBER, text) and low <= int(text) <= high:
            return int(text)
        hint = f"viết một số nguyên từ {low} đến {high}, không có số 0 ở đầu"
        raise FieldError("invalid-number", f'"{text}" không phải một số hợp lệ', hint)

    message = f"Viết một số nguyên từ {low} đến {high}, không có số 0 ở đầu."
    return FromText(read, {"pattern": f"^({_NUMBER})$", **or_integer(low, high, message)})


def choice(*choices: str) -> FromText:
    """Read one of some words; FieldError `invalid-choice` otherwise."""

    def read(text: str) -> str:
        if text in choices:
            return str(text)
        message = f'"{text}" không nằm trong các giá trị cho phép'
        raise FieldError("invalid-choice", message, f"chọn một trong: {', '.join(choices)}")

    schema = {"enum": list(choices), "errorMessage": f"Chọn một trong: {', '.join(choices)}."}
    return FromText(read, schema)


# What editors show; `format` names what `source.schema` puts in place of it.
_WORDS = {
    "pattern": r"\S",
    "patternErrorMessage": "Giá trị để trống: điền nội dung hoặc xóa khóa này.",
    "errorMessage": "Cần chữ; số, true, false, null đứng một mình thì viết trong dấu nháy.",
}
_CODE_SCHEMA = {
    "pattern": f"^{_CODE}$",
    "errorMessage": "Mã đơn vị viết hoa không dấu, nối bằng dấu gạch, ví dụ TT-TH.",
}
Text = Annotated[str, FromText(read_text, _WORDS)]
TaskId = Annotated[
    str, row_id(TASK_ID, "viết T03-12 (tháng 3, dòng 12) hoặc TX-05 (thường xuyên, định kỳ)")
]
InspectionId = Annotated[str, row_id(INSPECTION_ID, "viết KT-02 (Phụ lục 2, dòng 2)")]
Code = Annotated[str, FromText(read_code, _CODE_SCHEMA)]
Name = Annotated[str, FromText(read_name, _WORDS)]
DepartmentCode = Annotated[str, FromText(read_name, {**_WORDS, "format": "department"})]
FocusCode = Annotated[str, FromText(read_name, {**_WORDS, "format": "focus"})]
Percent = Annotated[int, number(0, 100)]
Year = Annotated[int, number(1000, 9999)]
Ordinal = Annotated[int, number(1, 53)]
EVERY: tuple[Every, ...] = (
    "day", "week", "month", "quarter", "half-year", "nine-months", "year",
)  # fmt: skip
EVERY_CHOICE = choice(*EVERY)


_MOST_RULES = 20


def rules(value: object) -> object:
    """Bring `repeat` to a list of rules: `month` and one mapping are short forms."""
    listed = value if isinstance(value, list) else [value]
    if len(listed) > _MOST_RULES:
        message = f"một dòng có quá {_MOST_RULES} lịch định kỳ"
        raise FieldError("wrong-shape", message, "gộp các kỳ cùng loại bằng in: [1, 2, …]")
    return [{"every": rule} if isinstance(rule, str) else rule for rule in listed]


def rule_forms(schema: dict[str, Any]) -> dict[str, Any]:
    """Bring the JSON Schema of a list of rules to what `rules` takes."""
    forms = [EVERY_CHOICE.json_schema, schema["items"]]
    return {"anyOf": [*forms, {**schema, "items": {"anyOf": forms}}]}
