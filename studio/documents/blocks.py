"""Lines put together to paragraphs, and where a break between two of their lines is meant."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from studio.documents import breaks
from studio.documents.breaks import Column
from studio.documents.lines import TextLine
from studio.documents.lists import items
from studio.documents.shapes import Shape, rules
from studio.documents.shapes import boxes as boxes_of
from studio.model.document import Align, Box

FARTHEST = 1.85
"""Base lines of a paragraph are at most this many sizes apart."""

_LOOSE = 0.22  # more sizes between two lines than between the others: another paragraph
_INDENT = 0.8
_LARGE = 1.25  # times the body: the lines of a headline, which are broken where they look best
_HANGING = 4.0  # sizes that a first line may stand out


@dataclass(slots=True)
class Group:
    """The lines of one block; `breaks` are the numbers of lines before which a break is meant.

    `container` is the number of the innermost box that holds it, -1 for the page.
    """

    lines: list[TextLine]
    breaks: set[int]
    align: Align = Align.START
    container: int = -1

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def start(self) -> float:
        return min(line.start for line in self.lines)

    @property
    def stop(self) -> float:
        return max(line.stop for line in self.lines)


def groups(lines: Sequence[TextLine], shapes: Sequence[Shape], page: Box) -> list[Group]:
    """Return the paragraphs, headings and items that lines make; drawn boxes and rules divide them."""
    around = boxes_of(shapes, page)
    places = {id(line): _container(line, around) for line in lines}
    chains = _chains(lines, places, rules(shapes))
    usual = _usual_distance(chains)
    body = _body(lines)
    found: list[Group] = []
    for chain in chains:
        container = places[id(chain[0])]
        column = _column(chain, [line for line in lines if places[id(line)] == container], around, body)
        box = around[container] if container >= 0 else page
        for part in _spaced(chain, usual):
            found += _parted(part, column, container, box)
    for group in found:
        if len(group.lines) == 1:
            group.align = _align_among(group, lines, around[group.container] if group.container >= 0 else page)
    return found


def _align_among(group: Group, lines: Sequence[TextLine], box: Box) -> Align:
    """Return how a line alone is aligned: by the edge that it shares with others, or its place in its box."""
    line = group.lines[0]
    others = [other for other in lines if other is not line and other.style.angle == line.style.angle]
    if line.style.angle or any(abs(other.start - line.start) < 0.1 * line.size for other in others):
        return Align.START
    is_right = line.start > (box.left + box.right) / 2 and any(
        abs(other.stop - line.stop) < 0.1 * line.size for other in others
    )
    is_last = not any(other.stop > line.stop + 0.1 * line.size for other in others) and bool(others)
    before, after = line.start - box.left, box.right - line.stop
    return Align.END if is_right or (is_last and before > 4 * after) else group.align


def _body(lines: Sequence[TextLine]) -> float:
    """Return the size of most letters."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.glyphs)
    return counts.most_common(1)[0][0] if counts else 0.0


def align_of(lines: Sequence[TextLine], box: Box) -> Align:
    """Return how lines stand to each other; one alone is centred if it is so in its box, away from its edge."""
    if len(lines) == 1:
        return _align_alone(lines[0], box)
    if _has_initial(lines[0]):
        below = [line for line in lines if line.start <= lines[0].start + line.size]
        return align_of(below[1:], box) if len(below) > 2 else Align.START
    slack = 0.35 * lines[0].size
    lefts, rights = [line.start for line in lines], [line.stop for line in lines]
    is_centred = _is_level(_middles(lines), slack) and not _is_level(lefts, slack)
    is_level = _is_level(lefts[1:] if len(lines) > 2 else lefts, slack)
    if is_level and not is_centred and lefts[0] - lefts[1] > -_HANGING * lines[0].size:
        full = rights[:-1]
        near = slack if len(full) > 2 else 0.3 * lines[0].size
        is_full = len(full) > 1 and _is_level(full, near) and rights[-1] <= max(full) + slack
        if is_full or _is_level(lefts, slack) or not _is_level(rights, slack):
            return Align.JUSTIFY if is_full else Align.START
    if items([line.text for line in lines]):
        return Align.START
    if is_centred:
        return Align.CENTER
    return Align.END if _is_level(rights, slack) else Align.START


