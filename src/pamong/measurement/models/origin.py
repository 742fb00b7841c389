"""Where readings came from when nobody typed them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency


class Origin(Recorded):
    """One sheet of a file, or one answer of a source; a reading names the line within it.

    Two sheets of one file are two origins of one `run`.
    """

    OF = "agency"

    class Kind(models.TextChoices):
        FILE = "file", _("Berkas")
        DATABASE = "database", _("Basis data")
        SERVICE = "service", _("Layanan data")
        PUSHED = "pushed", _("Dikirim aplikasi lain")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=250)  # of the file, or of the source that was asked
    sheet = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of what was read, byte for byte
    fetched_at = models.DateTimeField()
    run = models.UUIDField(null=True, blank=True, db_index=True)  # the import that brought it

    def __str__(self) -> str:
        is_told = (
            self.sheet and self.sheet != self.name
        )  # the one table of a CSV is named as its file
        return f"{self.name}, {self.sheet}" if is_told else self.name
