"""Splitting text into sentences: sentencex, told beforehand which points end a sentence and which do not.

A point that ends nothing is covered by a letter, one that surely ends a sentence becomes an exclamation mark; lengths
stay, so that the borders found hold for the text itself.  The words this needs (abbreviations, months, first
words of sentences) are data: `resources/abbreviations/*.toml`.  A language without a file gets sentencex alone.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio import paths
from studio.text import values

_COVER = "x"
_END = "!"
_ENDS_WITHOUT_SPACE = "。！？｡"
_CAPITAL = "A-ZÀ-ÖØ-ÞŒŠŽ"
_OPENING = r"[\"'“”„«»‚‘’(\[\s…¿¡.-]*"
_LOWER_NEXT = re.compile(rf"{_OPENING}[a-zß-öø-ÿœšž]")
_ONLY_CLOSING = re.compile(r"[\"'“”»’)\]\s]+")
_QUOTES = (("„", "“”"), ("“", "”"), ("«", "»"), ("»", "«"), ("‚", "‘’"), ("‘", "’"), ("‹", "›"), ("›", "‹"), ('"', '"'))
_ITEM = re.compile(r"[•●▪*–—-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")
_BEGINS = re.compile(r"[\"'“”„«»‚‘’(]*(?:\d|[^\W_a-zß-öø-ÿœšž])")
_NEVER = re.compile(r"(?!)")
_BEFORE_NUMBER = re.compile(r"(?:(?<=\w{5})(?<!str)|(?<=\w{4})(?=.\s\d+\.\s)|(?<=[€$£%!?)]))[.!?](\s+)\d")
_UNITS = "min|mins|sec|hrs?|h|u|Std|Min|Sek|km|m|cm|mm|kg|g|l"
_UNFINISHED = ",;:-–—"


def split(text: str, language: str) -> list[str]:
    """Return the sentences of `text`, without the white space around them."""
    return [text[start:end] for start, end in spans(text, language)]


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` begin and end; only white space lies between them."""
    if not text.strip():
        return []
    import sentencex  # type: ignore[import-untyped]

    base = language.partition("-")[0].casefold()
    prepared = _prepared(text, _points(base))
    found = sentencex.get_sentence_boundaries(base, prepared)
    pieces = [_stripped(text, boundary["start_index"], boundary["end_index"]) for boundary in found]
    merged = _merged(prepared, [piece for piece in pieces if piece is not None])
    return [line for start, end in merged for line in _lines(text, start, end, _points(base).start)]


