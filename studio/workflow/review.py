"""What to check first: the findings on a track as a short ranked queue, kept up to date while people work.

The queue lives in the process of the window.  `build` looks at everything in small bites; `refresh` looks again at the
cues that changed and at their neighbours.  Only the dictionary is asked in a worker: `spelling` says when.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Finding
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import Changed, StoredCue
from studio.quality.check import RISKS, RULES, TRANSLATION
from studio.quality.rule import Rule
from studio.quality.spelling import Checked
from studio.subtitles import editing, limits
from studio.text.length import visible_length
from studio.workflow import bilingual, chosen, items, pairing
from studio.workflow.compared import Rendered
from studio.workflow.grounds import AFTER, Grounds, Known
from studio.workflow.items import WORDING, Change, Fix, Item, Wording
from studio.workflow.queue import Queue
from studio.workflow.renderings import Renderings
from studio.workflow.rewording import reword
from studio.workflow.spelling import looking_up
from studio.workflow.work import Work

__all__ = ["WORDING", "Change", "Fix", "Item", "Review", "Wording", "fix", "leave"]

BITE = 0.002
"""Seconds of looking between two yields: a tenth of what a hand feels."""

AT_ONCE = 50
"""Changed cues, or cues to look at again, that `refresh` does itself; more are left to `build`."""

EVERY: tuple[Rule, ...] = (*RULES, *RISKS, *TRANSLATION)
UNWRITTEN, NOT_TRANSLATED = (next(rule for rule in EVERY if rule.id == id) for id in ("unwritten", "not-translated"))
SHAKING = ("track", "video", "media")
"""Tables whose changes make everything look different."""

NO_DICTIONARY = "no-dictionary"
"""The key of the item that says so."""


class Review:
    """The queue of one track.  `items` are ranked; `is_complete` is false while there is something left to `build`."""

    def __init__(self, project: Project, track: int) -> None:
        self._project = project
        self._track = track
        self._grounds: Grounds | None = None
        self._changes = 0
        self._is_speech_old = False
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._queue = Queue({}, track)
        self._left: dict[int, set[str]] = {}
        self._dirty: dict[int, None] = {}
        self._known = Known()
        self._rendered = Rendered()
        self.items: list[Item] = []
        self.is_complete = False

    def build(self) -> Iterator[None]:
        """Look at everything that was not looked at yet; every yield is a place to do something else meanwhile."""
        while not self.is_complete:
            if self._grounds is None and self._project.tracks.get(self._track) is None:
                self.items, self.is_complete = [], True
            elif self._grounds is None:
                yield from self._begin()
            elif self._is_speech_old:
                yield from self._hear(self._grounds)
            elif self._dirty:
                self._look(self._grounds, BITE)
                yield
            else:
                self._rank(self._grounds)
                self.is_complete = True

    def refresh(self, changed: Changed) -> None:
        """Bring the queue up to date after a change; where `is_complete` is false afterwards, `build` goes on."""
        self._changes += 1
        cues = self._cues_of(changed)
        if self._grounds is None or len(cues) > AT_ONCE or any(table in changed.rows for table in SHAKING):
            self._grounds, self.is_complete = None, False
            return
        self._take(self._grounds, cues)
        if not self._compare(self._grounds, changed):
            self._grounds, self.is_complete = None, False
            return
        if "rejection" in changed.rows:
            self._read_left(self._grounds)
        if "term" in changed.rows:
            self._grounds.read_names()
            self._dirty.update(dict.fromkeys(self._grounds.everything()))
        self._is_speech_old |= "window" in changed.rows or "run" in changed.rows
        if len(self._dirty) <= AT_ONCE:
            self._look(self._grounds)
        self.is_complete = not self._dirty and not self._is_speech_old
        self._rank(self._grounds)

    def terms_changed(self) -> None:
        """Look at everything again, in `build`, after a change of the house's terms, of which no production hears."""
        if self._grounds is not None:
            self._read_names(self._grounds)
            self.is_complete = False

    def of(self, cue: int) -> list[Item]:
        """Return the items that a cue is part of, the weightiest first."""
        return self._queue.of(cue)

    def spelling(self) -> Work[Checked | None] | None:
        """Return the work of looking up the words that are new since the last call, None where there are none.

        When it has finished, `is_complete` may be false: `build` then goes on.
        """
        if self._grounds is None or self._known.is_nothing:
            return None
        language = self._known.language
        new = self._grounds.unheard_words() if language else []
        return looking_up(language, new, self._spelled) if new else None

    def renderings(self) -> Work[Renderings] | None:
        """Return the work of asking the machine what it says for terms that were not obeyed, None where there are none.

        With that their findings have a fix; when it has finished, `build` goes on.
        """
        return None if self._grounds is None else self._grounds.looking_up_terms(self._render)

    def _render(self, found: Renderings) -> None:
        if self._grounds is not None:
            self._dirty.update(dict.fromkeys(self._grounds.rendered(found)))
            self.is_complete = False

    def _cues_of(self, changed: Changed) -> list[int]:
        """Return which of the changed cues are, or were, of this track."""
        ids = [id for id in changed.rows.get("cue", ()) if isinstance(id, int)]
        if self._grounds is None or len(ids) <= AT_ONCE:
            return ids
        now = set(self._project.cues.ids(self._track))
        return [id for id in ids if id in now or id in self._grounds.places]

    def _compare(self, made: Grounds, changed: Changed) -> bool:
        """Take over what changed beside a translation; False where everything must be read again."""
        cues, pairs = ([id for id in changed.rows.get(table, ()) if isinstance(id, int)] for table in ("cue", "pair"))
        again = made.compare(cues, pairs)
        self._dirty.update(dict.fromkeys(again or ()))
        return again is not None

    def _read_names(self, made: Grounds) -> None:
        made.read_names()
        self._dirty.update(dict.fromkeys(made.everything()))

    def _begin(self) -> Iterator[None]:
        track, changes = self._project.tracks.get(self._track), self._changes
        if track is None:
            return
        if self._known.language != track.language:
            self._known, self._rendered = Known(track.language), Rendered()
        made = Grounds(self._project, track, self._known, self._rendered)
        for _bite in made.read():
            yield
            if self._changes != changes:
                return  # begin again
        self._grounds = made
        self._findings, self._queue = {}, Queue(made.places, self._track)
        self._is_speech_old = False
        self._read_left(made)
        self._dirty = dict.fromkeys(made.everything())

    def _hear(self, made: Grounds) -> Iterator[None]:
        self._is_speech_old = False
        before, changes = made.speech(), self._changes
        for _bite in made.read_speech():
            yield
            if self._changes != changes:
                self._is_speech_old = True
                return
        self._dirty.update(dict.fromkeys(made.from_moment(made.speech_until(before))))

    def _read_left(self, made: Grounds) -> None:
        before, self._left = self._left, {}
        for cue, rule in self._project.rejections.of(self._track):
            self._left.setdefault(cue, set()).add(rule)
        for cue in before.keys() | self._left.keys() | {AFTER}:
            self._say(made, cue)

    def _take(self, made: Grounds, cues: Iterable[int]) -> None:
        """Take over how these cues are now."""
        places = made.places
        self._dirty.update(dict.fromkeys(made.take(cues)))
        for id in cues:
            self._left.pop(id, None)
            if id in made.places:
                self._left[id] = self._project.rejections.on(made.stored[made.places[id]])
            else:
                self._findings.pop(id, None)
                self._dirty.pop(id, None)
                self._queue.put(id, [])
        if made.places is not places:
            self._queue.put(AFTER, [])
            self._queue.renumber(made.places)
            self._say(made, AFTER)

    def _look(self, made: Grounds, seconds: float = math.inf) -> None:
        """Look at cues that need it, for so long."""
        until = time.perf_counter() + seconds
        while self._dirty and time.perf_counter() < until:
            id = next(iter(self._dirty))
            del self._dirty[id]
            place = len(made.stored) if id == AFTER else made.places[id]
            found = (rule.check(made.evidence, place) for rule in self._rules(made, id))
            self._findings[id] = tuple(finding for finding in found if finding is not None)
            self._say(made, id)

    def _rules(self, made: Grounds, id: int) -> tuple[Rule, ...]:
        """Return the rules that look at a cue, or at the time after the last one, where all of it was heard."""
        if id != AFTER:
            return EVERY
        return (UNWRITTEN, NOT_TRANSLATED) if made.is_whole else (NOT_TRANSLATED,)

    def _say(self, made: Grounds, id: int) -> None:
        """Make anew what is to be said about a cue."""
        found = self._findings.get(id, ())
        if not made.stored or (id not in made.places and id != AFTER):
            self._queue.put(id, [])
            return
        stored = made.stored[-1] if id == AFTER else made.stored[made.places[id]]
        left = self._left.get(stored.id, set())
        if id == AFTER:
            rest = [finding for finding in found if items.left_at_end(finding) not in left]
            self._queue.put(id, [items.at_end(stored, finding) for finding in rest])
            return
        rest = [finding for finding in found if items.left_as(finding) not in left]
        self._queue.put(id, items.leads(stored, rest, lambda cue: _rebroken(cue, made.house)))

    def _rank(self, made: Grounds) -> None:
        self.items = [*self._queue.items(), *self._no_dictionary(made)]

    def _spelled(self, checked: Checked | None) -> None:
        self.is_complete = False
        if checked is None:
            self._known.is_nothing = True
            return
        self._known.unknown.update(checked.unknown)
        if self._grounds is not None:
            self._dirty.update(dict.fromkeys(self._grounds.spelled(checked.unknown)))

    def _no_dictionary(self, made: Grounds) -> list[Item]:
        """Return the item that says that spelling is not checked."""
        first = made.stored[0] if made.stored else None
        if not self._known.is_nothing or first is None or NO_DICTIONARY in self._left.get(first.id, ()):
            return []
        return [
            Item(
                key=NO_DICTIONARY,
                rule=NO_DICTIONARY,
                severity="info",
                cues=(),
                start=first.cue.start,
                end=first.cue.end,
                title=_("Spelling is not checked"),
                text=_("There is no dictionary of this language on this computer. LibreOffice brings free ones along."),
                label="",
                fix=None,
                risk=0.0,
                covers=((first.id, NO_DICTIONARY),),
            )
        ]


