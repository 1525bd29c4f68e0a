# The private PostgreSQL of a site: durable unless told otherwise, a password on its Unix socket.
# SPDX-License-Identifier: AGPL-3.0-or-later

import glob
import os
import re
import secrets
import shutil
import signal
import subprocess
import urllib.parse

import account
import interrupt
import process
from problem import Missing, Problem, log_tail

DATABASE = "undersigned"
LOGINS = ("owner", "web", "courier")
# The group roles that `undersigned setup` makes, and the login that stands for each program's.
MEMBERS = {"undersigned_web": "web", "undersigned_courier": "courier"}


def binaries(data=None):
    """Folder of PostgreSQL's programs: of the version that made the data, else the newest."""
    folders = [os.path.dirname(path) for path in glob.glob("/usr/lib/postgresql/*/bin/postgres")]
    if not folders and shutil.which("pg_config"):
        folder = subprocess.run(
            ["pg_config", "--bindir"], capture_output=True, text=True, check=True
        ).stdout.strip()
        folders = [folder] if os.path.exists(os.path.join(folder, "postgres")) else []
    if not folders:
        raise Missing("PostgreSQL", "postgresql")
    versions = {_version(folder): folder for folder in folders}
    if not data or not os.path.exists(os.path.join(data, "PG_VERSION")):
        return versions[max(versions, key=int)]
    with open(os.path.join(data, "PG_VERSION")) as file:
        made_by = file.read().strip()
    if made_by not in versions:
        raise Problem(
            f"{data} is of PostgreSQL {made_by}, which is gone: remove it or use another folder"
        )
    return versions[made_by]


def _version(folder):
    said = subprocess.check_output([os.path.join(folder, "postgres"), "--version"], text=True)
    return re.search(r"\d+", said)[0]


def require():
    binaries()


def data(site):
    return site.path("pgdata")


def keywords(site, name):
    """How libpq connects as that login; shorter than an address, as a line of settings is short."""
    return (
        f"host={site.socket_folder('pg')} user={name} password={site.state['passwords'][name]} "
        f"dbname={DATABASE}"
    )


def uri(site, name, folder="pg"):
    host = urllib.parse.quote(site.socket_folder(folder), safe="")
    return f"postgresql://{name}:{site.state['passwords'][name]}@{host}/{DATABASE}"


def login_of(site, role):
    """The login that stands for owner, web or courier."""
    return "single" if site.state["single_role"] else role


def query(site, sql, database=DATABASE):
    """Run SQL as the superuser; the password is not seen in the list of processes."""
    env = process.environment(
        PGHOST=site.socket_folder("pg"),
        PGUSER="postgres",
        PGDATABASE=database,
        PGPASSWORD=site.state["passwords"]["postgres"],
        PGOPTIONS="-c client_min_messages=warning",
    )
    psql = os.path.join(binaries(data(site)), "psql")
    done = subprocess.run(
        [psql, "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-"],
        input=sql,
        env=env,
        text=True,
        capture_output=True,
    )
    if done.returncode:
        raise Problem(f"psql: {done.stderr.strip()}")
    return done.stdout


def _create_cluster(site):
    shutil.rmtree(data(site), ignore_errors=True)
    os.mkdir(data(site))
    who = account.postgres()
    account.give(data(site), who, 0o700)
    site.state["passwords"] = {
        name: secrets.token_hex(12) for name in ("postgres", "single", *LOGINS)
    }
    password_file = site.path("password")
    try:
        with open(password_file, "w") as file:
            account.give(password_file, who, 0o600)
            file.write(site.state["passwords"]["postgres"] + "\n")
        # Nothing is lost with an empty cluster.
        done = subprocess.run(
            [
                os.path.join(binaries(), "initdb"),
                "--pgdata=" + data(site),
                "--username=postgres",
                "--pwfile=" + password_file,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            capture_output=True,
            text=True,
            cwd=site.folder,
            env=process.environment(),
            **account.switch(who),
        )
    finally:
        os.unlink(password_file)
    if done.returncode:
        raise Problem(f"initdb: {done.stderr.strip()}")


def _create_database(site):
    for name in sorted({login_of(site, role) for role in LOGINS}):
        password = site.state["passwords"][name]
        query(site, f"create role {name} login password '{password}'", "postgres")
    if not site.state["single_role"]:
        query(site, "alter role owner createrole", "postgres")
    query(site, f"create database {DATABASE} owner {login_of(site, 'owner')}", "postgres")
    site.state["database"] = "made"
    site.save()


def _strays(folder):
    """PostgreSQL's own children have sessions of their own; all of them work in the data folder."""
    found = []
    for pid in process.pids():
        try:
            if os.readlink(f"/proc/{pid}/cwd") == folder:
                found.append(pid)
        except OSError:
            pass
    return found


def launch(site, name, folder, sockets):
    """A server on that data folder, as far as it comes."""
    # A killed server's children end by themselves, and no new one may start before.
    if not process.wait(lambda: not _strays(folder), 20):
        raise Problem(f"processes {_strays(folder)} still use {folder}")
    pid_file = os.path.join(folder, "postmaster.pid")
    if os.path.exists(pid_file):
        # Nobody works here: the pid in it is nobody's or, after a reboot, a stranger's.
        os.unlink(pid_file)
    noted = process.spawn(
        site,
        name,
        [
            os.path.join(binaries(folder), "postgres"),
            "-D",
            folder,
            "--listen_addresses=",
            "--unix_socket_directories=" + sockets,
            "--fsync=" + site.state["fsync"],
        ],
        account.postgres(),
    )
    process.wait(lambda: _ready(pid_file) or not process.alive(noted), 120)
    return noted if _ready(pid_file) else None


def start(site):
    made = site.state.get("database") == "made"
    if not made:
        _create_cluster(site)
    if not process.alive(launch(site, "postgres", data(site), site.socket_folder("pg"))):
        raise Problem(f"PostgreSQL does not start:\n{log_tail(site.log('postgres'))}")
    if not made:
        _create_database(site)


def _ready(pid_file):
    try:
        with open(pid_file) as file:
            lines = file.read().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() in ("ready", "standby")


def grant_members(site):
    """Logins for the group roles, once `undersigned setup` has made those."""
    if not site.state["single_role"]:
        query(site, "".join(f"grant {role} to {member};\n" for role, member in MEMBERS.items()))


def stop(site):
    """What pg_ctl stop -m fast does, and -m immediate where that takes too long."""
    process.end(site, "postgres", [(signal.SIGINT, 30), (signal.SIGQUIT, 10)])
    sweep(data(site))


def crash(site):
    """What pg_ctl stop -m immediate does."""
    process.end(site, "postgres", [(signal.SIGQUIT, 10)])
    sweep(data(site))


def sweep(folder):
    if process.wait(lambda: not _strays(folder), 5):
        return
    with interrupt.held():
        for pid in _strays(folder):
            process.send(pid, signal.SIGKILL)
    process.wait(lambda: not _strays(folder), 5)
