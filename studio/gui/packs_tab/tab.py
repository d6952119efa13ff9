"""The page Languages and models: the list of packs, the details of one, and what can be done with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QMenu, QSplitter, QVBoxLayout, QWidget

from studio.gui import icons, theme
from studio.gui.messages import show
from studio.gui.metrics import px
from studio.gui.packs_tab import details_words, names, order, results, words
from studio.gui.packs_tab.asking import PACK_FILE, CarryDialog, RemoveQuestion
from studio.gui.packs_tab.band import Band
from studio.gui.packs_tab.details import WIDTH, Details
from studio.gui.packs_tab.order import Shown
from studio.gui.packs_tab.pack_list import Described, PackList
from studio.gui.packs_tab.stock import Stock
from studio.gui.packs_tab.words import Act, Ground
from studio.gui.preferences import Preferences
from studio.gui.widgets import Button, Heading, Text, column, frame, row
from studio.i18n import _
from studio.model.pack import Pack, PackPlace, PackState

if TYPE_CHECKING:
    from studio.workflow import packs
    from studio.workflow.packs import Entry
else:
    from studio.gui import later

    packs = later.module("studio.workflow.packs")

WIDE = 1100
"""Width from which the details stand beside the list, in pixels; of larger letters it takes more."""

LOW = 520
"""Height (px at 100 %) below which details under the list are folded away at first, and the sentence is left out."""

NARROW = 760
"""Width (px at 100 %) below which the buttons stand under the title."""


class PacksTab(QWidget):
    """One page of the window; `stock` is the window's and goes on without it."""

    def __init__(self, stock: Stock, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stock = stock
        self._preferences = preferences
        self._entries: dict[str, Entry] = {}
        self._shown = Shown()
        self._form: tuple[bool, bool] | None = None
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Look again at what lies here and what could be had."""
        self._soon.stop()
        found = self._stock.entries(self._house)
        self._entries = {names.key(entry): entry for entry in found}
        self._show_list()
        self._show_room()
        self._show_several()

    def show_pack(self, id: str) -> None:
        """Bring the pack of this id into sight."""
        found = next((key for key, entry in self._entries.items() if entry.id == id and not entry.way), "")
        self.list.choose(found)
        self.list.focus_row(found)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._form is None:
            self.arrange()
        else:  # not now: Qt may be walking over the very widgets that this moves
            self._later.start()

    def arrange(self) -> None:
        """Stand the details beside or below the list, as there is room for the size of the letters."""
        is_narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._head_line.setDirection(way)
        is_low = self.height() < px(LOW)
        self.sentence.setVisible(not is_low)
        self._place_heads()
        is_wide = self.width() >= max(WIDE, px(WIDE))
        if (is_wide, is_low) == self._form:
            return
        self._form = (is_wide, is_low)
        self._split.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self.details.stand(is_beside=is_wide, is_open=not is_low)
        self._share()

    def _share(self, *_how: object) -> None:
        """Give list and details their shares of the page."""
        if self._split.orientation() is Qt.Orientation.Horizontal:
            beside = max(px(WIDTH), self.details.minimumSizeHint().width())
            self._split.setSizes([self.width() - beside, beside])
        else:
            least = self.details.minimumSizeHint().height()
            share = 0.5 if self.height() < px(LOW) else 0.4
            below = least if self.details.is_folded else max(least, round(self.height() * share))
            self._split.setSizes([self.height() - below, below])

    # how it is put together

    @property
    def _house(self) -> tuple[str, ...]:
        return self._preferences.settings.venue_languages or packs.USUAL

    def _build(self) -> None:
        self.list = PackList()
        self.details = Details()
        self.band = Band()
        left = QFrame()
        left.setProperty("role", "panel")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for part in (self._build_head(), self.band, self._build_column_heads()):
            inside.addWidget(part)
        inside.addWidget(self.list, 1)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._split)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.arrange)

    def _build_head(self) -> QWidget:
        head = frame("panel")
        self._head_line = row(head, margin=12, gap=10)
        texts = column(gap=2)
        texts.addWidget(Heading(_("Languages and models"), level=1))
        self.sentence = Text(_("What this computer can do without a network, and how far you can trust it."), "soft")
        texts.addWidget(self.sentence)
        buttons = row(gap=8)
        self.import_button = Button(_("Import from stick or folder…"), "usb")
        self.import_button.setMenu(self._build_import_menu())
        self.verify_button = Button(_("Verify all"), "shield-check")
        self.verify_button.setToolTip(_("Reads every file again, compares it and tries it. This takes a while."))
        self.verify_button.clicked.connect(self._stock.verify_all)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.verify_button)
        buttons.addStretch(1)
        self._head_line.addLayout(texts, 1)
        self._head_line.addLayout(buttons)
        return head

    def _build_import_menu(self) -> QMenu:
        menu = QMenu(self)
        whole = menu.addAction(icons.icon("folder-open"), _("A &folder or a whole stick…"))
        whole.triggered.connect(self._import_folder)
        file = menu.addAction(icons.icon("file-down"), _("A fi&le: a pack for sticks, an archive…"))
        file.triggered.connect(self._import_file)
        return menu

    def _build_column_heads(self) -> QWidget:
        """Return the names of the columns, which stay while the rows scroll."""
        self._heads = QWidget()
        self._heads_line = QVBoxLayout(self._heads)
        self._heads_line.setContentsMargins(0, 0, 0, 0)
        self._heads_line.addWidget(self.list.heads)
        return self._heads

    def _place_heads(self) -> None:
        """Keep the names over their columns, beside a scroll bar, too."""
        bar = self.list.verticalScrollBar()
        self._heads_line.setContentsMargins(0, 0, bar.width() if bar.isVisible() else 0, 0)

    def _connect(self) -> None:
        stock = self._stock
        stock.changed.connect(self._soon.start)
        stock.moved.connect(self._take_progress)
        stock.finished.connect(self._take_result)
        self.list.choice_changed.connect(lambda _key: self._show_details())
        self.list.asked.connect(self._do)
        self.list.more_toggled.connect(self._toggle_more)
        self.list.language_chosen.connect(self._choose_language)
        self.list.refresh_asked.connect(stock.refresh)
        self.list.verticalScrollBar().rangeChanged.connect(lambda *_range: self._later.start())
        self.details.carry_asked.connect(lambda: self._carry(self._chosen))
        self.details.unfolded.connect(self._share)
        self.details.measure_asked.connect(stock.measure)
        self.details.remove_asked.connect(lambda: self._remove(self._chosen))
        self.band.dismissed.connect(stock.dismiss)
        self._preferences.changed.connect(self._soon.start)
        theme.current().changed.connect(self._later.start)

    # what it shows

    @property
    def _chosen(self) -> Entry | None:
        return self._entries.get(self.list.chosen)

    def _show_list(self) -> None:
        entries = list(self._entries.values())
        found = order.sections(entries, self._house, self._shown)
        left_out = {section.kind.value: section.left_out for section in found}
        self.list.show_sections(found, self._described)
        self.list.show_more_models(left_out.get("speech", 0), is_unfolded=self._shown.more_models)
        self.list.show_languages(order.choices(entries), self._shown.languages, left_out.get("translation", 0))
        self._show_details()

    def _described(self, key: str) -> Described:
        entry = self._entries[key]
        ground = Ground(self._house)
        if not entry.way:
            doing, error = self._stock.doing(entry.id), self._stock.errors.get(entry.id)
            ground = Ground(self._house, doing, error, details_words.advice(entry))
        shown = words.row(entry, ground)
        return shown, [words.spoken_act(act, entry) for act in shown.standing.acts]

    def _show_details(self) -> None:
        entry = self._chosen
        if entry is None:
            return
        doing = self._stock.doing(entry.id) if not entry.way else None
        self.details.show_pack(details_words.head(entry), details_words.parts(entry))
        self.details.show_fetching(doing is not None and doing.is_fetch)
        self.details.show_error(self._stock.errors.get(entry.id) if doing is None and not entry.way else None)
        can_go = entry.pack is not None and entry.pack.place is PackPlace.OWN and doing is None
        self.details.offer(carry=bool(self._carried()), remove=can_go)
        self.details.offer_measuring(details_words.can_be_timed(entry), bool(details_words.time_here(entry)))

    def _show_room(self) -> None:
        self.details.show_room(packs.used(), packs.free_disk())

    def _show_several(self) -> None:
        running, error = self._stock.several, self._stock.errors.get("")
        self.band.show_running(running, self._stock.turn)
        if running is None and error is not None:
            self.band.show_result(results.of_error(error))
        for button in (self.import_button, self.verify_button, self.list.look, self.details.measure):
            button.setEnabled(running is None)

    def _take_progress(self, id: str) -> None:
        for key, entry in self._entries.items():
            if entry.id == id and not entry.way and key in self.list.rows:
                self.list.show_row(*self._described(key))
        self.band.show_running(self._stock.several, self._stock.turn)

    def _take_result(self, what: str, value: object) -> None:
        told = results.told(what, value)
        if told is not None:
            self.band.show_result(told)

    # what people do with it

    def _do(self, key: str, act: Act) -> None:
        entry = self._entries[key]
        own = entry.pack.id if entry.pack is not None else entry.id
        self.list.choose(key)
        todo = {
            Act.GET: partial(self._stock.get, entry.id),
            Act.GET_AGAIN: partial(self._stock.get, entry.id),
            Act.GO_ON: partial(self._stock.get, entry.id),
            Act.CHECK: partial(self._stock.check, entry.id, own),
            Act.PAUSE: partial(self._stock.pause, entry.id),
            Act.CANCEL: partial(self._stock.cancel, entry.id),
            Act.CARRY: partial(self._carry, entry),
            Act.REMOVE: partial(self._remove, entry),
        }
        todo[act]()

    def _toggle_more(self) -> None:
        self._shown = Shown(not self._shown.more_models, self._shown.languages)
        self._show_list()

    def _choose_language(self, tag: str) -> None:
        self._shown = Shown(self._shown.more_models, tag)
        self._show_list()

    def _remove(self, entry: Entry | None) -> None:
        if entry is not None and entry.pack is not None:
            question = RemoveQuestion(entry, self)
            own = entry.pack.id
            question.button_remove.clicked.connect(lambda: self._stock.remove(entry.id, own))
            show(question)

    def _carried(self) -> list[Entry]:
        """Return what a stick can hold: what lies here whole and did not come with the program."""
        return [entry for entry in self._entries.values() if entry.pack is not None and _can_be_carried(entry.pack)]

    def _carry(self, entry: Entry | None) -> None:
        dialog = CarryDialog(self._carried(), names.key(entry) if entry is not None else "", self)
        dialog.decided.connect(self._stock.carry)
        show(dialog)

    def _import_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Import from a folder or a stick"), str(Path.home()))
        if path:
            self._stock.import_from(Path(path))

    def _import_file(self) -> None:
        kinds = f"{_('Packs and archives')} (*{PACK_FILE} *.argosmodel *.zip)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Import from a file"), str(Path.home()), kinds)
        if path:
            self._stock.import_from(Path(path))


def _can_be_carried(pack: Pack) -> bool:
    return pack.place is not PackPlace.SHIPPED and pack.state is not PackState.DAMAGED
