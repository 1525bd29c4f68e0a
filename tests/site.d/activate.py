# Keeps a listening socket and runs a program at it, as systemd does with undersigned@.socket.
# SPDX-License-Identifier: AGPL-3.0-or-later
"""
activate.py SOCKET UNIT PROGRAM: listens as the unit of systemd says, and gives the program the socket
as its descriptor 0; one that ends is started again. SIGTERM ends both, SIGHUP only the program.
"""

import os
import signal
import socket
import subprocess
import sys


def options(path):
    with open(path) as file:
        return dict(line.strip().split("=", 1) for line in file if "=" in line and line[0] != "#")


def listen(path, unit):
    said = options(unit)
    listener = socket.socket(socket.AF_UNIX)
    if os.path.lexists(path):
        os.unlink(path)
    listener.bind(path)
    os.chmod(path, int(said["SocketMode"], 8))
    listener.listen(int(said["Backlog"]))
    return listener


def main(path, unit, program):
    signals = {signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    listener = listen(path, unit)
    ending = False
    while not ending:
        child = subprocess.Popen(
            [program],
            stdin=listener,
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, signals),
        )
        while child.poll() is None:
            number = signal.sigwait(signals)
            ending = ending or number == signal.SIGTERM
            if number != signal.SIGCHLD:
                child.send_signal(signal.SIGTERM)


main(*sys.argv[1:])