def _has_initial(line: TextLine) -> bool:
    """Say whether a line begins with a large letter that reaches down beside the lines after it."""
    return line.glyphs[0].style.size >= 1.6 * line.size


def _middles(lines: Sequence[TextLine]) -> list[float]:
    return [(line.start + line.stop) / 2 for line in lines]


def _is_level(places: Sequence[float], slack: float) -> bool:
    return max(places) - min(places) <= slack


def _align_alone(line: TextLine, box: Box) -> Align:
    if line.style.angle:
        return Align.START
    before, after = line.start - box.left, box.right - line.stop
    if abs(before - after) <= 0.06 * max(line.stop - line.start, 2 * line.size) and before > line.size:
        return Align.CENTER
    return Align.START


def _container(line: TextLine, around: Sequence[Box]) -> int:
    """Return the box a line stands in; one that is no higher than the line marks it and holds nothing."""
    across, down = line.box.middle
    for number, box in enumerate(around):
        if box.left <= across <= box.right and box.top <= down <= box.bottom and box.height > 1.7 * line.size:
            return number
    return -1


def _chains(lines: Sequence[TextLine], places: dict[int, int], edges: Sequence[Box]) -> list[list[TextLine]]:
    ordered = sorted(lines, key=lambda line: (line.style.angle, line.down, line.start))
    below, above = _neighbours(ordered)
    following: dict[int, TextLine] = {}
    followers: set[int] = set()
    for line in ordered:
        after = _nearest(line, below[id(line)])
        if after is None or _nearest(after, above[id(after)]) is not line:
            continue
        if places[id(line)] == places[id(after)] and _alike(line, after) and not _divided(line, after, edges):
            following[id(line)] = after
            followers.add(id(after))
    chains = []
    for line in ordered:
        if id(line) not in followers:
            chain = [line]
            while id(chain[-1]) in following:
                chain.append(following[id(chain[-1])])
            chains.append(chain)
    return chains


_Near = dict[int, list[tuple[float, TextLine]]]


def _neighbours(ordered: Sequence[TextLine]) -> tuple[_Near, _Near]:
    """Return for each line those that stand below and above it, and how far; `ordered` are by direction, then down."""
    below: _Near = {id(line): [] for line in ordered}
    above: _Near = {id(line): [] for line in ordered}
    farthest = FARTHEST * max((line.size for line in ordered), default=0.0)
    for index, line in enumerate(ordered):
        for other in ordered[index + 1 :]:
            away = other.down - line.down
            if other.style.angle != line.style.angle or away > farthest:
                break
            if not 0.2 * min(line.size, other.size) < away <= FARTHEST * max(line.size, other.size):
                continue
            shared = min(line.stop, other.stop) - max(line.start, other.start)
            if shared > 0.25 * min(line.stop - line.start, other.stop - other.start):
                below[id(line)].append((away, other))
                above[id(other)].append((away, line))
    return below, above


def _nearest(line: TextLine, near: Sequence[tuple[float, TextLine]]) -> TextLine | None:
    """Return the one line that is next; None where there is none or two stand beside each other."""
    if not near:
        return None
    closest = min(away for away, _other in near)
    beside = [other for away, other in near if away <= closest + 0.3 * line.size]
    return beside[0] if len(beside) == 1 else None


def _alike(line: TextLine, other: TextLine) -> bool:
    one, two = line.style, other.style
    if not 0.9 <= one.size / two.size <= 1.12 or one.is_hidden != two.is_hidden:
        return False
    return other.down - line.down <= FARTHEST * one.size and _goes_on(line, other)


def _goes_on(line: TextLine, other: TextLine) -> bool:
    """Say whether weight and colour go on from one line to the next, where each may hold words that are set apart."""
    first, then = _inks(line), _inks(other)
    if not first & then:
        return False
    is_head = len(first) == 1 < len(then) and line.style != other.style
    return not is_head or line.stop >= other.start + 0.8 * (other.stop - other.start)


def _inks(line: TextLine) -> set[tuple[bool, str]]:
    return {(glyph.style.is_bold, glyph.style.colour) for glyph in line.glyphs if not glyph.text.isspace()}


