"""Sheet, lines of the letterhead, and the crest as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.crests import crest_of
from pamong.documents.models import Look
from pamong.people.letterhead.actions import LookFacts

MOST_LINES, LONGEST_LINE = 4, 120


class LookForm(forms.ModelForm[Look]):
    """The look of an agency's papers."""

    file = forms.FileField(
        label=gettext_lazy("Lambang"),
        help_text=gettext_lazy("PNG atau SVG. Kosongkan bila tidak berubah."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/svg+xml,.png,.svg"}),
    )
    is_bare = forms.BooleanField(label=gettext_lazy("Cetak tanpa lambang"), required=False)

    class Meta:
        """The fields of the row; the crest comes as a file."""

        model = Look
        fields = ["sheet", "heading", "lines"]
        widgets = {"lines": forms.Textarea(attrs={"rows": 3}), "sheet": forms.RadioSelect}
        help_texts = {
            "heading": gettext_lazy("Kosongkan untuk memakai nama instansi."),
            "lines": gettext_lazy("Alamat, telepon, laman: paling banyak empat baris."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.crest:
            del self.fields["is_bare"]

    def clean_lines(self) -> str:
        """A letterhead is short, or no room is left for the paper."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            said = _(
                "Tulis paling banyak %(lines)s baris, masing-masing paling panjang %(long)s huruf."
            )
            raise forms.ValidationError(said, params={"lines": MOST_LINES, "long": LONGEST_LINE})
        return "\n".join(lines)

    def clean_file(self) -> str | None:
        """The drawing to keep."""
        file = self.cleaned_data.get("file")
        return crest_of(file.read()) if file else None

    def facts(self) -> LookFacts:
        """What was said, for the verb."""
        said = self.cleaned_data
        crest = "" if said.get("is_bare") else said.get("file")
        return LookFacts(said["sheet"], said["heading"], said["lines"], crest)
