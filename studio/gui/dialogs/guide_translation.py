"""The guide's page on translation: which packages the chosen languages need, and how they get here."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio.gui import languages
from studio.gui.dialogs import guide_plan
from studio.gui.dialogs.guide_bringing import Bringing
from studio.gui.dialogs.guide_parts import DOWNLOAD, Page, Ways, lead
from studio.gui.dialogs.guide_plan import Packages, Pair
from studio.gui.dialogs.guide_sticks import Sticks
from studio.gui.packs_tab import names
from studio.gui.recent_list import listed
from studio.gui.widgets import Note, Text, column, row
from studio.i18n import _
from studio.workflow.packs import Entry

PAGE = "translation"


class TranslationPage(Page):
    """Asks what should be translated into what."""

    def __init__(self, bringing: Bringing) -> None:
        super().__init__(_("What should it translate?"))
        self._bringing = bringing
        self._packages = Packages((), (), ())
        self._shown: tuple[object, ...] = ()
        self._ticked: set[str] = set()
        self.boxes: dict[str, QCheckBox] = {}
        self._list: QVBoxLayout = column(gap=4)
        self.page.addLayout(self._list)
        self.through = Note("stale", "")
        self.nowhere = Text("", "soft")
        self.ways = Ways(_("Later: try it on the sample, with the small practice packages"))
        self.ways.changed.connect(self.changed)
        self.sticks = Sticks(bringing, self.ways, self)
        for part in (self.through, self.nowhere, self.ways, self.sticks):
            self.page.addWidget(part)
        self.page.addStretch(1)
        bringing.changed.connect(self.refresh)
        self.refresh()

    def begin(self) -> None:
        """Show what the languages of the page before need."""
        self.refresh()

    def first(self) -> QWidget | None:
        """Return the first package that can be ticked."""
        return next((box for box in self.boxes.values() if box.isEnabled()), None)

    def refresh(self) -> None:
        """Show what there is for the chosen languages, and how it stands."""
        found = guide_plan.packages(self._bringing.languages, self._bringing.entries)
        self._packages = found
        state = (self._bringing.languages, *((each.id, self._beside(each)) for each in found.entries))
        if state != self._shown:
            if not self._shown or self._shown[0] != state[0]:
                self._ticked = guide_plan.usual(self._bringing.languages, found)
            self._shown = state
            self._build_boxes(self._ticked)
        self._explain()

    def wanted(self) -> set[str]:
        """Return the ids of the packages that are ticked and not here yet."""
        return {id for id, box in self.boxes.items() if box.isChecked() and box.isEnabled()}

    def leave(self) -> None:
        """Fetch what is ticked, where that was wanted."""
        coming = {each.id for each in self._packages.entries if self._bringing.on_its_way(each.id)}
        self._bringing.want(PAGE, (self.wanted() if self.ways.chosen == DOWNLOAD else set()) | coming)

    def verb(self) -> str:
        """Return what the button that leads on says."""
        return _("Download and go on") if self.wanted() and self.ways.chosen == DOWNLOAD else _("Next")

    def _build_boxes(self, ticked: set[str]) -> None:
        focused = next((id for id, box in self.boxes.items() if box.hasFocus()), "")
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.boxes = {each.id: self._add_box(each, ticked) for each in self._packages.entries}
        lead([*self.boxes.values(), *self.ways.controls])
        if focused in self.boxes:  # the keyboard stays where it was
            self.boxes[focused].setFocus()

    def _add_box(self, entry: Entry, ticked: set[str]) -> QCheckBox:
        line, beside = QWidget(), self._beside(entry)
        across = row(line, gap=12)
        box = QCheckBox(names.title(entry))
        is_open = not guide_plan.is_here(entry) and not self._bringing.on_its_way(entry.id)
        box.setEnabled(is_open and entry.can_be_fetched)
        box.setChecked(not is_open or entry.id in ticked)
        box.setAccessibleName(", ".join(filter(None, (names.title(entry), beside))))
        box.toggled.connect(lambda is_on: self._tick(entry.id, is_on))
        across.addWidget(box)
        across.addStretch(1)
        across.addWidget(Text(beside, "soft", wraps=False))
        self._list.addWidget(line)
        line.show()  # a layout would show it later, and the keyboard could not go there yet
        return box

    def _tick(self, id: str, is_on: bool) -> None:
        self._ticked = self._ticked | {id} if is_on else self._ticked - {id}
        self._explain()

    def _beside(self, entry: Entry) -> str:
        if guide_plan.is_here(entry):
            return _("on this computer")
        if self._bringing.on_its_way(entry.id):
            return _("It is being downloaded.").rstrip(".")
        return names.bytes_in_words(entry.size) if entry.size else _("size not known")

    def _explain(self) -> None:
        """Say what the ticked packages mean together."""
        chosen = self._bringing.languages
        self.say(_sentence(len(chosen), bool(self._packages.entries)))
        opened = guide_plan.opened_up(self._packages, self.wanted())
        for pairs, text, part in (
            (opened, _("{pairs}: through English, which costs quality. Read every sentence."), self.through),
            (self._packages.nowhere, _("Nobody offers {pairs} for this program yet."), self.nowhere),
        ):
            words = text.format(pairs=_pairs(pairs))
            part.say("stale", "", words) if isinstance(part, Note) else part.setText(words)
            part.setVisible(bool(pairs))
        wanted = self.wanted()
        size = guide_plan.to_fetch(self._packages.entries, wanted)
        is_sized = all(each.size for each in self._packages.entries if each.id in wanted)
        self.ways.offer(names.bytes_in_words(size) if size and is_sized else "")
        is_open = any(not guide_plan.is_here(each) for each in self._packages.entries)
        self.ways.setVisible(is_open)
        self.sticks.setVisible(is_open)
        self.changed.emit()


def _sentence(count: int, has_any: bool) -> str:
    if count < 2:
        return _("Translation needs two languages at least. Go back to choose another, or go on without.")
    if not has_any:
        return _("There are no packages for these languages. Go on without, or add languages later.")
    return _(
        "Each direction is a package of its own. They are good for everyday text; "
        "names and plays on words need your eye."
    )


def _pairs(pairs: tuple[Pair, ...] | list[Pair]) -> str:
    words = _("{source} to {target}")
    return listed([words.format(source=languages.name(one), target=languages.name(other)) for one, other in pairs])
