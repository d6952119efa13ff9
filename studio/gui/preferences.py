"""The settings while the program runs: read once, written at each change, the same for every part of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from studio import settings as kept
from studio.settings import Settings


class Preferences(QObject):
    """The settings in force; `changed` comes after they are on the disk."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = kept.load()

    def change(self, **values: object) -> None:
        """Give the named fields of the settings new values and keep them.  Raises `EnvironmentFault` on a full disk."""
        self.put(replace(self.settings, **values))  # type: ignore[arg-type]  # the dataclass checks them itself

    def put(self, settings: Settings) -> None:
        """Take `settings` and keep them; the same ones again are no change."""
        if settings == self.settings:
            return
        kept.save(settings)
        self.settings = settings
        self.changed.emit()
