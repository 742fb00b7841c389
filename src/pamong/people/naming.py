"""Names as they are looked for: the words of each person's name, kept beside the people."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from pamong.access.prepared import prepared
from pamong.ledger.rows import insert_rows
from pamong.people.batches import pieces
from pamong.people.models import Employee, NameWord
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.models.name_word import WORD_LENGTH
from pamong.people.nip import is_nip, plain_nip

WORD = re.compile(r"\w+")
MOST = 12  # words of one name


def words_of(text: str) -> list[str]:
    """The different words of a name or of what was typed, folded."""
    found = dict.fromkeys(word[:WORD_LENGTH] for word in WORD.findall(text.casefold()))
    return list(found)[:MOST]


def index_names(people: Iterable[Employee]) -> None:
    """Write the words of new people."""
    rows = [
        NameWord(agency_id=one.agency_id, employee_id=one.pk, word=word, name=one.name)
        for one in people
        for word in words_of(one.name)
    ]
    insert_rows(rows)


def index_again(people: Sequence[Employee]) -> None:
    """Write the words anew of people whose name changed."""
    for some in pieces([one.pk for one in people]):
        NameWord.objects.filter(employee__in=some).delete()
    index_names(people)


def bearers(
    agency_id: int, words: Sequence[str], *, is_whole: bool = False
) -> QuerySet[NameWord, Any]:
    """Name and key of people who bear, for each word given, one that begins so; the longest word leads.

    A name stands beside each of its words, so that a list in the order of names needs no person's row.
    Where the leading word is whole, the index holds its bearers in that order, however many they are.
    """
    first, *others = sorted(words, key=len, reverse=True)
    rows = NameWord.objects.filter(word=first) if is_whole else _beginning(first)
    for word in others:
        rows = rows.filter(Exists(_beginning(word).filter(employee=OuterRef("employee"))))
    named = rows.filter(agency=agency_id).values("name", "employee_id")
    return named if is_whole else named.distinct()


def is_whole_word(agency_id: int, word: str) -> bool:
    """Whether no name of the agency has a longer word that begins with this one."""
    return not _longer(agency=agency_id, word=word)


@prepared
def _longer(*, agency: int, word: str) -> QuerySet[NameWord, tuple[int]]:
    rows = _beginning(word).filter(agency=agency, word__gt=word)
    return rows.order_by("word").values_list("pk")[:1]


def named(people: EmployeeQuerySet, text: str) -> EmployeeQuerySet:
    """Those of them with the NIP, or with words of the name that begin so; nobody for no word."""
    if is_nip(plain_nip(text)):
        return people.filter(nip=plain_nip(text))
    words = words_of(text)
    for word in words:
        people = people.filter(pk__in=_beginning(word).values("employee_id"))
    return people if words else people.none()


def _beginning(word: str) -> QuerySet[NameWord]:
    """Built in the database from the word as it is, so that the read can be prepared.

    The bounds let an index serve in any collation.
    """
    beginning, end = Value(word), Concat(Value(word), Value("zzzz"))
    return NameWord.objects.filter(word__range=(beginning, end), word__startswith=beginning)
