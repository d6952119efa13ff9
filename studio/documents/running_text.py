"""The lines of a block as running text: hyphens healed, ligatures taken apart, and what is set apart marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.documents.blocks import Group
from studio.documents.lines import Glyph, Style
from studio.documents.looks import main_style
from studio.model.document import Mark, MarkKind

SOFT = "\x02\u00ad"
HYPHENS = "-‐" + SOFT
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_DROPPED = {"\u200b", "\u200c", "\u2060", "\ufeff"}
_ADDRESS = re.compile(r"(?:https?://|www\.|\S+@|\S+/)\S*$", re.IGNORECASE)
_SHARED = re.compile(r"^(?:und|oder|bzw\.?|sowie|en|of|and|or|et|ou)\b")

Link = Callable[[Glyph], str]
"""Says where the link leads that a letter stands in, "" for none."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    style: Style
    link: str = ""


def no_link(_glyph: Glyph) -> str:
    """Return that there is no link."""
    return ""


def running(group: Group, link: Link = no_link) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of a block in one piece, with "\\n" where a break is meant, and its marks."""
    letters: list[_Letter] = []
    for number, line in enumerate(group.lines):
        own = _letters(line.glyphs, link)
        if number:
            _add(letters, own, is_break=number in group.breaks)
        else:
            letters = own
    letters = _plain(letters)
    return "".join(letter.text for letter in letters), tuple(_marks(letters, group))


def joined(first: tuple[str, tuple[Mark, ...]], then: tuple[str, tuple[Mark, ...]]) -> tuple[str, tuple[Mark, ...]]:
    """Return two texts as one that runs over a column or a page, hyphens healed, marks moved along."""
    before, after = first[0], then[0]
    drop, between = _seam(before, after)
    text = before[: len(before) - drop] + between
    cut = tuple(replace(mark, stop=min(mark.stop, len(text))) for mark in first[1])
    moved = tuple(replace(mark, start=mark.start + len(text), stop=mark.stop + len(text)) for mark in then[1])
    return text + after, (*(mark for mark in cut if mark.start < mark.stop), *moved)


def _letters(glyphs: Sequence[Glyph], link: Link) -> list[_Letter]:
    found = []
    for glyph in glyphs:
        for char in _LIGATURES.get(glyph.text, glyph.text):
            if char not in _DROPPED:
                found.append(_Letter(" " if char in "\u00a0\t" else char, glyph.style, link(glyph)))
    return found


def _add(letters: list[_Letter], own: list[_Letter], *, is_break: bool) -> None:
    if not letters or not own:
        letters += own
        return
    before = "".join(letter.text for letter in letters[-80:])
    after = "".join(letter.text for letter in own[:80])
    if is_break:
        letters.append(replace(letters[-1], text="\n"))
    else:
        same = letters[-1].link if letters[-1].link and letters[-1].link == own[0].link else ""
        drop, between = _seam(before, after, same)
        del letters[len(letters) - drop :]
        joint = letters[-1] if letters else own[0]
        letters += [replace(joint, text=char, link=same) for char in between]
    letters += own


def _seam(before: str, after: str, link: str = "") -> tuple[int, str]:
    """Return how many characters to drop at the end of a line, and what comes between it and the next.

    A hyphen is dropped before a small letter ("Vor-/stellung"), kept before a capital one ("Kultur-/Café") and where
    the word goes on later ("Vor- und Nachmittag"); in an address it is kept where the link has it.
    """
    if link and _ADDRESS.search(before):
        word = before.rsplit(" ", 1)[-1]
        is_extra = before[-1] in HYPHENS and f"{word[:-1]}{after[:3]}".rstrip() in link
        return (1, "") if is_extra or before[-1] == "\u00ad" else (0, "")
    if before[-1] not in HYPHENS or len(before) < 2 or not before[-2].isalpha():
        is_address = re.search(r"(?:https?://|www\.)\S*[/.\-]$", before) is not None and after[:1].islower()
        is_close = before.endswith(("/", "–")) and not before.endswith((" /", " –"))
        return 0, "" if is_close or is_address else " "
    if before[-1] == "\u00ad":
        return 1, ""
    if _SHARED.match(after):
        return (1, "- ") if before[-1] in SOFT else (0, " ")
    if after[:1].islower():
        return 1, ""
    return 1, "-"


def _plain(letters: list[_Letter]) -> list[_Letter]:
    """Turn pdfium's hyphens into real ones, make one space of several, compose accents."""
    found: list[_Letter] = []
    for letter in letters:
        char = "-" if letter.text in SOFT else letter.text
        if char == " " and (not found or found[-1].text in " \n"):
            continue
        if found and unicodedata.combining(char):
            both = unicodedata.normalize("NFC", found[-1].text + char)
            if len(both) == 1:
                found[-1] = replace(found[-1], text=both)
                continue
        if char == "\n" and found and found[-1].text == " ":
            found.pop()
        found.append(replace(letter, text=char))
    while found and found[-1].text in " \n":
        found.pop()
    return found


def _marks(letters: Sequence[_Letter], group: Group) -> list[Mark]:
    main = main_style(group.lines)
    kinds: list[tuple[MarkKind, Callable[[_Letter], str]]] = [
        (MarkKind.BOLD, lambda letter: "1" if letter.style.is_bold and not main.is_bold else ""),
        (MarkKind.ITALIC, lambda letter: "1" if letter.style.is_italic and not main.is_italic else ""),
        (MarkKind.SUPERSCRIPT, lambda letter: "1" if letter.style.raised > 0 else ""),
        (MarkKind.SUBSCRIPT, lambda letter: "1" if letter.style.raised < 0 else ""),
        (MarkKind.LINK, lambda letter: letter.link),
    ]
    found: list[Mark] = []
    for kind, value_of in kinds:
        found += _stretches(letters, kind, value_of)
    return sorted(found, key=lambda mark: (mark.start, -mark.stop))


def _stretches(letters: Sequence[_Letter], kind: MarkKind, value_of: Callable[[_Letter], str]) -> list[Mark]:
    found: list[Mark] = []
    start, value = 0, ""
    for index in range(len(letters) + 1):
        now = value_of(letters[index]) if index < len(letters) else ""
        if now == value:
            continue
        if value:
            found.append(_trimmed(letters, start, index, Mark(0, 0, kind, value if kind is MarkKind.LINK else "")))
        start, value = index, now
    return [mark for mark in found if mark.start < mark.stop]


def _trimmed(letters: Sequence[_Letter], start: int, stop: int, mark: Mark) -> Mark:
    while start < stop and letters[start].text.isspace():
        start += 1
    while stop > start and letters[stop - 1].text.isspace():
        stop -= 1
    if mark.kind in {MarkKind.BOLD, MarkKind.ITALIC} and not any(
        letter.text.isalnum() for letter in letters[start:stop]
    ):
        stop = start  # a bullet, a dash: nobody sets such apart
    return replace(mark, start=start, stop=stop)
