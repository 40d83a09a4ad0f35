"""Pictures of a terminal for the documents: SVG with nothing fetched from elsewhere."""

from __future__ import annotations

import re
from html import escape

_CHARACTER_WIDTH, _LINE_HEIGHT, _MARGIN, _BAR = 8.43, 19, 20, 34
_STYLE = (
    "<style>text{font:14px ui-monospace,'DejaVu Sans Mono',Consolas,monospace;"
    "white-space:pre;fill:#e6e6e6}.late{fill:#ff7b72}.rule{fill:#6e7681}"
    ".prompt{fill:#7ee787}.title{fill:#9da7b3}</style>"
)


_LEAST_COLUMNS = 72
_PROMPT = re.compile(r"\$ |[\w-]+@[\w-]+:[^$]+\$ |PS [^>]+> ")


def svg(label: str, lines: list[str], *, window: str = "") -> str:
    """Return lines as a picture of a terminal; `label` says what it shows to who cannot see it.

    With a bar on top that says `window`, where that is given.
    """
    top = _MARGIN + (_BAR if window else 0)
    width = round(max(_LEAST_COLUMNS, *map(len, lines)) * _CHARACTER_WIDTH + 2 * _MARGIN)
    height = len(lines) * _LINE_HEIGHT + top + _MARGIN
    rows = "\n".join(
        f'<text x="{_MARGIN}" y="{top + _LINE_HEIGHT * (number + 1) - 5}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" xml:space="preserve">\n'
        f"<title>{escape(label)}</title>\n{_STYLE}\n"
        f'<rect width="{width}" height="{height}" rx="10" fill="#161b22"/>\n'
        f"{_title_bar(window, width)}{rows}\n</svg>\n"
    )


def _title_bar(window: str, width: int) -> str:
    if not window:
        return ""
    bar = f"M0 {_BAR}V10A10 10 0 0 1 10 0H{width - 10}A10 10 0 0 1 {width} 10V{_BAR}Z"
    cross = f"M{width - 26} 12l10 10m0 -10l-10 10"
    return (
        f'<path d="{bar}" fill="#30363d"/>\n<path d="{cross}" stroke="#9da7b3" stroke-width="2"/>\n'
        f'<text class="title" x="{_MARGIN}" y="22">{escape(window, quote=False)}</text>\n'
    )


def _spans(line: str) -> str:
    text = escape(line, quote=False)
    if line and set(line) == {"─"}:
        return f'<tspan class="rule">{text}</tspan>'
    if prompt := _PROMPT.match(line):
        start = escape(prompt[0], quote=False)
        return f'<tspan class="prompt">{start}</tspan>{text.removeprefix(start)}'
    for word in ("quá hạn ", "vừa hết hạn"):
        before, match, after = text.rpartition(f"  {word}")
        if match and line.startswith(" T"):
            return f'{before}  <tspan class="late">{word}{after}</tspan>'
    return text
