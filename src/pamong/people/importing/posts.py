"""What a post and a unit are, from what the file says of them or else from their names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pamong.people.importing.folding import begins_with, folded, has_word, table, word_code
from pamong.people.models import Assignment, Position, Unit

ACTING = re.compile(r"^\s*(plt|plh)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post as a row tells it; `said` names what the file said outright."""

    name: str
    kind: str
    level: str = ""
    grade: int | None = None
    is_head: bool = False
    said: frozenset[str] = frozenset()


@lru_cache(4096)  # few posts, in very many rows
def post_facts(name: str, kind: str, level: str, grade: int | None, head: str) -> PostFacts:
    """The post that a row names; kind and duty are read from its name where no column says them."""
    plain, words = folded(name), table("words")
    told = word_code(folded(kind), "position_kind")
    said = {key for key, text in (("kind", told), ("level", level), ("is_head", head)) if text}
    said |= {"grade"} if grade is not None else set()
    echelon = word_code(folded(level).split(" ")[0], "echelon") if level else ""
    is_head = folded(head) in words["yes"] if head else leads(plain) or _leads_by(echelon, plain)
    guessed = told or echelon or kind_by_name(plain)
    return PostFacts(name, guessed, level or level_by_name(plain), grade, is_head, frozenset(said))


def kind_by_name(name: str) -> str:
    """The kind of a post by how its name begins or ends."""
    words = table("words")
    for row in words["post"]:
        if begins_with(name, row["words"]):
            return str(row["code"])
    if level_by_name(name) or begins_with(name, words["levels"]["professions"]):
        return Position.Kind.FUNCTIONAL.value
    return Position.Kind.EXECUTIVE.value


def level_by_name(name: str) -> str:
    """The level with which the name of a functional post ends, as in "Perawat Ahli Muda"."""
    for level in table("words")["levels"]["ends"]:
        if name.endswith(f" {level}"):
            return str(level.title())
    return ""


def leads(name: str) -> bool:
    """Whether the holder leads the unit, by how the name of the post begins."""
    words = table("words")["heads"]
    return begins_with(name, words["begins"]) and not begins_with(name, words["never"])


def _leads_by(echelon: str, name: str) -> bool:
    """A post with an echelon leads, save those that advise."""
    return bool(echelon) and not begins_with(name, ["STAF AHLI", "ASISTEN", "WAKIL"])


@lru_cache(4096)
def split_acting(position: str, column: str) -> tuple[str, str]:
    """The post without its "Plt.", and how it is held."""
    found = ACTING.match(position)
    said = found[1] if found else column
    held = word_code(folded(said), "assignment") if said else ""
    if not held and has_word(folded(column), table("words")["yes"]):
        held = Assignment.Kind.ACTING.value
    return ACTING.sub("", position), held or Assignment.Kind.DEFINITIVE.value


def is_understood(column: str) -> bool:
    """Whether the column of acting posts says how the post is held, or that it is one's own."""
    said, words = folded(column), table("words")
    return bool(word_code(said, "assignment")) or has_word(said, [*words["yes"], *words["no"]])


def unit_kind(name: str) -> str:
    """What a unit is, by its name."""
    return word_code(folded(name), "unit") or Unit.Kind.OFFICE.value
