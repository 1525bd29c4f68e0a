# A site around a command: started before it, stopped after it, whatever happens.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal
import subprocess
import tempfile

import account
import interrupt
import life
import process
import programs
from folder import Site
from problem import SKIPPED, log_tail, say


def run(options, command):
    folder = options.dir or temporary()
    site = None
    try:
        site = Site.open(folder, make=True)
        life.start(site, options)
        status = _command(site, command)
        if status not in (0, SKIPPED) and status - 128 not in interrupt.SIGNALS:
            _show_logs(site)
        return status
    finally:
        interrupt.ignore()
        if site and site.ours:
            life.stop(site)
        if not options.dir:
            shutil.rmtree(folder, ignore_errors=True)


def temporary():
    """A folder that the unprivileged accounts can reach."""
    folder = tempfile.mkdtemp(prefix="undersigned-")
    if account.closed_parent(os.path.dirname(folder), account.web()):
        os.rmdir(folder)
        folder = tempfile.mkdtemp(prefix="undersigned-", dir="/tmp")
    return folder


def _has_terminal():
    """Whether Ctrl-C on the terminal of standard input comes to this process."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def _take_terminal():
    """As a shell does for a command, so that it may read the terminal and Ctrl-C goes to it."""
    # Who takes the terminal from the background is stopped unless this is ignored.
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, before)


def _command(site, command):
    """Its exit status, as a shell tells it; an interruption is handed on to all of its group."""
    terminal = _has_terminal()
    with interrupt.held():
        try:
            child = subprocess.Popen(
                command,
                env={**os.environ, **life.environment(site)},
                process_group=0,
                preexec_fn=_take_terminal if terminal else None,
            )
        except OSError as error:
            say(f"{command[0]}: {error.strerror}")
            return 127 if isinstance(error, FileNotFoundError) else 126
    status = None
    while status is None:
        try:
            status = child.wait()
        except interrupt.Interrupted as interrupted:
            _send_group(child.pid, interrupted.signal)
            if not process.wait(lambda: child.poll() is not None, 20):
                _send_group(child.pid, signal.SIGKILL)
    if terminal:
        _take_terminal()
    _send_group(child.pid, signal.SIGKILL)
    return status if status >= 0 else 128 - status


def _send_group(group, number):
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass


def _show_logs(site):
    for name in ("postgres", "web", *programs.NAMES):
        tail = log_tail(site.log(name))
        if tail:
            say(f"the end of {name}.log:\n{tail}")
