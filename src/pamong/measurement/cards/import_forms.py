"""The file of a table of cards."""

from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.measurement.cards.reading import ReadCards, read_cards

SHOWN = 5


class CardsFileForm(forms.Form):
    """The file; whatever stands in the way is said with the row where it stands."""

    file = TableField(label=gettext_lazy("Berkas kartu indikator"))
    read: ReadCards

    def clean_file(self) -> UploadedFile:
        """Every row can be read; all of them or none go in."""
        file: UploadedFile = self.cleaned_data["file"]
        self.read = read_cards(cast(BinaryIO, file), file.name or "")
        rejected = self.read.rejected
        told = [
            _("Baris %(line)s: %(reason)s") % {"line": one.line, "reason": one.reason}
            for one in rejected[:SHOWN]
        ]
        if len(rejected) > SHOWN:
            told.append(_("dan %s baris lain") % (len(rejected) - SHOWN))
        if told:
            raise ValidationError(told)
        return file
