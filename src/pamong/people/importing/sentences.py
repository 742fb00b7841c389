"""Findings of an import as sentences, the same one on several lines told once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pamong.people.importing.rows import Finding
from pamong.people.sentences import FIELDS, SENTENCES


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The same finding on several lines."""

    sentence: str
    lines: list[int]

    @property
    def first_lines(self) -> str:
        """The first lines, as text."""
        most = 12
        shown = ", ".join(str(line) for line in self.lines[:most])
        return f"{shown}, …" if len(self.lines) > most else shown


def sentence_of(finding: Finding) -> str:
    """The finding as a sentence."""
    about = FIELDS.get(finding.about, finding.about)
    return str(SENTENCES[finding.code]) % {"about": about}


def grouped(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Findings that say the same in one group, the most frequent first."""
    lines: dict[str, list[int]] = defaultdict(list)
    for finding in findings:
        lines[sentence_of(finding)].append(finding.line)
    groups = [FindingGroup(sentence, found) for sentence, found in lines.items()]
    return sorted(groups, key=lambda group: -len(group.lines))
