"""A video or a flyer that is not where it was: where is it now?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from studio.errors import StudioError
from studio.gui import metrics
from studio.gui.messages import ErrorDialog
from studio.gui.widgets import Button, Icon, PrimaryButton, Text, column, row
from studio.i18n import _
from studio.project.project import Project
from studio.project.values import MediaFile
from studio.workflow import add


class MissingDialog(QDialog):
    """Asks for the new place of one media file; accepted when it was found."""

    def __init__(self, project: Project, media: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._media = media
        self._file = project.media.file(media) or MediaFile("?", 0, "")
        self.setWindowTitle(_("Where is {name}?").format(name=self._file.name))
        self.setMinimumWidth(metrics.px(460))
        self._build()

    def search(self, path: Path) -> None:
        """Take `path` as the new place of the file; another file is refused with its reason."""
        try:
            add.found(self._project, self._media, path)
        except StudioError as error:
            ErrorDialog(error, self).open()
            return
        self.accept()

    def _build(self) -> None:
        page = column(self, margin=16, gap=12)
        top = row(gap=12)
        words = column(gap=6)
        words.addWidget(Text(_("“{name}” is not where it was.").format(name=self._file.name), "strong"))
        words.addWidget(Text(_("It was here: {place}").format(place=self._last_place()), "soft"))
        is_flyer = self._project.media.flyer(self._media) is not None
        without = _("Connect its drive, or show where it is now. Subtitles can be corrected without it all the same.")
        if is_flyer:
            without = _("Connect its drive, or show where it is now. Texts can be corrected without it all the same.")
        words.addWidget(Text(without))
        top.addWidget(Icon("file-text" if is_flyer else "film", "accent", 24))
        top.addLayout(words, 1)
        page.addLayout(top)
        line = row(gap=8)
        line.addStretch(1)
        self.later = Button(_("Go on without it"))
        self.later.setAutoDefault(False)
        self.later.clicked.connect(self.reject)
        self.show_file = PrimaryButton(_("Show the file…"), "folder-open")
        self.show_file.setDefault(True)
        self.show_file.clicked.connect(self._ask)
        for button in (self.later, self.show_file):
            line.addWidget(button)
        page.addLayout(line)

    def _last_place(self) -> str:
        return str((self._project.path.parent / self._file.path).parent)

    def _ask(self) -> None:
        name = self._file.name
        kinds = f"{name} ({name});;{_('All files')} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, self.windowTitle(), str(self._project.path.parent), kinds)
        if chosen:
            self.search(Path(chosen))
