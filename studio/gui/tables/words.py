"""The words and icons for what a cue is and how far somebody has looked at it: always both, never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from studio.i18n import _
from studio.model.cue import CueState, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from studio.project.values import StoredCue

STATE_ICONS = {
    CueState.MACHINE: "cpu",
    CueState.EDITED: "pencil-line",
    CueState.APPROVED: "circle-check",
    CueState.STALE: "clock-alert",
}

STATE_COLOURS = {
    CueState.MACHINE: "machine",
    CueState.EDITED: "accent",
    CueState.APPROVED: "approved",
    CueState.STALE: "stale",
}


def state(state: CueState) -> str:
    """Return the word for a state."""
    return {
        CueState.MACHINE: _("Machine"),
        CueState.EDITED: _("Edited"),
        CueState.APPROVED: _("Approved"),
        CueState.STALE: _("Out of date"),
    }[state]


def kind(kind: Kind) -> str:
    """Return the word for what a cue stands for."""
    return {
        Kind.SPEECH: _("Speech"),
        Kind.SOUND: _("Sound"),
        Kind.MUSIC: _("Music"),
        Kind.LYRIC: _("Lyrics"),
    }[kind]


def is_unusual(kind: Kind) -> bool:
    """Return whether a kind is worth a word beside the text."""
    return kind is not Kind.SPEECH


def state_tip(stored: StoredCue) -> str:
    """Return what the state means, and for an approved cue by whom and when."""
    return state_said(stored.cue.state, stored.reviewer, stored.reviewed_at)


def state_said(state: CueState, reviewer: str, reviewed_at: datetime | None) -> str:
    """Return what a state means, and of what was approved by whom and when."""
    if state is CueState.APPROVED and reviewer and reviewed_at:
        at = QDateTime.fromMSecsSinceEpoch(round(reviewed_at.timestamp() * 1000))
        when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        return _("Approved by {name}, {when}.").format(name=reviewer, when=when)
    return {
        CueState.MACHINE: _("Nobody has looked at it yet."),
        CueState.EDITED: _("A person changed it."),
        CueState.APPROVED: _("A person said it is right."),
        CueState.STALE: _("The source changed after this was translated."),
    }[state]
