"""The report that is signed and sent: its words, and that its figures are those of the JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from khtgdv.dates.periods import Position, parse_period
from khtgdv.plan.model import Plan
from khtgdv.plan.office import Department, Office, PlanDocument, Signer
from khtgdv.query.filters import FilterTexts, apply_filters, parse_filters
from khtgdv.query.selection import select_all
from khtgdv.render.formats import RenderOptions
from khtgdv.render.json_text import render
from khtgdv.reports.periodic.report import build
from tests.conftest import PLAN_TEMPLATE
from tests.support.periodic import CODES, INSPECTION_ROWS, TASK_ROWS, report_moments

if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.document.issued import IssuedText
    from tests.conftest import MakeRow, Run, WritePlan

NAMES = {"VP": "Văn phòng", "TT-TH": "Phòng TT - TH", "DT-CH": "Phòng ĐT&CH"}
PAPER = PlanDocument(
    year=2026, number="31-KH/BTG", date=date(2026, 2, 10), title="Kế hoạch công tác\nnăm 2026",
    agency="Ban Y Thành ủy X", signer="Nguyễn An", signer_title="Trưởng Ban",
)  # fmt: skip
OFFICE = Office(
    form="party", parent="Thành ủy X", place="X", symbol="BTG",
    recipients=("Thường trực Thành ủy (để b/c)", "Lưu Văn phòng"),
    signers=(
        Signer(title="Trưởng Ban", name="Nguyễn An"),
        Signer(authority="K/T Trưởng Ban", title="Phó Trưởng Ban", name="Trần Bình"),
    ),
)  # fmt: skip
MARCH = Position(date(2026, 3, 31), closed=True)


def plan_of(tasks: tuple[Any, ...] = (), inspections: tuple[Any, ...] = (), **parts: Any) -> Plan:
    departments = tuple(Department(code=code, name=NAMES[code]) for code in CODES)
    given_parts = {"document": PAPER, "office": OFFICE, **parts}
    return Plan(
        name="p", folder="p", year=2026, departments=departments, tasks=tasks,
        inspections=inspections, **given_parts,
    )  # fmt: skip


def report(plan: Plan, period: str = "2026-03", at: Position = MARCH, **options: Any) -> Document:
    return build(select_all((plan,), at), period=parse_period(period), **options)


def issued(document: Document) -> IssuedText:
    text = document.letterhead.issued
    assert text is not None
    return text


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in issued(document).paragraphs]


# --- its figures -------------------------------------------------------------------------------

DUE = re.compile(
    r"(?:có (?P<due>\d+) nhiệm vụ(?: đến hạn)?|(?P<none>không có nhiệm vụ nào đến hạn))"
    r"(?:, đã đến hạn (?P<come_due>\d+)|, chưa có nhiệm vụ nào đến hạn)?"
    r"(?:; đã hoàn thành (?P<done>\d+), trong đó đúng hạn (?P<on_time>\d+)"
    r" \(đạt (?P<share>\d+)%\), chậm (?P<late>\d+)|, chưa ghi nhận nhiệm vụ nào hoàn thành)?"
    r"(?:; còn (?P<left>\d+) nhiệm vụ chưa hoàn thành|; không còn việc tồn đọng)?"
)


def check_due(text: str, figures: dict[str, Any]) -> None:
    """Hold the numbers of a sentence against the figures of the JSON, where it has them."""
    match = DUE.search(text)
    assert match, text
    numbers = {
        key: int(value) for key, value in match.groupdict().items() if value and key != "none"
    }
    assert numbers.get("due", 0) == figures["due"], text
    if "come_due" in numbers:
        assert numbers["come_due"] == figures["come_due"]
    assert numbers.get("on_time", 0) == figures["on_time"]
    assert numbers.get("late", 0) == figures["late"]
    assert numbers.get("done", 0) == figures["on_time"] + figures["late"]
    if "done" in numbers:
        assert numbers.get("left", 0) == figures["due_overdue"]
        assert numbers["share"] == int(figures["on_time_share"] * 100 + 0.5)
    else:
        assert not figures["on_time_share"]


@pytest.mark.uncounted
@settings(deadline=None, max_examples=60)
@given(rows=TASK_ROWS, visits=INSPECTION_ROWS, moment=report_moments())
def test_every_figure_of_the_text_is_that_of_the_json(
    rows: list[dict[str, Any]],
    visits: list[dict[str, Any]],
    moment: tuple[str, str, bool],
    make_task: MakeRow,
    make_inspection: MakeRow,
) -> None:
    period, as_of, closed = moment
    plan = plan_of(
        tuple(make_task(**row) for row in rows), tuple(make_inspection(**row) for row in visits)
    )
    document = report(plan, period, Position(date.fromisoformat(as_of), closed=closed))
    tables = json.loads(render(document, RenderOptions()))["tables"]
    whole, *departments = tables["figures"]
    words = texts(document)
    check_due(words[3], whole)
    for figures in departments:
        [own] = [word for word in words if word.startswith(f"{figures['name']}: ")]
        check_due(own, figures)
        finished = re.search(r"ở kỳ khác đã hoàn thành (\d+)", own)
        in_period = figures["completed"] + figures["completed_late"]
        assert (int(finished[1]) if finished else figures["on_time"] + figures["late"]) == in_period
    whole_text = "\n".join(words)
    visits = [row["visited"] or {} for row in tables["inspections"]]
    for pattern, number in {
        r"định kỳ có (\d+) nhiệm vụ": whole["regular"],
        r"đã thực hiện (\d+) trên \d+ lượt": whole["occurrences_done"],
        r"đã thực hiện \d+ trên (\d+) lượt": whole["occurrences"],
        r"Trong kỳ đã hoàn thành (\d+)": whole["completed"] + whole["completed_late"],
        r"ở kỳ khác: đúng hạn (\d+)": whole["completed"],
        r"ở kỳ khác: đúng hạn \d+, chậm (\d+)": whole["completed_late"],
        r"có (\d+) nhiệm vụ quá hạn": whole["overdue"],
        r"Trong kỳ gia hạn (\d+)": whole["extended"],
        r"Trong kỳ hủy (\d+)": whole["cancelled"],
        r"\nTrong [^\n]* có (\d+) nhiệm vụ đến hạn \(": whole["next"],
        r"đôn đốc (\d+) nhiệm vụ quá hạn": whole["overdue"],
        r"(\d+) nhiệm vụ đang thực hiện": whole["in_progress"],
        r"Có (\d+) cuộc trong kỳ": len(tables["inspections"]),
        r"đã kiểm tra (\d+) đơn vị": sum(map(len, visits)),
    }.items():
        found = re.search(pattern, whole_text)
        assert (int(found[1]) if found else 0) == number, (pattern, whole_text)
    numbers = [int(n) for group in re.findall(r"Phụ lục ([\d, ]+)", whole_text)
               for n in group.split(", ")]  # fmt: skip
    assert max(numbers, default=0) <= len(issued(document).appendices)


# --- its words ---------------------------------------------------------------------------------


def test_the_parts_of_a_report(make_task: MakeRow) -> None:
    document = report(plan_of((make_task(start="2026-03", due="2026-03"),)))
    sections = [p.text for p in issued(document).paragraphs if p.kind == "section"]
    assert sections == [
        "I. KẾT QUẢ THỰC HIỆN THÁNG 3/2026", "II. ĐÁNH GIÁ CHUNG",
        "III. NHIỆM VỤ TRỌNG TÂM THÁNG 4/2026", "IV. ĐỀ XUẤT, KIẾN NGHỊ",
    ]  # fmt: skip
    assert texts(document)[0] == (
        "Thực hiện Kế hoạch số 31-KH/BTG, ngày 10/02/2026 của Ban Y Thành ủy X về công tác năm "
        "2026, Ban Y Thành ủy X báo cáo kết quả thực hiện tháng 3/2026 (từ ngày 01/3/2026 đến hết "
        "ngày 31/3/2026) như sau:"
    )
    assert texts(document)[-1] == (
        "Trên đây là báo cáo kết quả thực hiện tháng 3/2026 của Ban Y Thành ủy X."
    )
    assert texts(document).count("[…]") == 4


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("45-BC/BTG", "Báo cáo số 45-BC/BTG, ngày 20/3/2026"),
        ("số 7-TTr/BTG", "Tờ trình số 7-TTr/BTG, ngày 20/3/2026"),
        ("57/QĐ-UBND", "Quyết định số 57/QĐ-UBND, ngày 20/3/2026"),
        ("12-XYZ/BTG", "văn bản số 12-XYZ/BTG, ngày 20/3/2026"),
        ("Kế hoạch 9-KH/BTG", "Kế hoạch 9-KH/BTG, ngày 20/3/2026"),
        ("45-BC/BTG ngày 18/3/2026", "45-BC/BTG ngày 18/3/2026"),
        ("Đã tổ chức\nhội nghị.", "Đã tổ chức hội nghị"),
    ],
)
def test_what_was_issued_is_told_with_its_kind_number_and_date(
    result: str, words: str, make_task: MakeRow
) -> None:
    task = make_task(
        task="- Xây dựng\nbáo cáo.", lead="VP", start="2026-03", due="2026-03",
        completed="2026-03-20", result=result,
    )  # fmt: skip
    lines = texts(report(plan_of((task,))))
    assert f"Xây dựng báo cáo: {words}." in lines
    said = "Kết quả" if words.startswith("Đã") else "Đã ban hành"
    assert lines[lines.index(f"Xây dựng báo cáo: {words}.") - 1].endswith(f". {said}:")


def test_what_inspections_issued_is_told(make_inspection: MakeRow) -> None:
    facts = {"content": "Kiểm tra A.", "start": "2026-03", "due": "2026-03"}
    rows = (
        make_inspection(id="KT-01", **facts, completed="2026-03-20", result="45-KL/BTG"),
        make_inspection(id="KT-02", **facts, completed="2026-03-21"),
        make_inspection(id="KT-03", **facts, completed="2026-04-01", result="46-KL/BTG"),
    )
    lines = texts(report(plan_of(inspections=rows)))
    place = lines.index("3. Công tác kiểm tra, giám sát, khảo sát")
    assert lines[place + 1 : place + 3] == [
        (
            "Có 3 cuộc trong kỳ, chưa ghi nhận đơn vị nào được kiểm tra, hoàn thành 2 cuộc "
            "(Phụ lục 2). Đã ban hành:"
        ),
        "Kiểm tra A: Kết luận số 45-KL/BTG, ngày 20/3/2026.",
    ]


def test_what_was_moved_or_given_up_has_its_reason(make_task: MakeRow) -> None:
    facts = {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    extension = {"to": "2026-04-15", "on": "2026-03-10", "reason": "chờ ý kiến."}
    rows = (
        make_task(id="T03-01", task="A.", **facts, extensions=[extension]),
        make_task(
            id="T03-02", task="B", **facts,
            extensions=[{**extension, "to": "2026-05", "document": "3-TB/TU"}],
        ),
        make_task(id="T03-03", task="C", **facts, cancelled={"on": "2026-03-05", "reason": "gộp"}),
    )  # fmt: skip
    lines = texts(report(plan_of(rows)))
    assert lines[lines.index("Trong kỳ gia hạn 2 nhiệm vụ (Phụ lục 3):") :][:5] == [
        "Trong kỳ gia hạn 2 nhiệm vụ (Phụ lục 3):",
        "A (Văn phòng): đến hết ngày 15/4/2026, lý do: chờ ý kiến;",
        "B (Văn phòng): đến hết tháng 5/2026, theo Thông báo số 3-TB/TU, lý do: chờ ý kiến.",
        "Trong kỳ hủy 1 nhiệm vụ (Phụ lục 4):",
        "C (Văn phòng): hủy ngày 05/3/2026, lý do: gộp.",
    ]
    assert "A (Văn phòng): hạn 15/4/2026." in lines


def test_long_lists_stand_in_their_appendices_alone(make_task: MakeRow) -> None:
    cancelled = {"on": "2026-03-05", "reason": "gộp"}
    rows = [
        make_task(id=f"T03-{n:02}", lead="VP", start="2026-03", due="2026-04", **more)
        for n in range(1, 83)
        for more in ({"cancelled": cancelled} if n % 2 else {},)
    ]
    lines = texts(report(plan_of(tuple(rows))))
    assert "Trong kỳ hủy 41 nhiệm vụ (Phụ lục 3)." in lines
    assert "Trong tháng 4/2026 có 41 nhiệm vụ đến hạn (Văn phòng: 41) (Phụ lục 4)." in lines
    assert len(lines) < 30


def test_which_row_is_late_the_longest(make_task: MakeRow) -> None:
    late = make_task(task="Cũ.", lead="VP", start="2026-01", due="2026-01")
    line = (
        "Tính đến hết ngày 31/3/2026 có 1 nhiệm vụ quá hạn, đều có hạn từ các kỳ trước "
        "(Văn phòng: 1) (Phụ lục 2). Lâu nhất: “Cũ” (Văn phòng), quá hạn 59 ngày."
    )
    assert line in texts(report(plan_of((late,))))
    same_day = make_task(task="Mới", lead="VP", start="2026-03", due="2026-03")
    assert (
        "Tính đến hết ngày 31/3/2026 có 1 nhiệm vụ quá hạn, đều có hạn trong kỳ (Văn phòng: 1) "
        "(Phụ lục 2)." in texts(report(plan_of((same_day,))))
    )


def test_an_unfinished_period_says_up_to_when() -> None:
    document = report(plan_of(), "2026-Q2", Position(date(2026, 4, 10)))
    assert issued(document).subject == (
        "kết quả thực hiện Kế hoạch số 31-KH/BTG quý II/2026 (tính đến ngày 10/4/2026)"
    )


def test_whose_report_it_is() -> None:
    text = issued(report(plan_of()))
    assert (text.kind, text.number) == ("BÁO CÁO", "Số ……-BC/BTG")
    assert text.enclosed == "Kèm theo Báo cáo số ……-BC/BTG, ngày …/…/…… của Ban Y Thành ủy X"
    assert text.signature.lines == ("TRƯỞNG BAN",)
    assert text.recipients == ("- Thường trực Thành ủy (để b/c),", "- Lưu Văn phòng.")
    chosen = issued(report(plan_of(), signer="bình")).signature
    assert (chosen.lines, chosen.name) == (("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "Trần Bình")


@pytest.mark.parametrize("cache", ["", "off"])
def test_the_plan_s_own_signer_signs_where_the_office_has_none(
    run: Run, write_plan: WritePlan, cache: str
) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace(
        "  agency:", "  signer: Nguyễn An\n  signer_title: Trưởng Ban\n  agency:"
    )
    env = {"KHTGDV_CACHE": cache} if cache else {}
    ran = run("report", "3", "--data", write_plan([], plan=plan), "-f", "md", env=env)
    assert "**TRƯỞNG BAN**<br>Nguyễn An" in ran.out


def test_a_state_body_ends_as_its_rules_say() -> None:
    office = Office(form="state", name="UBND xã Y")
    document = report(plan_of(office=office))
    assert texts(document)[-1].endswith(" của UBND xã Y./.")
    assert issued(document).subject.startswith("Kết quả")
    assert issued(document).recipients == ("- […].",)


def test_a_state_body_cites_and_numbers_as_its_rules_say(make_task: MakeRow) -> None:
    """Days without a comma; appendices in Roman numerals."""
    facts = {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    task = make_task(**facts, completed="2026-03-20", result="57/QĐ-UBND")
    document = report(plan_of((task,), office=Office(form="state", name="UBND xã Y")))
    words = texts(document)
    cited = "Thực hiện Kế hoạch số 31-KH/BTG ngày 10 tháng 02 năm 2026 của "
    assert words[0].startswith(cited)
    assert any(text.endswith(": Quyết định số 57/QĐ-UBND ngày 20/3/2026.") for text in words)
    assert any("(Phụ lục I, II)" in text for text in words)
    assert "Kế hoạch số 31-KH/BTG ngày 10 tháng 02 năm 2026" in document.letterhead.enclosed


def test_a_plan_of_nobody_known_reads_well() -> None:
    document = report(plan_of(document=None, office=Office()))
    assert texts(document)[0].startswith("Báo cáo kết quả thực hiện tháng 3/2026 (từ ngày")
    assert texts(document)[-1] == "Trên đây là báo cáo kết quả thực hiện tháng 3/2026."
    assert issued(document).subject == "Kết quả thực hiện kế hoạch tháng 3/2026"
    assert issued(document).signature.lines == ("[…]",)


def test_a_plan_that_is_not_called_one_keeps_its_title() -> None:
    document = report(plan_of(document=replace(PAPER, title="Chương trình 100 ngày")))
    assert "Ban Y Thành ủy X về Chương trình 100 ngày, Ban Y" in texts(document)[0]


def test_plans_of_several_offices_have_no_number_in_common() -> None:
    other = plan_of(document=replace(PAPER, number="5/KH-UBND"), office=Office())
    selection = select_all((plan_of(), other), MARCH)
    text = issued(build(selection, period=parse_period("2026-03")))
    assert text.number == "Số: ……"
    assert text.recipients == ("- […].",)
    assert text.signature.lines == ("[…]",)


def narrowed(plan: Plan, *, department: tuple[str, ...]) -> Document:
    selection = select_all((plan,), MARCH)
    row_filters = parse_filters(FilterTexts(department=department), selection, plan.span)
    return build(apply_filters(selection, row_filters), period=parse_period("2026-03"))


def test_a_departments_report_is_headed_and_signed_as_its_own(make_task: MakeRow) -> None:
    plan = plan_of((make_task(lead="VP", start="2026-03", due="2026-03"),))
    head = narrowed(plan, department=("VP",)).letterhead
    text = head.issued
    assert (head.parent, head.agency) == ("Ban Y Thành ủy X", "Văn phòng")
    assert text
    assert (text.number, text.signature.lines) == ("Số ……-BC/……", ("LÃNH ĐẠO VĂN PHÒNG",))
    assert text.recipients == ("- Ban Y Thành ủy X (để b/c),", "- Lưu Văn phòng.")
    assert "phạm vi" not in text.paragraphs[0].text
    assert text.paragraphs[-1].text.endswith(" của Văn phòng.")
    nameless = narrowed(plan_of(document=None, office=Office()), department=("VP",)).letterhead
    assert nameless.issued
    assert nameless.issued.recipients == ("- Lưu Văn phòng.",)


def test_another_filter_is_told() -> None:
    two = narrowed(plan_of(), department=("VP", "TT-TH")).letterhead
    assert two.agency == "Ban Y Thành ủy X"
    assert two.issued
    assert ", phạm vi: " in two.issued.paragraphs[0].text


def test_only_tables_with_rows_are_appendices(make_task: MakeRow) -> None:
    rows = (
        make_task(id="T03-01", lead="VP", start="2026-03", due="2026-03", completed="2026-03-05"),
        make_task(id="T04-01", lead="VP", start="2026-04", due="2026-04"),
    )
    assert dict(issued(report(plan_of(rows))).appendices) == {
        "figures": "Số liệu thực hiện nhiệm vụ theo đơn vị",
        "completed": "Nhiệm vụ hoàn thành đúng hạn",
        "next": "Nhiệm vụ đến hạn tháng 4/2026",
    }
