"""Paragraphs that run over a column or a page, put together again as one block with several areas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.documents import running_text
from studio.model.document import Lettering, Role, TextBlock

_BETWEEN = {Role.HEADER, Role.FOOTER, Role.FIGURE, Role.CAPTION}
"""What may stand between the two parts of a paragraph."""

_ENDED = re.compile(r"[.!?:;…][\"”“»«’)\]]*$")
_PROSE_LINES, _PROSE = 2, 90  # lines and characters of prose, which may go on with a capital letter
_FULL = 0.85  # of the block's width, which its last line fills if it goes on


def joined(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks, the parts of a paragraph as one; `blocks` are in reading order."""
    found: list[TextBlock] = []
    for block in blocks:
        before = _before(found)
        if before >= 0 and _goes_on(found[before], block):
            found[before] = _as_one(found[before], block)
        else:
            found.append(block)
    return found


def _before(found: Sequence[TextBlock]) -> int:
    """Return the number of the last block that a text may go on from, -1 for none."""
    for index in range(len(found) - 1, -1, -1):
        if found[index].role not in _BETWEEN:
            return index
    return -1


def _goes_on(block: TextBlock, after: TextBlock) -> bool:
    if {block.role, after.role} - {Role.PARAGRAPH, Role.ITEM} or after.role is not Role.PARAGRAPH:
        return False
    if Lettering.TEXT not in (block.lettering, after.lettering) or block.lettering is not after.lettering:
        return False
    return _is_alike(block, after) and _is_elsewhere(block, after) and _is_open(block, after)


def _is_alike(block: TextBlock, after: TextBlock) -> bool:
    one, two = block.look, after.look
    return (one.font, one.colour, one.is_bold, one.angle) == (two.font, two.colour, two.is_bold, two.angle) and (
        abs(one.size - two.size) <= 0.03 * one.size
    )


def _is_elsewhere(block: TextBlock, after: TextBlock) -> bool:
    """Say whether the second stands at the head of another column or on the next page."""
    last, first = block.areas[-1], after.areas[0]
    if first.page != last.page:
        return first.page == last.page + 1
    return first.box.left >= last.box.right - 1 and first.box.top < last.box.bottom


def _is_open(block: TextBlock, after: TextBlock) -> bool:
    """Say whether a sentence is left open at the end of a full line, and the other begins as its rest does."""
    lines = block.areas[-1].lines
    if len(lines) < 2 or _ENDED.search(block.text) or "\n" in block.text:
        return False
    is_full = lines[-1].box.width >= _FULL * max(line.box.width for line in lines)
    starts = after.text[:1]
    goes_on = starts.islower() or (block.text.endswith("-") and starts.isalpha())
    is_prose = len(lines) >= _PROSE_LINES and len(block.text) >= _PROSE
    return is_full and (goes_on or (is_prose and starts.isalnum()))


def _as_one(block: TextBlock, after: TextBlock) -> TextBlock:
    text, marks = running_text.joined((block.text, block.marks), (after.text, after.marks))
    areas = (*block.areas, *after.areas)
    return replace(block, areas=areas, text=text, marks=marks, score=min(block.score, after.score))
