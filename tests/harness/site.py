# A private site of the test's own, made by tests/site: servers, programs, database, mail.
# SPDX-License-Identifier: AGPL-3.0-or-later

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import urllib.parse

from .mailbox import Mailbox
from .tap import PATIENCE, Missing, wait
from .web import Browser

TESTS = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
SOURCE = os.path.dirname(TESTS)
BUILD = os.path.abspath(
    os.environ.get("builddir") or os.environ.get("UNDERSIGNED_BUILDDIR") or SOURCE
)
EXAMPLE = os.path.join(SOURCE, "doc", "examples", "petition.txt")
SLUG = "amazon-ice"
PROGRAMS = ("petition", "sign", "signature")
# Every kind of web server: tests/site.d/web.py says what each is.
SERVERS = ("cached", "fcgid", "proxy_fcgi", "cgi", "socket", "lighttpd", "htaccess", "busybox")
SKIPPED = 77

# What a signer types, but for the address.
TYPED = {
    "given_name": "Ada",
    "family_name": "Lovelace",
    "postal_code": "10115",
    "country": "DE",
    "comment": "",
}


def call(command, stdin=None, seconds=4 * PATIENCE, env=None):
    """A command that has ended; when this process is interrupted it ends that one first."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    ) as child:
        try:
            output, complaints = child.communicate(stdin, timeout=seconds)
        except BaseException:
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
            raise
    return subprocess.CompletedProcess(command, child.returncode, output, complaints)


def alive(pid):
    """Whether the process has not ended; one that nobody has taken note of yet has."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Site:
    """with Site("nginx", form_min_age=2) as site: …; stopped at the end, whatever happens."""

    def __init__(
        self,
        server="nginx",
        single_role=False,
        petition=True,
        fsync=False,
        parts=(),
        direct=False,
        **settings,
    ):
        """parts: pgbouncer, standby; SITE_PARTS names more of them, for any test that is not direct:
        not about what PostgreSQL itself says."""
        self._options = ["--server", server, "--builddir", BUILD]
        self._options += [] if fsync else ["--no-fsync"]
        self._options += ["--single-role"] if single_role else []
        more = [] if direct else os.environ.get("SITE_PARTS", "").split()
        self._options += [f"--{part}" for part in {*parts, *more}]
        # A mail more for each that confirms is for the tests that want it.
        for name, value in {"mail_thanks": "no", **settings}.items():
            section, _, key = name.partition("_")
            self._options += ["--set", f"{section}.{key}={value}"]
        self._petition = petition

    def __enter__(self):
        # As root the servers run under other accounts, which may not pass root's own TMPDIR.
        self.folder = tempfile.mkdtemp(prefix="undersigned-", dir=None if os.getuid() else "/tmp")
        try:
            self._do("start", *self._options)
            self._read_env()
            if self._petition:
                self.undersigned("import", EXAMPLE, check=True)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        before = {
            number: signal.signal(number, signal.SIG_IGN)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        subprocess.run(
            [os.path.join(TESTS, "site"), "stop", self.folder],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=4 * PATIENCE,
        )
        shutil.rmtree(self.folder, ignore_errors=True)
        for number, handler in before.items():
            signal.signal(number, handler)

    def _do(self, command, *arguments):
        done = call([os.path.join(TESTS, "site"), command, self.folder, *arguments])
        if done.returncode == SKIPPED:
            raise Missing(done.stderr.strip().removeprefix("tests/site: "))
        if done.returncode:
            raise RuntimeError(f"tests/site {command}: {done.stderr}")
        return done.stdout

    def _read_env(self):
        with open(os.path.join(self.folder, "env")) as file:
            self.env = dict(word.split("=", 1) for word in shlex.split(file.read()))
        self.url = self.env["URL"]
        self.browser = Browser(self.url)
        self.get, self.post, self.ask = self.browser.get, self.browser.post, self.browser.ask
        self.mails = Mailbox(self.env["MAILDIR"], self.env["ENVELOPEDIR"])

    # Parts of the site: programs, postgres, web or mail.
    def stop(self, part):
        self._do("stop", part)

    def restart(self, part, crash=False):
        self._do("restart", part, *(["--crash"] if crash else []))

    def pid(self, name):
        """Of a process that tests/site started; None when it does not run."""
        for line in call([os.path.join(TESTS, "site"), "status", self.folder]).stdout.splitlines():
            what, _, said = line.partition("\t")
            if what == name and said.startswith("pid "):
                return int(said.removeprefix("pid "))
        return None

    def socket(self, name):
        """Where a program that tests/site started listens."""
        with open(os.path.join(self.folder, "state.json")) as file:
            return os.path.join(json.load(file)["run"], "web", name + ".sock")

    def program_pids(self, name):
        """Of all the processes of that program which serve this site."""
        mine = b"UNDERSIGNED_CONF=" + os.fsencode(self.env["CONF"])
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    ours = mine in file.read().split(b"\0")
                program = os.path.basename(os.readlink(f"/proc/{pid}/exe"))
            except OSError:
                continue
            if ours and program.removesuffix(" (deleted)") == name:
                found.append(int(pid))
        return found

    def log(self, name):
        with open(os.path.join(self.env["LOGDIR"], name + ".log"), errors="replace") as file:
            return file.read()

    def petition(self, slug, *keys, title="A small petition", letter="Please do it."):
        """Imports a petition of few words; keys as "Goal: 5"."""
        lines = [f"Slug: {slug}", *keys, "", title, "", "The target", "", "The text.", ""]
        lines += ["To: The target", "From: [Your Name]", "", letter, ""]
        self.undersigned("import", "-", stdin="\n".join(lines), check=True)

    def undersigned(self, *arguments, stdin=None, check=False, seconds=2 * PATIENCE, **env):
        done = call(
            [self.env["BIN"], *arguments],
            stdin,
            seconds,
            {**os.environ, "UNDERSIGNED_CONF": self.env["CONF"], **env},
        )
        if check and done.returncode:
            raise RuntimeError(f"undersigned {arguments}: {done.returncode} {done.stderr}")
        return done

    def sql(self, statement, uri="PGURI"):
        """The rows, each a list of strings; a null is None."""
        done = call(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", "\x1f", "-R", "\x1e"]
            + ["-P", "null=\x1d", "-c", statement, self.env[uri]]
        )
        if done.returncode:
            raise RuntimeError(f"{statement}: {done.stderr}")
        rows = [row.split("\x1f") for row in done.stdout.removesuffix("\n").split("\x1e") if row]
        return [[None if cell == "\x1d" else cell for cell in row] for row in rows]

    def value(self, statement):
        """The only cell of the only row."""
        ((cell,),) = self.sql(statement)
        return cell

    def dump(self):
        """All that is stored, as text; totals that couriers make when they have time are made now."""
        for _ in range(100):
            if self.value("select undersigned.summary_refresh(1000)") == "0":
                break
        done = call(["pg_dump", "--data-only", self.env["PGURI"]])
        if done.returncode:
            raise RuntimeError(f"pg_dump: {done.stderr}")
        # Not the lines with a word that is another one each time, nor the numbers of the sequences,
        # which count what was tried.
        varying = r"^(\\(un)?restrict|SELECT pg_catalog.setval).*\n"
        return re.sub(varying, "", done.stdout, flags=re.M)

    def deliver(self):
        """Where no courier runs beside the programs, cron does this."""
        if self.env["SERVER"] in ("cgi", "busybox"):
            self.undersigned("mail", "--once", check=True)

    def configured(self, name, **sections):
        """Another configuration beside the site's own, with settings as mail={"tls": "none"}."""
        with open(self.env["CONF"]) as file:
            text = file.read()
        for section, settings in sections.items():
            before, head, after = text.partition(f"[{section}]\n")
            lines, bracket, rest = after.partition("\n[")
            for key, value in settings.items():
                lines = re.sub(rf"(?m)^{key} = .*\n?", "", lines)
                lines = f"{key} = {value}\n{lines}"
            text = before + head + lines + bracket + rest
        path = os.path.join(os.path.dirname(self.env["CONF"]), f"{name}.conf")
        with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(text)
        return path

    def mail_state(self, address):
        """What is recorded of the latest mail to an address, with why if it is dead."""
        return self.value(
            "select concat_ws(': ', outbox.state, outbox.dead_for)"
            " from undersigned.outbox join undersigned.signature"
            " on signature.petition_id = outbox.petition_id and signature.id = signature_id"
            f" where address = '{address}' order by outbox.id desc limit 1"
        )

    def due_again(self):
        """As if time had passed: what waits is due, and a relay that was away is tried again."""
        self.sql(
            "update undersigned.outbox set due_at = now() where state = 'owed';"
            " update undersigned.relay set probe_at = now() where away_since is not null"
        )

    def settled(self, seconds=PATIENCE):
        """Waits until no mail is owed, so that nothing moves by itself any more."""
        # What waits a while, so that several changes make one mail, is wanted now.
        self.sql(
            "update undersigned.outbox set due_at = now()"
            " where state = 'owed' and attempts = 0 and due_at > now()"
        )
        self.deliver()
        owed = "select count(*) from undersigned.outbox where state = 'owed'"
        wait("all owed mail settled", lambda: self.value(owed) == "0", seconds)

    def confirmed(self, slug=SLUG):
        """The exact count, which needs no page to grow old."""
        return int(
            self.value(f"select confirmed from undersigned.petition_find('{slug}') limit 1")
        )

    def form(self, slug=SLUG, query=""):
        return self.get(f"/petition/{slug}{query}").page.form

    def path_of(self, link):
        """An address or path of the site, as ask() takes it."""
        parts = urllib.parse.urlsplit(link)
        query = "?" + parts.query if parts.query else ""
        return parts.path.removeprefix(self.browser.prefix) + query

    def sign(self, email, slug=SLUG, form=None, **typed):
        """Fills in the form as a signer does, and sends it."""
        form = form or self.form(slug)
        fields = {**form.fields, **TYPED, "email": email, **typed}
        return self.post(self.path_of(form.action), fields)

    def sign_and_wait(self, email, **typed):
        """The path of the signer's own page, from the mail."""
        answer = self.sign(email, **typed)
        if answer.status != 303:
            raise RuntimeError(f"{email}: {answer}")
        self.deliver()
        return self.mails.wait(email).link

    def checked(self):
        """Whether `undersigned count --check` finds every count right."""
        return self.undersigned("count", "--check").returncode == 0
