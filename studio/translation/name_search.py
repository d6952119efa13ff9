"""Which words of a text are names, by capitals and by what stands beside them; for `proposals`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from studio.translation.name_words import NameWords

TWICE = 2
"""How often a word has to begin a sentence to be a name by that alone."""

LONGEST = 6
"""Words of a name."""

_WORD = re.compile(r"(?:[dljmnst]|qu)['’](?=[^\W\d_])|[^\W\d_]+(?:[-‐'’][^\W\d_]+)*|\d+", re.IGNORECASE)
_ENGLISH_GENITIVE = re.compile(r"['’]s$")
_SPACES = ("", " ", "\u00a0")
_INITIAL = ". "


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what stands between it and the one before, and whether a sentence begins with it."""

    text: str
    gap: str
    is_first: bool = False

    @property
    def bare(self) -> str:
        """Return the word in small letters."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Say whether it is written like a name: with a capital, but not in capitals only."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())

    @property
    def follows(self) -> bool:
        """Say whether nothing but a space parts it from the word before."""
        return self.gap in _SPACES and not self.is_first


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or heading; with `is_shouted` all its words have capitals, which says nothing then."""

    words: tuple[Word, ...]
    is_shouted: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with capitals in a row, with small ones between that belong to names, and the word before."""

    words: tuple[Word, ...]
    before: Word | None
    after: Word | None
    line: Line
    is_called: bool = False
    """Whether what stood before says that this is a name: a title, what somebody does, a name and a bracket."""

    @property
    def is_first(self) -> bool:
        return bool(self.words) and self.words[0].is_first

    def from_(self, place: int, *, is_called: bool | None = None) -> _Run:
        """Return the run without its first words."""
        before = self.words[place - 1] if place else self.before
        return replace(
            self,
            words=self.words[place:],
            before=before,
            is_called=self.is_called if is_called is None else is_called,
        )


def line(text: str) -> Line:
    """Return a sentence or heading as words."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word = _ENGLISH_GENITIVE.sub("", match[0])
        words.append(Word(word, text[end : match.start()], is_first=not words))
        end = match.start() + len(word)
    long = [word.text for word in words if len(word.text) > 3]
    is_heading = not text.endswith((".", "!", "?", ":")) and len(long) > 1
    return Line(tuple(words), is_heading and all(word[0].isupper() for word in long))


def search(lines: Sequence[Line], known: NameWords) -> list[str]:
    """Return the names in the order of their coming."""
    return _Search(lines, known).run()


