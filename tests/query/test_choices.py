"""The closed lists of words of options, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from khtgdv.errors import UsageError
from khtgdv.language.clarity import PART_LABELS
from khtgdv.plan.values import PERIOD_KINDS
from khtgdv.query.choices import (
    COUNTS,
    GROUPS,
    KINDS,
    PARTS,
    REPETITIONS,
    ROLES,
    STATE_GROUPS,
    STATES,
    choice_of,
    column_named,
    read_choice,
)
from khtgdv.reports.rollup import GROUP_LABELS
from khtgdv.reports.workload import COUNT_LABELS, ROLE_LABELS
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.text import name_key


def test_the_lists_have_the_words_of_the_screens() -> None:
    lists: tuple[tuple[Any, Any], ...] = (
        (STATES, STATE_LABELS), (KINDS, KIND_LABELS), (ROLES, ROLE_LABELS), (COUNTS, COUNT_LABELS),
        (GROUPS, GROUP_LABELS), (PARTS, PART_LABELS),
    )  # fmt: skip
    for words, labels in lists:
        known = {choice_of(label, words): code for code, label in labels.items()}
        assert known == {code: code for code in words}
    assert tuple(REPETITIONS) == PERIOD_KINDS


def test_no_list_has_a_word_twice() -> None:
    for words in (STATES, KINDS, ROLES, COUNTS, GROUPS, PARTS, REPETITIONS):
        keys = [
            key for code, names in words.items() for key in {name_key(n) for n in (code, *names)}
        ]
        assert len(keys) == len(set(keys))


def test_no_word_for_several_states_is_one_of_a_state() -> None:
    assert not any(choice_of(word, STATES) for word in STATE_GROUPS)


@pytest.mark.parametrize(
    ("text", "code"),
    [("quá hạn", "overdue"), ("QUA-HAN", "overdue"), ("hoàn thành", "completed"),
     ("đã huỷ", "cancelled"),
     ("in-progress", "in-progress"), ("xyz", None)],
)  # fmt: skip
def test_a_word_in_either_language(text: str, code: str | None) -> None:
    assert choice_of(text, STATES) == code


def test_what_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match='Không có vai "phối hp"') as refused:
        read_choice("Không có vai {}.", "phối hp", ROLES)
    assert refused.value.hint == (
        'Có phải "phối hợp"? Chọn: lead (chủ trì), coordinating (phối hợp), both (cả hai)'
    )


def test_what_a_command_has_not_is_refused() -> None:
    assert read_choice("{}", "phòng", GROUPS, ("department",)) == "department"
    with pytest.raises(UsageError) as refused:
        read_choice("{}", "xyz", GROUPS, ("department",))
    assert refused.value.hint == "Chọn: department (đơn vị)"


@pytest.mark.parametrize(
    ("text", "key"),
    [("deadline", "deadline"), ("Hạn", "deadline"), ("han", "deadline"), ("hạn đã ký", "due"),
     ("xyz", "xyz"), ("days-overdue", "days_overdue")],
)  # fmt: skip
def test_a_column_by_its_key_or_title(text: str, key: str) -> None:
    titles = {"due": "Hạn đã ký", "deadline": "Hạn", "days_overdue": "Số ngày", "other": "Hạn"}
    assert column_named(text, titles) == key
