"""A way out that leads to a receiver in this process: no socket of the network is opened."""

import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

PUBLIC = "103.10.66.7"
OK = b"HTTP/1.1 204 No Content\r\n\r\n"


class FakeLine:
    """Knows names as it is told, and hands each connection to one receiver."""

    def __init__(self, answer: bytes | Callable[[socket.socket], None] = OK) -> None:
        self.answer = answer
        self.names: dict[str, list[str]] = {}
        self.reached: list[tuple[str, int]] = []
        self.looked_up: list[str] = []
        self.proved: list[str] = []
        self.got: list[bytes] = []

    def resolve(self, host: str, port: int) -> list[str]:  # noqa: ARG002 — as every line
        self.looked_up.append(host)
        return self.names.get(host, [PUBLIC])

    def connect(self, found: str, port: int, seconds: float) -> socket.socket:  # noqa: ARG002 — as every line
        self.reached.append((found, port))
        ours, theirs = socket.socketpair()
        threading.Thread(target=self._serve, args=(theirs,), daemon=True).start()
        return ours

    def secure(self, plain: socket.socket, host: str) -> socket.socket:
        self.proved.append(host)
        return plain

    def _serve(self, theirs: socket.socket) -> None:
        with theirs:
            self.got.append(read_request(theirs))
            if callable(self.answer):
                self.answer(theirs)
            else:
                theirs.sendall(self.answer)


def read_request(theirs: socket.socket) -> bytes:
    """The whole request, by its length."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = theirs.recv(4096)
        if not more:
            return data
        data += more
    head, _end, body = data.partition(b"\r\n\r\n")
    headers = parsed(head)
    while len(body) < int(headers.get("content-length", "0")):
        more = theirs.recv(4096)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body


def parsed(head: bytes) -> dict[str, str]:
    """Headers by their small names."""
    lines = head.decode("latin-1").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines if line)
    return {name.lower(): value.strip() for name, _colon, value in pairs}


class SecureLine(FakeLine):
    """The same under real TLS: the receiver proves a name by a certificate of an authority of its own."""

    def __init__(self, folder: Path, proves: str) -> None:
        super().__init__()
        self.theirs, self.ours = contexts(folder, proves)

    def secure(self, plain: socket.socket, host: str) -> socket.socket:
        return self.ours.wrap_socket(plain, server_hostname=host)

    def _serve(self, theirs: socket.socket) -> None:
        try:
            with self.theirs.wrap_socket(theirs, server_side=True) as way:
                self.got.append(read_request(way))
                way.sendall(OK)
        except OSError:
            theirs.close()


def contexts(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The receiver's side with a certificate for a name, and ours that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, SHA256())
    )
    file, secret = folder / "cert.pem", folder / "key.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(file, secret)
    return theirs, ssl.create_default_context(cafile=str(file))
