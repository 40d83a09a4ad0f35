"""What a plan's own file says of the office that issues papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.plan.office import Office, Signer
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from khtgdv.source.load.result import LoadResult
    from tests.conftest import WritePlan

WHOLE = """\
office:
  form: party
  parent: THÀNH ỦY HẢI PHÒNG
  name: BAN TUYÊN GIÁO VÀ DÂN VẬN
  place: Hải Phòng
  symbol: BTGDVTU
  recipients: [Thường trực Thành ủy, "Các phòng, ban"]
  signers:
    - {authority: K/T TRƯỞNG BAN, title: PHÓ TRƯỞNG BAN, name: Trần Văn A}
    - {title: TRƯỞNG BAN, name: Lê Thị B}
  letters:
    VP: vp@haiphong.gov.vn
    Phòng TT-TH: tt-th@haiphong.gov.vn
"""


def loaded(write_plan: WritePlan, text: str) -> LoadResult:
    folder = write_plan(
        "- {id: T01-01, task: A, lead: VP}", plan=PLAN_TEMPLATE.format(year=2026) + text
    )
    return load_plans(
        [PlanFolder(str(folder), "plan", (2026,))], lambda place: place.years, lambda p: p.name
    )


def test_the_whole_key(write_plan: WritePlan) -> None:
    found = loaded(write_plan, WHOLE)
    assert found.findings == ()
    assert found.portfolio[0].office == Office(
        form="party",
        parent="THÀNH ỦY HẢI PHÒNG",
        name="BAN TUYÊN GIÁO VÀ DÂN VẬN",
        place="Hải Phòng",
        symbol="BTGDVTU",
        recipients=("Thường trực Thành ủy", "Các phòng, ban"),
        signers=(
            Signer(authority="K/T TRƯỞNG BAN", title="PHÓ TRƯỞNG BAN", name="Trần Văn A"),
            Signer(title="TRƯỞNG BAN", name="Lê Thị B"),
        ),
        letters={"VP": "vp@haiphong.gov.vn", "TT-TH": "tt-th@haiphong.gov.vn"},
    )


def test_a_plan_may_say_nothing_of_it(write_plan: WritePlan) -> None:
    found = loaded(write_plan, "")
    assert found.findings == ()
    assert found.portfolio[0].office == Office()


@pytest.mark.parametrize(
    ("line", "code", "said", "hint"),
    [
        ("form: đảng", "invalid-choice", '"đảng"', 'có phải "party"?'),
        ("form: xã", "invalid-choice", '"xã"', "party, state, other"),
        ("letters: {VP: vp}", "invalid-address", '"vp"', "một địa chỉ"),
        ("letters: {VP: 'a@b.vn, c@d.vn'}", "invalid-address", "c@d.vn", "một địa chỉ"),
        ("letters: {TT-HT: a@b.vn}", "unknown-department", '"TT-HT"', 'có phải "TT-TH"?'),
        ("letters: {VP: a@b.vn, văn phòng: c@d.vn}", "duplicate-key", '"VP"', "một địa chỉ"),
        ("letters: [a@b.vn]", "wrong-shape", '"letters"', "khóa"),
        ("parnet: A", "unknown-key", '"parnet"', 'có phải "parent"?'),
        ("signers: [{name: A}]", "missing-key", '"title"', "title"),
        (
            "signers: [{name: A, title: B, authorty: C}]",
            "unknown-key",
            '"authorty"',
            'có phải "authority"?',
        ),
        ("recipients: Thành ủy", "wrong-shape", '"recipients"', "mỗi mục"),
        ("name:", "empty-value", '"name"', "điền"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    line: str, code: str, said: str, hint: str, write_plan: WritePlan
) -> None:
    found = loaded(write_plan, f"office:\n  place: Huế\n  {line}\n")
    first = found.findings[0]
    assert (first.code, first.span.line) == (code, PLAN_TEMPLATE.count("\n") + 3)
    assert said in first.message
    assert hint in str(first.hint)
    assert found.portfolio[0].office.place == "Huế"
    assert found.row_count == 1


def test_addresses_stay_as_written_where_departments_are_in_doubt(write_plan: WritePlan) -> None:
    plan = (
        "plan: {year: 2026, number: 1-KH/TU, date: 2026-01-05, title: T, agency: B}\n"
        "office: {letters: {Văn phòng: a@b.vn}}\n"
        "departments:\n- {code: VP, name: Văn phòng}\n- {code: V P, name: Khác}\n"
    )
    folder = write_plan("- {id: T01-01, task: A, lead: VP}", plan=plan)
    [made] = load_plans(
        [PlanFolder(str(folder), "plan", (2026,))], lambda place: place.years, str
    ).portfolio
    assert made.office.letters == {"Văn phòng": "a@b.vn"}


UNSIGNED = PLAN_TEMPLATE.replace("  number: 01-KH/THU\n  date: {year}-01-05\n", "")


def unsigned(write_plan: WritePlan, *lines: str) -> LoadResult:
    text = UNSIGNED.format(year=2026).replace(
        "  title:", "".join(f"  {line}\n" for line in lines) + "  title:"
    )
    folder = write_plan("- {id: T01-01, task: A, lead: VP}", plan=text)
    return load_plans(
        [PlanFolder(str(folder), "plan", (2026,))], lambda place: place.years, lambda p: p.name
    )


def test_a_draft_needs_no_number_and_no_date(write_plan: WritePlan) -> None:
    found = unsigned(write_plan, "status: draft")
    assert found.findings == ()
    (plan,) = found.portfolio
    assert plan.document is not None
    assert (plan.document.draft, plan.document.number, plan.document.date) == (True, None, None)
    assert plan.name == "dự thảo 2026"


def test_a_draft_may_have_its_number_already(write_plan: WritePlan) -> None:
    found = unsigned(write_plan, "status: draft", "number: 7-KH/THU")
    assert found.findings == ()
    assert [plan.name for plan in found.portfolio] == ["7-KH/THU"]


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        ((), ['thiếu khóa bắt buộc "number"', 'thiếu khóa bắt buộc "date"']),
        (("number: 7-KH/THU",), ['thiếu khóa bắt buộc "date"']),
        (("number:", "date: 2026-01-05"), ['khóa "number" không có giá trị']),
        (
            ("status: signed", "date: 2026-01-05"),
            ['thiếu khóa bắt buộc "number"', '"signed" không nằm trong các giá trị cho phép'],
        ),
    ],
)
def test_a_plan_that_is_no_draft_has_number_and_date(
    write_plan: WritePlan, lines: tuple[str, ...], messages: list[str]
) -> None:
    found = unsigned(write_plan, *lines)
    assert sorted(finding.message for finding in found.findings) == sorted(messages)
    assert {finding.level for finding in found.findings} == {"error"}
    assert [plan.document for plan in found.portfolio] == [None]


def test_words_of_a_deadline_are_not_read_where_the_span_is_not(write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T03-01, task: A, lead: VP, due_text: Trước ngày 15/3}\n- [a]")
    plan = folder / "plan_2026.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("year: 2026", "year: 2026\n  span: sai", 1),
        encoding="utf-8",
    )
    place = PlanFolder(str(folder), "kh", (2026,))
    result = load_plans([place], lambda one: one.years, lambda path: path.name)
    assert "deadline-in-words" not in {finding.code for finding in result.findings}
    assert result.rows_left_out == 1
