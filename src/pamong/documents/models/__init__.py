"""What is on record about papers: each paper by its content, its files, the seal's keys, the look."""

from pamong.documents.models.look import Look
from pamong.documents.models.paper import Paper, PaperFile
from pamong.documents.models.seal_key import SealKey

__all__ = ["Look", "Paper", "PaperFile", "SealKey"]
