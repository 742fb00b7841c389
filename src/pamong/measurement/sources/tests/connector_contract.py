"""What every connector keeps, the house's own and those of plug-ins."""

import re
from collections.abc import Sequence

from django import forms

from pamong.measurement.models import Origin
from pamong.measurement.models.source import KIND_LENGTH
from pamong.measurement.sources.protocol import Asked, Connector, Parcel, SourceError


def check_connector(connector: Connector) -> None:
    """Its shape, fresh fields, secrets among them, and an answer or one plain sentence without settings."""
    assert isinstance(connector, Connector)
    assert re.fullmatch(r"[a-z][a-z0-9-]*", connector.code)
    assert len(connector.code) <= KIND_LENGTH
    assert str(connector.label)
    assert str(connector.hint)
    assert connector.origin in Origin.Kind.values
    fields = connector.fields()
    assert all(isinstance(field, forms.Field) and field.label for field in fields.values())
    again = connector.fields()
    assert not any(fields[name] is again[name] for name in fields), "a form changes its fields"
    assert set(connector.secrets) <= set(fields)
    sentence, parcels = _asked(connector)
    assert sentence or all(isinstance(one, Parcel) and one.name for one in parcels)
    assert connector.is_asked or not parcels


def _asked(connector: Connector) -> tuple[str, Sequence[Parcel]]:
    try:
        return "", connector.fetch(Asked({}))
    except SourceError as error:
        return error.sentence.strip(), ()
