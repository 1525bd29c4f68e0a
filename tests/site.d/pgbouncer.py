# A private PgBouncer before the database of a site: transaction mode, two connections of a login.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal

import account
import postgres
import process
from folder import private
from problem import Missing, Problem, log_tail

POOL_SIZE = 2
# No TCP: it names the Unix socket.
PORT = 6432


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
        f"host={site.socket_folder('pgbouncer')} port={PORT} user={name} "
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
    users = "".join(f'"{name}" "{word}"\n' for name, word in site.state["passwords"].items())
    return _write(
        site,
        "pgbouncer.ini",
        f"""[databases]
{postgres.DATABASE} = host={site.socket_folder("pg")}
[pgbouncer]
unix_socket_dir = {site.socket_folder("pgbouncer")}
listen_port = {PORT}
auth_type = scram-sha-256
auth_file = {_write(site, "pgbouncer.users", users)}
pool_mode = transaction
default_pool_size = {POOL_SIZE}
max_client_conn = 1000
""",
    )


def start(site):
    if not wanted(site):
        return
    folder = site.socket_folder("pgbouncer")
    os.makedirs(folder, exist_ok=True)
    account.give(folder, account.postgres(), 0o755)
    socket = os.path.join(folder, f".s.PGSQL.{PORT}")
    if os.path.lexists(socket):
        os.unlink(socket)
    command = [_program(), _configure(site)]
    noted = process.spawn(site, "pgbouncer", command, account.postgres())
    process.wait(lambda: os.path.exists(socket) or not process.alive(noted), 20)
    if not process.alive(noted):
        raise Problem(f"PgBouncer does not start:\n{log_tail(site.log('pgbouncer'))}")


def stop(site):
    process.end(site, "pgbouncer", [(signal.SIGTERM, 10)])


def crash(site):
    process.kill(site, "pgbouncer")
