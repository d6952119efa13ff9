"""The drawn slides of the sample video: plain shapes, few colours, large type.

The type is Pillow's own, so that the slides look alike on every machine; it has no umlauts.
"""

import math
import random

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1280, 720

Colour = tuple[int, int, int]

NIGHT, DUSK = (18, 24, 48), (74, 58, 104)
WINE, DARK_WINE = (124, 26, 44), (88, 16, 32)
WALL, SHADE = (232, 226, 214), (206, 198, 184)
RAIN, DARK_RAIN = (86, 104, 124), (44, 56, 74)
GOLD, CREAM, INK = (222, 178, 84), (250, 243, 226), (34, 32, 40)


def draw_all() -> list[Image.Image]:
    """Return the slides in their order."""
    return [slide() for slide in (_museum, _concert, _painting, _rain, _thanks)]


def _museum() -> Image.Image:
    """The house at night."""
    image, draw = _canvas(NIGHT, DUSK)
    stars = random.Random(7)
    for _ in range(90):
        x, y, size = stars.randrange(WIDTH), stars.randrange(330), stars.choice((1, 1, 2))
        draw.ellipse((x, y, x + size, y + size), CREAM)
    draw.ellipse((1040, 70, 1140, 170), CREAM)
    draw.polygon([(340, 350), (640, 230), (940, 350)], SHADE)
    draw.rectangle((350, 350, 930, 380), WALL)
    for column in range(7):
        left = 375 + column * 83
        draw.rectangle((left, 388, left + 34, 590), WALL)
        draw.rectangle((left + 22, 388, left + 34, 590), SHADE)
    draw.rectangle((610, 460, 672, 590), GOLD)
    for step in range(3):
        draw.rectangle((330 - step * 24, 590 + step * 16, 950 + step * 24, 606 + step * 16), WALL)
    draw.rectangle((0, 638, WIDTH, HEIGHT), INK)
    _write(draw, "Willkommen in Wien", 120, 76, CREAM)
    return image


def _concert() -> Image.Image:
    """A curtain, and a piano's keys."""
    image, draw = _canvas(WINE, DARK_WINE)
    for fold in range(0, WIDTH, 64):
        draw.rectangle((fold, 0, fold + 22, 540), DARK_WINE)
    draw.rectangle((0, 500, WIDTH, 524), GOLD)
    draw.rectangle((0, 524, WIDTH, HEIGHT), INK)
    for left in range(8, WIDTH, 64):
        draw.rectangle((left, 540, left + 58, 706), CREAM)
    for key in (key for key in range(20) if key % 7 not in (2, 6)):
        draw.rectangle((50 + key * 64, 540, 88 + key * 64, 640), INK)
    draw.rounded_rectangle((290, 110, 990, 420), 18, CREAM)
    _write(draw, "Konzert", 190, 92, WINE)
    _write(draw, "3. November, 8 Uhr", 290, 52, INK)
    _write(draw, "20 Euro", 365, 40, INK)
    return image


def _painting() -> Image.Image:
    """A golden picture on a white wall."""
    image, draw = _canvas(WALL, SHADE)
    draw.rectangle((0, 620, WIDTH, HEIGHT), (150, 116, 84))
    draw.rectangle((392, 78, 908, 552), SHADE)
    draw.rectangle((380, 66, 896, 540), (112, 84, 36))
    draw.rectangle((402, 88, 874, 518), GOLD)
    _golden_squares(draw)
    draw.ellipse((560, 170, 716, 350), CREAM)
    draw.polygon([(500, 518), (560, 330), (716, 330), (776, 518)], WINE)
    for row in range(4):
        draw.regular_polygon((638, 390 + row * 32, 14), 3, row * 60, GOLD)
    _write(draw, "Klimt, 1888", 584, 40, INK)
    return image


def _golden_squares(draw: ImageDraw.ImageDraw) -> None:
    chance = random.Random(3)
    colours = (GOLD, (240, 206, 120), (190, 140, 52), (110, 70, 40), CREAM)
    for x in range(402, 860, 24):
        for y in range(88, 506, 24):
            size = chance.choice((10, 14, 20))
            draw.rectangle((x, y, x + size, y + size), chance.choice(colours))


def _rain() -> Image.Image:
    """Rain, an umbrella, and a lit window."""
    image, draw = _canvas(DARK_RAIN, RAIN)
    chance = random.Random(5)
    for _ in range(260):
        x, y = chance.randrange(WIDTH), chance.randrange(620)
        draw.line((x, y, x - 10, y + 34), (148, 166, 184), 2)
    draw.rectangle((0, 620, WIDTH, HEIGHT), INK)
    draw.rectangle((860, 250, 1180, 620), (70, 52, 44))
    draw.rectangle((890, 300, 1150, 520), GOLD)
    draw.line((1020, 300, 1020, 520), (70, 52, 44), 10)
    draw.line((890, 410, 1150, 410), (70, 52, 44), 10)
    draw.pieslice((200, 230, 620, 650), 180, 360, WINE)
    for rib in range(3):
        draw.pieslice((200 + rib * 140, 405, 340 + rib * 140, 475), 180, 360, DARK_RAIN)
    draw.line((410, 230, 410, 600), CREAM, 10)
    draw.arc((410, 570, 470, 630), 0, 180, CREAM, 10)
    _write(draw, "Alte Kirche", 130, 64, CREAM)
    return image


def _thanks() -> Image.Image:
    """A flute and its notes under the stars."""
    image, draw = _canvas(DUSK, NIGHT)
    for star in range(40):
        angle, distance = star * 2.4, 60 + star * 15
        x, y = WIDTH / 2 + distance * math.cos(angle), 330 + 0.5 * distance * math.sin(angle)
        draw.regular_polygon((x, y, 4 + star % 4), 4, star * 9, GOLD)
    draw.line((300, 500, 980, 400), GOLD, 26)
    for hole in range(7):
        x = 480 + hole * 62
        y = 500 - (x - 300) * 100 / 680
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), INK)
    for x, y in ((380, 360), (620, 300), (840, 250)):
        draw.ellipse((x, y, x + 36, y + 26), CREAM)
        draw.line((x + 34, y + 12, x + 34, y - 80), CREAM, 5)
        draw.line((x + 34, y - 80, x + 64, y - 56), CREAM, 7)
    _write(draw, "Danke!", 600, 92, CREAM)
    return image


def _canvas(top: Colour, bottom: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an image whose colour runs from top to bottom, in calm bands, and its pencil."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for y in range(HEIGHT):
        share = y / HEIGHT
        colour = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        draw.line((0, y, WIDTH, y), colour)
    return image, draw


def _write(draw: ImageDraw.ImageDraw, text: str, middle: int, size: int, colour: Colour) -> None:
    font = ImageFont.load_default(size)
    draw.text((WIDTH / 2, middle), text, colour, font, anchor="mm")
