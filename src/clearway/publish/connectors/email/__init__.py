"""E-mail by SMTP (RFC 5321, 5322): one message to one reader, plain text, nothing to load."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from clearway.publish.connectors.message import Message, NotSent, Outlets

_SECONDS = 15


def configured(outlets: Outlets) -> bool:
    """Whether there is a mail server and a sender."""
    return bool(outlets.smtp_url and outlets.mail_from)


def send(message: Message, outlets: Outlets) -> None:
    """Send by the server of ``CLEARWAY_SMTP_URL``.

    Raises:
        NotSent: the server did not take it; final where it refused the address itself.
    """
    try:
        with _server(outlets.smtp_url) as server:
            server.send_message(_letter(message, outlets.mail_from))
    except smtplib.SMTPRecipientsRefused:
        raise NotSent("recipient refused", final=True) from None
    except (smtplib.SMTPException, OSError, ValueError) as fault:
        raise NotSent(type(fault).__name__) from None


def _letter(message: Message, sender: str) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = " ".join(message.title.split())
    letter["From"] = sender
    letter["To"] = message.address
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.key.replace(':', '.')}@{sender.rsplit('@', 1)[-1].strip('<> ')}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{message.text}\n\n{message.link}\n" if message.link else f"{message.text}\n")
    return letter


def _server(address: str) -> smtplib.SMTP:
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
    try:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
