"""`remind` on the command line: where letters go, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.readback import read_back, workbook_sheets

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

ROW = {"id": "T03-01", "task": "Việc thử", "lead": "VP", "start": "2026-03", "due": "2026-03"}
OTHER = {**ROW, "id": "T03-02", "lead": "TT-TH"}
DAY = "2026-11-24"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_gets_a_draft_a_department_always_the_same(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, out = write_plan([ROW, OTHER]), tmp_path / "thư" / "nhắc"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = run("remind", "--data", folder, "--output", out)
    assert (ran.status, ran.out) == (0, "")
    assert names(out) == [f"nhac-viec_{code}_{DAY}.eml" for code in ("TT-TH", "VP")]
    assert "Không có gì để nhắc, không có thư: LLCT-LSD, KG-VHVN, TT-BCXB" in ran.err
    first = {path: path.read_bytes() for path in out.iterdir()}
    run("remind", "--data", folder, "--output", out)
    assert {path: path.read_bytes() for path in out.iterdir()} == first
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(("written", "suffix"), [("md", ".md"), ("table", ".txt"), ("EML", ".eml")])
def test_a_folder_gets_the_format_asked_for(
    written: str, suffix: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    run("remind", "--data", write_plan([ROW]), "--output", out, "--format", written)
    assert names(out) == [f"nhac-viec_VP_{DAY}{suffix}"]


def test_one_file_holds_all_letters_or_one_draft(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder = write_plan([ROW, OTHER])
    run("remind", "--data", folder, "--output", tmp_path / "all.md")
    assert (tmp_path / "all.md").read_text(encoding="utf-8").count("# Nhắc việc ") == 2
    run("remind", "--data", folder, "-d", "vp", "--output", tmp_path / "vp.eml")
    printed = run("remind", "--data", folder, "-d", "vp", "--format", "eml").out
    assert (tmp_path / "vp.eml").read_bytes().decode() == printed.replace("\n", "\r\n").replace(
        "\r\r", "\r"
    )
    run("remind", "--data", folder, "--output", tmp_path / "all.json")
    assert '"letter": true' in (tmp_path / "all.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_paper_has_a_letter_for_each_department(
    suffix: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, out = write_plan([ROW, OTHER, {**ROW, "id": "T03-03"}]), tmp_path / f"a.{suffix}"
    ran = run("remind", "--data", folder, "--output", out)
    assert ran.status == 0
    assert "Không có gì để nhắc, không có thư: LLCT-LSD" in ran.err
    said = read_back(suffix, out.read_bytes())
    first, second = said.index("NHẮCVIỆCPHÒNGTT-TH"), said.index("NHẮCVIỆCVĂNPHÒNG")
    letters = (said[first:second], said[second:])
    assert said.count("Kínhgửi:") == 2
    for letter, heading, count, codes in (
        (letters[0], "Kínhgửi:PhòngTT-TH", "NHIỆMVỤQUÁHẠN(1)", {"T03-02"}),
        (letters[1], "Kínhgửi:Vănphòng", "NHIỆMVỤQUÁHẠN(2)", {"T03-01", "T03-03"}),
    ):
        assert heading in letter
        assert count in letter
        assert {code for code in ("T03-01", "T03-02", "T03-03") if code in letter} == codes
        assert "Đềnghịđơnvịđônđốc" in letter
    assert "(0)" not in said


def test_paper_letters_go_each_into_a_file_of_a_folder(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    run("remind", "--data", write_plan([ROW, OTHER]), "--output", out, "--format", "docx")
    assert names(out) == [f"nhac-viec_{code}_{DAY}.docx" for code in ("TT-TH", "VP")]
    said = read_back("docx", (out / names(out)[1]).read_bytes())
    assert (said.count("Kínhgửi:"), "Kínhgửi:Vănphòng" in said) == (1, True)


def test_a_page_says_that_there_is_nothing_to_remind_of(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    out = tmp_path / "a.html"
    assert run("remind", "--data", write_plan([]), "-d", "vp", "--output", out).status == 0
    assert "Khôngcóviệcnàocầnnhắc." in read_back("html", out.read_bytes())


def test_a_workbook_counts_its_rows_and_names_who_leads_them(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    run("remind", "--data", write_plan([ROW, OTHER]), "--output", out)
    rows = workbook_sheets(out.read_bytes())["Nhiệm vụ quá hạn"]
    assert [row[2] for row in rows if str(row[0]).startswith("T03-")] == ["TT-TH", "VP"]
    assert ["Nhiệm vụ quá hạn", "2 dòng"] in [
        row[:2] for row in workbook_sheets(out.read_bytes())["Tổng hợp"]
    ]


def test_several_drafts_do_not_fit_into_one_file(run: Run, write_plan: WritePlan) -> None:
    ran = run("remind", "--data", write_plan([ROW, OTHER]), "--format", "eml")
    assert (ran.status, ran.out) == (2, "")
    assert "Có 2 thư, mỗi thư phải là một tệp .eml riêng." in ran.err


def test_nothing_to_say_is_a_success(run: Run, write_plan: WritePlan) -> None:
    ran = run("remind", "--data", write_plan([]), "-d", "vp")
    assert (ran.status, ran.out, ran.err) == (0, "", "Không có gì để nhắc, không có thư: VP\n")


def test_letters_are_not_strewn_among_the_files_of_a_plan(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([ROW])
    before = names(folder)
    ran = run("remind", "--data", folder, "--output", folder)
    assert (ran.status, names(folder)) == (2, before)
    assert ran.err.startswith(f"{folder} là thư mục của kế hoạch.\nGhi thư vào một thư mục riêng")


def test_a_folder_in_that_of_the_plan_takes_letters(run: Run, write_plan: WritePlan) -> None:
    """As the manual says it, typed where the plan is."""
    folder = write_plan([ROW])
    for more in ([], ["--format", "md"], ["--format", "json"]):
        assert run("remind", "--output", "thu-nhac", *more, cwd=folder).status == 0
    assert names(folder / "thu-nhac") == [
        "nhac-viec_2026-11-24.json",
        "nhac-viec_VP_2026-11-24.eml",
        "nhac-viec_VP_2026-11-24.md",
    ]


def test_a_folder_that_cannot_be_made_is_told(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    ran = run("remind", "--data", write_plan([ROW]), "--output", tmp_path / "tệp" / "thư")
    assert ran.status == 1
    assert "Không tạo được thư mục" in ran.err


@pytest.mark.parametrize("within", [-1, 99999])
def test_days_out_of_bounds_are_refused(within: int, run: Run, write_plan: WritePlan) -> None:
    ran = run("remind", "--data", write_plan([ROW]), "--within", within)
    assert ran.status == 2
    assert "--within phải từ 0 đến 3660" in ran.err


def test_trouble_in_the_plan_is_told_and_exits_one(run: Run, write_plan: WritePlan) -> None:
    ran = run("remind", "--data", write_plan([ROW, {**OTHER, "due": "2026-13"}]))
    assert ran.status == 1
    assert "T03-01" in ran.out
    assert "loại 1 dòng" in ran.err


LEADS = ["/../../pwned", "..", "CON", "con", "a" * 300, "Phòng A/B", "Phòng a/b", "a\nb", "-rf"]


def test_no_lead_is_a_path_and_each_has_its_letter(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    rows = [{**ROW, "id": f"T03-{n:02}", "lead": lead} for n, lead in enumerate(LEADS, 1)]
    folder, out = write_plan(rows, plan=None), tmp_path / "a" / "out"
    (out / "nhac-viec_").mkdir(parents=True)
    before = {path for path in tmp_path.rglob("*") if out not in path.parents}
    run("remind", "--data", folder, "--output", out)
    files = [path for path in out.iterdir() if path.is_file()]
    assert len(files) == len({path.name.casefold() for path in files}) == len(LEADS)
    assert all(path.name.startswith("nhac-viec_") for path in files)
    assert all(path.name.endswith(f"_{DAY}.eml") for path in files)
    assert {path for path in tmp_path.rglob("*") if out not in path.parents} == before


def test_a_letter_that_cannot_be_written_does_not_keep_back_the_others(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    for code in ("KG-VHVN", "TT-TH"):
        (out / f"nhac-viec_{code}_{DAY}.eml").mkdir(parents=True)
    rows = [ROW, OTHER, {**ROW, "id": "T03-03", "lead": "KG-VHVN"}]
    ran = run("remind", "--data", write_plan(rows), "--output", out)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("đây là một thư mục") == 2
    assert (out / f"nhac-viec_VP_{DAY}.eml").is_file()
