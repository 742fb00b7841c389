"""What is counted, how it stands, and what proves it."""

from pamong.measurement.models.card import Card, CardPart
from pamong.measurement.models.evidence import Evidence, EvidenceLook
from pamong.measurement.models.finding import Finding
from pamong.measurement.models.indicator import Indicator, Pace, Target
from pamong.measurement.models.origin import Origin
from pamong.measurement.models.publication import Publication
from pamong.measurement.models.reading import Reading
from pamong.measurement.models.source import Source, SourceMatch, SourcePush, SourceRun

__all__ = [
    "Card",
    "CardPart",
    "Evidence",
    "EvidenceLook",
    "Finding",
    "Indicator",
    "Origin",
    "Pace",
    "Publication",
    "Reading",
    "Source",
    "SourceMatch",
    "SourcePush",
    "SourceRun",
    "Target",
]
