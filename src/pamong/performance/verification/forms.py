"""What is written about a piece of evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.measurement.models.evidence import LONGEST_WORDS


def _words(label: Any, help_text: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class QuestionForm(forms.Form):
    """What does not fit."""

    question = _words(
        gettext_lazy("Pertanyaan Anda"),
        gettext_lazy(
            "Apa yang tidak Anda temukan atau tidak cocok. Pemiliknya membaca ini dan menjawab."
        ),
        gettext_lazy("Tulis apa yang Anda tanyakan."),
    )


class ExplainForm(forms.Form):
    """The owner's answer."""

    answer = _words(
        gettext_lazy("Jawaban Anda"),
        gettext_lazy(
            "Bila buktinya keliru, tambahkan bukti yang benar pada SKP, lalu tulis di sini."
        ),
        gettext_lazy("Tulis jawaban Anda."),
    )
