# A relay that answers as it is told to: with faults, late, or not at all.
# SPDX-License-Identifier: AGPL-3.0-or-later

import socketserver
import threading

# What a relay says to each step when nothing is wrong.
RIGHT = {
    "greeting": "220 relay.test",
    "EHLO": "250 relay.test",
    "MAIL": "250 2.1.0 sender taken",
    "RCPT": "250 2.1.5 taken",
    "DATA": "354 go on",
    ".": "250 2.0.0 it is ours now",
    "QUIT": "221 2.0.0 bye",
}
# Instead of an answer the connection is closed, or nothing happens.
DROP, HANG = "drop", "hang"


class Relay(socketserver.ThreadingTCPServer):
    """with Relay() as relay: …; relay.faults is {step: answer}, relay.received the mails."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.faults = {}
        self.seen = []
        self.received = []
        self.over = threading.Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    def _answer(self, step):
        """Whether the conversation goes on."""
        self.server.seen.append(step)
        answer = self.server.faults.get(step, RIGHT.get(step, "500 5.5.1 what?"))
        if answer == HANG:
            self.server.over.wait(60)
        if answer in (DROP, HANG):
            return False
        self.wfile.write(answer.replace("\n", "\r\n").encode() + b"\r\n")
        return True

    def _message(self):
        lines = iter(self.rfile.readline, b"")
        content = b"".join(iter(lambda: next(lines, b".\r\n"), b".\r\n"))
        self.server.received.append(content)
        return self._answer(".")

    def handle(self):
        going = self._answer("greeting")
        while going:
            step = self.rfile.readline().decode().strip().upper()[:4]
            if not step:
                return
            going = self._answer(step) and step != "QUIT"
            if step == "DATA" and self.server.faults.get("DATA", RIGHT["DATA"]).startswith("354"):
                going = self._message()
