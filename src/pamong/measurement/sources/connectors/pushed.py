"""Figures that another application sends by itself, signed; there is nothing to ask."""

from django.utils.translation import gettext_lazy as _

from pamong.measurement.models import Origin
from pamong.measurement.sources.connectors.file import FileConnector


class PushedConnector(FileConnector):
    """A signed webhook."""

    code = "pushed"
    label = _("Dikirim aplikasi lain (webhook)")
    hint = _("Aplikasi lain mengirim angka sendiri, bertanda tangan, ke alamat yang Anda berikan.")
    origin = Origin.Kind.PUSHED.value
    mark = "."
