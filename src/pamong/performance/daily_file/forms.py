"""The table of daily entries, and its rows on their way through the preview."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.people.acts.forms import ShownForm
from pamong.performance.daily_file.reading import Said, unpacked


class DailyFileForm(forms.Form):
    """A table of daily entries."""

    file = TableField(label=gettext_lazy("Berkas progress harian"))


class DailyConfirmForm(ShownForm):
    """The rows as the preview showed them."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows(self) -> list[Said]:
        """The rows again."""
        return unpacked(self.cleaned_data["rows"])
