"""The guide's plain pages: welcome, the languages of the venue, and the sample at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from studio import i18n
from studio.gui import languages, metrics
from studio.gui.dialogs.guide_bringing import Bringing
from studio.gui.dialogs.guide_parts import Coming, Page, lead, line
from studio.gui.preferences import Preferences
from studio.gui.widgets import Button, Heading, Note, Text, column
from studio.i18n import _
from studio.model.pack import PackKind

NEAREST = ("de", "nl", "en")
COLUMNS = 2


class WelcomePage(Page):
    """Says what the program does, and asks who uses it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            _("Welcome to Souffleur"),
            _("It writes down what is said in your videos, and translates it. You check every line, and export it."),
        )
        self._preferences = preferences
        self.page.addWidget(
            Note(
                "approved",
                _("Nothing leaves this computer"),
                _("Videos, texts and names stay here. The network is used only when you ask for a model."),
                icon="wifi-off",
                stacked=True,
            )
        )
        self.page.addWidget(
            Note(
                "machine",
                _("You decide what is right"),
                _("Every line written by machine says so until you have checked it."),
                stacked=True,
            )
        )
        self.page.addSpacing(metrics.px(6))
        label = QLabel(_("Name of your venue"))
        label.setProperty("role", "strong")
        self.venue = QLineEdit(preferences.settings.venue)
        self.venue.setAccessibleName(_("Name of your venue"))
        label.setBuddy(self.venue)
        group = column(gap=3)
        for part in (label, self.venue, Text(_("It may stay empty."), "soft")):
            group.addWidget(part)
        self.page.addLayout(group)
        self.page.addWidget(
            Text(_("The next pages ask for your languages and fetch what they need. Each can be passed over."), "soft")
        )
        self.page.addStretch(1)

    def leave(self) -> None:
        """Keep the venue's name."""
        self._preferences.change(venue=" ".join(self.venue.text().split()))


class LanguagesPage(Page):
    """Asks which languages the venue works with."""

    def __init__(self, preferences: Preferences, bringing: Bringing) -> None:
        super().__init__(
            _("Which languages do you work with?"),
            _("Those that are spoken in your videos, and those that you want subtitles in."),
        )
        self._preferences = preferences
        self._bringing = bringing
        self.boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self.page.addLayout(self._grid)
        self._build_others()
        self.page.addStretch(1)
        kept = preferences.settings.venue_languages
        for tag in (*NEAREST, *kept):
            self._add(tag, is_chosen=tag in (kept or _usual()))

    def first(self) -> QWidget | None:
        """Return the first language."""
        return next(iter(self.boxes.values()))

    def chosen(self) -> tuple[str, ...]:
        """Return the ticked languages, in the order in which they were ticked first."""
        before = self._preferences.settings.venue_languages
        ticked = [tag for tag, box in self.boxes.items() if box.isChecked()]
        own = _usual()
        return tuple(sorted(ticked, key=lambda tag: (_place(tag, before), tag not in own, ticked.index(tag))))

    def leave(self) -> None:
        """Keep the languages."""
        self._preferences.change(venue_languages=self.chosen())
        self._bringing.use_languages(self.chosen())

    def add(self, tag: str) -> None:
        """Add a language to those that can be ticked, ticked."""
        self._add(tag, is_chosen=True)
        self.boxes[tag].setFocus()

    def _build_others(self) -> None:
        self.page.addWidget(Heading(_("Another language")))
        self.others = QComboBox()
        self.others.setAccessibleName(_("Another language"))
        self.others.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.others.setMinimumContentsLength(16)
        for tag in sorted(_known(self._bringing) - set(NEAREST), key=languages.name):
            self.others.addItem(languages.name(tag), tag)
        self.more = Button(_("Add"), "plus")
        self.more.setAccessibleName(_("Add this language"))
        self.more.clicked.connect(lambda: self.add(self.others.currentData()))
        self.page.addWidget(line(self.others, self.more))

    def _add(self, tag: str, *, is_chosen: bool) -> None:
        if tag not in self.boxes:
            self.boxes[tag] = box = QCheckBox(languages.name(tag))
            place = len(self.boxes) - 1
            self._grid.addWidget(box, place // COLUMNS, place % COLUMNS, Qt.AlignmentFlag.AlignLeft)
            lead([*self.boxes.values(), self.others, self.more])
        if is_chosen:
            self.boxes[tag].setChecked(True)


class SamplePage(Page):
    """Says what is on its way, and what to do first."""

    def __init__(self, bringing: Bringing) -> None:
        super().__init__(
            _("Try the sample"),
            _(
                "A short film with everything it takes: it is heard, corrected, translated and exported with the small "
                "practice models that come with Souffleur. No network, nothing to fetch."
            ),
        )
        self._bringing = bringing
        self.heading = Heading(_("On its way"))
        self.coming = Coming()
        self.stays = Text(
            _("It goes on when this window is closed; the line at the bottom says how far it is."), "soft"
        )
        for part in (self.heading, self.coming, self.stays):
            self.page.addWidget(part)
        self.page.addSpacing(metrics.px(8))
        self.page.addWidget(
            Note(
                "info",
                _("Names come with each production."),
                _("“Names” in the menu Edit helps to hear people, places and works right."),
            )
        )
        self.page.addStretch(1)
        bringing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on its way now."""
        coming = self._bringing.coming
        self.coming.show_all(coming)
        for part in (self.heading, self.coming):
            part.setVisible(bool(coming))
        self.stays.setVisible(any(not running.is_over for _name, running in coming))

    def verb(self) -> str:
        """Return what the button that leads on says."""
        return _("Try the sample")


def _usual() -> tuple[str, ...]:
    """Return the language of the window, which its people are likely to work with."""
    return ((i18n.chosen() or ["en"])[0][:2],)


def _known(bringing: Bringing) -> set[str]:
    """Return all languages that any model hears or any package translates."""
    wanted = (PackKind.SPEECH, PackKind.TRANSLATION)
    found = {tag for entry in bringing.entries if entry.kind in wanted for tag in entry.languages}
    return found | set(NEAREST)


def _place(tag: str, before: Sequence[str]) -> int:
    return before.index(tag) if tag in before else len(before)
