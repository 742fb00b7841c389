"""The file of a library, and the post whose results go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.performance.library.reading import LibraryFile, read_library
from pamong.policy.pack import Pack

SHOWN = 5


class LibraryForm(forms.Form):
    """The file; whatever stands in the way is said with the row where it stands."""

    file = TableField(
        label=gettext_lazy("Berkas pustaka"),
        help_text=gettext_lazy(
            "XLSX, XLS, ODS, atau CSV. Jabatan yang ada di berkas diganti seluruhnya."
        ),
    )
    read: LibraryFile

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = pack

    def clean_file(self) -> UploadedFile:
        """Every row can be read; all of them or none go in."""
        file: UploadedFile = self.cleaned_data["file"]
        self.read = read_library(file, file.name or "", self.pack)
        if self.read.rejected:
            told = [
                _("Baris %(line)s: %(reason)s") % {"line": line, "reason": reason}
                for line, reason in self.read.rejected[:SHOWN]
            ]
            if more := len(self.read.rejected) - SHOWN:
                told += [_("dan %s baris lain") % more] if more > 0 else []
            raise ValidationError(told)
        return file


class PostForm(forms.Form):
    """Whose results go."""

    post = forms.CharField(max_length=250)
