"""What is on record about papers: each by its content, its files and scans, who signs, the seal's keys, the look."""

from pamong.documents.models.look import Look
from pamong.documents.models.paper import Paper, PaperFile
from pamong.documents.models.scan import PaperScan
from pamong.documents.models.seal_key import SealKey
from pamong.documents.models.signature import PaperSignature, PaperSigner

__all__ = ["Look", "Paper", "PaperFile", "PaperScan", "PaperSignature", "PaperSigner", "SealKey"]
