# A relay that answers as it is told to: with faults, late, or not at all.
# SPDX-License-Identifier: AGPL-3.0-or-later

import base64
import contextlib
import os
import socket
import socketserver
import ssl
import struct
import subprocess
import threading

from .tap import Missing, wait

# What a relay says to each step when nothing is wrong. EHLO is said with what the relay offers, AUTH
# when the login is right; "message" is the first line of a message, "." its end.
RIGHT = {
    "greeting": "220 relay.test",
    "HELO": "250 relay.test",
    "STARTTLS": "220 2.0.0 go on",
    "MAIL": "250 2.1.0 sender taken",
    "RCPT": "250 2.1.5 taken",
    "DATA": "354 go on",
    "message": "",
    ".": "250 2.0.0 it is ours now",
    "NOOP": "250 2.0.0 still here",
    "RSET": "250 2.0.0 forgotten",
    "QUIT": "221 2.0.0 bye",
}
# Instead of an answer the connection is closed, or reset, or nothing happens.
DROP, RESET, HANG = ENDS = ("drop", "reset", "hang")


class Relay(socketserver.ThreadingTCPServer):
    """with Relay() as relay: …

    faults: {step: answer}; an answer is what to say (bytes as they are, words with CR LF at the end
    of each line), or one of the above, or both, as a pair; or a function of one, None for nothing.
    offers: the lines of EHLO. certificate: of the TLS that STARTTLS begins, or, with implicit, the
    connection. logins: {method: what the client has to send}.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host="127.0.0.1", offers=(), certificate=None, implicit=False):
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, 0), _Session)
        self.offers, self.implicit, self.tls = list(offers), implicit, None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate.path, certificate.key)
        self.talking = 0
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        """As at the beginning: nothing is wrong, nothing was said."""
        self.faults = {}
        self.logins = {}
        self.seen = []
        self.said = []
        self.received = []
        self.taken = []

    @property
    def port(self):
        return self.server_address[1]

    @property
    def url(self):
        host = self.server_address[0]
        scheme = "smtps" if self.implicit else "smtp"
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    def copies(self, address):
        """How many mails to that address came in full and were not turned away."""
        return sum(address in to for to in self.taken)

    def quiet(self):
        """Waits until all that was said to it is read."""
        wait("the relay's conversations end", lambda: not self.talking)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that hangs up is none of ours."""


class _Over(Exception):
    """The conversation has ended."""


class _Session(socketserver.BaseRequestHandler):
    def setup(self):
        self.connection, self.buffer, self.to = self.request, b"", []
        with self.server.lock:
            self.server.talking += 1

    def finish(self):
        with contextlib.suppress(OSError):
            self.connection.close()
        with self.server.lock:
            self.server.talking -= 1

    def handle(self):
        with contextlib.suppress(_Over, OSError):
            if self.server.implicit:
                self._encrypt()
            self._answer("greeting")
            while True:
                self._command(self._line())

    def _encrypt(self):
        self.buffer = b""
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)

    def _line(self):
        while b"\n" not in self.buffer:
            more = self.connection.recv(65536)
            if not more:
                raise _Over
            self.buffer += more
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line + b"\n"

    def _command(self, line):
        self.server.said.append(line)
        step = line.split()[0].decode("ascii", "replace").upper() if line.split() else ""
        if step == "AUTH":
            return self._log_in(line.decode().split())
        if step in ("MAIL", "HELO", "EHLO"):
            self.to = []
        elif step == "RCPT":
            self.to.append(line.partition(b"<")[2].partition(b">")[0].decode("utf-8", "replace"))
        answer = self._answer(step)
        if step == "STARTTLS" and answer.startswith(b"220"):
            self._encrypt()
        elif step == "DATA" and answer.startswith(b"354"):
            self._message()
        elif step == "QUIT":
            raise _Over
        return None

    def _message(self):
        lines = [self._line()]
        self._answer("message")
        while lines[-1] != b".\r\n":
            lines.append(self._line())
        self.server.received.append(b"".join(lines[:-1]))
        told = self._told(".")
        # What a relay has read it has, unless it says otherwise.
        if isinstance(told, tuple) or told in ENDS or _bytes(told).startswith(b"2"):
            self.server.taken.append(self.to)
        self._say(".", told)

    def _log_in(self, words):
        method = words[1].upper()
        sent = [words[2]] if len(words) > 2 else []
        wanted = self.server.logins.get(method, [])
        for _ in range(max(1, len(wanted)) - len(sent)):
            self.connection.sendall(b"334 \r\n")
            line = self._line()
            self.server.said.append(line)
            sent.append(line.decode().strip())
        right = wanted and [base64.b64decode(word).decode() for word in sent] == wanted
        self._answer("AUTH", "235 2.7.0 welcome" if right else "535 5.7.8 who are you?")

    def _told(self, step, right=None):
        """What to answer at this step."""
        fault = self.server.faults.get(step)
        if callable(fault):
            fault = fault()
        if fault is not None:
            return fault
        if step == "EHLO":
            lines = ["relay.test", *self.server.offers]
            return "\n".join([f"250-{line}" for line in lines[:-1]] + [f"250 {lines[-1]}"])
        return right if right is not None else RIGHT.get(step, "500 5.5.1 what?")

    def _answer(self, step, right=None):
        return self._say(step, self._told(step, right))

    def _say(self, step, told):
        self.server.seen.append(step)
        said, end = told if isinstance(told, tuple) else ("", told) if told in ENDS else (told, None)
        said = _bytes(said)
        self.connection.sendall(said)
        if end == HANG:
            # Until the other side has had enough.
            while self.connection.recv(65536):
                pass
        if end == RESET:
            # With no time to linger the other side gets RST.
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            os.close(self.connection.detach())
        if end:
            raise _Over
        return said


def _bytes(told):
    if isinstance(told, bytes):
        return told
    return told.replace("\n", "\r\n").encode() + b"\r\n" if told else b""


class Certificate:
    """Of an authority that nobody else knows, made with openssl in a folder of the test's."""

    def __init__(self, folder, name, host="127.0.0.1", days=2):
        self.path, self.key = (os.path.join(folder, f"{name}.{ending}") for ending in ("pem", "key"))
        kind = "IP" if host.replace(".", "").isdigit() or ":" in host else "DNS"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        command += ["-nodes", "-keyout", self.key, "-out", self.path, "-days", str(days)]
        command += ["-subj", f"/CN={name}.test", "-addext", f"subjectAltName={kind}:{host}"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        except FileNotFoundError as missing:
            raise Missing("openssl, which makes certificates") from missing
