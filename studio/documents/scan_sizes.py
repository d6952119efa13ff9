"""How large the lines of a scanned page are set: lines of one paragraph alike, paragraphs alike if they nearly are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import log
from statistics import median

from studio.documents import faces
from studio.documents.scan_lines import Seen
from studio.model.document import Look

AS_MEASURED, SAME_SIZE = 1.05, 1.06
"""Times: within the first sizes are measured alike, within the second they are taken for one."""

_NEIGHBOURS = 1.15  # times that lines of one paragraph seem to differ at most, when few letters tell
_RULED, _TRACKED = 0.6, 0.25  # rules make lines higher, and letters set apart longer; logarithms of how much
_NEXT = 1.9  # sizes between the base lines of a paragraph at most


def evened(lines: Sequence[Seen], looks: Sequence[Look]) -> list[float]:
    """Return the size of each line, from how high its ink is and, which is surer, how long against others in its face.

    What height says hangs on which letters stand in a line; what length says, on how wide the face is, which is the
    same for all lines.
    """
    lengths = [line.length / max(0.1, faces.width(line.text, look)) for line, look in zip(lines, looks, strict=True)]
    found = []
    for line, look, length in zip(lines, looks, lengths, strict=True):
        alike = [one.ink.size / long for one, other, long in zip(lines, looks, lengths, strict=True) if other == look]
        wide = length * (median(alike) if len(alike) > 2 else 1.0)
        is_sure = len(line.text) > 5 and -_RULED < log(wide / line.ink.size) < _TRACKED
        found.append((line.ink.size * wide * wide) ** (1 / 3) if is_sure else line.ink.size)
    return found


def paragraphs(lines: Sequence[Seen], sizes: Sequence[float], kinds: Sequence[Hashable]) -> list[int]:
    """Return for each line the number of the paragraph that it seems to stand in: same kind, one below the other."""
    owners = list(range(len(lines)))
    frames = [line.in_frame() for line in lines]
    ordered = sorted(range(len(lines)), key=lambda number: frames[number][2])
    for place, number in enumerate(ordered):
        for other in ordered[place + 1 :]:
            down = frames[other][2] - frames[number][2]
            if down > _NEXT * sizes[number]:
                break
            if _goes_on(lines, frames, sizes, (number, other)) and kinds[number] == kinds[other]:
                owners = [owners[number] if owner == owners[other] else owner for owner in owners]
    return owners


def _goes_on(
    lines: Sequence[Seen], frames: Sequence[tuple[float, float, float]], sizes: Sequence[float], pair: tuple[int, int]
) -> bool:
    one, two = pair
    if lines[one].lean != lines[two].lean or not 1 / _NEIGHBOURS < sizes[one] / sizes[two] < _NEIGHBOURS:
        return False
    near = 0.8 * sizes[one]
    is_left = abs(frames[one][0] - frames[two][0]) < near
    is_middle = abs(sum(frames[one][:2]) - sum(frames[two][:2])) < near
    return (is_left or is_middle) and frames[two][2] - frames[one][2] > 0.5 * sizes[one]


def shared(sizes: Sequence[float], letters: Sequence[int], owners: Sequence[int]) -> list[float]:
    """Return the middle size of the letters of each owner, for each line."""
    middle = {
        owner: _middle([n for n, own in enumerate(owners) if own == owner], sizes, letters) for owner in set(owners)
    }
    return [middle[owner] for owner in owners]


def kinds(sizes: Sequence[float], letters: Sequence[int]) -> list[float]:
    """Return the size of each line's kind: that of most letters, give or take what is measured, then of others."""
    found = [0.0] * len(sizes)
    rest = set(range(len(sizes)))
    while rest:
        counts = {one: sum(letters[n] for n in rest if _is_near(sizes[n], sizes[one], AS_MEASURED)) for one in rest}
        peak = sizes[max(sorted(rest), key=lambda one: counts[one])]
        kind = [number for number in sorted(rest) if _is_near(sizes[number], peak, SAME_SIZE)]
        size = _middle(kind, sizes, letters)
        for number in kind:
            found[number] = size
        rest.difference_update(kind)
    return found


def _middle(numbers: Sequence[int], sizes: Sequence[float], letters: Sequence[int]) -> float:
    return median(sizes[number] for number in numbers for _letter in range(max(1, letters[number])))


def _is_near(one: float, two: float, times: float) -> bool:
    return two / times <= one <= two * times
