"""Words as Markdown: in the marks that the words had which they replace, and escaped where they would mean more."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from studio.documents import markdown_inline
from studio.documents import marks as placing
from studio.documents.markdown_inline import Anchor, Inline, Verbatim, Wrap
from studio.model.document import Mark, MarkKind

_ALWAYS = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
_AT_START = re.compile(r"[-+>](?=\s|$|>)|#(?=#{0,5}(?:\s|$))|=(?==*\s*$)|-(?=-*\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ASCII = re.compile(r"[!-/:-@\[-`{-~]")
_MADE = {
    MarkKind.BOLD: ("**", "**"),
    MarkKind.ITALIC: ("*", "*"),
    MarkKind.SUPERSCRIPT: ("<sup>", "</sup>"),
    MarkKind.SUBSCRIPT: ("<sub>", "</sub>"),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """How words are broken: at `room` letters (0: nowhere), or never where they must stand in one line."""

    room: int = 0
    is_one: bool = False


def rendered(old: Inline, text: str, marks: Sequence[Mark], lines: Lines, references: Any) -> str:
    """Return the source of a paragraph that says `text`, with "\\n" between its lines.

    `old` is what stood there.  Marks that cannot be written so that only the words are read are left out, links never.
    """
    wraps = _wraps(old, text, marks)
    links = [wrap for wrap in wraps if wrap.kind is MarkKind.LINK]
    made = ""
    for some, escaped in ((wraps, _escaped), (links, _escaped), (links, _all_escaped)):
        made = _broken(_composed(old, text, some, escaped), old.hard_break, lines)
        if _flat(markdown_inline.parsed(made, references).text) == _flat(text):
            return made
    return made


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wraps(old: Inline, text: str, marks: Sequence[Mark]) -> list[Wrap]:
    """Return what stands around words of the new text: first what stood around the old, then marks people added."""
    free = list(marks)
    found = []
    for wrap in old.wraps:
        mark = next((mark for mark in free if (mark.kind, mark.value) == (wrap.kind, wrap.value)), None)
        if mark is not None:
            free.remove(mark)
        elif wrap.kind in (MarkKind.LINK, None):
            mark = _placed(wrap, old.text, text)
        if mark is not None:
            found.append(replace(wrap, start=mark.start, stop=mark.stop))
    return _nested(found + [_made(mark) for mark in free if not _is_verbatim(mark, old, text)])


def _placed(wrap: Wrap, source: str, text: str) -> Mark | None:
    """Return a place for what must not be lost."""
    return next(iter(placing.placed(source, [Mark(wrap.start, wrap.stop, MarkKind.LINK)], text)), None)


def _made(mark: Mark) -> Wrap:
    before, after = _MADE.get(mark.kind, ("[", f"](<{mark.value}>)" if " " in mark.value else f"]({mark.value})"))
    return Wrap(mark.start, mark.stop, before, after, mark.kind, mark.value)


def _is_verbatim(mark: Mark, old: Inline, text: str) -> bool:
    """Say whether a link is an address in angle brackets that stands in the new text, too."""
    words = text[mark.start : mark.stop]
    return any(mark.value == each.link and words == old.text[each.start : each.stop] for each in old.verbatims)


def _nested(wraps: Iterable[Wrap]) -> list[Wrap]:
    """Return the wraps so that each lies in another or beside it; links first, and none inside another."""
    kept: list[Wrap] = []
    for wrap in sorted(wraps, key=lambda wrap: wrap.kind is not MarkKind.LINK):
        for other in kept:
            if wrap.start < other.start < wrap.stop < other.stop:
                wrap = replace(wrap, stop=other.start)
            elif other.start < wrap.start < other.stop < wrap.stop:
                wrap = replace(wrap, start=other.stop)
        is_link = wrap.kind is MarkKind.LINK
        if wrap.start < wrap.stop and not (is_link and any(_meet(wrap, o) for o in kept if o.kind is MarkKind.LINK)):
            kept.append(wrap)
    return kept


def _meet(one: Wrap | Verbatim, other: Wrap | Verbatim) -> bool:
    return one.start < other.stop and other.start < one.stop


def _composed(old: Inline, text: str, wraps: Sequence[Wrap], escaped: Callable[[str], str]) -> str:
    """Return the text with all that stands around and between its words."""
    raw = {each.start: each for each in _verbatims(old, text, wraps)}
    signs: dict[int, list[str]] = defaultdict(list)
    for wrap in sorted(wraps, key=lambda wrap: (-wrap.start, wrap.stop)):
        signs[wrap.stop].append(wrap.after)  # the inner end before the outer
    for at, source in (_anchored(anchor, old.text, text) for anchor in old.anchors):
        signs[at].append(source)
    for wrap in sorted(wraps, key=lambda wrap: (wrap.start, -wrap.stop)):
        signs[wrap.start].append(wrap.before)
    cuts = sorted({0, len(text), *signs, *raw, *(each.stop for each in raw.values())})
    made = ""
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        made += "".join(signs.get(start, ()))
        inside = next((each for each in raw.values() if each.start <= start < each.stop), None)
        made += (inside.source if inside.start == start else "") if inside else escaped(text[start:stop])
    return made


def _verbatims(old: Inline, text: str, wraps: Sequence[Wrap]) -> Iterator[Verbatim]:
    """Yield code and addresses where they stand in the new text, too; not where a link begins or ends inside them."""
    end = 0
    for each in old.verbatims:
        words = old.text[each.start : each.stop]
        start = text.find(words, end) if words else -1
        found = replace(each, start=start, stop=start + len(words))
        edges = {edge for wrap in wraps for edge in (wrap.start, wrap.stop)}
        within_link = each.link and any(_meet(found, wrap) for wrap in wraps if wrap.kind is MarkKind.LINK)
        if start >= 0 and not within_link and not any(start < edge < found.stop for edge in edges):
            end = found.stop
            yield found


def _anchored(anchor: Anchor, source: str, text: str) -> tuple[int, str]:
    """Return where a picture or comment stands in the new text: first, last, or before about the same word."""
    before, after = len(source[: anchor.at].split()), len(source[anchor.at :].split())
    if not after:
        return len(text), f" {anchor.source}" if text else anchor.source
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    number = round(before * len(starts) / (before + after))
    if not number or not starts:
        return 0, f"{anchor.source} "
    return starts[min(number, len(starts) - 1)], f"{anchor.source} "


def _escaped(text: str) -> str:
    return _ALWAYS.sub(lambda match: "\\" + match.group(), text)


def _all_escaped(text: str) -> str:
    return _ASCII.sub(lambda match: "\\" + match.group(), text)


def _broken(source: str, hard_break: str, lines: Lines) -> str:
    """Return composed words with their line breaks; nothing at the begin of a line makes it more than words."""
    if lines.is_one:
        return source.replace("\n", hard_break if "<" in hard_break else " ")
    parts = []
    for meant in source.split("\n"):
        room = max(lines.room, 20)
        short = textwrap.wrap(meant, room, break_long_words=False, break_on_hyphens=False) if lines.room else [meant]
        parts.append("\n".join(_begun(line) for line in short))
    return hard_break.join(parts)


def _begun(line: str) -> str:
    """Return a line that begins no list, heading, quotation or ruler."""
    line = line.strip()
    if match := _NUMBERED.match(line):
        return f"{match[1]}\\{line[match.start(2) :]}"
    return "\\" + line if _AT_START.match(line) else line
