"""The picture with the subtitles of its moment drawn over it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.gui import icons, metrics
from studio.gui.subtitle_tab import overlay
from studio.gui.subtitle_tab.hushed import hushed
from studio.gui.subtitle_tab.overlay import Look
from studio.gui.widgets import Button, column
from studio.i18n import _

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

SMALLEST = (160, 150)
USUAL = (420, 212)

COURTESY = 1.5
"""After turning a picture the window gets this many times as long for other things; large films skip pictures then."""

FACTORS = (1.0, 0.92, 0.85, 0.75, 0.65, 0.55)
"""Of the usual letters: how large the sentence may be in place of a picture that is low."""

AROUND = QColor("#000000")
WITHOUT_PICTURE = QColor("#1D1A1C")
WORDS = QColor("#F1EDEF")


class Picture(QWidget):
    """Shows frames, cue texts, or a sentence where there is no picture."""

    clicked = Signal()
    offer_taken = Signal()
    """The button below the sentence was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: tuple[str, ...] = ()
        self.look = Look()
        self.words = ""
        self._has_picture = True
        self._frame: QVideoFrame | None = None
        self._image = QImage()
        self._scaled = QImage()
        self._cost = self._done = 0.0
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._show_frame)
        self.button = Button("", parent=self)
        self.button.hide()
        self.button.clicked.connect(self.offer_taken)
        self._page = column(self, margin=12)
        self._page.addStretch(1)
        self._page.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture"))

    def show_frame(self, frame: QVideoFrame) -> None:
        """Show another picture, as soon as the window has time for it."""
        self._frame = frame
        if not self._turn.isActive():
            wait = self._done + self._cost * COURTESY - time.monotonic()
            if wait > 0:
                self._turn.start(int(wait * 1000) + 1)
            else:
                self._show_frame()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show the texts of these cues over the picture."""
        if tuple(texts) != self.texts:
            self.texts = tuple(texts)
            self.update()

    def set_look(self, look: Look) -> None:
        """Show subtitles in another size or colour."""
        if look != self.look:
            self.look = look
            self.update()

    def say(self, words: str) -> None:
        """Say a sentence in place of the picture; "" shows the picture again."""
        if words != self.words:
            self.words = words
            self.setAccessibleDescription(words)
            self.update()

    def offer(self, words: str) -> None:
        """Offer something to do about the sentence, "" nothing."""
        self.button.setText(words)
        self.button.setVisible(bool(words))
        self._page.activate()  # the sentence is drawn above the button: it must be in its place by then
        self.update()

    def clear(self, *, has_picture: bool = True) -> None:
        """Forget the picture; a film that never has one gets a plain ground."""
        self._has_picture = has_picture
        self._turn.stop()
        self._frame = None
        self._image = self._scaled = QImage()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the design gives it."""
        return QSize(metrics.px(USUAL[0]), metrics.px(USUAL[1]))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing can be recognised."""
        return QSize(*SMALLEST)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the film run or stand at a click, as people are used to."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, ground or sentence, and the subtitles."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), AROUND if self._has_picture else WITHOUT_PICTURE)
        place = self._place()
        if self.words:
            self._paint_words(painter)
        elif not self._image.isNull():
            self._paint_image(painter, place)
        elif not self._has_picture:
            self._paint_sound(painter)
        if not self.words:
            overlay.paint(painter, place, self.texts, self.look)

    def _show_frame(self) -> None:
        """Turn the last frame that came into an image, and note what that took."""
        if self._frame is None:
            return
        begun = time.monotonic()
        with hushed():
            self._image = self._frame.toImage()
        self._frame = None
        self._scaled = QImage()
        self._fit_image()
        self._done = time.monotonic()
        self._cost = self._done - begun
        self.update()

    def _place(self) -> QRectF:
        """Return where the picture is: as large as fits, in its own shape."""
        size = QSizeF(self._image.size()) if not self._image.isNull() else QSizeF(16, 9)
        fitted = size.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2
        return QRectF(left, top, fitted.width(), fitted.height())

    def _fit_image(self) -> None:
        """Scale the image once, not at each change of the subtitles."""
        ratio = self.devicePixelRatioF()
        size = (self._place().size() * ratio).toSize()
        if self._scaled.size() != size and not size.isEmpty():
            mode = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)

    def _paint_image(self, painter: QPainter, place: QRectF) -> None:
        self._fit_image()
        painter.drawImage(place, self._scaled)

    def _paint_words(self, painter: QPainter) -> None:
        """Draw the sentence above the button, in smaller letters where there is not enough room for it."""
        side = metrics.px(16)
        below = self.height() - self.button.y() if not self.button.isHidden() else 0
        place = self.rect().adjusted(side, metrics.px(4), -side, -below - metrics.px(4))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        for factor in FACTORS:
            painter.setFont(metrics.font(factor))
            needed = painter.fontMetrics().boundingRect(QRect(0, 0, place.width(), 0), flags, self.words)
            if needed.height() <= place.height():
                break
        painter.setPen(WORDS)
        painter.drawText(place, flags, self.words)

    def _paint_sound(self, painter: QPainter) -> None:
        size = metrics.px(34)
        middle = self.rect().center()
        icons.paint(painter, QRectF(middle.x() - size / 2, middle.y() - size, size, size), "audio-waveform", "edge")
