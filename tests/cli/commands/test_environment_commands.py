"""`doctor` and `completion`."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv import __version__
from khtgdv.cli.installation import needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, WritePlan

NO_FORMAT = {"all", "holidays", "spark"}
KEYS = [
    "folder", "why", "years", "plans", "rows", "left_out", "errors", "warnings", "holidays",
    "writable", "cache", "today", "time_zone", "version", "python", "system", "libraries",
    "formats", "fonts", "terminal",
    "encoding",
]  # fmt: skip


def test_doctor_says_which_plan_was_taken_and_why(run: Run, plan_folder: Path) -> None:
    ran = run("doctor", cwd=plan_folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("KIỂM TRA CÀI ĐẶT")
    for words in (
        "thư mục kế hoạch gần nhất, tính từ thư mục đang đứng trở lên", "31-KH/BTGDVTU", "2026",
        "169", "24/11/2026", __version__, platform.python_version(), "không có; bảng rộng 120 cột",
        "pydantic ",
    ):  # fmt: skip
        assert words in ran.out
    assert "khtgdv validate" not in ran.out
    assert "40 cột" in run("doctor", env={"COLUMNS": "40"}).out


def test_doctor_says_that_a_variable_chose_the_plan(run: Run, plan_folder: Path) -> None:
    told = run("doctor", env={"KHTGDV_DATA": str(plan_folder), "COLUMNS": "300"}).out
    assert "theo biến môi trường KHTGDV_DATA\n" in told


def test_doctor_says_where_the_snapshots_are(run: Run, tmp_path: Path) -> None:
    assert str(tmp_path) in run("doctor", env={"KHTGDV_CACHE": str(tmp_path), "COLUMNS": "500"}).out
    off = run("doctor", "-f", "json", env={"KHTGDV_CACHE": "off"})
    assert off.json["tables"]["doctor"][0]["cache"] is None
    told = run("doctor", env={"KHTGDV_CACHE": "off", "COLUMNS": "300"}, today="2026-04-02").out
    assert "tắt: mỗi lần chạy đều đọc lại các tệp" in told
    assert "02/04/2026 (theo biến KHTGDV_TODAY)" in told


def test_doctor_says_which_formats_are_ready(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    extras = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    own = {name for name in extras["optional-dependencies"] if name not in NO_FORMAT}
    (facts,) = run("doctor", "-f", "json").json["tables"]["doctor"]
    assert set(facts["formats"]) == own
    assert all(facts["formats"].values())
    assert (
        "dùng được: docx, html, ics, import, parquet, pdf, template, web, xlsx\n"
        in run("doctor").out
    )

    monkeypatch.setattr(needs, "version", without("typst", "pyarrow"))
    ran = run("doctor")
    assert "dùng được: docx, html, ics, import, template, web, xlsx\n" in ran.out
    said, command = ran.err.split(":", 1)
    assert said == "Cài parquet, pdf bằng lệnh"
    assert command.endswith("-m pip install 'pyarrow>=22' 'typst>=0.14'\n")
    monkeypatch.setattr(
        needs, "version",
        without(
            "python-docx", "jinja2", "icalendar", "pyarrow", "python-calamine", "typst",
            "xlsxwriter", "starlette", "docxtpl",
        ),
    )  # fmt: skip
    assert "dùng được:" not in run("doctor").out


def without(*libraries: str) -> Callable[[str], str]:
    """Return a look-up of versions for a machine that has not these libraries."""

    def installed(name: str) -> str:
        if name in libraries:
            raise PackageNotFoundError(name)
        return version(name)

    return installed


def test_doctor_as_data(run: Run, plan_folder: Path) -> None:
    answer = run("doctor", "--data", plan_folder, "-f", "json").json
    (facts,) = answer["tables"]["doctor"]
    assert list(facts) == KEYS
    assert facts["folder"] == [str(plan_folder)]
    assert facts["why"] == "theo tùy chọn --data"
    assert (facts["years"], facts["plans"], facts["rows"]) == ([2026], ["31-KH/BTGDVTU"], 169)
    assert (facts["left_out"], facts["errors"], facts["warnings"]) == (0, 0, 0)
    assert (facts["writable"], facts["today"], facts["terminal"]) == (True, "2026-11-24", None)
    assert answer["plan"] == ["31-KH/BTGDVTU"]
    assert facts["holidays"] == ["năm 2026: 15 ngày nghỉ, 2 ngày làm bù"]


def test_doctor_tells_of_a_year_without_days_off(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: A, lead: VP}", year=2027)
    (facts,) = run("doctor", "--data", folder, "-f", "json").json["tables"]["doctor"]
    assert facts["holidays"] == ["chưa có ngày nghỉ năm 2027 trong plan_2027.yaml"]


def test_doctor_on_the_plan_that_ships(run: Run, tmp_path: Path) -> None:
    ran = run("doctor", "-f", "json", cwd=tmp_path)
    assert ran.status == 0
    assert ran.err.startswith(
        "đang dùng kế hoạch mẫu kèm chương trình, chưa có ghi nhận nào\ntạo kế hoạch"
    )
    (facts,) = ran.json["tables"]["doctor"]
    assert facts["writable"] is False
    told = " ".join(run("doctor", cwd=tmp_path, env={"COLUMNS": "300"}).out.split())
    assert "không thấy kế hoạch nào khác: kế hoạch mẫu kèm chương trình" in told
    assert (
        "phông kèm theo chương trình (Libertinus Serif) "
        "máy không có Times New Roman, Liberation Serif hay Tinos đủ chữ Việt"
    ) in told


def test_doctor_points_to_validate(run: Run, write_plan: WritePlan) -> None:
    ran = run("doctor", cwd=write_plan("- {id: T01-01, task: A, lead: XX, start: 2026-01}"))
    assert ran.status == 1
    assert "khtgdv validate cho biết từng lỗi và cách sửa" in ran.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_completion_prints_the_script_of_a_shell(shell: str, run: Run) -> None:
    ran = run("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert "_KHTGDV_COMPLETE" in ran.out
    assert "khtgdv" in ran.out
    assert ran.out.endswith("\n")


def test_bash_is_the_default(run: Run) -> None:
    assert run("completion").out == run("completion", "bash").out


def test_completion_installs_itself(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    ran = run("completion", "bash", "--install")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("Đã cài gợi ý vào ")
    assert ran.err.endswith("; mở lại cửa sổ lệnh để dùng.\n")
    scripts = [path for path in tmp_path.rglob("*.sh") if path.is_file()]
    assert [("_KHTGDV_COMPLETE" in path.read_text(encoding="utf-8")) for path in scripts] == [True]
