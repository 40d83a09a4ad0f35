"""The closed lists of words that options and arguments take, each with what people call it."""

from __future__ import annotations

from khtgdv.cli.completion.offers import Offer, listed_choices

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.document.document import Column

Offers = tuple[Offer, ...]
# What is said beside words. Which words there are, the place knows that understands them; of
# those that are listed here too the place is too slow to import, or imports us, and a test holds
# them to it.
_COLORS = {"auto": "màn hình tự chọn", "always": "luôn tô", "never": "không tô"}
_PAGING = {"auto": "khi dài hơn màn hình", "never": "không bao giờ"}
_FORMS = {"party": "cơ quan Đảng", "state": "cơ quan Nhà nước", "other": "cơ quan khác"}
SCHEMAS = {"plan": "tệp plan_…", "tasks": "tệp tasks_…", "inspections": "tệp inspections_…"}
ROW_CHOICES = {
    "regular": "việc thường xuyên, định kỳ",
    "unfinished": "thêm việc chưa xong",
    "all": "mọi dòng",
}
_FIGURES = {
    "summary": "tổng quan", "overdue": "quá hạn", "upcoming": "sắp đến hạn",
    "workload": "khối lượng", "report": "báo cáo; thêm kỳ",
}  # fmt: skip
_ALARMS = {"1d": "trước một ngày", "3d": "trước ba ngày", "1w": "trước một tuần"}
_NO_ATTACHMENT = Offer(("none", "không"), "không đính kèm gì")
_REPEAT_DAYS = {
    "mon": "thứ Hai", "tue": "thứ Ba", "wed": "thứ Tư", "thu": "thứ Năm", "fri": "thứ Sáu",
    "sat": "thứ Bảy", "sun": "Chủ nhật", "first working day": "ngày làm việc đầu tiên",
    "last working day": "ngày làm việc cuối cùng",
}  # fmt: skip
SHELLS = {
    "bash": "Linux, Git Bash", "zsh": "macOS, Linux", "fish": "fish",
    "powershell": "Windows PowerShell", "pwsh": "PowerShell 7",
}  # fmt: skip


def _explained(words: Iterable[str], texts: Mapping[str, str]) -> Offers:
    return tuple(Offer((word,), texts.get(word, "")) for word in words)


def colors(_: Asked) -> Offers:
    """Return when a text is coloured."""
    from khtgdv.cli.system.environment import COLOR_CHOICES

    return _explained(COLOR_CHOICES, _COLORS)


def paging(_: Asked) -> Offers:
    """Return when a text is shown page by page."""
    from khtgdv.cli.results.pager import CHOICES

    return _explained(CHOICES, _PAGING)


def template_forms(_: Asked) -> Offers:
    """Return the Word templates that ship with the program."""
    from khtgdv.plan.heads import HEAD_FORMS

    return _explained(HEAD_FORMS, _FORMS)


def schemas(_: Asked) -> Offers:
    """Return the kinds of file that have a schema."""
    return _explained(SCHEMAS, SCHEMAS)


def row_choices(_: Asked) -> Offers:
    """Return which rows go on into next year's plan."""
    return _explained(ROW_CHOICES, ROW_CHOICES)


def repeat_days(_: Asked) -> Offers:
    """Return the words for a day within a period."""
    from khtgdv.dates.repetition import FIRST_WORKDAY, LAST_WORKDAY, WEEKDAYS

    return _explained((*WEEKDAYS, FIRST_WORKDAY, LAST_WORKDAY), _REPEAT_DAYS)


def shells(_: Asked) -> Offers:
    """Return the shells that completion is there for."""
    return _explained(SHELLS, SHELLS)


def engines(_: Asked) -> Offers:
    """Return what reads the plans that are exported."""
    from khtgdv.query.choices import ENGINES

    return _explained(ENGINES, ENGINES)


def dialects(_: Asked) -> Offers:
    """Return the dialects of SQL."""
    from khtgdv.dataset.dialects import DIALECTS

    return _explained(DIALECTS, {})


def question_groups(_: Asked) -> Offers:
    """Return by what the figures of an SQL question are grouped."""
    from khtgdv.dataset.questions import GROUPS as KNOWN
    from khtgdv.query.choices import GROUPS

    return listed_choices({word: names for word, names in GROUPS.items() if word in KNOWN})


def lint_rules(_: Asked) -> Offers:
    """Return the rules of lint by code and name."""
    from khtgdv.checks.registry import RULES

    return tuple(Offer((code, rule.name), rule.name) for code, rule in RULES.items())


