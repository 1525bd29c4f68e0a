# What a login of the database sees and is told, over connections of its own.
# SPDX-License-Identifier: AGPL-3.0-or-later

import urllib.parse

from .site import call


class Login:
    """As `undersigned organization login` and `undersigned organizer login` make it."""

    def __init__(self, site, kind, name):
        said = site.undersigned(kind, "login", name, check=True)
        self.name, self.password = said.stdout.rstrip("\n").split("\t")
        uri = urllib.parse.urlsplit(site.env["PGURI"])
        place = uri.netloc.rpartition("@")[2]
        self.uri = uri._replace(netloc=f"{self.name}:{self.password}@{place}").geturl()

    def run(self, script):
        """A script of psql's; goes on behind an error."""
        return call(["psql", "-XAtq", "-F", "\t", "-d", self.uri], script)

    def rows(self, query):
        done = self.run(f"copy ({query}) to stdout;")
        if done.stderr:
            raise RuntimeError(f"{self.name}: {query}: {done.stderr}")
        return done.stdout.splitlines()
