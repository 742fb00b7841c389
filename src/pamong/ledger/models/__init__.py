"""The record and the marks that keep its order."""

from pamong.ledger.models.check import ChainCheck
from pamong.ledger.models.entry import Entry, EntryQuerySet, Head
from pamong.ledger.models.recorded import Recorded

__all__ = ["ChainCheck", "Entry", "EntryQuerySet", "Head", "Recorded"]
