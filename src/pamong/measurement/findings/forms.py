"""What is written to a question."""

from django import forms
from django.utils.translation import gettext_lazy

LONG = 2000


class AnswerFindingForm(forms.Form):
    """The answer in words."""

    answer = forms.CharField(
        label=gettext_lazy("Jawaban Anda"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Misalnya apa yang terjadi, atau dari mana angkanya. Bila angkanya salah, koreksi "
            "realisasinya: pertanyaan ini tertutup sendiri."
        ),
        error_messages={"required": gettext_lazy("Tulis jawaban Anda.")},
    )
