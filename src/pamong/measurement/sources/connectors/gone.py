"""What stands in for a connector whose package was taken out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.sources.connectors.file import FileConnector
from pamong.measurement.sources.protocol import Asked, Parcel, SourceError


class GoneConnector(FileConnector):
    """Hands over nothing, and says why."""

    code = ""
    label = gettext_lazy("Konektor yang tidak terpasang")

    def fetch(self, asked: Asked) -> tuple[Parcel, ...]:
        """The package has to come back."""
        del asked
        raise SourceError(
            _("Konektor sumber ini tidak terpasang di server. Hubungi pengelola server.")
        )
