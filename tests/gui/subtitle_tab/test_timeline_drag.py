from __future__ import annotations

from studio.gui.subtitle_tab.timeline_drag import SHORTEST, Catches, Drag, Part
from studio.model.cue import Cue
from studio.project.values import StoredCue

NOTHING = Catches((), 100_000)
REACH = 150


def drag(part: Part, catches: Catches = NOTHING, start: int = 1000, end: int = 3000) -> Drag:
    return Drag(StoredCue(1, 1, Cue(start, end, "Guten Abend.")), part, 2000, catches)


def test_each_part_moves_what_it_holds() -> None:
    assert drag("start").at(2300, REACH) == (1300, 3000)
    assert drag("end").at(2300, REACH) == (1000, 3300)
    assert drag("body").at(2300, REACH) == (1300, 3300)


def test_edges_are_caught_by_cuts_the_playhead_and_their_own_neighbour() -> None:
    catches = Catches((1400, 9000), 3500, earliest=800, latest=4000)
    assert drag("start", catches).at(2300, REACH) == (1400, 3000)
    assert drag("start", catches).at(1900, REACH) == (800, 3000)
    assert drag("end", catches).at(2600, REACH) == (1000, 3500)
    assert drag("end", catches).at(2900, REACH) == (1000, 4000)
    assert drag("start", catches).at(2300, 0) == (1300, 3000)


def test_a_body_is_caught_by_the_edge_that_is_nearer() -> None:
    catches = Catches((1350,), 3320)
    assert drag("body", catches).at(2300, REACH) == (1320, 3320)
    assert drag("body", catches).at(2345, REACH) == (1350, 3350)


def test_a_cue_can_neither_vanish_nor_begin_before_the_film() -> None:
    assert drag("start").at(90_000, REACH) == (3000 - SHORTEST, 3000)
    assert drag("end").at(-90_000, REACH) == (1000, 1000 + SHORTEST)
    assert drag("start").at(-90_000, REACH) == (0, 3000)
    assert drag("body").at(-90_000, REACH) == (0, 2000)


def test_a_body_is_not_caught_out_of_the_film() -> None:
    assert drag("body", Catches((1990,), 100_000)).at(995, REACH) == (0, 2000)


def test_absurd_times_become_possible_ones() -> None:
    assert drag("end", start=3000, end=1000).at(2000, 0) == (3000, 3000 + SHORTEST)
    assert drag("start", start=3000, end=3000).at(2000, 0) == (3000 - SHORTEST, 3000)
    assert drag("start", start=0, end=0).at(2000, 0) == (0, 0)
