"""Before a copy is handed over: what is in it, what is not, and what has to go with it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from studio.gui import metrics
from studio.gui.widgets import Button, Icon, PrimaryButton, Text, column, row
from studio.i18n import _


class HandOverDialog(QDialog):
    """Says it in three sentences; accepted when a place is to be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand over a copy"))
        self.setMinimumWidth(metrics.px(460))
        page = column(self, margin=16, gap=12)
        top = row(gap=12)
        words = column(gap=6)
        stays = _("The copy holds all subtitles, names and comments, what was heard, and who checked what.")
        lacks = _(
            "Left out are the steps that could be undone, removed films, where the window was, "
            "and the names of your folders."
        )
        for text, role in (
            (stays, "strong"),
            (lacks, ""),
            (_("The films are not in it: hand them over beside it."), ""),
        ):
            words.addWidget(Text(text, role))
        top.addWidget(Icon("send", "accent", 24))
        top.addLayout(words, 1)
        page.addLayout(top)
        line = row(gap=8)
        line.addStretch(1)
        self.cancel, self.choose = Button(_("Cancel")), PrimaryButton(_("Choose a place…"), "save")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.choose.clicked.connect(self.accept)
        self.choose.setDefault(True)
        for button in (self.cancel, self.choose):
            line.addWidget(button)
        page.addLayout(line)
