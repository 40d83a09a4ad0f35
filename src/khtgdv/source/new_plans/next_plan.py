"""Next year's plan from this one's: its texts, and what the office still has to decide."""

from __future__ import annotations

import textwrap

from khtgdv.frozen import dataclass
from khtgdv.plan.heads import head_form
from khtgdv.source.layout.fmt import format_text
from khtgdv.source.layout.layout import Emitter
from khtgdv.source.new_plans.later_dates import later_span
from khtgdv.source.new_plans.next_rows import NextRows, next_rows
from khtgdv.source.new_plans.public_holidays import holiday_sections
from khtgdv.source.new_plans.year_words import YearShift
from khtgdv.source.yaml.outline import node_from_value
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, Literal

    from khtgdv.dates.periods import DateRange
    from khtgdv.plan.model import Plan
    from khtgdv.source.new_plans.year_words import YearMention

    RowChoice = Literal["regular", "unfinished", "all"]
    FileTree = dict[str, Any]  # what a file says: mappings, lists and texts

ROW_CHOICES: tuple[RowChoice, ...] = ("regular", "unfinished", "all")
# What the new file does not take from the old one: the paper is another, so are the days off.
_OWN_SECTIONS = frozenset({"plan", "holidays", "working_days"})
# Of these the place in the signed paper is not the new one's.
_PLACED_SECTIONS = frozenset({"departments", "groups", "focus", "bodies", "abbreviations"})
# What is a name, a code or a date, and no wording in which a year may be last year's.
_NO_WORDING = frozenset(
    {"id", "code", "start", "due", "from", "lead", "year", "span", "status", "on", "every",
     "letters"}
)  # fmt: skip
_HEAD = "# Dự thảo kế hoạch năm {year}, lập từ {old}. Lời văn giữ nguyên như bản cũ.\n"
_STATUS = "# Ký rồi thì thay dòng status bằng number (số hiệu) và date (ngày ký).\n"

_MOST_LETTERS = 40  # of the name of a body, as a list calls it


@dataclass(frozen=True, slots=True)
class Rollover:
    """How the next plan is made: for which year, with which rows, with years in words moved."""

    year: int
    rows: RowChoice
    moves_years: bool = False


class Mention(NamedTuple):
    """A year in the wording of a new file, in a row or section of it."""

    file: str
    row: str
    year: YearMention


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The new plan: its files' texts by name, the rows in them, the years in their wording."""

    year: int
    texts: Mapping[str, str]
    rows: NextRows
    mentions: tuple[Mention, ...]
    knows_holidays: bool


def years_on(plan: Plan) -> int:
    """Return how many years on the next plan of this kind begins: as many as a span is long."""
    return max(plan.span.end.year - plan.span.start.year + (plan.span.start.month == 1), 1)


def next_plan(plan: Plan, files: Mapping[str, FileTree], how: Rollover) -> NextPlan:
    """Return the plan that follows one; `files` are what its files say, by their first word."""
    years = how.year - plan.year
    shift = YearShift(plan.span.start.year - 1, plan.span.end.year + 1, years, how.moves_years)
    mentions: list[Mention] = []

    def wording(name: str) -> Callable[[str, str], str]:
        def look(row: str, text: str) -> str:
            new, years_of_text = shift.apply(text)
            mentions.extend(Mention(f"{name}_{how.year}.yaml", row, one) for one in years_of_text)
            return new

        return look

    rows = next_rows(plan, files, how.rows, years)
    trees = {"plan": _plan_tree(plan, files["plan"], how.year), **rows.trees}
    texts = {name: _laid_out(_with_wording(tree, wording(name))) for name, tree in trees.items()}
    head = _HEAD.format(year=how.year, old=_old_name(plan))
    days_off, knows_holidays = _days_off(plan.span, years)
    texts["plan"] = f"{_STATUS}{texts['plan']}\n{days_off}"
    contents = {
        f"{name}_{how.year}.yaml": format_text(f"{head}{text}", name)
        for name, text in texts.items()
    }
    return NextPlan(how.year, contents, rows, tuple(mentions), knows_holidays)


def _old_name(plan: Plan) -> str:
    return f"kế hoạch {plan.name} năm {plan.year}"


def _plan_tree(plan: Plan, old: FileTree, year: int) -> FileTree:
    """Return what the new plan's own file says, without its days off."""
    paper = dict(old.get("plan", {}))
    for key in ("number", "date", "place", "status"):
        paper.pop(key, None)
    if "span" in paper:
        paper["span"] = later_span(paper["span"], year - plan.year)
    tree: FileTree = {"plan": paper | {"year": str(year), "status": "draft"}}
    # A draft has no number that would tell the form of the head.
    form = head_form(plan.document.name, plan.document.agency) if plan.document else "other"
    office = {**({} if form == "other" else {"form": form}), **old.get("office", {})}
    if office:
        tree["office"] = office
    for section, value in old.items():
        if section in _PLACED_SECTIONS:
            tree[section] = [{k: v for k, v in item.items() if k != "place"} for item in value]
        elif section not in _OWN_SECTIONS | {"office"}:
            tree[section] = value
    return tree


def _days_off(span: DateRange, years: int) -> tuple[str, bool]:
    """Return the days off of a span so many years later, and whether they are known."""
    try:
        first, last = span.start.year + years, span.end.year + years
        return holiday_sections(*range(first, last + 1)), True
    except ImportError:
        return "", False


def _laid_out(tree: FileTree) -> str:
    return "\n".join(Emitter().document_lines(node_from_value(tree))) + "\n"


def _with_wording(tree: FileTree, look: Callable[[str, str], str]) -> FileTree:
    """Return what a file says with each text of its wording looked at."""
    return {
        section: [_looked_at(item, _row_name(item, section), look) for item in value]
        if isinstance(value, list)
        else _looked_at(value, section, look)
        for section, value in tree.items()
    }


def _row_name(item: FileTree, section: str) -> str:
    names = [str(item[key]) for key in ("id", "code", "short", "name") if key in item]
    return textwrap.shorten(names[0], _MOST_LETTERS, placeholder=" …") if names else section


def _looked_at(value: Any, row: str, look: Callable[[str, str], str]) -> Any:
    if isinstance(value, dict):
        return {k: v if k in _NO_WORDING else _looked_at(v, row, look) for k, v in value.items()}
    if isinstance(value, list):
        return [_looked_at(item, row, look) for item in value]
    return look(row, value)


def plain(value: Any) -> Any:
    """Return what a file says without the places where it stands."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value)


def mention_lines(mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Yield `tasks_2027.yaml: T03-12: … năm 2026 …` for each year that wants a look."""
    for mention in mentions:
        moved = " (đã đổi)" if mention.year.moved else ""
        yield f"{mention.file}: {mention.row}: {mention.year.words}{moved}"
