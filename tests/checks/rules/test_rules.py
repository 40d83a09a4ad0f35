"""Rules on words of their own, beside the examples of their pages: what they find and let be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.checks.corpus import Corpus
from khtgdv.checks.registry import RULES, run_rules
from khtgdv.checks.syllables import COMPOUNDS, is_well_spelt
from khtgdv.language import wording
from khtgdv.plan.model import Plan
from khtgdv.plan.office import Abbreviation, Body, Department, FocusArea
from khtgdv.text import fold

if TYPE_CHECKING:
    from tests.conftest import MakeRow

SHORTS = (Abbreviation(short="HĐND", full="Hội đồng nhân dân"),)
HEAD: dict[str, Any] = {
    "departments": (Department(code="VP", name="Văn phòng"),),
    "abbreviations": SHORTS,
}


def plan(*tasks: Any, inspections: tuple[Any, ...] = (), **more: Any) -> Plan:
    return Plan(
        name="thử", folder="", year=2026, document=None, tasks=tasks,
        inspections=inspections, **{**HEAD, **more},
    )  # fmt: skip


def found(rule: str, made: Plan) -> list[str]:
    """Return what stands under the caret of each finding."""
    marked = []
    for _, finding in run_rules(Corpus(made), [rule]):
        value: Any = finding.row
        for step in finding.loc:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        whole = finding.end is None
        marked.append(str(value) if whole else value[finding.start : finding.end])
    return marked


# A rule, a row's text, what the caret stands under.
TEXTS: list[tuple[str, str, list[str]]] = [
    ("wrong-year", "Cuộc thi năm 2025.", ["2025"]),
    ("wrong-year", "Sự kiện năm 2024; tầm nhìn 2045, giải phóng năm 1955.", ["2024"]),
    ("wrong-year", "Tổ chức Đại hội năm 1206.", []),
    ("wrong-year", "Tổ chức Đại hội năm 2096.", ["2096"]),
    ("wrong-year", "Mừng xuân Ất Tỵ; mừng xuân Bính Ngọ; đón xuân Đinh Mùi.", []),
    ("wrong-year", "Mừng xuân Quý Mão.", ["Quý Mão"]),
    ("wrong-year", "Dự toán năm 2027; thi đua năm 2027.", []),
    ("wrong-year", "Hội thi năm 2027.", ["2027"]),
    ("anniversary", "Kỷ niệm 70 năm Ngày Bác Hồ về thăm (20/10/1946 - 20/10/2026).", ["70"]),
    ("anniversary", "Kỷ niệm 80 năm Ngày Bác Hồ về thăm (20, 21/10/1946 - 2026).", []),
    ("anniversary", "Hai Chỉ thị số 06-CT/TW, ngày 24/6/2020.", []),
    ("anniversary", "05 năm thành lập; Chỉ thị số 06-CT/TW, ngày 24/6/2020.", []),
    ("anniversary",
     "01 năm thực hiện Kết luận số 1-KL/TW, ngày 10/6/2025, Nghị quyết 25-NQ/TW, ngày 25/7/2008.",
     []),
    ("missing-word",
     "Đại hội Đảng viên 2026, tháng 3/2026, quý I 2026, xuân Bính Ngọ 2026.",
     ["2026"]),
    ("missing-word", "Đi Tuyên Quang, Tham mưu xây Kế hoạch và rà soát.", ["xây Kế"]),
    ("missing-word", "phát triển, phân phối quà; sơ, tổng kết; hội thảo quốc gia; triễn khai.", []),
    ("typing-slip", "triễn khai, bổ xung, nghành, hôị, đựơc, thựcc, ngiên, hộì.",
     ["triễn khai", "nghành", "hôị", "đựơc", "thựcc", "ngiên", "hộì", "bổ xung"]),
    ("typing-slip", "nghị quyêt, tuyên tryền", ["nghị quyêt", "tryền"]),
    ("missing-word", "tuyên tryền", []),
    ("typing-slip", "wút, gểnh, đẫ, ngyệt, übung, bat, cốt, hộc, xôc.",
     ["wút", "gểnh", "đẫ", "ngyệt", "übung", "xôc"]),
    ("typing-slip",
     "gì, giết, giữ, quốc, quyển, quỹ, khuỷu, huỷ, hủy, khoẻ, ngoằn, nghĩa, kỹ.",
     []),
    ("typing-slip",
     "Công tác, cộng tác; hoạt động báo cáo; tình hình thực tiễn; có quần chúng; Đắk Lắk; email.",
     []),
    ("doubled-word", "cơ sở sở, các các xã; từ từ; hội viên viên chức; 5 5 xã", ["sở", "các"]),
    ("doubled-word", "cơ sở, sở; Đại hội Hội Nông dân; ban hành, ban hành; tổ chức tổ chức.",
     ["tổ chức"]),
    ("doubled-word", "Giao cho báo báo giới viết; mời báo giới.", []),
    ("malformed-roman", "Quý IIII, khóa Xiv, Đại hội XlV, lần thứ X1V, quý IV, CVII.",
     ["IIII", "Xiv", "XlV", "X1V"]),
    ("mixed-tone-marks", "Thành ủy, Tỉnh ủy, Đảng uỷ; quý, quỷ.", ["uỷ"]),
    ("mixed-tone-marks", "văn hóa, số hoá", ["hoá"]),
    ("mixed-tone-marks", "khoẻ, thuý, quý, quỳ, hoàn, toán, huýt.", []),
    ("unbalanced-mark", "a) Một; b) hai (ba) [bốn} “năm”", ["}", "["]),
    ("unbalanced-mark", 'Phong trào "Dân vận khéo.', ['"']),
    ("unbalanced-mark", "Đóng) mà không mở", [")"]),
    ("mixed-quotes", "“Một”, «hai»", ["“"]),
    ("mixed-quotes", '"Một", "hai"', []),
    ("punctuation",
     "Một , hai;ba ( bốn) năm,, sáu  bảy. (tám",
     ["t ,", "i;", "( b", ",,", "u  b", ". (t"]),
    ("punctuation", "1,5 tỷ; 7:30; vân vân... và…", []),
    ("punctuation", "- Một;\n-Hai;\n–Ba.", ["-H", "–B"]),
    ("punctuation", "-Một;\n-Hai.", []),
    ("name-spacing", "văn hóa- văn nghệ; kinh tế -xã hội; 2025- 2026", ["hóa- văn", "tế -xã"]),
    ("unexplained-abbreviation",
     "về DLTN và DLTN; của HĐND; phòng HIV/AIDS; theo số 12-QĐ/TU; khóa XIV; về MTTQ các xã.",
     ["DLTN"]),
    ("unexplained-abbreviation", "dư luận xã hội (DLXH); báo cáo (ABC); HĐND và DLXH", ["ABC"]),
    ("unexplained-abbreviation",
     "UBND|HĐND|MTTQ|BHXH|BHYT|TP|TW|KPI|CNTT|QĐ|NQ|CT|TTHC|GPMB|KT-XH|QP-AN|ANTT|PCCC|ATTP|HTX|"
     "THPT|THCS|ĐU|ĐBQH|VBQPPL|QLDA|ODA|BVMT|PCTT|NCKH|CSDL|OCOP|QZX-XH".replace("|", " và của "),
     ["QZX", "XH"]),
    ("unexplained-abbreviation", "ỦY BAN MTTQ VÀ CÁC TỔ CHỨC HỌP", []),
    ("abbreviation-slip", "HDĐN các cấp; HĐNDD họp; HĐD", ["HDĐN", "HĐNDD"]),
    ("document-number", "Kế hoạch số 08-CT/TU; Quy chế số 03-QC của Tỉnh ủy; Kết luận 166-KL/TW.",
     ["08-CT/TU", "03-QC"]),
    ("document-number",
     "Chỉ thị số 02-CT/TU của Bộ Chính trị; Luật số 85/2025/QH15.",
     ["02-CT/TU"]),
    ("document-number",
     "số 12-QĐ/TU; mẫu 3/TP; Nghị quyết 57-NQ/TW, ngày 31/02/2024 của Bộ Chính trị",
     []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "marked"), TEXTS)
def test_a_text(rule: str, text: str, marked: list[str], make_task: MakeRow) -> None:
    task = make_task(task=text, start="2026-03", due="2026-03")
    assert found(rule, plan(task)) == marked


def test_every_rule_lets_an_empty_plan_be() -> None:
    assert list(run_rules(Corpus(plan()), RULES)) == []


def test_duplicates_need_the_same_words(make_task: MakeRow) -> None:
    base = "Tổ chức gặp mặt đội ngũ trí thức, văn nghệ sĩ tiêu biểu của thành phố"
    texts = [base, f"{base}.", f"{base} nhân dịp xuân", f"{base} năm 2027", "Họp báo", "Họp chi bộ"]
    tasks = [make_task(id=f"T01-0{n}", task=text) for n, text in enumerate(texts, 1)]
    made = plan(*tasks)
    assert [f.row.id for _, f in run_rules(Corpus(made), ["duplicate-row"])] == ["T01-02"]
    assert [f.row.id for _, f in run_rules(Corpus(made), ["near-duplicate-row"])] == ["T01-03"]
    short = plan(make_task(task="Họp chi bộ Ban"), make_task(task="Họp chi bộ Ban ta"))
    assert found("near-duplicate-row", short) == []


def test_short_and_full_are_the_same(make_task: MakeRow) -> None:
    tasks = [make_task(task="Bầu cử HĐND xã"), make_task(task="Bầu cử Hội đồng nhân dân xã.")]
    assert found("duplicate-row", plan(*tasks)) == ["Bầu cử Hội đồng nhân dân xã."]


def test_many_copies_are_counted(make_task: MakeRow) -> None:
    tasks = [make_task(id=f"T01-{n:02}", task="Họp chi bộ") for n in range(1, 9)]
    findings = [finding for _, finding in run_rules(Corpus(plan(*tasks)), ["duplicate-row"])]
    assert findings[0].message == "nội dung trùng với T01-01"
    assert findings[-1].message.endswith("T01-04, T01-05 và 2 dòng khác")


def test_very_many_alike_are_compared_with_the_first() -> None:
    sets = [frozenset({"a", "b", "c", str(number)}) for number in range(400)]
    assert 0 < len(list(wording.SimilarSets(sets).similar_pairs(0.6))) < 400 * 60


def test_a_cancelled_row_is_no_duplicate(make_task: MakeRow) -> None:
    tasks = [make_task(task="Họp chi bộ"), make_task(task="Họp chi bộ", cancelled="2026-02-01")]
    assert found("duplicate-row", plan(*tasks)) == []


def test_three_turns(make_task: MakeRow) -> None:
    texts = ["Hội thi (đợt 1)", "Hội thi (đợt 1).", "Hội thi (đợt 1)", "Hội thi (đợt 2)"]
    tasks = [make_task(task=text) for text in texts]
    assert found("repeated-ordinal", plan(*tasks)) == ["đợt 1", "đợt 1"]
    congress = [make_task(task="Tuyên truyền Đại hội lần thứ XIV") for _ in range(2)]
    assert found("repeated-ordinal", plan(*congress)) == []
    assert len(found("duplicate-row", plan(*congress))) == 1


def test_deadlines_in_words(make_task: MakeRow, make_inspection: MakeRow) -> None:
    late = make_inspection(start="2026-09", due_text="Tháng 7, 8/2026")
    fine = make_inspection(start="2026-09", due_text="Tháng 9,10/2026")
    next_year = make_task(start="2026-12", due_text="Tháng 01/2027 (dự kiến)")
    open_ended = make_task(start="2026-12", due_text="Theo kế hoạch của Trung ương")
    made = plan(next_year, open_ended, make_task(), inspections=(late, fine))
    assert found("deadline-before-start", made) == ["Tháng 7, 8/2026"]
    wrong = make_task(start="2026-05", due="2026-03")
    assert found("deadline-before-start", plan(wrong)) == ["2026-03"]


def test_no_deadline(make_task: MakeRow, make_inspection: MakeRow) -> None:
    tasks = (
        make_task(id="T01-01", start="2026-01"),
        make_task(id="T01-02", start="2026-01", completed="2026-02-01"),
        make_task(id="T01-03", start="2026-01", cancelled="2026-02-01"),
        make_task(id="T01-04", start="2026-01", extensions=[("2026-05", "2026-02-01")]),
        make_task(id="TX-01"),
        make_task(id="T01-05", start="2026-01", repeat="month"),
    )
    made = plan(*tasks, inspections=(make_inspection(id="KT-01"),))
    assert found("missing-deadline", made) == ["T01-01", "KT-01"]


def test_deadlines_of_a_month_follow_extensions(make_task: MakeRow) -> None:
    tasks = [make_task(id=f"T03-{n:02}", start="2026-03", due="2026-03") for n in range(1, 9)]
    moved = make_task(id="T01-01", start="2026-01", due="2026-01",
                      extensions=[("2026-03", "2026-01-20")])  # fmt: skip
    assert found("too-many-deadlines", plan(*tasks)) == []
    assert found("too-many-deadlines", plan(*tasks, make_task(id="T03-09"))) == []
    findings = list(run_rules(Corpus(plan(*tasks, moved)), ["too-many-deadlines"]))
    assert [(finding.row.id, finding.loc) for _, finding in findings] == [
        ("T01-01", ("extensions",))
    ]


def test_years_by_the_time_of_year(make_task: MakeRow) -> None:
    def one(text: str, start: str | None) -> list[str]:
        return found(
            "wrong-year", plan(make_task(task=text, **({"start": start} if start else {})))
        )

    assert one("Tổng kết công tác năm 2025", "2026-01") == []
    assert one("Tổng kết công tác năm 2025", "2026-06") == ["2025"]
    assert one("Công nhận mô hình năm 2025", "2026-01") == ["2025"]
    assert one("Hướng dẫn công tác năm 2027", "2026-12") == []
    assert one("Hướng dẫn công tác năm 2027", "2026-02") == ["2027"]
    assert one("Hướng dẫn công tác năm 2027", None) == []


def test_a_phrase_that_lacks_what_all_others_have(make_task: MakeRow) -> None:
    usual = [make_task(task=f"Mục {n}: ngành tuyên giáo và dân vận cấp uỷ, chính quyền xã")
             for n in "abcdef"]  # fmt: skip
    odd = make_task(task="Mục g: ngành tuyên giáo dân vận cấp uỷ chính quyền xã")
    assert found("missing-word", plan(*usual, odd)) == ["giáo dân"]
    assert found("punctuation", plan(*usual, odd)) == ["uỷ chính"]
    assert found("missing-word", plan(*usual[:4], odd)) == []


def test_full_stops(make_task: MakeRow) -> None:
    with_stop = [make_task(task=f"Việc {n}.") for n in range(18)]
    assert found("missing-full-stop", plan(*with_stop, make_task(task="Việc “a”"))) == ["”"]
    assert found("missing-full-stop", plan(*with_stop[:5], make_task(task="Việc"))) == []


def test_bodies(make_task: MakeRow) -> None:
    tasks = (
        make_task(task="Bộ Chính trị, Bộ chính trị; Bộ Chính trị.", coordinating=["Sở Y tế"]),
        make_task(task="Hội đồng nhân dân", coordinating=["sở Y tế", "Sở Y Tế, HĐND", ", "]),
        make_task(task="a", lead_text="Văn phòng Ban", coordinating=["Hội đồng nhân dân"]),
        make_task(task="b", lead_text="Văn phòng", lead="KHÁC"),
    )
    assert found("body-spelling", plan(*tasks)) == [
        "Sở Y Tế", "HĐND", "Bộ chính trị", "Văn phòng Ban"
    ]  # fmt: skip


def test_names_with_dashes(make_task: MakeRow) -> None:
    texts = ["văn hóa - văn nghệ", "văn hóa - văn nghệ", "văn hóa – văn nghệ"]
    made = plan(*(make_task(task=text) for text in texts))
    assert found("name-spacing", made) == ["hóa – văn"]


def test_terms(make_task: MakeRow) -> None:
    texts = [
        "Bầu cử HĐND các cấp nhiệm kỳ 2026 - 2031",
        "Bầu cử Hội đồng nhân dân các cấp, nhiệm kỳ 2026 – 2031",
        "Sơ kết Hội đồng nhân dân các cấp nhiệm kỳ 2026-2030",
        "Tổng kết Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026",
        "Quy hoạch nhiệm kỳ 2025 - 2030",
    ]
    made = plan(*(make_task(task=text) for text in texts))
    assert found("term-differs", made) == ["nhiệm kỳ 2026-2030"]


def test_periods_of_the_same_thing(make_task: MakeRow) -> None:
    base = "Xây dựng một số mô hình nhân văn, văn minh gắn với con người thành phố Hải Phòng"
    texts = [
        f"{base} giai đoạn 2025 - 2030",
        f"Nghị quyết về {base}, giai đoạn 2025-2030",
        f"Triển khai {base} giai đoạn 2026-2030".replace("văn minh", "hiện đại"),
        "Đề án truyền thông đối ngoại của thành phố Hải Phòng giai đoạn 2026 - 2030",
    ]
    made = plan(*(make_task(task=text) for text in texts))
    assert found("term-differs", made) == ["giai đoạn 2026-2030"]


def test_citations_that_differ(make_task: MakeRow) -> None:
    texts = [
        "Kết luận số 166-KL/TW, ngày 10/6/2025 của Bộ Chính trị",
        "Kết luận 166-KL/TW, ngày 10/6/2025",
        "Kết luận 0166-KL/TW, ngày 11/6/2025",
        "Chỉ thị 166-KL/TW của Thành ủy",
    ]
    made = plan(*(make_task(task=text) for text in texts))
    assert found("citation-differs", made) == ["0166-KL/TW", "166-KL/TW", "166-KL/TW"]


def test_inspections(make_task: MakeRow, make_inspection: MakeRow) -> None:
    inspections = (
        make_inspection(id="KT-01", content="Kiểm tra công tác dân vận", related=["T01-01"]),
        make_inspection(id="KT-02", content="Kiểm tra việc tiếp dân", units=[{"names": ["A"]}]),
        make_inspection(id="KT-03", content="Khảo sát nhà ở", units=[{"names": ["A", "a"]}]),
        make_inspection(id="KT-04", content="Khảo sát trường học", cancelled="2026-02-01"),
    )
    made = plan(make_task(task="Kiểm tra việc tiếp dân tại xã"), inspections=inspections)
    assert found("inspection-without-task", made) == ["KT-03"]
    assert found("unit-inspected-twice", made) == ["A", "a"]


def test_inspections_that_are_the_work_of_a_task(
    make_task: MakeRow, make_inspection: MakeRow
) -> None:
    text = "Kiểm tra kết quả phong trào thi đua tại các xã, phường"
    tasks = (
        make_task(id="T01-01", task=f"{text}; tổng hợp, báo cáo Thường trực."),
        make_task(id="T01-02", task="Báo cáo kết quả phong trào thi đua tại các xã, phường"),
        make_task(id="T01-03", task=f"{text}. {' '.join(f'Việc {n}' for n in range(40))}"),
        make_task(id="T01-04", task=text, cancelled="2026-02-01"),
        make_task(id="T01-05", task="Kiểm tra công tác phòng, chống ma túy"),
    )
    inspections = (
        make_inspection(id="KT-01", content=text),
        make_inspection(id="KT-02", content=text, related=["T01-01"]),
        make_inspection(id="KT-03", content=text, cancelled="2026-02-01"),
        make_inspection(id="KT-04", content=text, related=["T01-05"]),
    )
    findings = list(
        run_rules(Corpus(plan(*tasks, inspections=inspections)), ["unlinked-inspection"])
    )
    assert [(found.row.id, found.hint) for _, found in findings] == [
        ("KT-01", "ghi related: [T01-01]"),
        ("KT-04", "ghi related: [T01-05, T01-01]"),
    ]


def test_the_plans_own_file_is_read(make_task: MakeRow) -> None:
    made = plan(
        make_task(),
        focus=(FocusArea(code="1.1", text="Xây dung mô hình"),),
        bodies=(Body(name="Ban", duty="xây triển khai"), Body(name="Đoàn")),
    )
    assert found("typing-slip", made) == ["Xây dung"]
    assert found("missing-word", made) == ["xây triển"]


def test_compounds_are_themselves_well_spelt() -> None:
    assert all(is_well_spelt(syllable) for pair in COMPOUNDS for syllable in pair.split())


def test_the_papers_own_words_are_well_spelt(shipped: Plan) -> None:
    # Every word in small letters of the shipped plan is a syllable, but for foreign ones.
    odd = {
        word.text
        for said in Corpus(shipped).texts
        for word in said.words
        if word.text.islower() and not word.text.isascii() and not is_well_spelt(word.text)
        if len(word.text) > 1
    }
    assert odd == set()


def test_alike_finds_what_comparing_all_finds(shipped: Plan) -> None:
    sets = [frozenset(fold(task.task).split()) for task in shipped.tasks]
    for least in (0.5, 0.75, 0.9):
        every = [
            (one, two)
            for one in range(len(sets))
            for two in range(one)
            if wording.similarity(sets[one], sets[two]) >= least
        ]
        assert [pair[:2] for pair in wording.SimilarSets(sets).similar_pairs(least)] == every


def test_alike_of_nothing() -> None:
    assert wording.similarity(frozenset(), frozenset()) == 0
    assert list(wording.SimilarSets([frozenset(), frozenset()]).similar_pairs(0.5)) == []


def test_rules_know_neither_yaml_nor_pydantic() -> None:
    folder = Path(__file__).parents[3] / "src/khtgdv/checks"
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "import yaml" not in text
        assert "pydantic" not in text
