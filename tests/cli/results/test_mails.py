"""Drafts of messages as `remind` writes them: to whom, with which files."""

from __future__ import annotations

import email
import email.policy
import sys
from typing import TYPE_CHECKING

import icalendar
import pytest

from tests.conftest import PLAN_TEMPLATE
from tests.support.readback import read_back

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from tests.conftest import Run, WritePlan

DAY = "2026-11-24"
PLAN = PLAN_TEMPLATE.format(year=2026)
LETTERS = "office: {{letters: {{VP: vp@{host}, phòng tt th: tt-th@{host}}}}}\n"
ROWS = """\
- {id: T03-01, task: Việc một, lead: VP, start: 2026-03, due: 2026-03}
- {id: T03-02, task: Việc hai, lead: TT-TH, coordinating: [Văn phòng], start: 2026-03, due: 2026-03}
- {id: T03-03, task: Việc ba, lead: KG-VHVN, start: 2026-03, due: 2026-03}
"""
CALENDAR = "text/calendar"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS, plan=PLAN + LETTERS.format(host="a.vn"))


def drafts(folder: Path) -> dict[str, EmailMessage]:
    """Return the drafts in a folder, by what stands in their names for the department."""
    return {
        path.name.split("_")[-2]: email.message_from_bytes(
            path.read_bytes(), policy=email.policy.default
        )
        for path in sorted(folder.iterdir())
    }


def files(message: EmailMessage) -> dict[str, bytes]:
    parts = message.iter_attachments()
    return {str(part.get_filename()): part.get_payload(decode=True) for part in parts}  # type: ignore[misc]


