"""The nearest word for what somebody mistyped, within what one file may cost."""

from __future__ import annotations

from khtgdv.text import closest_match

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from khtgdv.source.text.sourcefile import SourceFile

_MAX_CHARACTERS = 2**16  # of words compared for the guesses about one file: about a second
_MAX_LISTED = 40


def name_list(names: Collection[str]) -> str:
    """Return names to choose from; those of a long list are not repeated for each mistake."""
    few = len(names) <= _MAX_LISTED
    return ", ".join(names) if few else f"có {len(names)} mục, xem tệp kế hoạch"


class NearestGuesser:
    """Guesses about one file, as long as its findings are told and words were not too many."""

    def __init__(self, file: SourceFile) -> None:
        """Begin with nothing spent."""
        self.file = file
        self.characters_left = _MAX_CHARACTERS

    def __call__(self, word: str, choices: Iterable[str]) -> str | None:
        """Return the choice nearest to `word`; None where none is near or it would take long."""
        if self.file.is_full or self.characters_left < 0:
            return None
        words = list(choices)
        self.characters_left -= sum(map(len, words))
        return closest_match(word[:60], words) if self.characters_left >= 0 else None

    def hint(self, word: str, choices: Iterable[str]) -> str | None:
        """Return the hint that names the nearest choice, None as above."""
        near = self(word, choices)
        return f'có phải "{near}"?' if near else None
