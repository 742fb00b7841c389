"""The advice itself: each rule looks at one sentence with what is known around it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.models import Indicator
from pamong.performance.hints.rules import forms, threshold, words
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.performance.spelling import fold

RESULT, INDICATOR = "result", "indicator"
MORE, LESS = Indicator.Direction.MORE, Indicator.Direction.LESS


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice, or of praise for what is clear (`is_ok`); never a score."""

    code: str
    sentence: str
    example: str = ""
    is_ok: bool = False


@dataclass(frozen=True, slots=True)
class HintContext:
    """What is known around a sentence; None where the rule shall not ask."""

    leader_text: str | None = None
    main_results: int = 0
    same_text_people: int = 0
    unit: str | None = None
    direction: str = MORE
    target: Decimal | None = None
    has_target_text: bool = False
    baseline: Decimal | None = None
    last_value: Decimal | None = None
    has_date: bool = False
    source: str | None = None
    aspect: str = ""
    sibling_aspects: frozenset[str] = frozenset()

    @property
    def before(self) -> Decimal | None:
        """The last value, or the starting one."""
        return self.baseline if self.last_value is None else self.last_value


Rule = Callable[[str, list[str], HintContext], Iterator[Hint]]


def hints_for(text: str, *, kind: str, context: HintContext | None = None) -> list[Hint]:
    """Advice on a result's or an indicator's sentence; first what to mend, then what is good."""
    known = fold(text).split()
    if not known:
        return []
    rules = RESULT_RULES if kind == RESULT else INDICATOR_RULES
    found = [hint for rule in rules for hint in rule(text, known, context or HintContext())]
    return sorted(found, key=lambda hint: hint.is_ok)


def hints_of_plan(content: PlanContent) -> dict[str, list[Hint]]:
    """The advice on every sentence of a plan, by the uuid of its result or indicator."""
    main = len(content.main)
    found: dict[str, list[Hint]] = {}
    for result in content.results:
        context = replace(context_of_result(result), main_results=main)
        found[result.uuid] = hints_for(result.text, kind=RESULT, context=context)
        for line in result.indicators:
            context = context_of_indicator(line, result)
            found[line.uuid] = hints_for(line.name, kind=INDICATOR, context=context)
    return found


def context_of_result(result: ResultLine) -> HintContext:
    """What a stored result knows around itself."""
    return HintContext(leader_text=result.serves_text or None)


def context_of_indicator(line: IndicatorLine, result: ResultLine) -> HintContext:
    """What a stored indicator knows around itself."""
    return HintContext(
        unit=line.unit,
        direction=line.direction,
        target=line.target,
        has_target_text=bool(line.target_text),
        baseline=line.baseline,
        has_date=line.due_on is not None,
        source=line.source,
        aspect=line.aspect,
        sibling_aspects=frozenset(
            other.aspect for other in result.indicators if other.uuid != line.uuid
        ),
    )


def _says_result(known: list[str]) -> bool:
    hollow, good = words("result", "hollow"), words("result")
    return any(
        word in good
        or (word not in hollow and any(form.fullmatch(word) for form in forms("result")))
        for word in known
    )


def _activity(text: str, known: list[str], _context: HintContext) -> Iterator[Hint]:
    first, hollow = known[0], words("result", "hollow")
    says = _says_result(known)
    named = next((word for word in known if word in hollow), "")
    if first in words("activity") and not says:
        yield Hint(
            "activity",
            _("“%(word)s” menyebut kegiatan. Apa yang berubah bagi yang dilayani?")
            % {"word": text.split(maxsplit=1)[0]},
            _("Meningkatnya satuan PAUD yang terakreditasi minimal B"),
        )
    elif named and not says:
        yield Hint(
            "hollow",
            _("“%(word)s” hanya berkata bahwa kegiatannya ada. Sebutkan apa yang dicapai.")
            % {"word": named.capitalize()},
            _("Berkurangnya waktu tunggu pasien rawat jalan"),
        )
    elif not says and len(known) >= threshold("short_words"):
        yield Hint(
            "no_result",
            _("Kalimat ini belum menyebut hasil. Tulis keadaan yang tercapai."),
            _("Tersedianya data penduduk miskin yang mutakhir"),
        )
    elif says:
        yield Hint("result", _("Menyebut hasil, bukan kegiatan"), is_ok=True)


def _short(_text: str, known: list[str], _context: HintContext) -> Iterator[Hint]:
    if len(known) < threshold("short_words"):
        yield Hint(
            "short",
            _("Kalimat ini terlalu pendek untuk dipahami orang lain. Sebutkan apa dan bagi siapa."),
            _("Meningkatnya kepatuhan pelaporan 12 puskesmas"),
        )


