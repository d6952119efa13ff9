"""The window put together, and the border where an unforeseen error becomes a message."""

from __future__ import annotations

import contextlib
import logging
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

import studio
from studio import i18n, paths
from studio import settings as kept
from studio.errors import Defect, StudioError
from studio.gui.focus import FocusWatch
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog, show
from studio.gui.preferences import Preferences
from studio.gui.tidying import Tidying
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.desk import Desk
    from studio.jobs.lanes import Lanes

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_qt = logging.getLogger("studio.qt")
_log = logging.getLogger(__name__)


def run(files: Sequence[Path]) -> int:
    """Show the window with `files` open, until it is closed; return the exit code."""
    qInstallMessageHandler(log_qt)
    app = make(sys.argv[:1])
    sys.excepthook = show_defect
    with contextlib.ExitStack() as ends:
        ends.callback(setattr, sys, "excepthook", sys.__excepthook__)
        window = build(app, lambda: ends.enter_context(_lanes()))
        window.show()
        for path in files:
            window.open_path(path)
        if not files:
            guide_at_first(window)
        _end_when_told(app)
        code = app.exec()
        window.shut()
        _tidy(window.preferences.settings.cache_limit_mb)
        return code


def guide_at_first(window: MainWindow) -> None:
    """Show the guide once Home was seen, where nobody has been guided yet."""
    if not window.preferences.settings.is_guided:
        window.home.seen.connect(window.action("help.guide").trigger)


def _end_when_told(app: QApplication) -> None:
    """Let the system end the program: nothing is asked then, all is kept.

    By a timer: what is said before the window waits for events would be forgotten.
    """
    signal.signal(signal.SIGTERM, lambda _number, _frame: QTimer.singleShot(0, app.exit))


def make(words: Sequence[str]) -> QApplication:
    """Return the application, in the user's language and with Qt's own dialogs in it."""
    language = kept.load().language
    i18n.install([language] if language else None)
    app = QApplication(list(words))
    app.setApplicationName(paths.APP)
    app.setApplicationDisplayName("Souffleur")
    app.setApplicationVersion(studio.__version__)
    app.setDesktopFileName(paths.APP)
    app.setStyle("Fusion")
    FocusWatch(app)  # the application keeps it
    Tidying(app)
    speak(app)
    return app


def build(app: QApplication, lanes: Callable[[], Lanes]) -> MainWindow:
    """Return the window, not yet shown; `lanes` makes the lanes when something is opened."""
    return MainWindow(Preferences(app), lambda preferences: _furnish(app, lanes(), preferences))


def _furnish(app: QApplication, lanes: Lanes, preferences: Preferences) -> Desk:
    from studio.gui.awake import Awake
    from studio.gui.desk import Desk
    from studio.gui.runner import Runner

    return Desk(lanes, Runner(lanes, Awake(), app), preferences)


def _tidy(limit_mb: int) -> None:
    """Let go of what can be made again, beyond what the user lets us keep."""
    from studio.workflow import cache, recent

    cache.clean(limit_mb, [each.path for each in recent.listed()])


def _lanes() -> Lanes:
    from studio.jobs.lanes import Lanes

    return Lanes()


def speak(app: QApplication) -> QTranslator | None:
    """Give Qt's own dialogs, its dates and numbers the language of the program; return the words, if it has any."""
    language = next((tag for tag in i18n.chosen() if tag[:2] in ("de", "nl")), "en")
    QLocale.setDefault(QLocale(language) if language[:2] != "en" else QLocale())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language[:2]}", folder):
        app.installTranslator(translator)
        return translator
    return None


def show_defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show an error that nobody foresaw; the window goes on, and everything is saved anyway."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    details = "".join(traceback.format_exception(kind, error, trace))
    _log.error("defect: %s", details)
    shown = error if isinstance(error, StudioError) else _defect(details)
    show(ErrorDialog(shown, QApplication.activeWindow()))


def _defect(details: str) -> Defect:
    return Defect(
        _("Something went wrong inside the program. Your texts are saved."),
        hint=_("Please report it: choose “A report to send” in the menu Help and add these details."),
        details=details,
    )


def log_qt(kind: QtMsgType, context: QMessageLogContext | None, message: str) -> None:
    """Put what Qt says into the log."""
    _qt.log(_LEVELS[kind], "%s", message)
