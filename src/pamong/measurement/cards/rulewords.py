"""Which pack computes attainment on a day, and what its rule says in words."""

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.measurement.attainment import RULE, Attainment
from pamong.people.holding import Local, pack_holding
from pamong.policy.choose import pack_on
from pamong.policy.pack import Exact, Pack
from pamong.ui.numbers import say_percent
from pamong.ui.reasons import Explained, Reason

FIGURE, SUMMED = "uncapped", "attainment"  # steps of the rule


def attaining_pack(day: date, local: Local) -> Pack:
    """The pack of the day under the agency's own answers."""
    return pack_holding(pack_on(RULE, day).id, day, local)


def text_of(pack: Pack, key: str) -> str:
    """Words of the pack in the language of the page."""
    translated = pack.translations.get(get_language() or "", {}).get("texts", {})
    return translated.get(key) or pack.texts.get(key, key.partition(".")[2])


def cap_said(pack: Pack) -> str:
    """Between which bounds a report adds attainments up; the rule decides, the card says it."""
    bounds = [pack.numbers.get(name) for name in ("attainment_floor", "attainment_ceiling")]
    least, most = (say_percent(bound.decimal) if bound else "–" for bound in bounds)
    return _("%(least)s sampai %(most)s saat dijumlahkan dalam laporan") % {
        "least": least,
        "most": most,
    }


def reasons_of(pack: Pack, direction: str, part: Attainment, said: str) -> Explained:
    """How a figure came about: with what, by which formula, and what a report adds up."""
    steps = {step.step: step for step in part.outcome.because} if part.outcome else {}
    found = [Reason(said)]
    if FIGURE in steps:
        found.append(
            Reason(_way_said(pack, direction, steps[FIGURE].inputs), steps[FIGURE].citation)
        )
    capped = steps.get(SUMMED)
    if capped is not None and part.value != part.uncapped:
        named = {
            "least": _said(capped.inputs["attainment_floor"]),
            "most": _said(capped.inputs["attainment_ceiling"]),
            "figure": say_percent(part.value or 0),
        }
        found.append(Reason(text_of(pack, f"{RULE}.{SUMMED}").format(**named), capped.citation))
    return Explained(tuple(found))


def _way_said(pack: Pack, direction: str, inputs: object) -> str:
    if isinstance(inputs, dict) and "baseline" in inputs:
        return _("Kemajuan = (realisasi − kondisi awal) ÷ (target − kondisi awal).")
    return text_of(pack, f"{RULE}.{direction}")


def _said(bound: Exact) -> str:
    return say_percent(Decimal(bound.numerator) / Decimal(bound.denominator))
