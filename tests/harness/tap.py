# Says what was found right and wrong, in the Test Anything Protocol.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import difflib
import signal
import sys
import threading
import time
import traceback

# Of what went wrong as much as a person reads.
NOTE_LINES, NOTE_COLUMNS = 40, 400
# Seconds until what has not happened never will: far more than a slow machine takes for anything.
PATIENCE = 120


class Missing(Exception):
    """This machine has not got what the test needs."""


class Late(Exception):
    """What had to happen has not, in all the time that it had."""


def wait(what, happened, seconds=PATIENCE):
    """What happened() gives, as soon as it is true."""
    end = time.monotonic() + seconds
    while True:
        found = happened()
        if found:
            return found
        if time.monotonic() > end:
            raise Late(f"{what}: not within {seconds} seconds")
        time.sleep(0.02)


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0
        self._part = ""
        self._lock = threading.Lock()

    def _line(self, right, name, directive=""):
        # A # in the name would begin a directive.
        name = f"{self._part}{name}".replace("#", "").replace("\n", " ")
        with self._lock:
            self.count += 1
            self.failed += not right
            print(f"{'ok' if right else 'not ok'} {self.count} - {name}{directive}", flush=True)

    def note(self, *details):
        for line in "\n".join(map(str, details)).splitlines()[:NOTE_LINES]:
            print("#", line.encode("ascii", "backslashreplace").decode()[:NOTE_COLUMNS], flush=True)

    def ok(self, right, name, *details):
        self._line(bool(right), name)
        if not right:
            self.note(*details)
        return bool(right)

    def equal(self, got, wanted, name):
        return self.ok(got == wanted, name, f"     got: {got!r}", f"expected: {wanted!r}")

    def same(self, got, wanted, name):
        """Of long texts only the lines that differ are shown."""
        if got == wanted:
            return self.ok(True, name)
        lines = difflib.unified_diff(wanted.splitlines(), got.splitlines(), "expected", "got", n=0)
        return self.ok(False, name, *lines)

    def skip(self, name, reason):
        self._line(True, name, f" # SKIP {reason}")

    @contextlib.contextmanager
    def part(self, name):
        """Checks that belong together: an exception is a failure, and the next part goes on."""
        outer, self._part = self._part, f"{self._part}{name}: "
        try:
            yield
        except Missing as missing:
            self.skip("all of it", missing)
        except Exception:
            self.ok(False, "comes to its end", traceback.format_exc())
        finally:
            self._part = outer


def _interrupted(number, _frame):
    sys.exit(128 + number)


def run(main):
    """Runs main(tap), prints the plan, and ends the process."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupted)
    tap = Tap()
    try:
        main(tap)
    except Missing as missing:
        if tap.count == 0:
            print(f"1..0 # SKIP {missing}")
            sys.exit(0)
        tap.skip("the rest", missing)
    except Exception:
        tap.ok(False, "the script comes to its end", traceback.format_exc())
    print(f"1..{tap.count}")
    sys.exit(1 if tap.failed else 0)
