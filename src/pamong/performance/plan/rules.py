"""What a plan must hold before it is proposed: sentences that say what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.models import Plan
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.policy.pack import Pack

SHOWN = 40
ACTING = "acting_plan"  # the clause of the pack


def short(text: str) -> str:
    """The beginning of a long sentence, for a message."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def acting_allowed(pack: Pack) -> bool:
    """Whether the agency lets an acting post have a plan of its own; else its work is additional."""
    return ACTING in pack.numbers and bool(pack.numbers[ACTING].value)


def check_acting_allowed(pack: Pack) -> None:
    """Say what to do where the agency has none."""
    if not acting_allowed(pack):
        raise ValidationError(
            _(
                "Instansi Anda tidak memakai SKP Plt. atau Plh. tersendiri. Tulis pekerjaannya "
                "sebagai hasil kerja tambahan pada SKP jabatan definitif."
            )
        )


def lacks_target(line: IndicatorLine) -> bool:
    """An indicator without anything to be measured against; a band is its own target."""
    has_band = line.direction == "band" and line.band_low is not None
    return line.target is None and not line.target_text and not has_band


def gaps_of_result(result: ResultLine, approach: str) -> list[str]:
    """What one result lacks."""
    name = short(result.text)
    if not result.indicators:
        return [_("Tambahkan indikator pada “%(result)s”.") % {"result": name}]
    gaps = []
    for line in result.indicators:
        named = {"indicator": short(line.name)}
        if lacks_target(line):
            gaps.append(_("Isi target indikator “%(indicator)s”.") % named)
        elif approach == Plan.Approach.QUANTITATIVE and line.target is not None and not line.unit:
            gaps.append(_("Isi satuan indikator “%(indicator)s”.") % named)
        elif approach == Plan.Approach.QUANTITATIVE and _is_text_only(line):
            gaps.append(_("Isi target “%(indicator)s” dengan angka: SKP ini kuantitatif.") % named)
    return gaps


def _is_text_only(line: IndicatorLine) -> bool:
    measured_by_number = line.direction in {"more", "less"}
    return measured_by_number and line.target is None and bool(line.target_text)


def gaps_of(plan: Plan, content: PlanContent) -> list[str]:
    """Everything that keeps the plan from being proposed; empty when it is complete."""
    gaps = []
    if plan.rater_id is None:
        gaps.append(
            _("Penilai Anda belum tercatat. Laporkan lewat “Atasan saya keliru”; draf tetap aman.")
        )
    if not content.main:
        gaps.append(_("Tambahkan paling sedikit satu hasil kerja utama."))
    for result in content.results:
        gaps += gaps_of_result(result, plan.approach)
    return gaps


def unfinished_of(plan: Plan, content: PlanContent) -> ResultLine | None:
    """The first result that lacks something."""
    return next((one for one in content.results if gaps_of_result(one, plan.approach)), None)


def check_complete(plan: Plan, content: PlanContent) -> None:
    """Refuse an incomplete plan with everything that is missing, at once."""
    if gaps := gaps_of(plan, content):
        raise ValidationError(gaps)


def summary_of(content: PlanContent) -> str:
    """`4 hasil kerja, 8 indikator`, for headings."""
    results, indicators = len(content.main), len(content.indicators)
    return ", ".join(
        [
            ngettext("%(n)d hasil kerja", "%(n)d hasil kerja", results) % {"n": results},
            ngettext("%(n)d indikator", "%(n)d indikator", indicators) % {"n": indicators},
        ]
    )