def fix(project: Project, item: Item) -> None:
    """Do what the item's button says, as one step; raises `InputError` where the cues are no longer as they were."""
    if item.fix is None:
        raise InputError(_("There is nothing that could be done here at once."))
    if item.fix.new is not None:
        _write_down(project, item.fix)
        return
    found = [(change, project.cues.get(change.cue)) for change in item.fix.changes]
    fitting = [(change, stored) for change, stored in found if stored is not None and _is_same(stored, change)]
    if not fitting:
        raise InputError(_("This cue has been changed meanwhile."), hint=_("Look at the list once more."))
    chosen.track(project, fitting[0][1].track)
    with project.step(item.fix.label):
        for change, stored in fitting:
            _carry_out(project, stored, change)


def leave(project: Project, item: Item) -> None:
    """Show the item no more until its cues change; what was out of date fits what the source says now."""
    with project.step(_("Leave as it is")):
        for cue, rule in item.covers:
            stored = project.cues.get(cue)
            if stored is not None and rule.startswith(items.STALE):
                project.pairs.confirm([cue])
            elif stored is not None:
                project.rejections.add(stored, rule)


def _rebroken(cue: Cue, house: editing.House) -> Cue | None:
    """Return the cue with its lines broken anew, None where they fit, or would be too many or break another rule."""
    profile = house.profile
    if len(cue.lines) <= profile.lines and all(visible_length(line) <= profile.line_length for line in cue.lines):
        return None
    made = editing.rebreak(cue, house)
    before, after = (limits.broken(each, None, profile, house.clock) for each in (cue, made))
    is_cured = len(made.lines) <= profile.lines and "line-length" not in after
    return made if is_cured and set(after) <= set(before) else None


