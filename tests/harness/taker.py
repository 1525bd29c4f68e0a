# A relay that takes thousands of mails a second, remembers which, and can be held at any step.
# SPDX-License-Identifier: AGPL-3.0-or-later

import asyncio
import re
import threading

from .tap import wait

REPLIES = {b"MAIL": b"250 2.1.0 ok\r\n", b"RCPT": b"250 2.1.5 ok\r\n", b"RSET": b"250 ok\r\n"}
ID = re.compile(rb"^message-id: *(\S+)\r\n", re.I | re.M)
LINK = re.compile(rb"/signature/([0-9a-f]{60})")


class Taker:
    """
    with Taker() as taker: …; taker.mails is [(recipient, Message-ID, link)] in the order in which
    the dots came, taker.pace seconds before they were answered. taker.hold(step) keeps the answers
    to MAIL, RCPT, DATA or the dot until taker.release(), of those that come when so many mails have,
    and of so many at the most; taker.held counts the conversations that wait.
    """

    def __init__(self):
        self.mails = []
        self.pace = 0
        self.connections = 0
        self.quits = 0
        self.held = 0
        self.sizes = []
        self._held_step = None
        self._held_after = 0
        self._held_most = None
        self._loop = asyncio.new_event_loop()
        self._gate = None
        self._ready = threading.Event()

    def __enter__(self):
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._gate = asyncio.Event()
        self._gate.set()
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024, limit=1 << 20)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    def hold(self, step, after=0, most=None):
        self._held_most = most
        self._held_after = after
        self._held_step = step.encode()
        self._loop.call_soon_threadsafe(self._gate.clear)

    def release(self):
        self._held_step = None
        self._loop.call_soon_threadsafe(self._gate.set)

    def wait_for_held(self, number=1):
        wait(f"{number} conversations wait", lambda: self.held >= number)

    def _holds(self, step):
        most = self._held_most
        return (
            step == self._held_step
            and len(self.mails) >= self._held_after
            and (most is None or self.held < most)
        )

    async def _answer(self, writer, step, reply):
        if self._holds(step):
            self.held += 1
            await self._gate.wait()
            self.held -= 1
        writer.write(reply)

    async def _serve(self, reader, writer):
        self.connections += 1
        count = len(self.sizes)
        self.sizes.append(0)
        try:
            writer.write(b"220 taker\r\n")
            await self._talk(reader, writer, count)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader, writer, count):
        recipient = b""
        while line := await reader.readline():
            step = line[:4].upper().strip()
            if step == b"RCPT":
                recipient = line[9:].strip(b"<>\r\n")
            if step in (b"EHLO", b"HELO"):
                await self._answer(writer, step, b"250 taker\r\n")
            elif step == b"DATA":
                await self._answer(writer, step, b"354 go on\r\n")
                content = await reader.readuntil(b"\r\n.\r\n")
                self._take(recipient, content)
                self.sizes[count] += 1
                await asyncio.sleep(self.pace)
                await self._answer(writer, b".", b"250 2.0.0 ok\r\n")
            elif step == b"QUIT":
                self.quits += 1
                writer.write(b"221 bye\r\n")
                return
            else:
                await self._answer(writer, step, REPLIES.get(step, b"500 what?\r\n"))

    def _take(self, recipient, content):
        text = content.replace(b"=\r\n", b"")
        found = ID.search(content)
        link = LINK.search(text)
        self.mails.append((recipient.decode(), found and found[1], link and link[1]))
