"""Letters as they stand on a page, put together to lines of words, direction by direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studio.documents.curved import curved
from studio.documents.letters import Glyph, Style, TextLine, end_of, in_frame, on_page
from studio.documents.shapes import Shape
from studio.documents.shapes import walls as walls_of
from studio.documents.spacing import INITIAL, SPACE, spaced

__all__ = ["Glyph", "Style", "TextLine", "in_frame", "lines", "on_page"]

NEW_RUN = 0.55
"""A gap of more sizes than this between two letters may be one between columns."""

COLUMN = 1.6
"""A gap of more sizes than this is one between columns."""

MARK = re.compile(r"(?:[•‣▪▫■□●○◦▶►➢➤➔→✓✔✗–—*·∙\-]|\(?(?:\d{1,2}|[a-zA-Z])[.)])")
"""What a list's item begins with."""

LEADER = re.compile(r"[.…·_]{4,}")
_RAISED_LONGEST = 6
_NEAR = 5.0  # sizes above and below in which columns are looked for
_TURN_STEP = 2  # degrees that still are one direction


def lines(glyphs: Iterable[Glyph], shapes: Sequence[Shape] = ()) -> list[TextLine]:
    """Return the lines that letters make, direction by direction, each from top to bottom.

    Words in columns beside each other come as lines of their own, as do those on two sides of a drawn edge.
    """
    walls = [_Wall(box.left, box.top, box.bottom) for box in walls_of(shapes)]
    bent, straight = curved(glyphs)
    turned: dict[int, list[Glyph]] = {}
    for glyph in straight:
        turned.setdefault(round(glyph.style.angle / _TURN_STEP) % (360 // _TURN_STEP), []).append(glyph)
    found: list[_Piece] = []
    for turn, letters in turned.items():
        pieces = [part for piece in map(_piece, _runs(letters)) if piece for part in _between_leaders(piece)]
        found += _with_initials(_with_raised(_joined(_rows(pieces), [] if turn else walls)))
    return [*(_finished(line) for line in _once(found)), *bent]


@dataclass(frozen=True, slots=True)
class _Wall:
    across: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Span:
    start: float
    stop: float
    down: float
    size: float


@dataclass(slots=True)
class _Piece:
    """Letters beside each other; `spaces` is how many spaces stand before each."""

    glyphs: list[Glyph]
    spaces: list[int]
    start: float
    stop: float
    down: float
    size: float

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    before: Glyph | None = None
    end = 0.0
    for glyph in glyphs:
        along, down = in_frame(glyph.x, glyph.y, glyph.style.angle)
        size = glyph.style.size
        is_space = glyph.text.isspace()
        if before is not None and _goes_on(before, glyph, along - end, down):
            runs[-1].append(glyph)
        elif not is_space:
            runs.append([glyph])
        else:
            continue
        if not is_space:
            before, end = glyph, max(along + 0.1 * size, end_of(glyph))
    return runs


def _goes_on(before: Glyph, glyph: Glyph, gap: float, down: float) -> bool:
    size = before.style.size
    level = in_frame(before.x, before.y, before.style.angle)[1]
    if abs(down - level) > 0.1 * size or -1.0 * size > gap:
        return False
    if glyph.text.isspace():
        return True
    return gap <= NEW_RUN * size and gap > -0.7 * size and abs(size - glyph.style.size) < 0.05 * size


def _piece(run: Sequence[Glyph]) -> _Piece | None:
    glyphs: list[Glyph] = []
    spaces: list[int] = []
    count = 0
    for glyph in run:
        if glyph.text.isspace():
            count += 1
            continue
        glyphs.append(glyph)
        spaces.append(count)
        count = 0
    if not glyphs:
        return None
    start, down = in_frame(glyphs[0].x, glyphs[0].y, glyphs[0].style.angle)
    return _Piece(glyphs, spaces, start, end_of(glyphs[-1]), down, _largest(glyphs))


def _between_leaders(piece: _Piece) -> list[_Piece]:
    """Cut a piece at rows of dots that lead from one text to another; the dots go with the text before them."""
    matches = list(LEADER.finditer(piece.text)) if len(piece.text) == len(piece.glyphs) else []
    if not matches or LEADER.fullmatch(piece.text):
        return [piece]
    found, at = [], 0
    for match in matches:
        part = _part(piece, at, match.start())
        if part:
            found.append(_leading(part, piece.glyphs[match.start() : match.end()], match.end() < len(piece.glyphs)))
        at = match.end()
    last = _part(piece, at, len(piece.glyphs))
    return [*found, last] if last else found


def _leading(part: _Piece, dots: Sequence[Glyph], is_leader: bool) -> _Piece:
    """Return a piece with the objects of the dots after it, as far as they lead on or are the piece's own."""
    own = {glyph.place for glyph in part.glyphs}
    shadows = [replace(glyph, text="") for glyph in dots if is_leader or glyph.place in own]
    part.glyphs += shadows
    part.spaces += [0] * len(shadows)
    return part


def _part(piece: _Piece, start: int, stop: int) -> _Piece | None:
    glyphs = piece.glyphs[start:stop]
    if not glyphs:
        return None
    along = in_frame(glyphs[0].x, glyphs[0].y, glyphs[0].style.angle)[0]
    spaces = [0, *piece.spaces[start + 1 : stop]]
    return _Piece(glyphs, spaces, along, end_of(glyphs[-1]), piece.down, _largest(glyphs))


def _largest(glyphs: Sequence[Glyph]) -> float:
    return max(glyph.style.size for glyph in glyphs)


def _rows(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Return the pieces on one base line each, from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.down):
        for row in reversed(rows[-8:]):
            if abs(row[0].down - piece.down) <= 0.18 * min(row[0].size, piece.size):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.start) for row in rows]


