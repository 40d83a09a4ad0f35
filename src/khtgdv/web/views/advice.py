"""Advice of the command line as a page can follow it: its forms and pages in place of commands."""

from __future__ import annotations

import re

from khtgdv.web.views.forms import FORCE_LABEL, FORMS
from khtgdv.web.views.pages import PAGES

_COMMAND = re.compile(r"khtgdv (?P<name>[a-z]+)(?P<rest>.*?)(?=,? hoặc | cho biết |, rồi |\)|$)")
_FORM_NAMES = {form.command: form.title for form in reversed(FORMS.values())}
_PAGE_NAMES = {page.command: page.label for page in reversed(PAGES.values())} | {"undo": "Hoàn tác"}
# Options that stand alone in advice: what a page has for them.
_OPTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("thêm --force"), f"chọn “{FORCE_LABEL}”"),
    (re.compile(" bằng --on"), ""),
    (re.compile(r"--limit 0 để xem hết(?:, --output .*)?$"), "lấy về Excel, Word để xem hết"),
)


def page_advice(text: str) -> str:
    """Return advice with what the page has for each command; what it has not is told as such."""
    return "; ".join(filter(None, map(_clause, text.split("; "))))


def _clause(text: str) -> str:
    for option, words in _OPTIONS:
        text = option.sub(words, text)
    match = _COMMAND.search(text)
    if match is None:
        return text
    if match["name"] == "show":
        return ""  # the page of the row shows all of it
    place = None if " --" in match["rest"] else _place(match["name"])
    if place is None:
        return f"{text} (gõ ở cửa sổ lệnh)"
    told = f"{text[: match.start()]}{place}{text[match.end() :]}"
    return re.sub("^[Vv]í dụ: ", "", told)


def _place(command: str) -> str | None:
    if title := _FORM_NAMES.get(command):
        return f"mục “{title}” ở trang của nhiệm vụ"
    label = _PAGE_NAMES.get(command)
    return f"trang “{label}”" if label else None
