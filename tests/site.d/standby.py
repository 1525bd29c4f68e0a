# A second PostgreSQL of a site, which follows the first: no commit is answered before it has it, too.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal
import subprocess

import account
import postgres
import process
from problem import Problem, log_tail

# The connection of the programs must find the one of the two that takes writes.
SESSION = "target_session_attrs=read-write"


def wanted(site):
    return site.state.get("standby", False)


def _data(site):
    return site.path("standby")


def _folder(site):
    return site.socket_folder("standby")


def keywords(site, name):
    """As postgres.keywords(), for whichever of the two takes writes."""
    return (
        f"host={site.socket_folder('pg')},{_folder(site)} {SESSION} user={name} "
        f"password={site.state['passwords'][name]} dbname={postgres.DATABASE}"
    )


def uri(site, name):
    return postgres.uri(site, name, "standby")


def _copy(site):
    shutil.rmtree(_data(site), ignore_errors=True)
    os.mkdir(_data(site))
    account.give(_data(site), account.postgres(), 0o700)
    done = subprocess.run(
        [
            os.path.join(postgres.binaries(postgres.data(site)), "pg_basebackup"),
            "--pgdata=" + _data(site),
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
            f"--dbname=host={site.socket_folder('pg')} user=postgres application_name=standby"
            f" password={site.state['passwords']['postgres']}",
        ],
        capture_output=True,
        text=True,
        cwd=site.folder,
        env=process.environment(),
        **account.switch(account.postgres()),
    )
    if done.returncode:
        raise Problem(f"pg_basebackup: {done.stderr.strip()}")


def start(site):
    if not wanted(site):
        return
    os.makedirs(_folder(site), exist_ok=True)
    account.give(_folder(site), account.postgres(), 0o755)
    if not os.path.exists(os.path.join(_data(site), "PG_VERSION")):
        _copy(site)
    noted = postgres.launch(site, "standby", _data(site), _folder(site))
    if not process.alive(noted):
        raise Problem(f"the standby does not start:\n{log_tail(site.log('standby'))}")
    if process.alive(site.processes.get("postgres")):
        # After the copy, which is not to wait for a standby of its own.
        postgres.query(site, "alter system set synchronous_standby_names = 'standby'")
        postgres.query(site, "select pg_reload_conf()")


def stop(site):
    process.end(site, "standby", [(signal.SIGINT, 30), (signal.SIGQUIT, 10)])
    postgres.sweep(_data(site))


def crash(site):
    process.end(site, "standby", [(signal.SIGQUIT, 10)])
    postgres.sweep(_data(site))
