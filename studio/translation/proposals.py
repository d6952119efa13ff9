"""Names that a flyer or another text seems to hold, for a person to choose from.

What speaks for a name: a capital where none is due, a first name, a title or what somebody does before it, the name of
a house, quotes around the title of a work, and that it comes again.  German writes all nouns with a capital, so one
alone is no name there without another sign.  Rather too few than too many: what is missing is typed in a moment, but
who gets fifty wrong ones to untick will not read a second flyer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studio.model.term import Proposal
from studio.text import sentence
from studio.translation import name_search, name_words

MOST = 500
"""Names that are proposed."""

LONGEST_TITLE = 8
"""Words of the title of a work."""

WRAPPED = 50
"""Characters of a line that may be one that was only wrapped: so long, and `FULL` of the longest, in shares."""
FULL = 0.75

EXAMPLE = 200
"""Characters of an example."""

_QUOTES = ("„“", "„”", "“”", "»«", "«»", "‚‘", "‘’", '""', "''", "‹›", "›‹")
_TITLE = re.compile("|".join(rf"(?<![^\s(\[/]){q[0]}\s?([^{q}\n]{{2,80}}?)\s?{q[1]}(?!\w)" for q in _QUOTES))
_BLANK = " | "
_ENDS = (".", "!", "?", ":")


def propose(text: str, language: str = "") -> list[Proposal]:
    """Return what seem to be names, the most frequent first; `language` is guessed where it is not given."""
    text = unicodedata.normalize("NFC", text)
    tag = language or name_words.language_of(text)
    blocks = list(_blocks(text))
    sentences = [each for block in blocks for each in sentence.split(_TITLE.sub(_BLANK, block), tag)]
    names = dict.fromkeys(title for block in blocks for title in _titles(block))
    names |= dict.fromkeys(name_search.search([name_search.line(each) for each in sentences], name_words.of(tag)))
    found = list(_counted(list(names), [each for block in blocks for each in sentence.split(block, tag)]))
    return sorted(found, key=lambda proposal: -proposal.count)[:MOST]


def _blocks(text: str) -> Iterator[str]:
    """Yield the lines of a text; those that were only wrapped as one, those in capitals as others are written."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    full = max(WRAPPED, max(map(len, lines), default=0) * FULL)
    block = ""
    for line in lines:
        block = f"{block} {line}".strip()
        if len(line) < full or line.endswith(_ENDS):
            if block:
                yield block.title() if block.isupper() else block
            block = ""
    if block:
        yield block


def _titles(block: str) -> Iterator[str]:
    for match in _TITLE.finditer(block):
        title = next(filter(None, match.groups()))
        is_speech = block[: match.start()].rstrip().endswith(":") or title.endswith((".", ",", ";", ":", "…"))
        is_cry = " " not in title.rstrip(" ?!") and title.endswith(("?", "!"))
        if not is_speech and not is_cry and title[0].isupper() and len(title.split()) <= LONGEST_TITLE:
            yield title


def _counted(names: Sequence[str], sentences: Sequence[str]) -> Iterator[Proposal]:
    """Yield the names with how often each stands there, not within a longer one, and its first sentence."""
    left = list(sentences)
    found: dict[str, tuple[int, str]] = {}
    for name in sorted(names, key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?:['’]?s|['’])?(?!\w)")
        counts = [len(pattern.findall(each)) for each in left]
        example = next((each for each, count in zip(sentences, counts, strict=True) if count), "")
        found[name] = sum(counts), example
        left = [pattern.sub(_BLANK, each) if count else each for each, count in zip(left, counts, strict=True)]
    for name in names:
        count, example = found[name]
        if count:
            yield Proposal(name, count, example if len(example) <= EXAMPLE else f"{example[:EXAMPLE]}…")