def test_each_department_has_its_address_its_list_and_its_days(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    ran = run("remind", "--data", folder, "--output", out)
    assert ran.status == 0
    assert "Chưa có địa chỉ thư trong tệp kế hoạch (office.letters): KG-VHVN" in ran.err
    found = drafts(out)
    assert {code: message["To"] for code, message in found.items()} == {
        "VP": "Văn phòng <vp@a.vn>", "TT-TH": "Phòng TT - TH <tt-th@a.vn>", "KG-VHVN": None,
    }  # fmt: skip
    own = files(found["VP"])
    assert list(own) == [f"danh-muc-vp-{DAY}.docx", f"lich-vp-{DAY}.ics"]
    said = read_back("docx", own[f"danh-muc-vp-{DAY}.docx"])
    assert "Việcmột" in said
    assert "Việchai" in said  # which it co-ordinates: the list is whole
    assert "Việcba" not in said
    events = icalendar.Calendar.from_ical(own[f"lich-vp-{DAY}.ics"]).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["T03-01 · Việc một", "T03-02 · Việc hai"]


def test_a_letter_to_one_department_has_its_whole_list(run: Run, folder: Path) -> None:
    """What narrows the letters narrows no list."""
    ran = run("remind", "--data", folder, "-d", "vp", "-f", "eml", "--attach", "lịch, word")
    message = email.message_from_string(ran.out, policy=email.policy.default)
    own = files(message)
    assert [name.rpartition(".")[2] for name in own] == ["ics", "docx"]
    assert "Việchai" in read_back("docx", own[f"danh-muc-vp-{DAY}.docx"])


@pytest.mark.parametrize(
    ("asked", "suffixes"),
    [("none", []), ("không", []), ("pdf", ["pdf"]), ("excel,pdf,excel", ["xlsx", "pdf"])],
)
def test_what_is_asked_for_goes_with_it(
    asked: str, suffixes: list[str], run: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    run("remind", "--data", folder, "--output", out, "--attach", asked)
    first = {path: path.read_bytes() for path in out.iterdir()}
    for message in drafts(out).values():
        assert [name.rpartition(".")[2] for name in files(message)] == suffixes
    run("remind", "--data", folder, "--output", out, "--attach", asked)
    assert {path: path.read_bytes() for path in out.iterdir()} == first


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-f", "eml", "-d", "vp", "--attach", "csv"], "không đính kèm định dạng csv"),
        (["-f", "eml", "-d", "vp", "--attach", "docx,xyz"], 'Không có định dạng "xyz"'),
        (["-f", "eml", "-d", "vp", "--attach", ""], 'Không có định dạng ""'),
        (["--attach", "docx"], "--attach chỉ dùng với thư .eml"),
    ],
)
def test_what_cannot_go_with_it_is_refused(
    options: list[str], said: str, run: Run, folder: Path
) -> None:
    ran = run("remind", "--data", folder, *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_alarms_are_in_the_calendar_that_goes_with_it(run: Run, folder: Path) -> None:
    ran = run(
        "remind", "--data", folder, "-d", "vp", "-f", "eml", "--attach", "ics", "--alarm", "3d"
    )
    message = email.message_from_string(ran.out, policy=email.policy.default)
    (content,) = files(message).values()
    assert content.count(b"TRIGGER:-P3D") == 2


def test_a_department_without_days_gets_no_calendar(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder = write_plan("- {id: T03-01, task: Một, lead: VP, start: 2026-03, due_text: Khi có KH}")
    run("remind", "--data", folder, "--output", tmp_path / "thư")
    (message,) = drafts(tmp_path / "thư").values()
    assert list(files(message)) == [f"danh-muc-vp-{DAY}.docx"]


def test_offices_side_by_side_keep_their_lists_and_addresses(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    for name in ("dong", "tay"):
        plan = PLAN.replace("Ban thử", f"Xã {name}") + LETTERS.format(host=f"{name}.vn")
        folder = write_plan(ROWS.replace("Việc", f"Việc {name}"), folder=f"xã/{name}", plan=plan)
    ran = run("remind", "--data", folder.parent, "--output", tmp_path / "thư", "-d", "vp")
    assert ran.status == 0
    paths = sorted((tmp_path / "thư").iterdir())
    for path, own, other in zip(paths, ("dong", "tay"), ("tay", "dong"), strict=True):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert message["To"] == f"Văn phòng <vp@{own}.vn>"
        said = read_back("docx", files(message)[f"danh-muc-vp-{DAY}.docx"])
        assert f"Việc{own}" in said
        assert f"Việc{other}" not in said


def test_the_newest_plan_of_an_office_knows_the_address(run: Run, write_plan: WritePlan) -> None:
    row = "- {id: T03-01, task: Một, lead: VP, start: 2026-03, due: 2026-03}"
    folder = write_plan(row, plan=PLAN + LETTERS.format(host="cu.vn"))
    newer = PLAN_TEMPLATE.format(year=2027) + LETTERS.format(host="moi.vn")
    write_plan(row.replace("2026", "2027"), year=2027, plan=newer)
    ran = run("remind", "--data", folder, "-d", "vp", "-f", "eml", today="2027-05-01")
    assert email.message_from_string(ran.out, policy=email.policy.default)["To"] == (
        "Văn phòng <vp@moi.vn>"
    )


def test_an_unknown_department_among_the_addresses_is_told(run: Run, write_plan: WritePlan) -> None:
    letters = "office: {letters: {VP: vp@a.vn, VQ: x@a.vn}}\n"
    folder = write_plan(ROWS, plan=PLAN + letters)
    ran = run("remind", "--data", folder, "-d", "vp", "-f", "eml")
    assert ran.status == 1
    assert "vp@a.vn" in ran.out
    said = run("validate", "--data", folder).out
    assert 'đơn vị "VQ" không có trong kế hoạch' in said


def test_without_a_library_the_letter_goes_without_and_says_so(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = run("remind", "--data", folder, "--output", tmp_path / "thư")
    assert ran.status == 0
    assert ran.err.count("Thư thiếu một phần. Định dạng docx cần thêm thư viện") == 1
    assert all(len(files(message)) == 1 for message in drafts(tmp_path / "thư").values())
    ran = run("remind", "--data", folder, "-d", "vp", "-f", "eml", "--attach", "docx")
    assert (ran.status, ran.out) == (1, "")


def test_a_department_of_any_name_has_files_of_plain_names(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    leads = ["/../../pwned", "Phòng ế", "???", "a\nb", "x" * 300]
    rows = [
        {"id": f"T03-{n:02}", "task": "Một", "lead": lead, "start": "2026-03", "due": "2026-03"}
        for n, lead in enumerate(leads, 1)
    ]
    run("remind", "--data", write_plan(rows, plan=None), "--output", tmp_path / "thư")
    names = [name for message in drafts(tmp_path / "thư").values() for name in files(message)]
    assert sorted(name for name in names if name.endswith("ics")) == [
        f"lich-{code}-{DAY}.ics" for code in ("a-b", "don-vi", "phong-e", "pwned", "x" * 40)
    ]
