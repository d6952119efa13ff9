"""One list of names and terms: written in, read from flyers, and as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QMenu, QWidget

from studio.gui import metrics, widgets
from studio.gui.dialogs.names_found import FoundDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.session import Session
from studio.gui.tables.term_table import Pair, TermTable, with_languages
from studio.gui.tables.term_view import TermView
from studio.gui.widgets import Button
from studio.i18n import _, ngettext
from studio.model.term import Proposal, Term
from studio.workflow import term_files, terms
from studio.workflow.flyer import state
from studio.workflow.term_files import TermsRead
from studio.workflow.terms import TermList

Run = Callable[..., None]


class TermsPage(QWidget):
    """The page of a list; `run` begins long work and calls back with what it gave."""

    said = Signal(str, str)
    """The kind of a note and its words."""
    changed = Signal()

    def __init__(self, session: Session | FlyerSession, kept: TermList, run: Run, *, can_bring_back: bool) -> None:
        super().__init__()
        self._session = session
        self._kept = kept
        self._run = run
        self._gone: list[Term] = []
        self._file: Path = session.project.path.parent
        self.usual = usual_languages(session)
        self.terms = TermTable(kept, session.attempt, self.usual, self)
        self.view = TermView(self.terms, known_languages(session))
        self._build(can_bring_back)
        self.terms.modelReset.connect(self._show_buttons)
        self.terms.modelReset.connect(self.changed)
        self.view.selectionModel().selectionChanged.connect(self._show_buttons)
        self._show_buttons()

    def add(self) -> None:
        """Keep what was typed."""
        term = with_languages(Term(self.field.text(), self.target.text()), self.usual)
        ids = self._session.attempt(self._kept.add, [term])
        if ids is None:
            return
        self.terms.read()
        if not ids:
            self.said.emit("info", _("That is in the list already."))
        self.view.show_row(self.terms.rows_of(ids)[0] if ids else -1)
        self.field.clear()
        self.target.clear()
        self.field.setFocus()

    def remove(self) -> None:
        """Take the chosen terms off the list."""
        stored = [self.terms.stored(row) for row in self.view.chosen()]
        if not stored:
            return
        first = self.view.chosen()[0]
        self._session.attempt(self._kept.remove, [each.id for each in stored])
        self.terms.read()
        self._gone = [each.term for each in stored]
        self.view.show_row(min(first, self.terms.rowCount() - 1))
        self._show_buttons()

    def bring_back(self) -> None:
        """Put what was removed last on the list again."""
        ids = self._session.attempt(self._kept.add, self._gone)
        if ids is not None:
            self._gone = []
            self.terms.read()
            self.view.show_row(min(self.terms.rows_of(ids), default=-1))
            self.view.setFocus()
            self._show_buttons()

    def ask_flyer(self) -> None:
        """Have a flyer chosen, and read names from it."""
        kinds = _("Texts ({patterns})").format(patterns=_patterns(term_files.READABLE))
        chosen = self._chosen(_("Read names from a file"), f"{kinds};;{_('All files')} (*)")
        if chosen is not None:
            self.read_flyer(chosen)

    def read_flyer(self, path: Path) -> None:
        """Read names from a file, then show them to be chosen from."""
        self._run(term_files.names_in(path), lambda found: self._propose(path.name, found))

    def ask_import(self) -> None:
        """Have a list chosen, and take in its terms."""
        kinds = _("Lists ({patterns})").format(patterns=_patterns(term_files.SUFFIXES))
        chosen = self._chosen(_("Import a list"), f"{kinds};;{_('All files')} (*)")
        if chosen is not None:
            self.import_from(chosen)

    def import_from(self, path: Path) -> None:
        """Take in the terms of a file."""
        self._run(term_files.import_from(path, self.usual), self._take)

    def ask_export(self) -> None:
        """Have a place chosen, and write the list there."""
        kinds = f"{_('Table for a spreadsheet')} (*.csv);;{_('List for other programs')} (*.tbx)"
        start = str(self._file / f"{_('names')}.csv")
        chosen, kind = QFileDialog.getSaveFileName(self, _("Export this list"), start, kinds)
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(".tbx" if ".tbx" in kind else ".csv"))

    def export_to(self, path: Path) -> None:
        """Write the list to a file."""
        self._file = path.parent
        work = term_files.export_to(path, self.terms.terms())
        self._run(work, lambda _count: self.said.emit("approved", _("The list is in “{name}”.").format(name=path.name)))

    def set_busy(self, is_busy: bool) -> None:
        """Begin nothing while something is being read or written."""
        self.flyer.setDisabled(is_busy)
        self.files.setDisabled(is_busy)

    def _propose(self, name: str, found: Sequence[Proposal]) -> None:
        if not found:
            self.said.emit("info", _("No names were found in “{name}”.").format(name=name))
            return
        known = self._session.attempt(terms.sources, self._session.project)
        dialog = FoundDialog(name, found, known or {term.source for term in self.terms.terms()}, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add_all([Term(proposal.text) for proposal in dialog.chosen]))
        dialog.open()

    def _take(self, read: TermsRead) -> None:
        new = self._add_all(read.terms)
        if new is None:
            return
        known, words = len(read.terms) - new, [_added(new)]
        if known:
            words.append(
                ngettext("{count} was there already.", "{count} were there already.", known).format(count=known)
            )
        if read.left_out:
            lost = ngettext("{count} row held none.", "{count} rows held none.", read.left_out)
            words.append(lost.format(count=read.left_out))
        if read.is_damaged:
            words.append(_("The file is damaged; what comes after the damage is missing."))
        self.said.emit("stale" if read.is_damaged else "approved", " ".join(words))

    def _add_all(self, terms: Sequence[Term]) -> int | None:
        ids = self._session.attempt(self._kept.add, terms)
        if ids is None:
            return None
        self.terms.read()
        self.view.show_row(min(self.terms.rows_of(ids), default=-1))
        self.view.setFocus()
        self.said.emit("approved", _added(len(ids)))
        return len(ids)

    def _chosen(self, title: str, kinds: str) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(self._file), kinds)
        if not chosen:
            return None
        self._file = Path(chosen).parent
        return Path(chosen)

    def _show_buttons(self) -> None:
        self.take_off.setEnabled(bool(self.view.chosen()))
        self.back.setVisible(self._can_bring_back and bool(self._gone))
        self.export.setEnabled(self.terms.rowCount() > 0)

    def _build(self, can_bring_back: bool) -> None:
        self._can_bring_back = can_bring_back
        page = widgets.column(self, gap=8)
        page.addSpacing(metrics.px(4))
        page.addLayout(self._adding())
        page.addWidget(self.view, 1)
        page.addLayout(self._tools())

    def _adding(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.px(8))
        grid.setVerticalSpacing(metrics.px(2))
        self.field, self.target = QLineEdit(), QLineEdit(placeholderText=_("stays as it is"))
        for column, (field, name) in enumerate(((self.field, _("New name or term")), (self.target, _("Translation")))):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.returnPressed.connect(self.add)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        add = Button(_("Add"), "plus")
        add.clicked.connect(self.add)
        grid.addWidget(add, 1, 2)
        return grid

    def _tools(self) -> widgets.Row:
        line = widgets.row(gap=8)
        self.take_off = Button(_("Remove"), "trash-2")
        self.take_off.clicked.connect(self.remove)
        self.back = Button(_("Bring back"), "undo-2")
        self.back.clicked.connect(self.bring_back)
        self.flyer = Button(_("Read names from a file…"), "file-text")
        self._build_flyer()
        self.files = Button(_("List"), "file-down")
        self.files.setAccessibleName(_("Import or export this list"))
        menu = QMenu(self.files)
        self.import_ = menu.addAction(_("&Import a list…"), self.ask_import)
        self.export = menu.addAction(_("&Export this list…"), self.ask_export)
        self.files.setMenu(menu)
        for button in (self.take_off, self.back, None, self.flyer, self.files):
            line.addStretch(1) if button is None else line.addWidget(button)
        return line

    def _build_flyer(self) -> None:
        """Have names read from a file; beside a flyer that one is offered first."""
        if not isinstance(self._session, FlyerSession):
            self.flyer.clicked.connect(self.ask_flyer)
            return
        self.flyer.setText(_("Read names from"))
        menu = QMenu(self.flyer)
        menu.addAction(_("&This flyer"), self._read_own)
        menu.addAction(_("Another &file…"), self.ask_flyer)
        self.flyer.setMenu(menu)

    def _read_own(self) -> None:
        """Read names from the flyer in hand."""
        session = self._session
        read = session.attempt(state.document, session.project, session.about)
        if read is not None and isinstance(session, FlyerSession):
            name = session.flyer.file.name
            self._run(term_files.names_on(read), lambda found: self._propose(name, found))


def usual_languages(session: Session | FlyerSession) -> Pair:
    """Return the languages that a new translation is most likely for: those that are in hand."""
    if isinstance(session, FlyerSession):
        source = session.flyer.language
        there = [edition.language for edition in session.editions()]
        others = [tag for tag in (*there, *session.settings.venue_languages) if tag != source]
        return (source, session.edition.language if session.edition is not None else next(iter(others), ""))
    return _usual_of_video(session)


def _usual_of_video(session: Session) -> Pair:
    track = session.track
    if track is None:
        return (session.video.language, "")
    tracks = session.tracks()
    source = next((other for other in tracks if other.id == track.source), None)
    if source is not None:
        return (source.language, track.language)
    own = next((other.language for other in tracks if other.source == track.id), "")
    others = [tag for tag in session.settings.venue_languages if tag != track.language]
    return (track.language, own or next(iter(others), ""))


def known_languages(session: Session | FlyerSession) -> list[str]:
    """Return the languages of what is in hand and of the house; the usual ones where these are fewer than two."""
    if isinstance(session, FlyerSession):
        own = [session.flyer.language, *(edition.language for edition in session.editions())]
    else:
        own = [session.video.language, *(track.language for track in session.tracks())]
    found = [*own, *session.settings.venue_languages]
    known = list(dict.fromkeys(tag for tag in found if tag and tag != "und"))
    return known if len(known) > 1 else list(dict.fromkeys([*known, "de", "en", "nl"]))


def _added(count: int) -> str:
    return ngettext("{count} name was added.", "{count} names were added.", count).format(count=count)


def _patterns(suffixes: Sequence[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)
