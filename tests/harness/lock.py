# Holds tables of a site's database, so that requests stay in progress until they are let go.
# SPDX-License-Identifier: AGPL-3.0-or-later

import subprocess

from .tap import PATIENCE, wait

TABLES = "undersigned.petition, undersigned.signature"


class Lock:
    def __init__(self, site):
        self._site = site

    def __enter__(self):
        self._psql = subprocess.Popen(
            ["psql", "-XAtq", self._site.env["PGURI"]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._psql.stdin.write(f"begin; lock table {TABLES}; select 'locked';\n")
        self._psql.stdin.flush()
        if self._psql.stdout.readline() != "locked\n":
            raise RuntimeError("the tables could not be locked")
        return self

    def wait_for_waiting(self):
        """Until somebody waits for the tables."""
        waiting = "select count(*) from pg_locks where not granted"
        wait("somebody waits for the tables", lambda: self._site.value(waiting) != "0")

    def release(self):
        self._psql.stdin.close()
        self._psql.wait(PATIENCE)

    def __exit__(self, *_):
        self._psql.stdin.close()
        self._psql.stdout.close()
        try:
            self._psql.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._psql.kill()
            self._psql.wait()
