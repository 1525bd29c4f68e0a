# A command on a terminal of its own, as a person at the keyboard has it.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import pty
import select
import subprocess
import termios
import time

from .tap import PATIENCE, Late



class Terminal:
    """A command on a terminal of its own; what it says is waited for, key by key."""

    def __init__(self, site, *arguments, **env):
        self._ours, self._theirs = pty.openpty()
        self.before = termios.tcgetattr(self._theirs)
        self.seen = ""
        self._child = subprocess.Popen(
            [site.env["BIN"], *arguments], stdin=self._theirs, stdout=self._theirs,
            stderr=self._theirs, start_new_session=True,
            env={**os.environ, "UNDERSIGNED_CONF": site.env["CONF"], **env},
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        os.close(self._theirs)
        os.close(self._ours)

    def wait(self, part):
        """All that it has said since the last time, as soon as part is in it."""
        end = time.monotonic() + PATIENCE
        while part not in self.seen:
            ready, _, _ = select.select([self._ours], [], [], 0.2)
            if ready:
                self.seen += os.read(self._ours, 65536).decode(errors="replace")
            elif time.monotonic() > end:
                raise Late(f"{part!r} not in {self.seen!r}")
        said, self.seen = self.seen, ""
        return said

    def type(self, keys):
        os.write(self._ours, keys.encode())

    def press(self, key, part):
        self.type(key)
        return self.wait(part)

    def end(self, number=None):
        """Its exit status; the terminal has to be as it was."""
        if number:
            os.kill(self._child.pid, number)
        self._child.wait(PATIENCE)
        return self._child.returncode, termios.tcgetattr(self._theirs) == self.before
