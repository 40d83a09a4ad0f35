from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from khtgdv.dates.periods import parse_date, parse_deadline
from khtgdv.fields import FieldError
from khtgdv.plan import model, repetition
from khtgdv.source.editors.docstrings import attribute_docstrings
from khtgdv.source.editors.schema import (
    FILE_MODELS,
    TITLES,
    PlanFileModel,
    build_schema,
    load_shipped_portfolio,
    schema_texts,
)
from khtgdv.source.editors.snippets import snippets
from khtgdv.source.load.planfile import PLAN_SECTIONS
from khtgdv.source.load.validate import row_keys

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan, Portfolio
    from tests.conftest import Run, WritePlan

ROOT = Path(__file__).resolve().parents[3]
TEXTS = schema_texts()
SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in TEXTS.items()}
TASK = SCHEMAS["tasks.schema.json"]["definitions"]["Task"]


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a schema, whatever it is there for."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def objects(schema: Any) -> dict[str, Any]:
    return {"": schema, **schema["definitions"]}


@pytest.mark.parametrize("name", TEXTS)
def test_the_schemas_of_the_repository_are_current(name: str) -> None:
    written = (ROOT / "schemas" / name).read_text(encoding="utf-8")
    assert written == TEXTS[name], "chạy make docs"


@pytest.mark.parametrize("name", FILE_MODELS)
def test_the_first_line_of_each_shipped_file_names_its_schema(name: str) -> None:
    paths = sorted((ROOT / "data").glob(f"{name}_*.yaml"))
    assert paths
    for path in paths:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../schemas/{name}.schema.json"
        assert (path.parent / first.partition("=")[2]).is_file()


def test_they_are_written_where_asked(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "một" / "hai"
    assert run("schema", "--output", folder).status == 0
    assert {path.name: path.read_bytes().decode() for path in folder.iterdir()} == TEXTS


def test_the_shipped_plan_is_what_they_are_made_from(portfolio: Portfolio) -> None:
    assert [plan.year for plan in load_shipped_portfolio()] == [plan.year for plan in portfolio]


def test_every_kind_of_mapping_has_a_name_for_editors() -> None:
    configured = {kind for kind in vars(model).values() if "__pydantic_config__" in dir(kind)}
    assert configured - {model.WorkItem} <= TITLES.keys()
    assert tuple(attribute_docstrings(PlanFileModel)) == PLAN_SECTIONS


@pytest.mark.parametrize("kind", TITLES)
def test_every_key_is_explained_in_vietnamese(kind: type) -> None:
    assert is_dataclass(kind)
    words = attribute_docstrings(kind)
    assert [key for key in row_keys(kind) if not words.get(key, "").endswith((".", "…"))] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_mapping_refuses_other_keys_and_misses_each_required_one(name: str) -> None:
    kinds = {kind.__name__: kind for kind in TITLES}
    for title, schema in objects(SCHEMAS[name]).items():
        known = row_keys(kinds[title]) if title else row_keys(FILE_MODELS[name.partition(".")[0]])
        assert schema["properties"].keys() == known.keys()
        assert schema["additionalProperties"] is False
        needed = [key for key, required in known.items() if required]
        parts = schema.get("allOf", [])
        assert sorted(needed) == sorted(key for part in parts for key in part["required"])
        assert all(part["required"][0] in part["errorMessage"] for part in parts)


@pytest.mark.parametrize("name", TEXTS)
def test_wherever_a_value_may_be_wrong_there_is_a_message_in_vietnamese(name: str) -> None:
    for title, schema in objects(SCHEMAS[name]).items():
        for key, value in schema["properties"].items():
            for node in nodes(value):
                if "type" in node or "enum" in node:
                    assert not node["errorMessage"].isascii(), (title, key)
                assert node.keys().isdisjoint({"minItems", "default", "format", "propertyNames"})
                assert node.get("type") != "null"


def test_references_lead_somewhere() -> None:
    for schema in SCHEMAS.values():
        targets = {node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)}
        assert {target.removeprefix("#/definitions/") for target in targets} == schema[
            "definitions"
        ].keys()


def test_the_lead_is_one_of_the_plan_s_departments(shipped: Plan) -> None:
    lead, several = TASK["properties"]["lead"]["anyOf"]
    codes = [department.code for department in shipped.departments]
    assert lead["enum"][: len(codes)] == codes
    assert lead["enumDescriptions"][: len(codes)] == [d.name for d in shipped.departments]
    described = dict(zip(lead["enum"], lead["enumDescriptions"], strict=True))
    assert described["Phòng TT-TH"] == "TT-TH"
    assert described["Các phòng CM"] == ", ".join(codes[:-1])
    assert several["items"] == lead
    assert TASK["properties"]["focus"]["items"]["enum"] == [focus.code for focus in shipped.focus]


def test_without_a_plan_any_lead_is_taken() -> None:
    task = build_schema("tasks", ())["definitions"]["Task"]
    lead, several = task["properties"]["lead"]["anyOf"]
    assert "enum" not in lead
    assert lead["pattern"] == several["items"]["pattern"] == r"\S"
    [offered] = snippets(())["TasksFileModel", "tasks"]
    assert offered["body"]["lead"] == "${3:VP}"


