"""What a person can do about translations: one call of a verb each, and what is said then.

Menus, keys and buttons all come here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from studio.i18n import ngettext
from studio.model.cue import CueState

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.project.values import StoredTrack
    from studio.workflow import translating
    from studio.workflow.work import Work
else:
    from studio.gui import later

    translating = later.module("studio.workflow.translating")

FEW = 20
"""Cues that are translated again in silence; for more the band says how far it is."""


def has_translation(session: Session | None) -> bool:
    """Say whether the track in hand is a translation whose source is there."""
    return session is not None and session.sides.is_pair


def source(session: Session) -> StoredTrack | None:
    """Return what is translated: the track in hand, or what it was itself translated from."""
    return session.sides.source or session.track


def of_source(session: Session) -> list[StoredTrack]:
    """Return the translations of the track in hand, or those made from the same source."""
    origin = source(session)
    return [track for track in session.tracks() if origin is not None and track.source == origin.id]


def go_to(session: Session, track: int) -> None:
    """Take another track of these languages in hand, at the cue that stands where the chosen one does."""
    before = session.stored()
    session.choose_track(track)
    if before is not None:
        middle = (before.cue.start + before.cue.end) // 2
        row = min(session.cues.row_at(middle), session.cues.rowCount() - 1)
        session.choose_cue(session.cues.stored(row).id if row >= 0 else 0)


def is_busy(session: Session) -> bool:
    """Say whether something is being translated for this video."""
    runner = session.desk.runner
    running = [*runner.of(session.video.id), *runner.of(_silent(session))]
    return any(each.work.lane == "translation" for each in running)


def can_translate_again(session: Session | None) -> bool:
    """Say whether the chosen cues can be translated again: those that nobody approved."""
    if session is None or not has_translation(session) or is_busy(session):
        return False
    chosen = [session.cues.get(id) for id in session.targets()]
    return any(stored is not None and stored.cue.state is not CueState.APPROVED for stored in chosen)


def can_choose_wording(session: Session | None) -> bool:
    """Say whether there may be other wordings for the chosen cue: nobody approved it."""
    if session is None or not has_translation(session):
        return False
    stored = session.stored()
    return stored is not None and stored.cue.state is not CueState.APPROVED and session.sides.of(stored.id) is not None


def renewable(session: Session) -> int:
    """Return how many cues are out of date and written by the machine only, or not translated yet."""
    return len(_by_machine(session, session.sides.stale)) + session.sides.untranslated


def can_renew(session: Session | None) -> bool:
    """Say whether there is something out of date that may be translated again."""
    return session is not None and has_translation(session) and renewable(session) > 0 and not is_busy(session)


def again(session: Session) -> None:
    """Translate the chosen cues again; what people approved stays."""
    cues = session.targets()
    if cues and has_translation(session):
        _translate(session, cues, len(cues))


def renew(session: Session) -> None:
    """Translate again whatever is out of date, and what is not translated yet."""
    if has_translation(session):
        _translate(session, None, renewable(session))


def add_language(session: Session, parent: QWidget, packs: QAction | None = None) -> None:
    """Ask for another language and begin to translate into it; `packs` leads to more of them."""
    from studio.gui.dialogs.translate import TranslateDialog
    from studio.gui.subtitle_tab.video_order import VideoOrder

    session.flush()
    dialog = TranslateDialog(VideoOrder(session), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if packs is not None:
        dialog.form.use_packs(packs)
    dialog.open()


def show_wordings(session: Session, parent: QWidget) -> None:
    """Show what the chosen cue could say instead."""
    from studio.gui.dialogs.wordings import WordingsDialog

    if has_translation(session) and session.cue:
        session.flush()
        dialog = WordingsDialog(session, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _translate(session: Session, cues: Collection[int] | None, count: int) -> None:
    if session.track is None:
        return
    project, track = session.project, session.track.id
    work: Work[Any] | None = session.attempt(translating.again, project, track, cues, lambda made: _tell(session, made))
    if work is None:
        return
    running = session.desk.runner.run(work, session.video.id if count > FEW else _silent(session))
    if not running.is_awaited:  # or else the band says it
        running.failed.connect(lambda error: None if session.is_closed else session.failed.emit(error))


def _tell(session: Session, made: translating.Again) -> None:
    if session.is_closed:
        return
    done = ngettext("{count} cue translated again.", "{count} cues translated again.", made.changed)
    words = [done.format(count=made.changed)]
    if made.left:
        left = ngettext(
            "{count} sentence was left alone: somebody has checked it.",
            "{count} sentences were left alone: somebody has checked them.",
            made.left,
        )
        words.append(left.format(count=made.left))
    session.said.emit(" ".join(words))


def _by_machine(session: Session, ids: Collection[int]) -> list[int]:
    found = [stored for id in ids if (stored := session.cues.get(id)) is not None]
    return [stored.id for stored in found if stored.cue.state is CueState.MACHINE]


def _silent(session: Session) -> tuple[str, int]:
    """Return what work is about that no band shows."""
    return "translation", session.video.id
