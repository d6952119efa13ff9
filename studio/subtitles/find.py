"""Words found in the texts of cues, and changed there: as they are seen, so no tag hides or loses anything.

Patterns are those of the `regex` library, which knows Unicode and stops when its time is over.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.errors import InputError
from studio.i18n import _
from studio.text import markup, seen
from studio.text.seen import Seen

if TYPE_CHECKING:
    import regex

LIMIT = 0.6
"""Seconds of work that a search for a pattern may take; it stops a little later, within the second people wait."""

LONGEST_PATTERN = 1000

Text = tuple[int, str]
"""The id of a cue and its text."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: as it is typed, or as a pattern (`regex`); a space also finds a line break."""

    text: str
    whole_word: bool = False
    match_case: bool = False
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it stands: the id of the cue, and the characters of its text from `start` until `end`."""

    cue: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of the text of a cue."""

    cue: int
    before: str
    after: str


def hits(texts: Iterable[Text], query: Query, *, limit: float = LIMIT) -> list[Hit]:
    """Return the places in order; raises `InputError` for a pattern with a mistake or one that takes too long."""
    return [
        Hit(id, *shown.span(*match.span())) for id, shown, matches in _found(texts, query, limit) for match in matches
    ]


def changes(texts: Iterable[Text], query: Query, replacement: str, *, limit: float = LIMIT) -> list[Change]:
    """Return what becomes of the texts when every hit is replaced; texts that stay as they are are left out.

    With a pattern, `replacement` may name its groups: \\\\1, \\\\g<name>.  Raises `InputError` as `hits` does.
    """
    made: list[Change] = []
    by_id: dict[int, str] = {}
    for id, shown, matches in _found(_noted(texts, by_id), query, limit):
        before = by_id[id]
        parts = [(*shown.span(*match.span()), _new(match, query, replacement)) for match in matches]
        after = markup.keep_basic(seen.replaced(before, parts))
        if after != before:
            made.append(Change(id, before, after))
    return made


def _found(texts: Iterable[Text], query: Query, limit: float) -> Iterator[tuple[int, Seen, list[regex.Match[str]]]]:
    """Yield each cue with hits: its id, what is seen of it, and the matches in that."""
    if not query.text:
        return
    pattern = _compiled(query)
    left, begin = limit, time.thread_time()  # of work, or other programs could make any search too slow
    for id, text in texts:
        if not query.regex and text.isascii() and "<" not in text and not pattern.search(text):
            continue  # most texts: there is nothing to count
        shown = seen.of(text)
        matches = _matches(pattern, shown.text, left if query.regex else None)
        if matches:
            yield id, shown, matches
        left = limit - (time.thread_time() - begin) if query.regex else left
        if left <= 0:
            raise _too_slow()


def _matches(pattern: regex.Pattern[str], text: str, timeout: float | None) -> list[regex.Match[str]]:
    try:
        return [match for match in pattern.finditer(text, timeout=timeout) if match.end() > match.start()]
    except TimeoutError as error:
        raise _too_slow() from error


def _compiled(query: Query) -> regex.Pattern[str]:
    import regex

    flags = regex.MULTILINE if query.match_case else regex.MULTILINE | regex.IGNORECASE
    written = query.text if query.regex else _literally(query.text)
    if len(query.text) > LONGEST_PATTERN:
        raise InputError(
            _("What you are looking for is too long."), hint=_("Look for a part of it; a few words are enough.")
        )
    try:
        pattern = regex.compile(written, flags)
        return regex.compile(_whole(written, query), flags) if query.whole_word else pattern
    except (regex.error, RecursionError, OverflowError) as error:
        raise InputError(
            _("This pattern has a mistake in it and cannot be looked for."),
            hint=_("Check its brackets, or look for plain text instead."),
            details=str(error),
        ) from error


def _literally(text: str) -> str:
    """Return the pattern of a text as it is typed; words may stand on two lines."""
    import regex

    composed = unicodedata.normalize("NFC", text)
    return "".join(r"\s" if letter.isspace() else regex.escape(letter) for letter in composed)


def _whole(written: str, query: Query) -> str:
    """Return the pattern where no letter stands beside it; marks at its ends may stand beside any."""
    if query.regex:
        return rf"(?<!\w)(?:{written})(?!\w)"
    before = r"(?<!\w)" if _is_letter(query.text[0]) else ""
    return before + written + (r"(?!\w)" if _is_letter(query.text[-1]) else "")


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _new(match: regex.Match[str], query: Query, replacement: str) -> str:
    if not query.regex:
        return replacement
    import regex

    try:
        expanded: Any = match.expand(replacement)
    except (regex.error, IndexError) as error:
        raise InputError(
            _("The new text names a part that the pattern does not have."),
            hint=_("Parts are the round brackets of the pattern: \\1 is what the first of them found."),
            details=str(error),
        ) from error
    return str(expanded)


def _noted(texts: Iterable[Text], by_id: dict[int, str]) -> Iterator[Text]:
    for id, text in texts:
        by_id[id] = text
        yield id, text


def _too_slow() -> InputError:
    return InputError(
        _("This pattern takes too long to look for; nothing was changed."),
        hint=_("Make it simpler: a plain word, or fewer signs like * and + inside each other."),
    )
