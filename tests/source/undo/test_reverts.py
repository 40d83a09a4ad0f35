"""Laws of taking back: as many steps back as on again give the same bytes, whatever was written."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.cli.system import plan_files
from khtgdv.cli.system.plan_files import exchange_and_keep, take_back
from khtgdv.errors import KhtgdvError
from khtgdv.source.edit import transaction
from khtgdv.source.edit.refusals import NotWrittenError
from khtgdv.source.edit.transaction import FileReplacement
from khtgdv.source.undo.reverts import net_exchanges, next_reverts
from khtgdv.source.undo.store import MAX_STEPS, Note, kept_steps, save_step

if TYPE_CHECKING:
    from khtgdv.source.undo.store import Pile

NAMES = ("tasks_2026.yaml", "inspections_2026.yaml")
# A write: what each of the two files becomes, None where it is not touched.
CONTENTS = st.binary(max_size=8)
WRITES = st.lists(
    st.tuples(st.none() | CONTENTS, st.none() | CONTENTS).filter(any), min_size=1, max_size=6
)


class Office:
    """A plan of two files, and the folder that keeps what was written to it."""

    def __init__(self, place: Path) -> None:
        self.folder, self.state = place / "kế hoạch", place / "state"
        self.folder.mkdir()
        for name in NAMES:
            (self.folder / name).write_bytes(b"")

    def contents(self) -> list[bytes]:
        return [(self.folder / name).read_bytes() for name in NAMES]

    def write(self, new: tuple[bytes | None, bytes | None], message: str) -> None:
        pairs = zip(NAMES, self.contents(), new, strict=True)
        exchanges = [FileReplacement(self.folder / n, a, b) for n, a, b in pairs if b is not None]
        exchange_and_keep(self.folder, [message], exchanges)

    def move(self, count: int, pile: Pile) -> list[str]:
        reverts = next_reverts(self.state, self.folder, count, pile)
        for revert in reverts:
            take_back(revert, self.folder, pile)
        return [message for revert in reverts for message in revert.step.note.messages]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path)
    monkeypatch.setenv("KHTGDV_STATE", str(made.state))
    return made


@pytest.mark.uncounted
@given(writes=WRITES, data=st.data())
def test_so_many_steps_back_and_on_again_give_the_same_bytes(
    writes: list[tuple[bytes | None, bytes | None]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patched:
        office = Office(Path(place))
        patched.setenv("KHTGDV_STATE", str(office.state))
        history = [office.contents()]
        for number, new in enumerate(writes):
            office.write(new, str(number))
            history.append(office.contents())
        steps = len(history) - 1
        count = data.draw(st.integers(0, steps))
        if not count:
            return
        told = office.move(count, "undo")
        assert office.contents() == history[steps - count]
        again = data.draw(st.integers(1, count))
        assert office.move(again, "redo") == told[::-1][:again]
        assert office.contents() == history[steps - count + again]
        office.move(again, "undo")
        assert office.move(count, "redo") == told[::-1]
        assert office.contents() == history[steps]


def test_a_new_write_leaves_nothing_to_make_again(office: Office) -> None:
    office.write((b"1", None), "một")
    office.move(1, "undo")
    office.write((None, b"2"), "hai")
    with pytest.raises(KhtgdvError, match="Không có lần hoàn tác nào"):
        office.move(1, "redo")
    assert office.contents() == [b"", b"2"]


def test_more_than_there_is_takes_nothing_back(office: Office) -> None:
    office.write((b"1", None), "một")
    office.write((b"2", None), "hai")
    with pytest.raises(KhtgdvError, match="Chỉ còn 2 lần ghi hoàn tác được, không đủ 3"):
        office.move(3, "undo")
    assert office.contents() == [b"2", b""]


@pytest.mark.parametrize("pile", ["undo", "redo"])
def test_a_file_that_changed_since_stops_all_of_it(pile: Pile, office: Office) -> None:
    office.write((b"1", None), "một")
    office.write((None, b"2"), "hai")
    if pile == "redo":
        office.move(2, "undo")
    path = office.folder / NAMES[0]
    path.write_bytes(b"by hand")
    before = office.contents()
    with pytest.raises(KhtgdvError) as caught:
        office.move(2, pile)
    why = {
        "undo": "đã được sửa sau lần ghi ấy, nên không hoàn tác",
        "redo": "đã được sửa sau lần hoàn tác ấy, nên không làm lại",
    }
    assert caught.value.message == f"{path} {why[pile]}."
    assert office.contents() == before


@pytest.mark.parametrize("pile", ["undo", "redo"])
def test_a_way_that_was_cut_off_is_gone_on(pile: Pile, office: Office) -> None:
    """The power went once the other way was kept, before the files were exchanged or after."""
    office.write((b"1", None), "một")
    if pile == "redo":
        office.move(1, "undo")
    [revert] = next_reverts(office.state, office.folder, 1, pile)
    other: Pile = "redo" if pile == "undo" else "undo"
    save_step(office.state, office.folder, revert.step.note, revert.exchanges, other)
    before = office.contents()
    assert office.move(1, pile) == ["một"]
    assert office.contents() != before
    assert office.move(1, other) == ["một"]
    assert office.contents() == before


def test_what_some_steps_do_as_a_whole(office: Office) -> None:
    for number in (b"1", b"2", b"3"):
        office.write((number, None), "")
    [whole] = net_exchanges(next_reverts(office.state, office.folder, 2))
    assert (whole.old_bytes, whole.new_bytes) == (b"3", b"1")


def test_no_more_is_kept_of_what_was_taken_back(office: Office) -> None:
    for number in range(MAX_STEPS + 2):
        office.write((str(number).encode(), None), str(number))
    office.move(MAX_STEPS, "undo")
    for number in range(3):
        office.write((None, str(number).encode()), "")
    kept = [len(list(kept_steps(office.state, office.folder, pile))) for pile in ("undo", "redo")]
    assert kept == [3, 0]


def test_what_an_earlier_version_kept_has_no_author(office: Office) -> None:
    office.write((b"1", None), "một")
    [step] = kept_steps(office.state, office.folder)
    assert step.note.author
    record = json.loads(step.path.read_text(encoding="utf-8"))
    step.path.write_text(
        json.dumps({key: record[key] for key in ("told", "files")}), encoding="utf-8"
    )
    [step] = kept_steps(office.state, office.folder)
    assert step.note == Note(("một",))
    assert office.move(1, "undo") == ["một"]


def test_what_could_not_be_taken_back_is_not_kept_as_if_it_were(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write((b"1", None), "một")

    def refuse(_: object) -> None:
        raise NotWrittenError("đĩa đầy", None)

    with monkeypatch.context() as patched:
        patched.setattr(transaction, "replace_files", refuse)
        with pytest.raises(NotWrittenError):
            office.move(1, "undo")
        patched.setattr(plan_files, "state_folder", lambda: None)
        with pytest.raises(NotWrittenError):
            office.move(1, "undo")
    assert list(kept_steps(office.state, office.folder, "redo")) == []
    assert office.move(1, "undo") == ["một"]
