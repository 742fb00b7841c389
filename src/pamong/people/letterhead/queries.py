"""The look as it stands, and a sheet in it."""

from datetime import date

from django.utils.translation import gettext as _

from pamong.documents.laying import dress_of, sample
from pamong.documents.models import Look
from pamong.people.models import Agency


def look_of(agency: Agency) -> Look:
    """The look on record, or the plain one; not saved."""
    return Look.objects.filter(agency_uuid=agency.uuid).first() or Look(agency_uuid=agency.uuid)


def sample_of(agency: Agency, on: date) -> bytes:
    """A sheet under the letterhead as a picture."""
    said = _("Contoh tampilan: begini kop setiap dokumen dari Pamong.")
    content = {"heading": _("Contoh dokumen"), "said": said}
    return sample(content, dress_of(look_of(agency)), agency=agency.name, made_on=on)
