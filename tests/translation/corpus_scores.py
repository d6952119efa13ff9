"""How well sentences are split and carried back into cues, counted over the corpora by hand (`corpus/README.md`).

    python tests/translation/corpus_scores.py

prints the tables of `tests/benchmarks/README.md`.  Numbers alone are shown, by language or direction and by kind:
whoever tunes rules must not read the held-out half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.model.translation import Origin, Part, TranslationUnit
from studio.subtitles import profiles
from studio.subtitles.fitted import Fitted
from studio.subtitles.into_cues import into_cues
from studio.subtitles.line_break import break_lines
from studio.text import sentence

HERE = Path(__file__).parent / "corpus"
HALVES = ("tuning", "held_out")
LANGUAGES = ("de", "nl", "en", "fr")
DIRECTIONS = ("de-en", "en-de", "nl-en", "en-nl", "de-nl")
NEXT_SPEAKER = "another"  # says what follows the sentence, so that nobody joins it

Item = dict[str, Any]
Shown = list[tuple[Cue, int]]
"""Target cues, each with the offset in the target at which its text begins."""
Way = Callable[[Item], Shown]


def items(name: str, half: str) -> list[Item]:
    """Return the items of one file of the corpus, `name` as "sentences.de" or "cues.de-en"."""
    records: list[Item] = json.loads((HERE / f"{name}.{half}.json").read_text("utf-8"))
    return records


@dataclass
class Splits:
    """Passages split exactly, of how many, and the borders between sentences: found and right, wanted, given."""

    exact: int = 0
    passages: int = 0
    right: int = 0
    wanted: int = 0
    given: int = 0

    @property
    def share(self) -> float:
        """The passages split exactly."""
        return self.exact / max(1, self.passages)

    @property
    def f1(self) -> float:
        """The borders, as the harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.wanted + self.given)

    def count(self, item: Item) -> bool:
        """Add a passage and say whether it was split exactly."""
        found = sentence.split(item["text"], item["language"])
        wanted, given = _borders(item["sentences"]), _borders(found)
        is_exact = found == item["sentences"]
        self.exact += is_exact
        self.passages += 1
        self.right += len(wanted & given)
        self.wanted += len(wanted)
        self.given += len(given)
        return is_exact


def _borders(sentences: Sequence[str]) -> set[int]:
    """Return the places of the borders, counted in characters that are no white space."""
    return set(list(accumulate(len("".join(one.split())) for one in sentences))[:-1])


def splits(language: str, half: str) -> dict[str, Splits]:
    """Return the counts of each kind of passage, and of "all"."""
    counts: dict[str, Splits] = {}
    for item in items(f"sentences.{language}", half):
        for kind in (item["kind"], "all"):
            counts.setdefault(kind, Splits()).count(item)
    return counts


@dataclass
class Cuts:
    """What became of the sentences of one kind or direction.

    `anchors` are names and numbers, right while they are spoken, `alone` with no source cue before in the same target
    cue; `borders` the places at which the source changes its cue, `cuts` the places at
    which the target does; `right` cuts lie at an acceptable place for that border, `clause` ones at some clause border.
    """

    items: int = 0
    anchors: int = 0
    anchors_right: int = 0
    anchors_alone: int = 0
    borders: int = 0
    cuts: int = 0
    right: int = 0
    clause: int = 0
    empty: int = 0
    lost: int = 0

    @property
    def names(self) -> float:
        """The names and numbers that are shown while they are spoken."""
        return self.anchors_right / max(1, self.anchors)

    @property
    def strictly(self) -> float:
        """The names and numbers whose target cue begins no earlier than the source cue they are spoken in."""
        return self.anchors_alone / max(1, self.anchors)

    @property
    def places(self) -> float:
        """The cuts at an acceptable place, as F1: a missing and an additional one count alike."""
        return 2 * self.right / max(1, self.borders + self.cuts)

    @property
    def clauses(self) -> float:
        """The cuts that lie on some clause border."""
        return self.clause / max(1, self.cuts)

    def count(self, item: Item, shown: Shown) -> None:
        """Add an item cut in one way."""
        self.items += 1
        begins = [offset for _, offset in shown[1:]]
        chunks = list(accumulate(len(chunk) + 1 for chunk in item["chunks"]))[:-1]
        self.borders += len(item["cuts"])
        self.cuts += len(begins)
        self.right += right_cuts(item, shown)
        self.clause += sum(begin in chunks for begin in begins)
        self.empty += sum(not cue.text.strip() for cue, _ in shown)
        self.lost += " ".join(cue.text for cue, _ in shown).split() != item["target"].split()
        for anchor in () if item["impossible"] else item["anchors"]:
            self.anchors += 1
            is_right = in_its_cue(item, anchor, shown)
            self.anchors_right += is_right
            self.anchors_alone += is_right and not comes_early(item, anchor, shown)


