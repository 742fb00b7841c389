"""What is handed over to be published: plain values, and the rows that are made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from pamong.transparency.models import PublishedIndicator, PublishedPoint, PublishedVersion

M = TypeVar("M", bound=models.Model)
Content = Mapping[str, Any]  # `indicator`, `version` and `points`, as JSON holds them


@dataclass(frozen=True, slots=True)
class Issuer:
    """The agency that publishes."""

    uuid: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows of a release that are not saved: what a preview shows, and what is then kept."""

    indicator: PublishedIndicator
    version: PublishedVersion
    points: Sequence[PublishedPoint]


def draft_of(content: Content) -> Draft:
    """The rows that a release comes to."""
    indicator = _row(PublishedIndicator, content["indicator"])
    version = _row(PublishedVersion, content["version"])
    version.unit = indicator.unit
    points = [_row(PublishedPoint, told) for told in content["points"]]
    return Draft(indicator, version, points)


def _row(model: type[M], told: Mapping[str, Any]) -> M:
    """A row with its days and figures as such; a name that the table has not is a fault."""
    fields = {field.name: field for field in model._meta.fields}
    return model(**{name: fields[name].to_python(value) for name, value in told.items()})
