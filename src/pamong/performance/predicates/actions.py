"""The verb that ends the rating of a period: set the predicates of a rater's people."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Draft, digest_of, record_all
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.evaluation.actions import check_may_change, needs_reason
from pamong.performance.evaluation.listing import holding_up
from pamong.performance.evaluation.queries import Levels, WorkLine, levels_for, seat_of, worklist
from pamong.performance.evaluation.suggestion import suggest
from pamong.performance.holding import check_setting_free
from pamong.performance.models import Evaluation, PredicateSetting
from pamong.performance.predicates.permissions import can_set_predicates
from pamong.performance.predicates.queries import Group, grouped
from pamong.performance.predicates.repeating import repeat_settings
from pamong.performance.rhythm import When, rhythms_of
from pamong.performance.rules import pack_named

NAMES_SHOWN = 5


@transaction.atomic
def set_predicates(
    rater: Employee,
    when: When,
    *,
    reason: str = "",
    seen: Collection[str] = (),
    by: User,
    on: date,
) -> list[PredicateSetting]:
    """Set everybody's predicate at once; from here on the people see theirs.

    The pattern of the unit's level is advice: a departure needs a reason and changes nothing.
    All or none: one rating that is not as it was seen makes another pattern.
    """
    scope = scope_of(by, on)
    require(can_set_predicates(scope, rater))
    held, lines = _held(rater, when, scope)
    check_setting_free(list(held), on)
    levels = levels_for((line.seat for line in lines), when)
    groups = [group for group in grouped(lines, levels, when, scope.local_packs) if group.to_set]
    _check(groups, lines, reason)
    _check_seen(groups, seen)
    settings = []
    drafts: list[Draft] = []
    for group in groups:
        setting = setting_of(rater, when, group, reason, on)
        setting.save()
        settings.append(setting)
        drafts.append(Draft("performance.predicates_set", setting, told_of(setting)))
        drafts += _set([held[line.evaluation_id] for line in group.to_set], setting, levels, on)
    repeat_settings(settings)
    record_all(drafts, by=by, on=on)
    return settings


def _held(
    rater: Employee, when: When, scope: Scope
) -> tuple[dict[int, Evaluation], list[WorkLine]]:
    """The rater's evaluations, held, then read; a delegate's own is left to the rater."""
    rhythms, without = rhythms_of(scope), scope.employee_id
    keys = [line.evaluation_id for line in worklist([rater.pk], when, rhythms, without=without)]
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*Evaluation.AROUND)
    held = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    return held, worklist([rater.pk], when, rhythms, without=without)


def _check(groups: list[Group], lines: list[WorkLine], reason: str) -> None:
    missing = [line.name for line in holding_up(lines)]
    if missing:
        names = "; ".join(missing[:NAMES_SHOWN]) + ("; …" if missing[NAMES_SHOWN:] else "")
        raise ValidationError(
            _("Nilai lebih dulu semua pegawai. Belum dinilai: %(names)s") % {"names": names}
        )
    if not groups:
        raise ValidationError(_("Tidak ada penilaian yang menunggu ditetapkan."))
    for group in groups:
        if group.level is None:
            unit = group.lines[0].unit
            raise ValidationError(
                _("Capaian organisasi %(unit)s belum ditetapkan.") % {"unit": unit}, code="level"
            )
    if any(group.distribution.departs for group in groups) and not reason.strip():
        raise ValidationError(
            _("Tulis alasan, karena predikat yang diberikan berbeda dari pola distribusi.")
        )


def _check_seen(groups: Iterable[Group], seen: Collection[str]) -> None:
    """Refuse to set what is not as the page showed it; a program that names no marks saw none."""
    stand = {mark: name for group in groups for mark, name in group.marks.items()}
    if not seen or set(seen) == set(stand):
        return
    changed = [name for mark, name in stand.items() if mark not in seen]
    if not changed:
        raise ValidationError(
            _("Daftar ini berubah sesudah halaman dibuka. Periksa lagi, lalu tetapkan."),
            code="stale",
        )
    names = "; ".join(changed[:NAMES_SHOWN]) + ("; …" if changed[NAMES_SHOWN:] else "")
    raise ValidationError(
        _("Berubah sesudah halaman dibuka: %(names)s. Periksa lagi, lalu tetapkan.")
        % {"names": names},
        code="stale",
    )


def setting_of(
    rater: Employee, when: When, group: Group, reason: str, on: date
) -> PredicateSetting:
    """The act of setting one group as it shall stand, not yet saved."""
    assert group.level is not None
    year, period = when
    return PredicateSetting(
        unit=group.level.unit,
        rater=rater,
        year=year,
        period=period,
        level=group.level.level,
        counts={bar.code: bar.count for bar in group.distribution.bars},
        people=sum(bar.count for bar in group.distribution.bars),
        departs=group.distribution.departs,
        reason=reason.strip(),
        set_on=on,
        pack=group.pack,
    )


def told_of(setting: PredicateSetting) -> dict[str, object]:
    """What the ledger keeps of it."""
    told: dict[str, object] = {code: [None, n] for code, n in setting.counts.items()}
    told |= {"level": [None, setting.level], "departs": [None, setting.departs]}
    return told | ({"reason": [None, digest_of(setting.reason)]} if setting.reason else {})


def _set(
    evaluations: list[Evaluation], setting: PredicateSetting, levels: Levels, on: date
) -> list[Draft]:
    drafts = []
    for evaluation in evaluations:
        check_may_change(evaluation, on)
        _take_level(evaluation, levels)
        evaluation.move_to(Evaluation.Status.SET, on=on)
        evaluation.setting = setting
        evaluation.save()
        replace_earlier(evaluation)
        changes = {
            "status": [Evaluation.Status.RATED, Evaluation.Status.SET],
            "predicate": [None, evaluation.predicate],
        }
        drafts.append(Draft("performance.predicate_set", evaluation, changes))
    return drafts


def _take_level(evaluation: Evaluation, levels: Levels) -> None:
    """The level may have changed since the rating; a head's rating then follows it or has a reason."""
    level = levels.for_rating(seat_of(evaluation.plan))
    if level is None or level.level == evaluation.unit_level:
        return
    evaluation.unit_level = level.level
    evaluation.inputs = evaluation.inputs | {"level": level.level}
    suggested = suggest(pack_named(evaluation.pack), evaluation.inputs).rating
    evaluation.results_suggested = suggested
    if needs_reason(evaluation.results_rating, suggested) and not evaluation.reason:
        raise ValidationError(
            _("Capaian organisasi berubah setelah %(name)s dinilai. Periksa lagi penilaiannya.")
            % {"name": evaluation.plan.employee.full_name}
        )


def replace_earlier(evaluation: Evaluation) -> None:
    """Let a corrected version take the place of the one before it."""
    if evaluation.number == 1:
        return
    earlier = Evaluation.objects.filter(
        plan_id=evaluation.plan_id, period=evaluation.period, number=evaluation.number - 1
    )
    earlier.update(replaced_by=evaluation)
