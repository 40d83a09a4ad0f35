"""JSON Schemas of a plan's files, made from the model: what editors complete, explain, refuse.

Their form is draft-07 as yaml-language-server reads it. It says an object's `errorMessage` of
whatever is wrong with its keys, so a required key stands in a part of its own (`allOf`); what it
would say in English (`minItems`, `maximum`) is put in words that it has a message of ours for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import TypeAdapter

from khtgdv.frozen import dataclass
from khtgdv.plan import model, repetition
from khtgdv.plan import office as office_model
from khtgdv.plan.directory import department_names
from khtgdv.plan.ids import task_id_pattern
from khtgdv.plan.reporting import PeriodReporting, Reporting, WeekReporting
from khtgdv.plan.values import TASK_ID_EXAMPLES
from khtgdv.plan.workdays import DayOff, DayWorked
from khtgdv.source.editors.docstrings import attribute_docstrings
from khtgdv.source.editors.rule_conditions import RULE_CONDITIONS
from khtgdv.source.editors.snippets import snippets
from khtgdv.source.find import PlanFolder, embedded_folder, years_in
from khtgdv.source.load.load import load_plans

Schema = dict[str, Any]
_UNUSED_KEYS = frozenset({"default", "title", "propertyNames"})
_LIST = "Cần một danh sách{}, mỗi mục một dòng bắt đầu bằng dấu gạch và dấu cách."
_MAPPING_MESSAGE = "Cần một nhóm khóa: giá trị, mỗi khóa một dòng, thụt vào bằng nhau."


@dataclass(frozen=True, kw_only=True)
class PlanFileModel:
    """The file `plan_<year>.yaml`."""

    __pydantic_config__ = office_model.CONFIG
    plan: office_model.PlanDocument
    """Văn bản kế hoạch: năm, số hiệu, ngày ký, tên, cơ quan ban hành."""
    departments: tuple[office_model.Department, ...]
    """Các đơn vị thuộc cơ quan, theo thứ tự hiện trong bảng."""
    office: office_model.Office | None = None
    """Cơ quan ban hành văn bản: thể thức phần đầu, cấp trên, nơi nhận, người ký, địa chỉ thư."""
    reporting: Reporting | None = None
    """Ngày chốt số liệu và ngày gửi báo cáo định kỳ."""
    groups: tuple[office_model.DepartmentGroup, ...] = ()
    """Tên gọi chung và những đơn vị mà tên ấy bao gồm."""
    sections: tuple[office_model.Section, ...] = ()
    """Các mục không phải tháng, theo thứ tự văn bản; mã dòng là mục và số (II-12a)."""
    focus: tuple[office_model.FocusArea, ...] = ()
    """Nhiệm vụ trọng tâm của năm."""
    bodies: tuple[office_model.Body, ...] = ()
    """Những cơ quan mà kế hoạch giao việc hoặc đề nghị."""
    abbreviations: tuple[office_model.Abbreviation, ...] = ()
    """Chữ viết tắt dùng trong kế hoạch và nghĩa của nó."""
    holidays: tuple[DayOff, ...] = ()
    """Ngày nghỉ lễ, tết trong năm."""
    working_days: tuple[DayWorked, ...] = ()
    """Thứ Bảy, Chủ nhật đi làm bù."""


@dataclass(frozen=True, kw_only=True)
class TasksFileModel:
    """The file `tasks_<year>.yaml`."""

    __pydantic_config__ = office_model.CONFIG
    tasks: tuple[model.Task, ...]
    """Các nhiệm vụ của Phụ lục 1."""


@dataclass(frozen=True, kw_only=True)
class InspectionsFileModel:
    """The file `inspections_<year>.yaml`."""

    __pydantic_config__ = office_model.CONFIG
    inspections: tuple[model.Inspection, ...]
    """Các cuộc kiểm tra, giám sát, khảo sát của Phụ lục 2."""


FILE_MODELS: dict[str, type] = {
    "plan": PlanFileModel,
    "tasks": TasksFileModel,
    "inspections": InspectionsFileModel,
}

# Every kind of mapping in the files, and what editors call it.
TITLES: dict[type, str] = {
    PlanFileModel: "Tệp kế hoạch",
    TasksFileModel: "Tệp nhiệm vụ",
    InspectionsFileModel: "Tệp kiểm tra, giám sát",
    office_model.PlanDocument: "Văn bản kế hoạch",
    office_model.Office: "Cơ quan ban hành",
    office_model.Signer: "Người ký",
    Reporting: "Báo cáo định kỳ",
    PeriodReporting: "Báo cáo của một loại kỳ",
    WeekReporting: "Báo cáo tuần",
    office_model.Department: "Đơn vị",
    office_model.DepartmentGroup: "Tên gọi chung",
    office_model.Section: "Mục của kế hoạch",
    office_model.FocusArea: "Nhiệm vụ trọng tâm",
    office_model.Body: "Cơ quan thực hiện",
    office_model.Abbreviation: "Chữ viết tắt",
    DayOff: "Ngày nghỉ",
    DayWorked: "Ngày làm bù",
    model.Task: "Nhiệm vụ",
    repetition.RepeatRule: "Lịch định kỳ",
    model.Step: "Bước",
    model.Extension: "Gia hạn",
    model.Cancellation: "Hủy",
    model.Inspection: "Kiểm tra, giám sát",
    model.Units: "Các đơn vị được kiểm tra",
}


SCHEMA_SUFFIX = ".schema.json"


def schema_texts(portfolio: model.Portfolio | None = None) -> dict[str, str]:
    """Return every schema as the text of a file, by file name, for some plans; ours by default."""
    plans = load_shipped_portfolio() if portfolio is None else portfolio
    return {
        f"{name}{SCHEMA_SUFFIX}": dump_schema(build_schema(name, plans)) for name in FILE_MODELS
    }


def dump_schema(schema: Schema) -> str:
    """Return a schema as people and programs read it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def load_shipped_portfolio() -> model.Portfolio:
    """Return the plan that ships with the program."""
    folder = embedded_folder()
    plan_folder = PlanFolder(str(folder), folder.name, years_in(folder), embedded=True)
    return load_plans([plan_folder], lambda place: place.years, str).portfolio


