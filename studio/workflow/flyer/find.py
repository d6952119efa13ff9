"""Find and replace on a flyer, in the edition in hand or in the original; what is replaced was shown before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace as with_values

from studio.i18n import _
from studio.model.cue import CueState
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredBlock
from studio.subtitles import find as search
from studio.subtitles.find import Change, Query
from studio.text import marks as marking
from studio.workflow.flyer import state

__all__ = ["Change", "Query", "approved", "preview", "replace"]


def preview(project: Project, flyer: int, edition: int | None, query: Query, replacement: str) -> list[Change]:
    """Return what `replacement` would make of the blocks, by their ids, in reading order; nothing is changed yet.

    Raises `InputError` for a pattern with a mistake, or one that takes longer than a second.
    """
    blocks = project.flyers.blocks(flyer)
    if edition is None:
        return search.changes([(each.id, each.block.text) for each in blocks], query, replacement)
    wordings = project.flyers.wordings(edition)
    texts = [(each.id, wordings[each.id].text) for each in blocks if each.id in wordings and not each.block.is_kept]
    return search.changes(texts, query, replacement)


def replace(project: Project, edition: int | None, changes: Collection[Change]) -> int:
    """Change the texts as they were shown, as one step; return in how many blocks.

    All of them are edited then, also those that were approved.  A block that is gone, or another than was shown, is
    left.
    """
    wanted = {each.cue: each for each in changes}
    done = 0
    with project.step(_("Replace")):
        for stored in project.flyers.several(wanted):
            put = _put_source if edition is None else _put_wording
            done += put(project, edition or 0, stored, wanted[stored.id])
    return done


def approved(project: Project, edition: int | None, changes: Collection[Change]) -> int:
    """Return how many of the blocks that would change people have approved."""
    ids = [each.cue for each in changes]
    if edition is None:
        return sum(each.state is CueState.APPROVED for each in project.flyers.several(ids))
    wordings = project.flyers.wordings(edition)
    return sum(id in wordings and wordings[id].state is CueState.APPROVED for id in ids)


def _put_source(project: Project, _edition: int, stored: StoredBlock, change: Change) -> bool:
    if stored.block.text != change.before:
        return False
    marks = marking.follow(change.before, change.after, stored.block.marks)
    block = with_values(stored.block, text=change.after, marks=marks, score=1.0)
    project.flyers.put(with_values(stored, block=block, state=CueState.EDITED, reviewer="", reviewed_at=None))
    return True


def _put_wording(project: Project, edition: int, stored: StoredBlock, change: Change) -> bool:
    known = project.flyers.wording(state.edition(project, edition).id, stored.id)
    if known is None or known.text != change.before:
        return False
    marks = marking.follow(change.before, change.after, known.marks)
    worded = with_values(known, text=change.after, marks=marks, seen=stored.block.text, origin=Origin.PERSON)
    project.flyers.put_wording(with_values(worded, state=CueState.EDITED, reviewer="", reviewed_at=None))
    return True
