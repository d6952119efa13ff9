"""Sentences of the practice language with values that must survive, and what says whether they did.

Made from a seed.  The judge knows what was put in and looks for all ways in which that may be written; it shares no
code with the program, which finds values in texts it has not made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TEMPLATES = {
    "de": (
        "Das Konzert beginnt am Montag um {clock} Uhr.",
        "Karten kosten {price} Euro.",
        "Mehr finden Sie unter {url}.",
        "Bitte schreiben Sie an {email}.",
        "Am {day}. {month} bleibt das Museum geschlossen.",
        "Das Museum wurde im Jahr {year} gebaut.",
        "Karten für das Konzert kosten {price} Euro auf {url}.",
        "Das Theater ist von {clock} bis {clock} Uhr geöffnet.",
        "Am {day}. {month} beginnt das Konzert um {clock} Uhr.",
        "Mein Name ist {name}, und ich arbeite im Museum.",
        "Unser Gast heißt {name} und kommt aus Berlin.",
        "Kontakt und Karten: {phone}",
        "Öffnungszeiten: {clock}",
        "Wenn Sie Fragen haben, schreiben Sie an {email}.",
        "Ich möchte bitte {count} Karten für das Konzert.",
    ),
    "en": (
        "The concert begins on Monday at {clock}.",
        "Tickets cost {price} euros.",
        "You can find more at {url}.",
        "Please write to {email}.",
        "On {day} {month} the museum stays closed.",
        "The museum was built in {year}.",
        "Tickets for the concert cost {price} euros at {url}.",
        "The theatre is open from {clock} to {clock}.",
        "On {day} {month} the concert begins at {hour} o'clock.",
        "My name is {name}, and I work in the museum.",
        "Our guest is called {name} and comes from Berlin.",
        "Contact and tickets: {phone}",
        "Opening hours: {clock}",
        "If you have questions, write to {email}.",
        "I would like {count} tickets for the concert, please.",
    ),
    "nl": (
        "Het concert begint op maandag om {clock} uur.",
        "Kaartjes kosten {price} euro.",
        "Meer vindt u op {url}.",
        "Schrijf alstublieft naar {email}.",
        "Op {day} {month} blijft het museum gesloten.",
        "Het museum is in het jaar {year} gebouwd.",
        "Kaartjes voor het concert kosten {price} euro op {url}.",
        "Het theater is van {clock} tot {clock} uur open.",
        "Op {day} {month} begint het concert om {clock} uur.",
        "Mijn naam is {name}, en ik werk in het museum.",
        "Onze gast heet {name} en komt uit Berlijn.",
        "Contact en kaartjes: {phone}",
        "Openingstijden: {clock}",
        "Als u vragen hebt, schrijf dan naar {email}.",
        "Ik wil graag {count} kaartjes voor het concert.",
    ),
}
MONTHS = {
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
}
DECIMAL = {"de": ",", "nl": ",", "en": "."}
NAMES = ("Anna Blume", "Jan de Vries", "Kurt Weill", "Haus 7", "O'Neill", "Zoë Ångström", "Studio 54")
HOUSES = ("museum", "theater", "kasse", "stadt-buehne", "k.weber", "haus7", "rijks", "oper")
HOURS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_ALONE_BEFORE, _ALONE_AFTER = r"(?<![\w.,:@/-])", r"(?![\w@]|[.,:/-]\w)"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence, and for each value in it a pattern of all its right writings."""

    text: str
    values: tuple[str, ...]
    names: tuple[str, ...]


def sentences(language: str, count: int, seed: int = 20) -> list[Drawn]:
    """Return sentences of one language, whose values no model has seen in training."""
    chance = random.Random(f"{language} {seed}")
    return [_filled(TEMPLATES[language][i % len(TEMPLATES[language])], language, chance) for i in range(count)]


def faults(drawn: Drawn, target: str) -> list[str]:
    """Return the patterns of the values that `target` lacks, and the numbers in it that nobody put there."""
    found: list[str] = []
    for pattern in sorted(drawn.values, key=len, reverse=True):
        match = re.search(pattern, target)
        if match is None:
            found.append(pattern)
        else:
            target = f"{target[: match.start()]} {target[match.end() :]}"
    return found + re.findall(r"\d+", target)


def _filled(template: str, language: str, chance: random.Random) -> Drawn:
    patterns: list[str] = []
    names: list[str] = []
    month = chance.randrange(12)
    while place := re.search(r"\{(\w+)\}", template):
        written, pattern = _DRAW[place[1]](language, chance, month)
        template = template[: place.start()] + written + template[place.end() :]
        names += [written] if place[1] == "name" else []
        patterns += [pattern] if pattern else []
    return Drawn(template, tuple(patterns), tuple(names))


Draw = Callable[[str, random.Random, int], tuple[str, str]]


def _alone(*writings: str) -> str:
    return _ALONE_BEFORE + "(?:" + "|".join(writings) + ")" + _ALONE_AFTER


def _literal(written: str) -> tuple[str, str]:
    return written, _alone(re.escape(written))