def test_digits_may_be_written_as_a_number() -> None:
    for key in ("due", "progress", "start"):
        assert TASK["properties"][key]["type"] == ["string", "integer"]
    assert TASK["properties"]["progress"]["if"] == {"minimum": 0, "maximum": 100}
    assert TASK["properties"]["completed"]["type"] == "string"


def test_repeat_is_a_word_a_rule_or_a_list_of_both() -> None:
    word, rule, several = TASK["properties"]["repeat"]["anyOf"]
    assert word["enum"][:2] == ["day", "week"]
    assert rule == {"$ref": "#/definitions/RepeatRule"}
    assert several["items"]["anyOf"] == [word, rule]


def reads(read: object, text: str) -> bool:
    try:
        assert callable(read)
        read(text)
    except FieldError:
        return False
    return True


@settings(deadline=None, max_examples=300)
@given(st.from_regex(r"(19|20)[0-9]{2}(-[0-9]{2}){0,2}|2026-([QHW][0-9]|[0-9]M|.)", fullmatch=True))
def test_the_patterns_take_what_the_reader_takes(text: str) -> None:
    for key, read in (("due", parse_deadline), ("completed", parse_date)):
        taken = bool(re.search(TASK["properties"][key]["pattern"], text))
        if not text.endswith("-02-29"):  # the calendar decides about leap years
            assert taken == reads(read, text)


FILLED = re.compile(r"\$\{[0-9]+(?::([^}]*)|\|([^,|]*)[^}]*\|)\}")


def filled(body: object) -> Any:
    """Return a snippet as it stands once each place is taken as offered."""
    return json.loads(FILLED.sub(lambda match: match[1] or match[2], json.dumps(body)))


def test_what_the_snippets_write_is_valid(portfolio: Portfolio) -> None:
    bodies = {at: filled(one["body"]) for at, (one,) in snippets(portfolio).items()}
    task = TypeAdapter(model.Task).validate_python(bodies["TasksFileModel", "tasks"])
    assert (task.id, task.lead) == ("T03-13", portfolio[0].departments[0].code)
    TypeAdapter(model.Inspection).validate_python(bodies["InspectionsFileModel", "inspections"])
    TypeAdapter(model.Extension).validate_python(bodies["Task", "extensions"])
    TypeAdapter(model.Cancellation).validate_python(bodies["Cancellation", None])
    assert bodies["Task", "log"] == {"2026-03": "2026-03-31"}


def test_the_snippets_are_where_editors_look_for_them() -> None:
    tasks = SCHEMAS["tasks.schema.json"]
    assert tasks["properties"]["tasks"]["defaultSnippets"][0]["label"] == "Nhiệm vụ mới"
    assert TASK["properties"]["extensions"]["defaultSnippets"][0]["label"] == "Gia hạn"
    assert tasks["definitions"]["Cancellation"]["defaultSnippets"][0]["label"] == "Hủy"


def test_words_are_inherited_and_overridden() -> None:
    assert attribute_docstrings(model.Inspection)["due"] == attribute_docstrings(model.Task)["due"]
    assert "Phụ lục 2" in attribute_docstrings(model.Inspection)["id"]
    assert "in" in attribute_docstrings(repetition.RepeatRule)
    names = [field.name for field in fields(repetition.RepeatRule)]
    assert names == ["every", "in_", "on", "after", "interval", "label"]


def test_the_codes_are_those_of_the_plan_that_is_read(write_plan: WritePlan, run: Any) -> None:
    folder = write_plan()
    ran = run("schema", "tasks", "--data", folder)
    assert ran.status == 0
    assert ran.json["definitions"]["Task"]["properties"]["focus"]["items"]["enum"] == ["1.4"]


def test_the_ids_are_those_of_the_declared_sections(run: Any) -> None:
    ran = run("schema", "tasks", "--data", ROOT / "tests/plans/sections")
    key = ran.json["definitions"]["Task"]["properties"]["id"]
    for name in ("II-12a", "III-2.1", "NV-3", "T03-12", "TX-05"):
        assert re.search(key["pattern"], name)
    for name in ("B-1", "II", "II-", "T3-1", "KT-01"):
        assert not re.search(key["pattern"], name)
    assert key["errorMessage"].endswith("các mục đã khai: I, II, III, A.")
    (snippet,) = ran.json["properties"]["tasks"]["defaultSnippets"]
    assert snippet["body"]["id"] == "${1:I-1}"


def test_a_section_may_be_a_number(run: Any) -> None:
    code = run("schema", "plan", "--data", "data").json["definitions"]["Section"]["properties"][
        "code"
    ]
    assert code["type"] == ["string", "integer"]
    assert re.search(code["pattern"], "A.I")
    assert not re.search(code["pattern"], "NV")


@pytest.mark.parametrize("name", TEXTS)
def test_no_list_of_schemas_is_empty(name: str) -> None:
    """draft-07, 6.7: the lists of `allOf`, `anyOf` and `enum` have at least one member."""
    assert not re.search(r'"(?:allOf|anyOf|oneOf|enum)": \[\]', TEXTS[name])
