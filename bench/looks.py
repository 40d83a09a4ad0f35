"""How the picture looks: colours on light and on dark paper, and what each line is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.number_format import format_duration, format_ratio
from bench.programs import khtgdv

# Each colour on white paper and on dark paper.
COLOURS = {
    "page": ("#ffffff", "#0d1117"),
    "ink": ("#1f2328", "#f0f6fc"),
    "soft": ("#59636e", "#9198a1"),
    "grid": ("#e4e8ec", "#262c34"),
    "red": ("#c8102e", "#ff6b6b"),
    "blue": ("#0969da", "#58a6ff"),
    "green": ("#1a7f37", "#56d364"),
    "violet": ("#8250df", "#bc8cff"),
    "ochre": ("#9a6700", "#e3b341"),
    "teal": ("#0f7c86", "#39c5cf"),
    "pink": ("#bf3989", "#f778ba"),
    "grey": ("#57606a", "#a5adb6"),
    "brown": ("#6f4e37", "#d2a679"),
}
_BASE_RULES = """\
text{font:14px system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;paint-order:stroke;
stroke-width:4px;stroke-linejoin:round}
.title{font-size:21px;font-weight:600}.small{font-size:12.5px}.name{font-weight:600}
path,line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.thin{stroke-width:1}.base{stroke-width:1.5;stroke-dasharray:1 5}
.bold{stroke-width:4.5}.dashed{stroke-dasharray:7 6;stroke-width:2.5}
"""


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How a question is drawn: its colour, and the classes of its line."""

    colour: str
    kind: str = ""


# What is drawn, in this order; the last are on top.
SERIES_STYLES = {
    "org-agenda": SeriesStyle("grey"),
    "backlog task list": SeriesStyle("pink"),
    "khal list": SeriesStyle("ochre"),
    "todoman list": SeriesStyle("teal"),
    "calcurse -Q": SeriesStyle("brown"),
    "hledger balance": SeriesStyle("violet"),
    "ledger balance": SeriesStyle("green"),
    "task summary": SeriesStyle("blue"),
    khtgdv.ROWS: SeriesStyle("red", "dashed"),
    khtgdv.COUNTS: SeriesStyle("red", "bold"),
}
SERIES_NAMES = {
    khtgdv.ROWS: "khtgdv, từng dòng",
    khtgdv.COUNTS: "khtgdv, số từng phòng",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it is called, what it draws and how, what lines are called on it.

    `show` writes what is measured.
    """

    title: str
    subtitle: str
    styles: Mapping[str, SeriesStyle]
    names: Mapping[str, str]
    show: Callable[[float], str] = format_duration


_SAME_WORK = "Cùng một công việc trong từng chương trình · trọn một lần chạy · hai thang lôgarit"
PEERS_PICTURE = Picture(
    "Hỏi việc quá hạn: kế hoạch dài thêm thì lâu thêm bao nhiêu",
    _SAME_WORK,
    SERIES_STYLES,
    SERIES_NAMES,
)
SIZES_PICTURE = Picture(
    "Hỏi việc quá hạn: khtgdv, DuckDB, Spark và các chương trình khác",
    "Số lần của một Python không làm gì · trọn một lần chạy · hai thang lôgarit",
    {
        "hledger balance": SeriesStyle("violet"),
        "ledger balance": SeriesStyle("green"),
        "task summary": SeriesStyle("teal"),
        "spark, bộ dữ liệu": SeriesStyle("ochre", "bold"),
        "duckdb, bộ dữ liệu": SeriesStyle("blue", "bold"),
        khtgdv.COUNTS: SeriesStyle("red", "bold"),
    },
    {
        khtgdv.COUNTS: "khtgdv",
        "duckdb, bộ dữ liệu": "DuckDB",
        "spark, bộ dữ liệu": "Spark local",
    },
    format_ratio,
)


def stylesheet() -> str:
    """Return the rules of the picture: each colour's fill and line, on light and dark paper."""

    def rules(paper: int) -> str:
        page = COLOURS["page"][paper]
        lines = [f"text{{stroke:{page}}}"]
        for name, papers in COLOURS.items():
            lines.append(f".f-{name}{{fill:{papers[paper]}}}.l-{name}{{stroke:{papers[paper]}}}")
        return "\n".join(lines)

    return f"{_BASE_RULES}{rules(0)}\n@media(prefers-color-scheme:dark){{\n{rules(1)}\n}}\n"
