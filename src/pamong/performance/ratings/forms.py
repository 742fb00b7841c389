"""What a leader gives to many people on one screen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from pamong.performance.evaluation.wording import short_labels
from pamong.performance.ratings.actions import Accepted
from pamong.performance.ratings.queries import Board, Chosen
from pamong.performance.rules import RATINGS, pack_named

ACCEPT = "accept"  # the picks: which suggestion is accepted for whom


class RatingsForm(forms.Form):
    """A pick for each suggestion and a choice of behaviour for each person; none beforehand."""

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        for line in board.rows:
            scale = short_labels(pack_named(line.pack), RATINGS)
            field = forms.ChoiceField(
                choices=scale,
                required=False,
                widget=forms.RadioSelect,
                initial=line.behaviour_rating,
            )
            field.label = ""  # the row says whose it is
            field.is_asked = True  # type: ignore[attr-defined]
            self.fields[f"b{line.evaluation_id}"] = field
            self.fields[f"s{line.evaluation_id}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=line.version
            )

    def behaviour(self, key: int) -> BoundField:
        """The choice of behaviour for one person."""
        return self[f"b{key}"]

    def seen(self, key: int) -> BoundField:
        """The version that the screen showed."""
        return self[f"s{key}"]

    @property
    def accepted(self) -> dict[int, str]:
        """The suggestions picked, by evaluation, as they were shown."""
        data: Any = self.data
        picked: Sequence[str] = data.getlist(ACCEPT) if self.is_bound else ()
        found = {}
        for text in picked:
            key, _colon, code = text.partition(":")
            try:
                line = self.board.line(UUID(key))
            except ValueError:
                continue
            if line:
                found[line.evaluation_id] = code
        return found

    def clean(self) -> dict[str, Any]:
        """Something is given."""
        data = super().clean() or {}
        if not self.errors and not self.given():
            told = _(
                "Pilih saran yang Anda terima, atau rating perilaku paling sedikit satu pegawai."
            )
            first = next((f"b{line.evaluation_id}" for line in self.board.rows), None)
            self.add_error(first, told)
        return data

    def given(self) -> dict[int, Accepted]:
        """What changed, by evaluation: a rating of behaviour saved before is not given again."""
        accepted, data = self.accepted, self.cleaned_data
        found = {}
        for line in self.board.rows:
            key = line.evaluation_id
            chosen = data.get(f"b{key}") or ""
            conduct = chosen if chosen != line.behaviour_rating else ""
            seen = data.get(f"s{key}")
            one = Accepted(line.version if seen is None else seen, accepted.get(key, ""), conduct)
            if one.suggestion or one.behaviour:
                found[key] = one
        return found

    def chosen(self) -> Chosen:
        """The ratings as they are chosen now, saved or not; what is no rating is not chosen."""
        accepted, found = self.accepted, {}
        for line in self.board.rows:
            key, known = line.evaluation_id, dict(short_labels(pack_named(line.pack), RATINGS))
            results, conduct = accepted.get(key, ""), str(self.behaviour(key).value() or "")
            found[key] = (
                results if results in known else "",
                conduct if conduct in known else "",
            )
        return found