def middle(text: str) -> int:
    """Return where to cut a text that is too long: after the mark, else the space, nearest to its middle.

    Its length where there is neither.
    """
    inner = text.rstrip()
    places = [match.end() for match in re.finditer(r"[,;:.!?–]\s+", inner)]
    near = [place for place in places if len(text) // 4 < place < len(text) * 3 // 4]
    near = near or [match.end() for match in re.finditer(r"(?<=\S)\s+", inner)]
    return min(near, key=lambda place: abs(place - len(text) // 2), default=len(text))


@dataclass(frozen=True, slots=True)
class _Points:
    """The patterns of one language: points that end a sentence whatever stands before, points to cover, other ends."""

    sure: tuple[re.Pattern[str], ...]
    covers: tuple[re.Pattern[str], ...]
    ends: tuple[re.Pattern[str], ...]
    start: re.Pattern[str]


@functools.cache
def _points(base: str) -> _Points:
    file = paths.resources() / "abbreviations" / f"{base}.toml"
    if not base.isalpha() or not file.is_file():
        return _Points((), (), (), _NEVER)
    words = tomllib.loads(file.read_text("utf-8"))
    start = _start(words["starts"], words["starts_before_nouns"])
    return _Points(_sure(words, start), _covers(words, start), _ends(words, start), re.compile(start))


def _start(starts: Sequence[str], starts_before_nouns: bool) -> str:
    """Return the pattern of a word that begins a sentence, behind white space and opening quotes.

    Where nouns have no capitals a lower-case word must follow: "De deuren" begins one, "De Vries" is a name.
    """
    follows = "" if starts_before_nouns else rf"(?=[,?!.…]|[’']?\s?[^\W\d_{_CAPITAL}])"
    return rf"\s+[\"'“„«‚‘(\s]*(?:{_any(starts)})(?:(?<=['’])|(?<=\w)(?![\w.])){follows}"


def _sure(words: dict[str, list[str]], start: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of words that look like abbreviations and are none: "20 h.", "3 May."."""
    capital = start if words["starts_before_nouns"] else rf"\s+[\"“„«‘(]*[{_CAPITAL}]"
    months = [month for month in words["months"] if month not in words["may_end"]]
    before_capital = rf"(?<![\w.])(?:{_abbreviations(words['ends_before_capital'])})\.(?=\s+[\"“„«‘(]*[{_CAPITAL}])"
    return (
        re.compile(before_capital),
        re.compile(rf"(?<=\d)\s?(?:{_UNITS})\.(?={capital})"),
        _NEVER if words["starts_before_nouns"] else re.compile(rf"(?:…|\.\.\.)(?={capital})"),
        re.compile(rf"(?<!\w)(?:{_any(months)})\.(?=\s+[\"“„«‘(]*[{_CAPITAL}])"),
    )


def _covers(words: dict[str, list[str]], start: str) -> tuple[re.Pattern[str], ...]:
    never_ends = words["never_ends"]
    may_end = [word for word in words["may_end"] if word not in words["ends_before_capital"]]
    capital, nouns = rf"[{_CAPITAL}]", words["starts_before_nouns"]
    return (
        re.compile(rf"(?<![\w.])(?:{_abbreviations(never_ends)})\."),
        re.compile(rf"(?<![\w.])(?:{_abbreviations(_capitalised(never_ends))})\.(?=\s+[^\W{_CAPITAL}])"),
        re.compile(rf"(?<![\w.])(?:{_abbreviations(may_end)})\.(?!{start})(?=\s*\S)"),
        re.compile(rf"(?<![\w.])(?:{_abbreviations(words['before_number'])})\.(?=\s*\d)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?<!\w\w[’'])(?:{capital}\.[\s-]?)*{capital}\.(?!{start})(?=\s?[-{_CAPITAL}])"),
        re.compile(rf"(?:^|(?<=[,;:.!?]\s))[^\W\d_]{{2,6}}\.(?=\s+{capital}\.\s?{capital})"),  # "cost. I. Roux"
        re.compile(rf"(?<!\S)[IVXLC]+\.(?!{start})(?=\s+\S)"),
        re.compile(rf"(?<![\w.])\d{{1,2}}\.(?=\s+(?:{_any(words['months'])})\b)"),
        re.compile(rf"(?<![\w.])\d{{1,2}}\.(?=\s+(?:{_any(words['after_ordinal'])}))"),
        re.compile(rf"(?<![\w.])\d{{1,2}}[.x]\d{{1,2}}\.(?!{start})(?=\s+\w)") if nouns else _NEVER,  # 14.2. Premiere
        re.compile(rf"\b(?:{_any(words['before_ordinal'])})\s+\d{{1,3}}\.(?!{start})(?=\s+\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)[{_CAPITAL}]\w+s\s+\d{{1,2}}\.(?!{start})(?=\s+[{_CAPITAL}])") if nouns else _NEVER,
        re.compile(r"(?:^|(?<=[.!?…]\s))\s*\(?\d{1,3}\.(?=\s+\S)", re.MULTILINE),  # a list's: belongs to its point
    )


def _ends(words: dict[str, list[str]], start: str) -> tuple[re.Pattern[str], ...]:
    no_number = rf"(?<![\w.])(?:{_abbreviations(words['before_number'])})\.(?=\s+[{_CAPITAL}])"
    return (
        re.compile(rf"[.…](?={start})"),
        re.compile(no_number),
        re.compile(r"(?<=[€$£%])\.(?=\s)"),
    )


def _capitalised(words: Iterable[str]) -> list[str]:
    return [word[0].upper() + word[1:] for word in words if word[0].islower()]


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of the words; one that never matches for none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _abbreviations(words: Iterable[str]) -> str:
    return _any(words).replace(r"\ ", r"\s?")


def _prepared(text: str, points: _Points) -> str:
    """Return `text` with its points settled, character for character."""
    covered = list(text)
    for value in values.find(text):
        covered[value.start : value.end] = re.sub(r"\W", _COVER, value.text)
    for match in re.finditer(r"(?<!\w)['’‘](?=[stnkm]\s)", text):  # Dutch: "'s Avonds" begins a sentence
        covered[match.start()] = _COVER.upper()
    prepared = "".join(covered)
    for pattern in points.sure:
        prepared = pattern.sub(lambda match: match.group()[:-1] + _END, prepared)
    for pattern in points.covers:
        prepared = pattern.sub(lambda match: match.group().replace(".", _COVER), prepared)
    for pattern in points.ends:
        prepared = pattern.sub(lambda match: match.group()[:-1] + _END, prepared)
    prepared = _BEFORE_NUMBER.sub(lambda match: _END + match[1] + _COVER.upper(), prepared)
    for quotation in _quotations():
        prepared = quotation.sub(_opened, prepared)
    return prepared


@functools.cache
def _quotations() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of quotations and parentheses that hold whole sentences and end with one.

    Their marks are taken away before the text is split, because sentencex leaves what is between them whole.
    """
    begins = r"(?:(?<=^)|(?<=[.!?…:,]\s)|(?<=[.!?…][\"'“”«»‘’)]\s))"
    after = rf"(?=\s+[\"'“„«»‚‘(–—\s]*[{_CAPITAL}0-9]|\s*$)"
    patterns = [_enclosed(re.escape(a), f"[{b}]", r"\.", after) for a, b in _QUOTES]
    patterns += [begins + _enclosed(re.escape(a), f"[{b}]", r"[!?…]", after) for a, b in _QUOTES]
    patterns.append(r"(?:(?<=^)|(?<=[.!?…]\s))" + _enclosed(r"\(", r"\)", r"[.!?…]", after))
    return tuple(re.compile(pattern) for pattern in patterns)


def _enclosed(opening: str, closing: str, end: str, after: str) -> str:
    """Return the pattern of what stands between two marks and ends with an end mark; `after` must follow."""
    inner = rf"(?:(?!{opening}|{closing}(?!\w))[^\n])*?"
    return rf"(?<!\w){opening}(?P<inner>{inner}{end}[\u00a0\u202f]?){closing}{after}"


def _opened(match: re.Match[str]) -> str:
    """Return a quotation without its marks, as long as it was."""
    return _COVER.upper() + match["inner"].rstrip() + _END * (len(match.group()) - 1 - len(match["inner"].rstrip()))


def _lines(text: str, start: int, end: int, opens: re.Pattern[str]) -> list[tuple[int, int]]:
    """Cut at line breaks that were meant: after a heading, before a point of a list.

    So is one before a word that opens a sentence, or before which the next word had had room in the line.
    """
    width = max(len(line) for line in text.split("\n"))
    for match in re.finditer(r"\s*\n\s*", text[start:end]):
        before, after = text[start : start + match.start()], text[start + match.end() : end]
        has_room = len(before.rpartition("\n")[2]) + 1 + len(after.split(maxsplit=1)[0]) <= width
        is_meant = before[-1] not in _UNFINISHED and ((has_room and _BEGINS.match(after)) or opens.match(f" {after}"))
        if is_meant or _ITEM.match(after):
            return [(start, start + match.start()), *_lines(text, start + match.end(), end, opens)]
    return [(start, end)]


def _merged(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what cannot stand alone: closing quotes, the rest of a word, and text that goes on in lower case."""
    has_capitals = any(character.isupper() for character in text)
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        piece = text[start:end]
        goes_on = _ONLY_CLOSING.fullmatch(piece) or (has_capitals and _LOWER_NEXT.match(piece))
        if merged and (goes_on or (start == merged[-1][1] and text[start - 1] not in _ENDS_WITHOUT_SPACE)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    inner = text[start:end]
    start, end = start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
    return (start, end) if start < end else None
