"""What is kept comes back as it was: media, tracks, cues, evidence, notes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.errors import InputError
from studio.model.cue import Cue, CueState, Kind, TrackKind
from studio.model.media import AudioTrack, ShotChange, Video
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import Name, StoredCue, StoredRun, StoredTrack


def test_a_video_comes_back_as_it_was_probed(project: Project, path: Path) -> None:
    (stored,) = project.media.videos()
    sound = (AudioTrack(0, -20, 2, 48000, "aac", "de"),)
    assert stored.video == Video(path.parent / "trailer.mp4", 6000, Fraction(24000, 1001), sound, 640, 360)
    assert (stored.file.path, stored.file.name, stored.file.size, stored.language) == (
        "trailer.mp4",
        "trailer.mp4",
        4000,
        "de",
    )
    assert project.media.video(stored.id) == stored
    assert project.media.video(99) is None


def test_flyers_are_kept_beside_videos(project: Project) -> None:
    (flyer,) = project.media.flyers()
    assert (flyer.file.name, flyer.file.size) == ("flyer.pdf", 4)


def test_tracks_know_their_language_kind_and_source(project: Project) -> None:
    with project.step("a"):
        made = project.tracks.add(StoredTrack(0, 1, "nl", TrackKind.CAPTIONS, "nl-pro", "Doven", 1, True))
    german, english, dutch = project.tracks.of(1)
    assert (german.language, german.profile, english.source) == ("de", "de-ard", german.id)
    assert dutch == made == project.tracks.get(made.id)
    assert project.tracks.original(made.id) is None


def test_cues_come_in_order_of_their_starts(project: Project) -> None:
    with project.step("a"):
        project.cues.add(1, [Cue(1500, 1600, "zwischen"), Cue(0, 5, "zuerst"), Cue(1500, 1550, "kürzer")])
    texts = [stored.cue.text for stored in project.cues.of(1)]
    assert texts == ["zuerst", "Guten Abend.", "kürzer", "zwischen", "Willkommen im\nTheater.", "♪ Ça va"]
    assert [stored.cue.text for stored in project.cues.page(1, 2, 2)] == ["kürzer", "zwischen"]
    assert [stored.cue.text for stored in project.cues.between(1, 1500, 2100)] == ["kürzer", "zwischen"]
    assert project.cues.ids(1) == [stored.id for stored in project.cues.of(1)]
    walked, at = [], project.cues.of(1)[0]
    while at:
        walked.append(at.cue.text)
        at = project.cues.next(at)
    assert walked == texts


CUES = st.builds(
    Cue,
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.text(max_size=80),
    st.sampled_from(Kind),
    st.text(max_size=9),
    st.sampled_from(CueState),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(CUES, max_size=5), st.text(max_size=30), st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)))
def test_any_cue_comes_back_and_through_undo(project: Project, cues: list[Cue], note: str, at: datetime) -> None:
    when = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
    with project.step("Add"):
        ids = project.cues.add(2, cues)
    put = [StoredCue(id, 2, cue, note, when, note, 7, 9) for id, cue in zip(ids, cues, strict=True)]
    with project.step("Review"):
        project.cues.put(*put)
    project.undo()
    project.redo()
    assert sorted(project.cues.of(2), key=lambda c: c.id) == put
    assert [project.cues.get(id) for id in ids] == put
    with project.step("Remove"):
        project.cues.remove(ids)


def test_states_are_counted(project: Project) -> None:
    stored = project.cues.of(1)[0]
    with project.step("a"):
        project.cues.put(replace(stored, cue=replace(stored.cue, state=CueState.APPROVED)))
    assert project.cues.counts(1) == {
        CueState.MACHINE: 2,
        CueState.EDITED: 0,
        CueState.APPROVED: 1,
        CueState.STALE: 0,
    }


def test_what_was_heard_comes_back_exactly(project: Project, path: Path) -> None:
    from_file = project.evidence.heard(1)
    assert [h.window for h in from_file] == [Span(800, 4200), Span(5000, 5900)]
    assert from_file[0].segments[0].words == (Word("Guten", 1000, 1400, 0.1), Word("Abend.", 1400, 1900, 1 / 3))
    assert from_file[0].segments[1].log_probability == -1e-17
    assert [flag.evidence for flag in from_file[0].segments[1].flags] == ["19", ""]
    assert from_file[0].speech == (Span(1000, 1900), Span(2100, 4000))
    assert from_file[1] == Heard(Span(5000, 5900), (), ())
    assert project.evidence.shots(1) == [ShotChange(960, 12.3456789), ShotChange(5000)]
    project.close()
    with Project.open(path) as again:
        assert again.evidence.heard(1) == from_file


def test_a_run_says_how_far_it_is(project: Project) -> None:
    run = Run("whisper", "small", "de", False, (("beam", "5"), ("sound", "speech")))
    assert project.evidence.runs(1) == [StoredRun(1, 1, run, 1, 0, 0, None, 3, False, 5900)]
    with project.record():
        stretch = project.evidence.begin(run, Listening(1, start=2000, stop=3000))
        project.evidence.finish(1)
    first, second = project.evidence.runs(1)
    assert first.is_finished
    assert (second.id, second.start, second.stop, second.heard_until, second.given) == (stretch, 2000, 3000, 2000, 0)


def test_a_cue_leads_to_its_words(project: Project) -> None:
    stored = project.cues.of(1)[0]
    assert stored.first_word is not None
    assert stored.last_word is not None
    found = project.evidence.words_by_id(stored.first_word, stored.last_word)
    assert [word.word.text for word in found] == ["Guten", "Abend."]
    assert [word.word.text for word in project.evidence.words(1, 1400)] == ["Abend.", "Willkommen"]
    assert [word.word.text for word in project.evidence.words(1, 0, 1400)] == ["Guten"]
    assert project.evidence.word_ids(1) == [word.id for word in project.evidence.words(1)]


def test_a_stretch_heard_again_takes_the_place_of_what_was_heard_before(project: Project) -> None:
    run = Run("whisper", "large", "de")
    with project.record():
        again = project.evidence.begin(run, Listening(1, track=1, start=1400, stop=2000))
        project.evidence.keep(again, Heard(Span(1400, 2000), (), (Segment((Word("Morgen.", 1450, 1900),), "de"),)))
        other = project.evidence.begin(run, Listening(1, track=2))
        project.evidence.keep(other, Heard(Span(0, 6000), (), (Segment((Word("Evening", 3000, 3100),), "en"),)))
    assert [s.word.text for s in project.evidence.best_words(1, track=1)] == ["Guten", "Morgen.", "Willkommen"]
    assert [s.word.text for s in project.evidence.best_words(1)] == ["Evening"]


def test_a_change_of_what_is_gone_is_not_lost_in_silence(project: Project) -> None:
    first, second, _third = project.cues.of(1)
    with project.record():
        project.cues.remove([second.id])
    for put in (
        lambda: project.cues.put(replace(first, comment="x"), second),
        lambda: project.names.put(Name(99, "x")),
        lambda: project.tracks.put(StoredTrack(99, 1, "nl")),
    ):
        with pytest.raises(InputError, match="no longer there"), project.step("a"):
            put()
    assert project.cues.get(first.id) == first


def test_a_window_kept_twice_is_a_defect(project: Project) -> None:
    with pytest.raises(sqlite3.IntegrityError), project.record():
        project.evidence.keep(1, Heard(Span(800, 4200), (), ()))


def test_no_cuts_is_another_answer_than_not_looked(project: Project) -> None:
    with project.step("a"):
        (video,) = project.media.videos()
        id = project.media.add_video(video.video)
    assert project.evidence.shots(id) is None
    with project.record():
        project.evidence.keep_shots(id, [])
    assert project.evidence.shots(id) == []


def test_a_finding_stays_rejected_until_its_cue_changes(project: Project) -> None:
    first, second, _third = project.cues.of(1)
    with project.step("a"):
        project.rejections.add(first, "reading-speed")
        project.rejections.add(first, "reading-speed")
        project.rejections.add(second, "gap")
    both = {(first.id, "reading-speed"), (second.id, "gap")}
    assert project.rejections.of(1) == both
    with project.step("b"):
        project.cues.put(replace(first, cue=replace(first.cue, state=CueState.APPROVED), comment="gut"))
    assert project.rejections.of(1) == both
    with project.step("c"):
        project.cues.put(replace(first, cue=replace(first.cue, end=1900)))
    assert project.rejections.of(1) == {(second.id, "gap")}
    project.undo()
    assert project.rejections.of(1) == both
    with project.step("d"):
        project.rejections.remove(second.id, "gap")
    assert project.rejections.of(1) == {(first.id, "reading-speed")}
    assert project.rejections.of(2) == set()


def test_the_window_is_found_as_it_was_left(project: Project, path: Path) -> None:
    assert project.view.get("zoom") == {"level": 2}
    with project.record():
        project.view.put("zoom", [1, None])
    project.close()
    with Project.open(path) as again:
        assert again.view.get("zoom") == [1, None]
        assert again.view.get("nothing") is None


def test_ten_thousand_words_keep_their_order(project: Project) -> None:
    words = tuple(Word(f"w{i}", i * 100, i * 100 + 90, i / 10_000) for i in range(10_000))
    with project.record():
        ids = project.evidence.keep(1, Heard(Span(6000, 10**6), (), (Segment(words, "de"),)))
    assert ids == list(range(ids[0], ids[0] + 10_000))
    assert project.evidence.heard(1)[-1].segments[0].words == words


def test_speech_is_known_without_reading_the_words_and_the_newest_run_counts(project: Project) -> None:
    assert project.evidence.speech(1) == [Span(1000, 1900), Span(2100, 4000)]
    with project.record():
        again = project.evidence.begin(Run("whisper", "small", "de", False, ()), Listening(1, 1, start=2000, stop=4500))
        project.evidence.keep(again, Heard(Span(2000, 4200), (Span(2600, 3900),), ()))
        project.evidence.finish(again)
    assert project.evidence.speech(1) == [Span(1000, 1900), Span(2600, 3900)]
    assert project.evidence.speech(99) == []


def test_speech_is_read_by_the_window(project: Project) -> None:
    assert project.evidence.voices(1, 0, 900) == [Span(1000, 1900), Span(2100, 4000)]
    assert project.evidence.voices(1, 900, 10_000) == []


def test_guards_doubts_are_found_by_the_words_they_are_about(project: Project) -> None:
    flags = [(Flag(Doubt.NO_SPEECH), 1), (Flag(Doubt.TOO_FAST, "19"), 1)]
    assert project.evidence.doubts(1, 3) == flags
    assert project.evidence.doubts(1, 2) == []


def test_what_is_left_as_it_is_on_one_cue_is_known_without_the_others(project: Project) -> None:
    stored = project.cues.of(1)[0]
    with project.step("Leave"):
        project.rejections.add(stored, "gap")
    assert project.rejections.on(stored) == {"gap"}
    assert project.rejections.on(replace(stored, cue=replace(stored.cue, text="Anders."))) == set()
