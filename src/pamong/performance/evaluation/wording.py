"""Evaluations as people read them: states, scales in short, reasons behind a suggestion."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.evaluation.suggestion import (
    LIMITS,
    STATES,
    Suggestion,
    rerun,
    suggest_again,
)
from pamong.performance.models import Evaluation
from pamong.performance.rules import (
    ORGANISATION,
    PREDICATES,
    RATINGS,
    choices,
    label_of,
    pack_named,
    remembered,
)
from pamong.policy.operators.counts import limit_of
from pamong.policy.pack import Exact, Limit, Pack
from pamong.ui.fields import ChoiceLabel
from pamong.ui.numbers import say_number
from pamong.ui.reasons import Explained, Reason

CLASSIFICATIONS = "classification"
ALL_ROWS = "all"  # the part of the rows that a limit without a part speaks of
SHAPES = {
    Evaluation.Status.OPEN: "draft",
    Evaluation.Status.RATED: "running",
    Evaluation.Status.SET: "agreed",
    Evaluation.Status.ACKNOWLEDGED: "agreed",
}
RATED_WORD = gettext_lazy("Sudah dinilai")
# What an open clause is about, for people; another one is said by the pack's own name.
OPEN_CLAUSES = {
    "row_bands": gettext_lazy("batas capaian tiap hasil kerja"),
    "results_limits": gettext_lazy("arti “sebagian besar” dan “sebagian kecil”"),
    "leader_rating": gettext_lazy("padanan capaian organisasi dan rating kepala unit"),
    "distribution_pattern.rounds": gettext_lazy("cara membulatkan jumlah pegawai"),
    "silence_is_acceptance": gettext_lazy("tanpa jawaban berarti diterima"),
    "evaluation_part": gettext_lazy("nomor bagian dokumen evaluasi"),
}


def tag_of(evaluation: Evaluation) -> tuple[str, str]:
    """Shape and word of a state; a rated one that waits says so."""
    return tag_for(evaluation.status, is_rated=evaluation.is_complete)


def tag_for(status: str, *, is_rated: bool) -> tuple[str, str]:
    """The same from values at hand; nothing opened yet is not rated yet."""
    state = Evaluation.Status(status or Evaluation.Status.OPEN)
    if state == Evaluation.Status.RATED and is_rated:
        return "proposed", str(RATED_WORD)
    return SHAPES[state], str(state.label)


def final_said(evaluation: Evaluation) -> str:
    """That what a leader typed came after the predicate was set, and what is left to do."""
    return _(
        "Predikat penilaian ini sudah ditetapkan, jadi isian ini tidak disimpan. Bila penilaiannya "
        "keliru, minta koreksi dari halaman penilaian %(name)s."
    ) % {"name": evaluation.plan.employee.closing_name}


def saved_said(evaluation: Evaluation, *, is_draft: bool) -> str:
    """What was just kept of a rating, and whether it counts as rated."""
    name = evaluation.plan.employee.full_name
    if is_draft:
        return _("Draf penilaian %(name)s tersimpan, belum dihitung sebagai sudah dinilai.") % {
            "name": name
        }
    predicate = label_of(pack_named(evaluation.pack), PREDICATES, evaluation.predicate)
    return _("Penilaian %(name)s tersimpan: %(predicate)s.") % {
        "name": name,
        "predicate": predicate,
    }


def team_leader_said(name: str, team: str) -> str:
    """Who proposes a rating without being the rater."""
    return _("Ketua tim: %(name)s (%(team)s)") % {"name": name, "team": team}


def proposed_said(about: str, rating: str, pack: Pack) -> str:
    """`Data balita lengkap. Usulan: …`, without the second part where only a word was given."""
    if not rating:
        return about
    named = {"about": about, "rating": label_of(pack, RATINGS, rating)}
    return _("%(about)s. Usulan: %(rating)s") % named


def short_labels(pack: Pack, scale: str) -> list[tuple[str, str]]:
    """A scale without the last word when all its terms end in the same one."""
    return list(remembered(pack, ("short", scale), lambda: tuple(_short_labels(pack, scale))))


def _short_labels(pack: Pack, scale: str) -> list[tuple[str, str]]:
    rows = choices(pack, scale)
    ends = {label.rpartition(" ")[2] for _code, label in rows}
    if len(ends) > 1 or not all(" " in label for _code, label in rows):
        return rows
    return [(code, label.rpartition(" ")[0]) for code, label in rows]


def rating_cards(pack: Pack) -> list[tuple[str, ChoiceLabel]]:
    """The ratings of results, each with what the rules ask of the rows."""
    limits = pack.patterns[LIMITS].limits
    made = remembered(
        pack,
        "rating cards",
        lambda: tuple(
            (code, ChoiceLabel(label, asked_of_rows(pack, limits.get(code, ()))))
            for code, label in choices(pack, RATINGS)
        ),
    )
    return list(made)


def asked_of_rows(pack: Pack, limits: Iterable[Limit]) -> str:
    """`lebih dari 50% hasil kerja di atas ekspektasi, …`."""
    text = ", ".join(_asked(pack, limit) for limit in limits)
    return f"{text[:1].upper()}{text[1:]}"


def _asked(pack: Pack, limit: Limit) -> str:
    named = {
        "of": _(" atau ").join(label_of(pack, STATES, code).lower() for code in limit.of),
        "rows": _rows_of(pack, limit),
        "n": _amount(limit),
    }
    if limit.bound == "at_most" and not (limit.percent or limit.count):
        return _("tidak ada %(rows)s %(of)s") % named
    if limit.bound == "at_most":
        return _("paling banyak %(n)s %(rows)s %(of)s") % named
    if limit.bound == "more_than":
        return _("lebih dari %(n)s %(rows)s %(of)s") % named
    return _("paling sedikit %(n)s %(rows)s %(of)s") % named


def _amount(limit: Limit) -> str:
    return f"{limit.percent}%" if limit.percent is not None else str(limit.count)


def _rows_of(pack: Pack, limit: Limit) -> str:
    if limit.among == ALL_ROWS:
        return _("hasil kerja")
    return _("hasil kerja %(kind)s") % {
        "kind": label_of(pack, CLASSIFICATIONS, limit.among).lower()
    }


def ratings_said(pack: Pack, results: str, behaviour: str) -> str:
    """Both ratings in one line."""
    none = _("belum dipilih")
    return _("Hasil kerja %(results)s, perilaku %(behaviour)s.") % {
        "results": _label(pack, results).lower() or none,
        "behaviour": _label(pack, behaviour).lower() or none,
    }


def _label(pack: Pack, code: str) -> str:
    return label_of(pack, RATINGS, code) if code in pack.scales[RATINGS].codes else ""


def counts_said(pack: Pack, scale: str, codes: Sequence[str]) -> str:
    """`1 di atas, 2 sesuai, 0 di bawah`, highest first."""
    rows = reversed(short_labels(pack, scale))
    return ", ".join(f"{codes.count(code)} {label.lower()}" for code, label in rows)


def open_clauses(names: Iterable[str]) -> tuple[str, ...]:
    """Clauses not yet confirmed, as people say them."""
    return tuple(str(OPEN_CLAUSES.get(name, name)) for name in dict.fromkeys(names))


def reasons_for(pack: Pack, suggestion: Suggestion) -> Explained:
    """Why a rating is suggested, or none, in sentences with figures and sources."""
    rows = _row_reasons(pack, suggestion)
    if suggestion.level:
        head = Reason(
            _("Pegawai memimpin unit: capaian organisasi %(level)s berarti %(rating)s.")
            % {
                "level": label_of(pack, ORGANISATION, suggestion.level),
                "rating": label_of(pack, RATINGS, suggestion.rating),
            },
            pack.tables["leader_rating"].citation,
        )
        rows = [head, *rows]
    return Explained(tuple(rows), open_clauses(suggestion.unconfirmed))


def calculation_of(evaluation: Evaluation) -> Explained | None:
    """How a predicate came about, from what was kept; nothing where nothing was kept."""
    if not evaluation.inputs.get("behaviour") or not evaluation.predicate:
        return None
    pack = pack_named(evaluation.pack)
    outcome, suggestion = rerun(evaluation), suggest_again(evaluation)
    named = {
        "results": label_of(pack, RATINGS, evaluation.results_rating),
        "behaviour": label_of(pack, RATINGS, evaluation.behaviour_rating),
        "predicate": label_of(pack, PREDICATES, outcome.value["predicate"]),
        "suggested": label_of(pack, RATINGS, evaluation.results_suggested),
    }
    before = reasons_for(pack, suggestion)
    if not evaluation.results_suggested:
        chosen = _("Penilai memilih rating hasil kerja %(results)s.")
    elif evaluation.results_suggested == evaluation.results_rating:
        chosen = _("Penilai memilih rating hasil kerja %(results)s, sama dengan saran.")
    else:
        chosen = _("Penilai memilih rating hasil kerja %(results)s; sarannya %(suggested)s.")
    rows = (
        *before.because,
        Reason(chosen % named),
        Reason(_("Penilai memilih rating perilaku %(behaviour)s.") % named),
        Reason(
            matrix_sentence(
                pack,
                evaluation.results_rating,
                evaluation.behaviour_rating,
                named["predicate"],
            ),
            outcome.because[-1].citation,
        ),
        Reason(_("Aturan yang dipakai: %(pack)s.") % {"pack": evaluation.pack}),
    )
    return Explained(rows, before.unconfirmed + open_clauses(outcome.unconfirmed))


def matrix_sentence(pack: Pack, results: str, behaviour: str, predicate: str) -> str:
    """How two ratings give a predicate."""
    said = _("Matriks: hasil kerja %(results)s dan perilaku %(behaviour)s memberi %(predicate)s.")
    return said % {
        "results": label_of(pack, RATINGS, results),
        "behaviour": label_of(pack, RATINGS, behaviour),
        "predicate": predicate,
    }


def _row_reasons(pack: Pack, suggestion: Suggestion) -> list[Reason]:
    states = suggestion.states
    if not states:
        return [Reason(_("SKP ini tidak punya hasil kerja untuk dihitung."))]
    read = len(states) - suggestion.count("")
    citation = pack.patterns[LIMITS].citation
    named = {"read": read, "all": len(states)}
    found = [Reason(_("%(read)s dari %(all)s hasil kerja punya realisasi.") % named, citation)]
    if suggestion.count(""):
        found.append(
            Reason(_("Hasil kerja tanpa realisasi tidak dinilai, tetapi ikut dalam jumlah."))
        )
    found += _each_row(pack, suggestion)
    counted = counts_said(pack, STATES, states)
    found.append(Reason(_("Menurut capaian: %(counts)s.") % {"counts": counted}))
    found.append(Reason(_bounds(pack)))
    if suggestion.rating and not suggestion.level:
        found += _fits(pack, suggestion)
    elif not suggestion.level:
        found.append(Reason(_("Tidak ada aturan yang cocok, jadi tidak ada saran.")))
    return found


def _each_row(pack: Pack, suggestion: Suggestion) -> list[Reason]:
    """How each result's figure comes about: the mean of its indicators that have one."""
    found = []
    rows = zip(suggestion.parts, suggestion.means, suggestion.states, strict=True)
    for number, (parts, mean, state) in enumerate(rows, start=1):
        if mean is None:
            said = _("Hasil kerja %(n)s: belum ada realisasi yang dapat dihitung.") % {"n": number}
        else:
            said = _("Hasil kerja %(n)s: rata-rata %(parts)s = %(mean)s%%, %(state)s.") % {
                "n": number,
                "parts": _(" dan ").join(_part_said(part) for part in parts),
                "mean": say_number(mean, 2),
                "state": label_of(pack, STATES, state).lower(),
            }
        found.append(Reason(said))
    return found


