"""`remind`: one letter a department: what it is late with, what is due soon.

`build` returns everything in one document for the data formats, `letters` what people send. A
department with nothing to be reminded of gets no letter. Offices side by side keep theirs apart:
a letter is to one department of one plan folder, about what it leads.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from khtgdv.document.document import Column, Document, Row, Table, Value
from khtgdv.frozen import dataclass, replace
from khtgdv.query.cells import sort_by_deadline
from khtgdv.query.selection import selection_led_by, selection_of_folder
from khtgdv.reports.issued.report_days import reports_due, reports_table
from khtgdv.reports.shared.facts import missing_periods
from khtgdv.reports.shared.figures import Horizon, horizon
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.printed import paper_words
from khtgdv.reports.shared.reminders import TABLE_TESTS, near_inspections
from khtgdv.reports.shared.repeated import occurrence_tables, open_occurrences_until
from khtgdv.reports.shared.rows import default_columns, inspection_table, task_table
from khtgdv.reports.shared.steps import open_steps, steps_table
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.shared.repeated import TaskOccurrence
    from khtgdv.reports.shared.steps import RowStep
    from khtgdv.schedule.occurrences import Occurrence

_TASK_COLUMNS = ("id", "task", "coordinating", "deadline", "state")
_COLUMNS_BY_TABLE: dict[str, tuple[str, ...]] = {
    "overdue": _TASK_COLUMNS,
    "upcoming": _TASK_COLUMNS,
    "recurring": ("id", "task", "missing"),
    "awaiting": ("id", "task", "deadline", "state"),
    "worded": ("id", "task", "deadline", "state"),
    "undated": ("id", "task", "coordinating", "state"),
}
_INSPECTION_COLUMNS = ("id", "content", "visits", "deadline", "state")
# A letter is signed at the right alone.
_SIGNATURES = ("", "LÃNH ĐẠO DUYỆT")
_REQUEST = (
    "Đề nghị đơn vị đôn đốc thực hiện, báo kết quả (ngày hoàn thành, số văn bản) hoặc đề xuất "
    "gia hạn để cập nhật kế hoạch. Trân trọng."
)


@dataclass(frozen=True)
class Letter:
    """The letter to one department: the rows it leads, and how far ahead it looks.

    `open_steps` are those of all departments' rows: the row of a step may be another's.
    """

    code: str
    selection: Selection
    soon: Horizon
    open_steps: Sequence[RowStep]

    @property
    def name(self) -> str:
        """The department's name."""
        return self.selection.departments[self.code]

    @property
    def plan(self) -> str:
        """The name of the plan."""
        return self.selection.plans[0]

    @property
    def address(self) -> str:
        """Where letters to the department go, by the newest plan that says so; none is empty."""
        newest_first = sorted(self.selection.portfolio, key=lambda plan: -plan.year)
        addresses = (plan.office.letters.get(self.code) for plan in newest_first)
        return next(filter(None, addresses), "")

    @cached_property
    def tasks(self) -> dict[str, Sequence[TaskRow]]:
        """The tasks to be reminded of, by table."""
        rows, at = self.selection.tasks, self.selection.position
        return {
            name: sort_by_deadline([r for r in rows if test(r, at, self.soon.last_day)])
            for name, test in TABLE_TESTS.items()
        }

    @cached_property
    def inspections(self) -> list[InspectionRow]:
        """The inspections that are late, under way or ahead as far as it looks."""
        return near_inspections(self.selection, self.soon)

    @cached_property
    def occurrences(self) -> list[TaskOccurrence]:
        """The repeated work due soon; daily work needs no letter."""
        due_occurrences = open_occurrences_until(self.selection, self.soon.last_day)
        return [due for due in due_occurrences if due.occurrence.rule.every != "day"]

    @cached_property
    def steps(self) -> list[RowStep]:
        """The steps that the department does, late or due soon, whoever leads their rows."""
        return [
            (row, standing)
            for row, standing in self.open_steps
            if self.code in standing.leads
            and standing.due
            and standing.due.end <= self.soon.last_day
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        counts = {name: len(rows) for name, rows in self.tasks.items()}
        return counts | {
            "steps": len(self.steps),
            "occurrences": len(self.occurrences),
            "inspections": len(self.inspections),
        }

    @property
    def needed(self) -> bool:
        """Tell whether there is anything to be reminded of."""
        return any(self.counts.values())

    @property
    def subject(self) -> str:
        """What the letter is about, in one line: the first two things that it tells."""
        return f"Nhắc việc {self.name}: {', '.join(self.phrases()[:2])}"

    def phrases(self) -> list[str]:
        """Return `3 nhiệm vụ quá hạn` and the like for every table that has rows."""
        words = _phrases(self.selection, self.soon)
        return [f"{count} {words[name]}" for name, count in self.counts.items() if count]

    @property
    def document(self) -> Document:
        """The letter as people read it."""
        tables = [table for table in _tables(self, self.counts) if table.rows]
        document = report_document("remind", self.subject, self.selection, tables, _REQUEST)
        reports = reports_due(self.selection, self.soon.last_day)
        lines = (
            f"Kính gửi: {self.name}", _opening(self), *(report.sentence for report in reports),
        )  # fmt: skip
        letterhead = replace(
            document.letterhead,
            title=f"NHẮC VIỆC {self.name.upper()}",
            opening="\n".join(lines),
            signatures=_SIGNATURES,
        )
        return replace(document, lines=lines, letterhead_of=lambda: letterhead, file_stem=self.code)


def letters(selection: Selection, soon: Horizon) -> tuple[Letter, ...]:
    """Return a letter for every department (of those asked for), also those with nothing in it."""
    department_filter = selection.filter.get("department")
    folders = dict.fromkeys(plan.folder for plan in selection.portfolio)
    in_folders = [selection_of_folder(selection, folder) for folder in folders]
    return tuple(
        Letter(code, selection_led_by(in_folder, code), soon, steps)
        for in_folder, steps in zip(in_folders, map(open_steps, in_folders), strict=True)
        for code in in_folder.departments
        if not isinstance(department_filter, tuple) or code in department_filter
    )


def letter_sheaf(parts: tuple[Document, ...], selection: Selection) -> Document:
    """Return letters as one document for paper, each on a page of its own."""
    footer = "" if parts else "Không có việc nào cần nhắc."
    return replace(report_document("remind", "NHẮC VIỆC", selection, (), footer), parts=parts)


def build(selection: Selection, *, within: int | None = None) -> Document:
    """Return who is to be reminded, and of what, in one document."""
    soon = horizon(selection.position, within)
    all_letters = letters(selection, soon)
    columns = (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        Column("letter", "Có thư"),
        *(
            Column(name, words.capitalize(), "number")
            for name, words in _phrases(selection, soon).items()
        ),
        Column("subject", "Tiêu đề thư"),
        Column("plan", "Kế hoạch"),
    )
    rows = tuple(_row(letter) for letter in all_letters)
    departments = Table("departments", "", columns, tuple(c.key for c in columns), rows)
    return report_document(
        "remind",
        "NHẮC VIỆC",
        selection,
        [departments, *_merge_tables(all_letters, selection, soon), _reports(selection, soon)],
    )


def _reports(selection: Selection, soon: Horizon) -> Table:
    """Return the periodic reports that the offices have to send soon."""
    return reports_table(reports_due(selection, soon.last_day), soon.words, selection)


def _row(letter: Letter) -> Row:
    values: dict[str, Value] = {
        "department": letter.code,
        "name": letter.name,
        "letter": letter.needed,
        **letter.counts,
        "subject": letter.subject if letter.needed else None,
        "plan": letter.plan,
    }
    return Row(values)


def _merge_tables(letters_: tuple[Letter, ...], selection: Selection, soon: Horizon) -> list[Table]:
    """Return the tables of all letters put together, table by table, each row with who leads it."""
    counts = sum((Counter(letter.counts) for letter in letters_), Counter[str]())
    empty = replace(selection, tasks=(), inspections=())
    empty_letter = Letter("", empty, soon, ())
    tables_by_letter = [_tables(letter, letter.counts) for letter in letters_]
    return [
        replace(
            table,
            default=tuple(dict.fromkeys((*table.default[:2], "lead", *table.default[2:]))),
            rows=tuple(row for tables in tables_by_letter for row in tables[place].rows),
        )
        for place, table in enumerate(_tables(empty_letter, counts))
    ]


def _phrases(selection: Selection, soon: Horizon) -> dict[str, str]:
    overdue_word = "sẽ quá hạn" if selection.position.forecast else "quá hạn"
    return {
        "overdue": f"nhiệm vụ {overdue_word}",
        "upcoming": f"nhiệm vụ đến hạn {soon.words}",
        "recurring": "việc định kỳ còn thiếu",
        "awaiting": "nhiệm vụ chờ cấp trên",
        "worded": "nhiệm vụ ghi hạn bằng lời",
        "undated": "nhiệm vụ chưa có thời hạn",
        "steps": f"bước {overdue_word} hoặc đến hạn {soon.words}",
        "occurrences": f"lượt việc định kỳ đến hạn {soon.words}",
        "inspections": "cuộc kiểm tra",
    }


def _tables(letter: Letter, counts: Mapping[str, int]) -> list[Table]:
    """Return the tables of a letter, under headings that tell how many rows there are."""
    selection, words = letter.selection, _phrases(letter.selection, letter.soon)
    tables = [
        task_table(
            name,
            f"{words[name].upper()} ({counts[name]})",
            rows,
            selection,
            default=default_columns(_COLUMNS_BY_TABLE[name], selection),
        )
        for name, rows in letter.tasks.items()
    ]
    tables = [_with_gaps(table, letter) if table.name == "recurring" else table for table in tables]
    title = f"{words['steps'].upper()} ({counts['steps']})"
    tables.append(steps_table("steps", title, letter.steps, selection))
    due, visits = letter.occurrences, letter.inspections
    coming = f"VIỆC ĐỊNH KỲ ĐẾN HẠN {letter.soon.words.upper()} ({counts['occurrences']})"
    tables += occurrence_tables(due, selection, coming)
    title = f"{words['inspections'].upper()} ({counts['inspections']})"
    default = default_columns(_INSPECTION_COLUMNS, selection)
    return [*tables, inspection_table("inspections", title, visits, selection, default=default)]


def _with_gaps(table: Table, letter: Letter) -> Table:
    """Return repeated work with its missing periods as people call them."""
    at = letter.selection.position
    missing_by_row = [missing_periods(row, at) for row in letter.tasks["recurring"]]
    return table.with_rows(
        tuple(
            replace(row, words={**row.words, "missing": ", ".join(map(_period_name, missing))})
            for row, missing in zip(table.rows, missing_by_row, strict=True)
        )
    )


def _period_name(gap: Occurrence) -> str:
    return f"{gap.rule.label} {gap.period.label}" if gap.rule.label else gap.period.label


def _opening(letter: Letter) -> str:
    plans = "; ".join(map(paper_words, letter.selection.portfolio.papers))
    ground = f", theo {plans}" if plans else ""
    phrases = ", ".join(letter.phrases())
    at = letter.selection.position
    label = at.label if at.closed else f"tính đến {at.label}"
    return f"{sentence_case(label)}{ground}, {letter.name} còn {phrases}."
