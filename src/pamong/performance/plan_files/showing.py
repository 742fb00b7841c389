"""What is kept of a dry run for its page and for the file of rejected rows."""

from collections import defaultdict
from typing import Any

from pamong.documents.cells import text_of
from pamong.performance.plan_files.plan import Takeover
from pamong.performance.plan_files.wanted import Wanted

FIRST = 30
LINES = 12
LONGEST = 500


def shown_takeover(plan: Takeover) -> dict[str, Any]:
    """The first plans, every finding once with its lines, every rejected row."""
    return {
        "headings": plan.read.headings,
        "unread": plan.read.unread,
        "plans": [_plan(wanted) for wanted in plan.added[:FIRST]],
        "findings": findings_of(plan),
        "rejected": [
            [row.line, row.reason, [text_of(cell)[:LONGEST] for cell in row.cells], row.sheet]
            for row in plan.rejected
        ],
    }


def findings_of(plan: Takeover) -> list[list[Any]]:
    """Sentence, how many, and the first lines."""
    lines: dict[str, list[int]] = defaultdict(list)
    for finding in plan.findings:
        lines[finding.sentence].append(finding.line)
    return [
        [
            said,
            len(found),
            ", ".join(map(str, found[:LINES])) + (", …" if len(found) > LINES else ""),
        ]
        for said, found in lines.items()
    ]


def _plan(wanted: Wanted) -> dict[str, Any]:
    person, rater = wanted.employee, wanted.employee.rater
    return {
        "name": person.full_name,
        "nip": person.nip,
        "line": wanted.line,
        "from": wanted.starts_on.isoformat(),
        "to": wanted.ends_on.isoformat(),
        "rater": rater.full_name if rater else "",
        "results": len(wanted.results),
        "indicators": sum(len(result.lines) for result in wanted.results),
    }
