"""A file of earlier results, and the decision."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.documents.sheets import MAX_BYTES
from pamong.documents.spreadsheets import refuse_other_kinds
from pamong.performance.history.payload import ABOVE, BELOW

HEAD = 4096


class HistoryForm(forms.Form):
    """The table of earlier years."""

    file = forms.FileField(
        label=gettext_lazy("Berkas riwayat kinerja"), allow_empty_file=True, max_length=None
    )

    one = forms.ChoiceField(
        label=gettext_lazy("Arti angka 1"),
        help_text=gettext_lazy("Hanya untuk rating yang ditulis sebagai angka oleh e-Kinerja BKN."),
        required=False,
        choices=[
            ("", gettext_lazy("Berkas tidak memakai angka rating")),
            (ABOVE, gettext_lazy("1 rating tertinggi, 3 terendah")),
            (BELOW, gettext_lazy("1 rating terendah, 3 tertinggi")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("XLSX, XLS, ODS, atau CSV; paling besar %(limit)s MB.")
        self.fields["file"].help_text = told % {"limit": MAX_BYTES // 1024**2}

    def clean_file(self) -> UploadedFile:
        """Not empty, not too large, and no picture, PDF or web page."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("Berkas ini lebih dari %(limit)s MB: bagi menjadi beberapa berkas.")
                % {"limit": MAX_BYTES // 1024**2}
            )
        head = file.read(HEAD)
        file.seek(0)
        if not head.strip(b"\0 \r\n\t"):
            raise forms.ValidationError(_("Berkas ini kosong."))
        refuse_other_kinds(head)
        return file


class HistoryImportForm(forms.Form):
    """The word that the good rows may go in although others are rejected."""

    is_partial = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rejected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rejected:
            del self.fields["is_partial"]
            return
        field = self.fields["is_partial"]
        field.required = True
        field.label = ngettext(
            "Impor baris lain walaupun %(n)s baris ditolak",
            "Impor baris lain walaupun %(n)s baris ditolak",
            rejected,
        ) % {"n": rejected}
        field.error_messages["required"] = _(
            "Centang kotak ini untuk mengimpor baris lain saja, "
            "atau perbaiki baris yang ditolak lalu unggah lagi."
        )
