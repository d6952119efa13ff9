"""What is asked before a pack goes, and what a stick shall hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QMessageBox, QWidget

from studio.gui import metrics
from studio.gui.packs_tab import names
from studio.gui.widgets import Button, PrimaryButton, Text, column, row
from studio.i18n import _
from studio.model.pack import PackKind

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

PACK_FILE = ".souffleur-pack"


class RemoveQuestion(QMessageBox):
    """Asks whether a pack shall go from this computer."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(_("Remove a model"))
        name, size = names.title(entry), names.bytes_in_words(entry.size)
        self.setText(_("Remove “{name}” from this computer?").format(name=name))
        again = _("It can be downloaded again.") if entry.can_be_fetched else _("Souffleur cannot download it again.")
        freed = _("{size} become free.").format(size=size)
        self.setInformativeText(f"{freed} {again} {_('Your productions stay as they are.')}")
        self.button_remove = self.addButton(_("Remove"), QMessageBox.ButtonRole.AcceptRole)
        self.button_keep = self.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.button_keep)
        self.setEscapeButton(self.button_keep)


class CarryDialog(QDialog):
    """Chooses packs for one file on a stick."""

    decided = Signal(list, Path)
    """The packs' own ids and the file."""

    def __init__(self, entries: Sequence[Entry], chosen: str = "", parent: QWidget | None = None) -> None:
        """`entries` are those with a pack, `chosen` is the key of one of them."""
        super().__init__(parent)
        self.setWindowTitle(_("Copy to a stick"))
        self.setMinimumWidth(metrics.px(460))
        self._entries = list(entries)
        self._build(chosen)
        self._show_sum()

    def ids(self) -> list[str]:
        """Return the ids, on the disk, of the packs that are ticked."""
        return [entry.pack.id for entry in self._ticked() if entry.pack is not None]

    def _build(self, chosen: str) -> None:
        page = column(self, margin=16, gap=10)
        sentence = _("Choose what the other computer needs. One file is written, with licences and check sums.")
        page.addWidget(Text(sentence))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Models to copy"))
        for entry in self._entries:
            self.list.addItem(_item(entry, is_ticked=names.key(entry) == chosen))
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._show_sum)
        self.list.setMinimumHeight(metrics.px(180))
        page.addWidget(self.list, 1)
        self.sum = Text("", "soft")
        page.addWidget(self.sum)
        buttons = row(gap=8)
        self.cancel, self.choose = Button(_("Cancel")), PrimaryButton(_("Choose a place…"), "save")
        self.cancel.clicked.connect(self.reject)
        self.choose.clicked.connect(self._choose)
        self.choose.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.choose)
        page.addLayout(buttons)

    def _ticked(self) -> list[Entry]:
        ticks = (self.list.item(at).checkState() for at in range(self.list.count()))
        pairs = zip(self._entries, ticks, strict=True)
        return [entry for entry, tick in pairs if tick is Qt.CheckState.Checked]

    def _show_sum(self, *_what: object) -> None:
        ticked = self._ticked()
        total = sum(entry.size for entry in ticked)
        self.sum.setText(
            _("The file will have {size}.").format(size=names.bytes_in_words(total))
            if ticked
            else _("Nothing is chosen.")
        )
        self.choose.setEnabled(bool(ticked))

    def _choose(self) -> None:
        name = _("languages and models") + PACK_FILE
        kinds = f"{_('Packs for a stick')} (*{PACK_FILE})"
        path, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), str(Path.home() / name), kinds)
        if path:
            self.decided.emit(self.ids(), Path(path))
            self.accept()


def _item(entry: Entry, *, is_ticked: bool) -> QListWidgetItem:
    own = names.own_name(entry)
    name = names.title(entry)
    has_name = entry.kind is not PackKind.TRANSLATION and own not in (name, entry.id)
    words = f"{name} ({own})" if has_name else name
    item = QListWidgetItem(_("{name}, {size}").format(name=words, size=names.bytes_in_words(entry.size)))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
    return item
