"""Which words of a cue were hard to hear, and where in its text they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.model.cue import CueState
from studio.model.finding import Evidence, Source
from studio.project.project import Project
from studio.project.values import StoredCue
from studio.quality.rules.hearing import UNSURE, unsure
from studio.quality.words import bare
from studio.subtitles import heard
from studio.subtitles.editing import House
from studio.text import seen

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Doubted:
    """A word of a cue's text, from the character `start` until `end`."""

    start: int
    end: int
    word: str


def doubted(project: Project, stored: StoredCue, house: House) -> list[Doubted]:
    """Return the words of a cue to which the recogniser gave a low probability; none once a person looked at it."""
    if stored.cue.state is not CueState.MACHINE or stored.first_word is None or stored.last_word is None:
        return []
    words = [each.word for each in project.evidence.words_by_id(stored.first_word, stored.last_word)]
    sources = [Source(tuple(words))]
    evidence = Evidence([stored.cue], house.profile, language=house.language, sources=sources)
    low = {bare(word.text) for word in unsure(evidence, 0)}
    shown = seen.of(stored.cue.text)
    places = list(_WORD.finditer(shown.text))
    behind = heard.align([place[0] for place in places], words)
    return [
        Doubted(*shown.span(*place.span()), place[0])
        for place, i in zip(places, behind, strict=True)
        if i is not None and words[i].probability < UNSURE and bare(place[0]) in low
    ]
