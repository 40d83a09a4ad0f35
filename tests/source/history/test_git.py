"""What a repository or the environment says runs nothing, fetches nothing and hides nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.source.history.git import Git, NoHistoryError, quoted
from khtgdv.source.history.history import row_events
from tests.conftest import write_folder
from tests.support.repository import git
from tests.support.rights import is_root, ordinary_rights

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or os.name != "posix", reason="needs git, and programs of a shell"
)
ROW = "  - id: T03-01\n    task: Việc một\n    lead: VP\n"
FIRST, SECOND = "Kế hoạch đã ký", "Giao người"
KEYS = ("id", "task", "lead")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a plan in a repository, with two versions of its row."""
    folder = write_folder(tmp_path / "kho" / "plan", ROW)
    git(folder.parent, "init", "--quiet")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "--quiet", "--message", FIRST)
    write_folder(folder, ROW + "    assignee: Bà A\n")
    git(folder.parent, "commit", "-qam", SECOND, day="2026-03-02")
    return folder


def ask(folder: Path, **variables: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the subject, author and keys of each version that changed the row."""
    asked = Git(shutil.which("git"), {**os.environ, **variables})
    return [
        (event.commit.subject, event.commit.author, tuple(fact.key for fact in event.changes))
        for event in row_events(asked, folder / "tasks_2026.yaml", "T03-01")
        if event.commit and not event.unknown
    ]


WHOLE = [(SECOND, "Bà Bình", ("assignee",)), (FIRST, "Bà Bình", KEYS)]


def refusal(folder: Path, **variables: str) -> str:
    """Return what is said where the history cannot be told."""
    with pytest.raises(NoHistoryError) as caught:
        ask(folder, **variables)
    return f"{caught.value.message} {caught.value.hint}"


def configure(folder: Path, *settings: str) -> None:
    for setting in settings:
        key, _, value = setting.partition("=")
        git(folder, "config", key, value)


def object_file(folder: Path, name: str) -> Path:
    found = git(folder, "rev-parse", name)
    return folder.parent / ".git" / "objects" / found[:2] / found[2:]


def break_object(folder: Path, name: str) -> None:
    file = object_file(folder, name)
    file.chmod(0o644)
    file.write_bytes(b"h\xe1\xbb\x8fng")


OLD_FILE = "HEAD~:plan/tasks_2026.yaml"
PROGRAM = "{program}"
# Settings that name programs. Those of the second kind matter where git would fetch a blob.
PROGRAMS = (
    ("core.fsmonitor={program}",),
    ("core.hooksPath={hooks}",),
    ("core.pager={program}", "pager.log=true", "pager.ls-tree={program}"),
    ("core.editor={program}", "sequence.editor={program}", "alias.log=!{program}"),
    ("diff.external={program}", "diff.trustExitCode=true"),
    ("diff.planted.textconv={program}", "diff.planted.command={program}"),
    ("filter.planted.clean={program}", "filter.planted.smudge={program}"),
    ("filter.planted.process={program}", "filter.planted.required=true"),
    ("log.showSignature=true", "gpg.program={program}", "gpg.ssh.program={program}"),
    ("core.alternateRefsCommand={program}", "uploadpack.packObjectsHook={program}"),
    ("interactive.diffFilter={program}", "trace2.eventTarget={marker}"),
)
REMOTES = (
    ("remote.origin.url=ext::{program}", "protocol.ext.allow=always"),
    ("remote.origin.url=ext::{program}", "protocol.allow=always"),
    ("remote.origin.url=ssh://a.invalid/x", "core.sshCommand={program}"),
    ("remote.origin.url=git://a.invalid/x", "core.gitProxy={program}"),
    ("remote.origin.url={repository}", "remote.origin.uploadpack={program}"),
    ("remote.origin.url={repository}", "remote.origin.vcs=planted"),
    ("remote.origin.url=planted::x", "protocol.planted.allow=always"),
    ("remote.origin.url=https://a.invalid/x", "credential.helper=!{program}"),
)


@pytest.fixture
def planted(folder: Path, tmp_path: Path) -> Callable[[tuple[str, ...]], Path]:
    """Plant settings whose programs leave a mark; return the mark."""
    marker, hooks = tmp_path / "marker", tmp_path / "hooks"
    hooks.mkdir()
    program = tmp_path / "planted.sh"
    programs = [
        hooks / name for name in ("post-index-change", "reference-transaction", "pre-auto-gc")
    ]
    for path in (program, tmp_path / "git-remote-planted", *programs):
        path.write_text(f"#!/bin/sh\n: > '{marker}'\n", encoding="utf-8")
        path.chmod(0o755)

    def plant(settings: tuple[str, ...]) -> Path:
        names = {"program": program, "hooks": hooks, "marker": marker, "repository": folder}
        (folder / ".gitattributes").write_text("* diff=planted filter=planted\n", encoding="utf-8")
        (folder.parent / ".git" / "info" / "attributes").write_text("* diff=planted\n")
        os.utime(folder / "tasks_2026.yaml", (1, 1))
        configure(folder, *(setting.format_map(names) for setting in settings))
        marker.unlink(missing_ok=True)
        return marker

    return plant


@pytest.mark.parametrize("settings", PROGRAMS)
def test_no_program_of_the_configuration_runs(
    settings: tuple[str, ...], folder: Path, planted: Callable[[tuple[str, ...]], Path]
) -> None:
    marker = planted(settings)
    assert ask(folder) == WHOLE
    assert not marker.exists()


@pytest.mark.parametrize("settings", REMOTES)
def test_what_is_missing_is_not_fetched(
    settings: tuple[str, ...],
    folder: Path,
    planted: Callable[[tuple[str, ...]], Path],
    tmp_path: Path,
) -> None:
    object_file(folder, OLD_FILE).unlink()
    promisor = ("core.repositoryformatversion=1", "extensions.partialClone=origin")
    marker = planted((*promisor, "remote.origin.promisor=true", *settings))
    said = refusal(folder, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert not marker.exists()
    assert "chỉ lấy về một phần (partial clone), còn thiếu bản cũ" in said
    assert "khtgdv không dùng mạng" in said
    assert "lấy đủ khi có mạng: git fetch --refetch --no-filter" in said
    assert "git init" not in said


def test_the_environment_is_not_asked(folder: Path, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    program = f"sh -c ': > {marker}'"
    variables = {
        "GIT_DIR": "/nowhere",
        "GIT_WORK_TREE": "/nowhere",
        "GIT_EXEC_PATH": "/nowhere",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_INDEX_FILE": "/nowhere",
        "GIT_EXTERNAL_DIFF": program,
        "GIT_SSH_COMMAND": program,
        "GIT_PAGER": program,
        "GIT_TRACE": str(marker),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": program,
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={program}'",
        "GIT_LITERAL_PATHSPECS": "0",
        "LC_ALL": "vi_VN.UTF-8",
    }
    assert ask(folder, **variables) == WHOLE
    assert not marker.exists()


@pytest.mark.parametrize(
    "settings",
    [
        ("log.showRoot=false",),
        ("log.follow=false", "diff.renames=false", "diff.renameLimit=1"),
        ("i18n.logOutputEncoding=ISO-8859-1",),
        ("diff.orderFile=/nowhere", "diff.relative=true"),
        ("color.ui=always", "color.diff=always", "format.pretty=oneline"),
        ("log.mailmap=false", "mailmap.file=/nowhere"),
        ("notes.displayRef=refs/notes/commits", "core.abbrev=7", "log.date=relative"),
        ("log.diffMerges=off", "core.quotePath=false", "column.ui=always"),
    ],
)
def test_no_setting_of_the_readers_own_changes_the_answer(
    settings: tuple[str, ...], folder: Path
) -> None:
    (folder.parent / "kế hoạch").mkdir()
    git(folder.parent, "mv", "plan", "kế hoạch")
    git(folder.parent, "commit", "-qm", "Chuyển")
    configure(folder.parent, *settings)
    assert ask(folder.parent / "kế hoạch" / "plan") == WHOLE


@pytest.mark.parametrize("name", ["HEAD~", "HEAD~^{tree}", "HEAD^{tree}", OLD_FILE, "HEAD"])
def test_a_broken_repository_is_told(name: str, folder: Path) -> None:
    break_object(folder, name)
    said = refusal(folder)
    assert "bị hỏng hoặc thiếu bản cũ" in said
    assert said.endswith(
        "kiểm tra: git fsck; lấy lại kho từ máy chủ (git clone) hoặc từ bản sao lưu"
    )
    assert "git fsck" in said
    assert "git init" not in said


def test_a_graft_hides_no_version(folder: Path) -> None:
    head = git(folder.parent, "rev-parse", "HEAD").strip()
    (folder.parent / ".git/info").mkdir(exist_ok=True)
    (folder.parent / ".git/info/grafts").write_text(f"{head}\n")
    assert ask(folder) == WHOLE


def test_a_branch_that_names_nothing_is_no_empty_repository(folder: Path) -> None:
    branch = git(folder, "symbolic-ref", "HEAD")
    (folder.parent / ".git" / branch).write_text("h", encoding="utf-8")
    assert "bị hỏng" in refusal(folder)


def test_a_missing_version_is_told_by_its_name(folder: Path) -> None:
    file = object_file(folder, OLD_FILE)
    file.unlink()
    assert f"({file.parent.name}{file.name[:6]})" in refusal(folder)


def test_a_broken_index_is_told(folder: Path) -> None:
    (folder.parent / ".git" / "index").write_bytes(b"h")
    assert "bị hỏng" in refusal(folder)


def test_a_configuration_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder.parent / ".git" / "config").write_text("[core", encoding="utf-8")
    said = refusal(folder)
    assert "không đọc được" in said
    assert "git init" not in said


def test_a_shallow_clone_does_not_know_who_added_a_row(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{folder.parent}", "nông")
    events = row_events(
        Git(shutil.which("git"), os.environ),
        tmp_path / "nông" / "plan" / "tasks_2026.yaml",
        "T03-01",
    )
    assert [event.unknown for event in events] == [True]
    whole = row_events(Git(shutil.which("git"), os.environ), folder / "tasks_2026.yaml", "T03-01")
    assert [event.unknown for event in whole] == [False, False]


@pytest.mark.skipif(not is_root(), reason="root alone gives files away")
def test_a_repository_of_somebody_else(folder: Path, tmp_path: Path) -> None:
    for path in (folder.parent, *folder.parent.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    said = refusal(folder, HOME=str(tmp_path))
    assert "thuộc về người dùng khác, nên git không mở" in said
    assert f"git config --global --add safe.directory {folder.parent}" in said
    assert "git init" not in said


def test_a_repository_that_looks_like_somebody_elses(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "git"
    program.write_text(
        "#!/bin/sh\necho \"unsafe repository ('/x' is owned by someone else)\" >&2; exit 128\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    with pytest.raises(KhtgdvError) as caught:
        row_events(Git(str(program), os.environ), folder / "tasks_2026.yaml", "T03-01")
    command = f"git config --global --add safe.directory {quoted(str(folder.parent))}"
    assert caught.value.hint == f"nếu tin kho ấy, chạy một lần: {command}"


def test_a_repository_that_may_not_be_read(folder: Path) -> None:
    with ordinary_rights():
        (folder.parent / ".git").chmod(0)
        said = refusal(folder)
        (folder.parent / ".git").chmod(0o755)
    assert "không đọc được" in said
    assert "git init" not in said


def test_odd_texts_of_commits_are_data(folder: Path) -> None:
    odd = (b"d \x01 \x1b[31m x", "Giao \udce1 việc".encode("utf-8", "surrogateescape"))
    for number, subject in enumerate(odd):
        write_folder(folder, f"{ROW}    assignee: Ông {number}\n")
        git(folder, "add", ".")
        tree, parent = git(folder, "write-tree"), git(folder, "rev-parse", "HEAD")
        lines = (f"tree {tree}", f"parent {parent}", "author A\x01B <a@b> h", "committer C <a@b> h")
        text = "\n".join((*lines, "", "")).encode() + subject
        commit = subprocess.run(  # noqa: S603 - git itself
            ["git", "-C", folder, "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],  # noqa: S607
            input=text, check=True, capture_output=True,
        ).stdout.decode().strip()  # fmt: skip
        git(folder, "reset", "--quiet", "--soft", commit)
    subjects = [subject for subject, *_ in ask(folder)]
    assert subjects == ["Giao \ufffd việc", "d \x01 \x1b[31m x", SECOND, FIRST]


def test_a_name_is_no_option_and_no_pattern(folder: Path) -> None:
    real = folder / "-:(glob)*.yaml"
    (folder / "tasks_2026.yaml").rename(real)
    (folder / "tasks_2026.yaml").symlink_to(real.name)
    assert "git add -- '-:(glob)*.yaml'" in refusal(folder)
    git(folder, "add", ".")
    git(folder, "commit", "-qam", "Đổi tên")
    assert ask(folder) == WHOLE


@pytest.mark.parametrize(("on_windows", "word"), [(True, '"a b\\x1b"'), (False, "'a b\\x1b'")])
def test_a_word_is_quoted_for_the_readers_shell(
    *, on_windows: bool, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khtgdv.source.history.git._ON_WINDOWS", on_windows)
    assert quoted("a b\x1b") == word
