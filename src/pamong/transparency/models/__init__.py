"""Figures as they were published; no row here points at another app, and none is about a person."""

from pamong.transparency.models.published import (
    PublishedIndicator,
    PublishedPoint,
    PublishedVersion,
    Publisher,
)

__all__ = ["PublishedIndicator", "PublishedPoint", "PublishedVersion", "Publisher"]
