"""How much of what was planted the queue finds, and how often it is right; half of the transcripts are held out.

Thresholds were set on `tuning.de` alone.  Everything here is scripted: on real speech all of it is untested.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio.model.media import Video
from studio.model.speech import Run
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.quality import dictionaries
from studio.workflow.review import Item, Review
from studio.workflow.spelling import look_up
from tests.quality import planted
from tests.quality.planted import ACCEPTED, Fault, Transcript
from tests.workflow.review_scene import complete

LEAST_FOUND = 0.9
LEAST_RIGHT = 0.7
SPELLED = {"spelling"}
"""What can only be found with a dictionary."""


@dataclass(slots=True)
class Score:
    """Faults planted and found by kind, and items by rule: right and wrong ones."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total()

    @property
    def precision(self) -> float:
        return self.right.total() / (self.right.total() + self.wrong.total())

    def table(self, name: str) -> str:
        """Return everything as text: what the report shows."""
        rules = sorted(self.right.keys() | self.wrong.keys())
        kinds = ", ".join(f"{kind} {self.found[kind]}/{count}" for kind, count in sorted(self.planted.items()))
        items = ", ".join(f"{rule} {self.right[rule]}/{self.right[rule] + self.wrong[rule]}" for rule in rules)
        return "\n".join(
            [
                f"{name}: finds {self.recall:.1%}, right {self.precision:.1%}",
                f"  found: {kinds}",
                f"  right: {items}",
                *(f"  missed: {each}" for each in self.missed),
                *(f"  wrong: {each}" for each in self.mistaken),
            ]
        )


@pytest.fixture(params=planted.NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_queue_finds_nine_of_ten_and_is_right_seven_times_of_ten(name: str, tmp_path: Path) -> None:
    made = planted.load(name)
    has_dictionary = dictionaries.find(made.language) is not None
    with Project.create(tmp_path / "film.souffleur") as project:
        items, ids = queue(project, made)
    faults = [fault for fault in made.faults if has_dictionary or fault.kind not in SPELLED]
    score = scored(items, faults, ids)
    sys.stdout.write(f"\n{score.table(name)}\n")  # for the report: pytest -s
    assert score.recall >= LEAST_FOUND, score.table(name)
    assert score.precision >= LEAST_RIGHT, score.table(name)


def queue(project: Project, made: Transcript) -> tuple[list[Item], list[int]]:
    """Return the queue of a production that holds the transcript, and the ids of the cues."""
    film = project.path.with_name("film.mp4")
    film.write_bytes(b"film")
    with project.step("Add video"):
        video = project.media.add_video(Video(film, made.duration, planted.FRAME_RATE, ()), made.language)
        track = project.tracks.add(StoredTrack(0, video, made.language, profile=made.profile)).id
        for each in made.names:
            project.names.add(each)
    with project.record():
        ids = project.cues.add(track, made.cues, _heard(project, made, video, track))
    review = Review(project, track)
    complete(review)
    work = review.spelling()
    assert work is not None
    work.finish(look_up(*work.values, report=lambda _said: None))
    complete(review)
    return [item for item in review.items if item.rule != "no-dictionary"], ids


def scored(items: list[Item], faults: list[Fault], ids: list[int]) -> Score:
    score = Score(Counter(fault.kind for fault in faults))
    for fault in faults:
        if any(_sees(item, fault, ids) for item in items):
            score.found[fault.kind] += 1
        else:
            score.missed.append(f"{fault.kind} at cue {None if fault.cue is None else fault.cue + 1}")
    for item in items:
        cues = item.cues or (0,)
        is_right = all(any(_sees(item, fault, ids, cue) for fault in faults) for cue in cues)
        (score.right if is_right else score.wrong)[item.rule] += 1
        if not is_right:
            score.mistaken.append(f"{item.title}: {item.text}")
    return score


def _sees(item: Item, fault: Fault, ids: list[int], cue: int = 0) -> bool:
    """Say whether an item is about a fault (and about this one of its cues)."""
    if item.rule not in ACCEPTED[fault.kind]:
        return False
    if fault.cue is None:
        return not item.cues and item.start < fault.end and fault.start < item.end
    return ids[fault.cue] in item.cues and cue in (0, ids[fault.cue])


def _heard(project: Project, made: Transcript, video: int, track: int) -> list[tuple[int, int] | None]:
    """Keep what was heard, and return the first and last word of each cue."""
    run = project.evidence.begin(Run("scripted", "planted", made.language), Listening(video, track))
    ranges: dict[int, list[int]] = {}
    for heard, owners in made.heard():
        for id, owner in zip(project.evidence.keep(run, heard), owners, strict=True):
            ranges.setdefault(owner, []).append(id)
    project.evidence.finish(run)
    return [(ranges[i][0], ranges[i][-1]) if i in ranges else None for i in range(len(made.cues))]
