"""A picture of a terminal for the README: an SVG with nothing fetched from elsewhere."""

from __future__ import annotations

from html import escape

_MAX_LINES = 26
_CHARACTER_WIDTH, _LINE_HEIGHT, _MARGIN = 8.43, 19, 20


def svg(text: str) -> str:
    """Return the first lines of a command's output as a picture of a terminal."""
    lines = ["$ khtgdv overdue --month 3", "", *text.splitlines()[:_MAX_LINES], "…"]
    width = round(max(map(len, lines)) * _CHARACTER_WIDTH + 2 * _MARGIN)
    height = len(lines) * _LINE_HEIGHT + 2 * _MARGIN
    rows = "\n".join(
        f'<text x="{_MARGIN}" y="{_MARGIN + _LINE_HEIGHT * (number + 1) - 5}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        "<title>Cửa sổ lệnh: nhiệm vụ quá hạn đến hết tháng 3</title>\n"
        "<style>text{font:14px ui-monospace,'DejaVu Sans Mono',Consolas,monospace;"
        "white-space:pre;fill:#e6e6e6}.late{fill:#ff7b72}.rule{fill:#6e7681}</style>\n"
        f'<rect width="{width}" height="{height}" rx="10" fill="#161b22"/>\n{rows}\n</svg>\n'
    )


def _spans(line: str) -> str:
    escaped_line = escape(line, quote=False)
    if set(line) == {"─"}:
        return f'<tspan class="rule">{escaped_line}</tspan>'
    for word in ("quá hạn ", "vừa hết hạn"):
        before, match, after = escaped_line.rpartition(f"  {word}")
        if match and line.startswith(" T"):
            return f'{before}  <tspan class="late">{word}{after}</tspan>'
    return escaped_line