def _clock(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    hour, minute = chance.randrange(8, 24), chance.randrange(0, 60, 5)
    twelve, half = (hour - 1) % 12 + 1, "pm" if hour > 11 else "am"
    minutes = rf"[.:]{minute:02}" + ("" if minute else "|")
    writings = [rf"{hour}(?:{minutes})", rf"{twelve}(?:{minutes}) (?i:{half})"]
    if 12 < hour < 18:
        writings.append(rf"(?i:vanmiddag) {twelve}(?:{minutes})")
    if language == "en" and chance.random() < 0.5:
        return f"{twelve}.{minute:02} {half}", _alone(*writings)
    return f"{hour}{chance.choice('.:')}{minute:02}", _alone(*writings)


def _hour(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    hour = chance.randrange(1, 13)
    return f"{hour}", _alone(f"{hour}", HOURS[hour])


def _price(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    whole, cents = chance.choice([(chance.randrange(3, 90), 0), (chance.randrange(3, 90), chance.randrange(10, 99))])
    if chance.random() < 0.2:
        whole, cents = chance.randrange(1100, 9999), 0
    mark = DECIMAL[language]
    grouped = f"{whole:,}".replace(",", "." if mark == "," else ",")
    amount = rf"{whole // 1000}[.,]?{whole % 1000:03}" if whole > 999 else f"{whole}"
    amount += rf"[.,]{cents}" if cents else ""
    return grouped + (f"{mark}{cents}" if cents else ""), _alone(rf"€\s?{amount}", rf"{amount}\s(?:€|(?i:euros?))")


def _date(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    day = chance.randrange(1, 29)
    names = "|".join(MONTHS[each][month] for each in MONTHS)
    return f"{day}", _alone(rf"{day}(?:\.|st|nd|rd|th|e)? (?:of )?(?i:{names})", rf"(?i:{names}) {day}(?:st|nd|rd|th)?")


def _url(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    forms = ["www.{}.example", "www.{}.org/tickets", "https://{}.de/programm?id=4", "{}.museum", "www.{}.nl/a_b-2"]
    return _literal(chance.choice(forms).format(chance.choice(HOUSES).replace("_", "-")))


def _email(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    forms = ["{}@museum.example", "press_office@{}.org", "{}@haus-am-see.de"]
    return _literal(chance.choice(forms).format(chance.choice(HOUSES)))


def _phone(language: str, chance: random.Random, month: int) -> tuple[str, str]:
    forms = ["0{} {}", "+49 {} {}", "0{}/{}", "(0{}) {}"]
    written = chance.choice(forms).format(chance.randrange(20, 99), chance.randrange(100_000, 999_999))
    return written, re.escape(written)


def _plain(least: int, most: int) -> Draw:
    return lambda language, chance, month: _literal(f"{chance.randrange(least, most)}")


_DRAW: dict[str, Draw] = {
    "clock": _clock,
    "hour": _hour,
    "price": _price,
    "day": _date,
    "month": lambda language, chance, month: (MONTHS[language][month], ""),
    "url": _url,
    "email": _email,
    "phone": _phone,
    "year": _plain(1500, 2026),
    "count": _plain(2, 99),
    "name": lambda language, chance, month: _literal(chance.choice(NAMES)),
}

_MARKER = r"\{\{\d+\}\}|X\d+X"


def spoiling(text: str) -> list[str]:
    """Answer as a bad package: drop, double, space and reorder markers, numbers and addresses."""
    chance = random.Random(text)
    return [chance.choice((*_TO_MARKERS, *_TO_DIGITS, *_LUCK))(text, chance) for _ in range(4)]


def merciless(text: str) -> list[str]:
    """Answer as the worst of packages, of which no answer is whole, with or without markers."""
    chance = random.Random(text)
    return [chance.choice(_TO_DIGITS)(chance.choice(_TO_MARKERS)(text, chance), chance) for _ in range(4)]


def _reordered(text: str, chance: random.Random) -> str:
    found = re.findall(_MARKER, text)
    chance.shuffle(found)
    return re.sub(_MARKER, lambda _: found.pop(), text)


_TO_MARKERS: Sequence[Callable[[str, random.Random], str]] = (
    lambda t, chance: re.sub(_MARKER, "", t, count=1),
    lambda t, chance: re.sub(_MARKER, r"\g<0> \g<0>", t, count=1),
    lambda t, chance: re.sub(r"([{}])|X(?=\d)|(?<=\d)X", r"\g<0> ", t),
    _reordered,
    lambda t, chance: re.sub(r"\{\{(\d+)\}\}", r"{\1}", t),
)
_TO_DIGITS: Sequence[Callable[[str, random.Random], str]] = (
    lambda t, chance: re.sub(r"\d", "", t, count=chance.randrange(1, 4)),
    lambda t, chance: re.sub(r"([.@/:])", r" \1 ", t),
    lambda t, chance: re.sub(r"\d+", lambda match: str(int(match[0]) + 1), t, count=1),
    lambda t, chance: re.sub(r"\d+(?!.*\d)", r"\g<0> \g<0>", t),
    lambda t, chance: re.sub(r"\S+[@.]\S+|\d", "", t),
    lambda t, chance: f"{t} {chance.randrange(99)}",
    lambda t, chance: t[: len(t) // 2],
)
_LUCK: Sequence[Callable[[str, random.Random], str]] = (
    lambda t, chance: t.upper(),
    lambda t, chance: "",
    lambda t, chance: t,
)
