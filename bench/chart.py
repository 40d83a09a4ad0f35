"""How cost grows with rows: one picture on logarithmic scales, nothing fetched from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bench.looks import PEERS_PICTURE, Picture, SeriesStyle, stylesheet
from bench.number_format import format_count
from bench.results import Cost
from bench.scales import Scale, spread

WIDTH, HEIGHT = 1040, 620
LEFT, RIGHT, TOP, BOTTOM = 108, 300, 100, 72
_MARGIN = 28
_LABEL_GAP = 19  # between two names
_ROWS_PER_PLAN = 165  # rows
_DECADE = 10.0


@dataclass(frozen=True, slots=True)
class Series:
    """A question's costs: points on the paper, with the look of their line; `ms` is the last."""

    name: str
    ms: float
    style: SeriesStyle
    points: tuple[tuple[float, float], ...]


def svg(costs: Sequence[Cost], python_ms: float, picture: Picture = PEERS_PICTURE) -> str:
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
    series = [
        _series(picture.names.get(name, name), look, [c for c in costs if c.question == name], x, y)
        for name, look in picture.styles.items()
    ]
    parts = [
        *_heading(picture),
        *_rows_axis(sizes, x),
        *_time_axis(y, picture),
        *_baseline(y.position(python_ms)),
        *(part for one in series for part in _line(one)),
        *_series_labels([one for one in series if one.points], picture),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        "<title>Thời gian trả lời theo số dòng của các kế hoạch</title>\n"
        f"<style>\n{stylesheet()}</style>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" class="f-page"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _series(name: str, style: SeriesStyle, costs: Sequence[Cost], x: Scale, y: Scale) -> Series:
    points_by_size = sorted((cost.rows, cost.ms) for cost in costs)
    points = tuple((x.position(rows), y.position(ms)) for rows, ms in points_by_size)
    return Series(name, points_by_size[-1][1] if points_by_size else 0, style, points)


def _heading(picture: Picture) -> Iterator[str]:
    yield _text(_MARGIN, 44, picture.title, "title f-ink")
    yield _text(_MARGIN, 69, picture.subtitle, "f-soft")


def _rows_axis(sizes: Sequence[int], x: Scale) -> Iterator[str]:
    foot = HEIGHT - BOTTOM
    for rows in sizes:
        place = x.position(rows)
        yield _rule(place, TOP, place, foot, "thin l-grid")
        yield _text(place, foot + 24, format_count(rows), anchor="middle")
        plans = format_count(max(rows // _ROWS_PER_PLAN, 1))
        yield _text(place, foot + 44, plans, "small f-soft", "middle")
    yield _text(LEFT - 34, foot + 24, "dòng", anchor="end")
    yield _text(LEFT - 34, foot + 44, "kế hoạch", "small f-soft", "end")


def _time_axis(y: Scale, picture: Picture) -> Iterator[str]:
    ms = y.low
    while ms <= y.high:
        yield _rule(LEFT, y.position(ms), WIDTH - RIGHT, y.position(ms), "thin l-grid")
        yield _text(LEFT - 12, y.position(ms) + 5, picture.show(ms), anchor="end")
        ms *= _DECADE


def _baseline(place: float) -> Iterator[str]:
    yield _rule(LEFT, place, WIDTH - RIGHT, place, "base l-soft")
    yield _text(WIDTH - RIGHT - 8, place + 18, "python -c pass", "small f-soft", "end")


def _line(series: Series) -> Iterator[str]:
    path = " L".join(f"{x:g} {y:g}" for x, y in series.points)
    if path:
        yield f'<path class="{series.style.kind} l-{series.style.colour}" d="M{path}"/>'
    for x, y in series.points:
        radius = 5.5 if series.style.kind == "bold" else 3.4
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" class="f-{series.style.colour}"/>'


def _series_labels(series: Sequence[Series], picture: Picture) -> Iterator[str]:
    """Yield each line's name beside its end; ends one above the other share a column."""
    last = max((one.points[-1][0] for one in series), default=0)
    for column in sorted({one.points[-1][0] for one in series}):
        column_series = [one for one in series if one.points[-1][0] == column]
        end_places = [one.points[-1][1] for one in column_series]
        places = spread(end_places, _LABEL_GAP, TOP, HEIGHT - BOTTOM)
        for one, end, place in zip(column_series, end_places, places, strict=True):
            colour = one.style.colour
            to = f"M{column + 7:g} {end:g} L{column + 17:g} {place:g}"
            yield f'<path class="thin l-{colour}" d="{to}"/>'
            label = f"{one.name} · {picture.show(one.ms)}" if column == last else one.name
            yield _text(column + 21, place + 5, label, f"name f-{colour}")


def _rule(x1: float, y1: float, x2: float, y2: float, css_class: str) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{css_class}"/>'


def _text(x: float, y: float, words: str, css_class: str = "f-ink", anchor: str = "start") -> str:
    escaped = escape(words, quote=False)
    return f'<text x="{x:g}" y="{y:g}" class="{css_class}" text-anchor="{anchor}">{escaped}</text>'
