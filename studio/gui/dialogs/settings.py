"""The settings: one control for each field of `Settings`, in force when OK is pressed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from studio.errors import StudioError
from studio.gui import icons, metrics, widgets
from studio.gui.messages import ErrorDialog, show
from studio.gui.preferences import Preferences
from studio.gui.spin import roomy
from studio.gui.widgets import Button, Heading, QuietButton, Text, column
from studio.i18n import N_, _
from studio.settings import Settings

LANGUAGES = {"": N_("As the system"), "de": "Deutsch", "en": "English", "nl": "Nederlands"}
THEMES = {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")}
COLOURS = {"white": N_("White"), "yellow": N_("Yellow")}
NETWORK = ("hub_mirror", "argos_mirror", "proxy")
"""The fields of the folded part."""


class SettingsDialog(QDialog):
    """Asks for all settings at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._controls: dict[str, QWidget] = {}
        self._labels: list[Text] = []
        self.setWindowTitle(_("Settings"))
        self._build()
        self._show(preferences.settings)
        self._controls["language"].setFocus()

    def sizeHint(self) -> QSize:
        return widgets.on_screen(self, 560, 640)

    def control(self, field: str) -> QWidget:
        """Return the control of a field."""
        return self._controls[field]

    def accept(self) -> None:
        """Put the settings in force and keep them; where they cannot be kept, say so and stay."""
        try:
            self._preferences.put(replace(self._preferences.settings, **self._values()))
        except StudioError as error:
            show(ErrorDialog(error, self))
            return
        super().accept()

    def _build(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        form = column(page, margin=16, gap=8)
        self._build_window(form)
        self._build_subtitles(form)
        self._build_work(form)
        self._build_network(form)
        form.addStretch(1)
        widgets.follow(self, self._align)
        self._page = form
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(page)
        whole = column(self, margin=0, gap=0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._build_buttons())

    def _align(self) -> None:
        """Let the fields of all sections begin at the same place."""
        for label in self._labels:
            label.setMinimumWidth(0)
        widest = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(widest)

    def _build_window(self, page: widgets.Column) -> None:
        form = _section(page, _("Window"))
        self._add(form, "language", _("Langua&ge:"), _choice(LANGUAGES))
        form.addRow("", Text(_("Another language is there when you start Souffleur again."), "soft"))
        self._add(form, "theme", _("&Colours:"), _choice(THEMES))
        self._add(form, "text_size", _("Si&ze of letters:"), _percent(50, 400))
        self._add_tick(form, "letter_keys", _("&Space plays and pauses"))
        form.addRow("", Text(_("Switch it off where a voice or a switch types single letters."), "soft"))

    def _build_subtitles(self, page: widgets.Column) -> None:
        form = _section(page, _("Subtitles over the picture"))
        size = roomy(QDoubleSpinBox(decimals=1, minimum=2, maximum=20, singleStep=0.5))
        size.setSuffix(_(" % of the picture"))
        self._add(form, "subtitle_size", _("S&ize:"), size)
        self._add(form, "subtitle_colour", _("C&olour:"), _choice(COLOURS))

    def _build_work(self, page: widgets.Column) -> None:
        form = _section(page, _("Work"))
        self._add(form, "venue", _("Your &venue:"), QLineEdit())
        self._add(form, "reviewer", _("&Your name:"), QLineEdit())
        form.addRow("", Text(_("It stands beside what you approve, in the production and in its record."), "soft"))
        folder = QLineEdit(placeholderText=_("Beside the video"))
        choose = Button(_("C&hoose…"), "folder-open")
        choose.setAccessibleName(_("Choose the folder for finished files"))
        choose.clicked.connect(self._choose_folder)
        self._add(form, "export_folder", _("&Finished files go to:"), folder, choose)
        self._add_tick(form, "credit_line", _("Say at the end that a machine &helped"))
        self._add_tick(form, "localise_values", _("Translations write &dates, times and prices their own way"))
        form.addRow("", Text(_("“20.30 Uhr” becomes “8.30 pm” in English. Each is shown beside its cue."), "soft"))
        cache = roomy(QSpinBox(minimum=0, maximum=1_000_000, singleStep=500))
        cache.setSuffix(_(" MB"))
        self._add(form, "cache_limit_mb", _("Room for co&pies:"), cache)
        form.addRow(
            "",
            Text(
                _("For what can be made again: pictures of the sound, films the player can show. The oldest go first."),
                "soft",
            ),
        )

    def _build_network(self, page: widgets.Column) -> None:
        """Add the part that most people never need; it is folded unless something is set there."""
        self.unfold = QuietButton(_("&Network"), "chevron-down")
        self.unfold.clicked.connect(lambda: self._fold(self._controls["proxy"].isVisibleTo(self)))
        page.addSpacing(metrics.px(4))
        page.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        form = self._network = _form(page)
        form.addRow(Text(_("Souffleur asks the network only when you download or look for new packages."), "soft"))
        self._add(form, "hub_mirror", _("Speech &models:"), QLineEdit(placeholderText=_("The usual address")))
        self._add(form, "argos_mirror", _("&Translations:"), QLineEdit(placeholderText=_("The usual address")))
        self._add(form, "proxy", _("Pro&xy:"), QLineEdit(placeholderText=_("As the system")))
        words = _("Change these only if whoever looks after your network gave you other addresses.")
        form.addRow("", Text(words, "soft"))
        self._fold(not any(getattr(self._preferences.settings, field) for field in NETWORK))

    def _fold(self, is_folded: bool) -> None:
        for row in range(self._network.rowCount()):
            self._network.setRowVisible(row, not is_folded)
        self.unfold.setIcon(icons.icon("chevron-down" if is_folded else "chevron-up"))
        self.unfold.setAccessibleDescription(_("Shows more settings") if is_folded else _("Hides these settings"))
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Lay the forms out anew (Qt keeps heights it measured for another width), and show the end of the page."""
        for form in self.findChildren(QFormLayout):
            form.invalidate()
        self._page.activate()
        if self._controls["proxy"].isVisible():
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _build_buttons(self) -> QWidget:
        bar = widgets.frame("bar")
        line = widgets.row(bar, margin=12)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.defaults = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        self.defaults.clicked.connect(self._show_usual)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setProperty("role", "primary")
        ok.setDefault(True)
        line.addWidget(buttons)
        return bar

    def _add(self, form: QFormLayout, field: str, label: str, control: QWidget, *beside: QWidget) -> None:
        """Add a line; its label names the control and takes the keyboard there."""
        self._controls[field] = control
        control.setAccessibleName(label.replace("&", "").rstrip(":"))
        across = QHBoxLayout()
        across.addWidget(control, 1)
        for each in beside:
            across.addWidget(each)
        said = Text(label, wraps=False)
        said.setTextFormat(Qt.TextFormat.AutoText)
        said.setBuddy(control)
        self._labels.append(said)
        form.addRow(said, across)

    def _add_tick(self, form: QFormLayout, field: str, text: str) -> None:
        self._controls[field] = QCheckBox(text)
        form.addRow("", self._controls[field])

    def _show(self, settings: Settings) -> None:
        for field, control in self._controls.items():
            _set(control, getattr(settings, field))

    def _show_usual(self) -> None:
        """Show what is usual, but whose program this is."""
        now = self._preferences.settings
        self._show(Settings(venue=now.venue, reviewer=now.reviewer))

    def _values(self) -> dict[str, Any]:
        return {field: _get(control) for field, control in self._controls.items()}

    def _choose_folder(self) -> None:
        field = self._controls["export_folder"]
        start = _get(field) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for finished files"), str(start))
        if chosen:
            _set(field, chosen)


def _section(page: widgets.Column, title: str) -> QFormLayout:
    page.addSpacing(metrics.px(4))
    page.addWidget(Heading(title))
    return _form(page)


def _form(page: widgets.Column) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(metrics.px(8))
    form.setHorizontalSpacing(metrics.px(12))
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    page.addLayout(form)
    return form


def _choice(texts: dict[str, str]) -> QComboBox:
    box = QComboBox()
    for value, text in texts.items():
        box.addItem(_(text), value)
    return box


def _percent(lowest: int, highest: int) -> QSpinBox:
    box = roomy(QSpinBox(minimum=lowest, maximum=highest, singleStep=25))
    box.setSuffix(_(" %"))
    return box


def _set(control: QWidget, value: Any) -> None:
    if isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(value))
    elif isinstance(control, QCheckBox):
        control.setChecked(value)
    elif isinstance(control, QLineEdit):
        control.setText(value)
    elif isinstance(control, QSpinBox | QDoubleSpinBox):
        control.setValue(value)


def _get(control: QWidget) -> Any:
    if isinstance(control, QComboBox):
        return control.currentData()
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, QLineEdit):
        return control.text().strip()
    assert isinstance(control, QSpinBox | QDoubleSpinBox)
    return control.value()
