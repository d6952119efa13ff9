"""Values read as a language means them: dates, times of day, prices, rooms, amounts.

"20.30 Uhr" is "8.30 pm", "12. Februar" is no "12 March", and "1.500" is one and a half in English.  What
a translation package may have left in another language ("20.30 Uhr" in an English sentence) is read, too.
A language without conventions (`resources/localise.toml`) has the values that every language has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from studio.text import conventions, values
from studio.text.conventions import HOUR, MINUTE, Conventions
from studio.text.meaning import Amount, Clock, Day
from studio.text.number_words import in_digits
from studio.text.values import Value, ValueKind

_ADDRESSES = (ValueKind.URL, ValueKind.EMAIL)
_TWELVE = re.compile(r"(?i)\d\s?[ap](?:\.\s?m\.|\s?m\b)")
_LATE_HOURS = {"afternoon": range(12, 18), "evening": range(16, 24), "night": range(20, 24)}
_MAY_BE_WORDS = (ValueKind.TIME, ValueKind.PRICE)
_BARE_CLOCK = re.compile(rf"{HOUR}(?P<mark>[.:]){MINUTE}(?![\w%]|[.,:/-]\d)")
_ISO = re.compile(r"(?<![\w.-])(?P<year>\d{4})-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])")
_NUMBER = re.compile(r"\d+")
_LATE = 12
_LONGEST_WORD = 40  # letters that are looked at before a number, so that long texts take no longer each


@lru_cache(maxsize=4096)
def find(text: str, language: str) -> tuple[Value, ...]:
    """Return the values in `text` in the order they stand in it; they never overlap."""
    plain = values.find(text)
    used_to = conventions.of(language)
    if used_to is None or not values.has_digits(text):
        return tuple(plain)
    hidden = _without_addresses(text, plain)
    typed = _apart(_typed(hidden, used_to), plain)
    rest = [value for value in plain if not any(value.start < one.end and one.start < value.end for one in typed)]
    found = [*typed, *(_named(value, text, used_to) for value in rest)]
    return tuple(_of_one_day(_ranged(sorted(found, key=lambda value: value.start), text, used_to), text, used_to))


def alone(written: str, language: str) -> Value | None:
    """Return the value that `written` is, None where it is no value or several."""
    found = find(written, language)
    return found[0] if len(found) == 1 else None


def same_value(a: str, source_language: str, b: str, target_language: str) -> bool:
    """Say whether two values mean the same, each in its language: "20.30 Uhr" and "8.30 pm".

    An amount must be written as its language does: "1.500" is not the German "1.500" in English.
    """
    one, other = alone(a, source_language), alone(b, target_language)
    if one is None or other is None:
        return a.casefold() == b.casefold()
    if isinstance(one.meaning, Amount) and isinstance(other.meaning, Amount):
        return one.meaning.forms == other.meaning.forms
    return not set(one.forms).isdisjoint(other.forms)


def spelled_out(text: str, language: str) -> list[Value]:
    """Return the values that `text` has when its number words are read as digits, those with a unit, too."""
    words = values.spelled_out(text)
    if not words or conventions.of(language) is None:
        return words
    had = [value.forms for value in find(text, language)]
    read = [value for value in find(in_digits(text), language) if value.forms not in had]
    return [*read, *words]


@lru_cache(maxsize=4096)
def compared(source: str, target: str, languages: tuple[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values that `target` lacks of those in `source`, and those it has made up, as written.

    A range that is turned round is lost, and made up: "10 bis 18 Uhr", "from 18 to 10".
    A time or a price may become words ("at eight o'clock"), other numbers may not.  Where the file knows one of
    the languages only, values are compared by their digits alone.
    """
    if None in map(conventions.of, languages):
        languages = ("", "")
    wanted, present = find(source, languages[0]), find(target, languages[1])
    missing, made_up = values.unmatched(wanted, present), values.unmatched(present, wanted)
    if missing:
        said = [value for value in spelled_out(target, languages[1]) if value.kind in _MAY_BE_WORDS]
        missing = values.unmatched(wanted, [*present, *said])
    if made_up:
        made_up = values.unmatched(present, [*wanted, *spelled_out(source, languages[0])])
    if not missing and not made_up:
        return _turned(_ranges(source, languages[0]), _ranges(target, languages[1]))
    return missing, made_up


def _ranges(text: str, language: str) -> list[tuple[str, Value, Value]]:
    """Return the ranges in `text`, as written, with their ends: "10 bis 18 Uhr"."""
    used_to = conventions.of(language)
    if used_to is None:
        return []
    return [
        (text[one.start : other.end], one, other)
        for one, other in pairwise(find(text, language))
        if one.kind is other.kind and used_to.ranges.fullmatch(text[one.end : other.start])
    ]