def formats(asked: Asked) -> Offers:
    """Return the formats; those that programs read where a command writes data."""
    from khtgdv.render.formats import FORMATS

    return tuple(
        Offer((name, *spec.names), spec.names[0] if spec.names else "")
        for name, spec in FORMATS.items()
        if spec.all_columns or asked.command != "export"
    )


def alarms(_: Asked) -> Offers:
    """Return how long before a deadline calendars mostly remind of it."""
    return _explained(_ALARMS, _ALARMS)


def attachments(_: Asked) -> Offers:
    """Return the formats that go with a letter, and that none does."""
    from khtgdv.cli.results.mails import ATTACHABLE
    from khtgdv.render.formats import FORMATS

    formats = {name: FORMATS[name].names for name in ATTACHABLE}
    offers = (Offer((name, *names), "".join(names[:1])) for name, names in formats.items())
    return (*offers, _NO_ATTACHMENT)


def figures(asked: Asked) -> Iterable[Offer]:
    """Return the reports that SQL is there for; behind that of a period its periods."""
    from khtgdv.cli.completion.times import report_periods
    from khtgdv.dataset.questions import QUESTIONS

    if asked.values.get("report", ())[:1] == ("report",):
        return report_periods(asked)
    return () if asked.given("report") else _explained(QUESTIONS, _FIGURES)


def columns(asked: Asked) -> Offers:
    """Return the columns of a command's tables by key and title."""
    titles = {column.key: column.title for column in _columns(asked)}
    return tuple(Offer((key, title), title) for key, title in titles.items())


def sort_keys(asked: Asked) -> Offers:
    """Return the columns to sort by; behind a dash they are sorted the other way round."""
    sign = "-" if asked.text.rpartition(",")[2].startswith("-") else ""
    return tuple(
        Offer(tuple(sign + word for word in offer.words), offer.help) for offer in columns(asked)
    )


def _columns(asked: Asked) -> Iterator[Column]:
    """Yield the columns of a report: those of the report itself, made of no rows."""
    from khtgdv.cli.system.environment import today
    from khtgdv.dates.periods import Position, months_period
    from khtgdv.query.selection import select_all
    from khtgdv.reports.registry import build

    month = months_period("month", today().year, today().month)
    needed: dict[str, dict[str, object]] = {
        "department": {"codes": ("",)}, "calendar": {"period": month}, "report": {"period": month},
        "changes": {"days": month},
    }  # fmt: skip
    nothing = select_all([], Position(today()))
    name = asked.command
    document = build(name, nothing, **needed.get(name, {}))
    yield from (column for table in document.tables for column in table.columns)


def settable_keys(asked: Asked) -> Iterator[Offer]:
    """Yield the keys of a row with the sign behind them; behind that their values."""
    key, equals, _ = asked.text.partition("=")
    if not equals:
        yield from (Offer((f"{word}=",), text) for word, text in _key_labels())
        return
    from khtgdv.cli.completion.table import offers_of

    source = _VALUES_OF_KEYS.get(key.strip(), "")
    for offer in offers_of(source, asked) if source else ():
        yield Offer(tuple(f"{key}={word}" for word in offer.words), offer.help)


_VALUES_OF_KEYS = {
    "lead": "units", "coordinating": "units", "start": "periods", "due": "periods",
    "started": "days", "completed": "days", "added": "days", "leader": "leaders",
    "assignee": "assignees", "focus": "focus", "related": "rows",
}  # fmt: skip


_REQUIRED_KEYS = frozenset({"id", "task", "content", "lead", "text"})


def clearable_keys(asked: Asked) -> Iterator[Offer]:
    """Yield the keys that the named rows have; all keys where no row is named."""
    from khtgdv.cli.completion.rows import rows_named

    present = {key for row in rows_named(asked) for key in row.values}
    for key, text in _key_labels():
        if key not in _REQUIRED_KEYS and (key in present or not present):
            yield Offer((key,), text)


def _key_labels() -> Iterable[tuple[str, str]]:
    from khtgdv.source.edit.settings import KEY_LABELS

    return KEY_LABELS.items()


def commands(_: Asked) -> Iterator[Offer]:
    """Yield the commands: by name, and by their Vietnamese names with and without accents."""
    from khtgdv.cli.arguments.command_names import HELP, VIETNAMESE_NAMES, slug
    from khtgdv.cli.arguments.command_table import COMMANDS

    texts = {name: command.help for name, command in COMMANDS.items()} | {HELP: "Cách dùng."}
    for name, text in texts.items():
        names = VIETNAMESE_NAMES[name]
        yield Offer((name, *map(slug, names), *names), text)
