"""The page of About that says when the network is used, and how anybody can check that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from studio.gui import metrics
from studio.gui.widgets import Button, Column, Heading, Icon, Note, Text, column, row
from studio.i18n import _

COMMAND = "unshare -rn souffleur tour"
"""Runs the whole sample on Linux in a place where there is no network at all."""


class OfflinePage(QScrollArea):
    """What stays here, what goes out and when, and three ways to see for oneself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Offline"))  # it has the keyboard, so that the arrow keys scroll
        inside = QWidget()
        inside.setProperty("role", "page")
        page = column(inside, margin=12, gap=12)
        self._build_promise(page)
        self._build_addresses(page)
        self._build_ways(page)
        page.addStretch(1)
        self.setWidget(inside)

    def _build_promise(self, page: Column) -> None:
        page.addWidget(
            Note(
                "approved",
                _("Your films, sound and texts stay on this computer."),
                _("Listening, translating and checking all happen here, without a network."),
                icon="wifi-off",
                stacked=True,
            )
        )
        words = _(
            "There is one moment when Souffleur uses the network: when you press Download, or look for new packages. "
            "Only the name of the file asked for goes out. "
            "Every other part of the program refuses to open a connection."
        )
        page.addWidget(Text(words))

    def _build_addresses(self, page: Column) -> None:
        from studio.workflow.fetching import network

        asked = network()
        page.addWidget(Heading(_("Whom it would ask")))
        form = QFormLayout()
        form.setHorizontalSpacing(metrics.px(12))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.hub = _address(form, _("Speech models"), asked.hub_address)
        self.index = _address(form, _("List of translations"), asked.index_address)
        page.addLayout(form)
        page.addWidget(Text(_("Translation packages come from the addresses in that list."), "soft"))

    def _build_ways(self, page: Column) -> None:
        page.addWidget(Heading(_("See for yourself")))
        _way(page, _("Pull the network cable, or switch off the Wi-Fi, and work on: everything but Download goes on."))
        _way(page, _("On Windows and macOS: block Souffleur in the firewall, and work on."))
        _way(page, _("On Linux: make the sample’s subtitles where there is no network at all, with this command."))
        line = row(gap=8)
        self.command = _shown(COMMAND, _("Command for Linux"))
        self.copy = Button(_("&Copy"), "copy")
        self.copy.setAccessibleName(_("Copy the command"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(COMMAND))
        line.addWidget(self.command, 1)
        line.addWidget(self.copy)
        page.addLayout(line)


def _address(form: QFormLayout, title: str, address: str) -> QLineEdit:
    field = _shown(address, title)
    form.addRow(Text(title, "strong", wraps=False), field)
    return field


def _shown(words: str, name: str) -> QLineEdit:
    """Return a field that is read and copied from, its beginning in sight."""
    field = QLineEdit(words, readOnly=True)
    field.setAccessibleName(name)
    field.setCursorPosition(0)
    return field


def _way(page: Column, words: str) -> None:
    line = row(gap=8)
    line.addWidget(Icon("check", "approved"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(words), 1)
    page.addLayout(line)