def _leader(_text: str, known: list[str], context: HintContext) -> Iterator[Hint]:
    if context.leader_text is None:
        return
    if known == fold(context.leader_text).split():
        yield Hint(
            "same_as_leader",
            _("Sama dengan kalimat pimpinan. Tulis bagian yang Anda pikul sendiri."),
            _("Lengkapnya data stunting di tiga desa binaan"),
        )
    else:
        yield Hint("own_words", _("Berbeda dari kalimat pimpinan"), is_ok=True)


def _many(_text: str, _known: list[str], context: HintContext) -> Iterator[Hint]:
    if context.main_results > threshold("main_results"):
        yield Hint(
            "many_results",
            _(
                "SKP ini memuat %(n)d hasil kerja utama. Pilih paling banyak %(most)d yang terpenting."
            )
            % {"n": context.main_results, "most": threshold("main_results")},
        )


def _copied(_text: str, _known: list[str], context: HintContext) -> Iterator[Hint]:
    if context.same_text_people > threshold("same_text_people"):
        yield Hint(
            "same_text",
            _("Kalimat yang sama dipakai %(n)d pegawai. Sebutkan wilayah, objek, atau jumlah Anda.")
            % {"n": context.same_text_people},
            _("Terlayaninya pengaduan warga di Kecamatan Cimalaka dalam lima hari"),
        )


def _measure(_text: str, known: list[str], context: HintContext) -> Iterator[Hint]:
    has_number = context.target is not None or any(
        word[:1].isdigit() or word in words("number") for word in known
    )
    if context.unit == "" and context.direction in {MORE, LESS, Indicator.Direction.BAND}:
        yield Hint(
            "no_unit",
            _("Satuannya belum ada. Tulis apa yang dihitung."),
            _("dokumen, orang, hari, persen"),
        )
    if not has_number and not context.has_target_text:
        yield Hint(
            "no_number",
            _("Belum ada angka. Tanpa angka, tercapai atau tidaknya menjadi pendapat."),
            _("24 dokumen, paling lambat 3 hari, 87,5%"),
        )
    if has_number and context.unit:
        yield Hint("measurable", _("Target dan satuannya jelas"), is_ok=True)


def _background(_text: str, known: list[str], context: HintContext) -> Iterator[Hint]:
    if context.target is not None and context.before is None:
        yield Hint(
            "no_baseline",
            _("Kondisi awal belum ada. Tanpa itu tidak terlihat apa yang bertambah baik."),
            _("tahun lalu 18 dari 26 puskesmas"),
        )
    if not context.has_date and not any(word in words("date") for word in known):
        yield Hint(
            "no_date",
            _("Tanggalnya belum ada: target dibaca sampai akhir periode."),
            _("paling lambat 30 September"),
        )
    if context.source == "":
        yield Hint(
            "no_source",
            _("Sumber datanya belum ada. Sebutkan dari mana angkanya dapat diperiksa."),
            _("laporan bulanan e-PPGBM"),
        )


def _ambition(_text: str, _known: list[str], context: HintContext) -> Iterator[Hint]:
    target, before = context.target, context.before
    if target is None or before is None or context.direction not in {MORE, LESS}:
        return
    gain = target - before if context.direction == MORE else before - target
    if gain == 0:
        yield Hint(
            "same_as_before",
            _("Target sama dengan nilai terakhir. Bila memang dipertahankan, tulis alasannya."),
        )
    elif gain < 0:
        yield Hint(
            "easier",
            _("Target lebih mudah daripada nilai terakhir. Periksa arah dan angkanya."),
        )
    else:
        yield Hint("ambitious", _("Target lebih baik daripada nilai terakhir"), is_ok=True)


def _share(text: str, known: list[str], context: HintContext) -> Iterator[Hint]:
    unit = (context.unit or "").strip().casefold()
    is_share = unit in words("percentage", "units") or known[0] in words("percentage", "starts")
    if not is_share and "%" not in text:
        return
    said = f" {' '.join(known)} "
    if any(f" {word} " in said for word in words("percentage", "divisors")):
        yield Hint("divided", _("Pembagi persentasenya jelas"), is_ok=True)
        return
    yield Hint(
        "no_divisor",
        _("Persen dari apa? Sebutkan pembaginya."),
        _("persentase puskesmas terakreditasi dari 26 puskesmas"),
    )


def _companion(_text: str, _known: list[str], context: HintContext) -> Iterator[Hint]:
    if context.aspect not in words("companion", "counting"):
        return
    if not context.sibling_aspects & words("companion", "company"):
        yield Hint(
            "no_companion",
            _("Jumlah saja mengundang kerja terburu-buru. Tambahkan indikator mutu atau waktu."),
            _("laporan diterima tanpa perbaikan, terbit paling lambat tanggal 5"),
        )


RESULT_RULES: tuple[Rule, ...] = (_activity, _short, _leader, _many, _copied)
INDICATOR_RULES: tuple[Rule, ...] = (_measure, _background, _ambition, _share, _companion)
