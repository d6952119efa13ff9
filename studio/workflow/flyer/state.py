"""How a flyer and its editions stand: what is to be written, what is out of date, how far people are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from studio.model.cue import CueState
from studio.model.document import Document, Edition, Lettering, Role, TextBlock
from studio.model.translation import Origin
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredBlock, StoredEdition, StoredFit, StoredFlyer, Wording


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the blocks of an edition are; those that are kept as they are, or say nothing, do not count.

    `checked` ones are not out of date; `empty` ones have no translation yet; `misfits` run out of their boxes.
    """

    total: int = 0
    checked: int = 0
    machine: int = 0
    stale: int = 0
    empty: int = 0
    misfits: int = 0


def flyer(project: Project, id: int) -> StoredFlyer:
    """Return a flyer; `InputError` where it is gone."""
    stored = project.media.flyer(id)
    if stored is None:
        raise faults.gone()
    return stored


def edition(project: Project, id: int) -> StoredEdition:
    """Return an edition; `InputError` where it is gone."""
    stored = project.flyers.edition(id)
    if stored is None:
        raise faults.gone()
    return stored


def document(project: Project, id: int) -> Document:
    """Return a flyer as people left it: the order of its blocks, their texts, roles and descriptions."""
    stored = flyer(project, id)
    blocks = tuple(each.block for each in project.flyers.blocks(id))
    return Document(stored.format, stored.pages, blocks, stored.title, stored.language, stored.notes)


def to_write(project: Project, id: int) -> Edition:
    """Return an edition as it is to be written; blocks without a translation say what the source says."""
    stored = edition(project, id)
    wordings = project.flyers.wordings(id)
    texts = {block: wording.text for block, wording in wordings.items() if wording.text.strip()}
    marks = {block: wording.marks for block, wording in wordings.items() if wording.marks}
    return Edition(document(project, stored.flyer), stored.language, texts, stored.title, marks)


def original(project: Project, id: int) -> Edition:
    """Return a flyer in its own language, for its accessible edition."""
    found = document(project, id)
    return Edition(found, found.language, {})


def needs_words(block: TextBlock, source: str, target: str) -> bool:
    """Say whether a block has to be translated: it has words in the language of the flyer, and they are not kept.

    One in a third language stays as it is: what translates the flyer would make nonsense of it.
    """
    own = block.language or source
    is_said = any(letter.isalpha() for letter in block.text)
    is_mine = not source or _same(own, source)
    return is_said and is_mine and not block.is_kept and not block.is_decoration and not _same(own, target)


def is_stale(stored: StoredBlock, wording: Wording) -> bool:
    """Say whether the source reads otherwise than when this was written or last confirmed."""
    return wording.seen.split() != stored.block.text.split()


def as_it_stands(stored: StoredBlock, wording: Wording) -> CueState:
    """Return the state of a wording, that of one out of date being so, whoever checked it."""
    return CueState.STALE if is_stale(stored, wording) else wording.state


def standing(project: Project, id: int) -> Standing:
    """Return how far an edition is."""
    own = edition(project, id)
    source = flyer(project, own.flyer).language
    wordings, fits = project.flyers.wordings(id), project.flyers.fits(id)
    found = Standing()
    for stored in project.flyers.blocks(own.flyer):
        if needs_words(stored.block, source, own.language):
            found = _counted(found, stored, wordings.get(stored.id), fits.get(stored.id))
    return found


def seen(block: TextBlock, text: str) -> str:
    """Return a digest of what a wording was measured for."""
    shown = repr((text, block.areas, block.look, block.role, block.level))
    return hashlib.sha256(shown.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def blank(edition: int, stored: StoredBlock) -> Wording:
    """Return a wording that says nothing yet."""
    return Wording(0, edition, stored.id, "", stored.block.text, Origin.NONE)


def _counted(so_far: Standing, stored: StoredBlock, wording: Wording | None, fit: StoredFit | None) -> Standing:
    found = replace(so_far, total=so_far.total + 1)
    if wording is None or not wording.text.strip():
        return replace(found, empty=found.empty + 1)
    if fit is not None and not fit.fit.fits and fit.seen == seen(stored.block, wording.text):
        found = replace(found, misfits=found.misfits + 1)
    state = as_it_stands(stored, wording)
    if state is CueState.STALE:
        return replace(found, stale=found.stale + 1)
    if state.is_checked:
        return replace(found, checked=found.checked + 1)
    return replace(found, machine=found.machine + 1)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.partition("-")[0].lower() == other.partition("-")[0].lower()


def is_picture(block: TextBlock) -> bool:
    """Say whether a block is the description of a picture, not words on the page."""
    return block.role is Role.FIGURE or block.lettering is Lettering.NONE