def _part_said(part: Decimal | None) -> str:
    return _("(belum ada)") if part is None else f"{say_number(part, 2)}%"


def _bounds(pack: Pack) -> str:
    said = [
        f"{label_of(pack, STATES, band.code)} "
        + (">" if band.above else "≥")
        + f" {say_number(_decimal(band.floor))}%"
        for band in pack.bands["row_bands"].bands
        if band.floor is not None
    ]
    return _("Batas tiap hasil kerja: %(bounds)s.") % {"bounds": "; ".join(said)}


def _decimal(value: Exact) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _bound_said(limit: Limit, heads: int) -> str:
    """A limit in whole results, as its own bound reads it."""
    if limit.bound == "at_most":
        return _("paling banyak %(n)s") % {"n": heads}
    if limit.bound == "more_than":
        return _("lebih dari %(n)s") % {"n": heads}
    return _("paling sedikit %(n)s") % {"n": heads}


def _fits(pack: Pack, suggestion: Suggestion) -> list[Reason]:
    tallied = suggestion.outcome.value["counts"]
    found = []
    for limit in pack.patterns[LIMITS].limits[suggestion.rating]:
        counts = tallied.get(limit.among, {})
        count = sum(counts.get(code, 0) for code in limit.of)
        total = sum(counts.values())
        heads = limit_of(limit, total, pack.patterns[LIMITS])[0]
        said = _("%(asked)s: ada %(count)s dari %(total)s; syaratnya %(bound)s.") % {
            "asked": asked_of_rows(pack, [limit]),
            "count": count,
            "total": total,
            "bound": _bound_said(limit, heads),
        }
        found.append(Reason(said))
    return found
