"""Reports as they were filled from a snapshot, with the texts that people write beside the figures."""

from pamong.analytics.models.annual import AnnualReport, AnnualText

__all__ = ["AnnualReport", "AnnualText"]
