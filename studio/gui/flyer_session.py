"""One flyer of an open production as the parts of its tab see it: its edition, the chosen block, the page shown.

The parts do not know each other.  They read from here, ask for things here, and hear here what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from studio.errors import StudioError
from studio.gui.looking import Looking
from studio.project.values import Changed
from studio.workflow import view

if TYPE_CHECKING:
    from studio.gui.desk import Desk
    from studio.gui.runner import Running
    from studio.model.document import Fit, Page
    from studio.project.project import Project
    from studio.project.values import StoredBlock, StoredEdition, StoredFit, StoredFlyer, Wording
    from studio.settings import Settings
    from studio.workflow.flyer import proof, review
    from studio.workflow.flyer import state as standing
    from studio.workflow.flyer.review import FlyerItem
    from studio.workflow.work import Work
else:
    from studio.gui import later

    proof = later.module("studio.workflow.flyer.proof")
    review = later.module("studio.workflow.flyer.review")
    standing = later.module("studio.workflow.flyer.state")

P = ParamSpec("P")
T = TypeVar("T")

SOON = 250
"""Milliseconds after a change until what is to be checked is looked for anew: people type faster."""

SHARE = 10
"""How many times longer than the last look took the next one waits at least: a long flyer must not hold people up."""


class FlyerSession(QObject):
    """A flyer and the edition of it that is being worked on; the window owns the project."""

    changed = Signal(object)
    """A `Changed`, after what is kept here took it in."""
    flyer_changed = Signal()
    """It has another title, language or place."""
    blocks_changed = Signal()
    """Blocks are others than before, or stand in another order."""
    edition_changed = Signal()
    """Another edition (or none) is worked on, or it has another title."""
    editions_changed = Signal()
    """There are more editions than before, or fewer."""
    wordings_changed = Signal()
    """Texts of the edition, or how far people have looked at them, are others than before."""
    fits_changed = Signal()
    block_changed = Signal(int)
    selected_changed = Signal()
    page_changed = Signal(int)
    shown_changed = Signal()
    """The original page is shown instead of the translated one, or the other way round."""
    item_changed = Signal()
    queue_changed = Signal()
    """The items to check are others than before."""
    locked = Signal(str, bool, object)
    """The file opens only with its password: its name, whether one was tried, what to call with another."""
    failed = Signal(object)
    """A `StudioError`, to be shown."""
    said = Signal(str)
    """A sentence, shown for a while and spoken by a screen reader."""
    flush_asked = Signal()
    """What is being typed has to be written down, for something else is about to happen."""
    edit_asked = Signal()
    """The text of the chosen block should get the keyboard."""
    selection_asked = Signal(object)
    """These blocks should be selected in the list; a list of ids."""

    def __init__(self, project: Project, flyer: int, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.desk = desk
        self.flyer: StoredFlyer = self._flyer(flyer)
        self.edition: StoredEdition | None = None
        self.blocks: list[StoredBlock] = []
        """All blocks in reading order."""
        self.wordings: dict[int, Wording] = {}
        """What the edition in hand says, by the ids of blocks; empty without an edition."""
        self.fits: dict[int, StoredFit] = {}
        self.block = 0
        self.selected: list[int] = []
        self.page = 0
        self.is_translation_shown = False
        self.items: list[FlyerItem] = []
        self.item: FlyerItem | None = None
        self.is_closed = False
        self._rows: dict[int, int] = {}
        self._is_flushing = False
        self._pause = SOON
        self._looking = Looking(lambda: proof.look_ahead(project, self._proof()), self.look_for_items, self)
        self._stop_listening = project.subscribe(self._take_in)
        self._read_blocks()
        editions = self.editions()
        self.choose_edition(editions[0].id if editions else 0)

    # what there is

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self.desk.preferences.settings

    @property
    def password(self) -> str:
        """Return the password that somebody gave for the file, "" where none is known; it is kept nowhere."""
        return self.desk.passwords.get(self.flyer.file.digest, "")

    @property
    def pages(self) -> Sequence[Page]:
        """Return the pages of the flyer."""
        return self.flyer.pages

    def editions(self) -> list[StoredEdition]:
        """Return the editions of the flyer, one for each language."""
        return self.project.flyers.editions(self.flyer.id)

    def row_of(self, block: int) -> int | None:
        """Return the place of a block in reading order, counted from 0; None for one that is not there."""
        return self._rows.get(block)

    def number_of(self, block: int) -> int:
        """Return the number that a block goes by on the page and in the list, from 1."""
        return self._rows[block] + 1

    def get(self, block: int) -> StoredBlock | None:
        """Return a block by its id."""
        row = self._rows.get(block)
        return None if row is None else self.blocks[row]

    def stored(self) -> StoredBlock | None:
        """Return the chosen block."""
        return self.get(self.block)

    def on_page(self, page: int) -> list[StoredBlock]:
        """Return the blocks that have an area on a page, in reading order."""
        return [each for each in self.blocks if any(area.page == page for area in each.block.areas)]

    def fit(self, block: int) -> Fit | None:
        """Return how the block's text of this edition fits on the page, None while nobody has measured it."""
        found = self.fits.get(block)
        return found.fit if found is not None else None

    def is_stale(self, block: int) -> bool:
        """Say whether the source changed after its text in this edition was made."""
        stored, wording = self.get(block), self.wordings.get(block)
        return stored is not None and wording is not None and standing.is_stale(stored, wording)

    def close(self) -> None:
        """Write down what is being typed and stop hearing of the project; more than once does no harm."""
        if self.is_closed:
            return
        self.flush()
        self.is_closed = True
        self._looking.stop()
        self._stop_listening()

    @property
    def counted(self) -> tuple[int, int]:
        """Return how many blocks there are to check in what is in hand, and how many people have checked."""
        if self.edition is None:
            return len(self.blocks), sum(each.state.is_checked for each in self.blocks)
        source, target = self.flyer.language, self.edition.language
        there = [each.id for each in self.blocks if standing.needs_words(each.block, source, target)]
        return len(there), sum(map(self.is_checked, there))

    def is_checked(self, block: int) -> bool:
        """Say whether a person has checked what a block says in the edition, and the source has not changed since."""
        wording = self.wordings.get(block)
        return wording is not None and wording.state.is_checked and not self.is_stale(block)

    @property
    def about(self) -> int:
        """Return the id that work for this flyer goes by."""
        return self.flyer.id

    def place(self) -> view.Place:
        """Return where this flyer is left."""
        return view.Place(self.flyer.id, self.block, self.edition.id if self.edition is not None else 0)

    # what is asked of it

    def come_back(self, block: int, edition: int) -> None:
        """Take up what the flyer was left at, as far as it is still there."""
        if any(each.id == edition for each in self.editions()):
            self.choose_edition(edition)
        self.choose_block(block)

    def attempt(self, verb: Callable[P, T], *args: P.args, **named: P.kwargs) -> T | None:
        """Carry out a verb for a gesture and return its value; an error is shown, and then there is None."""
        self.flush()
        try:
            return verb(*args, **named)
        except StudioError as error:
            self.failed.emit(error)
            return None

    def ask_password(self, again: Callable[[], object]) -> None:
        """Have the password of the file asked for, keep it while the program runs, and do it again."""

        def take(password: str) -> None:
            self.desk.passwords[self.flyer.file.digest] = password
            again()

        self.locked.emit(self.flyer.file.name, bool(self.password), take)

    def run(self, work: Work[Any], *, is_awaited: bool = True, is_silent: bool = False) -> Running:
        """Give work to the lanes; the band shows what is awaited, of the rest an error is shown unless it is silent."""
        running = self.desk.runner.run(work, self.flyer.id if is_awaited else ("flyer", self.flyer.id))
        if not is_awaited and not is_silent:
            running.failed.connect(lambda error: None if self.is_closed else self.failed.emit(error))
        return running

    def flush(self) -> None:
        """Have written down what is being typed."""
        if not self._is_flushing:
            self._is_flushing = True
            try:
                self.flush_asked.emit()
            finally:
                self._is_flushing = False

    def choose_edition(self, id: int) -> None:
        """Work on another edition (0: none, only the original)."""
        self.flush()
        self.edition = next((edition for edition in self.editions() if edition.id == id), None)
        self._read_wordings()
        self.is_translation_shown = self.edition is not None
        self.edition_changed.emit()
        self.wordings_changed.emit()
        self.fits_changed.emit()
        self.shown_changed.emit()
        self._looking.start(0)

    def choose_block(self, id: int) -> None:
        """Make a block the chosen one (0: none), and show its page."""
        if id == self.block:
            return
        self.flush()
        stored = self.get(id)
        self.block = id if stored is not None else 0
        if stored is not None and not any(area.page == self.page for area in stored.block.areas):
            self.choose_page(stored.block.page)
        self.block_changed.emit(self.block)

    def choose_page(self, page: int) -> None:
        """Show another page, counted from 0."""
        page = max(0, min(page, len(self.pages) - 1))
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)

    def show_translation(self, is_shown: bool) -> None:
        """Show the page as it will be exported, or the original."""
        is_shown = is_shown and self.edition is not None
        if is_shown != self.is_translation_shown:
            self.is_translation_shown = is_shown
            self.shown_changed.emit()

    def turn(self, by: int) -> None:
        """Choose the block `by` places further in reading order; at the ends it stays."""
        row = self.row_of(self.block)
        first = next((self._rows[each.id] for each in self.on_page(self.page)), 0)
        target = row + by if row is not None else first
        if 0 <= target < len(self.blocks):
            self.choose_block(self.blocks[target].id)

    def select(self, ids: Iterable[int]) -> None:
        """Take note of the rows that are selected; the list's to call."""
        self.selected = list(ids)
        self.selected_changed.emit()

    def targets(self) -> list[int]:
        """Return the ids that an action is meant for, in reading order: the selected rows, or else the chosen block."""
        if len(self.selected) > 1 and (not self.block or self.block in self.selected):
            return sorted((id for id in self.selected if id in self._rows), key=self._rows.__getitem__)
        return [self.block] if self.block else []

    def choose_item(self, item: FlyerItem | None) -> None:
        """Make something to check the current one and show its block."""
        self.item = item
        self.item_changed.emit()
        if item is not None:
            self.choose_block(item.block)
            if len(item.blocks) > 1:
                self.selection_asked.emit(list(item.blocks))

    def next_item(self, by: int = 1) -> None:
        """Go to the next thing to check (the one before with -1); from the last one to the first."""
        if not self.items:
            return
        keys = [item.key for item in self.items]
        here = keys.index(self.item.key) if self.item is not None and self.item.key in keys else (-1 if by > 0 else 0)
        self.choose_item(self.items[(here + by) % len(self.items)])

    def settle(self, verb: Callable[[Project, FlyerItem], object]) -> None:
        """Mend the current item or leave it as it is, and go to the one that comes into its place."""
        item = self.item
        keys = [each.key for each in self.items]
        if item is None or item.key not in keys:
            return
        self.attempt(verb, self.project, item)
        self.look_for_items()
        if item.key not in {each.key for each in self.items}:
            place = min(keys.index(item.key), len(self.items) - 1)
            self.choose_item(self.items[place] if self.items else None)

    def terms_changed(self) -> None:
        """Look again after a change of the house's terms, of which no production hears."""
        self._looking.start(SOON)

    def look_for_items(self) -> None:
        """Look again at what is to be checked."""
        self._looking.stop()
        if self.is_closed:
            return
        clock = QElapsedTimer()
        clock.start()
        found = list(self.attempt(lambda: review.look(self.project, self._proof())) or [])
        self._pause = max(SOON, SHARE * clock.elapsed())
        if found != self.items:
            self.items = found
            if self.item is not None:
                self.item = next((item for item in found if self.item and item.key == self.item.key), None)
            self.queue_changed.emit()

    def _proof(self) -> proof.Proof:
        return proof.Proof(self.flyer, self.blocks, self.edition, self.wordings, self.fits)

    # how it follows the project

    def _flyer(self, id: int) -> StoredFlyer:
        flyer = self.project.media.flyer(id)
        if flyer is None:
            raise ValueError(f"no flyer {id}")
        return flyer

    def _read_blocks(self) -> None:
        self.blocks = self.project.flyers.blocks(self.flyer.id)
        self._rows = {each.id: row for row, each in enumerate(self.blocks)}

    def _read_wordings(self) -> None:
        edition = self.edition
        self.wordings = self.project.flyers.wordings(edition.id) if edition is not None else {}
        self.fits = self.project.flyers.fits(edition.id) if edition is not None else {}

    def _take_in(self, change: Changed) -> None:
        """Bring everything up to date after a change of the project."""
        rows = change.rows
        if "media" in rows or "flyer" in rows:
            self._take_in_flyer()
        if "block" in rows:
            self._take_in_blocks()
        if "edition" in rows:
            self._take_in_editions()
        if self.edition is not None and "wording" in rows:
            self.wordings = proof.wordings_after(self.project, self.edition.id, self.wordings, rows["wording"])
            self.wordings_changed.emit()
        if self.edition is not None and "fit" in rows:
            self.fits = self.project.flyers.fits(self.edition.id)
            self.fits_changed.emit()
        if rows.keys() & {"flyer", "block", "edition", "wording", "fit", "dismissal", "name", "term"}:
            self._looking.start(self._pause)
        self.changed.emit(change)

    def _take_in_flyer(self) -> None:
        now = self.project.media.flyer(self.flyer.id)
        if now is not None and now != self.flyer:
            self.flyer = now
            self.flyer_changed.emit()

    def _take_in_blocks(self) -> None:
        self._read_blocks()
        if self.block and self.block not in self._rows:
            self.choose_block(0)
        self.blocks_changed.emit()

    def _take_in_editions(self) -> None:
        there = self.editions()
        before = self.edition
        now = next((edition for edition in there if before is not None and edition.id == before.id), None)
        if now is None and (before is not None or there):  # it was removed, or it is the first one
            self.choose_edition(there[0].id if there else 0)
        elif now != before:
            self.edition = now
            self.edition_changed.emit()
        self.editions_changed.emit()
