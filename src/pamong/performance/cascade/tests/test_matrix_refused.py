"""What the matrix's action refuses is said over the matrix, with the cells as typed."""

from typing import Any

from django.core.exceptions import ValidationError

from pamong.people.tests.world import World
from pamong.performance.cascade.forms import MatrixForm
from pamong.performance.cascade.matrix import matrix_of
from pamong.performance.tests.make import make_plan
from pamong.ui.refused import refused_on


def refuse() -> None:
    raise ValidationError("Susunan pegawai sudah berubah.")


def test_a_refusal_of_the_action_is_an_error_of_the_matrix(world: World) -> None:
    form: Any = MatrixForm(None, matrix_of(make_plan(world.budi)))
    with refused_on(form):
        refuse()
    assert form.errors == ["Susunan pegawai sudah berubah."]