def _joined(rows: Sequence[Sequence[_Piece]], walls: Sequence[_Wall]) -> list[_Piece]:
    """Join the pieces of a row that no column stands between."""
    spans = [_Span(piece.start, piece.stop, piece.down, piece.size) for row in rows for piece in row]
    found: list[_Piece] = []
    for row in rows:
        row = _without_leaders(row)
        parts = row[:1]
        for piece in row[1:]:
            if _is_one_line(parts[-1], piece, spans) and not _is_walled(parts[-1], piece, walls):
                _append(parts[-1], piece)
            else:
                parts.append(piece)
        found += parts
    return found


def _without_leaders(row: Sequence[_Piece]) -> list[_Piece]:
    """Take the dots out of a row; those between two texts go with the first, other ones stay on the page as drawn."""
    found: list[_Piece] = []
    for number, piece in enumerate(row):
        if not LEADER.fullmatch(piece.text):
            found.append(piece)
        elif found and number + 1 < len(row):
            found[-1].glyphs += [replace(glyph, text="") for glyph in piece.glyphs]
            found[-1].spaces += [0] * len(piece.glyphs)
    return found


def _append(piece: _Piece, other: _Piece) -> None:
    piece.glyphs += other.glyphs
    piece.spaces += [max(1, other.spaces[0]) if other.start - piece.stop > SPACE * other.size else 0]
    piece.spaces += other.spaces[1:]
    piece.stop = max(piece.stop, other.stop)
    piece.size = max(piece.size, other.size)


def _is_one_line(left: _Piece, right: _Piece, spans: Sequence[_Span]) -> bool:
    size = min(left.size, right.size)
    gap = right.start - left.stop
    if gap < 0.3 * size:
        return gap > -1.5 * size
    if max(left.size, right.size) > 1.5 * size:
        return False
    if MARK.fullmatch(left.text):
        return gap < 3.5 * size
    return gap <= COLUMN * size and not _is_between_columns(left, right, spans)


def _is_walled(left: _Piece, right: _Piece, walls: Sequence[_Wall]) -> bool:
    """Say whether an upright edge is drawn between two pieces."""
    middle, slack = left.down - 0.3 * left.size, 0.2 * left.size
    return any(
        left.stop - slack <= wall.across <= right.start + slack and wall.top <= middle <= wall.bottom for wall in walls
    )


def _is_between_columns(left: _Piece, right: _Piece, spans: Sequence[_Span]) -> bool:
    """Say whether lines above and below leave the same gap free, as columns do and words only by chance."""
    size = min(left.size, right.size)
    near = [
        span
        for span in spans
        if 0.3 * size < abs(span.down - left.down) <= _NEAR * size and 0.88 <= span.size / size <= 1.14
    ]
    beside = _until_crossed([span for span in near if span.down < left.down], left, right)
    beside += _until_crossed([span for span in near if span.down > left.down], left, right)
    begins = sum(abs(span.start - right.start) <= 0.35 * size for span in beside)
    ends = sum(left.stop - 8 * size <= span.stop <= left.stop + 0.5 * size for span in beside)
    return ends >= 1 and begins >= (1 if right.start - left.stop > size else 2)


