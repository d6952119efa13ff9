"""Faster or more careful: the one question about speech models, with all others folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from studio.gui import icons, model_words
from studio.gui.option import Option, Options
from studio.gui.packs_tab import names
from studio.gui.runner import State
from studio.gui.subtitle_tab import hearing_words, model_choice
from studio.gui.subtitle_tab.model_choice import Question
from studio.gui.widgets import Button, QuietButton, Text, column, row
from studio.i18n import _
from studio.model.pack import Pack, PackKind
from studio.workflow.packs import Entry


class ModelQuestion(QWidget):
    """Asks for a speech model; `box` holds all of them, for experts, and what it says is what counts."""

    changed = Signal()
    measure_asked = Signal()

    def __init__(self, seconds: float, *, is_stretch: bool = False, parent: QWidget | None = None) -> None:
        """`seconds` is how long the film, or the stretch of it, is that will be listened to."""
        super().__init__(parent)
        self._seconds = seconds
        self._is_stretch = is_stretch
        self._entries: dict[str, Entry] = {}
        self._question = Question()
        self._packs_action: QAction | None = None
        self._build()
        self.box.currentIndexChanged.connect(self._take_box)
        self.options.changed.connect(self._take_option)

    @property
    def pack(self) -> Pack | None:
        """Return the chosen model."""
        chosen = self.box.currentData()
        return chosen if isinstance(chosen, Pack) else None

    def use_packs(self, action: QAction) -> None:
        """Have a way to other models: the page of languages and models."""
        self._packs_action = action
        self._show_ways()

    def show_models(self, packs: Sequence[Pack], entries: Sequence[Entry], usual: Pack | None) -> None:
        """Ask about the models that are here; `usual` is chosen."""
        speech = [each for each in entries if each.kind is PackKind.SPEECH and each.pack is not None]
        self._entries = {each.pack.id: each for each in speech if each.pack is not None}
        self._question = model_choice.ask(model_choice.real(speech))
        self.box.clear()
        for pack in packs:
            self.box.addItem(hearing_words.pack(pack), pack)
        self._build_options()
        self.box.setCurrentIndex(list(packs).index(usual) if usual is not None else -1)
        self._show_ways()

    def explain(self, language: str | None) -> None:
        """Say what the answers mean for this film in this language; None is not known yet."""
        chosen = [language] if language else []
        for key, entry in (("faster", self._question.faster), ("careful", self._question.careful)):
            option = self.options.all.get(key)
            if entry is not None and option is not None:
                option.say(self._sentence(entry, chosen))
        self.note.setText(self._remark())
        self.note.setVisible(bool(self.note.text()))
        self._show_ways()

    def show_measuring(self, state: State) -> None:
        """Say how far measuring this computer is."""
        words = {
            "failed": _("It could not be measured"),
            "stopped": _("Measure how long it takes"),
        }
        is_over = state in words or state == "finished"
        self.measure.setEnabled(is_over)
        self.measure.setText(words.get(state, _("Measuring this computer…")))

    # how it is put together

    def _build(self) -> None:
        page: QVBoxLayout = column(self, gap=6)
        page.addWidget(Text(_("Speech model"), "strong"))
        self.options = Options(_("Speech model"), gap=6)
        self.note = Text("", "soft")
        self.note.hide()
        page.addWidget(self.options)
        page.addWidget(self.note)
        self._build_ways(page)
        self.box = QComboBox()
        self.box.setAccessibleName(_("All models on this computer"))
        self.box.setPlaceholderText(_("Choose a model"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(16)
        self.box.hide()
        page.addWidget(self.box)

    def _build_ways(self, page: QVBoxLayout) -> None:
        self.measure = QuietButton(_("Measure how long it takes"), "timer")
        self.measure.clicked.connect(self.measure_asked)
        self.get = Button("", "languages")
        self.get.clicked.connect(self._open_packs)
        self.others = QuietButton(_("Other models"), "chevron-right")
        self.others.setCheckable(True)
        self.others.toggled.connect(self.unfold)
        for button in (self.measure, self.get, self.others):
            line = row()
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            line.addStretch(1)
            page.addLayout(line)

    def _build_options(self) -> None:
        self.options.clear()
        two = self._question.faster is not None
        if self._question.faster is not None:
            self.options.add("faster", Option(_("Faster")))
        if self._question.careful is not None:
            title = _("More careful") if two else names.title(self._question.careful)
            self.options.add("careful", Option(title))
        self.options.setVisible(self._question.careful is not None)

    # what it shows

    def unfold(self, is_open: bool) -> None:
        """Show or hide the list of all models."""
        self.others.setChecked(is_open)
        self.others.setIcon(icons.icon("chevron-down" if is_open else "chevron-right"))
        self.box.setVisible(is_open)

    def _named(self, entry: Entry) -> str:
        assert entry.pack is not None
        own = hearing_words.model(entry.pack.id)
        is_alone = self._question.faster is None  # its title says already how careful it is
        return names.own_name(entry) if is_alone or own == entry.pack.id else own

    def _sentence(self, entry: Entry, chosen: list[str]) -> str:
        """Return what a model is called, how long it takes for this film, and how often it is wrong."""
        time = model_words.film(entry, self._seconds, is_stretch=self._is_stretch)
        first = f"{', '.join(filter(None, (self._named(entry), time)))}."
        return " ".join(filter(None, (first, model_words.wrong(entry.offer, chosen) if chosen else "")))

    def _remark(self) -> str:
        if self.pack is not None and self.pack.practice:
            return _("The practice model listens. It learned the words of the sample, nothing else.")
        return "" if self._question.careful is not None else _("There is none for your own films here yet.")

    def _show_ways(self) -> None:
        real = self._question.careful
        is_known = real is not None and model_words.needed(real, 1) is not None
        can_know = real is not None and real.offer is not None and real.offer.shape is not None
        self.measure.setVisible(can_know and not is_known)
        lacks = self._question.lacks
        words = {"": _("Languages and models"), "faster": _("Get a faster one"), "careful": _("Get a more careful one")}
        self.get.setText(words[lacks])
        self.get.setVisible(self._packs_action is not None and (real is None or bool(lacks)))
        self.others.setVisible(self.box.count() > len(self.options.all))

    # what it hears

    def _take_box(self) -> None:
        pack = self.pack
        chosen = {
            key: entry.pack
            for key, entry in (("faster", self._question.faster), ("careful", self._question.careful))
            if entry is not None
        }
        self.options.choose(next((key for key, each in chosen.items() if each == pack), ""))
        self.changed.emit()

    def _take_option(self) -> None:
        entry = self._question.faster if self.options.chosen == "faster" else self._question.careful
        if entry is not None and entry.pack is not None:
            self.box.setCurrentIndex(self.box.findData(entry.pack))

    def _open_packs(self) -> None:
        if self._packs_action is not None:
            self._packs_action.trigger()
