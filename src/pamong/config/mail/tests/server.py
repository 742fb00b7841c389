"""A mail server that answers as a test says; it needs no socket."""

import smtplib
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Server(BaseEmailBackend):
    """Takes mail until it is told otherwise: `answers` are raised in their turn, None takes one."""

    answers: ClassVar[list[Exception | None]] = []
    taken: ClassVar[list[Any]] = []
    opened: ClassVar[list[int]] = []
    is_down: ClassVar[bool] = False

    @classmethod
    def begin(cls, *answers: Exception | None) -> None:
        """Forget what was, and answer so from here on."""
        cls.answers, cls.taken, cls.opened, cls.is_down = list(answers), [], [], False

    def open(self) -> bool:
        """Count the connections."""
        if type(self).is_down:
            raise ConnectionRefusedError
        self.opened.append(1)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take them, or raise what was asked for."""
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken.extend(email_messages)
        return len(email_messages)


def refused(code: int) -> Exception:
    """What the library says where a server does not take the address."""
    told: Any = {"sari@example.go.id": (code, b"5.1.1 <sari@example.go.id> unknown")}
    return smtplib.SMTPRecipientsRefused(told)


def busy() -> Exception:
    """Greylisting."""
    return refused(450)


def broken() -> Exception:
    """A line that breaks in the middle."""
    return smtplib.SMTPServerDisconnected("gone")
