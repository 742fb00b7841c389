"""What is counted, how it stands, and what proves it."""

from pamong.measurement.models.evidence import Evidence
from pamong.measurement.models.finding import Finding
from pamong.measurement.models.indicator import Indicator, Pace, Target
from pamong.measurement.models.reading import Reading

__all__ = ["Evidence", "Finding", "Indicator", "Pace", "Reading", "Target"]
