"""What people do to the blocks of a flyer and to what these say in other languages; each is one step for undo.

A text that a person changed is edited, also when it was approved before.  Whether a wording is out of date is asked of
the texts (`state.is_stale`); changing or approving it says that it fits what the source says now.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.model.cue import CueState
from studio.model.document import Mark, Role, TextBlock
from studio.model.translation import Origin
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredBlock, Wording
from studio.text import marks as marking
from studio.workflow import languages
from studio.workflow.flyer import state
from studio.workflow.flyer.parting import join, split

__all__ = [
    "approve",
    "change_text",
    "decoration",
    "describe",
    "join",
    "keep_as_is",
    "move",
    "remove_edition",
    "reorder",
    "set_apart",
    "set_flyer_language",
    "set_language",
    "set_role",
    "set_title",
    "set_wording",
    "split",
    "withdraw",
]


def change_text(project: Project, block: int, text: str) -> None:
    """Give a block another text, such as where it was misread; what is typed in a row is one step."""
    stored = _block(project, block)
    text = plain(text)
    if text == stored.block.text:
        return
    with project.step(_("Change text"), merge=f"block {block}"):
        project.flyers.put(_worded(stored, text))


def describe(project: Project, block: int, text: str) -> None:
    """Say what a picture shows, for those who do not see it; with words it is no decoration."""
    stored = _block(project, block)
    text = plain(text)
    if text == stored.block.text and not (text and stored.block.is_decoration):
        return
    changed = _worded(stored, text)
    if text:
        changed = replace(changed, block=replace(changed.block, is_decoration=False))
    with project.step(_("Describe picture"), merge=f"description {block}"):
        project.flyers.put(changed)


def set_wording(project: Project, edition: int, block: int, text: str, origin: Origin = Origin.PERSON) -> None:
    """Say what a block says in an edition; what is typed in a row is one step."""
    stored = _block(project, block)
    state.edition(project, edition)
    text = plain(text)
    known = project.flyers.wording(edition, block) or state.blank(edition, stored)
    if text == known.text:
        return
    marks = marking.follow(known.text, text, known.marks)
    changed = replace(_unreviewed(known), text=text, marks=marks, seen=stored.block.text, origin=origin)
    with project.step(_("Change text"), merge=f"wording {edition} {block}"):
        project.flyers.put_wording(replace(changed, state=CueState.EDITED))


def set_apart(project: Project, wording: Wording, mark: Mark) -> None:
    """Have words of a wording be bold, italic, …; a person chose it, so it is edited."""
    marks = tuple(sorted((*wording.marks, mark), key=lambda each: (each.start, each.stop)))
    with project.step(_("Set words apart")):
        project.flyers.put_wording(replace(_unreviewed(wording), marks=marks, state=CueState.EDITED))


def take_wording(project: Project, edition: int, block: int, said: tuple[str, Sequence[Mark], Origin]) -> None:
    """Give a block another wording that a person chose: its text, marks and where it is from."""
    stored = _block(project, block)
    known = project.flyers.wording(edition, block) or state.blank(edition, stored)
    text, marks, origin = said
    changed = replace(_unreviewed(known), text=text, marks=tuple(marks), seen=stored.block.text, origin=origin)
    with project.step(_("Use other wording")):
        project.flyers.put_wording(replace(changed, state=CueState.EDITED))


def approve(project: Project, edition: int | None, blocks: Collection[int], reviewer: str) -> None:
    """Note that `reviewer` found what these blocks say right, in an edition or (None) in the original, now."""
    stored = _blocks(project, blocks)
    with project.step(ngettext("Approve block", "Approve blocks", len(stored))):
        for each in stored:
            if edition is None:
                if each.state is not CueState.APPROVED:
                    project.flyers.put(replace(each, state=CueState.APPROVED, reviewer=reviewer, reviewed_at=_now()))
            else:
                _approve_wording(project, edition, each, reviewer)


def withdraw(project: Project, edition: int | None, blocks: Collection[int]) -> None:
    """Take back that these blocks were approved; they are edited then."""
    stored = _blocks(project, blocks)
    with project.step(_("Take back approval")):
        for each in stored:
            if edition is None and each.state is CueState.APPROVED:
                project.flyers.put(replace(each, state=CueState.EDITED, reviewer="", reviewed_at=None))
            wording = project.flyers.wording(edition, each.id) if edition is not None else None
            if wording is not None and wording.state is CueState.APPROVED:
                project.flyers.put_wording(replace(_unreviewed(wording), state=CueState.EDITED))


def move(project: Project, blocks: Collection[int], before: int | None) -> None:
    """Have blocks read before another one, or (None) last; among each other they stay in order."""
    stored = _blocks(project, blocks)
    flyer = stored[0].flyer
    mine = {each.id for each in stored}
    order = [each.id for each in project.flyers.blocks(flyer)]
    while before in mine:  # before one of themselves: before what comes after it
        rest = order[order.index(before) + 1 :]
        before = rest[0] if rest else None
    left = [id for id in order if id not in mine]
    at = left.index(before) if before in left else len(left)
    reorder(project, flyer, [*left[:at], *(id for id in order if id in mine), *left[at:]])


def reorder(project: Project, flyer: int, order: Sequence[int]) -> None:
    """Have all blocks of a flyer read in this order."""
    with project.step(_("Change reading order")):
        project.flyers.order(flyer, order)


def keep_as_is(project: Project, blocks: Collection[int], is_kept: bool) -> None:
    """Say that blocks are not translated and stay as they look, or that they are."""
    label = _("Do not translate") if is_kept else _("Translate after all")
    _change(project, label, blocks, is_kept=is_kept)


def decoration(project: Project, blocks: Collection[int], is_decoration: bool) -> None:
    """Say that screen readers pass over blocks, or read them."""
    label = _("Mark as decoration") if is_decoration else _("No decoration")
    _change(project, label, blocks, is_decoration=is_decoration)


def set_role(project: Project, blocks: Collection[int], role: Role, level: int = 0) -> None:
    """Say what blocks are to a reader; `level` is that of a heading, 1 to 6."""
    if role is Role.HEADING and not 1 <= level <= 6:
        raise InputError(_("A heading has a level from 1 to 6."), hint=_("Choose one of them."))
    _change(project, _("Change role"), blocks, role=role, level=level if role is Role.HEADING else 0)


def set_language(project: Project, blocks: Collection[int], tag: str) -> None:
    """Say in which language blocks are written; "" is that of the flyer."""
    _change(project, _("Change language"), blocks, language=languages.tag(tag) if tag else "")


def set_flyer_language(project: Project, flyer: int, tag: str) -> None:
    """Say in which language a flyer is written."""
    state.flyer(project, flyer)
    with project.step(_("Change language")):
        project.flyers.set_language(flyer, languages.tag(tag))


def set_title(project: Project, edition: int, title: str) -> None:
    """Say what an edition is called: what the window of a PDF reader shows; "" is its first heading."""
    stored = state.edition(project, edition)
    with project.step(_("Change title"), merge=f"title {edition}"):
        project.flyers.put_edition(replace(stored, title=" ".join(title.split())))


def remove_edition(project: Project, edition: int) -> None:
    """Take an edition out of the production; undo brings it back."""
    state.edition(project, edition)
    with project.step(_("Remove language")):
        project.flyers.remove_edition(edition)


def plain(text: str) -> str:
    """Return a text with line breaks of one kind, without what no page can show."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(letter for letter in lines if letter == "\n" or letter == "\t" or ord(letter) >= 32)


