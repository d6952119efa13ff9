"""Find and replace in the cues of a track; what is replaced was shown before and is one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace as with_values

from studio.i18n import _
from studio.model.cue import Cue
from studio.project.project import Project
from studio.project.values import StoredCue
from studio.subtitles import editing
from studio.subtitles import find as search
from studio.subtitles.editing import House
from studio.subtitles.find import Change, Hit, Query
from studio.text.length import visible_length
from studio.workflow import chosen
from studio.workflow.names import preview as names_preview
from studio.workflow.rewording import reword

__all__ = ["Change", "Hit", "Query", "find", "names_preview", "preview", "replace", "replace_names"]


def find(project: Project, track: int, query: Query) -> list[Hit]:
    """Return where the cues of a track hold what is looked for.

    Raises `InputError` for a pattern with a mistake, or one that takes longer than a second.
    """
    return search.hits(project.cues.texts(track), query)


def preview(project: Project, track: int, query: Query, replacement: str) -> list[Change]:
    """Return what `replacement` would make of the cues, nothing being changed yet; raises as `find` does."""
    chosen.track(project, track)
    rules = chosen.house(project, track)
    made = search.changes(project.cues.texts(track), query, _plain_lines(replacement))
    return [with_values(each, after=_fitting(each, rules)) for each in made]


def replace(project: Project, changes: Collection[Change]) -> int:
    """Change the texts as they were shown; return in how many cues.

    All of them are edited then, also those that were approved.  A cue that is gone, or another than was shown, is left.
    """
    return _carry_out(project, changes, _("Replace"))


def replace_names(project: Project, changes: Collection[Change]) -> int:
    """Do as `replace` does with what `names_preview` found."""
    return _carry_out(project, changes, _("Correct names"))


def _carry_out(project: Project, changes: Collection[Change], label: str) -> int:
    wanted = {each.cue: each for each in changes}
    found = [(cue, wanted[cue.id]) for cue in project.cues.several(wanted)]
    stored = [(cue, each) for cue, each in found if cue.cue.text == each.before]
    _refuse_read_only(project, [cue for cue, _each in stored])
    with project.step(label):
        return reword(project, [(cue, each.after) for cue, each in stored])


def _refuse_read_only(project: Project, stored: Sequence[StoredCue]) -> None:
    for track in {each.track for each in stored}:
        chosen.track(project, track)


def _fitting(change: Change, rules: House) -> str:
    """Return the new text, its lines broken anew where one became too long or a break was replaced."""
    longest = max(visible_length(line) for line in change.after.split("\n"))
    was = max(visible_length(line) for line in change.before.split("\n"))
    lost = change.after.count("\n") < change.before.count("\n") and change.after.strip()
    if lost or longest > max(rules.profile.line_length, was):
        return editing.rebreak(Cue(0, 1, change.after), rules).text
    return change.after


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
