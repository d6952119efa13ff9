"""Export of a flyer: which languages, as what, where to; what has no room or was not checked is said before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.gui import languages
from studio.gui.dialogs.export_parts import Checked, Group, Option
from studio.gui.dialogs.export_window import ExportWindow
from studio.gui.dialogs.names_work import WorkLine
from studio.gui.flyer_session import FlyerSession
from studio.gui.messages import ErrorDialog
from studio.gui.widgets import Text
from studio.i18n import N_, _, ngettext
from studio.project.values import StoredEdition
from studio.workflow.flyer import export, state
from studio.workflow.flyer.export import Check, Choice, Plan

if TYPE_CHECKING:
    from studio.documents.output import Written
    from studio.workflow.flyer.export import Kind

SAME = {
    "pdf": (N_("As it is: a PDF with the same layout"), N_("Tagged, so that screen readers can read it")),
    "image": (N_("As it is: a picture with the same layout"), N_("In the format of the original")),
    "text": (N_("As it is: a text file"), N_("In the format of the original")),
    "markdown": (N_("As it is: a Markdown file"), N_("In the format of the original")),
}
"""What is said of the original's format."""

PDF = (N_("A PDF with real text"), N_("Its words can be searched, copied and read aloud"))
ACCESSIBLE = (
    N_("The accessible edition"),
    N_("The text alone in reading order, as PDF, web page and plain text; for screen readers and large letters"),
)


class FlyerExportDialog(ExportWindow):
    """Plans the export of one flyer while people choose; the files are written while the window can be used."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        name = Path(session.flyer.file.name).stem
        super().__init__(_("Export: {name}").format(name=name), session.settings.export_folder, parent)
        self._session = session
        self.plan: Plan | None = None
        self.editions: dict[int, Option] = {}
        self.kinds: dict[Kind, Option] = {}
        self.build()
        self.work = WorkLine(session)
        self.work.busy_changed.connect(self._show_busy)
        self.foot.insertWidget(0, self.work, 1)
        self.finished.connect(self.work.stop)

    def choices(self) -> Sequence[QWidget]:
        """Return the languages there are, and the kinds of files."""
        spoken, kinds = Group(_("Languages")), Group(_("Files"))
        for edition in self._session.editions():
            self.editions[edition.id] = option = self._edition_option(edition)
            spoken.page.addWidget(option)
        if not self.editions:
            spoken.page.addWidget(Text(_("This flyer is not translated yet."), "soft"))
        format = self._session.flyer.format
        offered: dict[Kind, tuple[str, str]] = {"same": SAME.get(format, SAME["pdf"])}
        if format != "pdf":
            offered["pdf"] = PDF
        offered["accessible"] = ACCESSIBLE
        for kind, (title, note) in offered.items():
            self.kinds[kind] = option = Option(_(title), _(note))
            kinds.page.addWidget(option)
        self.kinds["same"].box.setChecked(True)
        for option in (*self.editions.values(), *self.kinds.values()):
            option.box.toggled.connect(self.plan_soon)
        return spoken, kinds

    def choice(self) -> Choice:
        """Return what was chosen."""
        return Choice(
            editions=tuple(id for id, option in self.editions.items() if option.box.isChecked()),
            kinds=tuple(kind for kind, option in self.kinds.items() if option.box.isChecked()),
            folder=self.chosen_folder,
            password=self._session.password,
        )

    def planned(self) -> Plan | None:
        """Return what would be written now."""
        session = self._session
        self.plan = session.attempt(export.plan, session.project, session.flyer.id, self.choice(), languages.name)
        return self.plan

    def about(self, check: Checked) -> tuple[int, ...]:
        """Return the blocks that a check is about."""
        return check.blocks if isinstance(check, Check) else ()

    def way_words(self, count: int) -> str:
        """Return what the button says that leads to blocks."""
        return ngettext("Show this block", "Show these {count} blocks", count).format(count=count)

    def go_to(self, check: Checked) -> None:
        """Show the blocks that a check is about, in their language."""
        session = self._session
        if not isinstance(check, Check) or not check.blocks:
            return
        if check.edition and (session.edition is None or session.edition.id != check.edition):
            session.choose_edition(check.edition)
        session.choose_block(check.blocks[0])
        session.selection_asked.emit(list(check.blocks))

    def write(self, *, overwrite: bool) -> None:
        """Have the files written; the bar shows how far that is."""
        session = self._session
        if self.plan is None:
            return
        try:
            work = export.writing(session.project, self.plan, overwrite=overwrite)
            session.desk.preferences.change(export_folder=str(self.chosen_folder or ""))
        except StudioError as error:
            ErrorDialog(error, self).open()
            return
        self.work.run(work, self._show_written)

    def _edition_option(self, edition: StoredEdition) -> Option:
        standing = state.standing(self._session.project, edition.id)
        blocks = ngettext("{count} block", "{count} blocks", standing.total).format(count=standing.total)
        option = Option(languages.name(edition.language), blocks)
        option.show_checked(standing.total, standing.total - standing.checked)
        option.box.setChecked(True)
        return option

    def _show_busy(self, is_busy: bool) -> None:
        self.promise.setVisible(not is_busy)
        self.export.setEnabled(not is_busy and self.plan is not None and bool(self.plan.files))
        for option in (*self.editions.values(), *self.kinds.values()):
            option.setEnabled(not is_busy)
        self.change.setEnabled(not is_busy)

    def _show_written(self, written: Sequence[Written]) -> None:
        if self.plan is None:
            return
        notes = list(dict.fromkeys(note for each in written for note in each.notes))
        self._session.said.emit(self.show_result([*self.plan.files, self.plan.record], notes))
