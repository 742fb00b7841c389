"""What a program sends, for tests."""

import json
from typing import Any

from django.test import Client

PROBLEM = "application/problem+json"


def send(key: str, path: str, body: Any = None, **headers: str) -> Any:
    """What a program sends."""
    sent = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
    kind = headers.pop("content_type", "application/json")
    return Client().post(
        f"/api/v1/{path}",
        sent,
        content_type=kind,
        headers={"Authorization": f"Bearer {key}"} | headers,
    )


def get(key: str, path: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"} | headers)


def new_plan() -> dict[str, str]:
    return {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "approach": "kuantitatif"}
