"""Values written as a language does: "20.30 Uhr" becomes "8.30 pm", "1.234,50 €" becomes "€1,234.50"."""

from __future__ import annotations

import re

from studio.text import conventions, quantities
from studio.text.conventions import AMOUNT, Conventions
from studio.text.meaning import Amount, Clock, Day, Meaning
from studio.text.values import Value, ValueKind

_NOON = 12
_SPACE = "\u00a0"  # between an amount and its currency, where the line must not break


def expected(value_text: str, source_language: str, target_language: str) -> str:
    """Return a value as it would be written in the target language, as it is where that is not clear.

    Of "8 Uhr" nobody knows the half of the day: it becomes "8 o'clock".
    """
    value = quantities.alone(value_text.strip(), source_language)
    used_to = conventions.of(target_language)
    if value is None or value.meaning is None or used_to is None or value.text != value_text.strip():
        return value_text
    if not value.is_sure and value.kind is not ValueKind.TIME:
        return value_text
    return written(value.meaning, used_to)


def written(meaning: Meaning, used_to: Conventions) -> str:
    """Return what a date, a time or an amount looks like in a language."""
    if isinstance(meaning, Clock):
        return _clock(meaning, used_to)
    if isinstance(meaning, Day):
        return _day(meaning, used_to)
    return _price(meaning, used_to) if meaning.currency else _number(meaning, used_to)


def is_usual(value: Value, used_to: Conventions) -> bool:
    """Say whether a value is written in a way that the language knows; there may be several."""
    meaning = value.meaning
    if isinstance(meaning, Clock):
        return _is_usual_clock(value.text, meaning, used_to)
    if isinstance(meaning, Day) and meaning.is_part:
        return value.text == _day(meaning, used_to)
    if isinstance(meaning, Day):
        return any(pattern.fullmatch(value.text) for pattern in used_to.dates)
    if isinstance(meaning, Amount):
        return _is_usual_amount(value.text, meaning, used_to)
    return True


def _clock(clock: Clock, used_to: Conventions) -> str:
    name = "time" if clock.is_half_known else "time_unsure"
    has_minute = bool(clock.minute.strip("0"))
    form = used_to.written[name if has_minute else f"{name}_whole"]
    half = "pm" if _NOON <= clock.hour < 24 else "am"
    return form.format(
        hour24=clock.hour, hour12=(clock.hour - 1) % _NOON + 1, minute=clock.minute if has_minute else "00", half=half
    )


def _day(day: Day, used_to: Conventions) -> str:
    if day.is_part:
        return used_to.written["day"].format(day=day.day)
    name = ("digits" if day.in_digits else "date") + ("_with_year" if day.year else "")
    month = used_to.months[day.month - 1]
    return used_to.written[name].format(day=day.day, month=month, number=day.month, year=day.year)


def _number(amount: Amount, used_to: Conventions) -> str:
    whole = amount.whole
    if len(whole) > 3:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", used_to.group.replace(" ", _SPACE), whole)
    return whole + (used_to.decimal + amount.decimals if amount.decimals else "")


def _price(price: Amount, used_to: Conventions) -> str:
    decimals = price.decimals.ljust(2, "0") if price.decimals.strip("0") else ""
    amount = _number(Amount(price.whole, decimals), used_to)
    if price.by_word:
        singular, plural, *_others = used_to.currencies[price.currency]
        return f"{amount} {singular if price.whole == '1' and not decimals else plural}"
    sign = conventions.sign(price.currency)
    space = _SPACE if used_to.symbol_space or sign.isalpha() else ""
    return f"{sign}{space}{amount}" if used_to.symbol_first else f"{amount}{_SPACE}{sign}"


def _is_usual_clock(text: str, clock: Clock, used_to: Conventions) -> bool:
    if not any(pattern.fullmatch(text) for pattern in used_to.usual_times):
        return False
    return not clock.is_half_known or "{half}" not in used_to.written["time"] or text.rstrip(". ")[-1:] in "mM"


def _is_usual_amount(text: str, amount: Amount, used_to: Conventions) -> bool:
    digits = re.search(AMOUNT, text)
    if digits is None:
        return True
    plain = digits[0].replace("\u202f", _SPACE).replace(" ", _SPACE)
    bare = Amount(amount.whole, amount.decimals)
    if plain not in (_number(bare, used_to), _ungrouped(bare, used_to)):
        return False
    if not amount.currency:
        return True
    around = text.replace(digits[0], "", 1).strip(" \u00a0")
    if around.casefold() in (word.casefold() for word in used_to.currencies.get(amount.currency, ())):
        return True
    return around in conventions.symbols() and text.startswith(around) == used_to.symbol_first


def _ungrouped(amount: Amount, used_to: Conventions) -> str:
    return amount.whole + (used_to.decimal + amount.decimals if amount.decimals else "")
