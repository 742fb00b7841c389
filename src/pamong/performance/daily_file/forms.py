"""The table of daily entries, and its rows on their way through the preview."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.people.acts.shown import MARK
from pamong.performance.daily_file.reading import Said, unpacked


class DailyFileForm(forms.Form):
    """A table of daily entries."""

    file = TableField(label=gettext_lazy("Berkas progress harian"))


class DailyConfirmForm(forms.Form):
    """The rows as the preview showed them, with the mark of what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=MARK)
    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows(self) -> list[Said]:
        """The rows again."""
        return unpacked(self.cleaned_data["rows"])
