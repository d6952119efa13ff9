"""The line that says how subtitles were made and who checked them: in the record, in remarks, in a last cue."""

from __future__ import annotations

from collections.abc import Sequence

import studio
from studio.i18n import N_, _, in_language, ngettext
from studio.model.cue import Cue
from studio.project.project import Project
from studio.project.values import StoredCue, StoredRun, StoredTrack

SHOWN = 3_000
"""Milliseconds the last cue stands."""

_LINES = {
    ("heard", "all"): N_("Subtitles: made by machine, checked by {names}"),
    ("heard", "some"): N_("Subtitles: made by machine, partly checked by {names}"),
    ("heard", "none"): N_("Subtitles: made by machine, not checked by a person"),
    ("translated", "all"): N_("Translation: made by machine, checked by {names}"),
    ("translated", "some"): N_("Translation: made by machine, partly checked by {names}"),
    ("translated", "none"): N_("Translation: made by machine, not checked by a person"),
    ("by hand", "all"): N_("Subtitles: {names}"),
}
_SOMEBODY = N_("a person")


def made_how(project: Project, track: StoredTrack) -> str:
    """Return "heard", "translated" or "by hand"."""
    if track.source is not None or any(run.stop == 0 for run in runs(project, track)):
        return "translated"
    return "heard" if runs(project, track) else "by hand"


def runs(project: Project, track: StoredTrack) -> list[StoredRun]:
    """Return the runs whose words or translations went into a track."""
    return [run for run in project.evidence.runs(track.media) if run.track == track.id]


def reviewers(stored: Sequence[StoredCue]) -> list[str]:
    """Return who checked cues, each once, in the order of the cues."""
    return list(dict.fromkeys(cue.reviewer for cue in stored if cue.reviewer))


def line(project: Project, track: StoredTrack, stored: Sequence[StoredCue]) -> str:
    """Return how a track was made and who checked it, in the track's own language; "" where nothing can be said."""
    checked = sum(each.cue.state.is_checked for each in stored)
    how_far = "all" if checked == len(stored) else "some" if checked else "none"
    how = made_how(project, track)
    names = reviewers(stored)
    if how == "by hand" and not names:
        return ""
    text = _LINES[how, "all" if how == "by hand" else how_far]
    return in_language(track.language, text).format(names=", ".join(names) or in_language(track.language, _SOMEBODY))


def last_cue(text: str, cues: Sequence[Cue], gap: int, duration: int) -> Cue:
    """Return the line as a cue after the last one; within the film's `duration` where that leaves a second."""
    start = max((cue.end for cue in cues), default=0) + gap
    end = start + SHOWN
    return Cue(start, min(end, duration) if duration - start >= 1_000 else end, text)


def remarks(project: Project, track: StoredTrack, stored: Sequence[StoredCue]) -> list[str]:
    """Return what a file that can hold remarks says about its making, in the language of the window."""
    said = [_("Made with Souffleur {version}.").format(version=studio.__version__)]
    unchecked = sum(not each.cue.state.is_checked for each in stored)
    if unchecked:
        said.append(
            ngettext(
                "{count} of {all} cues was not checked by a person.",
                "{count} of {all} cues were not checked by a person.",
                unchecked,
            ).format(count=unchecked, all=len(stored))
        )
    if names := reviewers(stored):
        said.append(_("Checked by: {names}.").format(names=", ".join(names)))
    if any(run.run.practice for run in runs(project, track)):
        said.append(_("Made with practice models, which know the practice language only."))
    return said
