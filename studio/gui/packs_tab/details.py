"""The panel beside the list: all that is known of the chosen pack, and how much room all of them take."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPlainTextEdit, QScrollArea, QWidget

from studio.errors import StudioError
from studio.gui import icons, metrics
from studio.gui.metrics import px
from studio.gui.packs_tab.details_words import Part
from studio.gui.packs_tab.names import bytes_in_words
from studio.gui.widgets import Button, Icon, Note, QuietButton, Text, column, follow, frame, row
from studio.i18n import _

WIDTH = 312
HEAD = 34
_ENDLESS = 16_777_215  # Qt's own word for "as high as can be"


class Details(QFrame):
    """Follows the chosen row."""

    carry_asked = Signal()
    remove_asked = Signal()
    measure_asked = Signal()
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._shown: tuple[object, ...] = ()
        self._error: StudioError | None = None
        self._paragraphs: list[QWidget] = []
        self._build()
        follow(self, self._fit)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(240))

    def minimumSizeHint(self) -> QSize:
        """Return what keeps head and foot whole; the paragraphs scroll."""
        head, foot = self._head.sizeHint().height(), self._foot.sizeHint().height()
        rest = 0 if self.is_folded else foot + px(48)
        return QSize(self._foot.minimumSizeHint().width(), head + rest)

    @property
    def is_folded(self) -> bool:
        """Say whether only the title is shown."""
        return self._page.isHidden()

    def stand(self, *, is_beside: bool, is_open: bool = True) -> None:
        """Stand beside the list, or below it, where all but the title can be folded away."""
        self.open.setVisible(not is_beside)
        self._unfold(is_beside or is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - px(40)
        is_one_line = sum(part.sizeHint().width() for part in (self._room, self._tools)) <= room
        way = QBoxLayout.Direction.LeftToRight if is_one_line else QBoxLayout.Direction.TopToBottom
        if self._foot_line.direction() != way:
            self._foot_line.setDirection(way)

    def show_pack(self, title: str, parts: list[Part]) -> None:
        """Show what is known of a pack, in paragraphs; the same again changes nothing."""
        if self._shown == (title, parts):
            return
        self._shown = (title, parts)
        self.title.setText(title)
        for old in self._paragraphs:
            self._texts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._paragraphs = [_paragraph(heading, text) for heading, text in parts]
        for made in self._paragraphs:
            self._texts.addWidget(made)
        self._page.verticalScrollBar().setValue(0)

    def show_fetching(self, is_fetching: bool) -> None:
        """Say what may be done while a download runs, or nothing."""
        self.calm.setVisible(is_fetching)

    def show_error(self, error: StudioError | None) -> None:
        """Say what went wrong with the pack, and what to do; the technical part is folded."""
        if error is self._error and self.note.isHidden() == (error is None):
            return
        self._error = error
        self.note.setVisible(error is not None)
        self._error_tools.setVisible(error is not None and bool(error.details))
        self.technical.hide()
        self._name_fold()
        if error is not None:
            self.note.say("problem", error.message, error.hint)
            self.technical.setPlainText(error.details)

    def show_room(self, used: int, free: int) -> None:
        """Say how much room all packs take, and how much there is."""
        self.used.setText(_("Models take {size}").format(size=bytes_in_words(used)) if used else _("No models yet"))
        self.free.setText(_("{size} free").format(size=bytes_in_words(free)))

    def offer(self, *, carry: bool, remove: bool) -> None:
        """Say what can be done now."""
        self.carry.setEnabled(carry)
        self.remove.setEnabled(remove)

    def offer_measuring(self, is_timed: bool, is_measured: bool) -> None:
        """Let this computer be measured where that tells of the pack; again, for other programs may have been busy."""
        self.measure.setVisible(is_timed)
        self.measure.setText(_("Measure again") if is_measured else _("Measure this computer"))
        self.measure.setToolTip(
            _("If other programs were busy, this computer may be quicker than it seemed.")
            if is_measured
            else _("Takes a few seconds, and says how long each model needs here.")
        )

    def _build(self) -> None:
        page = column(self, gap=0)
        self._head = frame("bar")
        self._head_line = row(self._head)
        self.title = Text("", "strong")
        self._head_line.addWidget(self.title, 1)
        self.open = QuietButton("")
        self.open.clicked.connect(self._toggle)
        self._head_line.addWidget(self.open)
        page.addWidget(self._head)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setAccessibleName(_("Details"))
        inside = QWidget()
        inside.setProperty("role", "page")
        self._inside = column(inside, margin=14, gap=12)
        self._build_notes()
        self._texts = column(gap=12)
        self._inside.addLayout(self._texts)
        self.measure = Button(_("Measure this computer"), "gauge")
        self.measure.clicked.connect(self.measure_asked)
        self._inside.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addStretch(1)
        self._page.setWidget(inside)
        page.addWidget(self._page, 1)
        self._foot = self._build_foot()
        page.addWidget(self._foot)

    def _build_notes(self) -> None:
        sentence = _("You can go on working. If the network fails, the download goes on later from the same place.")
        self.calm = Note("info", "", sentence, icon="download")
        self.note = Note("problem", "")
        self.technical = QPlainTextEdit()
        self.technical.setReadOnly(True)
        self.technical.setTabChangesFocus(True)
        self.technical.setAccessibleName(_("Details of what went wrong"))
        self._error_tools = QWidget()
        line = row(self._error_tools, gap=6)
        self.unfold = QuietButton("", "chevron-down")
        self.unfold.clicked.connect(self._fold)
        self.copy = QuietButton(_("Copy details"), "copy")
        self.copy.clicked.connect(self._copy)
        line.addWidget(self.unfold)
        line.addWidget(self.copy)
        line.addStretch(1)
        for part in (self.calm, self.note, self._error_tools, self.technical):
            self._inside.addWidget(part)
            part.hide()

    def _build_foot(self) -> QWidget:
        foot = frame("bar")
        self._foot_line = column(foot, margin=12, gap=8)
        self._room, self._tools = QWidget(), QWidget()
        line = row(self._room, gap=6)
        line.addWidget(Icon("hard-drive", "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.used = Text("", wraps=False)
        self.free = Text("", "soft", wraps=False)
        line.addWidget(self.used)
        line.addStretch(1)
        line.addWidget(self.free)
        line.addSpacing(px(8))
        buttons = row(self._tools, gap=8)
        self.carry = Button(_("Copy to a stick…"), "usb")
        self.remove = Button(_("Remove…"), "trash-2", key="Delete")
        self.carry.clicked.connect(self.carry_asked)
        self.remove.clicked.connect(self.remove_asked)
        buttons.addWidget(self.carry)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self._foot_line.addWidget(self._room, 1)
        self._foot_line.addWidget(self._tools)
        return foot

    def _toggle(self) -> None:
        self._unfold(self.is_folded)

    def _unfold(self, is_open: bool) -> None:
        """Show all or the title only; folded, the list has the room."""
        for part in (self._page, self._foot):
            part.setVisible(is_open)
        self.open.setText(_("Hide details") if is_open else _("Show details"))
        self.open.setIcon(icons.icon("chevron-down" if is_open else "chevron-up"))
        self.setMaximumHeight(_ENDLESS if is_open else self.minimumSizeHint().height())
        self.unfolded.emit(is_open)

    def _fold(self) -> None:
        self.technical.setVisible(self.technical.isHidden())
        self._name_fold()

    def _name_fold(self) -> None:
        is_open = not self.technical.isHidden()
        self.unfold.setText(_("Hide details") if is_open else _("Show details"))
        self.unfold.setIcon(icons.icon("chevron-up" if is_open else "chevron-down"))

    def _copy(self) -> None:
        error = self._error
        if error is not None:
            known = filter(None, (error.message, error.hint, error.details))
            QGuiApplication.clipboard().setText("\n\n".join(known))

    def _fit(self) -> None:
        self._head_line.setContentsMargins(px(12), px(6), px(12), px(6))
        self._head.setMinimumHeight(px(HEAD))
        if self.is_folded:
            self._unfold(False)
        self.technical.setMinimumHeight(metrics.px(110))


def _paragraph(heading: str, text: str) -> QWidget:
    made = QWidget()
    inside = column(made, gap=1)
    inside.addWidget(Text(heading, "strong"))
    body = Text(text, "soft")
    body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.addWidget(body)
    return made
