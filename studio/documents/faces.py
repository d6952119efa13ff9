"""Which of our faces comes nearest to the letters in a picture: each word is set in some of them and laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from studio.documents import fonts
from studio.model.document import Family, Look

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import ImageFont

    Picture = NDArray[np.float32]

HIGH = 32
"""Rows in which words are compared."""

_ENOUGH = 14  # words tell
_LEAST_LETTERS = 3
_ALMOST = 0.02  # as alike
_SURE = 0.12  # more alike than the next, times the root of how many words say so
_NARROW = 0.28  # ours is so much wider: some of it is blur, which makes letters higher and words no longer


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where its ink is: one row of the picture after the other, 0 to 1, right around it."""

    text: str
    ink: Picture


def nearest(words: Sequence[Word]) -> tuple[Look, bool]:
    """Return a look with the family that most words come nearest to, plain or bold, and whether that is sure.

    Without words it is sans.
    """
    chosen = [word for word in words if tells(word)][:_ENOUGH]
    if not chosen:
        return Look(), False
    scores = {family: _score(chosen, Look(family=family)) for family in Family}
    best, second = sorted(scores, key=lambda family: -scores[family][0])[:2]
    is_sure = (scores[best][0] - scores[second][0]) * len(chosen) ** 0.5 > _SURE
    narrow = Look(is_condensed=True)
    is_narrow = (
        best is Family.SANS and scores[best][1] > _NARROW and _score(chosen, narrow)[0] > scores[best][0] - _ALMOST
    )
    return narrow if is_narrow else Look(family=best), is_sure


def tells(word: Word) -> bool:
    """Say whether a word has letters enough to tell its face."""
    return len(word.text) >= _LEAST_LETTERS


def _score(words: Sequence[Word], look: Look) -> tuple[float, float]:
    """Return how alike words are to our face for a look, plain or bold, and how much wider ours is."""
    plain = [_likeness(word, look) for word in words]
    bold = [_likeness(word, replace(look, is_bold=True)) for word in words]
    best = max(plain, bold, key=lambda found: sum(like for like, _wider in found))
    return sum(like for like, _wider in best) / len(best), sum(wider for _like, wider in best) / len(best)


def width(text: str, look: Look) -> float:
    """Return how wide a text is in our face for a look, in sizes."""
    left, _top, right, _bottom = _font(fonts.face_for(look)).getbbox(text, anchor="ls")
    return (right - left) / HIGH


def words(text: str, ink: Picture, gaps: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """Yield the words of a line, cut where the widest of its `gaps` are (columns of its ink, from and up to)."""
    import numpy as np

    parts = text.split()
    widest = sorted(gaps, key=lambda gap: gap[0] - gap[1])[: len(parts) - 1]
    if len(widest) < len(parts) - 1:
        return
    edges = [0, *(edge for gap in sorted(widest) for edge in gap), ink.shape[1]]
    for number, part in enumerate(parts):
        piece = ink[:, edges[2 * number] : edges[2 * number + 1]]
        rows = np.flatnonzero(piece.any(axis=1))
        if rows.size > 4 and piece.shape[1] > 4:
            yield Word(part, piece[rows[0] : rows[-1] + 1])


def _likeness(word: Word, look: Look) -> tuple[float, float]:
    """Return how much of the ink of both is in the same place (0 to 1), and how much wider ours is (as a logarithm)."""
    import cv2
    import numpy as np

    ours = _drawn(word.text, fonts.face_for(look))
    high, wide = word.ink.shape
    size = (max(4, round(wide * HIGH / high)), HIGH)
    one = cv2.resize(word.ink, size, interpolation=cv2.INTER_AREA)
    two = cv2.resize(ours, size, interpolation=cv2.INTER_AREA)
    shared = 1 - float(np.abs(one - two).sum() / max(1.0, float(one.sum() + two.sum())))
    return shared, float(np.log((ours.shape[1] / ours.shape[0]) / (wide / high)))


def _drawn(text: str, face: fonts.Face) -> Picture:
    import numpy as np
    from PIL import Image, ImageDraw

    font = _font(face)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text, anchor="ls"))
    picture = Image.new("L", (max(4, right - left), max(4, bottom - top)))
    ImageDraw.Draw(picture).text((-left, -top), text, fill=255, font=font, anchor="ls")
    return np.asarray(np.asarray(picture) / 255, np.float32)


@cache
def _font(face: fonts.Face) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(face.file, HIGH)