def right_cuts(item: Item, shown: Shown) -> int:
    """Return how many borders have a target cue that begins with the source cue and at an acceptable place."""
    starts = {_border_at(cue.start, item): offset for cue, offset in shown[1:]}
    return sum(starts.get(i, -1) in places for i, places in enumerate(item["cuts"]))


def _border_at(time: int, item: Item) -> int:
    """Return the border between source cues at `time` (within half a second), -1 for none."""
    near = [i for i, cue in enumerate(item["cues"][1:]) if abs(cue["start_ms"] - time) <= 500]
    return near[0] if near else -1


def in_its_cue(item: Item, anchor: Item, shown: Shown) -> bool:
    """Say whether a name is on the screen for half its source cue, or for half its own cue during that one."""
    number = max(i for i, (_, offset) in enumerate(shown) if offset <= anchor["start"])
    start = shown[number][0].start
    end = shown[number + 1][0].start if number + 1 < len(shown) else item["next_start_ms"]
    spoken = item["cues"][anchor["cue"]]
    later = [cue["start_ms"] for cue in item["cues"][anchor["cue"] + 1 :]]
    until = later[0] if later else item["next_start_ms"]
    together = min(end, until) - max(start, spoken["start_ms"])
    return together * 2 >= min(end - start, until - spoken["start_ms"])


def comes_early(item: Item, anchor: Item, shown: Shown) -> bool:
    """Say whether the cue with a name begins before the source cue it is spoken in."""
    start = max((cue.start for cue, offset in shown if offset <= anchor["start"]), default=0)
    return start < int(item["cues"][anchor["cue"]]["start_ms"]) - 500


def source_of(item: Item) -> list[Cue]:
    """Return the source cues of an item, and one of somebody else after them."""
    cues = [Cue(cue["start_ms"], cue["end_ms"], cue["text"]) for cue in item["cues"]]
    return [*cues, Cue(item["next_start_ms"], item["next_start_ms"] + 3000, "Mm-hm.", speaker=NEXT_SPEAKER)]


def fitted_of(item: Item) -> list[Fitted]:
    """Return what the product makes of an item, without the cue after it."""
    source = source_of(item)
    parts = tuple(Part(i, " ".join(cue.text.split())) for i, cue in enumerate(source[:-1]))
    sentence_unit = TranslationUnit(" ".join(p.text for p in parts), parts, item["target"], Origin.MACHINE)
    after = TranslationUnit("Mm-hm.", (Part(len(source) - 1, "Mm-hm."),), "Mm-hm.", Origin.MACHINE)
    cut = into_cues([sentence_unit, after], source, profiles.load(item["profile"]), item["target_language"])
    return cut[:-1]


def ours(item: Item) -> Shown:
    """Cut as the product does."""
    words = item["target"].split()
    places = list(accumulate((len(word) + 1 for word in words), initial=0))
    return [(fitted.cue, places[fitted.first]) for fitted in fitted_of(item)]


def by_share(item: Item) -> Shown:
    """Cut where the share of characters is that of the source cues."""
    lengths = list(accumulate(len(cue["text"]) + 1 for cue in item["cues"]))
    words = item["target"].split()
    places = list(accumulate((len(word) + 1 for word in words), initial=0))
    firsts = [0]
    for length in lengths[:-1]:
        left = len(lengths) - len(firsts)  # a word must be left for each of the cues to come
        open_places = range(firsts[-1] + 1, max(firsts[-1] + 2, len(words) - left + 1))
        wanted = length / lengths[-1] * places[-1]
        firsts.append(min(open_places, key=lambda i: abs(places[i] - wanted)))
    return _shown(item, words, places, firsts)