def _divided(line: TextLine, other: TextLine, edges: Sequence[Box]) -> bool:
    """Say whether a drawn rule lies between two lines (of text that stands upright)."""
    if line.style.angle:
        return False
    top, bottom = line.down + 0.1 * line.size, other.down - 0.6 * other.size
    left, right = max(line.start, other.start), min(line.stop, other.stop)
    return any(
        edge.width > edge.height
        and top <= edge.middle[1] <= bottom
        and min(right, edge.right) - max(left, edge.left) > 0.5 * (right - left)
        and edge.width > 1.3 * (line.stop - line.start)
        for edge in edges
    )


def _usual_distance(chains: Sequence[Sequence[TextLine]]) -> dict[tuple[str, float], float]:
    """Return how many sizes apart the base lines of each face and size usually are."""
    found: dict[tuple[str, float], Counter[float]] = defaultdict(Counter)
    for chain in chains:
        for line, other in itertools.pairwise(chain):
            found[_face(line)][round((other.down - line.down) / line.size, 1)] += 1
    return {face: min(counts, key=lambda value: (-counts[value], value)) for face, counts in found.items()}


def _face(line: TextLine) -> tuple[str, float]:
    return line.style.font, round(line.size, 1)


def _spaced(chain: list[TextLine], usual: dict[tuple[str, float], float]) -> list[list[TextLine]]:
    """Cut a chain where more space is left than between its other lines."""
    if len(chain) < 2:
        return [chain]
    gaps = [(after.down - line.down) / line.size for line, after in itertools.pairwise(chain)]
    base = max(1.0, min([*gaps, usual.get(_face(chain[0]), gaps[0])]))
    parts = [[chain[0]]]
    for gap, line in zip(gaps, chain[1:], strict=True):
        if gap > base + _LOOSE:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _column(chain: Sequence[TextLine], lines: Sequence[TextLine], around: Sequence[Box], body: float) -> Column:
    """Return the column that a chain stands in."""
    left, right = min(line.start for line in chain), max(line.stop for line in chain)
    size, angle = chain[0].size, chain[0].style.angle
    same = [line for line in lines if line.style.angle == angle]
    beside = [line.stop for line in same if abs(line.start - left) <= size]
    boxes = [] if angle else [box.right for box in around if abs(box.left - left) <= 0.5 * size]
    top, bottom = chain[0].down - size, chain[-1].down + size
    next_to = [line.start for line in same if line.start >= right and top <= line.down <= bottom]
    limit = min(next_to) - size if next_to else max(line.stop for line in same)
    edge = max(right, min(limit, max([*beside, *boxes, right])))
    return Column(left, edge, max(edge, limit), size >= _LARGE * body)


def _parted(part: list[TextLine], column: Column, container: int, box: Box) -> list[Group]:
    """Cut lines into paragraphs at list marks, indents and breaks that are meant, and note the other breaks."""
    align = align_of(part, box)
    edge = min(line.start for line in part)
    marked = items([line.text for line in part])
    found = [Group([part[0]], set(), align, container)]
    for index in range(1, len(part)):
        line, before = part[index], part[index - 1]
        is_new = index in marked if marked else _is_indented(line, edge, part, align) and not _has_initial(part[0])
        is_meant = breaks.is_meant(before, line, column, is_centred=align is Align.CENTER)
        if is_new or (is_meant and breaks.is_paragraph_end(before, line)):
            found.append(Group([line], set(), align, container))
            continue
        if is_meant:
            found[-1].breaks.add(len(found[-1].lines))
        found[-1].lines.append(line)
    for group in found:
        group.align = align_of(group.lines, box) if len(group.lines) > 1 else align
        group.breaks |= breaks.of_address(group.lines, group.breaks, column)
    return found


def _is_indented(line: TextLine, edge: float, part: Sequence[TextLine], align: Align) -> bool:
    if align not in {Align.START, Align.JUSTIFY}:
        return False
    at_edge = sum(1 for other in part if other.start - edge <= 0.3 * line.size)
    return at_edge >= 0.5 * len(part) and _INDENT * line.size < line.start - edge < 5 * line.size
