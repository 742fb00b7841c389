"""What is asked to open a session, and what is written in it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.people.models import Position
from pamong.people.unit_field import unit_field
from pamong.performance.calibration.actions import Convened
from pamong.performance.calibration.change_actions import Proposed
from pamong.performance.calibration.queries import Post, posts_of, units_for
from pamong.performance.evaluation.wording import short_labels
from pamong.performance.models import Evaluation
from pamong.performance.periods import Period, say_period
from pamong.performance.rhythm import When, rhythms_of
from pamong.performance.rules import pack_named
from pamong.ui.fields import DayField
from pamong.ui.filters import sentence

LONG = 8000
RATINGS = "rating"


def periods_open(scope: Scope, day: date) -> list[When]:
    """The periods that people rate now, and the last whole year."""
    rhythms = rhythms_of(scope)
    other = rhythms.last_other(day)
    found = [rhythms.last(day), *([other] if other else []), (day.year - 1, str(Period.YEAR))]
    return list(dict.fromkeys((year, str(period)) for year, period in found))


def post_said(post: Post) -> str:
    """`Jabatan fungsional, ahli muda`, or the kind alone."""
    kind = str(Position.Kind(post.kind).label)
    return f"{kind}, {post.level}" if post.level else kind


class OpenForm(forms.Form):
    """Over whom, in which period, and until when predicates wait."""

    when = forms.ChoiceField(label=gettext_lazy("Periode"))
    unit: forms.Field
    post = forms.ChoiceField(
        label=gettext_lazy("Jenjang jabatan"),
        help_text=gettext_lazy("Hanya pegawai setingkat yang dibandingkan."),
    )
    until = DayField(
        label=gettext_lazy("Sampai"),
        required=False,
        help_text=gettext_lazy(
            "Predikat menunggu paling lama sampai hari ini. Kosongkan untuk hari terakhir yang dibolehkan."
        ),
    )

    def __init__(self, *args: Any, scope: Scope, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {
            f"{year}-{period}": (year, period) for year, period in periods_open(scope, day)
        }
        self.posts = {"|".join(post): post for post in posts_of(scope.agency_id)}
        when: Any = self.fields["when"]
        when.choices = [(key, sentence(say_period(*one))) for key, one in self.periods.items()]
        post: Any = self.fields["post"]
        post.choices = [(key, post_said(one)) for key, one in self.posts.items()]
        self.fields["unit"] = unit_field(units_for(scope), label=_("Unit dan unit di bawahnya"))
        self.order_fields(["when", "unit", "post", "until"])

    def given(self) -> Convened:
        """The checked input."""
        data = self.cleaned_data
        when, post = self.periods[data["when"]], self.posts[data["post"]]
        return Convened(data["unit"], when, post, data["until"])


class ReasonForm(forms.Form):
    """Why one goes on early, or back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )


class AnswerForm(forms.Form):
    """Why a rating stays."""

    answer = forms.CharField(
        label=gettext_lazy("Alasan tidak diubah"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis alasan rating tidak diubah.")},
    )


class MinutesForm(forms.Form):
    """What was said and agreed."""

    minutes = forms.CharField(
        label=gettext_lazy("Notulen"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Apa yang dibahas dan disepakati. Jumlah, perubahan, dan peserta dicatat sendiri. Dibaca peserta, pimpinan, kepegawaian, dan pengawas."
        ),
        error_messages={"required": gettext_lazy("Tulis notulen.")},
    )


class ProposeForm(forms.Form):
    """Both ratings as they should be, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan usulan"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Dari bukti yang dibaca bersama. Bila penilainya setuju, pegawai membaca alasan ini."
        ),
        error_messages={"required": gettext_lazy("Tulis alasan usulan.")},
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = short_labels(pack_named(evaluation.pack), RATINGS)
        named = {"results": _("Rating hasil kerja"), "behaviour": _("Rating perilaku")}
        for name, label in named.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=scale,
                widget=forms.RadioSelect,
                initial=getattr(evaluation, f"{name}_rating"),
            )
        self.order_fields(["results", "behaviour", "reason"])

    def given(self) -> Proposed:
        """The checked input."""
        data = self.cleaned_data
        return Proposed(data["results"], data["behaviour"], data["reason"])
