"""What people say in the options of the writing commands: words, or a refusal."""

from __future__ import annotations

from khtgdv.errors import UsageError
from khtgdv.fields import FieldError

MAX_DAYS_AHEAD = 3660  # ten years: no plan looks further ahead
_HINTS = {
    "blank-text": "viết nội dung trong dấu nháy kép",
    "control-character": "gõ lại, bỏ ký tự ấy: nó không hiện ra khi đọc",
}


def option_text(text: str, name: str) -> str:
    """Return the words of an option; UsageError where there are none, or hidden characters."""
    from khtgdv.plan.values import parse_text

    try:
        return parse_text(text.strip())
    except FieldError as error:
        raise UsageError(f"{name}: {error.message}.", _HINTS[error.code]) from None


def optional_text(text: str | None, name: str) -> str | None:
    """Return the words of an option that may be left out."""
    return None if text is None else option_text(text, name)
