# Ctrl-C and its like become an exception, but not between a process starting and its pid noted.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import signal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_held = 0
_waiting = None


class Interrupted(BaseException):
    def __init__(self, number):
        super().__init__(number)
        self.signal = number


def _arrived(number, _frame):
    global _waiting
    if _held:
        _waiting = number
    else:
        raise Interrupted(number)


def catch():
    for number in SIGNALS:
        signal.signal(number, _arrived)


def ignore():
    """For the last steps of stopping: they are bounded in time and must all be taken."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def held():
    """An interruption inside waits until the block has ended."""
    global _held, _waiting
    _held += 1
    try:
        yield
    finally:
        _held -= 1
        number, _waiting = (_waiting, None) if not _held else (None, _waiting)
    if number:
        raise Interrupted(number)
