"""Which of very many texts are nearly the same as another, found in milliseconds.

Similarity is Levenshtein's on characters.  One edit destroys at most three trigrams of a text (Ukkonen 1992), so texts
that are alike share many, the rare ones too.  Texts are ranked by how many of the rarest they share, and only the first
are compared letter by letter: what is near is missed only where very many others are about as near.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.integer]
    Codes = NDArray[np.uint32]

GRAM = 3
"""Characters of what texts are compared by first; also how many of them one edit destroys."""

BITS = 16
"""Of a trigram's number; two trigrams that share one only let a few more texts through to be compared."""

LOOKED_AT = 100_000
"""Entries of the index that are read for one search, those of the rarest trigrams first."""

COMPARED = 1000
"""Texts that are compared letter by letter."""

RECENT = 2000
"""Texts added since the index was made, all of which are compared; then it is made anew."""

_START, _END = "\x02", "\x03"


class NearTexts:
    """Texts that can be searched for those near to one; texts come and go."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._recent: dict[str, None] = {}
        self._gone: set[str] = set()
        self._index = _Index(set(texts))

    def __len__(self) -> int:
        return len(self._index.known) + len(self._recent) - len(self._gone)

    def __contains__(self, text: str) -> bool:
        return text in self._recent or (text in self._index.known and text not in self._gone)

    def add(self, text: str) -> None:
        """Have `text` found from now on."""
        if text in self._index.known:
            self._gone.discard(text)
            return
        self._recent[text] = None
        if len(self._recent) > RECENT:
            self._index = _Index((self._index.known.keys() - self._gone) | self._recent.keys())
            self._recent, self._gone = {}, set()

    def remove(self, text: str) -> None:
        """Have `text` found no more."""
        if text in self._index.known:
            self._gone.add(text)
        self._recent.pop(text, None)

    def near(self, text: str, at_least: float, limit: int) -> list[tuple[str, float]]:
        """Return up to `limit` texts at least so alike (0 to 1), the nearest first."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        likely = [other for other in self._index.likely(text, at_least) if other not in self._gone]
        found = process.extract(
            text,
            [*self._recent, *likely],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=at_least,
            limit=limit,
        )
        return [(other, score) for other, score, _place in found]


class _Index:
    """Texts by length, and for each trigram's number the places of those that have it, ascending."""

    def __init__(self, texts: Collection[str]) -> None:
        import numpy as np

        self._texts = sorted(filter(None, texts), key=lambda text: (len(text), text))
        self.known = dict.fromkeys(self._texts)
        self._lengths = np.fromiter(map(len, self._texts), np.int32, len(self._texts))
        grams, places = _grams(self._texts, self._lengths)
        self._places = places
        self._starts = np.searchsorted(grams, np.arange((1 << BITS) + 1))

    def likely(self, text: str, at_least: float) -> list[str]:
        """Return the texts to compare `text` with: of a fitting length, and with the most rare trigrams in common."""
        import numpy as np

        first, last = self._window(len(text), at_least)
        if first >= last:
            return []
        shared = self._shared(text, first, last) / np.maximum(self._lengths[first:last], len(text))
        count = min(COMPARED, last - first)
        places = np.argpartition(shared, -count)[-count:] + first
        return [self._texts[place] for place in places.tolist()]

    def _window(self, length: int, least: float) -> tuple[int, int]:
        """Return from where until where the texts are of a length that can be near."""
        import numpy as np

        shortest, longest = math.ceil(length * least - 1e-9), math.floor(length / max(least, 0.01) + 1e-9)
        first, last = np.searchsorted(self._lengths, [shortest, longest + 1])
        return int(first), int(last)

    def _shared(self, text: str, first: int, last: int) -> Places:
        """Return how many of the rarest trigrams of `text` each text of the window has."""
        import numpy as np

        grams, _places = _grams([text], np.array([len(text)], np.int32))
        entries = [self._places[self._starts[gram] : self._starts[gram + 1]] for gram in grams.tolist()]
        entries.sort(key=len)
        read = np.cumsum([len(each) for each in entries])
        enough = max(int(np.searchsorted(read, LOOKED_AT)), 1)
        cut = [each[slice(*np.searchsorted(each, (first, last)))] for each in entries[:enough]]
        return np.bincount(np.concatenate(cut) - first, minlength=last - first)


def _grams(texts: list[str], lengths: Places) -> tuple[Places, Places]:
    """Return the numbers of all trigrams, ascending, each once for a text, and the places of those texts."""
    import numpy as np

    joined = "".join(f"{_START}{text}{_END}" for text in texts).encode("utf-32-le", "surrogatepass")
    codes: Codes = np.frombuffer(joined, np.uint32)
    if len(codes) < GRAM:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), lengths + 2)
    mixed = (codes[:-2] * np.uint32(0x9E3779B1) + codes[1:-1]) * np.uint32(0x85EBCA77) + codes[2:]
    numbers = (mixed * np.uint32(0xC2B2AE3D)) >> np.uint32(32 - BITS)
    whole = owners[:-2] == owners[2:]
    keys = (numbers[whole].astype(np.int64) << 32) | owners[:-2][whole]
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
