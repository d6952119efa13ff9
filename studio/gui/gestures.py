"""What a person can do to the chosen cues: one call of a verb each, and what is shown then.

Menus, keys and buttons all come here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QWidget

from studio.errors import StudioError
from studio.gui.dialogs.reviewer import ReviewerDialog
from studio.gui.undoing import redo as redo
from studio.gui.undoing import undo as undo
from studio.i18n import _, ngettext
from studio.model.cue import CueState, Kind

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.workflow import correct
else:
    from studio.gui import later

    correct = later.module("studio.workflow.correct")

TENTH = 100
"""Milliseconds that an edge is nudged by."""


def approve(session: Session, parent: QWidget) -> None:
    """Note that the cues are right and go on to the next one; asks for the reviewer's name the first time."""
    cues = session.targets()
    if not cues:
        return
    if session.settings.reviewer:
        _approve(session, cues, session.settings.reviewer)
        return
    dialog = ReviewerDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _approve_as(session, cues, dialog.name()))
    dialog.open()


def split(session: Session, caret: int) -> None:
    """Cut the chosen cue at a character of its text and go on with the second part."""
    if session.cue:
        parts = session.attempt(correct.split, session.project, session.cue, caret)
        if parts is not None:
            session.show_cue(parts[1])
            session.said.emit(_("The cue was split in two."))


def join(session: Session) -> None:
    """Join the selected cues, or the chosen one with the next."""
    cues = session.targets()
    row = session.cues.row_of(session.cue)
    if len(cues) == 1 and row is not None and row + 1 < session.cues.rowCount():
        cues = [session.cue, session.cues.stored(row + 1).id]
    if cues:
        left = session.attempt(correct.merge, session.project, cues)
        if left is not None:
            session.show_cue(left)
            session.said.emit(
                ngettext("{count} cue joined.", "{count} cues joined.", len(cues)).format(count=len(cues))
            )


def insert(session: Session) -> None:
    """Make a new cue at the moment shown and begin to write it."""
    if session.track is None:
        return
    id = session.attempt(correct.insert, session.project, session.track.id, session.moment)
    if id is not None:
        session.show_cue(id)
        session.edit_asked.emit()


def delete(session: Session) -> None:
    """Remove the cues; undo brings them back."""
    cues = session.targets()
    if cues:
        session.attempt(correct.delete, session.project, cues)
        said = ngettext("{count} cue deleted.", "{count} cues deleted.", len(cues)).format(count=len(cues))
        session.said.emit(said)


def nudge(session: Session, by: int) -> None:
    """Move the edge that is nearer to the moment shown."""
    if session.cue:
        session.attempt(correct.nudge, session.project, session.cue, session.moment, by)


def frame(session: Session) -> int:
    """Return the milliseconds of one frame of the film."""
    return max(1, round(1000 / session.video.video.frame_rate))


def start_here(session: Session) -> None:
    """Let the chosen cue begin at the moment shown."""
    if session.cue:
        session.attempt(correct.start_here, session.project, session.cue, session.moment)


def end_here(session: Session) -> None:
    """Let the chosen cue end at the moment shown."""
    if session.cue:
        session.attempt(correct.end_here, session.project, session.cue, session.moment)


def rebreak(session: Session) -> None:
    """Break the lines of the cues anew."""
    if cues := session.targets():
        session.attempt(correct.rebreak, session.project, cues)


def retime(session: Session) -> None:
    """Give the cues the times at which their words were heard."""
    if cues := session.targets():
        session.attempt(correct.retime, session.project, cues)


def recut(session: Session) -> None:
    """Cut the text of the cues into cues anew."""
    if cues := session.targets():
        made = session.attempt(correct.recut, session.project, cues)
        if made:
            session.selection_asked.emit(made)


def snap(session: Session) -> None:
    """Put the edges of the cues at cuts in the picture that are near."""
    if cues := session.targets():
        session.attempt(correct.snap, session.project, cues)


def set_state(session: Session, state: CueState, parent: QWidget) -> None:
    """Say how far somebody has looked at the cues."""
    cues = session.targets()
    if state is CueState.APPROVED and cues:
        approve(session, parent)
    elif cues:
        session.attempt(correct.set_state, session.project, cues, state, session.settings.reviewer)


def set_kind(session: Session, kind: Kind) -> None:
    """Say what the cues stand for."""
    if cues := session.targets():
        session.attempt(correct.set_kind, session.project, cues, kind)


def ask_speaker(session: Session, parent: QWidget) -> None:
    """Ask who speaks in the cues; the names used so far are offered."""
    cues, stored = session.targets(), session.stored()
    if not cues:
        return
    known = sorted({each.cue.speaker for each in session.cues.stored_cues if each.cue.speaker})
    now = stored.cue.speaker if stored is not None else ""
    _ask(
        parent,
        _("Speaker"),
        _("Who speaks? Empty for nobody in particular."),
        lambda name: session.attempt(correct.set_speaker, session.project, cues, name),
        now=now,
        choices=known,
    )


def ask_comment(session: Session, parent: QWidget) -> None:
    """Ask for a comment on the chosen cue, for colleagues."""
    stored = session.stored()
    if stored is not None:
        _ask(
            parent,
            _("Comment"),
            _("A note for colleagues; it is never exported."),
            lambda text: session.attempt(correct.set_comment, session.project, stored.id, text),
            now=stored.comment,
        )


def _approve_as(session: Session, cues: list[int], name: str) -> None:
    try:
        session.desk.preferences.change(reviewer=name)
    except StudioError as error:  # it could not be kept; the approval has its name all the same
        session.failed.emit(error)
    _approve(session, cues, name)


def _approve(session: Session, cues: list[int], reviewer: str) -> None:
    session.attempt(correct.approve, session.project, cues, reviewer)
    rows = [row for id in cues if (row := session.cues.row_of(id)) is not None]
    if rows and max(rows) + 1 < session.cues.rowCount():
        session.show_cue(session.cues.stored(max(rows) + 1).id)
    else:
        session.said.emit(_("That was the last cue."))


def _ask(
    parent: QWidget,
    title: str,
    text: str,
    then: Callable[[str], object],
    *,
    now: str = "",
    choices: list[str] | None = None,
) -> None:
    """Ask for a line of text without holding the window up."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(text)
    if choices:
        dialog.setComboBoxItems([now, *(choice for choice in choices if choice != now)])
        dialog.setComboBoxEditable(True)
    else:
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
    dialog.setTextValue(now)
    for field in (*dialog.findChildren(QComboBox), *dialog.findChildren(QLineEdit)):
        field.setAccessibleName(text)
    dialog.textValueSelected.connect(then)
    dialog.open()