def _approve_wording(project: Project, edition: int, stored: StoredBlock, reviewer: str) -> None:
    known = project.flyers.wording(edition, stored.id)
    if known is None or not known.text.strip():
        return  # there is nothing that could be right
    if known.state is CueState.APPROVED and not state.is_stale(stored, known):
        return
    changed = replace(known, state=CueState.APPROVED, seen=stored.block.text, reviewer=reviewer, reviewed_at=_now())
    project.flyers.put_wording(changed)


def _change(project: Project, label: str, blocks: Collection[int], **values: object) -> None:
    changed = [(each, _replaced(each.block, **values)) for each in _blocks(project, blocks)]
    with project.step(label):
        for each, block in changed:
            if block != each.block:
                project.flyers.put(replace(each, block=block))


def _replaced(block: TextBlock, **values: object) -> TextBlock:
    return replace(block, **values)  # type: ignore[arg-type]


def _worded(stored: StoredBlock, text: str) -> StoredBlock:
    marks = marking.follow(stored.block.text, text, stored.block.marks)
    block = replace(stored.block, text=text, marks=marks, score=1.0)
    return replace(stored, block=block, state=CueState.EDITED, reviewer="", reviewed_at=None)


def _unreviewed(wording: Wording) -> Wording:
    return replace(wording, reviewer="", reviewed_at=None)


def _now() -> datetime:
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)  # as the file keeps it


def _block(project: Project, id: int) -> StoredBlock:
    return _blocks(project, [id])[0]


def _blocks(project: Project, ids: Collection[int]) -> list[StoredBlock]:
    wanted = set(ids)
    stored = project.flyers.several(wanted)
    if not stored or len(stored) < len(wanted):
        raise faults.gone()
    return stored
