"""The verbs of a sample: draw it, judge a piece, close it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.models import AuditSample, SampleItem, SampleStratum
from pamong.performance.sampled import Verdict
from pamong.performance.sampling.permissions import (
    can_close_sample,
    can_draw_sample,
    can_judge_sample,
)
from pamong.performance.sampling.queries import Drawable, authors_of, drawable
from pamong.stats.sampling import draw, size_for

MOST_DRAWN = 1000
SEED_BYTES = 8
PERCENT = 100


@dataclass(frozen=True, slots=True)
class SampleInput:
    """What a form gives: from what, in which parts, and how many or how sure."""

    year: int
    period: str
    population: str
    by: str
    purpose: str
    size: int | None = None
    margin: Decimal | None = None  # percentage points either way
    seed: str = ""


@transaction.atomic
def draw_sample(agency: Agency, given: SampleInput, *, by: User, on: date) -> AuditSample:
    """Draw by the seed; whoever has the seed and the population draws the same pieces."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require(can_draw_sample(scope_of(by, on)))
    if not given.purpose.strip():
        raise ValidationError(_("Tulis tujuan pemeriksaan."))
    if (given.size is None) == (given.margin is None):
        raise ValidationError(_("Isi banyaknya yang diambil, atau ketelitian yang diinginkan."))
    sample = AuditSample(agency=agency, drawn_by=by, drawn_on=on, purpose=given.purpose.strip())
    sample.year, sample.period, sample.margin = given.year, given.period, given.margin
    sample.population, sample.by = given.population, given.by
    sample.seed = given.seed.strip() or token_hex(SEED_BYTES)
    sample.seed_typed = bool(given.seed.strip())
    found = _population(sample)
    sample.size = given.size or size_for(float(given.margin or 0) / PERCENT, len(found.owners))
    if sample.size > MOST_DRAWN:
        raise ValidationError(
            _("Contoh paling banyak %(most)s. Kurangi banyaknya atau perlebar ketelitiannya."),
            params={"most": MOST_DRAWN},
        )
    sample.save()
    _keep(sample, found)
    changes = {"population": [None, sample.population], "size": [None, sample.size]}
    changes |= {"seed": [None, sample.seed], "seed_typed": [None, sample.seed_typed]}
    changes |= {"purpose": [None, digest_of(sample.purpose)]}
    record("performance.sample_drawn", sample, by=by, on=on, changes=changes)
    return sample


def _population(sample: AuditSample) -> Drawable:
    found = drawable(sample)
    if found is None:
        raise ValidationError(_("Terlalu banyak untuk satu contoh. Pilih satu triwulan."))
    if not found.owners:
        raise ValidationError(_("Tidak ada yang dapat diperiksa pada periode ini."))
    return found


def _keep(sample: AuditSample, found: Drawable) -> None:
    drawn = draw(found.strata, sample.size, sample.seed)
    strata = [
        SampleStratum(
            sample=sample, key=key, size=len(found.strata[key]), unit_id=found.units.get(key)
        )
        for key in drawn
    ]
    SampleStratum.objects.bulk_create(strata)
    SampleItem.objects.bulk_create(
        SampleItem(stratum=one, subject_uuid=uuid, employee_id=found.owners[uuid])
        for one in strata
        for uuid in drawn[one.key]
    )


@transaction.atomic
def judge_sample(item: SampleItem, verdict: str, reason: str, *, by: User, on: date) -> SampleItem:
    """Say whether a drawn piece is right; a judgement may be mended until the sample is closed."""
    sample = _locked(item.stratum.sample)
    scope = scope_of(by, on)
    require(can_judge_sample(scope, sample))
    _check_open(sample)
    item = SampleItem.objects.select_related("stratum__sample__agency", "employee").get(pk=item.pk)
    if verdict not in Verdict.values:
        raise ValidationError(_("Pilih penilaian."))
    if verdict != Verdict.UNCLEAR and scope.employee_id and scope.employee_id in authors_of(item):
        raise ValidationError(
            _(
                "Ini milik atau isian Anda sendiri. Minta auditor lain, "
                "atau pilih “Tidak dapat dinilai”."
            )
        )
    reason = reason.strip()
    if verdict != Verdict.RIGHT and not reason:
        raise ValidationError(_("Tulis alasannya."))
    changes = {"verdict": [item.verdict or None, verdict]}
    changes["reason"] = [
        digest_of(item.reason) if item.reason else None,
        digest_of(reason) if reason else None,
    ]
    item.verdict, item.reason, item.judged_on = verdict, reason, on
    item.save(update_fields=["verdict", "reason", "judged_on"])
    record("performance.sample_judged", item, by=by, on=on, changes=changes)
    return item


@transaction.atomic
def close_sample(sample: AuditSample, *, by: User, on: date) -> AuditSample:
    """Close it for good once every piece was judged."""
    sample = _locked(sample)
    require(can_close_sample(scope_of(by, on), sample))
    _check_open(sample)
    left = SampleItem.objects.filter(stratum__sample=sample, verdict="").count()
    if left:
        raise ValidationError(
            _("Masih ada %(n)s yang belum dinilai. Nilai semuanya, lalu tutup."), params={"n": left}
        )
    sample.closed_on = on
    sample.save(update_fields=["closed_on"])
    record("performance.sample_closed", sample, by=by, on=on, changes={"closed_on": [None, on]})
    return sample


def _locked(sample: AuditSample) -> AuditSample:
    rows = AuditSample.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=sample.pk)


def _check_open(sample: AuditSample) -> None:
    if sample.closed_on:
        raise ValidationError(
            _("Contoh ini sudah ditutup dan tidak dapat diubah lagi."), code="wrong_state"
        )
