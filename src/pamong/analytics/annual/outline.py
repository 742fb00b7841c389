"""The chapters and sections of the report, from the pack that holds for its year."""

from pamong.policy.load import builtin
from pamong.policy.pack import Pack

CHAPTERS, SECTIONS = "report_chapter", "report_section"
PACK = "id-permenpanrb-53-2014"


def outline() -> Pack:
    """The pack with the outline: one by now; a later regulation brings another one beside it."""
    return builtin(PACK)


def sections_of(pack: Pack, chapter: str) -> list[str]:
    """What people write in a chapter, in the order of the pack."""
    terms = pack.scales[SECTIONS].terms
    return [term.code for term in terms if term.details.get("chapter") == chapter]


def all_sections(pack: Pack) -> tuple[str, ...]:
    """Everything that people write apart from goals."""
    return pack.scales[SECTIONS].codes
