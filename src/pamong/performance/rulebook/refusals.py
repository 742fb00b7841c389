"""What a rule refuses, in the words of the reader: what to do, and what was found instead."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.rulebook import words
from pamong.performance.rulebook.typed import parts_of
from pamong.policy.inputs import BadInput
from pamong.policy.jsonlines import BadLine
from pamong.policy.pack import Field, Pack, Rule

PLACE = re.compile(r"\[(\d+)\]")
GOT = re.compile(r", got (?P<got>.+)$", re.DOTALL)
NAMED = ("of", "other", "part")  # groups that name inputs
# What a rule says of its inputs together, and of what an operator met.
SAID: tuple[tuple[re.Pattern[str], Any], ...] = tuple(
    (re.compile(pattern + "$", re.DOTALL), words_)
    for pattern, words_ in (
        (
            r"expected at most (?P<n>\d+) of (?P<of>[\w, ]+)",
            gettext_lazy("Isi paling banyak %(n)s dari: %(of)s."),
        ),
        (
            r"expected (?P<of>[\w, ]+) to add up to at most (?P<n>[\d.]+)",
            gettext_lazy("Jumlah %(of)s paling banyak %(n)s."),
        ),
        (
            r"expected (?P<part>\w+) that add up to at most (?P<n>[\d.]+)",
            gettext_lazy("Jumlah %(part)s paling banyak %(n)s."),
        ),
        (r"expected (?P<other>\w+) beside it", gettext_lazy("Isi juga “%(other)s”.")),
        (
            r"expected it to be given beside (?P<of>[\w, ]+)",
            gettext_lazy("Isi juga ini, atau kosongkan “%(of)s”."),
        ),
        (
            r"expected it to be given for this case",
            gettext_lazy("Untuk pilihan ini isian ini wajib diisi."),
        ),
        (
            r"expected (?P<n>\d+) entries in row (?P<row>\d+)",
            gettext_lazy("Jumlah angka dalam satu baris harus sama: %(n)s."),
        ),
        (
            r"expected (?P<n>\d+) entries, as in (?P<other>\w+)",
            gettext_lazy("Isi %(n)s angka, sebanyak “%(other)s”."),
        ),
        (
            r"expected two numbers or two lists, as in (?P<other>\w+)",
            gettext_lazy("Isi satu angka atau beberapa angka, sama seperti “%(other)s”."),
        ),
        (
            r"expected no less than (?P<other>\w+)",
            gettext_lazy("Isi angka yang tidak kurang dari “%(other)s”."),
        ),
        (r"expected a number", gettext_lazy("Isi dengan angka.")),
        (
            r"expected a date as YYYY-MM-DD",
            gettext_lazy("Isi dengan tanggal, misalnya 31-12-2026."),
        ),
        (r"expected at least (?P<n>[\d.]+)", gettext_lazy("Isi paling sedikit %(n)s.")),
        (r"expected a list of at least (?P<n>\d+)", gettext_lazy("Isi paling sedikit %(n)s.")),
        (
            r"expected one of (?P<values>.+), as in \w+",
            gettext_lazy("Isi salah satu dari: %(values)s."),
        ),
        (
            r"expected (?P<value>.+) or higher",
            gettext_lazy("Pilih %(value)s atau yang lebih tinggi."),
        ),
    )
)
ONE_OF = re.compile(r"expected one of (?P<of>\w+(?:, \w+)*)$")
ALONE = re.compile(r"expected (?P<of>\w+)$")


def refused_said(
    pack: Pack, rule: Rule, bad: BadInput | BadLine, field: Field | None, below: str
) -> str:
    """One sentence or two; `below` says where inside the box, as [2].level."""
    reason = getattr(bad, "reason", str(bad))
    inner = _field_at(field, pack, below) if field else None
    got = GOT.search(reason)
    place = PLACE.search(below)
    told = _told(pack, rule, reason, inner, got.group("got") if got else "")
    if not place:
        return told
    return _("Baris atau angka ke-%(n)s: %(told)s") % {"n": int(place.group(1)) + 1, "told": told}


def _told(pack: Pack, rule: Rule, reason: str, inner: Field | None, got: str) -> str:
    if got and inner is not None:
        told = words.expected_said(pack, inner)
        is_none = got == "nothing"
        return told if is_none else _("%(told)s Tertulis: %(got)s.") % {"told": told, "got": got}
    for pattern, sentence in SAID:
        if found := pattern.match(reason):
            return str(sentence) % _named(pack, rule, found.groupdict())
    for pattern in (ONE_OF, ALONE):
        found = pattern.match(reason)
        if found and set(found["of"].split(", ")) <= {field.name for field in rule.fields}:
            said = _named(pack, rule, found.groupdict())
            return (
                _("Isi “%(of)s”.") % said
                if pattern is ALONE
                else _("Isi salah satu: %(of)s.") % said
            )
    if found := re.match(r"expected one of (?P<values>.+)$", reason, re.DOTALL):
        return _("Isi salah satu dari: %(values)s.") % found.groupdict()
    return _("Isian ini tidak dapat dihitung: %(reason)s.") % {"reason": reason}


def _named(pack: Pack, rule: Rule, found: dict[str, str]) -> dict[str, str]:
    """Names of inputs in words; what is no name stays."""
    return {
        key: ", ".join(words.input_said(pack, rule.name, name) for name in value.split(", "))
        if key in NAMED
        else value
        for key, value in found.items()
    }


def _field_at(field: Field, pack: Pack, below: str) -> Field:
    """The field that a place inside a box leads to."""
    for part in re.findall(r"\[\d+\]|\w+", below):
        if part.startswith("["):
            field = field.items or field
        else:
            inner = (one for one in parts_of(field, pack) if one.name == part)
            field = next(inner, field)
    return field
