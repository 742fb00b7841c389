"""A rule that an action found broken, said on the form that asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.core.exceptions import ValidationError


class Refusable(Protocol):
    """A form, or what shows errors like one."""

    def add_error(self, _field: None, error: ValidationError, /) -> None:
        """Show the error at the top."""


@contextmanager
def refused_on(form: Refusable) -> Iterator[None]:
    """Let the page show its form again with the reason and all that was typed, in place of a bare page."""
    try:
        yield
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
