"""The choices before listening: language, model, kind of sound, rules; each in plain words with its label."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.gui import languages
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.subtitle_tab import hearing_words
from studio.gui.subtitle_tab.model_question import ModelQuestion
from studio.gui.widgets import Text, column
from studio.i18n import _, ngettext
from studio.model.pack import Pack, PackState
from studio.workflow import house_styles, listening, packs, reliability, tour
from studio.workflow.listening import Choice

NEAREST = ("de", "nl", "en")
OTHERS = (
    "ar", "bg", "ca", "cs", "da", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "it", "ja", "ko", "lb",
    "lt", "lv", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages that large models hear; a model that names its own is taken at its word."""


class StartForm(QWidget):
    """The fields; `choice` is what they say together."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, seconds: float | None = None) -> None:
        """`seconds` is the length of the stretch that is listened to, where it is not the whole film."""
        super().__init__(parent)
        self._session = session
        self._measuring: Running | None = None
        self._packs: list[Pack] | None = None
        self._labels: dict[str, QLabel] = {}
        self._page: QVBoxLayout = column(self, gap=10)
        self.language, self._language_note = self._field(_("Language that is spoken"))
        length = session.video.video.duration / 1000 if seconds is None else seconds
        self.models = ModelQuestion(length, is_stretch=seconds is not None)
        self.models.measure_asked.connect(self._measure)
        self.model = self.models.box
        self._page.addWidget(self.models)
        self.sound, self._sound_note = self._field(_("Kind of sound"))
        self.audio, _note = self._field(_("Sound track"))
        self.rules, self._rules_note = self._field(_("Rules for cues"))
        self.names = Text("", "soft")
        self._page.addWidget(self.names)
        self._fill_fixed()
        self._fill_languages()
        self.refresh()
        self.models.changed.connect(self._fill_languages)
        self.models.changed.connect(self._take_choice)
        for field in (self.language, self.sound, self.rules, self.audio):
            field.currentIndexChanged.connect(self._take_choice)
        self._explain()

    def refresh(self) -> None:
        """Look again at the models on this computer and the names of the production."""
        models = [pack for pack in listening.models() if pack.state is not PackState.DAMAGED]
        if models != self._packs:
            self._packs = models
            self.models.show_models(models, packs.overview().entries, self._usual(models))
            self._fill_languages()
        self._explain()
        count = len(self._session.project.names.all())
        words = ngettext(
            "{count} name of this production helps to hear it right.",
            "{count} names of this production help to hear them right.",
            count,
        )
        self.names.setText(words.format(count=count))
        self.names.setVisible(count > 0)

    def choice(self) -> Choice:
        """Return what was chosen."""
        pack = self.models.pack
        return Choice(
            language=self.language.currentData(),
            model=pack.id if pack is not None else None,
            sound=self.sound.currentData(),
            audio=self.audio.currentData() if self.audio.count() > 1 else None,
            profile=self.rules.currentData(),
        )

    def lacking(self) -> str:
        """Return why listening cannot begin yet, "" when it can."""
        if not self._session.video.video.audio:
            return _("This film has no sound.")
        if self.models.pack is not None:
            return ""
        if any(not pack.practice for pack in self._packs or []):
            return _("Choose a speech model first.")
        return _(
            "There is no speech model for real films on this computer yet. "
            "The practice model only knows the words of the sample."
        )

    def use_packs(self, action: QAction) -> None:
        """Have a way to the page of languages and models."""
        self.models.use_packs(action)

    def remember(self) -> None:
        """Keep the model as the one to begin with next time."""
        pack = self.models.pack
        if pack is not None and not pack.practice:
            try:
                self._session.desk.preferences.change(last_model=pack.id)
            except StudioError as error:
                self._session.failed.emit(error)

    def _field(self, label: str) -> tuple[QComboBox, Text]:
        box, name, note = QComboBox(), QLabel(label), Text("", "soft")
        name.setBuddy(box)
        name.setProperty("role", "strong")
        box.setAccessibleName(label)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        group = column(gap=3)
        for part in (name, box, note):
            group.addWidget(part)
        self._page.addLayout(group)
        note.hide()
        self._labels[label] = name
        return box, note

    def _fill_fixed(self) -> None:
        for id in hearing_words.SOUNDS:
            self.sound.addItem(hearing_words.sound(id), id)
        self.rules.addItem(_("As is usual for the language"), None)
        for style in house_styles.listed(self._session.video.language):
            self.rules.addItem(style.name, style.id)
        tracks = self._session.video.video.audio
        for place, track in enumerate(tracks, start=1):
            named = track.title or (languages.name(track.language) if track.language else "")
            self.audio.addItem(_("Sound track {number}").format(number=place) + (f": {named}" if named else ""), place)
        for part in (self.audio, self._labels[_("Sound track")]):
            part.setVisible(len(tracks) > 1)

    def _usual(self, packs: list[Pack]) -> Pack | None:
        """Return the model to begin with: the last one used, else the largest; a practice one for the sample only."""
        real = [pack for pack in packs if not pack.practice]
        practice = [pack for pack in packs if pack.practice]
        if practice and self._is_sample():
            return practice[0]
        last = next((pack for pack in real if pack.id == self._session.settings.last_model), None)
        return last or max(real, key=lambda pack: pack.size, default=None)

    def _is_sample(self) -> bool:
        return self._session.project.media.is_same(self._session.video.id, tour.sample())

    def _measure(self) -> None:
        """Find out how fast this computer is; that takes some seconds, and is said when it is known."""
        from studio.workflow import pace  # seldom asked for

        self._measuring = self._session.desk.runner.run(pace.measure(), ("packs", "measure"))
        self._measuring.changed.connect(self._take_measured)
        self._take_measured()

    def _take_measured(self) -> None:
        if self._measuring is not None:
            self.models.show_measuring(self._measuring.state)
            self._explain()

    def _fill_languages(self) -> None:
        before = self.language.currentData() or self._session.video.language or None
        pack = self.models.pack
        tags = (
            pack.languages if pack is not None and pack.languages else (*NEAREST, *sorted(OTHERS, key=languages.name))
        )
        self.language.blockSignals(True)
        self.language.clear()
        for tag in (None, *tags):
            self.language.addItem(hearing_words.language(tag), tag)
        self.language.setCurrentIndex(max(0, self.language.findData(before)) if before else 0)
        self.language.blockSignals(False)

    def _take_choice(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        """Say under the fields what the choices mean."""
        self.models.explain(self.language.currentData())
        chosen = self.rules.currentData() or self._usual_style()
        styles = {style.id: style for style in house_styles.listed()}
        rules = styles[chosen].sentence if chosen in styles else ""
        if chosen and self.rules.currentData() is None:
            rules = f"{house_styles.name(chosen)}: {rules}"
        for note, text in (
            (self._language_note, self._expected()),
            (self._sound_note, f"{hearing_words.sound_note(self.sound.currentData())}."),
            (self._rules_note, rules),
        ):
            note.setText(text)
            note.setVisible(bool(text))

    def _expected(self) -> str:
        """Return how often the chosen model is wrong in the language, unless its option says that already."""
        pack, language = self.models.pack, self.language.currentData()
        if pack is None or language is None or self.models.options.chosen:
            return ""
        return reliability.listening(pack.id, language)

    def _usual_style(self) -> str:
        language = self.language.currentData()
        return house_styles.usual(language) if language else ""
