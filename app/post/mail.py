"""Handing letters to a mail server (SMTP, RFC 5321), over one connection for as long as it holds."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from types import TracebackType

from app.kernel import clock
from app.post.delivery import Claimed
from app.post.errors import UndeliveredError
from app.post.rules import TIMEOUT


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, how the way there is kept secret (`starttls`, `tls`, `none`), and as whom."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


class _Policy(EmailPolicy):
    """How a letter is written down: as Python does, but for the subject.

    Python loses the blank between two words where it breaks a long subject of other letters than ASCII's.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as its lines; `Header` keeps blanks inside the parts that it encodes (RFC 2047)."""
        if name != "Subject":
            return super().fold_binary(name, value)
        words = Header(value, None if value.isascii() else "utf-8", header_name=name)
        return f"{name}: {words.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


_POLICY = _Policy(linesep="\r\n")


class Postman:
    """Carries letters to one mail server; a context manager that hangs up at its end."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Postman:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, letter: Claimed) -> None:
        """Hand a letter in. Raises UndeliveredError with the server's reason; the next letter gets a new connection."""
        try:
            self._connected().send_message(self._message(letter), self.server.sender, [letter.to])
        except (smtplib.SMTPException, OSError, ValueError) as failure:
            self._hang_up()
            raise UndeliveredError(_reason(failure), for_ever=_is_for_ever(failure)) from failure

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            self._line = self._call()
        return self._line

    def _call(self) -> smtplib.SMTP:
        server, context, us = self.server, ssl.create_default_context(), self.server.sender.partition("@")[2]
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, us, timeout=TIMEOUT, context=context)
        else:
            line = smtplib.SMTP(server.host, server.port, us, timeout=TIMEOUT)
        try:
            if server.security == "starttls":
                line.starttls(context=context)
            if server.user:
                line.login(server.user, server.password)
        except BaseException:
            line.close()
            raise
        return line

    def _hang_up(self) -> None:
        if self._line is None:
            return
        with suppress(smtplib.SMTPException, OSError):  # the line may be what broke
            self._line.quit()
        self._line.close()
        self._line = None

    def _message(self, letter: Claimed) -> EmailMessage:
        message = EmailMessage(policy=_POLICY)
        message["From"], message["To"], message["Subject"] = self.server.sender, letter.to, letter.subject
        message["Date"] = format_datetime(clock.now())
        # The same at each try: of two copies that a killed worker caused, a mailbox may show one.
        domain = self.server.sender.partition("@")[2]
        message["Message-ID"] = f"<{letter.id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


def _reason(failure: Exception) -> str:
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(words)}" for code, words in failure.recipients.values())
    if isinstance(failure, smtplib.SMTPResponseException):
        return f"{failure.smtp_code} {_text(failure.smtp_error)}"
    return f"{type(failure).__name__}: {failure}"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _is_for_ever(failure: Exception) -> bool:
    """Tell whether the letter itself is refused (5xx to its reader or its content), and not us or our settings."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in failure.recipients.values())
    return isinstance(failure, smtplib.SMTPDataError) and 500 <= failure.smtp_code < 600
