"""What blocks are to a reader, judged over the whole document: headings with levels, items, what comes on each page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.documents import lists
from studio.model.document import Lettering, Page, Role, TextBlock

LARGER = 1.17
"""A heading without another sign is this many times as large as the body."""

_LONGEST = 200  # characters of a heading
_ASKEW = 10.0  # degrees that a heading may rise or fall
_LONGEST_BOLD = 100  # of one that is no larger than the body
_LONGEST_CAPTION = 300
_EDGE = 0.12  # of the page's height: where headers and footers stand
_ALIKE = 0.08  # sizes that differ by less are the same


def assigned(blocks: Sequence[TextBlock], pages: Sequence[Page]) -> list[TextBlock]:
    """Return the blocks with their roles; only those that are plain paragraphs so far get another.

    Headings among them, which the file itself names, are the only ones then.
    """
    body = body_size(blocks)
    found = _with_items(_with_captions(_at_edges(_with_running(blocks, pages)), body), body)
    if not any(block.role is Role.HEADING for block in found):
        found = [_as_heading(block, found, index, body) for index, block in enumerate(found)]
        return _with_levels(found, _ranks([block for block in found if block.role is Role.HEADING]))
    return _with_levels(_with_titles(found), {})


def _with_titles(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Make headings of what is larger than those that the file names."""
    largest = max(block.look.size for block in blocks if block.role is Role.HEADING)
    return [
        replace(block, role=Role.HEADING, level=1)
        if block.role is Role.PARAGRAPH and block.look.size >= LARGER * largest and len(block.text) <= _LONGEST
        else block
        for block in blocks
    ]


def body_size(blocks: Sequence[TextBlock]) -> float:
    """Return the size in which most of a document is set."""
    counts: Counter[float] = Counter()
    written = [block for block in blocks if block.lettering is Lettering.TEXT]
    for block in written or blocks:
        if block.lettering is not Lettering.NONE:
            counts[round(block.look.size * 2) / 2] += len(block.text)
    return max(counts, key=lambda size: (counts[size], -size)) if counts else 11.0


def _with_running(blocks: Sequence[TextBlock], pages: Sequence[Page]) -> list[TextBlock]:
    """Mark what comes again in the same place at the head or foot of other pages, whatever numbers stand in it."""
    places: dict[tuple[str, int, bool], set[int]] = defaultdict(set)
    keys: list[tuple[str, int, bool] | None] = []
    for block in blocks:
        key = _running_key(block, pages[block.page])
        keys.append(key)
        if key is not None:
            places[key].add(block.page)
    found = []
    for block, key in zip(blocks, keys, strict=True):
        if key is not None and block.role is Role.PARAGRAPH and len(places[key]) >= 2:
            block = replace(block, role=Role.HEADER if key[2] else Role.FOOTER)
        found.append(block)
    return found


