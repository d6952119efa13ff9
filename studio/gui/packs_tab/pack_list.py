"""The list of packs: sections with their rows, and below each how to see what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.gui import icons, metrics, theme
from studio.gui.metrics import px
from studio.gui.packs_tab import accessible, cells
from studio.gui.packs_tab.order import Section
from studio.gui.packs_tab.row import PackRow
from studio.gui.packs_tab.words import Row
from studio.gui.widgets import Button, Icon, QuietButton, Text, follow, frame, row
from studio.i18n import _, ngettext
from studio.model.pack import PackKind

Described = tuple[Row, Sequence[str]]
"""A row, and what its buttons are called for a screen reader."""


class PackList(QScrollArea):
    """One row after the other, each a place for the keyboard; `chosen` is the key of one of them, "" for none."""

    choice_changed = Signal(str)
    asked = Signal(str, object)
    """An `Act` is to be done with the pack of this key."""
    more_toggled = Signal()
    """Show or fold away the models that are for experts."""
    language_chosen = Signal(str)
    refresh_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.rows: dict[str, PackRow] = {}
        self.chosen = ""
        self._shape: list[str] = []
        self._heads: dict[PackKind, QFrame] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()

    def show_sections(self, sections: Sequence[Section], described: Callable[[str], Described]) -> None:
        """Show the rows of `sections`; `described` gives the row of a key."""
        from studio.gui.packs_tab.names import key

        before, had_keyboard = self._order(), self._has_keyboard()
        order = [(section, [key(entry) for entry in section.entries]) for section in sections]
        wanted = {each for _section, keys in order for each in keys}
        for gone in [each for each in self.rows if each not in wanted]:
            self._drop(gone)
        for each in wanted:
            self.show_row(*described(each))
        shape = [part for section, keys in order for part in (section.kind, *keys)]
        if shape != self._shape:
            self._shape = shape
            self._fill(order)
        if self.chosen not in self.rows and self.rows:
            self._choose_neighbour(before, had_keyboard)

    def show_row(self, described: Row, spoken: Sequence[str]) -> None:
        """Show one pack as it stands now."""
        shown = self.rows.get(described.key)
        if shown is not None:
            shown.show_row(described, spoken)
            return
        made = self.rows[described.key] = PackRow(described, spoken, self._page)
        made.chosen.connect(self.choose)
        made.asked.connect(self.asked)
        made.left.connect(self._step)

    def choose(self, key: str) -> None:
        """Show the details of a row."""
        if key == self.chosen or key not in self.rows:
            return
        before, self.chosen = self.rows.get(self.chosen), key
        if before is not None:
            before.set_chosen(False)
        self.rows[key].set_chosen(True)
        self.choice_changed.emit(key)

    def focus_row(self, key: str = "") -> None:
        """Put the keyboard onto a row, by default the chosen one, and bring it into sight."""
        shown = self.rows.get(key or self.chosen)
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(shown, 0, px(40))

    def show_more_models(self, left_out: int, *, is_unfolded: bool) -> None:
        """Say how many models are folded away."""
        words = _("Fewer models") if is_unfolded else _("More models ({n})").format(n=left_out)
        self.more.setText(words)
        self.more.setIcon(icons.icon("chevron-up" if is_unfolded else "chevron-down"))
        self._more_line.setVisible(is_unfolded or left_out > 0)

    def show_languages(self, choices: Sequence[tuple[str, str]], chosen: str, left_out: int) -> None:
        """Offer languages to see the translations of; say how many are left out."""
        words = ngettext("{n} more model for other languages.", "{n} more models for other languages.", left_out)
        self.left_out.setText(words.format(n=left_out) if left_out else _("All models are shown."))
        if [self.filter.itemData(at) for at in range(self.filter.count())] != [tag for tag, _name in choices]:
            self.filter.blockSignals(True)
            self.filter.clear()
            for tag, name in choices:
                self.filter.addItem(name, tag)
            self.filter.blockSignals(False)
        at = self.filter.findData(chosen)
        if at >= 0 and at != self.filter.currentIndex():
            self.filter.blockSignals(True)
            self.filter.setCurrentIndex(at)
            self.filter.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heads.setVisible(event.size().width() >= px(cells.CARD))

    def _build(self) -> None:
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.heads = ColumnHeads()
        self._build_more()
        self._build_filter()
        self.setWidget(self._page)
        self.setAccessibleName(_("Languages and models"))
        self._page.setAccessibleName(_("Languages and models"))

    def _build_more(self) -> None:
        self._more_line = _EndLine(self._page)
        self.more = QuietButton("", "chevron-down")
        self.more.clicked.connect(self.more_toggled)
        self._more_line.line.addWidget(self.more)
        self._more_line.line.addStretch(1)

    def _build_filter(self) -> None:
        self._filter_line = _EndLine(self._page)
        self.left_out = Text("", "soft")
        self.filter = QComboBox()
        self.filter.setAccessibleName(_("Show translations for"))
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.filter.currentIndexChanged.connect(lambda _at: self.language_chosen.emit(self.filter.currentData()))
        self.look = Button(_("Look for new translation packages…"), "refresh-cw")
        self.look.clicked.connect(self.refresh_asked)
        for part in (self.left_out, self.filter, self.look):
            self._filter_line.add(part)

    def _fill(self, order: Sequence[tuple[Section, Sequence[str]]]) -> None:
        """Put heads, rows and end lines below each other, and have Tab follow that."""
        while self._column.count():
            self._column.takeAt(0)
        for head in self._heads.values():
            head.hide()
        ends: dict[PackKind, _EndLine] = {
            PackKind.SPEECH: self._more_line,
            PackKind.TRANSLATION: self._filter_line,
        }
        parts: list[QWidget] = []
        for section, keys in order:
            parts += [self._head(section), *(self.rows[each] for each in keys)]
            if section.kind in ends:
                parts.append(ends[section.kind])
        for part in parts:
            self._column.addWidget(part)
            part.raise_()  # a screen reader goes by the order of the children
        for each in self.rows.values():
            each.show()
        self._filter_line.setVisible(any(section.kind is PackKind.TRANSLATION for section, _keys in order))
        self._column.addStretch(1)
        self._order_tabs(order)

    def _order_tabs(self, order: Sequence[tuple[Section, Sequence[str]]]) -> None:
        chain: list[QWidget] = []
        for section, keys in order:
            for each in keys:
                chain += [self.rows[each], *self.rows[each].buttons]
            if section.kind is PackKind.SPEECH:
                chain.append(self.more)
            elif section.kind is PackKind.TRANSLATION:
                chain += [self.filter, self.look]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _head(self, section: Section) -> QFrame:
        if section.kind not in self._heads:
            self._heads[section.kind] = _head(section, self._page)
        self._heads[section.kind].show()
        return self._heads[section.kind]

    def _drop(self, key: str) -> None:
        gone = self.rows.pop(key)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _order(self) -> list[str]:
        """Return the keys of the rows as they stand."""
        return [part for part in self._shape if part in self.rows]

    def _has_keyboard(self) -> bool:
        """Say whether the chosen row has the keyboard, or gets it back when a question is answered."""
        shown, focused = self.rows.get(self.chosen), self.window().focusWidget()
        return shown is not None and focused is not None and focused in (shown, *shown.buttons)

    def _choose_neighbour(self, before: Sequence[str], had_keyboard: bool) -> None:
        """Choose what stands now where the chosen row stood `before`; the keyboard stays there."""
        order = self._order()
        at = before.index(self.chosen) if self.chosen in before else 0
        self.choose(order[min(at, len(order) - 1)])
        if had_keyboard:
            self.focus_row()

    def _step(self, key: str, by: int) -> None:
        order = self._order()
        at = order.index(key) + by
        self.focus_row(order[max(0, min(at, len(order) - 1))])


class ColumnHeads(QWidget):
    """The names of the columns, each over what it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow(self, self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.setPen(theme.colour("soft"))
        painter.setFont(metrics.font(metrics.SECONDARY))
        here = self.width() - px(cells.HERE)
        size = here - px(22) - px(cells.SIZE)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, width, align, words in (
            (px(cells.LEFT), px(200), left, _("Model")),
            (size - px(cells.GOOD), px(cells.GOOD), left, _("How good, in tests")),
            (size, px(cells.SIZE), right, _("Size")),
            (here, px(cells.HERE), left, _("On this computer")),
        ):
            painter.drawText(at, 0, width, self.height() - 1, int(align), words)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(px(26))


class _EndLine(QFrame):
    """What stands below the rows of a section; in a narrow window its parts stand below each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.line = row(self, margin=6, gap=8)
        follow(self, lambda: self.line.setContentsMargins(px(14), px(6), px(14), px(6)))

    def add(self, part: QWidget) -> None:
        """Add a part; words take the room that is left."""
        self.line.addWidget(part, 1 if isinstance(part, Text) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < px(700)
        wanted = self.line.Direction.TopToBottom if is_narrow else self.line.Direction.LeftToRight
        if self.line.direction() != wanted:
            self.line.setDirection(wanted)


def _head(section: Section, parent: QWidget) -> QFrame:
    made = frame("bar", parent)
    line = row(made, gap=8)
    line.addWidget(Icon(section.icon, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(Text(section.title, "strong", wraps=False))
    line.addWidget(Text(section.sentence, "soft", wraps=False), 1)

    def fit() -> None:
        line.setContentsMargins(px(14), 0, px(14), 0)
        made.setFixedHeight(px(32))

    follow(made, fit)
    return made
