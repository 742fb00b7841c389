"""A scan that is added, and why one is removed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.papers.scan_actions import checked_scan


class ScanForm(forms.Form):
    """One file: a PDF from a scanner or a photo."""

    file = forms.FileField(
        label=gettext_lazy("Pindaian"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"data-photo": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _(
            "PDF, JPEG, PNG, atau WEBP; paling besar %(limit)s MB. Foto diperkecil lebih dulu."
        )
        self.fields["file"].help_text = told % {"limit": settings.EVIDENCE_FILE_MB}

    def clean_file(self) -> UploadedFile:
        """A type that is accepted, not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        checked_scan(file)
        return file


class ScanRemovalForm(forms.Form):
    """Why a scan goes."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy("Misalnya salah dokumen, atau halaman tidak terbaca."),
        error_messages={"required": gettext_lazy("Tulis alasan pindaian ini dihapus.")},
    )
