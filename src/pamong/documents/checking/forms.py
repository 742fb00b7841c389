"""A file to be compared with the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST_MB = 20
LARGEST = LARGEST_MB * 1024 * 1024


class PaperFileForm(forms.Form):
    """A PDF as it was received; a scan or a printed copy has other bytes."""

    file = forms.FileField(
        label=gettext_lazy("Berkas PDF"),
        help_text=gettext_lazy("Berkas asli seperti yang diterima, bukan hasil pindaian."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> Any:
        """What no paper of ours reaches is not read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            said = _("Berkas ini lebih besar dari %(most)s MB. Pilih PDF yang diunduh dari Pamong.")
            raise forms.ValidationError(said, params={"most": LARGEST_MB})
        return file
