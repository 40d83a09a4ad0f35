"""A picture of a terminal for the README: an SVG with nothing fetched from elsewhere."""

from __future__ import annotations

from html import escape

_LINES = 26
_CHAR, _LINE, _EDGE = 8.43, 19, 20


def svg(text: str) -> str:
    """Return the first lines of a command's output as a picture of a terminal."""
    lines = ["$ khtgdv overdue --month 3", "", *text.splitlines()[:_LINES], "…"]
    width = round(max(map(len, lines)) * _CHAR + 2 * _EDGE)
    height = len(lines) * _LINE + 2 * _EDGE
    rows = "\n".join(
        f'<text x="{_EDGE}" y="{_EDGE + _LINE * (number + 1) - 5}">{_spans(line)}</text>'
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
    shown = escape(line, quote=False)
    if set(line) == {"─"}:
        return f'<tspan class="rule">{shown}</tspan>'
    for word in ("quá hạn ", "vừa hết hạn"):
        before, found, after = shown.rpartition(f"  {word}")
        if found and line.startswith(" T"):
            return f'{before}  <tspan class="late">{word}{after}</tspan>'
    return shown
