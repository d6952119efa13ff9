"""Films for the player's tests: each picture says when it is, flash and click say when they are."""

from __future__ import annotations

from pathlib import Path

from tests.clips import ffmpeg

RATE = 25
CODED = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac")


def steps(path: Path, seconds: int = 4) -> Path:
    """Make a film whose picture number n is as grey as n: 16 + 2 n."""
    grey = f"color=black:s=64x48:r={RATE}:d={seconds},format=yuv420p,geq=lum='min(16+2*N,235)':cb=128:cr=128"
    hiss = f"anoisesrc=d={seconds}:a=0.001:r=16000"
    ffmpeg("-f", "lavfi", "-i", grey, "-f", "lavfi", "-i", hiss, *CODED, "-qp", "0", path)
    return path


def step(grey: int) -> int:
    """Return the number of the picture that is shown in this grey: 16 is black and 235 white in films."""
    return round(grey * 219 / 255 / 2)


def flash_and_click(path: Path, *, at: float = 1.0, late: float = 0.0, seconds: float = 2.5) -> Path:
    """Make a film that flashes and clicks for a tenth of a second at `at`; its sound begins `late` seconds late."""
    flash = f"color=black:s=64x48:r={RATE}:d={seconds},drawbox=c=white:t=fill:enable='between(t,{at},{at + 0.099})'"
    click = f"aevalsrc='if(between(t,{at - late},{at - late + 0.1}),0.8*sin(2*PI*1000*t),0)':d={seconds - late}:s=48000"
    ffmpeg("-f", "lavfi", "-i", flash, "-itsoffset", str(late), "-f", "lavfi", "-i", click, *CODED, path)
    return path


def with_hole(path: Path, folder: Path) -> Path:
    """Make a film that clicks and flashes at 0.2 s and 2.2 s and lacks the packets of its sound from 0.5 s to 2 s."""
    click = "aevalsrc='if(between(t,0.2,0.3),0.8*sin(2*PI*1000*t),0)':d=0.5:s=48000"
    part, listed, sound = folder / "part.mka", folder / "parts.txt", folder / "sound.mka"
    ffmpeg("-f", "lavfi", "-i", click, "-c:a", "flac", part)
    listed.write_text(f"file '{part}'\nduration 2.0\nfile '{part}'\n", encoding="utf-8")
    ffmpeg("-f", "concat", "-safe", "0", "-i", listed, "-c", "copy", sound)
    shows = "between(t,0.2,0.299)+between(t,2.2,2.299)"
    flash = f"color=black:s=64x48:r={RATE}:d=2.6,drawbox=c=white:t=fill:enable='{shows}'"
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "copy")
    ffmpeg("-f", "lavfi", "-i", flash, "-i", sound, *coded, path)
    return path
