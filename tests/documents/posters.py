"""Posters drawn for tests: words over grounds of many kinds, with the ground as it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from studio.documents.fonts import Face
from studio.model.document import Box

Pixels = NDArray[np.uint8]

SANS, SERIF, MONO = "Liberation Sans", "Liberation Serif", "Liberation Mono"


@dataclass(frozen=True)
class Words:
    """Lines of words on a poster: where the first begins on its base line, and how they are set."""

    text: str
    x: int
    y: int
    size: int = 30
    colour: str = "black"
    face: Face = field(default_factory=lambda: Face(SANS))
    anchor: str = "ls"


def flat(width: int = 800, height: int = 500, colour: str = "white") -> Pixels:
    """Return a ground of one colour."""
    return np.asarray(Image.new("RGB", (width, height), colour))


def shaded(width: int = 800, height: int = 500, corners: Sequence[tuple[int, int, int]] = ()) -> Pixels:
    """Return a ground that changes evenly between the colours of its four corners."""
    four = np.array(corners or [(250, 200, 80), (240, 90, 60), (255, 240, 200), (200, 60, 120)], np.float32)
    return np.clip(cv2.resize(four.reshape(2, 2, 3), (width, height), interpolation=cv2.INTER_LINEAR), 0, 255).astype(
        np.uint8
    )


def photo(width: int = 800, height: int = 500, seed: int = 1) -> Pixels:
    """Return what looks like a photo out of focus: light and shade on every scale, some colour, a little grain."""
    random = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for cells, strength in ((3, 55.0), (7, 25.0), (17, 9.0), (50, 3.0)):
        across = cells * width // height + 1
        light = random.normal(0, 1, (cells, across, 1)).astype(np.float32)
        tint = random.normal(0, 0.35, (cells, across, 3)).astype(np.float32)
        picture += strength * cv2.resize(light + tint, (width, height), interpolation=cv2.INTER_CUBIC)
    picture += 110 + random.normal(0, 1.5, (height, width, 3))
    return np.clip(picture, 0, 255).astype(np.uint8)


def lettered(ground: Pixels, words: Sequence[Words]) -> Pixels:
    """Return a ground with words on it."""
    picture = Image.fromarray(ground)
    draw = ImageDraw.Draw(picture)
    for one in words:
        font = ImageFont.truetype(str(one.face.file), one.size)
        draw.multiline_text(
            (one.x, one.y), one.text, fill=one.colour, font=font, anchor=one.anchor, spacing=round(0.2 * one.size)
        )
    return np.asarray(picture)


def drawn_lines(ground: Pixels, words: Sequence[Words]) -> Pixels:
    """Return a ground with words on it whose base lines stand 1.2 sizes apart to the pixel."""
    picture = Image.fromarray(ground)
    draw = ImageDraw.Draw(picture)
    for one in words:
        font = ImageFont.truetype(str(one.face.file), one.size)
        for number, text in enumerate(one.text.split("\n")):
            draw.text((one.x, one.y + number * round(1.2 * one.size)), text, fill=one.colour, font=font, anchor="ls")
    return np.asarray(picture).copy()


def turned(picture: Pixels, degrees: float, ground: tuple[int, int, int] = (255, 255, 255)) -> Pixels:
    """Return a picture turned clockwise about its middle, with all of it on it."""
    whole = Image.fromarray(picture).rotate(-degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=ground)
    return np.asarray(whole)


def decibels(one: Pixels, two: Pixels) -> float:
    """Return how alike two pictures are: their peak signal-to-noise ratio."""
    error = float(np.mean((one.astype(np.float64) - two.astype(np.float64)) ** 2))
    return 99.0 if error == 0 else 10 * np.log10(255**2 / error)


def framed(ground: Pixels, box: Box, colour: str, wide: int = 4) -> Pixels:
    """Return a ground with a frame on it."""
    picture = Image.fromarray(ground)
    ImageDraw.Draw(picture).rectangle((box.left, box.top, box.right, box.bottom), outline=colour, width=wide)
    return np.asarray(picture)


def of_pdf(path: Path, width: int, page: int = 0) -> tuple[str, Pixels]:
    """Return the text of a PDF's page in one line, and the page as a picture."""
    with pypdfium2.PdfDocument(path) as pdf:
        seen = pdf[page]
        text = " ".join(seen.get_textpage().get_text_range().split())
        return text, np.asarray(seen.render(scale=width / seen.get_width()).to_pil().convert("RGB"))
