"""Words drawn as shapes."""

from __future__ import annotations

from PIL import ImageFont


def paths_of(text: str, font: ImageFont.FreeTypeFont, colour: str) -> str:
    """Return an SVG picture in which each letter is a path around the pixels of its shape."""
    found, across = [], 0.0
    for char in text:
        mask = font.getmask(char, mode="1")
        left, top, _right, _bottom = font.getbbox(char)
        pieces = []
        for row in range(mask.size[1]):
            start = None
            for column in range(mask.size[0] + 1):
                is_ink = column < mask.size[0] and mask.getpixel((column, row))
                if is_ink and start is None:
                    start = column
                elif not is_ink and start is not None:
                    x, y = across + left + start, top + row
                    pieces.append(f"M{x} {y}h{column - start}v1h-{column - start}z")
                    start = None
        found.append(f'<path fill="{colour}" d="{"".join(pieces)}"/>')
        across += font.getlength(char)
    size = f'width="{across}" height="{font.size * 1.3}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(found)}</svg>'
