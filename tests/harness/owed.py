# Mail that is owed, without anybody having signed; and couriers of the test's own.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import subprocess

from .site import SLUG, SOURCE, call
from .tap import PATIENCE



class Courier:
    """with Courier(site, "--once") as courier: …; killed at the end if it is still there."""

    def __init__(self, site, *arguments):
        command = [site.env["BIN"], "--config", site.env["CONF"], "mail", *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    def tell(self, number):
        self._process.send_signal(number)

    def end(self):
        """(exit status, what it said)"""
        _, said = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, said

    def kill(self):
        self._process.kill()
        self._process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


def owe(site, mails, slug=SLUG):
    """So many signatures that are owed their confirmation mail."""
    script = os.path.join(SOURCE, "tests", "bench", "owed.sql")
    settings = ["-v", f"slug={slug}", "-v", f"mails={mails}"]
    done = call(["psql", "-XAtq", "-d", site.env["PGURI"], *settings, "-f", script])
    if done.returncode:
        raise RuntimeError(done.stderr)


def count(site, state):
    """How many mails are so."""
    where = f"where state = '{state}'"
    return int(site.value(f"select count(*) from undersigned.outbox {where}"))
