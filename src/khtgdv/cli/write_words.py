"""What is said of changes of a plan's files: what they are, what was written, why not."""

from __future__ import annotations

import sys

from khtgdv.cli.listening.listener import Confirmation, current_listener
from khtgdv.cli.system.environment import terminal_width, use_color
from khtgdv.cli.system.output import ONLY_TRIED, confirm, say, say_lines, write_diff
from khtgdv.errors import ExitCode
from khtgdv.text import escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.cli.system.plan_files import Written
    from khtgdv.source.edit.drafts import BlockingFindingsError, FileDraft, PlanDraft

    # Says what was written; None where it was only tried, nothing in it where nothing changed.
    Tell = Callable[[Confirmation | None], object]


def changed_drafts(drafts: PlanDraft) -> list[FileDraft]:
    """Return the files that are to be written."""
    return [draft for draft in drafts.files.values() if draft.is_changed]


def show_drafts(drafts: PlanDraft, *, color: bool) -> None:
    """Show what changes in the files, line by line."""
    for draft in changed_drafts(drafts):
        write_diff(*draft.texts, draft.display_path, color=color)


def tell_dry_run(
    drafts: PlanDraft, messages: list[str], tell: Tell | None, *, color: bool
) -> ExitCode:
    """Show what would change, and what would be said of it."""
    if tell:
        tell(None)
        return ExitCode.OK
    show_drafts(drafts, color=color)
    for line in messages:
        say(line)
    say(ONLY_TRIED)
    return ExitCode.OK


def tell_written(
    drafts: PlanDraft, messages: list[str], written: Written, tell: Tell | None
) -> None:
    """Say what was written, and how to take it back."""
    from khtgdv.render.diff import change_summary

    files = [
        f"{draft.display_path}: {change_summary(*draft.texts)}." for draft in changed_drafts(drafts)
    ]
    told = tuple(messages)
    way_back = "undo" if written.undoable else ""
    listener = current_listener()
    if listener is None:  # a page has a button for it
        files[-1] += f" {written.undo_words}"
    confirmation = Confirmation(told, tuple(files), tuple(written.notes), way_back, told)
    if listener:
        listener.confirmation = confirmation
    elif tell:
        tell(confirmation)
    else:
        lines = [*messages, *files, *written.notes]
        confirm("".join(f"{escape_unsafe(line)}\n" for line in lines))


def tell_refusal(error: BlockingFindingsError, color: str) -> ExitCode:
    """Say why a change was refused: the mistakes there are, or would be."""
    from khtgdv.render.diagnostics import findings_text

    say(error.message)
    width = terminal_width(sys.stderr)
    text = findings_text(error.findings, color=use_color(color, sys.stderr), width=width)
    say_lines(text)
    say(sentence_case(error.hint or ""))
    return error.exit_code
