"""`use` remembers a plan, which is read wherever no plan is near."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.system.remembered_plan import forget_plan, remember_plan, remembered_plan
from khtgdv.source import find
from tests.cli.test_plans import EMBEDDED, names, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a configuration folder of the test's own, which is not there yet."""
    return tmp_path / "cấu hình"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder that no plan is near."""
    folder = tmp_path / "nơi khác"
    folder.mkdir()
    return folder


@pytest.fixture
def call(run: Run, config: Path, elsewhere: Path) -> Any:
    """Run a command away from every plan, with the test's own configuration."""

    def call(*arguments: object, **more: Any) -> RunResult:
        env = {"KHTGDV_CONFIG": str(config), **more.pop("env", {})}
        return run(*arguments, cwd=more.pop("cwd", elsewhere), env=env, **more)

    return call


def listed(call: Any, **more: Any) -> list[str]:
    return names(call("list", "--format", "json", **more))


def test_a_plan_is_remembered_shown_and_forgotten(call: Any, write_plan: WritePlan) -> None:
    folder = write_plan([row("của tôi")], folder="cơ quan")
    assert call("use").out == "Chưa nhớ kế hoạch nào.\n"
    assert call("use", "../cơ quan").out == f"Từ nay dùng kế hoạch ở {folder}\n"
    assert call("use").out == f"{folder}\n"
    assert listed(call) == ["của tôi"]
    assert "kế hoạch đã chọn bằng khtgdv use" in call("doctor").out
    assert call("use", "--forget").status == 0
    assert call("use").out == "Chưa nhớ kế hoạch nào.\n"
    assert call("list").err == EMBEDDED


def test_what_is_nearer_or_asked_for_goes_before(
    call: Any, write_plan: WritePlan, elsewhere: Path
) -> None:
    remembered = write_plan([row("đã nhớ")], folder="nhớ")
    asked = write_plan([row("hỏi")], folder="hỏi")
    call("use", remembered)
    assert listed(call) == ["đã nhớ"]
    below = write_plan([row("ở trong")], folder=elsewhere / "kế hoạch")
    assert listed(call) == ["ở trong"]
    assert "duy nhất nằm ngay trong thư mục đang đứng" in call("doctor").out
    write_plan([row("ở trong")], folder=elsewhere / "kế hoạch 2")
    assert listed(call) == ["đã nhớ"]
    write_plan([row("ở đây")], folder=elsewhere)
    assert listed(call) == ["ở đây"]
    assert listed(call, env={"KHTGDV_DATA": str(asked)}) == ["hỏi"]
    assert names(call("list", "--data", below, "--format", "json")) == ["ở trong"]


def test_a_plan_that_has_gone_is_told(call: Any, write_plan: WritePlan, tmp_path: Path) -> None:
    folder = write_plan([row("của tôi")], folder="cơ quan")
    call("use", folder)
    folder.rename(tmp_path / "đã chuyển")
    ran = call("list")
    assert ran.status == 2
    assert "kế hoạch đã chọn bằng khtgdv use" in ran.err
    assert "khtgdv use --forget" in ran.err


def test_only_a_plan_is_remembered(call: Any, elsewhere: Path) -> None:
    assert call("use", elsewhere).status == 2
    assert call("use", "không có").status == 2
    assert call("use", elsewhere, "--forget").status == 2
    assert call("use").out == "Chưa nhớ kế hoạch nào.\n"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_what_others_may_write_is_not_believed(
    call: Any, write_plan: WritePlan, config: Path
) -> None:
    call("use", write_plan([row("của tôi")], folder="cơ quan"))
    config.chmod(0o777)
    assert call("list").err == EMBEDDED
    config.chmod(0o700)
    (config / "plan").chmod(0o666)
    assert call("list").err == EMBEDDED
    (config / "plan").chmod(0o600)
    assert listed(call) == ["của tôi"]


@pytest.mark.parametrize("content", [b"", b"plan\n", b"\xff\x00", b"\n"])
def test_what_is_no_path_is_not_believed(call: Any, config: Path, content: bytes) -> None:
    config.mkdir(mode=0o700)
    (config / "plan").write_bytes(content)
    assert call("use").out == "Chưa nhớ kế hoạch nào.\n"
    assert call("list").err == EMBEDDED


def test_a_new_plan_is_remembered_where_none_is(call: Any, elsewhere: Path) -> None:
    first = call("init", "mới")
    assert (
        "Đã nhớ kế hoạch này, dùng được ở mọi thư mục; chọn kế hoạch khác: khtgdv use THƯ-MỤC"
        in first.err
    )
    assert call("use").out == f"{elsewhere / 'mới'}\n"
    second = call("init", "mới nữa")
    assert "Đã nhớ" not in second.err
    assert call("use").out == f"{elsewhere / 'mới'}\n"
    call("use", "--forget")
    ran = call("rollover", "--data", "mới", "--year", "2027", "--into", "sau")
    assert "Đã nhớ kế hoạch này" in ran.err
    assert call("use").out == f"{elsewhere / 'sau'}\n"


def test_an_account_without_a_place_is_told(call: Any, write_plan: WritePlan) -> None:
    folder = write_plan([row("của tôi")], folder="cơ quan")
    ran = call("use", folder, env={"KHTGDV_CONFIG": "off"})
    assert (ran.status, "không có nơi để nhớ" in ran.err) == (1, True)
    assert call("use", "--forget", env={"KHTGDV_CONFIG": "off"}).status == 0


def test_a_configuration_that_cannot_be_written_is_told(
    call: Any, write_plan: WritePlan, config: Path
) -> None:
    config.write_text("một tệp", encoding="utf-8")
    ran = call("use", write_plan([row("của tôi")], folder="cơ quan"))
    assert ran.status == 1
    assert ran.err.startswith("Không ghi được ")
    assert call("init", "mới").status == 0


def test_what_stands_in_the_place_of_the_memory(
    call: Any, write_plan: WritePlan, config: Path
) -> None:
    folder = write_plan([row("của tôi")], folder="cơ quan")
    (config / "plan").mkdir(parents=True)
    config.chmod(0o700)
    refused = call("use", folder)
    assert (refused.status, refused.err.startswith("Không ghi được ")) == (1, True)
    forgotten = call("use", "--forget")
    assert (forgotten.status, forgotten.err.startswith("Không xóa được ")) == (1, True)


def test_the_systems_own_place_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHTGDV_CONFIG", raising=False)
    monkeypatch.setattr("sys.platform", "other")
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "cấu hình")
    folder = tmp_path / "cơ quan"
    folder.mkdir()
    remember_plan(folder)
    assert remembered_plan() == folder
    monkeypatch.setattr("platformdirs.user_config_path", without_home)
    assert remembered_plan() is None
    forget_plan()


def without_home(*_: object, **__: object) -> Path:
    raise RuntimeError


def test_a_working_folder_of_very_many_or_none_to_be_seen(
    call: Any, write_plan: WritePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan([row("của tôi")], folder="kế hoạch/cơ quan")
    parent = tmp_path / "kế hoạch"
    assert listed(call, cwd=parent) == ["của tôi"]
    monkeypatch.setattr(find, "_MOST_SUBFOLDERS", 0)
    assert call("list", cwd=parent).err == EMBEDDED
    monkeypatch.undo()
    real = os.scandir

    def scandir(folder: Any) -> Any:
        if str(folder) == str(parent):
            raise PermissionError(13, "no")
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert call("list", cwd=parent).err == EMBEDDED
