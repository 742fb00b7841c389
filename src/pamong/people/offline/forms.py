"""The choice as a box."""

from django import forms

from pamong.people.models import Agency


class OfflineForm(forms.ModelForm[Agency]):
    """One box of the agency."""

    class Meta:
        """Its one field."""

        model = Agency
        fields = ["keeps_offline"]