def _is_same(stored: StoredCue, change: Change) -> bool:
    """Say whether a cue is still what the fix was made for; its state does not matter."""
    return replace(stored.cue, state=change.before.state) == change.before


def _write_down(project: Project, change: Fix) -> None:
    """Make an empty cue where something is said; in a translation it stands for what is said there."""
    assert change.new is not None
    chosen.track(project, change.track)
    source = bilingual.source_of(project, change.track)
    cue = Cue(change.new.start, change.new.end, "", state=CueState.EDITED)
    with project.step(change.label):
        made = project.cues.several(project.cues.add(change.track, [cue]))
        if source is not None:
            said = project.cues.between(source.id, change.new.start, change.new.end)
            pairing.pair_up(project, made, said, Origin.PERSON)


def _carry_out(project: Project, stored: StoredCue, change: Change) -> None:
    if not change.after:
        project.cues.remove([stored.id])
        return
    first, *more = change.after
    is_same = first.text.split() == stored.cue.text.split()
    worded = stored if is_same else chosen.worded(stored, first.text)
    if not more:  # a cue that is only cut in two says what it said: its translation stays good
        reword(project, [(stored, first.text)])
    project.cues.put(replace(worded, cue=replace(first, state=worded.cue.state)))
    for id in project.cues.add(stored.track, more):
        project.pairs.divide(stored.id, id)
