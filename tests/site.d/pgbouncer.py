# A private PgBouncer before the database of a site, with the very configuration of doc/.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal
import subprocess

import account
import postgres
import process
from folder import SOURCE, private
from problem import Missing, Problem, log_tail

# Of the sample; no TCP, it names the Unix socket.
PORT = 6432


def _folder(site):
    return site.socket_folder("pgbouncer")


def _program():
    return shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")


def wanted(site):
    return site.state.get("pgbouncer", False)


def require(site):
    if wanted(site) and not _program():
        raise Missing("PgBouncer", "pgbouncer")


def keywords(site, name):
    """As postgres.keywords(), through it."""
    return (
        f"host={_folder(site)} port={PORT} user={name} "
        f"password={site.state['passwords'][name]} dbname={postgres.DATABASE}"
    )


def _write(site, name, text):
    """It holds passwords."""
    path = site.path(name)
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "w", opener=private) as file:
        file.write(text)
    account.give(path, account.postgres(), 0o600)
    return path


def _configure(site):
    """The sample of doc/ with this site's places in the stead of its own."""
    users = "".join(f'"{name}" "{word}"\n' for name, word in site.state["passwords"].items())
    path = os.path.join(SOURCE, "doc", "pgbouncer.ini")
    with open(path) as file:
        text = file.read()
    for example, own in {
        "undersigned = host=127.0.0.1": f"undersigned = host={site.socket_folder('pg')}",
        "listen_addr = 127.0.0.1\n": "",
        "unix_socket_dir = /var/run/postgresql": f"unix_socket_dir = {_folder(site)}",
        "/etc/pgbouncer/userlist.txt": _write(site, "pgbouncer.users", users),
    }.items():
        if example not in text:
            raise Problem(f"{path} no longer holds {example}: mend it or pgbouncer.py")
        text = text.replace(example, own)
    return _write(site, "pgbouncer.ini", text)


def start(site):
    if not wanted(site):
        return
    os.makedirs(_folder(site), exist_ok=True)
    account.give(_folder(site), account.postgres(), 0o755)
    socket = os.path.join(_folder(site), f".s.PGSQL.{PORT}")
    if os.path.lexists(socket):
        os.unlink(socket)
    command = [_program(), _configure(site)]
    noted = process.spawn(site, "pgbouncer", command, account.postgres())
    process.wait(lambda: os.path.exists(socket) or not process.alive(noted), 20)
    if not process.alive(noted):
        raise Problem(f"PgBouncer does not start:\n{log_tail(site.log('pgbouncer'))}")


def wait_database(site):
    """Until each login has connections again to a database that was away: one try each second."""
    if not process.alive(site.processes.get("pgbouncer")):
        return
    for name in ("web", "courier"):
        command = ["psql", "-XAtqc", "select", keywords(site, name)]
        process.wait(lambda: _succeeds(command), 20)


def _succeeds(command):
    return subprocess.run(command, capture_output=True, env=process.environment()).returncode == 0


def stop(site):
    process.end(site, "pgbouncer", [(signal.SIGTERM, 10)])


def crash(site):
    process.kill(site, "pgbouncer")
