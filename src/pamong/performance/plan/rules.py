"""What a plan must hold before it is proposed: sentences that say what to do."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.models import Plan
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.policy.pack import Pack

RATER, RESULT, INDICATOR = "rater", "result", "indicator"
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


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps a plan from being proposed, and where it is mended."""

    text: str
    kind: str  # RATER, RESULT where a whole one lacks, INDICATOR where one is to be completed
    result: str = ""  # the result's uuid
    field: str = ""  # of the form of that result


def gaps_of_result(result: ResultLine, approach: str) -> list[Gap]:
    """What one result lacks."""
    name = short(result.text)
    if not result.indicators:
        said = _("Tambahkan indikator pada “%(result)s”.") % {"result": name}
        return [Gap(said, INDICATOR, result.uuid, "i-0-name")]
    gaps = []
    for place, line in enumerate(result.indicators):
        named, field = {"indicator": short(line.name)}, "target"
        if lacks_target(line):
            said = _("Isi target indikator “%(indicator)s”.")
        elif approach == Plan.Approach.QUANTITATIVE and line.target is not None and not line.unit:
            said, field = _("Isi satuan indikator “%(indicator)s”."), "unit"
        elif approach == Plan.Approach.QUANTITATIVE and _is_text_only(line):
            said = _("Isi target “%(indicator)s” dengan angka: SKP ini kuantitatif.")
        else:
            continue
        gaps.append(Gap(said % named, INDICATOR, result.uuid, f"i-{place}-{field}"))
    return gaps


def _is_text_only(line: IndicatorLine) -> bool:
    measured_by_number = line.direction in {"more", "less"}
    return measured_by_number and line.target is None and bool(line.target_text)


def gaps_of(plan: Plan, content: PlanContent) -> list[Gap]:
    """Everything that keeps the plan from being proposed; empty when it is complete."""
    gaps = []
    if plan.rater_id is None:
        said = _(
            "Penilai Anda belum tercatat. Laporkan lewat “Atasan saya keliru”; draf tetap aman."
        )
        gaps.append(Gap(said, RATER))
    if not content.main:
        gaps.append(Gap(_("Tambahkan paling sedikit satu hasil kerja utama."), RESULT))
    for result in content.results:
        gaps += gaps_of_result(result, plan.approach)
    return gaps


def check_complete(plan: Plan, content: PlanContent) -> None:
    """Refuse an incomplete plan with everything that is missing, at once."""
    if gaps := gaps_of(plan, content):
        raise ValidationError([gap.text for gap in gaps])


def summary_of(content: PlanContent) -> str:
    """`4 hasil kerja, 8 indikator`, of the main results, for headings."""
    results = len(content.main)
    indicators = sum(len(result.indicators) for result in content.main)
    return ", ".join(
        [
            ngettext("%(n)d hasil kerja", "%(n)d hasil kerja", results) % {"n": results},
            ngettext("%(n)d indikator", "%(n)d indikator", indicators) % {"n": indicators},
        ]
    )
