"""What a person sends as a file: a table, and the word that its good rows may go in without the others."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.sheets import MAX_BYTES
from pamong.documents.spreadsheets import refuse_other_kinds

HEAD = 4096


class TableField(forms.FileField):
    """A file that may be a table; what it is its content says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, max_length=None, **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """What may be sent is said in the language of the page, where the form says nothing else."""
        if not self.help_text:
            told = _("XLSX, XLS, ODS, atau CSV; paling besar %(limit)s MB.")
            self.help_text = told % {"limit": MAX_BYTES // 1024**2}
        return super().get_bound_field(form, field_name)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Not empty, not too large, and no picture, PDF or web page."""
        file: UploadedFile | None = super().clean(data, initial)
        if file is None:
            return None
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


class PartialForm(forms.Form):
    """The word that the good rows may go in although others are rejected."""

    is_partial = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rejected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rejected:
            del self.fields["is_partial"]
            return
        field = self.fields["is_partial"]
        field.required = True
        field.label, field.error_messages["required"] = self.asked(rejected)

    def asked(self, rejected: int) -> tuple[str, str]:
        """The box, and what to do where it is not ticked."""
        label = ngettext(
            "Impor baris lain walaupun %(n)s baris ditolak",
            "Impor baris lain walaupun %(n)s baris ditolak",
            rejected,
        )
        needed = _(
            "Centang kotak ini untuk mengimpor baris lain saja, "
            "atau perbaiki baris yang ditolak lalu unggah lagi."
        )
        return label % {"n": rejected}, needed
