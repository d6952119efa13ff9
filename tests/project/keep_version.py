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
from studio.model.media import ShotChange, Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project import opening
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack


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


if __name__ == "__main__":
    main()
