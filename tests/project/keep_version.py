"""Make the kept file of this version, once, when the version is new:

    python tests/project/keep_version.py

It is never made again for an older version: it stands for files that people have.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from studio.model.cue import Cue, CueState
from studio.model.document import (
    Area,
    Box,
    Cell,
    Document,
    Family,
    Fit,
    Line,
    Look,
    Mark,
    MarkKind,
    Measure,
    Page,
    Role,
    TextBlock,
)
from studio.model.media import ShotChange, Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project import opening
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredEdition, StoredFit, StoredTrack, Wording


def main() -> None:
    target = Path(__file__).parent / "data" / f"version-{opening.VERSION}.souffleur.gz"
    if target.exists():
        sys.exit(f"{target.name} is kept already")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.souffleur"
        with Project.create(path) as project:
            fill(project, Path(folder) / "trailer.mp4")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def fill(project: Project, film: Path) -> None:
    film.write_bytes(b"film")
    words = (Word("Guten", 1000, 1400, 0.1), Word("Abend.", 1400, 1900), Word("Willkommen", 2100, 3000))
    with project.step("Add video"):
        video = project.media.add_video(Video(film, 6000, Fraction(24000, 1001), (), 640, 360), "de")
        german = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        english = project.tracks.add(StoredTrack(0, video, "en", source=german.id))
        project.names.add("Elfriede Jelinek")
        project.terms.add([Term("Generalprobe", "dress rehearsal", "de", "en", "never “general”")])
    with project.record():
        run = project.evidence.begin(Run("whisper", "small", "de"), Listening(video, german.id))
        heard = project.evidence.keep(run, Heard(Span(800, 4000), (), (Segment(words, "de"),)), given=2)
        project.evidence.keep_shots(video, [ShotChange(960, 12.5)])
        cues = [Cue(1000, 2000, "Guten Abend."), Cue(2100, 4000, "Willkommen im\nTheater.", speaker="Anna")]
        evening, _welcome = project.cues.add(german.id, cues, [(heard[0], heard[1]), (heard[2], heard[2])])
        (translated,) = project.cues.add(english.id, [Cue(1000, 2000, "Good evening.")])
        project.pairs.add([(translated, evening, "Guten Abend.", Origin.MEMORY)])
    with project.step("Change text"):
        stored = project.cues.of(german.id)[0]
        changed = replace(stored.cue, text="Guten Abend!", state=CueState.APPROVED)
        at = datetime(2026, 5, 1, tzinfo=UTC)
        project.cues.put(replace(stored, cue=changed, reviewer="Eva", reviewed_at=at))
    fill_flyer(project, film.with_name("flyer.pdf"))


def fill_flyer(project: Project, file: Path) -> None:
    file.write_bytes(b"flyer")
    box = Box(10.5, 20, 200, 44.25)
    look = Look(Family.SERIF, "Garamond", 24, is_bold=True, colour="#102030", ground="#ffffff", angle=90)
    area = Area(0, box, (Line(box, "Der Sturm", (3, 4)),), box.grown(5))
    heading = TextBlock(0, (area,), "Der Sturm", Role.HEADING, 1, look, marks=(Mark(0, 3, MarkKind.LINK, "a:b"),))
    cell = TextBlock(1, (area,), "8 €", Role.CELL, cell=Cell(0, 1, 2), score=0.875, is_kept=True)
    document = Document("pdf", (Page(0, 595.28, 841.89),), (heading, cell), "Spielzeit", "de", ("One note.",))
    with project.step("Add flyer"):
        flyer = project.media.add_flyer(file)
        first, second = project.flyers.add(flyer, document)
        edition = project.flyers.add_edition(StoredEdition(0, flyer, "en", "The season", (("de-en", "1.9"),)))
        project.flyers.put_wording(Wording(0, edition.id, first, "The Tempest", "Der Sturm", Origin.MACHINE))
        project.flyers.dismiss(second, None, "alt-missing", "abc")
    with project.record():
        project.flyers.keep_fits(edition.id, [StoredFit(Fit(first, 0.92, 0.12, 4, Measure.SMALLER), "seen")])


if __name__ == "__main__":
    main()
