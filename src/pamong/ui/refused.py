"""A rule that an action found broken, said on the form that asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, Protocol

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy

CHANGED = gettext_lazy(
    "Isian ini tidak dapat disimpan: sejak halaman dibuka, data atau tugas Anda berubah di tab atau "
    "perangkat lain. Tulisan Anda masih ada di bawah: salin bila perlu, lalu buka lagi halamannya."
)
GONE = gettext_lazy(
    "Isian ini tidak dapat disimpan: yang Anda isi sudah dihapus di tab atau perangkat lain. "
    "Tulisan Anda masih ada di bawah: salin bila perlu, lalu buka lagi halamannya."
)


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
    except PermissionDenied as error:  # allowed when the page was asked for, and not any more
        error.form = form  # type: ignore[attr-defined]
        raise
    except (ObjectDoesNotExist, Http404):
        form.add_error(None, ValidationError(GONE))


def hand_back(form: Any, reason: Any = "") -> NoReturn:
    """Answer with a refusal's own page, where what was typed stands to be copied."""
    error = ValidationError(reason or list(form.non_field_errors()) or CHANGED)
    error.form = form  # type: ignore[attr-defined]
    raise error


def hand_back_unless(shown: Any, form: Any, reason: Any = "") -> None:
    """Hand back what was typed into a form that its page does not show any more."""
    if form is not None and form.is_bound and not shown and form.has_changed():
        hand_back(form, reason)
