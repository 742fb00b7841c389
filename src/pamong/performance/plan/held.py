"""Why the content of a plan cannot be written now, and what to do instead."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.models import Entry
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import can_edit_plan, is_owner
from pamong.ui.dates import say_instant

REMOVED = "performance.result_removed"


def held_said(plan: Plan) -> str:
    """What became of a plan that its owner may not write on, and what to do."""
    if plan.status == Plan.Status.PROPOSED:
        return _(
            "SKP ini sudah diajukan dan ada pada penilai. Selama belum dijawab, tekan Tarik SKP di halaman "
            "SKP, lalu simpan lagi di sini. Yang Anda tulis tetap ada di halaman ini."
        )
    if plan.is_in_force:
        return _(
            "SKP ini sudah disetujui penilai, jadi isinya tidak dapat diubah lagi di sini. Salin tulisan "
            "Anda bila masih perlu. Target yang berubah diajukan lewat Minta perubahan target di halaman SKP."
        )
    return _(
        "SKP ini sudah ditutup, jadi isinya tidak dapat diubah lagi. Salin tulisan Anda bila masih perlu."
    )


def require_edit(scope: Scope, plan: Plan) -> None:
    """Refuse its owner in words while the plan is not with him, and anybody else with 403."""
    if is_owner(scope, plan) and not plan.is_editable:
        raise ValidationError(held_said(plan), code="wrong_state")
    require(can_edit_plan(scope, plan))


def require_form(scope: Scope, plan: Plan, form: Any) -> None:
    """Let its owner have the form: on a plan that is held only as it was sent, with the reason on it."""
    if form.is_bound and is_owner(scope, plan) and not plan.is_editable:
        say_instead(form, held_said(plan))
    else:
        require(can_edit_plan(scope, plan), form)


def say_instead(form: Any, text: str) -> None:
    """The reason on a sent form; that the plan changed meanwhile goes without saying."""
    form.errors.pop("seen", None)
    form.add_error(None, ValidationError(text))


def removal_said(plan: Plan, result: UUID, scope: Scope) -> str:
    """By whom and when a result was taken out of the plan, from the ledger; empty for one never there."""
    for entry in Entry.objects.about(plan.uuid).filter(verb=REMOVED):
        if entry.changes.get("result", [""])[0] != str(result):
            continue
        told = _("Hasil kerja ini sudah dihapus oleh %(name)s, %(when)s.")
        if entry.actor_uuid == scope.user_uuid:
            told = _("Hasil kerja ini sudah Anda hapus, %(when)s.")
        told %= {"name": entry.actor_name, "when": say_instant(entry.recorded_at)}
        intact = _(
            "Isian Anda masih utuh: simpan untuk menambahkannya sebagai hasil kerja baru, atau salin "
            "yang masih perlu."
        )
        return f"{told} {intact}"
    return ""
