"""The page of keys: what each file of a plan holds, from the docstrings of the model."""

from __future__ import annotations

import dataclasses

from khtgdv.fields import key_of
from khtgdv.plan import model, office, repetition, reporting, workdays
from khtgdv.source.editors.docstrings import attribute_docstrings

_FILES: dict[str, list[tuple[str, type]]] = {
    "plan_<năm>.yaml": [
        ("plan", office.PlanDocument),
        ("office", office.Office),
        ("reporting", reporting.Reporting),
        ("departments", office.Department),
        ("groups", office.DepartmentGroup),
        ("sections", office.Section),
        ("focus", office.FocusArea),
        ("bodies", office.Body),
        ("abbreviations", office.Abbreviation),
        ("holidays", workdays.DayOff),
        ("working_days", workdays.DayWorked),
    ],
    "tasks_<năm>.yaml": [("tasks", model.Task)],
    "inspections_<năm>.yaml": [("inspections", model.Inspection)],
    "các nhóm khóa bên trong": [
        ("extensions", model.Extension),
        ("cancelled", model.Cancellation),
        ("repeat", repetition.RepeatRule),
        ("units", model.Units),
        ("signers", office.Signer),
        ("month", reporting.PeriodReporting),
        ("week", reporting.WeekReporting),
    ],
}


def page() -> str:
    """Return the page in Markdown."""
    parts = ["# Các khóa của tệp kế hoạch\n\nTrang này sinh từ chính chương trình (`make docs`).\n"]
    for file, sections in _FILES.items():
        parts.append(f"## {file}\n")
        parts += [_section(key, model_class) for key, model_class in sections]
    return "\n".join(parts)


def _section(key: str, model_class: type) -> str:
    docstrings = attribute_docstrings(model_class)
    lines = [f"### `{key}`\n", "| khóa | bắt buộc | nghĩa |", "|---|---|---|"]
    for field in dataclasses.fields(model_class):
        is_required = "có" if _is_required(field) else ""
        name = key_of(field.name)
        meaning = docstrings[name].replace("|", "\\|")
        lines.append(f"| `{name}` | {is_required} | {meaning} |")
    return "\n".join(lines) + "\n"


def _is_required(field: dataclasses.Field[object]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing
