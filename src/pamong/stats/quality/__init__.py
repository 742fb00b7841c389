"""Questions that figures raise by themselves: impossible, sudden, missing, repeated, or shaped by their target.

Each rule takes series and gives findings, which are questions to an owner. No threshold here is of a law; each
stands beside its source.
"""

from pamong.stats.quality.examining import Report, examine
from pamong.stats.quality.series import Finding, Reading, Series

__all__ = ["Finding", "Reading", "Report", "Series", "examine"]
