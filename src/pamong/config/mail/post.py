"""The connection to the mail server, and what its answers mean for one mail."""

import logging
import smtplib
from contextlib import suppress
from email.errors import MessageError
from enum import Enum
from types import TracebackType
from typing import NamedTuple, Self

from django.core.mail import EmailMessage, get_connection

log = logging.getLogger("pamong.mail")
PERMANENT, GOODBYE = 500, 421


class Said(Enum):
    """What a server says of a mail."""

    TAKEN = "taken"
    LATER = "later"
    NO_SUCH_ADDRESS = "no_such_address"
    NEVER = "never"


class Answer(NamedTuple):
    """The same with the code of the protocol, where there was one; never its words, which hold addresses."""

    said: Said
    code: int | None = None


class Post:
    """One connection for many mails, opened anew where the server closed it."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._close()

    def is_ready(self) -> bool:
        """Whether a mail can be handed over; a server that does not answer holds up every mail alike."""
        if self.is_open:
            return True
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            log.warning("the mail server does not answer: %s", type(error).__name__)
            self._close()
            return False
        self.is_open = True
        return True

    def send(self, message: EmailMessage) -> Answer:
        """Hand one over."""
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code = max((told[0] for told in error.recipients.values()), default=0)
            self._parted(code)
            return Answer(Said.NO_SUCH_ADDRESS if code >= PERMANENT else Said.LATER, code or None)
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
            self._parted(code)
            return Answer(Said.NEVER if code >= PERMANENT else Said.LATER, code)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("the mail server broke off: %s", type(error).__name__)
            self._close()
            told = getattr(error, "smtp_code", None)
            return Answer(Said.LATER, told if isinstance(told, int) and told > 0 else None)
        except (ValueError, MessageError) as error:
            log.warning("a mail cannot be written down: %s", type(error).__name__)
            return Answer(Said.NEVER)
        return Answer(Said.TAKEN)

    def _parted(self, code: int) -> None:
        """A server that says goodbye has closed the line: the next mail must not lose a try by it."""
        if code == GOODBYE:
            self._close()

    def _close(self) -> None:
        self.is_open = False
        with suppress(OSError, smtplib.SMTPException):
            self.connection.close()
