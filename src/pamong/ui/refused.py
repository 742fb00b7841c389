"""A rule that an action found broken, said on the form that asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.forms import BaseForm


@contextmanager
def refused_on(form: BaseForm) -> Iterator[None]:
    """Let the page show its form again with the reason and all that was typed, in place of a bare page."""
    try:
        yield
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
