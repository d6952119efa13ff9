"""Parts of a production are read without the rest: cues shown, words, voices and cuts of a stretch of time."""

from studio.model.cue import Cue
from studio.model.media import ShotChange
from studio.model.speech import Heard, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from tests.project.conftest import CUES, RUN


def test_cues_that_stand_at_some_moment_of_a_stretch_are_found(project: Project) -> None:
    def shown(start: int, stop: int) -> list[int]:
        return [stored.id for stored in project.cues.shown(1, start, stop)]

    assert shown(0, 1000) == []
    assert shown(0, 1001) == [1]
    assert shown(1999, 2101) == [1, 2]
    assert shown(2000, 2100) == []
    assert shown(3000, 3001) == [2]
    assert shown(0, 10**9) == [1, 2, 3]


def test_texts_come_in_order(project: Project) -> None:
    with project.record():
        project.cues.add(1, [Cue(0, 500, "Zuerst")])
    assert project.cues.texts(1) == [(4, "Zuerst"), *((i, cue.text) for i, cue in enumerate(CUES, 1))]


def test_cues_know_the_one_before_and_all_from_them_on(project: Project) -> None:
    with project.record():
        project.cues.add(1, [Cue(2100, 4000, "zugleich"), Cue(2100, 3000, "kürzer")])
    order = project.cues.of(1)
    assert [stored.id for stored in order] == [1, 5, 2, 4, 3]
    assert [project.cues.before(stored) for stored in order] == [None, *order[:-1]]
    assert [project.cues.following(stored) for stored in order] == [order[i:] for i in range(5)]


def test_several_cues_come_in_order_without_those_that_are_gone(project: Project) -> None:
    assert [stored.id for stored in project.cues.several([3, 99, 1, 3])] == [1, 3]
    assert project.cues.several([2]) == [project.cues.get(2)]
    assert project.cues.several([]) == []


def test_words_of_a_stretch_are_those_that_begin_in_it(project: Project) -> None:
    def words(start: int, stop: int | None = None) -> list[int]:
        return [stored.id for stored in project.evidence.best_words(1, track=1, start=start, stop=stop)]

    assert words(0) == words(0, 2101) == [1, 2, 3]
    assert words(1001) == words(1400, 2101) == [2, 3]
    assert words(1000, 1400) == [1]
    assert words(2101) == []
    assert words(0, 0) == []


def test_the_newest_run_counts_in_a_stretch_too(project: Project) -> None:
    with project.record():
        run = project.evidence.begin(RUN, Listening(1, 1, start=2000, stop=4000))
        project.evidence.keep(run, Heard(Span(2000, 4000), (), (Segment((Word("Wie?", 2500, 2600),), "de"),)))
        project.evidence.finish(run)
    assert [stored.word.text for stored in project.evidence.best_words(1, start=1400)] == ["Abend.", "Wie?"]
    assert [stored.word.text for stored in project.evidence.best_words(1, start=2000, stop=2400)] == []


def test_voices_and_cuts_of_a_stretch(project: Project) -> None:
    assert project.evidence.speech(1, start=0, stop=800) == []
    assert project.evidence.speech(1, start=4000, stop=4100) == [Span(1000, 1900), Span(2100, 4000)]  # one window
    assert project.evidence.shots(1, start=960, stop=5000) == [ShotChange(960, 12.3456789)]
    assert project.evidence.shots(1, start=961) == [ShotChange(5000)]
    assert project.evidence.shots(1, start=5001) == []
    assert project.evidence.shots(2, start=0) is None
