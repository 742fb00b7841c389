"""Files that a person uploads; there is nothing to ask."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.measurement.models import Origin
from pamong.measurement.sources.protocol import Asked, Parcel


class FileConnector:
    """CSV, XLSX, XLS or ODS, sent by hand."""

    code = "file"
    label = _("Berkas yang diunggah")
    hint = _("Anda mengunggah tabel CSV atau Excel setiap kali ada angka baru.")
    origin = Origin.Kind.FILE.value
    is_asked = False
    secrets: Sequence[str] = ()

    def fields(self) -> Mapping[str, forms.Field]:
        """None."""
        return {}

    def fetch(self, asked: Asked) -> Sequence[Parcel]:
        """Nothing comes by itself."""
        del asked
        return ()
