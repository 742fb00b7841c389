"""What the page of an upload shows, by where it stands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.choosing import column_facts
from pamong.people.models import PeopleUpload
from pamong.people.sentences import FIELDS
from pamong.people.uploads import tables
from pamong.people.uploads.differing import difference_counts
from pamong.people.uploads.progress import progress_of
from pamong.people.uploads.queries import MADE, another_runs, unsure_units
from pamong.ui.numbers import say_number
from pamong.ui.tables import Table

Status = PeopleUpload.Status
TABLES: dict[str, Callable[[Any], Table]] = {
    "returns": tables.return_table,
    "rejected": tables.rejected_table,
    "findings": tables.finding_table,
    "readings": lambda groups: tables.finding_table(groups, _("Cara dibaca")),
}


def detail_context(upload: PeopleUpload, *, may: bool, at: datetime) -> dict[str, Any]:
    """The names of people/import_detail.html."""
    made = any(upload.shown.get(name, {}).get("count") for name in MADE)
    state, word = tables.status_tag(upload, makes=made)
    context: dict[str, Any] = {"upload": upload, "state": state, "word": word, "may": may}
    if upload.is_busy:
        return context | _busy(upload)
    if upload.status == Status.SHOWN:
        context |= _shown(upload, makes=made) | {"waits": another_runs(upload, at)}
    elif upload.status == Status.DONE:
        context["told"] = tables.outcome(upload) or _("Tidak ada yang berubah.")
    elif upload.failure:
        context["failure"] = _(upload.failure)  # the worker writes it in the source language
    return context | _lists(upload.shown)


def _busy(upload: PeopleUpload) -> dict[str, Any]:
    step, done, of = progress_of(upload)
    count = {"done": say_number(done), "of": say_number(of)}
    return {"step": step, "count": _("%(done)s dari %(of)s") % count if of else ""}


def _shown(upload: PeopleUpload, *, makes: bool) -> dict[str, Any]:
    good = upload.good
    verb = ngettext("Impor %(n)s pegawai", "Impor %(n)s pegawai", good) % {"n": say_number(good)}
    return {
        "told": tables.outcome(upload),
        "moves": upload.shown.get("moves", 0),
        "returning": upload.shown.get("returning", 0),
        "unsure": unsure_units(upload),
        "is_known": bool(upload.plan_digest),
        "is_stale": upload.shown.get("is_stale", False),
        "does": bool(good or makes),
        "verb": verb if good else _("Impor unit dan jabatan"),
        "facts": column_facts(upload.shown, FIELDS),
        "private": ", ".join(upload.shown.get("private", ())),
        "unknown": ", ".join(upload.shown.get("unknown", ())),
    }


def _lists(shown: dict[str, Any]) -> dict[str, Any]:
    """Each list that was kept and has rows."""
    found: dict[str, Any] = {}
    if shown.get("changes"):
        found["changes"] = tables.change_table(shown)
        left = shown["touched"] - len(shown["changes"])
        found["changes_left"] = say_number(left) if left else ""
    found |= {name: table(shown[name]) for name, table in TABLES.items() if shown.get(name)}
    if shown.get("differences"):
        found["differences"] = difference_counts(shown["differences"])
    for name in MADE:
        part = shown.get(name)
        if part and part["count"]:
            found[name] = {"names": part["first"], "left": tables.beyond(part)}
    return found
