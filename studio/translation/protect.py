"""What a sentence must keep on its way through a package: finding it, hiding it, and seeing whether it came through.

Verification is what counts; a marker is only a means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.text import quantities, values
from studio.text.values import Value, ValueKind

# Each sign by itself, never a run of runs: such patterns take for ever on "a******b".
_BEFORE = r"(?:[♪♫*\s]|#(?!\w)|[-–—‐](?!\d))*"
_AFTER = r"(?:[♪♫*\s]|(?<=\s)#)*"
_DECORATION = re.compile(rf"({_BEFORE})(.*?)({_AFTER})", re.DOTALL)
_BRACKETED = re.compile(r"([\[(])([^\[\]()]*)([\])])", re.DOTALL)
_SEPARATED_END = re.compile(r"\s*[:|–—]\s+$")
_SEPARATED_START = re.compile(r"\s*[:|–—]\s+")
_CLOSING = re.compile(r"[.!?]?\s*")
_ENDING = r"(?:['’]?s|['’])?"  # of a genitive: "Annas", "Anna's", "Hans’"
_COVER = "_"

Languages = tuple[str, str]
"""Of a source and its target, as tags; empty ones where values are compared by their digits alone."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A text taken apart: what is only carried along before and after, and the core that is translated."""

    before: str
    core: str
    after: str

    def around(self, translated: str) -> str:
        """Return the translated core with what stood around it."""
        return self.before + translated + self.after

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left to translate: no letters."""
        return not any(character.isalpha() for character in self.core)


@dataclass(frozen=True, slots=True)
class Faults:
    """What a translation lost of its source, and what it made up."""

    missing: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.invented)

    def __len__(self) -> int:
        return len(self.missing) + len(self.invented)


def find(text: str, keep: Sequence[str] = ()) -> list[Value]:
    """Return the values in `text`, and the names in `keep` as values; a name goes before a number inside it."""
    names = _names(text, keep)
    if not names:
        return values.find(text)
    taken = [range(name.start, name.end) for name in names]
    others = [value for value in values.find(text) if not any(value.start in place for place in taken)]
    return sorted([*names, *others], key=lambda value: value.start)


def find_whole(text: str, keep: Sequence[str], language: str) -> list[Value]:
    """Return the values in `text` with the words that belong to them: "8.30 pm", "12. Februar", "5 Euro"."""
    names = _names(text, keep)
    read = quantities.find(_covered(text, names), language)
    if not names:
        return list(read)
    return sorted([*names, *read], key=lambda value: value.start)


def faults(source: str, target: str, keep: Sequence[str] = (), languages: Languages = ("", "")) -> Faults:
    """Return what `target` lost of the protected values in `source`, and the values it invented.

    A name that the source lacks is none: "the museum" may well be called by a name of the list.
    """
    named = _names(source, keep)
    renamed = _names(target, [name.text for name in named])
    missing, invented = quantities.compared(_covered(source, named), _covered(target, renamed), languages)
    return Faults((*values.unmatched(named, renamed), *missing), invented)


def words(text: str, keep: Sequence[str] = ()) -> list[str]:
    """Return the words of `text` outside its protected values, in small letters."""
    return re.findall(r"[^\W\d_]+", _without(text, find(text, keep)).casefold())


def has_words(text: str, keep: Sequence[str] = ()) -> bool:
    """Say whether `text` has words outside its protected values."""
    return any(map(str.isalpha, _without(text, find(text, keep))))


def frame(text: str, keep: Sequence[str] = (), language: str = "") -> Frame:
    """Take off what a package should not see: signs of music, sounds and speakers, and values set apart at an end.

    With a language, dates and times with their words are values, too: whoever asks so writes them anew afterwards.
    """
    match = _DECORATION.fullmatch(text)
    before, core, after = match.groups() if match else ("", text, "")
    bracketed = _BRACKETED.fullmatch(core)
    if bracketed:
        before, core, after = before + bracketed[1], bracketed[2], bracketed[3] + after
    found = _set_apart(core, keep, language)
    if found and not any(character.isalpha() for character in _without(core, found)):
        return Frame(before + core + after, "", "")
    start = _end_of_leading(core, found)
    end = _start_of_trailing(core, found)
    if start >= end:
        return Frame(before, core, after)
    return Frame(before + core[:start], core[start:end], core[end:] + after)


def _set_apart(core: str, keep: Sequence[str], language: str) -> list[Value]:
    """Return the values that need no package: those without words, and those that can be written anew."""
    plain = find(core, keep)
    if not language:
        return plain
    read = find_whole(core, keep, language)
    whole = [value for value in read if value.is_sure or not any(map(str.isalpha, value.text))]
    rest = [value for value in plain if not any(value.start < one.end and one.start < value.end for one in whole)]
    return sorted([*whole, *rest], key=lambda value: value.start)


def _names(text: str, keep: Sequence[str]) -> tuple[Value, ...]:
    return _named(text, tuple(keep)) if keep else ()


@lru_cache(maxsize=4096)
def _named(text: str, keep: tuple[str, ...]) -> tuple[Value, ...]:
    pattern = _any_name(keep)
    return tuple(
        Value(ValueKind.NAME, match.group(), match.start(), ((match.group(),),))
        for match in (pattern.finditer(text) if pattern else ())
    )


@lru_cache(maxsize=1024)
def _any_name(keep: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the pattern of any of some names, the longest first."""
    longest_first = sorted(filter(None, keep), key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{pattern})(?={_ENDING}(?!\w))") if pattern else None


def _covered(text: str, names: Sequence[Value]) -> str:
    """Return `text`, as long as it was, without its names: a number inside one is no number."""
    for name in names:
        text = text[: name.start] + _COVER * len(name.text) + text[name.end :]
    return text


def _without(text: str, found: Sequence[Value]) -> str:
    for value in reversed(found):
        text = f"{text[: value.start]} {text[value.end :]}"
    return text


def _end_of_leading(core: str, found: Sequence[Value]) -> int:
    """Return where the text begins after a value that is set apart: "20.30 – Konzert"."""
    if found and found[0].start == 0:
        separator = _SEPARATED_START.match(core, found[0].end)
        return separator.end() if separator else 0
    return 0


def _start_of_trailing(core: str, found: Sequence[Value]) -> int:
    """Return where the text ends before a value that is set apart: "Info: www.museum.example"."""
    if found and _CLOSING.fullmatch(core, found[-1].end):
        separator = _SEPARATED_END.search(core[: found[-1].start])
        return separator.start() if separator else len(core)
    return len(core)
