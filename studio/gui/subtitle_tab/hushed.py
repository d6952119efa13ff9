"""Qt's multimedia as this program wants it: without network, without a graphics card's help, without needless warnings.

It warns of what is usual on many computers (no sound server, no graphics card); such words are for the log's details.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QCoreApplication,
    QLoggingCategory,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)

_log = logging.getLogger(__name__)

USUAL = ("PulseAudio", "pa_context_connect", "No audio device", "No RHI backend", "pipewire")
"""Words in the messages that are no trouble."""


RULES = "\n".join(f"qt.multimedia.*.{level}=false" for level in ("debug", "info", "warning"))
"""What a codec or a driver grumbles is of no use to a person; what cannot be played is said in words of ours."""


def prepare() -> None:
    """Set Qt's multimedia up; to be called before it is imported.

    Where a graphics card is only pretended (remote desktops, virtual machines), turning pictures with it takes five
    times as long as without; so the processor does it everywhere.
    """
    os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"  # a playlist that calls itself a film must not reach addresses
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ForceRasterWidgets)
    QLoggingCategory.setFilterRules(RULES)


@contextmanager
def hushed() -> Iterator[None]:
    """Keep the usual warnings away from whoever hears Qt's messages, while something is done for the first time.

    They come without a category, so that rules cannot tell them from others.
    """

    def listen(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if any(usual in words for usual in USUAL):
            _log.debug("Qt says: %s", words)
        elif before is not None:
            before(kind, context, words)
        else:
            _log.warning("Qt says: %s", words)

    before = qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
