"""JSON Schemas of a plan's files, made from the model: what editors complete, explain, refuse.

Their form is draft-07 as yaml-language-server reads it. It says an object's `errorMessage` of
whatever is wrong with its keys, so a required key stands in a part of its own (`allOf`); what it
would say in English (`minItems`, `maximum`) is put in words that it has a message of ours for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from pydantic import TypeAdapter

from khtgdv.frozen import dataclass
from khtgdv.plan import model
from khtgdv.plan.workdays import DayOff, DayWorked
from khtgdv.source.editors.docstrings import attribute_words
from khtgdv.source.editors.snippets import snippets
from khtgdv.source.find import Place, embedded_folder, years_in
from khtgdv.source.load.load import load

Schema = dict[str, Any]
_UNUSED = frozenset({"default", "title", "propertyNames"})
_LIST = "Cần một danh sách{}, mỗi mục một dòng bắt đầu bằng dấu gạch và dấu cách."
_MAPPING = "Cần một nhóm khóa: giá trị, mỗi khóa một dòng, thụt vào bằng nhau."


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """The file `plan_<year>.yaml`."""

    __pydantic_config__: ClassVar = model.CONFIG
    plan: model.Document
    """Văn bản kế hoạch: năm, số hiệu, ngày ký, tên, cơ quan ban hành."""
    departments: tuple[model.Department, ...]
    """Các đơn vị thuộc cơ quan, theo thứ tự hiện trong bảng."""
    groups: tuple[model.Group, ...] = ()
    """Tên gọi chung và những đơn vị mà tên ấy bao gồm."""
    focus: tuple[model.Focus, ...] = ()
    """Nhiệm vụ trọng tâm của năm."""
    bodies: tuple[model.Body, ...] = ()
    """Những cơ quan mà kế hoạch giao việc hoặc đề nghị."""
    abbreviations: tuple[model.Abbreviation, ...] = ()
    """Chữ viết tắt dùng trong kế hoạch và nghĩa của nó."""
    holidays: tuple[DayOff, ...] = ()
    """Ngày nghỉ lễ, tết trong năm."""
    working_days: tuple[DayWorked, ...] = ()
    """Thứ Bảy, Chủ nhật đi làm bù."""


@dataclass(frozen=True, kw_only=True)
class TasksFile:
    """The file `tasks_<year>.yaml`."""

    __pydantic_config__: ClassVar = model.CONFIG
    tasks: tuple[model.Task, ...]
    """Các nhiệm vụ của Phụ lục 1."""


@dataclass(frozen=True, kw_only=True)
class InspectionsFile:
    """The file `inspections_<year>.yaml`."""

    __pydantic_config__: ClassVar = model.CONFIG
    inspections: tuple[model.Inspection, ...]
    """Các cuộc kiểm tra, giám sát, khảo sát của Phụ lục 2."""


FILES: dict[str, type] = {"plan": PlanFile, "tasks": TasksFile, "inspections": InspectionsFile}

# Every kind of mapping in the files, and what editors call it.
KINDS: dict[type, str] = {
    PlanFile: "Tệp kế hoạch",
    TasksFile: "Tệp nhiệm vụ",
    InspectionsFile: "Tệp kiểm tra, giám sát",
    model.Document: "Văn bản kế hoạch",
    model.Department: "Đơn vị",
    model.Group: "Tên gọi chung",
    model.Focus: "Nhiệm vụ trọng tâm",
    model.Body: "Cơ quan thực hiện",
    model.Abbreviation: "Chữ viết tắt",
    DayOff: "Ngày nghỉ",
    DayWorked: "Ngày làm bù",
    model.Task: "Nhiệm vụ",
    model.Rule: "Lịch định kỳ",
    model.Extension: "Gia hạn",
    model.Cancellation: "Hủy",
    model.Inspection: "Kiểm tra, giám sát",
    model.Units: "Các đơn vị được kiểm tra",
}


def file_name(name: str) -> str:
    """Return the file that holds one of the schemas."""
    return f"{name}.schema.json"


def texts(portfolio: model.Portfolio | None = None) -> dict[str, str]:
    """Return every schema as the text of a file, by file name, for some plans; ours by default."""
    plans = shipped() if portfolio is None else portfolio
    return {file_name(name): as_text(schema_of(name, plans)) for name in FILES}


def as_text(schema: Schema) -> str:
    """Return a schema as people and programs read it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def shipped() -> model.Portfolio:
    """Return the plan that ships with the program."""
    folder = embedded_folder()
    place = Place(str(folder), folder.name, years_in(folder), embedded=True)
    return load([place], lambda place: place.years, str).portfolio


