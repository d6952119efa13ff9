"""The waveform of a two-hour film, beside ffmpeg decoding the same sound to nothing.

    python tests/benchmarks/waveform.py [--runs 9]

Shown are the ratio of times, in turn, and that the memory of two hours is that of ten minutes (ffmpeg included).
The film has a small picture and, as sound, noise and a tone in AAC, 48 kHz, stereo.  Ours is a whole process: starting
Python, loading numpy, decoding, reducing, writing.  Memory is compared in Matroska: of an MP4, ffmpeg holds the index,
which grows with the film (10 MB in two hours) whatever is done with it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import measure
from measure import WORK, run

from studio.media import ffmpeg, probe, waveform

LIMIT = 1.5
FLAT = 1.15
MINUTES = (10, 120)


def main() -> None:
    options = _options()
    if options.make:
        make(options.make, options.to)
        return
    measure.surroundings("imageio-ffmpeg", "numpy")
    long = film(MINUTES[1])
    plain = [in_matroska(film(minutes)) for minutes in MINUTES]
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        to = Path(folder) / "made.peaks"
        ours = (measure.PRODUCT[0], __file__, "--make", long, "--to", to)
        nothing = (ffmpeg.binary(), "-loglevel", "error", "-nostdin", "-i", long, "-map", "0:a:0", "-f", "null", "-")
        run(ours)
        run(nothing)
        made, decoded = measure.in_turn(options.runs, lambda: run(ours), lambda: run(nothing))
        few, many = measure.in_turn(3, *(lambda path=path: run((*ours[:3], path, "--to", to)) for path in plain))
        size = to.stat().st_size
    measure.table(
        ("two hours of sound", "seconds", "processor s", "peak MB"),
        ("waveform", f"{measure.seconds(made):.2f}", f"{measure.processor(made):.2f}", f"{measure.peak(made):.0f}"),
        (
            "ffmpeg to nothing",
            f"{measure.seconds(decoded):.2f}",
            f"{measure.processor(decoded):.2f}",
            f"{measure.peak(decoded):.0f}",
        ),
        ("waveform, Matroska", f"{measure.seconds(many):.2f}", "", f"{measure.peak(many):.0f}"),
        ("ten minutes, Matroska", f"{measure.seconds(few):.2f}", "", f"{measure.peak(few):.0f}"),
    )
    print(f"the file of two hours has {size / 1e6:.1f} MB")
    measure.verdict("time, waveform / decoding", measure.seconds(made) / measure.seconds(decoded), LIMIT)
    measure.verdict("memory, two hours / ten minutes", measure.peak(many) / measure.peak(few), FLAT)


def make(path: Path, to: Path) -> None:
    """Make the waveform of a film's first sound track."""
    video = probe.probe(path)
    waveform.make(video, video.audio[0], to, bytes(32), lambda _event: None)


def film(minutes: int) -> Path:
    """Return a film of so many minutes, made once."""
    path = WORK / "material" / f"waveform-{minutes}.mp4"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.mp4")
        seconds = minutes * 60
        picture = ("-f", "lavfi", "-i", f"testsrc=size=160x90:rate=5:duration={seconds}")
        noise = ("-f", "lavfi", "-i", f"anoisesrc=duration={seconds}:amplitude=0.3:sample_rate=48000:color=pink")
        tone = ("-f", "lavfi", "-i", f"sine=frequency=300:duration={seconds}:sample_rate=48000")
        stereo = ("-filter_complex", "[1][2]join=inputs=2:channel_layout=stereo[a]", "-map", "0", "-map", "[a]")
        codecs = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-b:a", "160k")
        quiet = ("-y", "-loglevel", "error", "-nostdin")
        run((ffmpeg.binary(), *quiet, *picture, *noise, *tone, *stereo, *codecs, part))
        part.replace(path)
    return path


def in_matroska(path: Path) -> Path:
    """Return the sound of a film in a file without an index, made once."""
    made = path.with_suffix(".mka")
    if not made.exists():
        run((ffmpeg.binary(), "-y", "-loglevel", "error", "-nostdin", "-i", path, "-vn", "-c", "copy", made))
    return made


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
