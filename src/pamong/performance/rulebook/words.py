"""What a rule and its parts are called: in the words of the pack's labels, in the reader's tongue."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.performance.rules import label_of, text_of
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Exact, Field, Pack
from pamong.ui.numbers import say_number

CLAUSES = {
    "from": gettext_lazy("tanggal mulai berlaku"),
    "stage_window": gettext_lazy("usulan jendela waktu tahunan"),
    "stage_window_quarter": gettext_lazy("usulan jendela waktu triwulan"),
    "stage_window_month": gettext_lazy("usulan jendela waktu bulanan"),
    "follow_up_for_predicate": gettext_lazy("usulan tindak lanjut menurut predikat"),
    "daily_entry_days": gettext_lazy("batas hari pengisian progress harian"),
    "credit_ranks": gettext_lazy("pangkat menurut jenjang"),
    "higher_diploma_percent": gettext_lazy("tambahan angka kredit karena ijazah lebih tinggi"),
    "credit_proportional_thresholds": gettext_lazy(
        "ambang angka kredit sebanding dengan golongan saat masuk jenjang"
    ),
    "years_in_rank_for_promotion": gettext_lazy("lama dalam pangkat untuk kenaikan pangkat"),
    "improvement_predicates": gettext_lazy("predikat yang membuka rencana perbaikan dan sanksi"),
    "statement_days": gettext_lazy("waktu pegawai memberi keterangan"),
    "sanction_grounds": gettext_lazy("dasar hukum langkah sanksi"),
    "months_to_improve": gettext_lazy("lama kesempatan memperbaiki kinerja"),
}

EXPECTED = {
    "boolean": gettext_lazy("Pilih ya atau tidak."),
    "text": gettext_lazy("Isi dengan kata."),
    "integer": gettext_lazy("Isi bilangan bulat %(range)s."),
    "counts": gettext_lazy("Isi bilangan bulat %(range)s."),
    "number": gettext_lazy("Isi dengan angka."),
    "number_or_list": gettext_lazy("Isi dengan angka."),
    "reading": gettext_lazy("Isi dengan angka."),
}
ROW = ", row "  # as a rule over rows names its steps
REST = gettext_lazy("Lengkapi isian ini.")


def worded(pack: Pack, *keys: str) -> str:
    """The first of these texts that the pack has; nothing where it has none."""
    translated = pack.translations.get(get_language() or "", {}).get("texts", {})
    return next((text for key in keys if (text := translated.get(key) or pack.texts.get(key))), "")


def plainly(name: str) -> str:
    """A code where nobody gave it words."""
    return name.replace("_", " ")


def rule_said(pack: Pack, rule: str) -> str:
    """The rule's name; a rule without words is said by its code."""
    return worded(pack, f"rule.{rule}") or plainly(rule)


def about_said(pack: Pack, rule: str) -> str:
    """What it answers, in one sentence."""
    return worded(pack, f"about.{rule}")


def field_said(pack: Pack, rule: str) -> str:
    """The field of work that it belongs to."""
    return worded(pack, f"field.{rule}", "field") or pack.head.title


def input_said(pack: Pack, rule: str, name: str) -> str:
    """What is asked."""
    return worded(pack, f"input.{rule}.{name}", f"input.{name}") or plainly(name)


def note_said(pack: Pack, rule: str, name: str) -> str:
    """What should be known before it is filled in."""
    return worded(pack, f"note.{rule}.{name}", f"note.{name}")


def output_said(pack: Pack, rule: str, name: str) -> str:
    """What is answered."""
    keys = (f"output.{rule}.{name}", f"output.{name}", f"input.{name}")
    return worded(pack, *keys) or plainly(name)


def step_said(pack: Pack, rule: str, name: str) -> str:
    """What a step, or a figure that goes into one, is; of which row where there are several."""
    plain, _mark, place = name.partition(ROW)
    if place:
        said = {"step": _plain_step(pack, rule, plain), "place": place}
        return _("%(step)s, baris %(place)s") % said
    return _plain_step(pack, rule, name)


def _plain_step(pack: Pack, rule: str, name: str) -> str:
    known = pack.rules[rule]
    steps = {step.name for step in known.steps}
    if name not in steps and any(field.name == name for field in known.fields):
        return input_said(pack, rule, name)
    keys = (f"step.{rule}.{name}", f"step.{name}", f"output.{rule}.{name}", f"output.{name}")
    more = (f"input.{rule}.{name}", f"input.{name}", f"clause.{name}", f"title.{name}")
    return worded(pack, *keys, *more, f"rule.{name}") or plainly(name)


def reason_said(pack: Pack, reason: str) -> str:
    """Why a figure is missing."""
    return worded(pack, f"reason.{reason}") or reason


def options_of(pack: Pack, field: Field) -> list[tuple[str, str]]:
    """The values that a field may hold, with their words."""
    if field.scale:
        return [
            (code, label_of(pack, field.scale, code)) for code in pack.scales[field.scale].codes
        ]
    return [(code, worded(pack, f"option.{code}") or plainly(code)) for code in field.options]


def kind_said(kind: str) -> str:
    """A kind of employee."""
    return str(dict(Employee.Kind.choices).get(kind, kind))


def range_said(field: Field) -> str:
    """`dari 1 sampai 4`; nothing where every number is taken."""
    low, high = field.low, field.high
    if low is not None and high is not None and not (field.low_open or field.high_open):
        return _("dari %(low)s sampai %(high)s") % {"low": _figure(low), "high": _figure(high)}
    parts = list(_bounds(field))
    return _(" dan ").join(parts)


def _bounds(field: Field) -> Iterator[str]:
    if field.low is not None:
        told = {"n": _figure(field.low)}
        yield _("lebih dari %(n)s") % told if field.low_open else _("paling sedikit %(n)s") % told
    if field.high is not None:
        told = {"n": _figure(field.high)}
        yield _("kurang dari %(n)s") % told if field.high_open else _("paling banyak %(n)s") % told


def _figure(value: Exact) -> str:
    return say_number(written(value))


def expected_said(pack: Pack, field: Field) -> str:
    """What belongs into a field, as an order."""
    if field.kind in ("term", "choice"):
        values = ", ".join(label for _code, label in options_of(pack, field))
        return _("Pilih salah satu: %(values)s.") % {"values": values}
    told = {"range": range_said(field), "n": field.at_least}
    if field.kind in ("number", "number_or_list", "reading") and told["range"]:
        return _("Isi angka %(range)s.") % told
    if field.kind == "list" and field.at_least:
        return _("Isi paling sedikit %(n)s.") % told
    return str(EXPECTED.get(field.kind, REST)) % told


def yes_or_no(value: bool) -> str:
    """A truth as people say it."""
    return pgettext("answer", "Ya") if value else pgettext("answer", "Tidak")


def title_of(pack: Pack, clause: str) -> str:
    """What a clause is about: in the words of the pack, else in ours."""
    for key in (f"clause.{clause}", f"title.{clause}"):
        if key in pack.texts:
            return text_of(pack, key)
    return str(CLAUSES.get(clause, clause.replace("_", " ")))
