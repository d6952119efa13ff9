"""Languages by the names that people use, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from studio.i18n import N_, _
from studio.text.language_names import NAMES

if TYPE_CHECKING:
    from studio.project.values import StoredTrack


SCRIPTS = {"Hant": N_("traditional"), "Hans": N_("simplified")}
"""What the ways of writing Chinese are called."""


def name(tag: str) -> str:
    """Return what a language is called: "German" for "de", "German (AT)" for "de-AT"; the tag if nobody knows it."""
    base, _dash, rest = tag.partition("-")
    if not base or base == "und":
        return _("Language unknown")
    known = _(NAMES[base]) if base in NAMES else _own_name(base)
    return f"{known} ({_(SCRIPTS[rest]) if rest in SCRIPTS else rest})" if rest else known


def of_track(track: StoredTrack, tracks: Sequence[StoredTrack]) -> str:
    """Return what subtitles are called among `tracks`: their language, and their file where two share one."""
    own = name(track.language)
    is_alone = sum(other.language == track.language for other in tracks) == 1
    return own if is_alone or not track.title else f"{own}, {track.title}"


def _own_name(base: str) -> str:
    """Return what speakers of a rarer language call it, as Qt knows it."""
    locale = QLocale(base)
    return locale.nativeLanguageName() or base if locale.language() != QLocale.Language.C else base
