"""The verb of a team's leader: say before the rating what the rater does not see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record_all
from pamong.people.models import Team
from pamong.people.scope import scope_of
from pamong.performance.evaluation.actions import pack_for
from pamong.performance.evaluation.early import is_early
from pamong.performance.models import Plan, TeamInput, Window
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.team_input.permissions import can_give_team_input
from pamong.performance.team_input.queries import is_set, plans_of_members, results_from
from pamong.performance.windows.queries import check_plan_period, window_state

RATINGS, VALUES = "rating", "behaviour_value"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said on one result or one value: a rating proposed, and why."""

    text: str
    rating: str = ""
    result_id: int | None = None
    value: str = ""

    @property
    def about(self) -> tuple[int | None, str]:
        """Which result or value."""
        return self.result_id, self.value


@transaction.atomic
def give_team_input(
    team: Team, plan: Plan, period: str, said: Sequence[Opinion], *, by: User, on: date
) -> list[TeamInput]:
    """Tell the rater of a member about the work in the team; what is emptied is taken back.

    The record keeps digests: the member reads the trace before the predicate is set.
    """
    plan = Plan.objects.lock(plan)
    scope = scope_of(by, on)
    require(can_give_team_input(scope, team, plan))
    members = plans_of_members(team, (plan.year, period), rhythms_of(plan.agency))
    require(members.filter(pk=plan.pk).exists())
    check_plan_period(plan, period)
    if blocked := blocked_by(plan, period, on):
        raise ValidationError(blocked)
    _check(team, plan, period, said)
    own = {"team": team, "plan": plan, "period": period, "giver_id": scope.active_id}
    standing = {(row.result_id, row.value): row for row in TeamInput.objects.filter(**own)}
    kept, drafts = [], []
    for one in said:
        about = {"result_id": one.result_id, "value": one.value}
        row = standing.get(one.about) or TeamInput(**own, **about)
        if change := _write(row, one, on):
            drafts.append(change)
        if row.pk:
            kept.append(row)
    record_all(drafts, by=by, on=on)
    return kept


def _write(row: TeamInput, one: Opinion, on: date) -> Draft | None:
    """Save what changed, or take the row away that was emptied; nothing to record where it is the same."""
    text = one.text.strip()
    if (row.rating, row.text) == (one.rating, text):
        return None
    before = _digest(row) if row.pk else None
    row.rating, row.text, row.on = one.rating, text, on
    changes = {
        "team": row.team,
        "period": [None, row.period],
        "about": [None, one.value or "result"],
        "text": [before, _digest(row) if text else None],
    }
    if text:
        row.save()
    else:
        row.delete()
    return Draft("performance.team_input_given", row, changes)


def _digest(row: TeamInput) -> str:
    return digest_of(f"{row.rating} {row.text}")


def blocked_by(plan: Plan, period: str, on: date) -> str:
    """Why nothing can be said now: the predicate is set, or it is not the time of rating."""
    if is_set(plan, period):
        return _("Predikat sudah ditetapkan: masukan untuk periode ini tidak dapat diubah lagi.")
    if is_early(plan, period, on):
        return ""
    when, where = (plan.year, period), [plan.unit.path]
    state = window_state(plan.agency, Window.Stage.EVALUATION, *when, on, where)
    return "" if state.is_open else state.sentence


def _check(team: Team, plan: Plan, period: str, said: Sequence[Opinion]) -> None:
    pack = pack_named(pack_for(plan, period))
    ours = results_from(team, plan)
    for one in said:
        if one.rating and one.rating not in pack.scales[RATINGS].codes:
            raise ValidationError(_("Pilih rating yang ada di daftar."))
        known = one.value in pack.scales[VALUES].codes if one.value else one.result_id in ours
        if not known:
            raise ValidationError(_("Hasil kerja itu bukan dari tim ini. Muat ulang halaman."))
        if one.rating and not one.text.strip():
            raise ValidationError(_("Tulis alasan untuk tiap usulan rating."))
    if not any(one.text.strip() for one in said):
        raise ValidationError(_("Isi masukan pada paling sedikit satu hasil kerja atau nilai."))
