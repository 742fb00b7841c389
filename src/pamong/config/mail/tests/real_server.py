"""A small mail server on the loopback that speaks the protocol, and answers as a test says."""

import datetime as dt
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

READY, BYE, OK, GO_ON, CUT = "220 ready", "221 bye", "250 ok", "354 go on", "cut"


class RealServer(ThreadingTCPServer):
    """What it took, what was said to it, and what it answers to a beginning of a line (once each)."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.context = context
        self.answers: list[tuple[str, str]] = []
        self.lines: list[str] = []
        self.taken: list[Taken] = []
        self.lost = ""  # the last content that it did not take
        self.connections = 0

    def answer_to(self, line: str) -> str:
        """What a test wants to be said here, or nothing."""
        for place, (begins, said) in enumerate(self.answers):
            if line.casefold().startswith(begins.casefold()):
                del self.answers[place]
                return said
        return ""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no fault of the server."""


@dataclass
class Taken:
    """One mail as it came over the line."""

    recipients: list[str] = field(default_factory=list)
    content: str = ""
    is_private: bool = False


class Talk(StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        """Until the client says goodbye, or the test cuts the line."""
        self.server = cast("RealServer", self.server)
        self.server.connections += 1
        self.is_private, self.mail = False, Taken()
        self.say(self.server.answer_to("connect") or READY)
        while line := self.rfile.readline().decode():
            self.server.lines.append(line.rstrip("\r\n"))
            if not self.answered(line.rstrip("\r\n")):
                return

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def answered(self, line: str) -> bool:
        wanted = cast("RealServer", self.server).answer_to(line)
        if wanted == CUT:
            return False
        if wanted:
            self.say(wanted)
            return not wanted.startswith("421")
        return self.usual(line)

    def usual(self, line: str) -> bool:
        server, word = cast("RealServer", self.server), line.partition(" ")[0].upper()
        if word == "EHLO":
            self.say("250-here")
            self.say("250 STARTTLS" if server.context and not self.is_private else "250 8BITMIME")
        elif word == "STARTTLS" and server.context:
            self.say("220 go ahead")
            self.hide(server.context)
        elif word == "RCPT":
            self.mail.recipients.append(line.partition("<")[2].rstrip(">"))
            self.say(OK)
        elif word == "DATA":
            self.say(GO_ON)
            return self.took()
        else:
            self.say(BYE if word == "QUIT" else OK)
        if word in {"MAIL", "RSET"}:
            self.mail = Taken()
        return word != "QUIT"

    def finish(self) -> None:
        """The files over the line, and the line under the encryption, end with the talk."""
        super().finish()
        self.connection.close()

    def hide(self, context: ssl.SSLContext) -> None:
        self.rfile.close()
        self.wfile.close()
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.is_private = True

    def took(self) -> bool:
        server, lines = cast("RealServer", self.server), []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        said = server.answer_to(".")
        server.lost = "".join(lines) if said else ""
        if said == CUT:
            return False
        if not said:
            self.mail.content, self.mail.is_private = "".join(lines), self.is_private
            server.taken.append(self.mail)
        self.mail = Taken()
        self.say(said or OK)
        return not said.startswith("421")


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[RealServer]:
    """One that listens until the test is over."""
    server = RealServer(context)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's certificate that nobody knows, and the file by which one may come to know it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(days=1))
    made = made.not_valid_after(now + dt.timedelta(days=1))
    made = made.add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    public = folder / "server.pem"
    public.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private = folder / "server.key"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
