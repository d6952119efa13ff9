"""What a person can do to the chosen blocks of a flyer: one call of a verb each, and what is said then.

Menus, keys and buttons all come here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from studio.gui.dialogs.reviewer import ReviewerDialog
from studio.i18n import _, ngettext
from studio.model.cue import CueState
from studio.model.document import Role

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.workflow.flyer import correct, state, translate
    from studio.workflow.work import Work
else:
    from studio.gui import later

    correct = later.module("studio.workflow.flyer.correct")
    state = later.module("studio.workflow.flyer.state")
    translate = later.module("studio.workflow.flyer.translate")

FEW = 20
"""Blocks that are translated again in silence; for more the band says how far it is."""


def edition(session: FlyerSession) -> int | None:
    """Return the edition in hand, None for the original."""
    return session.edition.id if session.edition is not None else None


def approve(session: FlyerSession, parent: QWidget) -> None:
    """Note that the blocks are right and go on to the next one; asks for the reviewer's name the first time."""
    blocks = session.targets()
    if not blocks:
        return
    if session.settings.reviewer:
        _approve(session, blocks, session.settings.reviewer)
        return
    dialog = ReviewerDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _approve_as(session, blocks, dialog.name()))
    dialog.open()


def withdraw(session: FlyerSession) -> None:
    """Take back that the blocks were approved."""
    if blocks := session.targets():
        session.attempt(correct.withdraw, session.project, edition(session), blocks)


def split(session: FlyerSession, caret: int) -> None:
    """Cut the chosen block at a character of its text in the original and go on with the second part."""
    if session.block:
        parts = session.attempt(correct.split, session.project, session.block, caret)
        if parts is not None:
            session.choose_block(parts[1])
            session.said.emit(_("The block was split in two."))


def join(session: FlyerSession) -> None:
    """Join the selected blocks, or the chosen one with the next."""
    blocks = session.targets()
    row = session.row_of(session.block)
    if len(blocks) == 1 and row is not None and row + 1 < len(session.blocks):
        blocks = [session.block, session.blocks[row + 1].id]
    if blocks:
        left = session.attempt(correct.join, session.project, blocks)
        if left is not None:
            session.choose_block(left)
            words = ngettext("{count} block joined.", "{count} blocks joined.", len(blocks))
            session.said.emit(words.format(count=len(blocks)))


def keep(session: FlyerSession, is_kept: bool) -> None:
    """Have the blocks stay as they are in all languages, or translate them after all."""
    if blocks := session.targets():
        session.attempt(correct.keep_as_is, session.project, blocks, is_kept)


def decorate(session: FlyerSession, is_decoration: bool) -> None:
    """Have screen readers pass over the blocks, or read them."""
    if blocks := session.targets():
        session.attempt(correct.decoration, session.project, blocks, is_decoration)


def set_role(session: FlyerSession, role: Role, level: int = 0) -> None:
    """Say what the blocks are to a reader."""
    if blocks := session.targets():
        session.attempt(correct.set_role, session.project, blocks, role, level)


def move(session: FlyerSession, by: int) -> None:
    """Have the blocks read one place earlier (-1) or later (1)."""
    blocks = session.targets()
    rows = [row for id in blocks if (row := session.row_of(id)) is not None]
    if not rows:
        return
    before = min(rows) - 1 if by < 0 else max(rows) + 2
    if before < 0 or before > len(session.blocks):
        return
    target = session.blocks[before].id if before < len(session.blocks) else None
    session.attempt(correct.move, session.project, blocks, target)


def describe(session: FlyerSession, parent: QWidget) -> None:
    """Ask what the chosen picture shows."""
    from studio.gui.dialogs.description import DescriptionDialog

    stored = session.stored()
    if stored is not None and stored.block.role is Role.FIGURE:
        _open(session, DescriptionDialog(session, stored.id, parent))


