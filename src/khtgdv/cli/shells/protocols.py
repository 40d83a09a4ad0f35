"""The protocol of each shell: what it says of its line in variables, the answer it is given.

The variables are those that scripts of Typer set too: such a script, installed once, goes on.
"""

from __future__ import annotations

from khtgdv.cli.shells.raw_line import RawLine, read_line
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from khtgdv.cli.completion.answer import Answer
    from khtgdv.cli.completion.offers import Suggestion

VARIABLE = "_KHTGDV_COMPLETE"
_TYPER_LINE, _TYPER_WORD = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE"
_FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"
_BASH_BREAKS = "=:<>|&;("
_PLAIN = frozenset("-_=+,./:@%")  # signs that mean nothing to any shell


def run_completion(arguments: Mapping[str, str]) -> int:
    """Answer a shell that asks by its variables; never an error, whatever there is."""
    what, _, shell = arguments.get(VARIABLE, "").partition("_")
    if what == "source":
        from khtgdv.cli.shells.scripts import SCRIPTS

        _write(SCRIPTS.get(shell, ""))
    elif shell in _PROTOCOLS:
        return _PROTOCOLS[shell](arguments)
    return 0


def _write(text: str) -> None:
    from khtgdv.cli.system.output import write_out

    write_out(text)


def _answer_to(line: RawLine) -> Answer:
    from khtgdv.cli.completion.answer import Answer, answer

    try:
        return answer(line.words[1:], line.typed)
    except Exception:  # noqa: BLE001 - who types TAB wants words or nothing
        return Answer()


def _bash(variables: Mapping[str, str]) -> int:
    """Answer bash: a word a line, as it is to stand in the line; a first line asks for paths."""
    line = _bash_line(variables)
    answer = _answer_to(line)
    is_ours = "COMP_LINE" in variables
    lines = [f"\t{answer.paths}"] if answer.paths and is_ours else []
    found = [s for s in answer.suggestions if s.word.startswith(line.kept)]
    for suggestion in found:
        word = _bash_quoted(suggestion.word[len(line.kept) :], line.quote)
        blank = " " if is_ours and not (suggestion.goes_on or line.quote) else ""
        lines.append(word + blank)
    if len(found) > 1 and _loses_text(found, line.typed):
        lines.append(" ")  # bash puts in what all words begin with: now that is nothing
    _write("".join(f"{word}\n" for word in lines))
    return 0


def _bash_line(variables: Mapping[str, str]) -> RawLine:
    if "COMP_LINE" in variables:
        text, point = variables["COMP_LINE"], variables.get("COMP_POINT", "")
        return read_line(text[: int(point)] if point.isdecimal() else text, breaks=_BASH_BREAKS)
    return _bash_words(variables.get("COMP_WORDS", ""), variables.get("COMP_CWORD", ""))


def _bash_words(text: str, count: str) -> RawLine:
    """Return the line of a script of Typer: its words, which bash cuts at `=` too."""
    line = read_line(f"{text} ")
    place = int(count) if count.isdecimal() else len(line.words)
    words = [*line.words[:place], line.words[place] if place < len(line.words) else ""]
    for sign in range(len(words) - 1, 0, -1):
        if words[sign] == "=" and words[sign - 1].startswith("--"):
            words[sign - 1 : sign + 2] = ["".join(words[sign - 1 : sign + 2])]
    head, equals, _ = words[-1].partition("=")
    kept = head + equals if equals and head.startswith("--") else ""
    return RawLine(tuple(words[:-1]), words[-1], kept)


def _loses_text(found: Sequence[Suggestion], typed: str) -> bool:
    """Tell whether all words begin alike with less than what was typed."""
    begin = ""
    for signs in zip(*(suggestion.word for suggestion in found), strict=False):
        if len(set(signs)) > 1:
            break
        begin += signs[0]
    return not fold(begin).startswith(fold(typed))


def _bash_quoted(word: str, quote: str) -> str:
    if quote == "'":
        return word.replace("'", "'\\''")
    marks = '"\\$`' if quote else ""
    return "".join(
        f"\\{c}" if (c in marks if quote else not (c.isalnum() or c in _PLAIN)) else c for c in word
    )


def _zsh(variables: Mapping[str, str]) -> int:
    """Answer zsh: a command for it, all on one line."""
    answer = _answer_to(read_line(variables.get(_TYPER_LINE, "")))
    groups = [[s for s in answer.suggestions if s.goes_on is goes_on] for goes_on in (False, True)]
    commands = [_zsh_group(group) for group in groups if group]
    if answer.paths:
        commands.append("_files -/" if answer.paths == "folders" else "_files")
    _write("; ".join(commands) + "\n")
    return 0


def _zsh_group(group: Sequence[Suggestion]) -> str:
    """Return the command that offers words, each with what is said of it."""
    suffix = "-S ''" if group[0].goes_on else ""
    words = " ".join(_zsh_quoted(s.word) for s in group)
    width = max(len(s.word) for s in group)
    shown = (f"{s.word:{width}}  -- {s.help}" if s.help else s.word for s in group)
    lines = " ".join(map(_zsh_quoted, shown))
    return (
        f"_khtgdv_words=({words}); _khtgdv_shown=({lines}); "
        f"compadd -U -l -V khtgdv {suffix} -d _khtgdv_shown -a _khtgdv_words"
    )


def _zsh_quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def _fish(variables: Mapping[str, str]) -> int:
    """Answer fish: a word a line with what is said of it; its first script asks twice."""
    line = read_line(variables.get(_TYPER_LINE, ""))
    answer = _answer_to(line)
    lines = [f"\t{answer.paths}"] if answer.paths and _FISH_ACTION not in variables else []
    for suggestion in answer.suggestions:
        word = _as_typed(suggestion.word, line.typed)
        lines.append(f"{word}\t{suggestion.help}" if suggestion.help else word)
    if variables.get(_FISH_ACTION) == "is-args":
        return int(not answer.suggestions)
    _write("".join(f"{text}\n" for text in lines))
    return 0


def _as_typed(word: str, typed: str) -> str:
    """Return a word without accents where it was begun so: fish passes over any other.

    Every place that takes the word takes it so.
    """
    if word.casefold().startswith(typed.casefold()) or not fold(word).startswith(fold(typed)):
        return word
    from unicodedata import combining, normalize

    plain = "".join(c for c in normalize("NFD", word) if not combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def _powershell(variables: Mapping[str, str]) -> int:
    """Answer PowerShell: a word a line and what is said of it, three colons between."""
    text = variables.get(_TYPER_LINE, "")
    if not variables.get(_TYPER_WORD) and not text.endswith(" "):
        text += " "
    answer = _answer_to(read_line(text, escape="`"))
    lines = [f":::{answer.paths}"] if answer.paths and "_KHTGDV_PATHS" in variables else []
    lines += [f"{_powershell_quoted(s.word)}:::{s.help or ' '}" for s in answer.suggestions]
    _write("".join(f"{line}\n" for line in lines))
    return 0


def _powershell_quoted(word: str) -> str:
    is_plain = all(c.isalnum() or c in _PLAIN - {"@", "%", ","} for c in word)
    return word if is_plain else "'" + word.replace("'", "''") + "'"


_PROTOCOLS: Mapping[str, Callable[[Mapping[str, str]], int]] = {
    "bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell,
}  # fmt: skip
