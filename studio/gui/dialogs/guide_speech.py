"""The guide's page on speech: how careful the model should be, and how it gets here."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui import languages, model_words
from studio.gui.dialogs import guide_plan
from studio.gui.dialogs.guide_bringing import Bringing
from studio.gui.dialogs.guide_parts import DOWNLOAD, Page, Ways, lead
from studio.gui.dialogs.guide_sticks import Sticks
from studio.gui.option import Option, Options
from studio.gui.packs_tab import names
from studio.gui.recent_list import listed
from studio.gui.widgets import Note, Text, column
from studio.i18n import _, ngettext, number
from studio.model.pack import Role
from studio.workflow import pace
from studio.workflow.packs import Entry

PAGE = "speech"


class SpeechPage(Page):
    """Asks how carefully the program should listen."""

    def __init__(self, bringing: Bringing) -> None:
        super().__init__(_("How carefully should it listen?"))
        self._bringing = bringing
        self._models: dict[Role, Entry] = {}
        self._has_chosen = False
        self._is_measuring = False
        self.options = Options(_("How carefully should it listen?"))
        self.options.changed.connect(self._take)
        self.page.addWidget(self.options)
        self.sources = Text("", "soft")
        self.page.addWidget(self.sources)
        self._build_ways()
        bringing.changed.connect(self.refresh)
        self.refresh()

    def first(self) -> QWidget | None:
        """Return the chosen model."""
        option = self.options.all.get(self.options.chosen)
        return option.button if option is not None else None

    def refresh(self) -> None:
        """Show again what there is, what it costs and how it stands."""
        models = guide_plan.models(self._bringing.entries)
        if models.keys() != self._models.keys():
            self.options.clear()
            for role, entry in models.items():
                self.options.add(role, Option(names.title(entry)))
            lead([*(option.button for option in self.options.all.values()), *self.ways.controls])
        self._models = models
        self.say(self._chosen_so_far())
        suited = self._recommended()
        for role, entry in models.items():
            badge = _("suits this computer") if role == suited and pace.measured() is not None else ""
            self.options.all[role].say(self._sentence(entry), self._beside(entry), badge)
        offers = [each.offer for each in models.values() if each.offer is not None]
        said = model_words.sources(offers, self._bringing.languages)
        self.sources.setText(
            _("Errors as measured by {sources}. Your films may be harder.").format(sources="; ".join(said))
        )
        self.sources.setVisible(bool(said))
        if not self._has_chosen:
            self.options.choose(self._usual(suited))
        self._show_ways()

    def show_measuring(self, is_measuring: bool) -> None:
        """Say that this computer is being measured, or what came of it."""
        self._is_measuring = is_measuring
        self.refresh()

    def leave(self) -> None:
        """Fetch the chosen model, where that was wanted."""
        self._has_chosen = True  # whatever is found out of this computer from now on
        entry = self._chosen()
        is_wanted = entry is not None and self._may_fetch(entry) and self.ways.chosen == DOWNLOAD
        if entry is not None and self._bringing.on_its_way(entry.id):
            return
        self._bringing.want(PAGE, {entry.id} if is_wanted and entry is not None else set())

    def verb(self) -> str:
        """Return what the button that leads on says."""
        entry = self._chosen()
        if entry is None or not self._may_fetch(entry) or self._bringing.on_its_way(entry.id):
            return _("Next")
        return _("Download and go on") if self.ways.chosen == DOWNLOAD else _("Next")

    def _build_ways(self) -> None:
        self._around: QVBoxLayout = column(gap=10)
        self.ways = Ways(_("Later: look around with the small practice model first"))
        self.ways.changed.connect(self._show_ways)
        self.sticks = Sticks(self._bringing, self.ways, self)
        self.state = Note("approved", "")
        self._around.addWidget(self.ways)
        self._around.addWidget(self.sticks)
        self._around.addWidget(self.state)
        self.page.addLayout(self._around)
        self.page.addStretch(1)
        self.page.addWidget(
            Note(
                "approved",
                "",
                _("Only the model is fetched. Your videos and texts never leave this computer."),
                icon="wifi-off",
            )
        )

    def _chosen(self) -> Entry | None:
        return next((entry for role, entry in self._models.items() if role == self.options.chosen), None)

    def _may_fetch(self, entry: Entry) -> bool:
        return entry.can_be_fetched and not guide_plan.is_here(entry)

    def _take(self) -> None:
        self._has_chosen = True
        self._show_ways()

    def _show_ways(self) -> None:
        entry = self._chosen()
        is_here = entry is not None and guide_plan.is_here(entry)
        is_coming = entry is not None and self._bringing.on_its_way(entry.id)
        self.ways.setVisible(not is_here and not is_coming)
        self.sticks.setVisible(not is_here and not is_coming)
        self.state.setVisible(is_here or is_coming)
        self.state.say("approved", _("It is on this computer.") if is_here else _("It is being downloaded."))
        if entry is not None:
            size = max(0, entry.size - entry.here)
            self.ways.offer(names.bytes_in_words(size) if size else "")
        self.changed.emit()

    def _recommended(self) -> Role | None:
        offers = [each.offer for each in self._models.values() if each.offer is not None]
        found = pace.recommended(pace.measured(), offers)
        return found.role if found is not None else None

    def _usual(self, suited: Role | None) -> str:
        """Return the model to begin with: the most careful that is here, else the one that suits this computer."""
        here = [role for role, entry in self._models.items() if guide_plan.is_here(entry)]
        return here[-1] if here else suited or ""

    def _sentence(self, entry: Entry) -> str:
        time = model_words.talk(entry)
        if not time:
            time = _("Measuring this computer…") if self._is_measuring else _("How long it takes is not measured yet.")
        return f"{time} {model_words.wrong(entry.offer, self._bringing.languages)}"

    def _beside(self, entry: Entry) -> str:
        if guide_plan.is_here(entry):
            return _("on this computer")
        return names.bytes_in_words(entry.size) if entry.size else ""

    def _chosen_so_far(self) -> str:
        chosen = [languages.name(tag) for tag in self._bringing.languages]
        first = _("You chose {languages}.").format(languages=listed(chosen)) if chosen else ""
        return " ".join(filter(None, (first, _computer())))


def _computer() -> str:
    """Return what is known of this computer."""
    cores, memory = os.cpu_count() or 1, pace.memory()
    words = ngettext("This computer has {cores} core", "This computer has {cores} cores", cores).format(cores=cores)
    if memory is None:
        return f"{words}."
    return _("{cores} and {memory} GB of memory.").format(cores=words, memory=number(memory / 2**30, 0))
