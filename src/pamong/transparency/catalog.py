"""A catalogue of the open data, in the words of DCAT (W3C), so that a portal finds the files by itself."""

from collections.abc import Iterable
from typing import Any

from pamong.transparency.models import Publisher
from pamong.transparency.open_data import TABLES

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
MEDIA = {"csv": "text/csv", "json": "application/json"}
NAMESPACE = "https://www.iana.org/assignments/media-types/"


def catalog(publishers: Iterable[Publisher], base: str, licence: str) -> dict[str, Any]:
    """Every agency's tables with their addresses, licence and day of the last change."""
    sets = [_dataset(one, name, base, licence) for one in publishers for name in sorted(TABLES)]
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": f"{base}/open/v1/catalog.json",
        "dct:title": "Pamong",
        "dct:license": licence,
        "dcat:dataset": sets,
    }


def _dataset(publisher: Publisher, name: str, base: str, licence: str) -> dict[str, Any]:
    address = f"{base}/open/v1/{publisher.code}/{name}"
    return {
        "@type": "dcat:Dataset",
        "@id": address,
        "dct:identifier": f"{publisher.code}/{name}",
        "dct:title": f"{publisher.name}: {name}",
        "dct:description": TABLES[name].about,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher.name},
        "dct:modified": publisher.changed_at.isoformat(),
        "dct:license": licence,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": f"{address}.{ending}",
                "dcat:mediaType": NAMESPACE + kind,
            }
            for ending, kind in MEDIA.items()
        ],
    }
