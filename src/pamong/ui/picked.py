"""What is wrong with the rows that were picked in a list, said beside the list."""

from typing import Any

from django import forms


class PicksForm(forms.Form):
    """Stands for the boxes of a list: an error against them leads to the first box."""

    picks = forms.CharField(label="", required=False)

    def __init__(self) -> None:
        super().__init__({}, auto_id="%s")

    def lack(self, text: Any) -> None:
        """Say that none was picked, or what else is wrong with them."""
        self.add_error("picks", text)

    @property
    def said(self) -> str:
        """What stands beside the list."""
        return " ".join(str(text) for text in self["picks"].errors)
