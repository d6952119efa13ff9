"""What is being done with packs, whoever began it: followed as long as the window lives, with or without its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio.errors import PackError, StudioError
from studio.gui.packs_tab import names, results
from studio.gui.packs_tab.doing import FETCH, Doing, at_the_bottom, look
from studio.gui.runner import Runner, Running
from studio.i18n import _
from studio.model.progress import Progress
from studio.workflow.work import Work

if TYPE_CHECKING:
    from studio.workflow import pace, packs
    from studio.workflow.pack_tasks import Verified
    from studio.workflow.packs import Entry
else:
    from studio.gui import later

    pace = later.module("studio.workflow.pace")
    packs = later.module("studio.workflow.packs")

PACK = "pack"
"""What work for one pack is about: ("pack", its id)."""

PACKS = "packs"
"""What work for several is about: ("packs", what is done)."""


class Stock(QObject):
    """Begins, follows and ends work for packs; `runner` does it."""

    changed = Signal()
    """Packs came, went, or stand otherwise now: they have to be looked at again."""
    moved = Signal(str)
    """The work for the pack of this id came further."""
    said = Signal(str)
    """A sentence for everybody, seen or heard."""
    finished = Signal(str, object)
    """Work for several packs ended well: what was done, and its value."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._followed: list[Running] = []
        self._fetching: set[str] = set()
        self._dropping: set[str] = set()
        self._names: dict[str, str] = {}
        self._told = ""
        self._waits: dict[str, tuple[str, float]] = {}
        self.turn = ""
        """Which pack has its turn in the work for several, in words."""
        self.errors: dict[str, StudioError] = {}
        """What went wrong last, by the pack's id; under "" what was for several."""
        runner.changed.connect(self._look)
        self._look()

    def entries(self, languages: Iterable[str]) -> list[Entry]:
        """Return what is here and what could be had, for a house that works with `languages`."""
        known: packs.Overview | None = self._attempt("", lambda: packs.overview(tuple(languages)))
        if known is None:
            return []
        if known.trouble is not None and known.trouble.message != self._told:  # once: it can be dismissed
            self._told = known.trouble.message
            self.errors[""] = known.trouble
        found = known.entries
        self._names = {entry.id: names.title(entry) for entry in found if not entry.way}
        return found

    def doing(self, id: str) -> Doing | None:
        """Return what is being done for a pack now, None if nothing."""
        running = self._of(id)
        return look(running, self._waits.get(id, ("", 0))[0]) if running is not None else None

    @property
    def fetched(self) -> Running | None:
        """Return the download that is being done, or the one that waits first."""
        alive = [running for running in self._followed if running.work.lane == FETCH and not running.is_over]
        return next((running for running in alive if running.state != "waiting"), alive[0] if alive else None)

    def words(self) -> list[str]:
        """Return what the line at the bottom says of the network, the longest first; nothing while it is not used."""
        running = self.fetched
        if running is None:
            return []
        return at_the_bottom(self.name(running), look(running)) if _kind(running) == PACK else [running.label]

    @property
    def several(self) -> Running | None:
        """Return the work for several packs that is being done: import, verification, a copy."""
        return next((each for each in self._followed if _kind(each) == PACKS and not each.is_over), None)

    def name(self, running: Running) -> str:
        """Return what the pack of `running` is called."""
        return self._named(_id(running))

    def get(self, id: str) -> None:
        """Fetch a pack, or go on with it."""
        self.begin(id, lambda: packs.get(id), (PACK, id))

    def check(self, id: str, own: str) -> None:
        """Verify the pack of an entry, which goes by its `own` id on the disk."""
        self.begin(id, lambda: packs.verify([own]), (PACK, id))

    def pause(self, id: str) -> None:
        """Stop fetching a pack, to go on later from the same place."""
        running = self._of(id)
        if running is not None:
            running.pause()

    def cancel(self, id: str) -> None:
        """Stop what is done for a pack and throw away what was fetched of it."""
        running = self._of(id)
        if running is None:
            return self._forget(id)
        if running.work.lane == FETCH:
            self._dropping.add(id)
        running.cancel()

    def remove(self, id: str, own: str) -> None:
        """Delete the pack of an entry, which goes by its `own` id on the disk."""
        self._attempt(id, lambda: packs.remove(own))
        self.changed.emit()

    def verify_all(self) -> None:
        """Read and test all that lies here."""
        self.begin("", packs.verify, (PACKS, "verify"))

    def import_from(self, path: Path) -> None:
        """Bring in what lies at `path`."""
        self.begin("", lambda: packs.import_from(path), (PACKS, "import"))

    def carry(self, ids: Iterable[str], out: Path) -> None:
        """Write the packs of these ids (those on the disk) into one file."""
        self.begin("", lambda: packs.carry(list(ids), out), (PACKS, "carry"))

    def refresh(self) -> None:
        """Ask which translation packages there are now."""
        self.begin("", packs.refresh_index, (PACKS, "refresh"))

    def measure(self) -> None:
        """Find out how quick this computer is."""
        self.begin("", pace.measure, (PACKS, "measure"))

    def dismiss(self, id: str = "") -> None:
        """Speak no more of what went wrong."""
        if self.errors.pop(id, None) is not None:
            self.changed.emit()

    def begin(self, id: str, work: Callable[[], Work[Any]], about: tuple[str, str]) -> None:
        """Begin `work`; what is wrong at once is an error of the pack `id`."""
        self.errors.pop(id, None)
        made = self._attempt(id, work)
        if made is not None:
            self._runner.run(made, about)
        self.changed.emit()

    def _attempt(self, id: str, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except StudioError as error:
            self.errors[id] = error
            self.said.emit(error.message)
            return None

    def _forget(self, id: str) -> None:
        self._dropping.discard(id)
        self.errors.pop(id, None)
        self._attempt(id, lambda: packs.forget(id))
        self.changed.emit()

    def _of(self, id: str) -> Running | None:
        return next((each for each in self._followed if each.about == (PACK, id) and not each.is_over), None)

    def _look(self) -> None:
        """Follow what has come to the runner since the last look."""
        for running in self._runner.running:
            if _kind(running) in (PACK, PACKS) and running not in self._followed:
                self._follow(running)

    def _follow(self, running: Running) -> None:
        self._followed.append(running)
        running.progressed.connect(lambda progress: self._take_progress(running, progress))
        running.said.connect(lambda text: self._take_word(running, text))
        running.changed.connect(lambda: self._take_change(running))
        running.finished.connect(lambda value: self._take_end(running, value))
        running.failed.connect(lambda error: self._take_failure(running, error))
        running.stopped.connect(lambda: self._take_stop(running))
        self._take_change(running)

    def _take_progress(self, running: Running, progress: Progress) -> None:
        id = _id(running)
        if progress.done != self._waits.get(id, ("", progress.done))[1]:  # it goes on, or begins anew
            del self._waits[id]
        self.moved.emit(id)

    def _take_word(self, running: Running, text: str) -> None:
        """Show what a download waits for, until it comes further; or whose turn it is."""
        if _kind(running) == PACK and running.work.lane == FETCH:
            self._waits[_id(running)] = (text, running.progress.done)
            self.said.emit(text)
        elif _kind(running) == PACKS:
            self.turn = text
        self.moved.emit(_id(running))

    def _take_change(self, running: Running) -> None:
        id = _id(running)
        if running.work.lane == FETCH and running.state == "working" and id not in self._fetching:
            self._fetching.add(id)
            self.errors.pop(id, None)
            if _kind(running) == PACK:
                self.said.emit(_("Downloading “{name}”.").format(name=self.name(running)))
        if running.is_over:
            self._followed.remove(running)
            self._waits.pop(id, None)
            self.turn = "" if _kind(running) == PACKS else self.turn
        self.changed.emit()

    def _take_end(self, running: Running, value: Any) -> None:
        if _kind(running) == PACKS:
            self._fetching.discard(_id(running))
            for id in results.well(_id(running), value):
                self.errors.pop(id, None)
            told = results.told(_id(running), value)
            if told is not None:
                self.said.emit(told[1])
            self.finished.emit(_id(running), value)
        elif not running.follow_ups and _id(running) in self._fetching:
            self._fetching.discard(_id(running))
            self.said.emit(_("“{name}” is ready.").format(name=self.name(running)))
        elif not running.follow_ups:
            self._judge(_id(running), value)
        self.changed.emit()

    def _judge(self, id: str, verified: list[Verified]) -> None:
        """Say whether a pack that was checked is whole."""
        damaged = [each for each in verified if not each.is_whole]
        for each in damaged:
            self.errors[id] = PackError(each.message, hint=each.hint)
        words = damaged[0].message if damaged else _("“{name}” is whole and works.").format(name=self._named(id))
        self.said.emit(words)

    def _named(self, id: str) -> str:
        """Return what people call a pack; the page, which asks for all of them, may never have been opened."""
        if id not in self._names:
            self.entries(())
        return self._names.get(id, id)

    def _take_failure(self, running: Running, error: StudioError) -> None:
        self._fetching.discard(_id(running))
        self.errors[_id(running) if _kind(running) == PACK else ""] = error
        self.said.emit(error.message)
        self.changed.emit()

    def _take_stop(self, running: Running) -> None:
        id = _id(running)
        self._fetching.discard(id)
        if id in self._dropping:
            self._forget(id)
        self.changed.emit()


def _kind(running: Running) -> str:
    return running.about[0] if isinstance(running.about, tuple) else ""


def _id(running: Running) -> str:
    return str(running.about[1]) if isinstance(running.about, tuple) else ""