def _turned(
    wanted: Sequence[tuple[str, Value, Value]], present: Sequence[tuple[str, Value, Value]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ranges of a source that its translation has the other way round, and what they have become."""
    turned = [
        (was, now)
        for was, a, b in wanted
        for now, c, d in present
        if _meet(a, d) and _meet(b, c) and not (_meet(a, c) and _meet(b, d))
    ]
    return tuple(was for was, _now in turned), tuple(now for _was, now in turned)


def _meet(one: Value, other: Value) -> bool:
    return not set(one.forms).isdisjoint(other.forms)


def _without_addresses(text: str, plain: Sequence[Value]) -> str:
    """Return `text`, as long as it was, with signs that no pattern takes for the addresses in it."""
    for value in plain:
        if value.kind in _ADDRESSES:
            text = text[: value.start] + "_" * len(value.text) + text[value.end :]
    return text


def _apart(typed: Iterator[Value], plain: Sequence[Value]) -> list[Value]:
    """Return the values that overlap no one before them, and no telephone number unless they are all of it."""
    phones = [value for value in plain if value.kind is ValueKind.PHONE]
    kept: list[Value] = []
    for value in typed:
        clash = any(value.start < other.end and other.start < value.end for other in kept)
        torn = any(
            value.start < phone.end
            and phone.start < value.end
            and not (value.start <= phone.start and phone.end <= value.end)
            for phone in phones
        )
        if not clash and not torn:
            kept.append(value)
    return kept


def _typed(text: str, used_to: Conventions) -> Iterator[Value]:
    """Yield dates, prices and times, the surest first; they may overlap."""
    in_digits_only = (pattern for pattern in used_to.dates if "month" not in pattern.groupindex)
    starts = [match.start() for match in _NUMBER.finditer(text)]
    for pattern in (_ISO, *in_digits_only, *conventions.dates()):
        is_month_first = next(iter(pattern.groupindex)) == "month"
        for match in pattern.finditer(text) if is_month_first else _from(starts, pattern, text):
            yield _day(match)
    has_sign = any(sign in text for sign in conventions.symbols())
    sign_first, *amount_first = conventions.prices()
    for match in sign_first.finditer(text) if has_sign else ():
        yield _price(match)
    for pattern in amount_first[0 if has_sign else 1 :]:
        for match in _from(starts, pattern, text):
            yield _price(match)
    small = text.casefold()
    for word, pattern, minutes in used_to.spoken:
        for match in pattern.finditer(text) if word in small else ():
            yield _spoken(match, minutes)
    for pattern in conventions.times():
        for match in _from(starts, pattern, text):
            yield _clock(match, text, used_to)
    for match in _from(starts, _BARE_CLOCK, text):
        value = _bare_clock(match, text, used_to)
        if value is not None:
            yield value


def _from(starts: Sequence[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `finditer` would of a pattern that begins with a whole number, looking only where one starts."""
    end = 0
    for start in starts:
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            yield match
            end = match.end()


def _day(match: re.Match[str]) -> Value:
    parts = match.groupdict()
    month = conventions.months()[parts["month"]] if parts.get("month") else int(parts["number"])
    day = Day(int(parts["day"]), month, int(parts.get("year") or 0), in_digits=not parts.get("month"))
    raw = (values.canonical(match[0]),) if day.in_digits else ()
    is_sure = not day.in_digits or day.year > 0  # "1.2." may be a number of a paragraph
    return Value(ValueKind.DATE, match[0], match.start(), (day.forms, *raw), day, is_sure)


def _price(match: re.Match[str]) -> Value:
    parts = match.groupdict()
    word = parts.get("word")
    code = conventions.words_of_money()[word.casefold()] if word else conventions.symbols()[parts["sign"]]
    whole, *decimals = values.canonical(parts["amount"])
    amount = Amount(whole, "".join(decimals), code, by_word=bool(word))
    return Value(ValueKind.PRICE, match[0], match.start(), (amount.forms,), amount, is_sure=True)


def _clock(match: re.Match[str], text: str, used_to: Conventions) -> Value:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), parts.get("minute") or ""
    end = match.end()
    if parts.get("half"):
        hour = hour % _LATE + (_LATE if parts["half"] in "pP" else 0) if hour <= _LATE else hour
        return _time(text[match.start() : end], match.start(), Clock(hour, minute), is_sure=True)
    said = re.compile(rf"(?i),?\s(?P<half>{used_to.half_pattern})(?!\w)").match(text, end)
    if said and 1 <= hour <= _LATE:
        hour, end = _in_half(hour, used_to.half[re.sub(r"\s", " ", said["half"]).casefold()]), said.end()
        return _time(text[match.start() : end], match.start(), Clock(hour, minute), is_sure=True)
    is_known = hour > _LATE or match[0].startswith("0")
    is_no_length = bool(minute) or (conventions.sure_clock().fullmatch(parts.get("clock") or "") is not None)
    is_sure = is_no_length or _ends(used_to.before_time, text, match.start())
    return _time(text[match.start() : end], match.start(), Clock(hour, minute, is_known), is_sure=is_sure)


def _spoken(match: re.Match[str], minutes: int) -> Value:
    """Return a time as it is said, "halb 8": of which half of the day is not known, and nothing to write anew."""
    total = (int(match["hour"]) * 60 + minutes) % (24 * 60)
    return _time(match[0], match.start(), Clock(total // 60, f"{total % 60:02}", is_half_known=False), is_sure=False)


def _bare_clock(match: re.Match[str], text: str, used_to: Conventions) -> Value | None:
    """Return a time of day without a word behind it, None where it may be a number with decimals."""
    is_behind = _ends(used_to.before_time, text, match.start())
    is_all = not text[: match.start()].strip() and not text[match.end() :].strip()
    could_be_number = match["mark"] == used_to.decimal and (not is_behind or used_to.units.match(text, match.end()))
    if could_be_number or used_to.units.match(text, match.end()) or _is_name(text, match.start(), used_to):
        return None
    clock = Clock(int(match["hour"]), match["minute"], int(match["hour"]) > _LATE or match[0].startswith("0"))
    return _time(match[0], match.start(), clock, is_sure=is_behind or is_all)


def _time(written: str, start: int, clock: Clock, *, is_sure: bool) -> Value:
    return Value(ValueKind.TIME, written, start, (clock.forms,), clock, is_sure)


def _in_half(hour: int, part: str) -> int:
    """Return the hour of the whole day; at night the late hours are before midnight, the early ones after it."""
    if part == "morning" or (part == "night" and hour < 6):
        return hour % _LATE
    return 0 if part == "night" and hour == _LATE else hour % _LATE + _LATE


def _ends(pattern: re.Pattern[str], text: str, place: int) -> bool:
    """Say whether a word that the pattern knows stands right before a place."""
    return pattern.search(text, max(0, place - _LONGEST_WORD), place) is not None


def _is_name(text: str, start: int, used_to: Conventions) -> bool:
    return any(_ends(pattern, text, start) for pattern in used_to.named.values())


def _named(value: Value, text: str, used_to: Conventions) -> Value:
    """Return a number as a room, a name or an amount; its own letters count where it is written the same."""
    if value.kind is not ValueKind.NUMBER:
        return value
    raw = _spread(value, text)
    if _ends(used_to.named["rooms"], text, value.start):
        return replace(value, kind=ValueKind.ROOM, forms=((raw.casefold(),),))
    value = replace(value, forms=tuple(dict.fromkeys([*value.forms, (raw.casefold(),)])))
    if _is_name(text, value.start, used_to) or raw != value.text:
        return value
    amount = _amount(value.text, used_to)
    may_be_clock = _BARE_CLOCK.fullmatch(value.text) and not used_to.units.match(text, value.end)
    return replace(value, meaning=amount, is_sure=amount is not None and not may_be_clock)


def _spread(value: Value, text: str) -> str:
    """Return a number with the letters that are written to it: "4a", "E.07"."""
    start = value.start
    while start and (text[start - 1].isalnum() or (text[start - 1] == "." and text[start - 2 : start - 1].isupper())):
        start -= 1
    end = value.end
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _amount(written: str, used_to: Conventions) -> Amount | None:
    """Return what a number is worth where its language writes it so with marks; None for digits alone."""
    group = (
        r"[ \u00a0\u202f\u2009]" if used_to.group == " " else rf"(?:{re.escape(used_to.group)}|[ \u00a0\u202f\u2009])"
    )
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    match = re.fullmatch(rf"({grouped}|\d+)(?:{re.escape(used_to.decimal)}(\d+))?", written)
    if match is None or written.isdigit():
        return None
    return Amount(re.sub(r"\D", "", match[1]), match[2] or "")


def _ranged(found: Sequence[Value], text: str, used_to: Conventions) -> list[Value]:
    """Return the values, with each number of a range or a row made the kind of what it is linked with."""
    ready = list(found)
    for i in range(len(ready) - 2, -1, -1):
        if ready[i].kind is ValueKind.NUMBER and _are_linked(ready[i], ready[i + 1], text, used_to):
            ready[i] = _like(ready[i], ready[i + 1], text)
    for i in range(1, len(ready)):
        is_second = ready[i].kind is ValueKind.NUMBER and _goes_on(ready[i - 1], ready[i])
        if is_second and _are_linked(ready[i - 1], ready[i], text, used_to):
            ready[i] = _like(ready[i], ready[i - 1], text)
    return ready


def _goes_on(first: Value, second: Value) -> bool:
    """Say whether a number may be of the kind of the value before it: "February 12–14", "€10–12", "20:30 to 22.00"."""
    if first.kind is ValueKind.TIME:
        return _BARE_CLOCK.fullmatch(second.text) is not None
    return first.kind in (ValueKind.DATE, ValueKind.PRICE) and first.text[-1:].isdigit()


def _are_linked(one: Value, other: Value, text: str, used_to: Conventions) -> bool:
    between = text[one.end : other.start]
    return bool(used_to.links.fullmatch(between.removeprefix(".") if other.kind is ValueKind.DATE else between))


def _like(value: Value, other: Value, text: str) -> Value:
    """Return a number as the time, the day or the price that the other value makes of it."""
    groups = values.canonical(value.text)
    number = int(groups[0]) if groups[0].isdigit() else 0
    if isinstance(other.meaning, Clock) and number <= 24 and len(groups) <= 2:
        clock = Clock(number, "".join(groups[1:]), number > _LATE or value.text.startswith("0"))
        return replace(value, kind=ValueKind.TIME, forms=(clock.forms,), meaning=clock, is_sure=True)
    if isinstance(other.meaning, Day) and not other.meaning.in_digits and 1 <= number <= 31 and len(groups) == 1:
        day = replace(other.meaning, day=number, year=0, is_part=True)
        point = "." if text[value.end : value.end + 1] == "." else ""
        written = value.text + point
        return replace(value, kind=ValueKind.DATE, text=written, forms=(day.forms,), meaning=day, is_sure=True)
    if isinstance(other.meaning, Amount) and other.meaning.currency:
        amount = Amount(groups[0], "".join(groups[1:]), other.meaning.currency)
        return replace(value, kind=ValueKind.PRICE, forms=(amount.forms,), meaning=amount, is_sure=False)
    return value


def _of_one_day(found: Sequence[Value], text: str, used_to: Conventions) -> list[Value]:
    """Return the values, with times of which the sentence says the half of the day elsewhere.

    Beside an hour of the evening "10" is that of the morning ("10 bis 18 Uhr"); after "tonight" it may be either.
    """
    clocks = [value.meaning for value in found if isinstance(value.meaning, Clock)]
    if not clocks:
        return list(found)
    counts_on = any(clock.hour > _LATE and clock.is_half_known for clock in clocks) and not _TWELVE.search(text)
    late = _late_hours(text, used_to)
    ready: list[Value] = []
    for value, following in zip(found, [*found[1:], None], strict=True):
        if following is not None and _are_linked(value, following, text, used_to) and _TWELVE.search(following.text):
            value = _before_half(value, following)
        ready.append(_settled(value, counts_on=counts_on, late=late))
    return ready


def _before_half(value: Value, following: Value) -> Value:
    """Return the first time of a range of which only the second has its "pm": "7 to 9 pm", but "10 to 6 pm"."""
    first, second = value.meaning, following.meaning
    if not isinstance(first, Clock) or not isinstance(second, Clock) or first.is_half_known or first.hour > _LATE:
        return value
    is_late = second.hour >= _LATE and first.hour % _LATE <= second.hour % _LATE
    clock = Clock(first.hour % _LATE + (_LATE if is_late else 0), first.minute)
    return replace(value, forms=(clock.forms,), meaning=clock)


def _late_hours(text: str, used_to: Conventions) -> set[int]:
    """Return the hours after noon that a sentence may speak of by the part of the day it names."""
    said = {re.sub(r"\s", " ", match[0]).casefold() for match in re.finditer(rf"(?i){used_to.half_pattern}", text)}
    return {hour for word in said for hour in _LATE_HOURS.get(used_to.half.get(word, ""), ())}


def _settled(value: Value, *, counts_on: bool, late: set[int]) -> Value:
    clock = value.meaning
    if not isinstance(clock, Clock) or clock.is_half_known or not 1 <= clock.hour <= _LATE:
        return value
    after_noon = replace(clock, hour=clock.hour % _LATE + _LATE)
    if after_noon.hour in late:
        return replace(value, forms=(clock.forms, after_noon.forms))
    return replace(value, meaning=replace(clock, is_half_known=True)) if counts_on else value
