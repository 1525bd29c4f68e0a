# The order in which the parts of a site start, stop and restart.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import subprocess

import account
import interrupt
import mail
import pgbouncer
import postgres
import process
import programs
import settings
import standby
import web
from folder import SOURCE
from problem import Problem, say

# In the order of stopping.
PARTS = {
    "web": web,
    "programs": programs,
    "mail": mail,
    "pgbouncer": pgbouncer,
    "standby": standby,
    "postgres": postgres,
}
PROCESSES = ("postgres", "mail", "web", *programs.NAMES)


def _remember(site, options):
    wanted = "single" if options.single_role else "separate"
    if site.state.get("database") == "made" and site.state["single_role"] != options.single_role:
        raise Problem(
            f"{site.folder} was made with the other kind of roles than {wanted}: use another folder"
        )
    build = os.path.abspath(options.builddir or os.environ.get("UNDERSIGNED_BUILDDIR") or SOURCE)
    site.state.update(
        server=options.server,
        build=build,
        single_role=options.single_role,
        fsync="off" if options.no_fsync else "on",
        pgbouncer=options.pgbouncer,
        standby=options.standby,
        set={f"{section}.{key}": value for section, key, value in options.set},
    )


def _setup(site):
    with open(site.log("setup"), "a") as log:
        done = subprocess.run(
            [site.command, "--config", site.conf, "setup"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.PIPE,
            text=True,
        )
        log.write(done.stderr)
    if done.returncode:
        raise Problem(f"undersigned setup failed:\n{done.stderr}")
    settings.share_secret(site)


def environment(site):
    """What DIR/env tells, and the command of `run` finds in its environment."""
    followed = {"STANDBY_URI": standby.uri(site, "postgres")} if standby.wanted(site) else {}
    return {
        **followed,
        "URL": site.url,
        "PGURI": postgres.uri(site, "postgres"),
        "MAILDIR": site.path("mail"),
        "CONF": site.conf,
        "BIN": site.command,
        "UNDERSIGNED_CONF": site.conf,
        "OWNER_URI": postgres.uri(site, postgres.login_of(site, "owner")),
        "WEB_URI": postgres.uri(site, postgres.login_of(site, "web")),
        "COURIER_URI": postgres.uri(site, postgres.login_of(site, "courier")),
        "SITE": site.folder,
        "SERVER": site.state["server"],
        "ENVELOPEDIR": site.path("envelope"),
        "LOGDIR": site.path("log"),
        "PGDATA": postgres.data(site),
        "RELAY": f"smtp://127.0.0.1:{site.state['mail_port']}",
    }


def start(site, options):
    site.lock()
    if all(process.alive(site.processes.get(name)) for name in ("postgres", "web")):
        raise Problem(
            f"{site.folder} runs already at {site.url}; to stop it: tests/site stop {site.folder}"
        )
    _remember(site, options)
    postgres.require()
    mail.require()
    web.require(site)
    pgbouncer.require(site)
    programs.require(site)
    site.ours = True
    try:
        _clear(site)
        site.lay_out()
        # First, because it settles the address that undersigned.conf holds.
        web.start(site, options.port)
        mail.start(site)
        postgres.start(site)
        standby.start(site)
        pgbouncer.start(site)
        settings.write(site)
        _setup(site)
        postgres.grant_members(site)
        programs.start(site)
        web.wait_ready(site)
        site.write_env(environment(site))
        site.save()
    except BaseException:
        stop(site, locked=True)
        raise
    site.unlock()


def _clear(site):
    """What a site that was killed, or half of it, left behind."""
    for part in PARTS.values():
        part.stop(site)
    site.processes.clear()
    if "run" in site.state:
        site.clear_run()


def stop(site, locked=False):
    """All of it, whatever goes wrong with a part."""
    if not locked:
        site.lock()
    interrupt.ignore()
    problems = []
    for name, part in PARTS.items():
        try:
            part.stop(site)
        except Problem as problem:
            problems.append(problem)
    if "run" in site.state:
        site.clear_run()
    site.unlock()
    for problem in problems:
        say(problem)
    if problems:
        raise Problem("not all of it could be stopped")


def stop_part(site, name):
    site.lock()
    PARTS[name].stop(site)
    site.unlock()


def restart(site, name, crash):
    """Also starts a part that was stopped."""
    site.lock()
    part = PARTS[name]
    (part.crash if crash else part.stop)(site)
    if name == "web":
        part.start(site, site.state["port"])
    else:
        part.start(site)
    if name == "postgres":
        pgbouncer.wait_database(site)
    site.unlock()


def status(site):
    """Exit status 0 when all that belongs to the site runs."""
    site.load()
    expected = PROCESSES if web.SERVERS[site.state["server"]].sockets else PROCESSES[:3]
    expected += tuple(part for part in ("pgbouncer", "standby") if site.state.get(part))
    running = [name for name in expected if process.alive(site.processes.get(name))]
    for name in expected:
        print(f"{name}\t{'pid %d' % site.processes[name]['pid'] if name in running else 'stopped'}")
    print(f"url\t{site.state.get('url', '-')}")
    return 0 if len(running) == len(expected) else 1
