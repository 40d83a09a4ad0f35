"""How cost grows with rows: one picture on logarithmic scales, nothing fetched from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bench.looks import LOOKS, NAMES, Look, style
from bench.numbers import count, duration
from bench.results import Cost
from bench.scales import Scale, spread

WIDTH, HEIGHT = 1040, 620
LEFT, RIGHT, TOP, BOTTOM = 108, 300, 100, 72
_EDGE = 28
_GAP = 19  # between two names
_PLAN = 165  # rows
_DECADE = 10.0


@dataclass(frozen=True, slots=True)
class Series:
    """A question's costs: points on the paper, with the look of their line; `ms` is the last."""

    name: str
    ms: float
    look: Look
    points: tuple[tuple[float, float], ...]


def svg(costs: Sequence[Cost], python_ms: float) -> str:
    """Return the picture of these costs; `python_ms` is what a bare Python takes."""
    sizes = sorted({cost.rows for cost in costs})
    lowest, highest = min(cost.ms for cost in costs), max(cost.ms for cost in costs)
    x = Scale(sizes[0], max(sizes[-1], sizes[0] * 2), LEFT, WIDTH - RIGHT)
    y = Scale(
        _DECADE ** math.floor(math.log10(min(lowest, python_ms))),
        _DECADE ** math.ceil(math.log10(highest)),
        HEIGHT - BOTTOM,
        TOP,
    )
    drawn = [_series(name, look, costs, x, y) for name, look in LOOKS.items()]
    parts = [
        *_heading(),
        *_rows_axis(sizes, x),
        *_time_axis(y),
        *_base(y.at(python_ms)),
        *(part for one in drawn for part in _line(one)),
        *_names([one for one in drawn if one.points]),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        "<title>Thời gian trả lời theo số dòng của các kế hoạch</title>\n"
        f"<style>\n{style()}</style>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" class="f-page"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _series(name: str, look: Look, costs: Sequence[Cost], x: Scale, y: Scale) -> Series:
    found = sorted((cost.rows, cost.ms) for cost in costs if cost.question == name)
    points = tuple((x.at(rows), y.at(ms)) for rows, ms in found)
    return Series(NAMES.get(name, name), found[-1][1] if found else 0, look, points)


def _heading() -> Iterator[str]:
    title = "Hỏi việc quá hạn: kế hoạch dài thêm thì lâu thêm bao nhiêu"
    told = "Cùng một công việc trong từng chương trình · trọn một lần chạy · hai thang lôgarit"
    yield _text(_EDGE, 44, title, "title f-ink")
    yield _text(_EDGE, 69, told, "f-soft")


def _rows_axis(sizes: Sequence[int], x: Scale) -> Iterator[str]:
    foot = HEIGHT - BOTTOM
    for rows in sizes:
        place = x.at(rows)
        yield _rule(place, TOP, place, foot, "thin l-grid")
        yield _text(place, foot + 24, count(rows), anchor="middle")
        plans = count(max(rows // _PLAN, 1))
        yield _text(place, foot + 44, plans, "small f-soft", "middle")
    yield _text(LEFT - 34, foot + 24, "dòng", anchor="end")
    yield _text(LEFT - 34, foot + 44, "kế hoạch", "small f-soft", "end")


def _time_axis(y: Scale) -> Iterator[str]:
    ms = y.low
    while ms <= y.high:
        yield _rule(LEFT, y.at(ms), WIDTH - RIGHT, y.at(ms), "thin l-grid")
        yield _text(LEFT - 12, y.at(ms) + 5, duration(ms), anchor="end")
        ms *= _DECADE


def _base(place: float) -> Iterator[str]:
    yield _rule(LEFT, place, WIDTH - RIGHT, place, "base l-soft")
    yield _text(WIDTH - RIGHT - 8, place + 18, "python -c pass", "small f-soft", "end")


def _line(one: Series) -> Iterator[str]:
    way = " L".join(f"{x:g} {y:g}" for x, y in one.points)
    if way:
        yield f'<path class="{one.look.kind} l-{one.look.colour}" d="M{way}"/>'
    for x, y in one.points:
        radius = 5.5 if one.look.kind == "bold" else 3.4
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" class="f-{one.look.colour}"/>'


def _names(drawn: Sequence[Series]) -> Iterator[str]:
    """Yield each line's name beside its end; ends one above the other share a column."""
    last = max((one.points[-1][0] for one in drawn), default=0)
    for column in sorted({one.points[-1][0] for one in drawn}):
        ended = [one for one in drawn if one.points[-1][0] == column]
        ends = [one.points[-1][1] for one in ended]
        places = spread(ends, _GAP, TOP, HEIGHT - BOTTOM)
        for one, end, place in zip(ended, ends, places, strict=True):
            colour = one.look.colour
            to = f"M{column + 7:g} {end:g} L{column + 17:g} {place:g}"
            yield f'<path class="thin l-{colour}" d="{to}"/>'
            told = f"{one.name} · {duration(one.ms)}" if column == last else one.name
            yield _text(column + 21, place + 5, told, f"name f-{colour}")


def _rule(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>'


def _text(x: float, y: float, words: str, kind: str = "f-ink", anchor: str = "start") -> str:
    shown = escape(words, quote=False)
    return f'<text x="{x:g}" y="{y:g}" class="{kind}" text-anchor="{anchor}">{shown}</text>'
