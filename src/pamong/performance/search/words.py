"""The other forms of an Indonesian word: what is typed is turned, and the texts stay as they were written.

A stemmer that works without a dictionary cuts too much: "penilaian" and "nila" become one. Here nothing of
the index is cut. A word that is looked for gives its possible roots, and each root the forms it may take, so
that "menilai" finds "penilaian"; a root that is none finds nothing, for no text holds it.
"""

import re
from collections.abc import Iterator

from pamong.people.naming import words_of

SHORTEST_ROOT, SHORTEST = 4, 3
MOST_WORDS = 6
PARTS = re.compile(r"[^\W_]+")
VOWELS = "aiueo"
ENDING = re.compile(r"(?:lah|kah|nya)$")
VERB, NOUN, BARE = ("", "kan", "i"), ("", "an"), ("", "an", "kan")
# Beginning, what the root began with before it, and the endings that go with it.
BEGINNINGS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (r"(?:memper|diper|teper)(?=.)", ("",), VERB),
    (rf"meny(?=[{VOWELS}])", ("s",), VERB),
    (rf"peny(?=[{VOWELS}])", ("s",), NOUN),
    (rf"meng(?=[{VOWELS}])", ("", "k"), VERB),
    (rf"peng(?=[{VOWELS}])", ("", "k"), NOUN),
    (r"meng(?=[ghk])", ("",), VERB),
    (r"peng(?=[ghk])", ("",), NOUN),
    (rf"mem(?=[{VOWELS}])", ("p",), VERB),
    (rf"pem(?=[{VOWELS}])", ("p",), NOUN),
    (r"mem(?=[bfpv])", ("",), VERB),
    (r"pem(?=[bfpv])", ("",), NOUN),
    (rf"men(?=[{VOWELS}])", ("t",), VERB),
    (rf"pen(?=[{VOWELS}])", ("t",), NOUN),
    (r"men(?=[cdjstz])", ("",), VERB),
    (r"pen(?=[cdjstz])", ("",), NOUN),
    (r"me(?=[lmnrwy])", ("",), VERB),
    (r"per(?=.)", ("",), NOUN),
    (r"pe(?=.)", ("",), NOUN),
    (r"ber(?=.)", ("",), BARE),
    (r"ter(?=.)", ("",), VERB),
    (r"di(?=.)", ("",), VERB),
    (r"ke(?=.+an$)", ("",), ("an",)),
    ("", ("",), BARE),
)
PATTERNS = tuple((re.compile(begins), first, ends) for begins, first, ends in BEGINNINGS)
PLAIN = ("", "di", "ke", "ber", "ter", "se", "pe", "per", "memper", "diper", "keter", "kepe")
NASAL = {
    **dict.fromkeys("bfv", (("mem", "pem"), 0)),
    **dict.fromkeys("cdjz", (("men", "pen"), 0)),
    **dict.fromkeys("ghaiueo", (("meng", "peng"), 0)),
    **dict.fromkeys("lmnrwy", (("me",), 0)),
    "p": (("mem", "pem"), 1),
    "t": (("men", "pen"), 1),
    "k": (("meng", "peng"), 1),
    "s": (("meny", "peny"), 1),
}


def asked_words(text: str) -> list[str]:
    """The words that were typed, as the texts are cut: at every sign that is no letter and no digit."""
    typed = " ".join(PARTS.findall(text))
    return [word for word in words_of(typed) if len(word) >= SHORTEST][:MOST_WORDS]


def roots_of(word: str) -> list[str]:
    """What the word may have been made from, the word itself first."""
    found = dict.fromkeys([word])
    bare = ENDING.sub("", word)
    for pattern, firsts, ends in PATTERNS:
        if not (begun := pattern.match(bare)):
            continue
        for end in ends:
            rest = bare[begun.end() :]
            if not rest.endswith(end):
                continue
            for first in firsts:
                root = first + rest[: len(rest) - len(end)]
                if len(root) >= SHORTEST_ROOT:
                    found[root] = None
    return list(found)


def beginnings_of(word: str) -> list[str]:
    """How words begin that are made from the same root; none that another one already covers."""
    forms = dict.fromkeys(form for root in roots_of(word) for form in _forms(root))
    kept: list[str] = []
    for form in sorted(forms):
        if not kept or not form.startswith(kept[-1]):
            kept.append(form)
    return kept


def _forms(root: str) -> Iterator[str]:
    for begins in PLAIN:
        yield begins + root
    nasals, cut = NASAL.get(root[0], ((), 0))
    for nasal in nasals:
        yield nasal + root[cut:]
        if cut:
            yield nasal[: 4 if nasal.endswith("ng") else 3] + root  # "memproses" keeps its letter