def build_schema(name: str, portfolio: model.Portfolio) -> Schema:
    """Return the schema of one kind of file; the codes it takes are those of some plans."""
    file_model = FILE_MODELS[name]
    pydantic_schema = TypeAdapter(file_model).json_schema(ref_template="#/definitions/{model}")
    parts = {"definitions": pydantic_schema.pop("$defs"), **pydantic_schema}
    builder = _SchemaBuilder(portfolio)
    definitions = {
        part: builder.build_object(part, schema) for part, schema in parts["definitions"].items()
    }
    top = builder.build_object(
        file_model.__name__, {key: parts[key] for key in parts if key != "definitions"}
    )
    draft = "http://json-schema.org/draft-07/schema#"
    return {"$schema": draft, **top, "definitions": definitions}


class _SchemaBuilder:
    """pydantic's schema brought into the form of editors, part by part."""

    def __init__(self, portfolio: model.Portfolio) -> None:
        focus = (f for plan in portfolio for f in plan.focus)
        self.formats: dict[str, Schema] = {
            "department": _unit_choice(portfolio),
            "task-id": _task_id_schema(s.code for plan in portfolio for s in plan.sections),
            "focus": _choice("Không có nhiệm vụ trọng tâm này", ((f.code, f.text) for f in focus)),
        }
        self.snippets = snippets(portfolio)
        self.models_by_name = {kind.__name__: kind for kind in TITLES}

    def build_object(self, name: str, schema: Schema) -> Schema:
        """Return the schema of a kind of mapping."""
        model_class = self.models_by_name[name]
        docstrings = attribute_docstrings(model_class)
        keys: list[str] = schema.get("required", [])
        schemas = {key: schema["properties"][key] for key in [*keys, *schema["properties"]]}
        mapping_snippets = self.snippets.get((name, None))
        return {
            "title": TITLES[model_class],
            "type": "object",
            "properties": {
                key: self._build_key(name, key, docstrings[key], schemas[key]) for key in schemas
            },
            "additionalProperties": False,
            "errorMessage": f"{TITLES[model_class]} chỉ gồm các khóa: {', '.join(schemas)}.",
            **_all_of([_required_key_schema(key, docstrings[key]) for key in keys]),
            **_CONDITIONS.get(model_class, dict)(),
            **({"defaultSnippets": mapping_snippets} if mapping_snippets else {}),
        }

    def _build_key(self, mapping_name: str, key: str, description: str, schema: Schema) -> Schema:
        key_schema = {"description": description, **self._build_value(schema)}
        if key_snippets := self.snippets.get((mapping_name, key)):
            key_schema["defaultSnippets"] = key_snippets
        return key_schema

    def _build_value(self, schema: Schema) -> Schema:
        """Drop what editors do not need, and say in Vietnamese what they would say in English."""
        result = {key: value for key, value in schema.items() if key not in _UNUSED_KEYS}
        alternatives = [form for form in result.pop("anyOf", ()) if form.get("type") != "null"]
        if len(alternatives) == 1:
            return result | self._build_value(alternatives[0])
        if alternatives:
            result["anyOf"] = [self._build_value(form) for form in alternatives]
        if convert := _TYPE_CONVERTERS.get(str(result.get("type"))):
            result = convert(result)
        if "items" in result:
            result["items"] = self._build_value(result["items"])
        code_schema = self.formats.get(result.pop("format", ""))
        return code_schema or result


