"""The pages to look at: what they show, what their figures lead to, what can be taken away."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from khtgdv.web.views.asking import ask
from khtgdv.web.views.pages import PAGES
from tests.support.desk import Browser, links_in, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown(browser: Browser, page: str) -> None:
    response = browser.get(f"/{page}{'?department=VP' if page == 'department' else ''}")
    assert response.status_code == 200
    assert response.text.count("<h1>") == 1
    assert PAGES[page].menu == "" or 'aria-current="page"' in response.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/overdue?month=3", ["overdue", "--month", "3"]),
        ("/overdue?department=phong+tt+th&as-of=31/3/2026",
         ["overdue", "--department", "phong tt th", "--as-of", "31/3/2026"]),
        ("/list?text=dan+van+kheo&due=Q1", ["list", "dan", "van", "kheo", "--due", "Q1"]),
        ("/list?state=qu%C3%A1%20h%E1%BA%A1n&sort=-deadline", ["list", "--state", "quá hạn"]),
        ("/upcoming?within=20", ["upcoming", "--within", "20"]),
        ("/inspections", ["inspections"]),
    ],
)  # fmt: skip
def test_an_address_says_what_a_command_line_says(
    browser: Browser, plan_folder: Path, run: Run, address: str, words: list[str]
) -> None:
    answer = run(*words, "--data", plan_folder, "-f", "json", today="2026-03-31").json
    ids = {row["id"] for row in next(iter(answer["tables"].values()))}
    shown = set(re.findall(r'href="/row/([^"]+)"', browser.get(address).text))
    assert ids
    assert ids <= shown


def test_the_figures_of_the_overview_lead_to_as_many_rows(browser: Browser) -> None:
    page = browser.get("/?as-of=31/8/2026").text
    figures = re.findall(r'<dd><a href="([^"]+)">\s*(\d+)', page)
    assert len(figures) > 5
    for link, figure in figures:
        assert "as-of=31" in link
        assert _row_count(browser.get(_plain(link))) == int(figure), link


def test_the_figures_of_departments_lead_to_as_many_rows(browser: Browser) -> None:
    for address in ("/", "/workload"):
        page = browser.get(address).text
        figures = re.findall(r'<td class="[^"]*"><a href="([^"]+)">\s*(\d+)\s*</a>', page)
        assert len(figures) > 10
        for link, figure in figures[:30]:
            assert _row_count(browser.get(_plain(link))) == int(figure), link


def _plain(link: str) -> str:
    return unquote(link.replace("&amp;", "&"))


def _row_count(response: Any) -> int:
    """Return how many rows the first table of a page has."""
    first = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return len(re.findall(r'href="/row/', first))


def test_rows_and_departments_are_links(browser: Browser) -> None:
    assert "/row/T01-03" in links_in(browser.get("/overdue").text)
    assert "/department?department=TT-TH" in links_in(browser.get("/").text)
    assert "/list?due=2026-03-31" in links_in(browser.get("/calendar").text)


def test_persons_lead_to_their_rows(write_plan: WritePlan) -> None:
    plan = write_plan("- {id: T03-01, task: Việc, lead: VP, assignee: Bà B, start: 2026-03}")
    assert "/list?assignee=B%C3%A0+B" in links_in(Browser(plan).get("/persons").text)


def test_a_calendar_leads_to_the_months_beside_it(browser: Browser) -> None:
    links = links_in(browser.get("/calendar?month=1&department=VP").text)
    assert "/calendar?month=2025-12&department=VP" in links
    assert "/calendar?month=2026-02&department=VP" in links


def test_the_last_month_that_is_shown_has_one_after_it_to_ask_for(browser: Browser) -> None:
    page = browser.get("/calendar?month=12/2200").text
    assert "/calendar?month=2201-01" in links_in(page)
    assert browser.get("/calendar?month=2201-01").status_code == 400


def test_what_was_chosen_stays_in_the_fields(browser: Browser) -> None:
    page = browser.get("/list?text=s%C3%A1ch&state=open,overdue&leader=&section=T03").text
    assert 'name="text" value="sách"' in page
    assert '<option value="open,overdue" selected>chưa báo cáo, quá hạn</option>' in page
    assert '<input type="hidden" name="section" value="T03">' in page
    assert "Bỏ lọc" in page


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/list?department=TT-HT", 'Không có đơn vị nào khớp "TT-HT"'),
        ("/list?due=2026-13", "2026-13"),
        ("/upcoming?within=x", "Giá trị của --within không hợp lệ"),
        ("/department", "Chưa chọn đơn vị"),
        ("/overdue?as-of=30/2/2026", "30/2/2026"),
    ],
)
def test_a_mistake_is_told_as_on_the_command_line(
    browser: Browser, address: str, message: str
) -> None:
    response = browser.get(address)
    assert response.status_code == 400
    assert message in words_of(response)
    assert "Xem" in words_of(response)


def test_options_that_are_no_filter_are_not_handed_on(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    assert browser.get(f"/list?output={file}&data=/etc&format=json").status_code == 404
    assert browser.get(f"/list?output={file}&data=/etc&color=always").status_code == 200
    assert not file.exists()


@pytest.mark.uncounted
@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_taken_away(browser: Browser, page: str) -> None:
    query = "?department=VP&format=" if page == "department" else "?format="
    for format_ in PAGES[page].formats:
        response = browser.get(f"/{page}{query}{format_}")
        assert response.status_code == 200, (page, format_, words_of(response))
        assert f".{format_}" in response.headers["content-disposition"]
        begin = {"pdf": b"%PDF", "ics": b"BEGIN"}.get(format_, b"PK")
        assert response.content.startswith(begin)


def test_a_file_has_the_rows_that_were_chosen(browser: Browser) -> None:
    content = browser.get("/list?text=d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&format=docx").content
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "Tổng hợp đăng ký mô hình" in text
    assert "ký kết Chương trình phối hợp" not in text


def test_a_plan_changed_on_the_disk_is_seen(browser: Browser, plan_folder: Path) -> None:
    assert "T03-12" in browser.text("/list?state=open&due=3")
    file = plan_folder / "tasks_2026.yaml"
    text = file.read_text(encoding="utf-8")
    done = text.replace("- id: T03-12\n", "- id: T03-12\n    completed: 2026-03-30\n")
    file.write_text(done, encoding="utf-8")
    assert "T03-12" not in browser.text("/list?state=open&due=3")
    assert "T03-12" in browser.text("/list?state=completed")


def test_what_one_thread_has_read_another_may_forget(browser: Browser) -> None:
    answers: list[Any] = []
    words = browser.desk.words
    thread = Thread(target=lambda: answers.append(ask("list", words)))
    thread.start()
    thread.join()
    assert len(answers.pop().selection.tasks) == 165
    gc.collect()  # what goes wrong where nobody hears it is an error here


def test_what_could_not_be_read_is_told(write_plan: WritePlan) -> None:
    rows = "- {id: T03-01, task: Việc, lead: VP}\n- {id: T03-02, task: Việc, lead: XX}"
    browser = Browser(write_plan(rows))
    assert "Dữ liệu có 1 lỗi" in browser.text("/list")
    page = browser.get("/validate").text
    assert "unknown-department" in page
    assert "/row/T03-02" in links_in(page)


def test_a_plan_that_is_gone_is_told(browser: Browser, plan_folder: Path) -> None:
    plan_folder.rename(plan_folder.with_name("chỗ khác"))
    response = browser.get("/")
    assert response.status_code == 400
    assert "data" in words_of(response)


def test_rows_of_several_plans_name_their_plan(write_plan: WritePlan) -> None:
    rows = "- {id: T03-01, task: Việc %s, lead: VP, due: 2026-03}"
    folder = write_plan(rows % "một", folder="kế hoạch/một").parent
    write_plan(rows % "hai", folder="kế hoạch/hai")
    browser = Browser(folder)
    links = [link for link in links_in(browser.get("/list").text) if link.startswith("/row/")]
    pages = sorted(re.findall(r"Việc (một|hai)", browser.text(link))[0] for link in links)
    assert pages == ["hai", "một"]
    response = browser.get("/row/T03-01?plan=kh%C3%B4ng")
    assert response.status_code == 400
    assert "<title>Chưa làm được · khtgdv</title>" in response.text
    assert 'Không có kế hoạch "không". Về trang danh sách rồi chọn' in words_of(response)


def test_the_sample_is_for_looking_only(plan_folder: Path) -> None:
    browser = Browser(plan_folder, no_writing="Kế hoạch mẫu chỉ để xem.")
    page = browser.get("/row/T03-12").text
    assert "Kế hoạch mẫu chỉ để xem." in page
    assert "/row/T03-12/done" not in page
    token = browser.desk.keys.form_token(browser.client.cookies[browser.desk.cookie_name])
    before = (plan_folder / "tasks_2026.yaml").read_bytes()
    for form in ("/row/T03-12/done", "/undo", "/redo"):
        response = browser.post(form, token=token, seen="{}")
        assert (response.status_code, "chỉ để xem" in response.text) == (400, True)
    assert (plan_folder / "tasks_2026.yaml").read_bytes() == before
