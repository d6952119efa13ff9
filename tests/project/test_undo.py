"""The one undo fixture: every kind of edit, taken back and repeated, twice, compared row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.model.cue import Cue, CueState
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project.history import RECORDED, WATCHED
from studio.project.project import Project
from studio.project.values import Name, StoredTerm, StoredTrack

Dump = dict[str, list[tuple[object, ...]]]


def dump(project: Project) -> Dump:
    """Return all rows of all tables but those of undo itself."""
    tables = project._db.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = sorted(name for (name,) in tables if name not in ("step", "change"))
    return {name: sorted(project._db.rows(f"SELECT * FROM {name}"), key=repr) for name in names}


def change_text(p: Project) -> None:
    stored = p.cues.of(1)[0]
    p.cues.put(replace(stored, cue=replace(stored.cue, text='Guten "Abend"\\\x00 ✓ 🎭', state=CueState.EDITED)))


def approve(p: Project) -> None:
    at = datetime(2026, 5, 1, 12, 30, 0, 5000, tzinfo=UTC)
    p.cues.put(
        *[replace(c, cue=replace(c.cue, state=CueState.APPROVED), reviewer="Eva", reviewed_at=at) for c in p.cues.of(1)]
    )


def comment(p: Project) -> None:
    p.cues.put(replace(p.cues.of(1)[1], comment="Wirklich?"))


def split(p: Project) -> None:
    stored = p.cues.of(1)[0]
    p.cues.put(replace(stored, cue=replace(stored.cue, end=1400, text="Guten")))
    p.cues.add(1, [replace(stored.cue, start=1400, text="Abend.")], [(stored.last_word or 0, stored.last_word or 0)])


def merge(p: Project) -> None:
    first, second, *_others = p.cues.of(1)
    p.rejections.add(second, "gap")
    p.cues.put(replace(first, cue=replace(first.cue, end=second.cue.end, text="Guten Abend. Willkommen.")))
    p.cues.remove([second.id])


def remove_all(p: Project) -> None:
    p.cues.remove(p.cues.ids(1))


def shift_all(p: Project) -> None:
    p.cues.put(*[replace(c, cue=replace(c.cue, start=c.cue.start + 7, end=c.cue.end + 7)) for c in p.cues.of(1)])


def into_other_track(p: Project) -> None:
    p.cues.put(*[replace(c, track=2) for c in p.cues.of(1)])
    p.tracks.remove(1)


def import_track(p: Project) -> None:
    track = p.tracks.add(StoredTrack(0, 1, "fr", title="alt", is_read_only=True))
    p.tracks.keep_original(track.id, "alt.fr.srt", "1\n00:00:01,000 --> 00:00:02,000\nBonsoir\n")
    p.cues.add(track.id, [Cue(1000, 2000, "Bonsoir")])


def remove_track(p: Project) -> None:
    p.tracks.remove(1)


def change_track(p: Project) -> None:
    p.tracks.put(StoredTrack(2, 1, "en-GB", profile="en-netflix"))


def remove_video(p: Project) -> None:
    p.media.remove(1)


def add_video_again(p: Project) -> None:
    video = p.media.video(1)
    assert video is not None
    p.tracks.add(StoredTrack(0, p.media.add_video(video.video), "nl"))
    p.media.set_language(1, "nl")


def move_video(p: Project) -> None:
    other = p.path.parent / "other.mp4"
    other.write_bytes(b"other")
    p.media.move(1, other)


def change_names(p: Project) -> None:
    p.names.put(Name(1, "Elfriede Jelinek", "Nobel prize"))
    p.names.remove([p.names.add("gone")])
    p.names.add("Bernhard")


def change_terms(p: Project) -> None:
    kept, gone = p.terms.add([Term("Generalprobe", "dress rehearsal", "de", "en", "", True), Term("Foyer")])
    p.terms.put(StoredTerm(kept, Term("Hauptprobe", "final rehearsal", "de", "en")))
    p.terms.remove([gone])


def translate(p: Project) -> None:
    sources = p.cues.of(1)
    cues = p.cues.add(2, [each.cue for each in sources])
    p.pairs.add([(cue, each.id, each.cue.text, Origin.MACHINE) for cue, each in zip(cues, sources, strict=True)])


def pair_and_part(p: Project) -> None:
    translate(p)
    first, second, third, *_others = (stored.id for stored in p.cues.of(2))
    p.pairs.divide(1, 2)
    p.pairs.join(first, [second])
    p.cues.remove([second])
    p.pairs.confirm([first], Origin.PERSON)
    p.pairs.remove([third])


def reject(p: Project) -> None:
    for stored in p.cues.of(1):
        p.rejections.add(stored, "reading-speed")


def everything(p: Project) -> None:
    for edit in (
        change_text,
        split,
        merge,
        reject,
        import_track,
        change_names,
        change_terms,
        translate,
        into_other_track,
        remove_video,
    ):
        edit(p)


EDITS: list[Callable[[Project], None]] = [
    change_text, approve, comment, split, merge, remove_all, shift_all, into_other_track, import_track, remove_track,
    change_track, remove_video, add_video_again, move_video, change_names, change_terms,
    translate, pair_and_part, reject, everything,
]  # fmt: skip


@pytest.fixture(params=EDITS, ids=lambda edit: edit.__name__)
def edit(request: pytest.FixtureRequest) -> Callable[[Project], None]:
    return request.param


def test_an_edit_is_taken_back_and_repeated_twice(project: Project, edit: Callable[[Project], None]) -> None:
    before = dump(project)
    with project.step("Edit"):
        edit(project)
    after = dump(project)
    assert after != before
    for _time in range(2):
        assert project.undo() == "Edit"
        assert dump(project) == before
        assert project.redo() == "Edit"
        assert dump(project) == after


def test_an_edit_is_taken_back_after_a_restart(project: Project, path: Path, edit: Callable[[Project], None]) -> None:
    before = dump(project)
    with project.step("Edit"):
        edit(project)
    after = dump(project)
    project.close()
    with Project.open(path) as again:
        assert dump(again) == after
        assert again.undo() == "Edit"
        assert dump(again) == before
    with Project.open(path) as again:
        assert again.redo() == "Edit"
        assert dump(again) == after


def test_all_edits_are_taken_back_in_a_row(project: Project) -> None:
    seen = [dump(project)]
    for edit in EDITS[:-1]:
        if edit not in (into_other_track, remove_track, remove_all, remove_video):
            with project.step(edit.__name__):
                edit(project)
            seen.append(dump(project))
    for expected in reversed(seen[:-1]):
        project.undo()
        assert dump(project) == expected
    for expected in seen[1:]:
        project.redo()
        assert dump(project) == expected


def test_a_cue_taken_into_a_new_track_comes_back_with_what_hangs_on_it(project: Project) -> None:
    with project.step("Reject"):
        reject(project)
    before = dump(project)
    with project.step("Take into a new track"):
        new = project.tracks.add(StoredTrack(0, 1, "nl"))
        project.cues.put(*[replace(stored, track=new.id) for stored in project.cues.of(1)])
    project.undo()
    assert dump(project) == before


def test_an_edit_that_fails_leaves_nothing(project: Project, edit: Callable[[Project], None]) -> None:
    before, label = dump(project), project.undo_label
    with pytest.raises(ZeroDivisionError), project.step("Edit"):
        fail_after(edit, project)
    assert (dump(project), project.undo_label) == (before, label)


def fail_after(edit: Callable[[Project], None], project: Project) -> None:
    edit(project)
    raise ZeroDivisionError


def test_every_table_is_undone_watched_or_only_written_with_one_that_is(project: Project) -> None:
    followers = {"speech", "flag", "word", "shot"}  # of window, segment, segment, shot_search
    assert set(dump(project)) == {*RECORDED, *WATCHED, *followers}


def test_recorded_tables_hold_only_what_json_keeps_exactly(project: Project) -> None:
    for table in RECORDED:
        types = {row[2] for row in project._db.rows(f"PRAGMA table_info({table})")}
        assert types <= {"INTEGER", "TEXT"}
