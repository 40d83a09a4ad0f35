"""The words that begin a line of a plan's files: its sections and the keys of its rows."""

from __future__ import annotations

import re

from khtgdv.fields import key_of
from khtgdv.frozen import fields
from khtgdv.plan import model, office, repetition
from khtgdv.plan.reporting import PeriodReporting, Reporting, WeekReporting
from khtgdv.plan.workdays import DayOff, DayWorked

_KINDS = (
    model.Task, model.Inspection, model.Step, model.Extension, model.Cancellation, model.Units,
    repetition.RepeatRule, office.PlanDocument, office.Department, office.DepartmentGroup,
    office.Section, office.FocusArea, office.Body, office.Abbreviation, office.Office,
    office.Signer, DayOff, DayWorked, Reporting, PeriodReporting, WeekReporting,
)  # fmt: skip
SECTIONS = (
    "tasks", "inspections", "plan", "office", "reporting", "departments", "groups", "sections",
    "focus", "bodies", "abbreviations", "holidays", "working_days",
)  # fmt: skip
# The keys of a row that are no section of any file.
ROW_ONLY_KEYS = frozenset(
    key_of(field.name) for kind in _KINDS[:2] for field in fields(kind)
) - set(SECTIONS)
NAMES = "|".join(
    sorted({key_of(field.name) for kind in _KINDS for field in fields(kind)} | set(SECTIONS))
)
# A line that begins a row or a key of a plan: inside a quoted text it means the text swallowed it.
KEY_LINE = re.compile(rf"( *(?:- +)*)(?:{NAMES}):(?:\s|$)")
