"""The page of keys: what each file of a plan holds, from the docstrings of the model."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
from types import ModuleType

_FILES = {
    "plan_<năm>.yaml": [
        ("plan", "PlanDocument"),
        ("departments", "Department"),
        ("groups", "DepartmentGroup"),
        ("focus", "FocusArea"),
        ("bodies", "Body"),
        ("abbreviations", "Abbreviation"),
    ],
    "tasks_<năm>.yaml": [("tasks", "Task")],
    "inspections_<năm>.yaml": [("inspections", "Inspection")],
    "các nhóm khóa bên trong": [
        ("extensions", "Extension"),
        ("cancelled", "Cancellation"),
        ("repeat", "RepeatRule"),
        ("units", "Units"),
    ],
}


def page() -> str:
    """Return the page in Markdown."""
    model = importlib.import_module("khtgdv.plan.model")
    parts = ["# Các khóa của tệp kế hoạch\n\nTrang này sinh từ chính chương trình (`make docs`).\n"]
    for file, sections in _FILES.items():
        parts.append(f"## {file}\n")
        parts += [_section(key, getattr(model, name), model) for key, name in sections]
    return "\n".join(parts)


def _section(key: str, model_class: type, model: ModuleType) -> str:
    docstrings = _docstrings(model)
    lines = [f"### `{key}`\n", "| khóa | bắt buộc | nghĩa |", "|---|---|---|"]
    for field in dataclasses.fields(model_class):
        is_required = "có" if _is_required(field) else ""
        name = field.name.rstrip("_")
        lines.append(
            f"| `{name}` | {is_required} | {_meaning(model_class, field.name, docstrings)} |"
        )
    return "\n".join(lines) + "\n"


def _is_required(field: dataclasses.Field[object]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


def _meaning(model_class: type, name: str, docstrings: dict[tuple[str, str], str]) -> str:
    meanings = (docstrings.get((base.__name__, name)) for base in model_class.__mro__)
    return next((meaning for meaning in meanings if meaning), "").replace("|", "\\|")


def _docstrings(model: ModuleType) -> dict[tuple[str, str], str]:
    """Return the text under each attribute of each class of the model."""
    docstrings: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for attribute, next_node in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(attribute, ast.AnnAssign)
                and isinstance(attribute.target, ast.Name)
                and isinstance(next_node, ast.Expr)
                and isinstance(next_node.value, ast.Constant)
            ):
                docstrings[node.name, attribute.target.id] = str(next_node.value.value)
    return docstrings