class _Search:
    def __init__(self, lines: Sequence[Line], known: NameWords) -> None:
        self._lines = lines
        self._known = known
        self._names: dict[str, None] = {}
        self._parts: set[str] = set()
        self._alone: Counter[str] = Counter()
        self._small = {word.text for each in lines for word in each.words if word.text.islower()}
        self._nouns = {
            word.text
            for each in lines
            for before, word in zip(each.words, each.words[1:], strict=False)
            if known.nouns_are_capitalised and word.follows and self._opens(before)
        }

    def run(self) -> list[str]:
        """Return the names."""
        for each in self._lines:
            was_person = False
            for run in self._runs(each):
                is_part = was_person and run.words[0].gap.strip() == "("
                was_person = self._take(replace(run, is_called=is_part))
        for word, count in self._alone.items():
            if self._is_name_alone(word, count):
                self._names[self._plain(word)] = None
        return list(self._names)

    def _runs(self, line: Line) -> Iterator[_Run]:
        words, i = line.words, 0
        while i < len(words):
            end = self._end(words, i)
            if end == i:
                i += 1
                continue
            before = words[i - 1] if i and words[i].follows else None
            after = words[end] if end < len(words) and words[end].follows else None
            yield _Run(words[i:end], before, after, line)
            i = end

    def _end(self, words: Sequence[Word], start: int) -> int:
        """Return where the run that begins at `start` ends; there where none begins."""
        if not words[start].is_capital:
            return start
        end = start + 1
        while end < len(words):
            inner = end
            small = self._known.placing if self._is_house(words[end - 1]) else self._known.linking
            while inner < len(words) and words[inner].follows and words[inner].text in small:
                inner += 1
            is_initial = len(words[inner - 1].text) == 1 and inner < len(words) and words[inner].gap == _INITIAL
            if inner == len(words) or not words[inner].is_capital or not (words[inner].follows or is_initial):
                return end
            end = inner + 1
        return end

    def _take(self, run: _Run) -> bool:
        """Keep the name that a run holds; return whether it is that of a person, as far as one can see."""
        run = self._begun(run)
        if run.words and self._keeps_house(run):
            return False
        run = self._without_roles(self._without_house(run))
        if self._known.nouns_are_capitalised:
            run = self._without_nouns(run)
        run = self._without_common(self._without_owned(run))
        if not run.words or len(run.words) > LONGEST:
            return False
        return self._keep_one(run) if len(run.words) == 1 else self._keep_several(run)

    def _begun(self, run: _Run) -> _Run:
        """Return a run without the words that have their capital from the beginning of the sentence only."""
        place, known = 0, self._known
        while place < len(run.words) and (place == 0 or run.words[place].bare in known.small):
            word = run.words[place]
            is_starter = word.is_first and (word.bare in known.starters or word.bare in self._small)
            is_due = run.is_first or known.nouns_are_capitalised or word.bare not in known.articles
            is_small = word.bare in known.small and is_due  # "The Tempest" in a sentence has its capital for a reason
            if (not is_starter and not is_small) or word.text in self._parts:
                break
            place += 1
        return run.from_(place)

    def _keeps_house(self, run: _Run) -> bool:
        """Keep the name of a house whole: "Theater am Kanal", "Lantern Theatre", "Museum van de Stilte"."""
        first, last = run.words[0], run.words[-1]
        is_placed = self._is_house(first) and len(run.words) > 2 and run.words[1].text in self._known.placing
        is_after = last.bare in self._known.houses and len(run.words) > 1 and not self._known.nouns_are_capitalised
        if is_placed or (is_after and not (run.line.is_shouted and run.is_first)):
            self._names[_text(run.words)] = None
            return True
        return False

    def _without_house(self, run: _Run) -> _Run:
        """Return what a house before it is called: "Theater De Sluis"."""
        is_house = len(run.words) > 1 and run.words[0].bare in self._known.houses and not run.line.is_shouted
        return run.from_(1, is_called=True) if is_house and not self._known.nouns_are_capitalised else run

    def _without_roles(self, run: _Run) -> _Run:
        place = 0
        while place < len(run.words) and self._is_role(run.words[place], is_last=place == len(run.words) - 1):
            place += 1
        return run.from_(place, is_called=run.is_called or place > 0 or self._calls(run.before))

    def _calls(self, before: Word | None) -> bool:
        known = self._known
        return before is not None and (
            before.bare in known.titles | known.roles or (before.bare in known.houses and not before.is_first)
        )

    def _is_role(self, word: Word, *, is_last: bool) -> bool:
        known = self._known
        if word.bare in known.titles or word.bare in known.roles:
            return True
        return not is_last and (word.bare.endswith(known.role_endings) if known.role_endings else False)

    def _without_nouns(self, run: _Run) -> _Run:
        """Return a German run without the noun before a name: "des Fotografen Theo Lang", "im Kino Lichtblick"."""
        names = [i for i, word in enumerate(run.words) if word.bare in self._known.first_names]
        if names and run.words[-1].bare not in self._known.first_names:
            return run.from_(names[0], is_called=True)
        if not run.is_called and len(run.words) > 1 and self._is_noun_phrase(run):
            rest = run.from_(1, is_called=True)
            return rest if rest.words[0].is_capital else replace(rest, words=())
        return run

    def _without_owned(self, run: _Run) -> _Run:
        """Return a German run until the genitive of a name that was found: "Kleists Komödie"."""
        for place, word in enumerate(run.words if self._known.nouns_are_capitalised else ()):
            plain = self._plain(word.text)
            if plain != word.text:
                return replace(run, words=(*run.words[:place], replace(word, text=plain)), is_called=True)
        return run

    def _is_noun_phrase(self, run: _Run) -> bool:
        return self._is_house(run.words[0]) or (run.before is not None and self._opens(run.before))

    def _without_common(self, run: _Run) -> _Run:
        words = list(run.words)
        has_first_name = bool(words) and words[0].bare in self._known.first_names
        while words and not self._can_be_name(words[-1]) and not (has_first_name and len(words) == 2):
            words.pop()
        place = 0
        while place < len(words) and not self._can_be_name(words[place]):
            place += 1
        return replace(run, words=tuple(words)).from_(place)

    def _keep_one(self, run: _Run) -> bool:
        word, known = run.words[0], self._known
        is_first_name = word.bare in known.first_names and not self._opens(run.before)
        has_reason = not word.is_first and not run.line.is_shouted and word.bare not in self._small
        if run.is_called or (is_first_name and (has_reason or known.nouns_are_capitalised)):
            self._names[self._plain(word.text)] = None
            self._parts.add(word.text)
            return True
        if has_reason and not known.nouns_are_capitalised and len(word.text) > 1 and self._stands_inside(word):
            self._names[word.text] = None
            return True
        self._alone[word.text] += run.after is not None  # what stands by itself is an answer or a heading
        return False

    def _stands_inside(self, word: Word) -> bool:
        """Say whether a capital has no other reason: after a colon, a bracket or a dash it has one."""
        return word.gap in _SPACES or word.gap.strip() == ","

    def _keep_several(self, run: _Run) -> bool:
        has_first_name = any(word.bare in self._known.first_names for word in run.words)
        is_noun = self._known.nouns_are_capitalised and not run.is_called and any(map(self._is_noun, run.words))
        if (run.line.is_shouted and not has_first_name and not run.is_called) or (is_noun and not has_first_name):
            self._alone.update(word.text for word in run.words if word.is_capital)
            return False
        self._names[_text(run.words)] = None
        ends = (run.words[0], run.words[-1])
        self._parts |= {word.text for word in ends if word.bare not in self._known.small | self._known.linking}
        return True

    def _is_name_alone(self, word: str, count: int) -> bool:
        plain, known = self._plain(word), self._known
        if plain in self._parts:
            return plain not in self._nouns
        bare = word.lower()
        is_noun = known.nouns_are_capitalised and (word in self._nouns or bare.endswith(known.noun_endings))
        is_known = bare in known.small or bare in known.starters or bare in known.houses or bare in self._small
        return count >= TWICE and not is_noun and not is_known and len(word) > 2

    def _plain(self, word: str) -> str:
        """Return a name without the ending of a genitive, where the name itself stands elsewhere."""
        return word[:-1] if word.endswith("s") and word[:-1] in self._parts else word

    def _can_be_name(self, word: Word) -> bool:
        known = self._known
        return word.is_capital and word.bare not in known.common and not word.text.isdigit()

    def _is_noun(self, word: Word) -> bool:
        return word.text in self._nouns or word.bare.endswith(self._known.noun_endings or ("\0",))

    def _is_house(self, word: Word) -> bool:
        houses = self._known.houses
        if word.bare in houses:
            return True
        return self._known.nouns_are_capitalised and any(
            word.bare.endswith(house) for house in houses if len(house) > 3
        )

    def _opens(self, word: Word | None) -> bool:
        """Say whether a noun is due after a word: an article, an ending of adjectives, a number."""
        if word is None:
            return False
        contracted = {"am", "im", "zum", "zur", "vom", "beim", "ins", "ans"}
        return word.bare in self._known.articles or word.bare in contracted or word.text.isdigit()


def _text(words: Iterable[Word]) -> str:
    found = ""
    for word in words:
        found += f"{'' if not found else word.gap}{word.text}"
    return " ".join(found.split())
