"""What the findings on a track stand on: its cues with what was heard, kept in step with the production."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from studio.model.cue import Cue
from studio.model.finding import Evidence, Source, Spelling
from studio.model.speech import Span
from studio.project.project import Project
from studio.project.values import StoredCue, StoredRun, StoredTrack
from studio.quality.rules.wording import RARE
from studio.quality.words import words
from studio.workflow import chosen, compared, names, renderings
from studio.workflow.work import Work

PAGE = 20
"""Cues read at a time, with their words: about two milliseconds."""

STRETCH = 300_000
"""Milliseconds of windows whose speech is read at a time."""

MOST_WORDS = 500
"""More heard words than any cue has; a file that claims more is not believed."""

KEPT = 100
"""Cues whose heard words are kept for the next look."""

NEIGHBOURS = 2
"""Cues before and after a changed one that rules may see differently now."""

MOST_AT_ONCE = 50
"""Translated cues whose source changed that are read at once; of more, all are read again, in bites."""

SHORTEST = 3
"""Letters of the shortest word that is looked up; shorter ones are sighs and abbreviations."""

AFTER = 0
"""Stands for what comes after the last cue, among the ids of cues."""


@dataclass(slots=True)
class Known:
    """What is known of the words of a language: the ones a dictionary was asked about, and those it does not know.

    `is_nothing` where there is no dictionary.
    """

    language: str = ""
    asked: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    is_nothing: bool = False


class Grounds:
    """The evidence on one track.  `evidence` goes along with every change; `stored` and `places` belong to it."""

    def __init__(self, project: Project, track: StoredTrack, known: Known, rendered: compared.Rendered) -> None:
        self._project = project
        self._track = track
        self._cues: list[Cue] = []
        self._speech: list[Span] = []
        self._listened: list[Span] = []
        self._names: list[str] = []
        self._lexicon = _Lexicon(known)
        self.stored: list[StoredCue] = []
        self.places: dict[int, int] = {}
        self.is_whole = False
        self._sources = _Sources(project, self.stored)
        self._compared = compared.of(project, track, self.stored, rendered)
        video = project.media.video(track.media)
        self.house = chosen.house(project, track.id)
        self.evidence = Evidence(
            self._cues,
            self.house.profile,
            self.house.frame_rate,
            (video.video.duration or None) if video else None,
            track.language,
            self._sources,
            self._speech,
            self._listened,
            self._names,
            self._lexicon.spelling,
            self._compared,
        )

    def read(self) -> Iterator[None]:
        """Read everything, in bites; ends early, with nothing to rely on, where the cues change meanwhile."""
        ids = self._project.cues.ids(self._track.id)
        yield
        for first in range(0, len(ids), PAGE):
            for id in ids[first : first + PAGE]:
                stored = self._project.cues.get(id)
                if stored is not None:
                    self._insert(len(self.stored), stored)
            yield
        self._number()
        yield
        if self._compared is not None:
            for first in range(0, len(self.stored), PAGE):
                self._compared.read(self.stored[first : first + PAGE])
                yield
            sources = self._project.cues.ids(self._compared.source.id)
            for first in range(0, len(sources), PAGE):
                self._compared.read_missing(sources[first : first + PAGE], self.places)
                yield
        self.read_names()
        for _bite in self.read_speech():
            yield

    def read_names(self) -> None:
        """Read the lists of names and terms."""
        if self._compared is not None:
            self._compared.read_terms()
            self._names[:] = self._compared.names()
            return
        self._names[:] = names.known(self._project, self._track.language)

    def read_speech(self) -> Iterator[None]:
        """Read in bites where voices were found."""
        speech: list[Span] = []
        listened: list[Span] = []
        self.is_whole = False
        if self._track.source is None and not self._track.is_read_only:
            for run in self._project.evidence.runs(self._track.media):
                self.is_whole |= run.track == self._track.id and run.is_finished and run.stop is None
                if _listens_for_speech(run):
                    until = run.heard_until if run.stop is None or not run.is_finished else run.stop
                    speech = [span for span in speech if span.end <= run.start or span.start >= until]
                    listened.append(Span(run.start, max(run.start, until)))
                    for start in range(run.start, until + 1, STRETCH):
                        speech += self._project.evidence.voices(run.id, start, min(start + STRETCH, until + 1))
                        yield
        yield
        self._speech[:] = _merged(speech)
        self._listened[:] = _merged(listened)

    def speech_until(self, before: list[Span]) -> int:
        """Return the moment in ms up to which the found speech is as it was `before`."""
        for was, now in zip(before, self._speech, strict=False):
            if was != now:
                return min(was.start, now.start)
        count = min(len(before), len(self._speech))
        rest = before[count:] or self._speech[count:]
        return rest[0].start if rest else 2**53

    def speech(self) -> list[Span]:
        """Return where voices are known to be now."""
        return list(self._speech)

    def from_moment(self, time: int) -> list[int]:
        """Return the ids of the cues that end at `time` ms or later, roughly, and of what comes after them."""
        first = max(0, bisect_left(self._cues, time, key=_start) - NEIGHBOURS)
        return [*(each.id for each in self.stored[first:]), AFTER]

    def everything(self) -> list[int]:
        """Return all ids, in order, with what comes after the last cue."""
        return [*self.places, AFTER]

    def take(self, ids: Iterable[int]) -> set[int]:
        """Take over how these cues are now, wherever they stand; return the ids that need another look."""
        affected: set[int] = set()
        moved = 0
        for id in ids:
            stored = self._project.cues.get(id)
            if stored is not None and stored.track != self._track.id:
                stored = None
            place = self._place(id, moved)
            if stored is None and place is None:
                continue  # another track's
            if place is not None:
                affected |= self._around(place)
                affected |= self._lexicon.forget(id)
            if stored is not None and place is not None and self._fits(place, stored):
                self.stored[place], self._cues[place] = stored, stored.cue
                affected |= self._lexicon.learn(id, stored.cue.text)
                continue
            if place is not None:
                del self.stored[place], self._cues[place]
                affected |= self._around(place)
            if stored is not None:
                place = bisect_left(self.stored, order(stored), key=order)
                self._insert(place, stored)
                affected |= self._around(place)
            moved += 1
        if moved:
            self._number()
        return {id for id in affected if id in self.places or id == AFTER}

    def compare(self, cues: Collection[int], pairs: Collection[int]) -> set[int] | None:
        """Take over what translated cues stand for now, after cues of any track and pairs changed.

        Return the ids that need another look; None where everything must be read again.
        """
        if self._compared is None:
            return set()
        if len(cues) > MOST_AT_ONCE:
            return None
        touched = self._compared.touched(cues, pairs)
        if touched is None or len(touched) > MOST_AT_ONCE:
            return None
        before = self._compared.ratio
        for id in touched - self.places.keys():
            self._compared.forget(id)
        near = sorted(self.places[id] for id in touched if id in self.places)
        self._compared.read([self.stored[place] for place in near])
        moments = self._compared.read_missing({*cues, *self._compared.sources_of(pairs)}, self.places)
        if self._compared.ratio != before:
            return set(self.everything())
        beside = [bisect_right(self._cues, moment, key=_start) for moment in moments]
        ids = {self.stored[place].id if place < len(self.stored) else AFTER for place in beside}
        return ids | {id for place in near for id in self._around(place)}

    def unheard_words(self) -> list[str]:
        """Return the words that no dictionary was asked about yet."""
        return self._lexicon.take_new()

    def looking_up_terms(self, keep: renderings.Keep) -> Work[renderings.Renderings] | None:
        """Return the work of asking the machine for terms that nobody asked for yet, None where there are none."""
        unclear = self._compared.unrendered() if self._compared is not None else []
        if self._compared is None or not unclear:
            return None
        return renderings.looking_up(self._project, self._compared.source, self._track.language, unclear, keep)

    def rendered(self, found: renderings.Renderings) -> set[int]:
        """Take over what the machine says for terms; return the ids of all cues: any may have them."""
        if self._compared is not None:
            self._compared.render(found)
        return set(self.everything())

    def spelled(self, unknown: Mapping[str, str]) -> set[int]:
        """Take over that these words are unknown; return the ids of their cues."""
        return self._lexicon.add(unknown)

    def _insert(self, place: int, stored: StoredCue) -> None:
        self.stored.insert(place, stored)
        self._cues.insert(place, stored.cue)
        self._lexicon.learn(stored.id, stored.cue.text)

    def _number(self) -> None:
        self.places = {each.id: place for place, each in enumerate(self.stored)}

    def _place(self, id: int, moved: int) -> int | None:
        """Return where a cue stands now that up to `moved` cues came, went or moved since they were numbered."""
        at = self.places.get(id)
        if at is None:
            return None
        near = range(max(0, at - moved), min(len(self.stored), at + moved + 1))
        return next((place for place in near if self.stored[place].id == id), None)

    def _fits(self, place: int, stored: StoredCue) -> bool:
        """Say whether the cue still belongs where it was."""
        key = order(stored)
        before, after = self.stored[max(0, place - 1)], self.stored[min(len(self.stored) - 1, place + 1)]
        return (before.id == stored.id or order(before) < key) and (after.id == stored.id or key < order(after))

    def _around(self, place: int) -> set[int]:
        """Return the ids of the cues next to a place; AFTER where it is one of the last."""
        near = self.stored[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
        return {each.id for each in near} | ({AFTER} if place + NEIGHBOURS >= len(self.stored) else set())


class _Sources(Sequence[Source]):
    """What the cues were made of, read when a rule asks for it: kept, the words of a long film would weigh the
    window down."""

    def __init__(self, project: Project, stored: Sequence[StoredCue]) -> None:
        self._project = project
        self._stored = stored
        self._kept: dict[tuple[int, int], Source] = {}

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, place: int) -> Source: ...

    @overload
    def __getitem__(self, place: slice) -> list[Source]: ...

    def __getitem__(self, place: int | slice) -> Source | list[Source]:
        if isinstance(place, slice):
            return [self._source(stored) for stored in self._stored[place]]
        return self._source(self._stored[place])

    def _source(self, stored: StoredCue) -> Source:
        """Return what a cue that nobody looked at was made of: the rules ask for no other."""
        if stored.cue.state.is_checked or stored.first_word is None or stored.last_word is None:
            return _NOTHING
        key = (stored.first_word, stored.last_word)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = self._read(*key)
        return self._kept[key]

    def _read(self, first: int, last: int) -> Source:
        if not 0 <= last - first < MOST_WORDS:
            return _NOTHING
        heard = tuple(each.word for each in self._project.evidence.words_by_id(first, last))
        doubts = self._project.evidence.doubts(first, last)
        return Source(heard, tuple(flag for flag, count in doubts if 2 * count >= len(heard)))


class _Lexicon:
    """The words of a track: where each stands, which ones a dictionary was asked about, and what it said."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._counts: dict[str, int] = {}
        self._words: dict[int, tuple[str, ...]] = {}
        self._where: dict[str, set[int]] = {}
        self._new: dict[str, None] = {}
        self.spelling = Spelling(known.unknown, self._counts)

    def learn(self, cue: int, text: str) -> set[int]:
        """Take up the words of a cue; return the cues that this makes a difference to."""
        found = tuple(dict.fromkeys(word for word in words(text) if _is_looked_up(word)))
        self._words[cue] = found
        for word in found:
            self._where.setdefault(word, set()).add(cue)
            if word not in self._known.asked:
                self._new[word] = None
        return self._counted(found)

    def forget(self, cue: int) -> set[int]:
        """Drop the words of a cue; return the cues that this makes a difference to."""
        found = self._words.pop(cue, ())
        for word in found:
            self._where[word].discard(cue)
        return self._counted(found)

    def take_new(self) -> list[str]:
        """Return the words nobody asked about, which count as asked from now on."""
        found = [word for word in self._new if self._where.get(word)]
        self._new.clear()
        self._known.asked.update(found)
        return found

    def add(self, unknown: Mapping[str, str]) -> set[int]:
        """Count words that are now known to be unknown; return their cues."""
        for word in unknown:
            self._counts[word] = len(self._where.get(word, ()))
        return {cue for word in unknown for cue in self._where.get(word, ())}

    def _counted(self, found: Collection[str]) -> set[int]:
        """Count unknown words anew; return the cues of those that became rare, or are no longer."""
        affected: set[int] = set()
        for word in found:
            if word in self._known.unknown:
                before, now = self._counts.get(word, 0), len(self._where[word])
                self._counts[word] = now
                if (before <= RARE) != (now <= RARE):
                    affected |= self._where[word]
        return affected


_NOTHING = Source()


def order(stored: StoredCue) -> tuple[int, int, int]:
    """Return what cues are ordered by."""
    return (stored.cue.start, stored.cue.end, stored.id)


def _listens_for_speech(run: StoredRun) -> bool:
    """Say whether a run looked for voices: where it took music or everything, their absence says nothing."""
    return dict(run.run.settings).get("sound", "speech") == "speech"


def _is_looked_up(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isupper()


def _merged(spans: list[Span]) -> list[Span]:
    """Return the spans in order, those that touch as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _start(cue: Cue) -> int:
    return cue.start
