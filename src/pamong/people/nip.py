"""What the eighteen digits of a NIP say, and where they are odd: findings, never refusals."""

import re
from datetime import date

from pamong.people.models import Employee
from pamong.people.models.employee import NIP_LENGTH

DIGITS = re.compile(r"^[0-9]{18}$")
SEPARATORS = re.compile(r"[\s.\-'`’]+")
FIRST_BIRTH = 1900
YOUNGEST = 15
WITH_MONTH = {Employee.Kind.PNS, Employee.Kind.CPNS}
SEXES = {"1": Employee.Sex.MALE, "2": Employee.Sex.FEMALE}


def plain_nip(text: str) -> str:
    """The digits without the spaces, dots and dashes that people write between them."""
    return SEPARATORS.sub("", text)


def is_nip(text: str) -> bool:
    """Whether the text is eighteen digits."""
    return bool(DIGITS.match(text))


def birth_in(nip: str) -> date | None:
    """The day in digits 1 to 8, when it is one."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None


def has_month(nip: str) -> bool:
    """Whether digits 13 and 14 are a month, as they are for a PNS."""
    return 1 <= int(nip[12:14]) <= 12  # noqa: PLR2004 — the months of a year


def sex_in(nip: str) -> str:
    """What digit 15 says; nothing where it says none."""
    return str(SEXES.get(nip[14:15], ""))


def oddities(nip: str, kind: str, *, on: date) -> list[str]:
    """The codes of what is implausible: `nip_birth`, `nip_month`, `nip_sex`."""
    if len(nip) != NIP_LENGTH:
        return []
    born = birth_in(nip)
    odd = []
    if born is None or not FIRST_BIRTH <= born.year <= on.year - YOUNGEST:
        odd.append("nip_birth")
    if kind in WITH_MONTH and not has_month(nip):
        odd.append("nip_month")
    if nip[14] not in SEXES:
        odd.append("nip_sex")
    return odd