def greedy(item: Item) -> Shown:
    """Fill each cue in turn as full as its profile's lines and speed allow, the last one with the rest."""
    profile = profiles.load(item["profile"])
    words = item["target"].split()
    places = list(accumulate((len(word) + 1 for word in words), initial=0))
    firsts = [0]
    for cue in item["cues"][:-1]:
        room = _room(profile, cue["end_ms"] - cue["start_ms"])
        first = firsts[-1]
        last = max((i for i in range(first, len(words)) if places[i + 1] - 1 - places[first] <= room), default=first)
        if last + 1 >= len(words):
            break
        firsts.append(last + 1)
    return _shown(item, words, places, firsts)


def _room(profile: Profile, milliseconds: int) -> int:
    """Return the characters a cue of so many milliseconds takes."""
    by_length = profile.lines * profile.line_length
    return min(by_length, int((profile.max_cps or 1000) * milliseconds / 1000))


def _shown(item: Item, words: Sequence[str], places: Sequence[int], firsts: Sequence[int]) -> Shown:
    profile, shown = profiles.load(item["profile"]), []
    for cue, (first, after) in zip(item["cues"], pairwise([*firsts, len(words)]), strict=False):
        text = break_lines(" ".join(words[first:after]), profile, item["target_language"])
        shown.append((Cue(cue["start_ms"], cue["end_ms"], text), places[first]))
    return shown


WAYS: dict[str, Way] = {"ours": ours, "by share": by_share, "filled up": greedy}


def cuts(direction: str, half: str, way: Way) -> dict[str, Cuts]:
    """Return the counts of each kind of sentence, and of "all"."""
    counts: dict[str, Cuts] = {}
    for item in items(f"cues.{direction}", half):
        shown = way(item)
        for kind in (item["kind"], "all"):
            counts.setdefault(kind, Cuts()).count(item, shown)
    return counts


_SUMMED = ("items", "anchors", "anchors_right", "anchors_alone", "borders", "cuts", "right", "clause", "empty", "lost")


def total(halves: Sequence[dict[str, Cuts]], kind: str) -> Cuts:
    """Return the sum over directions of the counts of one kind."""
    whole = Cuts()
    for counts in halves:
        for name in _SUMMED:
            setattr(whole, name, getattr(whole, name) + getattr(counts.get(kind, Cuts()), name))
    return whole


def report() -> Iterator[str]:
    """Yield the lines of the tables."""
    for half in HALVES:
        yield f"sentences, {half}"
        for language in LANGUAGES:
            counts = splits(language, half)
            kinds = " ".join(f"{kind} {c.exact}/{c.passages}" for kind, c in sorted(counts.items()) if kind != "all")
            yield f"  {language}  exact {counts['all'].share:.1%}  borders {counts['all'].f1:.1%}  {kinds}"
        for name, way in WAYS.items():
            yield f"into cues, {half}, {name}"
            yield from _report_of_cuts(half, way)


def _report_of_cuts(half: str, way: Way) -> Iterator[str]:
    found = {direction: cuts(direction, half, way) for direction in DIRECTIONS}
    for direction, counts in found.items():
        yield _row(direction, counts["all"])
    for kind in sorted({kind for counts in found.values() for kind in counts}):
        yield _row(kind, total(list(found.values()), kind))


def _row(name: str, counts: Cuts) -> str:
    return (
        f"  {name:16} names {counts.names:6.1%} (strictly {counts.strictly:6.1%}) of {counts.anchors:3}"
        f"  cuts right {counts.places:6.1%}"
        f"  on clauses {counts.clauses:6.1%}  {counts.cuts:3} cuts of {counts.borders:3}"
        f"  empty {counts.empty}  lost {counts.lost}"
    )


if __name__ == "__main__":
    for line in report():
        print(line)  # noqa: T201
