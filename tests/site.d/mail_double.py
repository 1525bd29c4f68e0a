# The relay of a private site: takes every mail over SMTP and keeps each as one file.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# mail_double.py PORT MAILDIR ENVELOPEDIR NEWDIR
# MAILDIR/NAME.eml holds the very bytes that came, ENVELOPEDIR/NAME.json from, to and time.

import asyncio
import itertools
import json
import logging
import os
import signal
import sys
import time

from aiosmtpd.smtp import SMTP

SIZE_MAX = 10 * 1024 * 1024


class Keeper:
    def __init__(self, mails, envelopes, new):
        self.mails, self.envelopes, self.new = mails, envelopes, new
        self.numbers = itertools.count(1)

    def keep(self, folder, name, content):
        """A file is there whole or not at all."""
        new = os.path.join(self.new, name)
        with open(new, "wb") as file:
            file.write(content)
        os.rename(new, os.path.join(folder, name))

    async def handle_DATA(self, _server, _session, envelope):
        now = time.time()
        name = f"{now:.6f}-{os.getpid()}-{next(self.numbers)}"
        about = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "time": now}
        # The envelope first: who sees the mail finds its envelope.
        self.keep(self.envelopes, name + ".json", json.dumps(about).encode())
        self.keep(self.mails, name + ".eml", envelope.original_content)
        return "250 OK " + name


async def serve(port, keeper):
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    # Named, because otherwise each connection asks the resolver for the name of this machine.
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="mail.test", data_size_limit=SIZE_MAX, loop=loop),
        "127.0.0.1",
        port,
        backlog=1024,
    )
    print(f"listening on 127.0.0.1:{port}", flush=True)
    await stopped.wait()
    server.close()


if __name__ == "__main__":
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    asyncio.run(serve(int(sys.argv[1]), Keeper(*sys.argv[2:5])))
