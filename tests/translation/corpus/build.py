"""Make the corpus's JSON from its hand-written sources: `python tests/translation/corpus/build.py`.

Only what is mechanical is made here: numbers, halves, offsets, line breaks and times.  Every sentence is in `source/`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

Record = dict[str, object]

HERE = Path(__file__).parent
SENTENCES = ("de", "nl", "en", "fr")
DIRECTIONS = ("de-en", "en-de", "nl-en", "en-nl", "de-nl")
PROTECTED = ("de", "nl", "en")
HALVES = ("tuning", "held_out")
# profile → characters in a line, characters a second at most, shortest cue in milliseconds
LIMITS = {
    "de-netflix": (42, 17, 1400),
    "de-ard": (37, 15, 1400),
    "nl-netflix": (42, 17, 1400),
    "nl-pro": (42, 15, 1400),
    "en-netflix": (42, 20, 1400),
    "web": (45, 15, 2000),
}
PROFILES = {"de": ("de-netflix", "de-ard"), "nl": ("nl-netflix", "nl-pro"), "en": ("en-netflix", "web")}
FRAME = 40
LONGEST = 7000


def main() -> None:
    """Write every file anew."""
    for name, records in everything().items():
        text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def everything() -> dict[str, list[Record]]:
    """The files by name, with their records: one for each half, so that nobody tuning rules sees the held-out one."""
    whole = {f"sentences.{language}": splitting(language) for language in SENTENCES}
    whole |= {f"cues.{direction}": fitting(direction) for direction in DIRECTIONS}
    whole |= {f"protected.{language}": protecting(language) for language in PROTECTED}
    files = {(name, half): [one for one in whole[name] if one["half"] == half] for name, half in product(whole, HALVES)}
    return {f"{name}.{half}.json": records for (name, half), records in files.items() if records}


def source(name: str) -> list[str]:
    """A hand-written source, line by line."""
    return (HERE / "source" / name).read_text(encoding="utf-8").splitlines()


def by_kind(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each line with its kind and its half: every other one of a kind, and every other kind starts with the other."""
    kind, kinds, number = "", -1, 0
    for line in lines:
        if line.startswith("@"):
            kind, kinds, number = line[1:], kinds + 1, 0
            continue
        yield kind, HALVES[(number + kinds) % 2], line
        number += 1


# Passages to split


def splitting(language: str) -> list[Record]:
    """The passages of a language: `¦` is a border with a space, `¶` one with a line break, `↵` a mere line break."""
    records: list[Record] = []
    for number, (kind, half, line) in enumerate(by_kind(source(f"sentences.{language}.txt")), 1):
        line = line.replace("~", "\u00a0").replace("‿", "\u202f").replace(" ↵ ", "\n")
        text = line.replace(" ¦ ", " ").replace(" ¶ ", "\n")
        sentences = re.split(" [¦¶] ", line)
        records.append(
            {
                "id": f"split-{language}-{number:03}",
                "language": language,
                "kind": kind,
                "half": half,
                "text": text,
                "sentences": sentences,
            }
        )
    return records


# Sentences over cues


def fitting(direction: str) -> list[Record]:
    """The items of a direction, from pairs of an S line and a T line."""
    lines = source(f"cues.{direction}.txt")
    heads = [line for line in lines if not line.startswith("T ")]
    targets = [line[2:] for line in lines if line.startswith("T ")]
    pairs = zip(by_kind(heads), targets, strict=True)
    return [item(direction, number, *head, target) for number, (head, target) in enumerate(pairs, 1)]


def item(direction: str, number: int, *parts: str) -> Record:
    """One sentence over several cues."""
    label, half, line, target = parts
    kind, _, reason = label.partition(" ")
    name = f"cue-{direction}-{number:03}"
    texts = line[2:].split(" | ")
    record: Record = {
        "id": name,
        "source_language": direction[:2],
        "target_language": direction[3:],
        "kind": kind,
        "half": half,
    }
    record |= gold(target, len(texts) - 1)
    record |= {"impossible": bool(reason), "reason": reason}
    profile = PROFILES[direction[3:]][number // 2 % 2]
    if not shapes(record, profile):
        profile = PROFILES[direction[3:]][0]
    return record | {"profile": profile} | timed(record, texts, profile)


def gold(marked: str, borders: int) -> Record:
    """Target, chunks, cuts and anchors from a marked target: ` /12 ` cuts, `[name]0` anchors."""
    target, cuts, places, anchors = "", [], [set[int]() for _ in range(borders)], list[Record]()
    for piece in re.split(r"( /\d* |\[[^]]*\]\d)", marked):
        if piece.startswith(" /"):
            target += " "
            cuts.append(len(target))
            for digit in piece.strip(" /"):
                places[int(digit) - 1].add(len(target))
        elif piece.startswith("["):
            text, cue = piece[1:-2], int(piece[-1])
            anchors.append({"text": text, "start": len(target), "end": len(target) + len(text), "cue": cue})
            target += text
        else:
            target += piece
    chunks = [target[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(target)], strict=True)]
    return {"target": target, "chunks": chunks, "cuts": [sorted(place) for place in places], "anchors": anchors}