def ask_order(session: FlyerSession, parent: QWidget) -> None:
    """Show the order in which the flyer is read, to be changed."""
    from studio.gui.dialogs.reading_order import ReadingOrderDialog

    _open(session, ReadingOrderDialog(session, parent))


def ask_flyer_language(session: FlyerSession, parent: QWidget) -> None:
    """Ask in which language the flyer is written."""
    from studio.gui.dialogs.flyer_language import FlyerLanguageDialog

    _open(session, FlyerLanguageDialog(session, parent))


def ask_export(session: FlyerSession, parent: QWidget) -> None:
    """Ask what is to be exported, and where to."""
    from studio.gui.dialogs.flyer_export import FlyerExportDialog

    _open(session, FlyerExportDialog(session, parent))


def add_language(session: FlyerSession, parent: QWidget, packs: QAction | None = None) -> None:
    """Ask for another language and begin to translate into it; `packs` leads to more of them."""
    from studio.gui.dialogs.translate import TranslateDialog
    from studio.gui.flyer_tab.flyer_order import FlyerOrder

    session.flush()
    dialog = TranslateDialog(FlyerOrder(session), parent)
    if packs is not None:
        dialog.form.use_packs(packs)
    _open(session, dialog)


def can_choose_wording(session: FlyerSession) -> bool:
    """Say whether there may be other wordings for the chosen block: it is translated, and nobody approved it."""
    wording = session.wordings.get(session.block)
    return wording is not None and needs_words(session, session.block) and wording.state is not CueState.APPROVED


def ask_wordings(session: FlyerSession, parent: QWidget) -> None:
    """Show what the chosen block could say instead, the shortest first."""
    from studio.gui.dialogs.flyer_wordings import FlyerWordingsDialog

    if can_choose_wording(session):
        _open(session, FlyerWordingsDialog(session, parent))


def is_busy(session: FlyerSession) -> bool:
    """Say whether something is being translated for this flyer."""
    runner = session.desk.runner
    running = [*runner.of(session.flyer.id), *runner.of(("flyer", session.flyer.id))]
    return any(each.work.lane == "translation" for each in running)


def can_translate_again(session: FlyerSession) -> bool:
    """Say whether the chosen blocks can be translated: those that nobody approved."""
    return session.edition is not None and not is_busy(session) and bool(_free(session, session.targets()))


def again(session: FlyerSession, blocks: Collection[int] | None = None) -> None:
    """Translate these blocks (else the chosen ones) again; what people approved stays."""
    wanted = list(blocks) if blocks is not None else session.targets()
    if session.edition is None or not wanted or is_busy(session):
        return
    work: Work[Any] | None = session.attempt(translate.again, session.project, session.edition.id, wanted)
    if work is not None:
        session.run(work, is_awaited=len(wanted) > FEW)


def needs_words(session: FlyerSession, block: int) -> bool:
    """Say whether a block has to be translated for the edition in hand."""
    stored = session.get(block)
    if stored is None or session.edition is None:
        return False
    return state.needs_words(stored.block, session.flyer.language, session.edition.language)


def _free(session: FlyerSession, blocks: Collection[int]) -> list[int]:
    return [
        id
        for id in blocks
        if needs_words(session, id)
        and ((wording := session.wordings.get(id)) is None or wording.state is not CueState.APPROVED)
    ]


def _approve_as(session: FlyerSession, blocks: list[int], name: str) -> None:
    session.attempt(session.desk.preferences.change, reviewer=name)
    _approve(session, blocks, name)


def _approve(session: FlyerSession, blocks: list[int], name: str) -> None:
    session.attempt(correct.approve, session.project, edition(session), blocks, name)
    last = session.row_of(blocks[-1])
    if last is not None and last + 1 < len(session.blocks):
        session.choose_block(session.blocks[last + 1].id)
    else:
        session.said.emit(_("That was the last block."))


def _open(session: FlyerSession, dialog: QDialog) -> None:
    session.flush()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
