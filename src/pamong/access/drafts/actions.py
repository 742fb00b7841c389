"""Keep and drop drafts; unsent text is its owner's own and leaves no trace in the ledger."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import FormDraft, User

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
