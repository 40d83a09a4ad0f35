"""What the command-line parser complains about, in Vietnamese."""

from __future__ import annotations

import re

from khtgdv.errors import UsageError
from khtgdv.text import closest_match, escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_QUOTES = "Chữ có dấu cách đặt trong dấu nháy kép. "
_EXTRA_ARGUMENTS = re.compile(r"extra arguments?(?:\(s\))? \((.*)\)$", re.DOTALL)


def translate_error(error: Any) -> UsageError:
    """Return the parser's error as ours: what is wrong, and how to call the command."""
    describe = _DESCRIPTIONS.get(type(error).__name__, _other_error)
    message, hint = describe(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "khtgdv"
    return UsageError(message, f"{hint}{path} --help cho biết cách dùng")


def _no_option(error: Any) -> tuple[str, str]:
    name = escape_unsafe(error.option_name)
    known_options = [name for param in error.ctx.command.params for name in param.opts]
    near = closest_match(error.option_name, known_options)
    if near:
        return f"Không có tùy chọn {name}.", f"Có phải {near}? "
    if error.ctx.parent is None:
        return f"Không có tùy chọn {name} ở đây.", "Các tùy chọn đứng sau lệnh. "
    return f"Không có tùy chọn {name}.", ""


def _bad_option(error: Any) -> tuple[str, str]:
    if "does not take" in error.message:
        return f"Tùy chọn {escape_unsafe(error.option_name)} không nhận giá trị.", ""
    return f"Tùy chọn {escape_unsafe(error.option_name)} cần một giá trị.", ""


def _missing_parameter(error: Any) -> tuple[str, str]:
    if error.param.param_type_name == "option":
        return f"Thiếu tùy chọn {error.param.opts[0]}.", f"{error.param.help} "
    example = f"{error.param.help} " if error.param.help else ""
    return f"Thiếu tham số {error.param.metavar}.", example


def _bad_value(error: Any) -> tuple[str, str]:
    is_option = error.param.param_type_name == "option"
    name = error.param.opts[0] if is_option else error.param.metavar.strip("[]…")
    return f"Giá trị của {name} không hợp lệ.", "Cần một số nguyên. "


def _usage_error(error: Any) -> tuple[str, str]:
    extra = _EXTRA_ARGUMENTS.search(error.message)
    if extra:
        words = escape_unsafe(extra[1])
        options = [name for param in error.ctx.command.params for name in param.opts]
        search = f'Tìm chữ trong nội dung: khtgdv list "{words}". '
        return f"Thừa tham số: {words}.", search if "--department" in options else _QUOTES
    return _other_error(error)


def _other_error(error: Any) -> tuple[str, str]:
    del error
    return "Dòng lệnh chưa đúng.", ""


_DESCRIPTIONS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "NoSuchOption": _no_option,
    "BadOptionUsage": _bad_option,
    "MissingParameter": _missing_parameter,
    "BadParameter": _bad_value,
    "UsageError": _usage_error,
}
