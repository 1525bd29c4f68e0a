# The folder of a site: where everything lies, and what is remembered from one command to the next.
# SPDX-License-Identifier: AGPL-3.0-or-later

import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil

import account
from problem import Problem

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))

# A Unix socket's name has at most 107 bytes; the longest one below the folder for them takes 30.
SOCKET_FOLDER_MAX = 107 - 30


class Site:
    @classmethod
    def open(cls, folder, make=False):
        folder = os.path.realpath(folder)
        if not re.fullmatch(r"[\w/.,:+@~=-]+", folder):
            raise Problem(
                f"{folder}: the servers' configurations cannot name this; choose plain letters"
            )
        if make:
            os.makedirs(folder, exist_ok=True)
        elif not os.path.exists(os.path.join(folder, "state.json")):
            raise Problem(f"{folder} holds no site: tests/site start {folder}")
        return cls(folder)

    def __init__(self, folder):
        self.folder = folder
        # Whether this process started it.
        self.ours = False
        # Held by this process until it ends: two commands on one site take turns.
        self._lock = open(self.path("lock"), "w")
        self.load()

    def load(self):
        self.state = {"processes": {}, "passwords": {}}
        if os.path.exists(self.path("state.json")):
            with open(self.path("state.json")) as file:
                self.state = json.load(file)
        self.processes = self.state["processes"]

    def lock(self):
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.load()

    def unlock(self):
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def save(self):
        with open(self.path("state.json.new"), "w", opener=private) as file:
            json.dump(self.state, file, indent=1)
        os.replace(self.path("state.json.new"), self.path("state.json"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def log(self, name):
        return self.path("log", name + ".log")

    @property
    def url(self):
        return self.state["url"]

    @property
    def run(self):
        """The folder for pid files and the folders of sockets."""
        return self.state["run"]

    def socket_folder(self, name):
        return os.path.join(self.run, name)

    @property
    def build(self):
        return self.state["build"]

    @property
    def command(self):
        """The `undersigned` to use."""
        return os.path.join(self.build, "bin", "undersigned")

    @property
    def conf(self):
        return self.path("undersigned.conf")

    def lay_out(self):
        """Make the folders that are missing."""
        if account.is_root():
            os.chmod(self.folder, os.stat(self.folder).st_mode | 0o111)
        for who in (account.postgres(), account.web()):
            closed = account.closed_parent(self.folder, who)
            if closed:
                raise Problem(
                    f"{who.pw_name} may not pass {closed}: choose a folder under /var/tmp, say, "
                    f"or chmod o+x {closed}"
                )
        self.state["run"] = self.path("run")
        if len(os.fsencode(self.run)) > SOCKET_FOLDER_MAX:
            name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
            self.state["run"] = f"/tmp/undersigned-{os.getuid()}-{name}"
        for folder in (self.run, self.path("log"), self.path("web")):
            folder_make(folder)
        folder_make(self.socket_folder("pg"))
        account.give(self.socket_folder("pg"), account.postgres(), 0o755)
        for folder in (
            self.socket_folder("web"),
            *map(self.path, ("mail", "envelope", "mail.new")),
        ):
            folder_make(folder)
            account.give(folder, account.web(), 0o700)

    def clear_run(self):
        """Sockets and pid files of the past."""
        shutil.rmtree(self.run, ignore_errors=True)

    def place(self, source, name):
        """Make a file or folder of the source or build tree reachable for the web account.

        A link, so that changes show at once; a copy where the account may not pass the way, as
        with a tree under root's home.
        """
        target = self.path(name)
        if os.path.islink(target) or os.path.isfile(target):
            os.unlink(target)
        elif os.path.isdir(target):
            shutil.rmtree(target)
        if account.closed_parent(source, account.web()) is None:
            os.symlink(source, target)
        elif os.path.isdir(source):
            shutil.copytree(source, target)
            for folder, _, files in os.walk(target):
                for path in (folder, *(os.path.join(folder, file) for file in files)):
                    readable(path)
        else:
            shutil.copy(source, target)
            readable(target)
        return target

    def write_env(self, values):
        with open(self.path("env"), "w", opener=private) as file:
            for name, value in values.items():
                file.write(f"{name}={shlex.quote(value)}\n")


def private(path, flags):
    return os.open(path, flags, 0o600)


def readable(path):
    mode = os.stat(path).st_mode
    os.chmod(path, mode | (0o555 if mode & 0o100 else 0o444))


def folder_make(path):
    os.makedirs(path, mode=0o755, exist_ok=True)
    ours = {os.getuid(), account.web().pw_uid, account.postgres().pw_uid}
    # Sockets may lie below /tmp, where a stranger may have been first.
    if os.path.islink(path) or os.lstat(path).st_uid not in ours:
        raise Problem(f"{path} is somebody else's")
