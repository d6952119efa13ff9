"""What blocks are to a reader, as fields: role, level, language, translated or not, read aloud or not, description."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from studio.gui import languages, widgets
from studio.gui.flyer_tab import block_words
from studio.gui.tables.order_table import OrderTable
from studio.gui.widgets import Text
from studio.gui.written_text import WrittenText
from studio.i18n import _, ngettext
from studio.model.document import Role
from studio.text.language_names import NAMES

LEVELS = range(1, 7)

ROLES = tuple(role for role in Role if role not in (Role.FIGURE, Role.CELL))
"""What a block can be made; a picture stays one, and a cell stays in its table."""


class BlockFields(QWidget):
    """Fields for the chosen rows of a list; each change goes there at once."""

    def __init__(self, order: OrderTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._rows: list[int] = []
        self._is_filling = False
        self._build()
        self.show_rows([])

    def show_rows(self, rows: Sequence[int]) -> None:
        """Show what these rows are, and change them from now on."""
        self._rows = list(rows)
        blocks = [self._order.blocks[row] for row in rows]
        self.setEnabled(bool(blocks))
        if not blocks:
            self.title.setText(_("No block is chosen"))
            return
        self._is_filling = True
        first = blocks[0]
        count = len(blocks)
        many = ngettext("{count} block", "{count} blocks", count).format(count=count)
        self.title.setText(many if count > 1 else _("Block {number}").format(number=rows[0] + 1))
        is_fixed = any(block.role not in ROLES for block in blocks)
        self._show_role(first.role)
        self.role.setEnabled(not is_fixed)
        self.level.setCurrentIndex(max(0, first.level - 1))
        self.level.setEnabled(first.role is Role.HEADING and not is_fixed)
        self._show_language(first.language)
        self.keep.setChecked(all(block.is_kept for block in blocks))
        self.decoration.setChecked(all(block.is_decoration for block in blocks))
        is_picture = count == 1 and first.role is Role.FIGURE
        for part in (self.description_label, self.description):
            part.setVisible(is_picture)
        self.description.begin(first.text if is_picture else "")
        self._is_filling = False

    def _build(self) -> None:
        page: QVBoxLayout = widgets.column(self, gap=8)
        self.title = Text("", "strong")
        page.addWidget(self.title)
        self.role, self.level, self.language = QComboBox(), QComboBox(), QComboBox()
        for role in Role:
            self.role.addItem(block_words.role(role), str(role))
        for level in LEVELS:
            self.level.addItem(str(level), level)
        self.language.addItem(_("That of the flyer"), "")
        for tag in sorted(NAMES, key=languages.name):
            self.language.addItem(languages.name(tag), tag)
        for words, field in (
            (_("What it is"), self.role),
            (_("Level of the heading"), self.level),
            (_("Language"), self.language),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.activated.connect(self._take)
            page.addWidget(label)
            page.addWidget(field)
        self.keep = QCheckBox(_("Do not translate it"))
        self.decoration = QCheckBox(_("Decoration: not read aloud"))
        for box in (self.keep, self.decoration):
            box.clicked.connect(self._take)
            page.addWidget(box)
        self._build_description(page)
        page.addStretch(1)

    def _build_description(self, page: QVBoxLayout) -> None:
        words = _("What the picture shows")
        self.description_label = QLabel(words)
        self.description = WrittenText(self, lines=3)
        self.description.setAccessibleName(words)
        self.description_label.setBuddy(self.description)
        self.description.edited.connect(self._describe)
        widgets.follow(self.description, self.description.fit)
        page.addWidget(self.description_label)
        page.addWidget(self.description)

    def _show_role(self, role: Role) -> None:
        """Show what the first row is; what nothing can be made is offered only where it is that."""
        for place in range(self.role.count()):
            other = Role(self.role.itemData(place))  # Qt keeps but its letters
            view = self.role.view()
            view.setRowHidden(place, other not in ROLES and other is not role)  # type: ignore[attr-defined]
        self.role.setCurrentIndex(self.role.findData(str(role)))

    def _show_language(self, tag: str) -> None:
        if self.language.findData(tag) < 0:
            self.language.addItem(languages.name(tag), tag)
        self.language.setCurrentIndex(self.language.findData(tag))

    def _take(self, *_what: object) -> None:
        """Give the chosen rows what the field that was touched says."""
        if self._is_filling:
            return
        field = self.sender()
        if field in (self.role, self.level):
            role = Role(self.role.currentData())
            is_heading = role is Role.HEADING
            self.level.setEnabled(is_heading)
            self._order.change(self._rows, role=role, level=self.level.currentData() if is_heading else 0)
        elif field is self.language:
            self._order.change(self._rows, language=self.language.currentData())
        elif field is self.keep:
            self._order.change(self._rows, is_kept=self.keep.isChecked())
        else:
            self._order.change(self._rows, is_decoration=self.decoration.isChecked())

    def _describe(self, text: str) -> None:
        if not self._is_filling:
            self._order.change(self._rows, text=text)
