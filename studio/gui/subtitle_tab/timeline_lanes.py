"""The parts of the timeline from top to bottom, in lengths that grow with the letters."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetricsF

from studio.gui import metrics
from studio.i18n import _

NAMES = 92
RULER = 22
SPEECH = 19
SOUND = 44
CUES = 49
TALLEST_CUES = 76
"""Lengths at 100 %: beyond them only the sound grows."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where everything lies in the widget; the lanes begin right of their names."""

    ruler: QRect
    sound: QRect
    speech: QRect
    cues: QRect
    unit: float
    """How much larger everything is than at 100 %: asked once, for a frame needs hundreds of lengths."""

    def px(self, length: float) -> int:
        """Return a length of the design as `metrics.px` does."""
        return round(length * self.unit) or 1

    @property
    def all(self) -> QRect:
        """Return the place of everything that has a time."""
        return self.ruler.united(self.cues)


def names() -> tuple[str, str, str]:
    """Return what the lanes are called: sound, speech, cues."""
    return _("Sound"), _("Speech"), _("Cues")


def names_left() -> int:
    """Return where the name of a lane begins, right of its icon."""
    return metrics.px(31)


def names_width() -> int:
    """Return how wide the names at the left are."""
    letters = QFontMetricsF(metrics.font(metrics.SECONDARY))
    longest = max(letters.horizontalAdvance(name) for name in names())
    return max(metrics.px(NAMES), names_left() + round(longest) + metrics.px(8))


def least_height() -> int:
    """Return the height in which everything is legible."""
    return metrics.px(RULER) + metrics.px(SOUND * 0.6) + metrics.px(SPEECH) + metrics.px(CUES)


def lanes(size: QSize) -> Lanes:
    """Return the parts of a timeline of this size: what room there is goes to the sound, and some to the cues."""
    ruler, speech = metrics.px(RULER), metrics.px(SPEECH)
    room = size.height() - ruler - speech
    cues = min(max(metrics.px(CUES), room * CUES // (CUES + SOUND)), metrics.px(TALLEST_CUES))
    left = names_width()
    width = max(1, size.width() - left)
    sound = max(0, room - cues)
    return Lanes(
        QRect(left, 0, width, ruler),
        QRect(left, ruler, width, sound),
        QRect(left, ruler + sound, width, speech),
        QRect(left, ruler + sound + speech, width, max(1, size.height() - ruler - sound - speech)),
        metrics.scale(),
    )
