"""Who is not answered: foreign hosts and pages, browsers that were not let in, forms of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.desk import HOST, Browser, hidden_fields, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import WritePlan

OWN = {"Origin": f"http://{HOST}"}


def plan_bytes(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("*.yaml"))]


@pytest.fixture
def small(write_plan: WritePlan) -> Path:
    return write_plan("- {id: T03-01, task: Việc, lead: VP, start: 2026-03, due: 2026-03}")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8000"},
        {"Host": "127.0.0.1:8000.evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:8001"},
        {"Host": ""},
        {"Host": "127.0.0.1:8000@evil.example"},
    ],
)
def test_a_foreign_host_is_refused(small: Path, headers: dict[str, str]) -> None:
    response = Browser(small).get("/", headers=headers)
    assert response.status_code == 421
    assert "Việc" not in response.text


def test_the_other_name_of_this_machine_is_taken(small: Path) -> None:
    browser = Browser(small)
    cookie = browser.client.cookies[browser.desk.cookie_name]
    headers = {"Host": "localhost:8000", "Cookie": f"{browser.desk.cookie_name}={cookie}"}
    assert browser.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "cross-site"},
        {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_change_comes_from_a_page_of_ours(small: Path, headers: dict[str, str]) -> None:
    browser, before = Browser(small), plan_bytes(small)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    response = browser.client.post("/row/T03-01/done", data=fields, headers=headers)
    assert response.status_code == 403
    assert plan_bytes(small) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_is_not_opened_from_another_site(small: Path, site: str) -> None:
    assert Browser(small).get("/", headers={"Sec-Fetch-Site": site}).status_code == 403
    foreign = {"Origin": "http://evil.example"}
    assert Browser(small).get("/", headers=foreign).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "khtgdv-8000=", "khtgdv-8000=%s; x", '"', "a=b;;\x7f"])
def test_a_browser_that_was_not_let_in_sees_nothing(small: Path, cookie: str) -> None:
    browser = Browser(small)
    browser.client.cookies.clear()
    for path in ("/", "/row/T03-01", "/list?format=xlsx", "/undo", "/nope"):
        response = browser.get(path, headers={"Cookie": cookie})
        assert response.status_code == 403, path
        assert "Việc" not in response.text
    before = plan_bytes(small)
    response = browser.client.post("/row/T03-01/done", data={}, headers={**OWN, "Cookie": cookie})
    assert response.status_code == 403
    assert plan_bytes(small) == before


def test_an_address_opens_the_page_once(small: Path, snapshot: SnapshotAssertion) -> None:
    browser = Browser(small)
    address = browser.desk.invitation().removeprefix(f"http://{HOST}")
    response = browser.get(address)
    assert response.headers["location"] == "/"
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    again = browser.get(address)
    assert again.status_code == 403
    assert words_of(again) == snapshot
    assert "set-cookie" not in again.headers
    assert browser.get("/open/x").status_code == 403


def test_another_browser_is_let_in_by_one_that_is(small: Path) -> None:
    browser = Browser(small)
    shown = browser.send("/", "/invite")
    address = shown.text.partition("<code>")[2].partition("</code>")[0]
    assert browser.get(address.removeprefix(f"http://{HOST}")).status_code == 303


@pytest.mark.parametrize("kind", ["none", "wrong", "of another run", "odd"])
def test_a_form_without_the_right_token_writes_nothing(
    small: Path, kind: str, snapshot: SnapshotAssertion
) -> None:
    browser, before = Browser(small), plan_bytes(small)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    older = Browser(small).desk.keys.form_token("x")
    token = {"none": "", "wrong": "x", "of another run": older, "odd": "đ"}[kind]
    for form in ("/row/T03-01/done", "/undo", "/redo", "/invite"):
        response = browser.post(form, **(fields | {"token": token}))
        assert response.status_code == 403
        assert words_of(response) == snapshot
    assert plan_bytes(small) == before


def test_the_token_of_another_browser_is_not_taken(small: Path) -> None:
    first = Browser(small)
    second = Browser(small, desk=first.desk)
    fields = hidden_fields(first.get("/row/T03-01").text, "/row/T03-01/done")
    assert second.post("/row/T03-01/done", **fields).status_code == 403
    assert first.post("/row/T03-01/done", **fields).status_code == 303


def test_every_answer_carries_what_keeps_others_out(small: Path) -> None:
    browser = Browser(small)
    for path in ("/", "/row/T03-01", "/style.css", "/nope", "/open/x", "/list?format=xlsx"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_pages_keep_their_own_policy(browser: Browser) -> None:
    for path in ("/", "/row/T03-12", "/undo", "/timeline", "/nope"):
        page = browser.get(path).text
        assert "<script" not in page
        assert " style=" not in page
        assert "http://" not in page
        assert "https://" not in page


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(small: Path, method: str) -> None:
    assert Browser(small).client.request(method, "/").status_code == 405


def test_a_page_is_not_posted_to(small: Path) -> None:
    browser = Browser(small)
    fields = hidden_fields(browser.get("/").text, "/invite")
    assert browser.post("/list", **fields).status_code == 405
    assert browser.get("/invite").status_code == 404
    assert browser.client.head("/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
        "//evil.example/", "//evil.example/%2e%2e", "/\\evil.example", "/row/..%2f..%2fetc",
        "/row/T03-01/../../x", "/%00", "/list/",
        "/row/%0d%0aSet-Cookie:%20a=b", "/row/--help", "/row/-x", "/%ff%fe", "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_tricks_with_paths_lead_nowhere(small: Path, path: str) -> None:
    response = Browser(small).client.request("GET", f"http://{HOST}{path}")
    assert response.status_code in (400, 403, 404)
    assert "root:" not in response.text
    assert "Traceback" not in response.text
    assert "location" not in response.headers
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"a" * 10_000_000, 413),
        (b"&".join([b"a=b"] * 300), 400),
        (b"\xff\xfe", 400),
        (b"", 403),
        (b"token=%ff%fe", 403),
    ],
)
def test_bodies_are_bounded(small: Path, body: bytes, status: int) -> None:
    assert Browser(small).client.post("/undo", content=body, headers=OWN).status_code == status


def test_a_body_is_bounded_also_where_its_length_is_not_told(small: Path) -> None:
    pieces: Any = (b"a" * 65536 for _ in range(200))
    assert Browser(small).client.post("/undo", content=pieces, headers=OWN).status_code == 413


def test_a_fault_of_ours_shows_no_trace(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("secret \x1b[31m place")

    browser = Browser(small)
    monkeypatch.setattr("khtgdv.web.views.looking.ask", break_down)
    response = browser.get("/list")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert "RuntimeError: secret \\x1b[31m place" in capsys.readouterr().err
