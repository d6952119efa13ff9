"""The page of a flyer as one widget: its picture, its blocks, how far it is zoomed and scrolled."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from studio.gui import metrics, theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab import block_words, page_accessible, page_keys, page_layout, page_paint, page_zoom
from studio.gui.flyer_tab.page_layout import Outline, Placed, Rules
from studio.gui.flyer_tab.page_pictures import PagePictures
from studio.gui.flyer_tab.page_zoom import Room, Zoom
from studio.gui.widgets import follow
from studio.i18n import _
from studio.model.document import Box, Page

MARGIN = 30
"""Around the page in pixels at 100 %: a number stands there beside a block at the edge."""


class PageCanvas(QAbstractScrollArea):
    """Paints what is visible of the page, and follows the chosen block."""

    zoomed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.pictures = PagePictures(session, self)
        self._zoom = Zoom()
        self._placed: list[Placed] | None = None
        page_accessible.install()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setProperty("ring", "flush")
        self._renewing = QTimer(self, interval=0, singleShot=True)
        self._renewing.timeout.connect(self._renew)
        self._follow()
        follow(self, self._renew)

    @property
    def page(self) -> Page | None:
        """Return the page that is shown."""
        pages = self.session.pages
        return pages[self.session.page] if self.session.page < len(pages) else None

    @property
    def scale(self) -> float:
        """Return the pixels of a point."""
        page = self.page
        size = (page.width, page.height) if page is not None else (1.0, 1.0)
        around = 2 * metrics.px(MARGIN)
        room = (self.width() - around, self.height() - around)
        paper = page_zoom.SCREEN * (page_zoom.SHEET / max(size[0], 1) if self._is_photo else 1)
        return self._zoom.scale(Room(size, room, self._unit, paper, metrics.scale()))

    @property
    def percent(self) -> int:
        """Return how large the page is, in percent of its own size."""
        return max(1, round(self.scale / self._unit * 100))

    @property
    def zoom(self) -> Zoom:
        """Return how the size of the page comes about."""
        return self._zoom

    def zoom_by(self, by: int) -> None:
        """Show the page a step larger (1) or smaller (-1)."""
        self.show_zoom(page_zoom.stepped(self.percent, by))

    def fit_page(self) -> None:
        """Show the whole page."""
        self.show_zoom(Zoom("whole"))

    def show_zoom(self, zoom: Zoom) -> None:
        """Show the page so large; what was in the middle, or the chosen block, stays in sight."""
        if zoom == self._zoom:
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        shares = [(bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep()) for bar in (across, down)]
        self._zoom = zoom
        self._renew()
        for bar, share in zip((across, down), shares, strict=True):
            bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.show_chosen()
        self.zoomed.emit()

    def placed(self) -> list[Placed]:
        """Return where the blocks of the page are drawn, from its corner, in reading order."""
        if self._placed is None:
            page, unit = self.page, metrics.px(100) / 100
            width, height = (page.width, page.height) if page is not None else (0.0, 0.0)
            scale = self.scale
            rules = Rules(scale, unit, width * scale, height * scale, metrics.px(MARGIN) - 2)
            self._placed = page_layout.place(self._outlines(), rules)
        return self._placed

    def page_rect(self) -> QRectF:
        """Return where the page is in the widget."""
        page = self.page
        if page is None:
            return QRectF()
        width, height, margin = page.width * self.scale, page.height * self.scale, metrics.px(MARGIN)
        view = self.viewport()
        left = max((view.width() - width) / 2, margin) - self.horizontalScrollBar().value()
        top = max((view.height() - height) / 2, margin) - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), width, height)

    def show_chosen(self) -> None:
        """Scroll so that the chosen block is in sight."""
        placed = next((each for each in self.placed() if each.id == self.session.block), None)
        if placed is None:
            return
        corner, gap = self.page_rect().topLeft(), metrics.px(12)
        frame = placed.frames[0]
        ends = (
            (self.horizontalScrollBar(), corner.x(), placed.spot.left, frame.right, self.viewport().width()),
            (
                self.verticalScrollBar(),
                corner.y(),
                min(placed.spot.top, frame.top),
                frame.bottom,
                self.viewport().height(),
            ),
        )
        for bar, at, first, last, room in ends:
            start, end = at + first - gap, at + last + gap
            if start < 0 or end - start > room:
                bar.setValue(round(bar.value() + start))
            elif end > room:
                bar.setValue(round(bar.value() + end - room))

    def sizeHint(self) -> QSize:
        return QSize(metrics.px(520), metrics.px(560))

    def minimumSizeHint(self) -> QSize:
        return QSize(metrics.px(160), metrics.px(120))

    def describe(self) -> str:
        """Return what is shown, as a screen reader says it."""
        number, count = self.session.page + 1, len(self.session.pages)
        words = _("Page {number} of {count}, as it will be exported")
        if not self.session.is_translation_shown:
            words = _("Page {number} of {count}, the original")
        said = words.format(number=number, count=count)
        return f"{said}. {self.pictures.words}" if self.pictures.error is not None else said

    # what Qt asks for

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("window"))
        if self.page is None:
            return
        picture, session = self.pictures.current, self.session
        selected = frozenset(session.selected) if len(session.selected) > 1 else frozenset()
        page_paint.paint(
            painter,
            page_paint.Scene(
                self.page_rect(),
                picture.image if picture is not None else None,
                self.placed(),
                session.block,
                selected,
                self.pictures.words if picture is None else "",
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._renew()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not page_keys.press(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        placed = self._at(event.position())
        if placed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            chosen = {*self.session.targets()} ^ {placed.id}
            self.session.selection_asked.emit(sorted(chosen, key=lambda id: self.session.row_of(id) or 0))
        else:
            self.session.choose_block(placed.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_block = self._at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_block else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None:
            self.session.edit_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            placed = self._at(QPointF(event.pos()))
            if placed is not None:
                self.session.choose_block(placed.id)
        self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            placed = self._at(QPointF(event.pos()))
            stored = self.session.get(placed.id) if placed is not None else None
            QToolTip.showText(event.globalPos(), block_words.spoken(self.session, stored) if stored else "", self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        page_accessible.tell_focus(self)

    # how it follows the session

    def _follow(self) -> None:
        session = self.session
        for signal in (session.blocks_changed, session.fits_changed, session.edition_changed, session.shown_changed):
            signal.connect(self._forget)
        session.wordings_changed.connect(self.viewport().update)
        session.selected_changed.connect(self.viewport().update)
        session.page_changed.connect(self._turn)
        session.block_changed.connect(self._choose)
        self.pictures.changed.connect(self._forget)
        self.setAccessibleName(self.describe())

    def _forget(self) -> None:
        """Have the blocks placed anew before they are drawn the next time."""
        self._placed = None
        self.setAccessibleName(self.describe())
        self.viewport().update()

    def _turn(self, _page: int) -> None:
        self._renew()
        self.verticalScrollBar().setValue(0)
        self._forget()

    def _choose(self, _block: int) -> None:
        self.show_chosen()
        self.viewport().update()
        page_accessible.tell_focus(self)

    def _renew(self) -> None:
        """Take in another size of the page or of its room."""
        self._placed = None
        page = self.page
        if page is None:
            return
        margin = 2 * metrics.px(MARGIN)
        view = self.viewport()
        for bar, length, room in (
            (self.horizontalScrollBar(), page.width * self.scale, view.width()),
            (self.verticalScrollBar(), page.height * self.scale, view.height()),
        ):
            bar.setRange(0, max(0, round(length + margin - room)))
            bar.setPageStep(room)
            bar.setSingleStep(metrics.px(40))
        self.pictures.want(round(page.width * self.scale * self.devicePixelRatioF()))
        self.zoomed.emit()
        view.update()

    @property
    def _unit(self) -> float:
        """Return the pixels of a point at 100 %: paper is shown in its own size, of a picture each pixel."""
        return 1.0 if self._is_photo else page_zoom.SCREEN

    @property
    def _is_photo(self) -> bool:
        return self.session.flyer.format == "image"

    def _outlines(self) -> list[Outline]:
        """Return the blocks of the page with the boxes in which their words stand on what is shown."""
        session, picture = self.session, self.pictures.current
        now: Mapping[int, tuple[Box, ...]] = page_layout.moved(picture.boxes) if picture is not None else {}
        found = []
        for stored in session.on_page(session.page):
            own = tuple(area.box for area in stored.block.areas if area.page == session.page)
            fit = session.fit(stored.id) if session.is_translation_shown else None
            boxes = now.get(stored.id, own)
            found.append(Outline(stored.id, session.number_of(stored.id), boxes, fit is not None and not fit.fits))
        return found

    def _at(self, point: QPointF) -> Placed | None:
        corner = self.page_rect().topLeft()
        return page_layout.at(self.placed(), point.x() - corner.x(), point.y() - corner.y())
