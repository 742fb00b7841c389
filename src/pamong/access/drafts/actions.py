"""Keep and drop drafts; unsent text is its owner's own and leaves no trace in the ledger."""

import json
import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import FormDraft, User

KEY = re.compile(r"[A-Za-z0-9-]{1,100}")
MOST_BYTES = 200_000
MOST_DRAFTS = 200


@transaction.atomic
def save_draft(key: str, fields: dict[str, Any], *, by: User, at: datetime) -> FormDraft:
    """Keep what was typed; beyond 200 drafts the oldest gives way."""
    if len(json.dumps(fields, ensure_ascii=False).encode()) > MOST_BYTES:
        raise ValidationError(_("Isian terlalu panjang untuk disimpan sebagai draf."))
    found, _new = FormDraft.objects.update_or_create(
        user=by, key=key, defaults={"fields": fields, "saved_at": at}
    )
    newest = FormDraft.objects.filter(user=by).order_by("-saved_at", "-pk")
    surplus = list(newest.values_list("pk", flat=True)[MOST_DRAFTS:])
    if surplus:
        FormDraft.objects.filter(pk__in=surplus).delete()
    return found


def storable(fields: dict[str, Any]) -> dict[str, Any]:
    """Without NUL and half characters (an emoji that a field's limit cut), which no database takes."""
    return {
        _whole(name): [_whole(v) for v in value] if isinstance(value, list) else _whole(value)
        for name, value in fields.items()
    }


def _whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()