def choices(record: Record) -> Iterator[tuple[int, ...]]:
    """Every way to cut the target at acceptable places with the anchors in their cues."""
    for cuts in product(*record["cuts"]):  # type: ignore[misc]
        edges = (0, *cuts, len(str(record["target"])))
        rising = all(a < b for a, b in pairwise(edges))
        if rising and (record["impossible"] or anchored(record, edges)):
            yield edges


def anchored(record: Record, edges: tuple[int, ...]) -> bool:
    """Whether every anchor lies within its cue's piece."""
    anchors: list[dict[str, int]] = record["anchors"]  # type: ignore[assignment]
    return all(edges[one["cue"]] <= one["start"] and one["end"] <= edges[one["cue"] + 1] for one in anchors)


def pieces(record: Record, edges: tuple[int, ...]) -> list[str]:
    """The target cut at `edges`."""
    return [str(record["target"])[a:b].strip() for a, b in pairwise(edges)]


def shapes(record: Record, profile: str) -> list[list[str]]:
    """The acceptable ways to cut whose pieces fit two lines."""
    width = LIMITS[profile][0]
    cuts = (pieces(record, edges) for edges in choices(record))
    return [cut for cut in cuts if all(fits(piece, width) for piece in cut)]


def fits(text: str, width: int) -> bool:
    """Whether `text` goes on two lines."""
    return len(text) <= width or bool(breaks(text, width))


def breaks(text: str, width: int) -> list[int]:
    """The spaces where `text` falls into two lines."""
    spaces = [found.start() for found in re.finditer(" ", text)]
    return [space for space in spaces if space <= width and len(text) - space - 1 <= width]


def wrapped(text: str, width: int = 42) -> str:
    """`text` on one line or two, broken after punctuation if possible, otherwise near the middle."""
    if len(text) <= width:
        return text
    middle = len(text) / 2
    space = min(breaks(text, width), key=lambda at: abs(at - middle) - (12 if text[at - 1] in ",.;:?!" else 0))
    return text[:space] + "\n" + text[space + 1 :]


def timed(record: Record, texts: list[str], profile: str) -> Record:
    """Cues with times: a speaker's pace with variation, all of it slowed down evenly until the target can be read."""
    chance = random.Random(str(record["id"]))
    _, speed, shortest = LIMITS[profile]
    pace, slow = chance.uniform(12, 16), 1.0
    spans = [len(text) / pace * 1000 * chance.uniform(0.85, 1.2) + 200 for text in texts]
    while True:
        lengths = [frames(min(LONGEST, max(shortest, span * slow))) for span in spans]
        if any(readable(cut, lengths, speed) for cut in shapes(record, profile)):
            break
        if slow > 4:
            raise ValueError(f"{record['id']}: cannot be read in time: {lengths}")
        slow *= 1.04
    start, cues = frames(chance.uniform(1000, 90_000)), []
    for text, length in zip(texts, lengths, strict=True):
        cues.append({"start_ms": start, "end_ms": start + length, "text": wrapped(text)})
        start += length + frames(chance.uniform(120, 420))
    return {"cues": cues, "next_start_ms": start + frames(chance.uniform(300, 2600))}


def frames(milliseconds: float) -> int:
    """A time on a frame of 25 a second."""
    return round(milliseconds / FRAME) * FRAME


def readable(cut: list[str], lengths: list[int], speed: int) -> bool:
    """Whether each piece can be read while its cue stands."""
    return all(len(text) * 1000 <= speed * length for text, length in zip(cut, lengths, strict=True))


# Protected values


def protecting(language: str) -> list[Record]:
    """The sentences of a language with the spans of `{kind:value}`."""
    return [protected(language, number, line) for number, line in enumerate(source(f"protected.{language}.txt"), 1)]


def protected(language: str, number: int, line: str) -> Record:
    """One sentence with its values."""
    text, spans = "", list[Record]()
    for piece in re.split(r"(\{[a-z]+:[^}]*\})", line):
        kind, colon, value = piece.strip("{}").partition(":") if piece.startswith("{") else ("", "", piece)
        if colon:
            spans.append({"kind": kind, "start": len(text), "end": len(text) + len(value), "text": value})
        text += value
    name = f"protected-{language}-{number:02}"
    return {"id": name, "language": language, "half": "held_out", "text": text, "spans": spans}


if __name__ == "__main__":
    main()
