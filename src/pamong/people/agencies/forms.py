"""What an agency is called and by which clock it lives, as typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.people.agencies.actions import AgencyFacts
from pamong.people.models import Agency

ZONES = (
    ("WIB", _("WIB, Waktu Indonesia Barat")),
    ("WITA", _("WITA, Waktu Indonesia Tengah")),
    ("WIT", _("WIT, Waktu Indonesia Timur")),
)


class AgencyForm(forms.Form):
    """The name as papers bear it, and the clock."""

    name = forms.CharField(
        label=_("Nama instansi"),
        max_length=Agency._meta.get_field("name").max_length,
        help_text=_(
            "Seperti tertulis pada dokumen. Unit teratas dengan nama yang sama ikut berganti."
        ),
    )
    zone = forms.ChoiceField(
        label=_("Zona waktu"),
        choices=ZONES,
        widget=forms.RadioSelect,
        help_text=_("Batas waktu berakhir pukul 23.59 menurut jam ini."),
    )

    def facts(self, agency: Agency) -> AgencyFacts:
        """What was said, for the verb."""
        return AgencyFacts(agency.code, self.cleaned_data["name"], self.cleaned_data["zone"])
