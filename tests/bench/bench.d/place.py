# A private site to measure, and its twin whose three programs are the hello.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import tools

sys.path.append(os.path.join(tools.SOURCE, "tests"))
from harness.forge import Forge  # noqa: E402

SITE = os.path.join(tools.SOURCE, "tests", "site")
EXAMPLE = os.path.join(tools.SOURCE, "doc", "examples", "petition.txt")
SLUG = "amazon-ice"


class Place:
    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "env")) as file:
            self.env = dict(word.split("=", 1) for word in shlex.split(file.read()))
        self._read_state()
        self.url = self.env["URL"]
        self.sign_url = f"{self.url}/sign/{SLUG}"
        self.page_url = f"{self.url}/petition/{SLUG}"

    def _read_state(self):
        with open(os.path.join(self.folder, "state.json")) as file:
            self._state = json.load(file)

    def import_example(self):
        command = [self.env["BIN"], "import", EXAMPLE]
        subprocess.run(command, env=self.command_env, check=True, stdout=subprocess.DEVNULL)
        # Pages are at most [server] page_age old.
        time.sleep(1.5)

    @property
    def command_env(self):
        return {**os.environ, **self.env}

    def psql(self, *arguments):
        return subprocess.check_output(
            ["psql", "-XAtq", "-d", self.env["PGURI"], *arguments], text=True
        ).strip()

    def database_change(self, setting, value):
        """A setting of PostgreSQL that takes a restart."""
        postgres = urllib.parse.urlsplit(self.env["PGURI"])
        host = urllib.parse.unquote(postgres.netloc.rpartition("@")[2])
        subprocess.run(
            ["psql", "-XAtq", "-h", host, "-U", "postgres", "-d", postgres.path[1:]],
            env={**os.environ, "PGPASSWORD": self._state["passwords"]["postgres"]},
            input=f"alter system set {setting} = '{value}'",
            text=True,
            check=True,
        )
        subprocess.run([SITE, "restart", self.folder, "postgres"], check=True)
        self._read_state()

    def checkpoint(self):
        """So that each measurement begins with the same work left over: none."""
        self.psql("-c", "checkpoint")

    def newest(self):
        return int(self.psql("-c", "select last_value from undersigned.signature_id_seq"))

    def newer(self, than):
        """How many signatures are newer; where millions are, counting all would be what costs."""
        count = "select count(*) from undersigned.signature where petition_id = 1 and id > "
        return int(self.psql("-c", count + str(than)))

    def stamp(self):
        with urllib.request.urlopen(self.page_url) as answer:
            return re.search(r'name="stamp" value="([0-9a-f]+)"', answer.read().decode())[1]

    def sign_load(self, seconds):
        """Each signature that was thanked for is in the database, or this ends."""
        self.checkpoint()
        before = self.newest()
        load = tools.wrk(self.sign_url, seconds, "sign", self.stamp())
        stored = self.newer(before)
        if stored < load.counted:
            raise SystemExit(f"{load.counted} answers, but only {stored} new signatures")
        return load

    def sign(self, seconds):
        """Signatures a second."""
        return self.sign_load(seconds).rate

    def cpu(self):
        """The seconds of CPU that the programs and the database have used so far."""
        # What a connection used that has just ended is known a little later.
        time.sleep(0.5)
        postgres = self.pid("postgres")
        ticks = 0
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(pid) == postgres:
                # With those of its children that have ended.
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == postgres or int(pid) in self._programs:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def _programs(self):
        return [self.pid(name) for name in ("petition", "sign", "signature")]

    def signature_link(self):
        """To a signature that is made for it."""
        owed = os.path.join(tools.BENCH, "owed.sql")
        self.psql("-v", f"slug={SLUG}", "-v", "mails=1", "-f", owed)
        newest = "select petition_id, id, nonce from undersigned.signature order by id desc limit 1"
        token = Forge(self).token(*map(int, self.psql("-c", newest).split("|")))
        return f"{self.url}/signature/{token}"

    def pid(self, name):
        return self._state["processes"][name]["pid"]

    def nginx_change(self, change):
        """Serve by a configuration changed so from now on."""
        path = os.path.join(self.folder, "web", "site.conf")
        with open(path) as file:
            before = file.read()
        after = change(before)
        assert after != before, "the sample configuration has other words now"
        with open(path, "w") as file:
            file.write(after)
        os.kill(self.pid("web"), signal.SIGHUP)
        time.sleep(1)

    @property
    def dsn(self):
        """How PHP's PDO connects as the owner."""
        uri = urllib.parse.urlsplit(self.env["OWNER_URI"])
        host = urllib.parse.unquote(uri.netloc.rpartition("@")[2])
        return (
            f"pgsql:host={host};dbname={uri.path[1:]};user={uri.username};password={uri.password}"
        )


@contextlib.contextmanager
def folder():
    """That the accounts of web server and database can reach."""
    path = tempfile.mkdtemp(prefix="bench-", dir="/var/tmp")
    os.chmod(path, 0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def site(builddir, *options):
    with folder() as path:
        command = [SITE, "start", path, "--builddir", builddir, *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        try:
            yield Place(path)
        finally:
            subprocess.run([SITE, "stop", path], check=True)


@contextlib.contextmanager
def petition_site(options, *more):
    """With the example petition; its mails stay owed, so that nothing else is measured."""
    with site(options.builddir, "--set", "mail.couriers=0", *more) as place:
        place.import_example()
        yield place


@contextlib.contextmanager
def hello_site(options, *more):
    """The same web server with the same configuration, in front of the hello."""
    with folder() as build:
        os.mkdir(os.path.join(build, "cgi-bin"))
        os.symlink(os.path.join(options.builddir, "bin"), os.path.join(build, "bin"))
        for name in ("petition", "sign", "signature"):
            hello = os.path.join(options.builddir, "tests", "bench", "hello")
            shutil.copy(hello, os.path.join(build, "cgi-bin", name))
        with site(build, *more) as place:
            yield place