def schema_of(name: str, portfolio: model.Portfolio) -> Schema:
    """Return the schema of one kind of file; the codes it takes are those of some plans."""
    kind = FILES[name]
    made = TypeAdapter(kind).json_schema(ref_template="#/definitions/{model}")
    parts = {"definitions": made.pop("$defs"), **made}
    maker = _Maker(portfolio)
    definitions = {part: maker.object(part, found) for part, found in parts["definitions"].items()}
    top = maker.object(kind.__name__, {key: parts[key] for key in parts if key != "definitions"})
    draft = "http://json-schema.org/draft-07/schema#"
    return {"$schema": draft, **top, "definitions": definitions}


class _Maker:
    """pydantic's schema brought into the form of editors, part by part."""

    def __init__(self, portfolio: model.Portfolio) -> None:
        departments = (d for plan in portfolio for d in plan.departments)
        focus = (f for plan in portfolio for f in plan.focus)
        self.formats: dict[str, Schema] = {
            "department": _choice("Không có đơn vị này", ((d.code, d.name) for d in departments)),
            "focus": _choice("Không có nhiệm vụ trọng tâm này", ((f.code, f.text) for f in focus)),
        }
        self.snippets = snippets(portfolio)
        self.names = {kind.__name__: kind for kind in KINDS}

    def object(self, name: str, schema: Schema) -> Schema:
        """Return the schema of a kind of mapping."""
        kind = self.names[name]
        words = attribute_words(kind)
        needed: list[str] = schema["required"]
        keys = {key: schema["properties"][key] for key in [*needed, *schema["properties"]]}
        offered = self.snippets.get((name, None))
        return {
            "title": KINDS[kind],
            "type": "object",
            "properties": {key: self._key(name, key, words[key], keys[key]) for key in keys},
            "additionalProperties": False,
            "errorMessage": f"{KINDS[kind]} chỉ gồm các khóa: {', '.join(keys)}.",
            "allOf": [_need(key, words[key]) for key in needed],
            **({"defaultSnippets": offered} if offered else {}),
        }

    def _key(self, kind: str, key: str, words: str, schema: Schema) -> Schema:
        found = {"description": words, **self._value(schema)}
        if offered := self.snippets.get((kind, key)):
            found["defaultSnippets"] = offered
        return found

    def _value(self, schema: Schema) -> Schema:
        """Drop what editors do not need, and say in Vietnamese what they would say in English."""
        found = {key: value for key, value in schema.items() if key not in _UNUSED}
        forms = [form for form in found.pop("anyOf", ()) if form.get("type") != "null"]
        if len(forms) == 1:
            return found | self._value(forms[0])
        if forms:
            found["anyOf"] = [self._value(form) for form in forms]
        if shape := _SHAPES.get(str(found.get("type"))):
            found = shape(found)
        if "items" in found:
            found["items"] = self._value(found["items"])
        offered = self.formats.get(found.pop("format", ""))
        return offered or found


def _array(schema: Schema) -> Schema:
    if schema.pop("minItems", 0):
        return {**schema, "contains": {}, "errorMessage": _LIST.format(" có ít nhất một mục")}
    return {**schema, "errorMessage": _LIST.format("")}


def _mapping(schema: Schema) -> Schema:
    return {**schema, "errorMessage": _MAPPING}


_SHAPES: dict[str, Callable[[Schema], Schema]] = {"array": _array, "object": _mapping}


def _need(key: str, words: str) -> Schema:
    """Return the part of an object's schema that misses one key."""
    return {"required": [key], "errorMessage": f"Thiếu khóa bắt buộc {key}: {words}"}


def _choice(message: str, found: Iterable[tuple[str, str]]) -> Schema:
    """Return the schema of one of some codes; none where there are no codes."""
    codes = dict(found)
    if not codes:
        return {}
    return {
        "type": "string",
        "enum": list(codes),
        "enumDescriptions": list(codes.values()),
        "errorMessage": f"{message}; chọn một trong: {', '.join(codes)}.",
    }
