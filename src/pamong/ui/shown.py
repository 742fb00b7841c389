"""What a page would show, for a program: its values in place of its HTML."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse


class Shown(HttpResponse):
    """An answer of a view before it became a page."""

    def __init__(self, template: str, context: Mapping[str, Any], status: int) -> None:
        super().__init__(status=status)
        self.template, self.context = template, dict(context)
