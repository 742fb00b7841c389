"""One rule asked on a page: which pack answers, what was typed, the answer, and its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.sheets import UnusableFileError
from pamong.performance.rulebook.forms import (
    ASKED,
    FILE,
    InputsForm,
    WhichForm,
    from_file,
    unfolded,
)
from pamong.performance.rulebook.queries import examples_of, heads_with, pack_answering
from pamong.performance.rules import Local
from pamong.policy.asking import asked
from pamong.policy.choose import NoPack
from pamong.policy.evaluate import Outcome
from pamong.policy.load import builtin
from pamong.policy.pack import Pack

EXAMPLE, WHICH = "example", ("on", "employee", "pack", "own")
LONGEST = 1800  # letters of an address that every browser and server on the way takes


@dataclass
class Asking:
    """A rule with the pack that answers, the form, and what was answered."""

    rule: str
    on: date
    pack: Pack
    which: WhichForm
    form: InputsForm
    told: Outcome | None = None
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """What stands behind the question mark to see this again; too long for some lists."""
        chosen = {name: str(self.which.data.get(name) or "") for name in WHICH}
        kept = {name: value for name, value in {**chosen, **self.typed}.items() if value}
        return urlencode({**kept, ASKED: 1})

    @property
    def is_short(self) -> bool:
        """Whether the address may be passed on."""
        return len(self.address) <= LONGEST


def ask(rule: str, data: Mapping[str, Any], files: Any, *, on: date, local: Local) -> Asking:
    """Choose the pack, read the form, and let the rule answer."""
    which = WhichForm(data, rule=rule, has_own=bool(local))
    chosen = which.chosen(on)
    pack = _pack(which, rule, chosen, () if data.get("own") else local)
    typed = {name: str(value) for name, value in data.items() if name.startswith("i-")}
    if (example := str(data.get(EXAMPLE, ""))).isascii() and example.isdigit():
        typed, chosen["on"] = _example(pack, rule, int(example[:4]), chosen["on"])
    is_asked = bool(typed) or ASKED in data
    form = InputsForm(typed if is_asked else None, pack=pack, rule=rule)
    asking = Asking(rule, chosen["on"], pack, which, form, typed=typed)
    if files and (file := files.get(FILE)):
        asking.form = form = _filled(asking, file)
    if form.is_bound and form.is_valid() and which.is_valid():
        told = asked(pack, rule, form.inputs, on=asking.on)
        if isinstance(told, Outcome):
            asking.told = told
        else:
            form.refuse(told)
    return asking


def _pack(which: WhichForm, rule: str, chosen: dict[str, Any], local: Local) -> Pack:
    """The pack that answers; where none does, the form of the newest one, with the reason said."""
    try:
        return pack_answering(rule, local=local, **chosen)
    except NoPack:
        known = "; ".join(head.title for head in heads_with(rule))
        told = _(
            "Tidak ada aturan untuk hari dan pegawai ini. Pilih yang lain; yang ada: %(packs)s."
        )
        which.add_error("on", ValidationError(told % {"packs": known}, code="none"))
        return builtin(chosen["pack"] or heads_with(rule)[0].id)


def _example(pack: Pack, rule: str, place: int, on: date) -> tuple[dict[str, str], date]:
    """What a worked example types, and its day."""
    found = examples_of(pack, rule)
    if not found:
        return {}, on
    case = found[min(place, len(found) - 1)]
    return unfolded(rule, pack, case["in"]), case.get("on", on)


def _filled(asking: Asking, file: Any) -> InputsForm:
    """The form with what a file holds; a file that cannot be used is said beside its box."""
    try:
        asking.typed |= from_file(asking.form, file)
    except UnusableFileError as wrong:
        form = InputsForm(asking.typed, pack=asking.pack, rule=asking.rule)
        form.add_error(FILE, wrong)
        return form
    return InputsForm(asking.typed, pack=asking.pack, rule=asking.rule)
