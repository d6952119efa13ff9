"""What a block is called: its role, how far somebody has looked at it, and all of that as a screen reader says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.gui.tables import words
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.document import Role

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.project.values import StoredBlock

SPOKEN = 120
"""Characters of a text that are said with its block; all of it is in the editor."""


def role(role: Role) -> str:
    """Return the word for what a block is."""
    return {
        Role.HEADING: _("Heading"),
        Role.PARAGRAPH: _("Paragraph"),
        Role.ITEM: _("List item"),
        Role.CELL: _("Table cell"),
        Role.CAPTION: _("Caption"),
        Role.HEADER: _("Page header"),
        Role.FOOTER: _("Page footer"),
        Role.FIGURE: _("Picture"),
    }[role]


def state(session: FlyerSession, stored: StoredBlock) -> CueState | None:
    """Return how far somebody has looked at what a block says in what is in hand; None where it says nothing yet."""
    if session.edition is None:
        return stored.state
    wording = session.wordings.get(stored.id)
    if wording is None:
        return None
    return CueState.STALE if session.is_stale(stored.id) else wording.state


def text(session: FlyerSession, stored: StoredBlock) -> str:
    """Return what a block says on the page that is shown."""
    wording = session.wordings.get(stored.id) if session.is_translation_shown else None
    return wording.text if wording is not None and not stored.block.is_kept else stored.block.text


def spoken(session: FlyerSession, stored: StoredBlock) -> str:
    """Return a block as a screen reader says it: "Block 4, Heading 2, Machine, does not fit: Eine…"."""
    parts = [_("Block {number}").format(number=session.number_of(stored.id)), _role(stored), *_marks(stored)]
    known = state(session, stored)
    if not stored.block.is_kept and not stored.block.is_decoration:
        parts.append(words.state(known) if known is not None else _("not translated yet"))
    fit = session.fit(stored.id)
    if session.is_translation_shown and fit is not None and not fit.fits:
        parts.append(_("does not fit"))
    said = " ".join(text(session, stored).split())
    short = said if len(said) <= SPOKEN else said[:SPOKEN].rstrip() + "…"
    return _("{what}: {text}").format(what=", ".join(parts), text=short) if short else ", ".join(parts)


def _role(stored: StoredBlock) -> str:
    block = stored.block
    if block.role is Role.HEADING and block.level:
        return _("Heading {level}").format(level=block.level)
    return role(block.role)


def _marks(stored: StoredBlock) -> list[str]:
    said = ((stored.block.is_kept, _("is not translated")), (stored.block.is_decoration, _("decoration")))
    return [words for holds, words in said if holds]