def _at_edges(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Put headers before all else on their page, footers after it."""
    ranks = {Role.HEADER: 0, Role.FOOTER: 2}
    return sorted(blocks, key=lambda block: (block.page, ranks.get(block.role, 1)))


def _with_captions(blocks: Sequence[TextBlock], body: float) -> list[TextBlock]:
    """Mark what stands right below or above a picture in small or slanted letters."""
    pictures = [block for block in blocks if block.role is Role.FIGURE]
    return [
        replace(block, role=Role.CAPTION) if any(_captions(block, one, body) for one in pictures) else block
        for block in blocks
    ]


def _captions(block: TextBlock, picture: TextBlock, body: float) -> bool:
    if block.role is not Role.PARAGRAPH or block.page != picture.page or len(block.text) > _LONGEST_CAPTION:
        return False
    is_small = block.look.size <= 0.95 * body or (block.look.is_italic and block.look.size < LARGER * body)
    shared = min(block.box.right, picture.box.right) - max(block.box.left, picture.box.left)
    away = max(block.box.top - picture.box.bottom, picture.box.top - block.box.bottom)
    return is_small and shared >= 0.6 * block.box.width and -0.3 * block.look.size <= away <= 1.6 * block.look.size


def _running_key(block: TextBlock, page: Page) -> tuple[str, int, bool] | None:
    is_high = block.box.bottom <= _EDGE * page.height
    if not is_high and block.box.top < (1 - _EDGE) * page.height:
        return None
    text = re.sub(r"\d+", "0", block.text)
    return text, round((block.box.top if is_high else page.height - block.box.bottom) / 12), is_high


def _with_items(blocks: Sequence[TextBlock], body: float) -> list[TextBlock]:
    plain = [index for index, block in enumerate(blocks) if _may_be_item(block, body)]
    found = lists.items([blocks[index].text for index in plain])
    chosen = {plain[index] for index in found}
    return [replace(block, role=Role.ITEM) if index in chosen else block for index, block in enumerate(blocks)]


def _may_be_item(block: TextBlock, body: float) -> bool:
    """Say whether a block may be an item: a large one with a number is a numbered heading."""
    is_large = block.look.size >= LARGER * body and block.text[:1].isalnum()
    return block.role is Role.PARAGRAPH and not is_large


def _as_heading(block: TextBlock, blocks: Sequence[TextBlock], index: int, body: float) -> TextBlock:
    is_level = min(block.look.angle % 360, -block.look.angle % 360) <= _ASKEW
    may_head = block.role is Role.PARAGRAPH and is_level and len(block.text) <= _LONGEST
    if not may_head or not any(map(str.isalpha, block.text)):
        return block
    after = next((other for other in blocks[index + 1 : index + 3] if other.role is not Role.FIGURE), None)
    is_large = block.look.size >= LARGER * body and block.text.count("\n") < 4 and not _is_lead(block, body)
    if is_large or (after is not None and _heads(block, after, body)):
        return replace(block, role=Role.HEADING, level=1)
    return block


def _is_lead(block: TextBlock, body: float) -> bool:
    """Say whether a block is the sentences that lead in, a little larger than what follows."""
    return block.look.size < 1.6 * body and not block.look.is_bold and block.text.rstrip().endswith((".", "…"))


def _heads(block: TextBlock, after: TextBlock, body: float) -> bool:
    """Say whether a block no larger than the body is the heading of the next: bold or in capitals, right above it."""
    stands_out = (block.look.is_bold and not after.look.is_bold) or (block.text.isupper() and not after.text.isupper())
    is_short = len(block.text) <= _LONGEST_BOLD and len(block.areas[0].lines) <= 2 and "\n" not in block.text
    is_above = after.page == block.page and 0 <= after.box.top - block.box.bottom + 4 <= 2.5 * block.look.size + 4
    shares = min(after.box.right, block.box.right) > max(after.box.left, block.box.left)
    return (
        stands_out
        and is_short
        and is_above
        and shares
        and block.look.size >= 0.95 * after.look.size >= 0.6 * body
        and not block.text.rstrip().endswith((".", ",", ";"))
        and (after.role is Role.CELL or len(after.text) > len(block.text) / 2)
        and after.role in {Role.PARAGRAPH, Role.ITEM, Role.CELL}
    )


def _with_levels(blocks: Sequence[TextBlock], ranks: Mapping[tuple[float, bool], int]) -> list[TextBlock]:
    """Give headings their levels, none skipped on the way down: by how large they are, else as the file says."""
    given: dict[int, int] = {}
    found, above = [], 0
    for block in blocks:
        if block.role is Role.HEADING:
            rank = ranks.get(_weight(block), block.level)
            given.setdefault(rank, min(rank, above + 1, 6))
            above = min(given[rank], above + 1)
            block = replace(block, level=above)
        found.append(block)
    return found


def _weight(block: TextBlock) -> tuple[float, bool]:
    return round(block.look.size * 2) / 2, block.look.is_bold


def _ranks(headings: Sequence[TextBlock]) -> dict[tuple[float, bool], int]:
    ranks: dict[tuple[float, bool], int] = {}
    rank, before = 0, (0.0, False)
    for weight in sorted({_weight(block) for block in headings}, reverse=True):
        is_same = before[0] and weight[0] >= before[0] * (1 - _ALIKE) and weight[1] == before[1]
        rank += 0 if is_same else 1
        ranks[weight] = rank
        before = weight
    return ranks
