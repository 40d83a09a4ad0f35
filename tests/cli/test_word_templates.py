"""`--template`: the office's own Word file on the command line, and those that ship."""

from __future__ import annotations

import io
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from khtgdv.cli import word_templates
from khtgdv.cli.word_templates import shipped_templates
from khtgdv.plan.heads import HEAD_FORMS
from khtgdv.render.template.places import PLACES
from tools.word_templates import template

if TYPE_CHECKING:
    from tests.conftest import Run

SMALL = Path(__file__).parents[1] / "reports/plan"
MANUAL = Path(__file__).parents[2] / "docs/su-dung/in-an.md"
TODAY = "2026-04-10"


def written(run: Run, tmp_path: Path, *words: Any, data: Path = SMALL) -> Any:
    path = tmp_path / "ra.docx"
    ran = run(*words, "--data", data, "--output", path, today=TODAY)
    assert (ran.status, ran.err) == (0, f"Đã ghi {path}\n"), ran.err
    return docx.Document(io.BytesIO(path.read_bytes()))


def all_text(made: Any) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


@pytest.mark.parametrize("form", HEAD_FORMS)
def test_what_ships_is_what_the_tool_makes(form: str) -> None:
    assert (shipped_templates() / f"{form}.docx").read_bytes() == template(form)


@pytest.mark.parametrize("form", HEAD_FORMS)
def test_a_report_in_what_ships(form: str, run: Run, tmp_path: Path) -> None:
    made = written(run, tmp_path, "report", "Q1", "--template", form)
    text = all_text(made)
    assert "BAN THỬ" in text
    assert "I. KẾT QUẢ THỰC HIỆN QUÝ I/2026" in text
    assert "SỐ LIỆU THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ" in text
    assert "{{" not in text
    assert "{%" not in text
    upright, across = made.sections
    assert upright.page_width < upright.page_height
    assert across.page_width > across.page_height


@pytest.mark.parametrize("form", HEAD_FORMS)
def test_the_text_flows_over_its_pages_and_its_end_stays_with_the_signature(
    form: str, run: Run, tmp_path: Path
) -> None:
    made = written(run, tmp_path, "report", "Q1", "--template", form)
    texts = [p for p in made.paragraphs if p.text.strip()]
    first = next(n for n, p in enumerate(texts) if p.text.startswith("I. KẾT QUẢ"))
    end = next(n for n, p in enumerate(texts) if p.text.startswith("Trên đây là báo cáo"))
    body = [p for p in texts[first:end] if not p.style.name.startswith("Heading")]
    assert len(body) > 10
    assert not any(paragraph.paragraph_format.keep_with_next for paragraph in body)
    assert texts[end].paragraph_format.keep_with_next


def test_the_capacity_of_who_signs_is_bold_and_the_title_plain_for_the_party(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "kế hoạch"
    shutil.copytree(SMALL, folder)
    signer = "{authority: K/T Trưởng Ban, title: Phó Trưởng Ban, name: Trần Bình}"
    with (folder / "plan_2026.yaml").open("a", encoding="utf-8") as plan:
        plan.write(f"\noffice:\n  form: party\n  signers: [{signer}]\n")
    made = written(run, tmp_path, "report", "Q1", "--template", "party", data=folder)
    cells = [p for table in made.tables for p in table.rows[0].cells[-1].paragraphs if p.text]
    looks = {p.text: p.runs[0].bold for p in cells if p.text.isupper()}
    assert (looks["K/T TRƯỞNG BAN"], looks["PHÓ TRƯỞNG BAN"]) == (True, False)


def test_a_departments_list_in_what_ships(run: Run, tmp_path: Path) -> None:
    text = all_text(written(run, tmp_path, "department", "VP", "--template", "party"))
    assert "DANH MỤC NHIỆM VỤ CỦA VĂN PHÒNG" in text
    assert "CHỦ TRÌ" in text


def test_every_department_in_a_file_of_its_own(run: Run, tmp_path: Path) -> None:
    words = ("department", "all", "--data", SMALL, "--template", "other")
    assert run(*words, "-o", tmp_path / "ra.docx", today=TODAY).status == 1
    ran = run(*words, "-f", "docx", "-o", f"{tmp_path}/ra/", today=TODAY)
    assert ran.status == 0
    assert len(list((tmp_path / "ra").glob("*.docx"))) == 4


def test_a_file_of_the_office(run: Run, tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("Kính gửi: {{ parent }} về {{ subject }}", style="Title")
    own.save(str(tmp_path / "mẫu của tôi.docx"))
    path = tmp_path / "ra.docx"
    ran = run(
        "report", "Q1", "--data", SMALL, "--template", tmp_path / "mẫu của tôi.docx", "-o", path,
        today=TODAY,
    )  # fmt: skip
    assert ran.status == 0
    assert "Mẫu không có chỗ: agency, appendices, kind, paragraphs" in ran.err
    [line] = docx.Document(str(path)).paragraphs
    assert line.style is not None
    assert line.style.name == "Title"
    assert "kết quả thực hiện Kế hoạch số 01-KH/THU quý I/2026" in line.text


def bomb(path: Path, *, members: int = 1) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(members):
            package.writestr(f"word/{number}.xml", b"")


TOO_LARGE = "Mẫu mẫu.docx quá lớn.\nBỏ bớt hình trong mẫu\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Không có mẫu"), ("text", "không phải một tệp Word"), ("folder", "Không có mẫu"),
        ("many", TOO_LARGE), ("large", TOO_LARGE), ("unpacked", TOO_LARGE),
    ],
)  # fmt: skip
def test_what_cannot_be_a_template_is_refused(
    content: str | None, message: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mẫu.docx"
    if content == "text":
        path.write_text("chữ", encoding="utf-8")
    elif content == "folder":
        path.mkdir()
    elif content is not None:
        bomb(path, members=2_001 if content == "many" else 1)
    if content == "large":
        monkeypatch.setattr(word_templates, "_MAX_SIZE", 10)
    if content == "unpacked":
        monkeypatch.setattr(word_templates, "_MAX_UNPACKED", -1)
    out = tmp_path / "ra.docx"
    ran = run("report", "Q1", "--data", SMALL, "--template", path, "-o", out, today=TODAY)
    assert ran.status == 1
    assert message in ran.err
    assert not out.exists()


@pytest.mark.usefixtures("ordinary_user")
def test_a_template_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mẫu.docx"
    bomb(path)
    path.chmod(0)
    ran = run("report", "Q1", "--data", SMALL, "--template", path, "-o", tmp_path / "ra.docx")
    assert ran.status == 1
    assert "Không đọc được mẫu mẫu.docx" in ran.err


def test_a_template_is_for_word_alone(run: Run, tmp_path: Path) -> None:
    ran = run("report", "Q1", "--data", SMALL, "--template", "party", "-o", tmp_path / "a.pdf")
    assert ran.status == 2
    assert "--template chỉ dùng với định dạng docx." in ran.err


def test_the_templates_of_an_installed_program_are_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(word_templates, "__file__", str(tmp_path / "cli/word_templates.py"))
    assert shipped_templates() == tmp_path / "templates"


def test_the_manual_names_every_place() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| `(\w+)` \| (.*) \|$", text))
    assert rows == PLACES


def test_a_missing_library_is_told_with_the_install_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    out = tmp_path / "ra.docx"
    ran = run("report", "Q1", "--data", SMALL, "--template", "party", "-o", out, today=TODAY)
    assert ran.status == 1
    assert "-m pip install --force-reinstall 'docxtpl>=0.20'" in ran.err
