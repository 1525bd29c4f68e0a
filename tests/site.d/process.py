# Processes of a site: each in its own session, known by pid, start time and boot, ended in time.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import signal
import subprocess
import time

import account
import interrupt
from problem import Problem

# What is told to sanitizers and coverage reaches the programs; nothing else of the environment.
PASSED_ON = ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE")


def environment(**more):
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL": "C.UTF-8",
        **kept,
        **more,
    }


# What this process has started, so that it can say how it ended.
_children = {}


def _boot():
    with open("/proc/sys/kernel/random/boot_id") as file:
        return file.read().strip()


def _facts(pid):
    """(state, session, start time) of a process, or None when there is none."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            # The name in parentheses may hold anything, so count from the last one.
            fields = file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[0], int(fields[3]), int(fields[19])


def pids():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def spawn(site, name, command, owner, env=None):
    """Start a part of the site, its output to log/NAME.log; its pid is noted at once."""
    with open(site.log(name), "ab") as log, interrupt.held():
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=site.folder,
            env=env or environment(),
            start_new_session=True,
            **account.switch(owner),
        )
        _children[child.pid] = child
        facts = _facts(child.pid)
        site.processes[name] = {"pid": child.pid, "started": facts[2], "boot": _boot()}
        site.save()
    return site.processes[name]


def alive(noted):
    if not noted or noted["boot"] != _boot():
        return False
    facts = _facts(noted["pid"])
    return facts is not None and facts[0] not in "ZX" and facts[2] == noted["started"]


def ending(noted):
    """How a process that spawn has started came to its end: -15 is SIGTERM."""
    return f"exit status {_children[noted['pid']].poll()}"


def members(noted):
    """The pids that are left of a process and of what it started in its session.

    The kernel gives a pid to nobody else while a session goes by it, so a session that
    outlived its leader is still ours unless a stranger leads it now.
    """
    if not noted or noted["boot"] != _boot():
        return []
    leader = _facts(noted["pid"])
    if leader and leader[2] != noted["started"]:
        return []
    found = []
    for pid in pids():
        facts = _facts(pid)
        if (
            facts
            and facts[1] == noted["pid"]
            and facts[0] not in "ZX"
            and facts[2] >= noted["started"]
        ):
            found.append(pid)
    return found


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def wait(gone, seconds):
    """Whether gone() came true within so many seconds."""
    end = time.monotonic() + seconds
    while not gone():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def end(site, name, steps):
    """Take the steps, (signal, seconds to wait) each, until nothing is left; then kill the rest."""
    noted = site.processes.get(name)
    for number, seconds in steps:
        if not members(noted):
            break
        for pid in [noted["pid"]] if alive(noted) else members(noted):
            send(pid, number)
        wait(lambda: not members(noted), seconds)
    kill(site, name)


def kill(site, name):
    """kill -9 the part and all that it started."""
    noted = site.processes.get(name)

    def kill_rest():
        rest = members(noted)
        for pid in rest:
            send(pid, signal.SIGKILL)
        return not rest

    if not wait(kill_rest, 10):
        raise Problem(f"{name} does not go away, not even killed: pids {members(noted)}")
    if site.processes.pop(name, None):
        site.save()