def _until_crossed(spans: Sequence[_Span], left: _Piece, right: _Piece) -> list[_Span]:
    """Return the spans on one side of a line, the nearest first, up to one that runs over the gap between pieces."""
    middle = (left.stop + right.start) / 2
    found = []
    for span in sorted(spans, key=lambda span: abs(span.down - left.down)):
        if span.start < middle < span.stop:
            break
        found.append(span)
    return found


def _with_raised(pieces: list[_Piece]) -> list[_Piece]:
    """Put small letters that stand higher or lower beside the line that they belong to into it."""
    hosts: list[_Piece] = []
    small: list[_Piece] = []
    for piece in pieces:
        host = next((other for other in pieces if other is not piece and _raised(piece, other)), None)
        (hosts if host is None else small).append(piece)
    for piece in small:
        host = next((other for other in hosts if _raised(piece, other)), None)
        if host is None:
            hosts.append(piece)
        else:
            _insert(host, piece, _raised(piece, host))
    return hosts


def _raised(piece: _Piece, host: _Piece) -> int:
    """Return 1 where a piece is a superscript of a line, -1 where it is a subscript, else 0."""
    size = host.size
    if len(piece.glyphs) > _RAISED_LONGEST or piece.size > 0.8 * size:
        return 0
    if piece.start < host.start - 0.3 * size or piece.start > host.stop + 0.25 * size:
        return 0
    rise = (host.down - piece.down) / size
    if 0.15 <= rise <= 0.6:
        return 1
    return -1 if -0.35 <= rise <= -0.08 else 0


def _insert(host: _Piece, piece: _Piece, raised: int) -> None:
    along = [in_frame(glyph.x, glyph.y, glyph.style.angle)[0] for glyph in host.glyphs]
    at = sum(1 for value in along if value < piece.start)
    glyphs = [replace(glyph, style=replace(glyph.style, raised=raised)) for glyph in piece.glyphs]
    host.glyphs[at:at] = glyphs
    host.spaces[at:at] = piece.spaces
    host.start, host.stop = min(host.start, piece.start), max(host.stop, piece.stop)


def _with_initials(pieces: list[_Piece]) -> list[_Piece]:
    """Put a large first letter that reaches down over several lines before the first of them."""
    rest = []
    for piece in pieces:
        first = _first_beside(piece, pieces) if len(piece.glyphs) == 1 and piece.text.isupper() else None
        if first is None:
            rest.append(piece)
        else:
            first.glyphs[:0], first.spaces[:0] = piece.glyphs, [0]
            first.spaces[1] = 0
            first.start = piece.start
    return rest


def _first_beside(initial: _Piece, pieces: Sequence[_Piece]) -> _Piece | None:
    """Return the topmost of at least two smaller lines that begin right of a large letter; None where none do."""
    beside = [
        piece
        for piece in pieces
        if initial.size >= INITIAL * piece.size
        and -0.2 * piece.size <= piece.start - initial.stop <= 1.2 * piece.size
        and initial.down - 0.9 * initial.size <= piece.down <= initial.down + 0.2 * piece.size
    ]
    first = min(beside, key=lambda piece: piece.down, default=None)
    return first if first is not None and len(beside) >= 2 and first.text[0].isalpha() else None


def _once(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Leave out what is drawn a second time almost in the same place, as shadows are; its objects go to the first."""
    kept: list[_Piece] = []
    for piece in pieces:
        twin = next((other for other in kept if _is_twin(piece, other)), None)
        if twin is None:
            kept.append(piece)
        else:
            shadow = [replace(glyph, text="") for glyph in piece.glyphs]
            twin.glyphs += shadow
            twin.spaces += [0] * len(shadow)
    return kept


def _is_twin(piece: _Piece, other: _Piece) -> bool:
    near = 0.25 * piece.size
    return (
        abs(piece.down - other.down) < near
        and abs(piece.start - other.start) < near
        and piece.text == other.text
        and round(piece.glyphs[0].style.angle) == round(other.glyphs[0].style.angle)
    )


def _finished(piece: _Piece) -> TextLine:
    places = tuple(dict.fromkeys(glyph.place for glyph in piece.glyphs))
    glyphs, tracking = spaced(piece.glyphs, piece.spaces)
    return TextLine(glyphs, piece.start, piece.stop, piece.down, _main_style(glyphs), tracking, places)


def _main_style(glyphs: Sequence[Glyph]) -> Style:
    """Return the style that most letters have, which are neither raised nor lowered."""
    counts: dict[Style, int] = {}
    for glyph in glyphs:
        counts[glyph.style] = counts.get(glyph.style, 0) + (1 if glyph.style.raised else 1000)
    return max(counts, key=lambda style: counts[style])
