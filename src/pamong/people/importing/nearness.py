"""Which unit was meant by a name that the agency does not know: an abbreviation, a code, a slip of the finger."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from pamong.people.importing.folding import folded, table
from pamong.people.models import Unit

WHOLE, WORD = 0.85, 0.75  # how much of a name, and of each of its words, has to agree
MOST = 3  # more units alike say that none is meant
LOOKED_AT = 20
SHORTEST_ACRONYM = 3


class Nearness:
    """The names of existing units, by their parts of three letters."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.words: dict[int, list[str]] = {}
        self.short: dict[str, list[int]] = defaultdict(list)
        self.parts: dict[str, list[int]] = defaultdict(list)
        for unit in units:
            words = self.words[unit.pk] = spelt_out(unit.name)
            for short in {folded(unit.code), _acronym(words)}:
                self.short[short].append(unit.pk)
            for part in _parts(words):
                self.parts[part].append(unit.pk)

    def to(self, name: str, among: Collection[int] | None = None) -> list[int]:
        """The units that the name may mean, the likeliest first; nothing when too many are alike."""
        words = spelt_out(name)
        found = dict.fromkeys(self.short.get(folded(name), ()), 1.0)
        for pk in self._alike(words, among):
            found.setdefault(pk, _likeness(words, self.words[pk]))
        near = [pk for pk in found if found[pk] and (among is None or pk in among)]
        near.sort(key=lambda pk: (-found[pk], pk))
        return near if len(near) <= MOST else []

    def _alike(self, words: list[str], among: Collection[int] | None) -> list[int]:
        """The few that share most parts with the name: only they are compared letter by letter."""
        shared: Counter[int] = Counter()
        for part in _parts(words):
            shared.update(self.parts.get(part, ()))
        if among is not None:
            shared = Counter({pk: count for pk, count in shared.items() if pk in among})
        return [pk for pk, _count in shared.most_common(LOOKED_AT)]


def spelt_out(name: str) -> list[str]:
    """The words of a name in capitals, the usual abbreviations of offices written out."""
    short = table("words")["unit_short"]
    words = [word for token in folded(name).split() for word in short.get(token, token).split()]
    return [word for word in words if word not in {"DAN", "DI", "PADA"}]


def _acronym(words: list[str]) -> str:
    letters = "".join(word[0] for word in words)
    return letters if len(letters) >= SHORTEST_ACRONYM else ""


def _parts(words: list[str]) -> set[str]:
    text = f" {' '.join(words)} "
    return {text[place : place + 3] for place in range(len(text) - 2)}


def _likeness(one: list[str], other: list[str]) -> float:
    """How much two names agree; none when their numbers differ or a word of one is nowhere in the other."""
    if _numbers(one) != _numbers(other):
        return 0.0
    joined, against = "".join(one), "".join(other)
    if joined == against:
        return 1.0
    few, many = sorted((one, other), key=len)
    if not all(any(_ratio(word, against) >= WORD for against in many) for word in few):
        return 0.0
    whole = _ratio(joined, against)
    return whole if whole >= WHOLE else 0.0


def _numbers(words: list[str]) -> list[str]:
    """Digits, Roman numbers and single letters: they tell one office from the next."""
    return sorted(w for w in words if w.isdecimal() or not set(w) - set("IVX") or len(w) == 1)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