def _convert_array(schema: Schema) -> Schema:
    if schema.pop("minItems", 0):
        return {**schema, "contains": {}, "errorMessage": _LIST.format(" có ít nhất một mục")}
    return {**schema, "errorMessage": _LIST.format("")}


def _convert_mapping(schema: Schema) -> Schema:
    return {**schema, "errorMessage": _MAPPING_MESSAGE}


_TYPE_CONVERTERS: dict[str, Callable[[Schema], Schema]] = {
    "array": _convert_array,
    "object": _convert_mapping,
}


def _all_of(parts: list[Schema]) -> Schema:
    """Return the parts of an object's schema; a list without any is no schema (draft-07, 6.7.1)."""
    return {"allOf": parts} if parts else {}


def _required_key_schema(key: str, description: str) -> Schema:
    """Return the part of an object's schema that misses one key."""
    return {"required": [key], "errorMessage": f"Thiếu khóa bắt buộc {key}: {description}"}


def _signed_schema() -> Schema:
    """Return the part of a plan's schema that misses what only a draft may be without."""
    docstrings = attribute_docstrings(office_model.PlanDocument)
    draft = {"properties": {"status": {"const": office_model.DRAFT}}, "required": ["status"]}
    keys = office_model.SIGNED_KEYS
    parts = [_required_key_schema(key, docstrings[key]) for key in keys]
    return {"if": draft, "else": {"allOf": parts}}


# What the keys of a mapping demand of each other.
_CONDITIONS: dict[type, Callable[[], Schema]] = {
    repetition.RepeatRule: lambda: RULE_CONDITIONS,
    office_model.PlanDocument: _signed_schema,
}


def _task_id_schema(declared_codes: Iterable[str]) -> Schema:
    """Return the schema of the IDs of tasks in the sections that there are."""
    codes = list(dict.fromkeys(declared_codes))
    declared = f"; các mục đã khai: {', '.join(codes)}" if codes else ""
    return {
        "type": "string",
        "pattern": f"^({task_id_pattern(codes)})$",
        "errorMessage": f"Mã không đúng: {TASK_ID_EXAMPLES}{declared}.",
    }


def _unit_choice(portfolio: model.Portfolio) -> Schema:
    """Return the schema of a department by its code, which a message lists, or any other name."""
    departments = [department for plan in portfolio for department in plan.departments]
    by_code = _choice("Không có đơn vị này", ((d.code, d.name) for d in departments))
    names = {name: d.code for d in departments for name in department_names(d)[1:]}
    for group in (group for plan in portfolio for group in plan.groups):
        names |= dict.fromkeys((group.name, *group.aliases), ", ".join(group.members))
    if not by_code:
        return {}
    names = {name: meaning for name, meaning in names.items() if name not in by_code["enum"]}
    lists = {"enum": list(names), "enumDescriptions": list(names.values())}
    return by_code | {key: [*by_code[key], *lists[key]] for key in lists}


def _choice(message: str, codes_and_names: Iterable[tuple[str, str]]) -> Schema:
    """Return the schema of one of some codes; none where there are no codes."""
    codes = dict(codes_and_names)
    if not codes:
        return {}
    return {
        "type": "string",
        "enum": list(codes),
        "enumDescriptions": list(codes.values()),
        "errorMessage": f"{message}; chọn một trong: {', '.join(codes)}.",
    }
