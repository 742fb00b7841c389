"""What is done to many at once: how one sees it beforehand, and how or why it is not taken back.

A verb that changes the things of several people stands here; a test finds those that do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FIRST_PRESS = "the first press shows each with what it becomes, and who is passed over and why"
OWN_PAGE = "the page itself lists everybody it will change"
DRY_RUN = "a dry run shows each row; one that would now do something else is shown anew"
FILE_STAYS = "What a file brought is from then on kept by hand, and others build on it at once."


@dataclass(frozen=True, slots=True)
class Bulk:
    """Where one sees what will be done, and, where the verb names no undoing, why there is none."""

    preview: str
    stays: str = ""


BULK: Mapping[str, Bulk] = {
    # ---- plans and the work of a year ----
    "plan-agree-many": Bulk(FIRST_PRESS),
    "plan-return-many": Bulk(
        "the first press lists the plans and asks for the reason",
        "The owners are told at once and may be writing already; they propose again.",
    ),
    "roles-share": Bulk(
        "each cell is written by hand, and one that changed meanwhile is shown beside what stands",
        "The record holds digests, not texts; the matrix stays open and is saved again.",
    ),
    "team-roles-share": Bulk(
        "each cell is written by hand, and one that changed meanwhile is shown beside what stands",
        "The record holds digests, not texts; the matrix stays open and is saved again.",
    ),
    "entries-confirm": Bulk(FIRST_PRESS),
    "entries-return": Bulk(
        "the first press lists the lines and asks for the reason",
        "The people are told at once and may be writing already; the line comes again.",
    ),
    "planfile-import": Bulk(
        DRY_RUN, "A draft is its owner's to change or clear; an agreed plan changes as any other."
    ),
    "library": Bulk("none: it touches nobody's plan, and the posts of the file show it at once"),
    # ---- rating ----
    "evaluation-open": Bulk(
        "none: it lays out empty forms that nobody but the rater sees",
        "An empty form changes nothing and goes unused where the plan ends.",
    ),
    "closing-open": Bulk(
        "none: it lays out empty forms that nobody but the rater sees",
        "An empty form changes nothing and goes unused where the plan stays.",
    ),
    "evaluations-rate": Bulk(
        "each row shows the suggestion, and the pattern follows what is chosen before it is saved;"
        " who changed meanwhile is passed over and named",
        "Ratings stay open until the predicates are set: rate again on the same page.",
    ),
    "predicates-set": Bulk(
        f"{OWN_PAGE} beside the pattern; where one of them changed since, nothing is set and the"
        " page says who"
    ),
    "proposals-accept": Bulk(FIRST_PRESS),
    "papers-sign": Bulk(
        "the first press lists what is signed and what is left out, and asks for the passphrase",
        "A certified signature cannot be recalled: the file that went out bears it for good.",
    ),
    "papers-pack": Bulk(
        "the form names the unit, the year and the kinds; nothing but the record is changed"
    ),
    # ---- people and accounts ----
    "rater-set": Bulk(FIRST_PRESS),
    "sheets-issue": Bulk(
        FIRST_PRESS, "A sheet on paper cannot be called back; a new code makes the old one void."
    ),
    "units-choose": Bulk(
        "the dry run that follows is shown with the answers; nothing is written by them",
        "The questions stay open until the file is imported: answer again, or drop the file.",
    ),
    "upload-confirm": Bulk(DRY_RUN, FILE_STAYS),
    "teams-import": Bulk(
        DRY_RUN,
        "Each team and each member is ended on the team's own page; nobody's rater changed.",
    ),
    # ---- days ----
    "own-days-import": Bulk(DRY_RUN),
    "roster-import": Bulk(DRY_RUN),
    "leaves-import": Bulk(DRY_RUN),
    # ---- pay and credit ----
    "attendance-import": Bulk(DRY_RUN, FILE_STAYS),
    "bases-import": Bulk(
        "the table is a draft and counts for nobody before a second person grants it",
        "The draft is filled again, or dropped.",
    ),
    "balances-confirm": Bulk(FIRST_PRESS),
    "credits-import": Bulk(DRY_RUN, "Each balance waits for a second person, who may refuse it."),
    "recap-load": Bulk(DRY_RUN, "The next recap takes its place; no plan and no rating changed."),
    "history-import": Bulk(DRY_RUN, FILE_STAYS),
    "run-write": Bulk(
        DRY_RUN,
        "Each figure that is replaced stays readable, and the next file of the source replaces it in turn.",
    ),
    "cards-make": Bulk(
        "the names that become cards are listed above the button, with what it makes of them",
        "Each card is put away on its own page.",
    ),
    "indicators-match": Bulk(FIRST_PRESS),
    "cards-import": Bulk(
        DRY_RUN,
        "A card keeps its history; the file that was given out before is sent in again.",
    ),
    # ---- what goes ----
    "retention-propose": Bulk(f"{OWN_PAGE} by kind, year and unit, and as a file"),
    "retention-approve": Bulk(
        f"{OWN_PAGE} by kind, year and unit, and as a file; only what is past its years still goes",
        "What is deleted is gone: therefore a second person approves it.",
    ),
}
