"""The form that confirms what a dry run showed."""

from django import forms

from pamong.people.acts.shown import MARK


class ShownForm(forms.Form):
    """Carries the mark of what was shown; a program that sends none means what stands now."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MARK)

    def is_as_shown(self, mark: str) -> bool:
        """Whether the rows would still do what was shown."""
        return self.cleaned_data["shown"] in {"", mark}
