"""Blocks become one, and one becomes two: with their texts, marks, places on the page, and what they say elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.document import Area, Line, Mark, TextBlock, around
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredBlock, Wording
from studio.text import marks

_NEAR = 1.2
"""Sizes of the type: areas no further apart than this, one below the other, are one."""


def join(project: Project, blocks: Collection[int]) -> int:
    """Make one block of several that are read one after the other; return its id, that of the first.

    What they say in other languages is joined, too, where each of them says something.
    """
    stored = _in_a_row(project, blocks)
    first, rest = stored[0], stored[1:]
    text, found = _joined_text([(each.block.text, each.block.marks) for each in stored])
    areas = _joined_areas([area for each in stored for area in each.block.areas], first.block.look.size)
    block = replace(first.block, text=text, marks=found, areas=areas, score=min(each.block.score for each in stored))
    with project.step(_("Join blocks")):
        for edition in project.flyers.editions(first.flyer):
            _join_wordings(project, edition.id, stored, text)
        project.flyers.put(replace(first, block=block, state=_weakest(each.state for each in stored)))
        project.flyers.remove([each.id for each in rest])
    return first.id


def split(project: Project, block: int, at: int) -> tuple[int, int]:
    """Cut a block before the character `at` of its text; return both parts, the first with the id it had.

    What it says in other languages stays with the first part, out of date; the second has to be translated.
    """
    stored = project.flyers.block(block)
    if stored is None:
        raise faults.gone()
    head, tail = stored.block.text[:at].rstrip(), stored.block.text[at:].lstrip()
    if not head or not tail:
        raise InputError(_("There is nothing to cut off here."), hint=_("Put the caret between two words."))
    start = len(stored.block.text) - len(tail)
    upper, lower = _cut_areas(stored.block, len(head) / (len(head) + len(tail)))
    first = replace(stored.block, text=head, marks=marks.cut(stored.block.marks, 0, len(head)), areas=upper)
    second = replace(
        stored.block, text=tail, marks=marks.cut(stored.block.marks, start, len(stored.block.text)), areas=lower
    )
    order = [each.id for each in project.flyers.blocks(stored.flyer)]
    with project.step(_("Split block")):
        project.flyers.put(replace(stored, block=first))
        (new,) = project.flyers.add_blocks(stored.flyer, [second])
        project.flyers.put(StoredBlock(new, stored.flyer, second, stored.state, stored.reviewer, stored.reviewed_at))
        at_now = order.index(block) + 1
        project.flyers.order(stored.flyer, [*order[:at_now], new, *order[at_now:]])
    return block, new


def _in_a_row(project: Project, blocks: Collection[int]) -> list[StoredBlock]:
    wanted = set(blocks)
    stored = project.flyers.several(wanted)
    if len(stored) < len(wanted) or not stored:
        raise faults.gone()
    order = [each.id for each in project.flyers.blocks(stored[0].flyer)]
    places = [order.index(each.id) for each in stored if each.id in order]
    if len(stored) < 2 or len(places) < len(stored) or places[-1] - places[0] >= len(places):
        raise InputError(
            _("Only blocks that are read one after the other can be joined."),
            hint=_("Choose two or more such blocks, or change the reading order first."),
        )
    return stored


def _joined_text(parts: Sequence[tuple[str, Sequence[Mark]]]) -> tuple[str, tuple[Mark, ...]]:
    text = ""
    found: list[Mark] = []
    for words, own in parts:
        if text and words:
            text += " "
        found += marks.shifted(own, len(text))
        text += words
    return text, tuple(found)


def _joined_areas(areas: Sequence[Area], size: float) -> tuple[Area, ...]:
    """Return the areas with those that stand below each other in one column made one."""
    found: list[Area] = []
    for area in areas:
        last = found[-1] if found else None
        if last is not None and _continues(last, area, size):
            rooms = [last.room or last.box, area.room or area.box]
            found[-1] = Area(last.page, around([last.box, area.box]), last.lines + area.lines, around(rooms))
        else:
            found.append(area)
    return tuple(found)


def _continues(upper: Area, lower: Area, size: float) -> bool:
    across = min(upper.box.right, lower.box.right) - max(upper.box.left, lower.box.left)
    gap = lower.box.top - upper.box.bottom
    return upper.page == lower.page and across > 0 and -size <= gap <= _NEAR * size


def _cut_areas(block: TextBlock, share: float) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Return the areas of both parts: whole lines where there are several, else the box cut across."""
    lines = [(area, line) for area in block.areas for line in area.lines]
    if len(lines) < 2:
        return _cut_box(block.areas, share)
    total = sum(len(line.text) for _area, line in lines) or 1
    so_far, count = 0.0, 0
    for _area, line in lines[:-1]:
        so_far += len(line.text)
        count += 1
        if so_far / total >= share - 0.02:
            break
    upper = [pair for n, pair in enumerate(lines) if n < count]
    lower = [pair for n, pair in enumerate(lines) if n >= count]
    return _areas_of(upper), _areas_of(lower)


def _areas_of(lines: Sequence[tuple[Area, Line]]) -> tuple[Area, ...]:
    found: list[Area] = []
    for area in dict.fromkeys(area for area, _line in lines):
        own = tuple(line for each, line in lines if each is area)
        found.append(Area(area.page, around(line.box for line in own), own))
    return tuple(found)


def _cut_box(areas: tuple[Area, ...], share: float) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Return both parts of a box whose lines are not known: one line is cut left and right, more above and below."""
    area = areas[0]
    if area.lines:
        middle = area.box.left + area.box.width * share
        first, second = replace(area.box, right=middle), replace(area.box, left=middle)
    else:
        middle = area.box.top + area.box.height * share
        first, second = replace(area.box, bottom=middle), replace(area.box, top=middle)
    own = tuple(replace(line, box=first) for line in area.lines)
    return (replace(area, box=first, room=None, lines=own),), (
        replace(area, box=second, room=None, lines=()),
        *areas[1:],
    )


def _join_wordings(project: Project, edition: int, stored: Sequence[StoredBlock], text: str) -> None:
    known = project.flyers.wordings(edition)
    mine = [known[each.id] for each in stored if each.id in known]
    if not mine:
        return
    fresh = all(wording.seen.split() == each.block.text.split() for wording, each in zip(mine, stored, strict=False))
    said, found = _joined_text([(wording.text, wording.marks) for wording in mine])
    first = known.get(stored[0].id) or Wording(0, edition, stored[0].id, "", "", mine[0].origin)
    is_whole = len(mine) == len(stored)
    project.flyers.put_wording(
        replace(
            first,
            text=said,
            marks=found,
            seen=text if fresh and is_whole else first.seen,
            state=_weakest(wording.state for wording in mine),
        )
    )


def _weakest(states: Iterable[CueState]) -> CueState:
    return min(states, key=[CueState.MACHINE, CueState.EDITED, CueState.APPROVED].index)
