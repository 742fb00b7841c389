"""What a person gives as evidence, and what it serves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.evidence.actions import EvidenceInput, checked_file, checked_link
from pamong.measurement.evidence.contents import ACCEPTED
from pamong.performance.evidence.actions import UseInput
from pamong.performance.evidence.links import checking_said
from pamong.performance.models import DailyEntry, Plan
from pamong.performance.plan.content import ResultLine
from pamong.performance.rules import choices, pack_named
from pamong.ui.fields import DayField

LINK_HELP = gettext_lazy("Dimulai dengan https://. Pastikan penilai dapat membukanya.")


class UseForm(forms.Form):
    """What a piece serves in a plan."""

    results = forms.MultipleChoiceField(
        label=gettext_lazy("Mendukung hasil kerja"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    values = forms.MultipleChoiceField(
        label=gettext_lazy("Mendukung nilai perilaku"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        results: Sequence[ResultLine],
        entry: DailyEntry | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self._field("results").choices = [(str(r.pk), r.text) for r in results]
        self._field("values").choices = choices(pack_named(plan.pack), "behaviour_value")

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A piece serves something."""
        data = super().clean() or {}
        if not self.errors and self.uses().is_empty:
            self.add_error("results", _("Pilih paling sedikit satu yang didukung bukti ini."))
        return data

    def uses(self) -> UseInput:
        """The checked choice."""
        return UseInput(
            frozenset(int(key) for key in self.cleaned_data.get("results", ())),
            frozenset([self.entry.pk] if self.entry else []),
            frozenset(self.cleaned_data.get("values", ())),
        )


class EvidenceForm(UseForm):
    """A file or a link, its name and day, and what it serves."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"data-photo": True}),
    )
    link = forms.CharField(
        label=gettext_lazy("Atau tautan"),
        required=False,
        max_length=1000,
    )
    title = forms.CharField(
        label=gettext_lazy("Judul"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Bila kosong, dipakai nama berkasnya."),
    )
    dated_on = DayField(label=gettext_lazy("Tanggal bukti"))
    field_order = ("file", "link", "title", "dated_on", "results", "values")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("%(kinds)s; paling besar %(limit)s MB. Foto dari ponsel diperkecil lebih dulu.")
        limit = {"kinds": ACCEPTED, "limit": settings.EVIDENCE_FILE_MB}
        self.fields["file"].help_text = told % limit
        self.fields["link"].help_text = f"{LINK_HELP} {checking_said()}"

    def clean_file(self) -> UploadedFile | None:
        """A type that is accepted, not too large."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file:
            checked_file(file)
        return file

    def clean_link(self) -> str:
        """An address that opens in a browser."""
        link = self.cleaned_data["link"].strip()
        return checked_link(link) if link else ""

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean()
        file, link = data.get("file"), data.get("link")
        if not self.errors.keys() & {"file", "link"} and bool(file) == bool(link):
            name = "link" if link else "file"
            self.add_error(name, _("Pilih satu berkas, atau tulis satu tautan."))
        return data

    def given(self) -> EvidenceInput:
        """The checked input; a name that was not typed is the file's or the address itself."""
        data = self.cleaned_data
        file: UploadedFile | None = data.get("file")
        name = data["title"].strip() or (file.name if file else data["link"]) or _("Bukti dukung")
        return EvidenceInput(name[:250], data["dated_on"], file, data["link"])
