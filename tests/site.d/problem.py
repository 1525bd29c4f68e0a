# What went wrong, said so that the reader knows what to do next.
# SPDX-License-Identifier: AGPL-3.0-or-later

import sys

# Automake's word for "this test could not run here".
SKIPPED = 77


class Problem(Exception):
    status = 1


class Missing(Problem):
    """Software that is not installed: the reason, and the command that installs it."""

    status = SKIPPED

    def __init__(self, what, package):
        super().__init__(f"{what} is missing: apt-get install {package}")


def say(text):
    print(f"tests/site: {text}", file=sys.stderr, flush=True)


def log_tail(path, lines=20):
    try:
        with open(path, errors="replace") as log:
            return "".join(log.readlines()[-lines:])
    except OSError:
        return ""
