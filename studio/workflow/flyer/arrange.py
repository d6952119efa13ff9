"""A flyer as it is read: the order of its blocks and what each of them is to a reader, changed as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.i18n import _
from studio.model.cue import CueState
from studio.model.document import Role, TextBlock
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredBlock
from studio.workflow import languages
from studio.workflow.flyer import state


def arrange(project: Project, flyer: int, blocks: Sequence[TextBlock]) -> None:
    """Have a flyer read in this order, with these roles, levels, languages, descriptions and marks of blocks.

    All of its blocks are named by their keys; one that came meanwhile is read last.  Nothing else of them changes.
    """
    state.flyer(project, flyer)
    known = {each.id: each for each in project.flyers.blocks(flyer)}
    if not {block.key for block in blocks} <= known.keys():
        raise faults.gone()
    wanted = [_arranged(known[block.key], block) for block in blocks]
    order = [each.id for each in wanted]
    if wanted == [each for each in known.values() if each.id in set(order)]:
        return
    with project.step(_("Change reading order")):
        project.flyers.order(flyer, order)
        for each in wanted:
            if each != known[each.id]:
                project.flyers.put(each)


def _arranged(stored: StoredBlock, wanted: TextBlock) -> StoredBlock:
    """Return a block as it is to be; a description that a person wrote is edited."""
    block = replace(
        stored.block,
        role=wanted.role,
        level=wanted.level if wanted.role is Role.HEADING else 0,
        language=_tag(wanted.language) if wanted.language != stored.block.language else stored.block.language,
        is_kept=wanted.is_kept,
        is_decoration=wanted.is_decoration,
    )
    if block.role is not Role.FIGURE or wanted.text == stored.block.text:
        return replace(stored, block=block)
    described = replace(block, text=wanted.text.strip(), marks=())
    return replace(stored, block=described, state=CueState.EDITED, reviewer="", reviewed_at=None)


def _tag(language: str) -> str:
    return languages.tag(language) if language else ""
