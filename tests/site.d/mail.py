# Starts and stops the mail double.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import signal
import socket
import subprocess

import account
import ports
import process
from folder import SOURCE
from problem import Missing, Problem, log_tail

PYTHON = "/usr/bin/python3"


def require():
    if subprocess.run([PYTHON, "-c", "import aiosmtpd"], stderr=subprocess.DEVNULL).returncode:
        raise Missing("aiosmtpd, the SMTP server of the mail double,", "python3-aiosmtpd")


def _answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            return connection.recv(4).startswith(b"220")
    except OSError:
        return False


def _start_on(site, port):
    program = site.place(
        os.path.join(SOURCE, "tests", "site.d", "mail_double.py"), "web/mail_double.py"
    )
    noted = process.spawn(
        site,
        "mail",
        [PYTHON, "-B", program, str(port), *map(site.path, ("mail", "envelope", "mail.new"))],
        account.web(),
    )
    process.wait(lambda: _answers(port) or not process.alive(noted), 20)
    if process.alive(noted) and _answers(port):
        site.state["mail_port"] = port
        return True
    process.kill(site, "mail")
    return False


def start(site):
    """On a free port, the last one if possible: undersigned.conf names it."""
    if any(_start_on(site, port) for port in ports.candidates(site.state.get("mail_port"))):
        site.save()
    else:
        raise Problem(f"the mail double does not start:\n{log_tail(site.log('mail'))}")


def stop(site):
    process.end(site, "mail", [(signal.SIGTERM, 5)])


def crash(site):
    process.kill(site, "mail")
