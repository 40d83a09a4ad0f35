"""The picture of ARCHITECTURE.md: packages and what they import, drawn from the imports.

An arrow that other arrows imply is left out. A package stands as high as its imports allow: what
everyone may stand on is at the bottom, the commands are at the top.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "khtgdv"
ROOT_MODULES = "errors · text · fields · frozen · diagnostics"
WIDTH, BOX_WIDTH, BOX_HEIGHT, LEVEL_HEIGHT, MARGIN = 1000, 138, 34, 78, 20
Graph = dict[str, set[str]]


def svg(source: Path) -> str:
    """Return the picture of the package whose modules are below a folder."""
    graph = package_graph(source)
    levels = levels_of(graph)
    places = _box_centers(graph, levels)
    height = max(levels.values()) * LEVEL_HEIGHT + BOX_HEIGHT + 2 * MARGIN
    boxes = "\n".join(_box(name, *places[name]) for name in sorted(graph))
    arrows = "\n".join(
        _arrow(places[name], places[below])
        for name in sorted(graph)
        for below in sorted(direct_imports(graph, name))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        "<title>The packages of khtgdv and what they import</title>\n"
        "<style>text{font:13px system-ui,sans-serif;fill:#1f2328;text-anchor:middle}"
        "rect{fill:#f6f8fa;stroke:#59636e}path{fill:none;stroke:#8c959f}</style>\n"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8" style="fill:#8c959f"/></marker>'
        f'</defs>\n<rect width="{WIDTH}" height="{height}" style="fill:#fff;stroke:none"/>\n'
        f"{arrows}\n{boxes}\n</svg>\n"
    )


def package_graph(source: Path) -> Graph:
    """Return which package imports from which others; the modules at the root are the ground."""
    modules = {_module_name(source, path): path for path in sorted(source.rglob("*.py"))}
    graph: Graph = {}
    for name, path in modules.items():
        package = _package_of(name, modules)
        for other in _imports_of(path, modules):
            if (below := _package_of(other, modules)) != package:
                graph.setdefault(package, set()).add(below)
                graph.setdefault(below, set())
    return graph


def _module_name(source: Path, path: Path) -> str:
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _package_of(name: str, modules: dict[str, Path]) -> str:
    if name == "__main__":
        return "cli"
    package = name if modules[name].name == "__init__.py" else name.rpartition(".")[0]
    return package or ROOT_MODULES


def _imports_of(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            base = (node.module or "")[len(PACKAGE) + 1 :]
            for alias in node.names:
                below = f"{base}.{alias.name}".lstrip(".")
                yield below if below in modules else base


def direct_imports(graph: Graph, name: str) -> set[str]:
    """Return the packages that one imports, without those it reaches through another of them."""
    indirect = set[str]()
    for below in graph[name]:
        indirect |= all_imports(graph, below)
    return graph[name] - indirect


def all_imports(graph: Graph, name: str) -> set[str]:
    """Return all packages that one imports, by whatever way."""
    below = set(graph[name])
    for other in graph[name]:
        below |= all_imports(graph, other)
    return below


def levels_of(graph: Graph) -> dict[str, int]:
    """Return how high each package stands: one floor above the highest that it imports."""
    levels: dict[str, int] = {}

    def level_of(name: str) -> int:
        if name not in levels:
            levels[name] = 1 + max(map(level_of, graph[name]), default=-1)
        return levels[name]

    return {name: level_of(name) for name in sorted(graph)}


def _box_centers(graph: Graph, levels: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return the middle of each box: floors from the bottom up, each evenly over the width."""
    highest = max(levels.values())
    places: dict[str, tuple[int, int]] = {}
    for level in range(highest + 1):
        row = [name for name in graph if levels[name] == level]
        row.sort(key=lambda name: (_mean_center(places, graph[name]), name))
        for number, name in enumerate(row):
            x = round(WIDTH * (number + 0.5) / len(row))
            places[name] = (x, MARGIN + BOX_HEIGHT // 2 + (highest - level) * LEVEL_HEIGHT)
    return places


def _mean_center(places: dict[str, tuple[int, int]], names: set[str]) -> float:
    centers = [places[name][0] for name in names if name in places]
    return sum(centers) / len(centers) if centers else WIDTH / 2


def _box(name: str, x: int, y: int) -> str:
    width = max(BOX_WIDTH, len(name) * 8 + 20)
    return (
        f'<rect x="{x - width // 2}" y="{y - BOX_HEIGHT // 2}" width="{width}" '
        f'height="{BOX_HEIGHT}" rx="6"/>'
        f'<text x="{x}" y="{y + 5}">{name}</text>'
    )


def _arrow(begin: tuple[int, int], end: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = (
        (begin[0], begin[1] + BOX_HEIGHT // 2),
        (end[0], end[1] - BOX_HEIGHT // 2 - 2),
    )
    middle = (y1 + y2) // 2
    curve = f"M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"
    return f'<path d="{curve}" marker-end="url(#tip)"/>'
