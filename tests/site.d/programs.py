# The three programs: started by spawn-fcgi for servers that talk to sockets, else by the server.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal

import account
import process
import web
from folder import SOURCE
from problem import Missing, Problem, log_tail

NAMES = ("petition", "sign", "signature")
# Longer than [server] drain_timeout.
DRAIN = 20


def require(site):
    for name in NAMES:
        if not os.access(_built(site, name), os.X_OK):
            raise Problem(f"{_built(site, name)} is not built: run ./bootstrap, or say --builddir")
    if not os.access(site.command, os.X_OK):
        raise Problem(f"{site.command} is not built: run ./bootstrap, or say --builddir")
    starter = _starter(site)
    for wanted in {"spawn-fcgi": ["spawn-fcgi"], "multiwatch": ["spawn-fcgi", "multiwatch"]}.get(
        starter, []
    ):
        if not shutil.which(wanted):
            raise Missing(wanted, wanted)


def _starter(site):
    return web.SERVERS[site.state["server"]].starter


def _built(site, name):
    return os.path.join(site.build, "cgi-bin", name)


def _socket(site, name):
    return os.path.join(site.socket_folder("web"), name + ".sock")


def _listening(path):
    """Seen from outside: a connection that asks nothing would be a program's first request."""
    with open("/proc/net/unix") as file:
        return any(
            line.split()[3] == "00010000" and line.rstrip().endswith(" " + path) for line in file
        )


def place(site):
    """The folder that a web server with a cgi-bin starts them from."""
    os.makedirs(site.path("cgi-bin"), exist_ok=True)
    return {name: site.place(_built(site, name), "cgi-bin/" + name) for name in NAMES}


def _command(site, name, placed):
    path = _socket(site, name)
    if _starter(site) == "socket":
        here = os.path.dirname(os.path.realpath(__file__))
        own = site.place(os.path.join(here, "activate.py"), "activate.py")
        unit = os.path.join(SOURCE, "doc", "systemd", "undersigned@.socket")
        unit = site.place(unit, "undersigned@.socket")
        return ["/usr/bin/python3", own, path, unit, placed]
    if os.path.lexists(path):
        os.unlink(path)
    return ["spawn-fcgi", "-n", "-s", path, "-M", "0600", "-b", "1024", "--", placed]


def _script(site):
    """doc/spawn-fcgi.sh, with this site's names in the stead of its own."""
    who = account.web()
    names = {
        web.EXAMPLE_SOCKETS: site.socket_folder("web") + "/",
        web.EXAMPLE_PROGRAMS: site.path("cgi-bin") + "/",
        web.EXAMPLE_CONF: site.conf,
        "-U www-data -G www-data -u www-data -g www-data": f"-u {who.pw_name} -g {who.pw_gid} "
        f"-U {who.pw_name} -G {who.pw_gid}",
    }
    path = site.path("spawn-fcgi.sh")
    with open(path, "w") as file:
        file.write(web.sample("spawn-fcgi.sh", names))
    return path


def _start_of(site, name, placed):
    """What process.spawn is to be told."""
    if _starter(site) == "multiwatch":
        return ["/bin/sh", _script(site), name], account.invoking()
    environment = process.environment(UNDERSIGNED_CONF=site.conf)
    return _command(site, name, placed), account.web(), environment


def start(site):
    placed = place(site)
    if _starter(site) is None:
        return
    # Before the first of them reads it, each file is as it stays.
    starts = {name: _start_of(site, name, placed[name]) for name in NAMES}
    for name in NAMES:
        process.spawn(site, name, *starts[name])
    for name in NAMES:
        noted = site.processes[name]
        process.wait(lambda: _listening(_socket(site, name)) or not process.alive(noted), 20)
        if not process.alive(noted):
            how = process.ending(noted)
            raise Problem(f"the program {name} ended, {how}:\n{log_tail(site.log(name))}")


def _under_web_server(site):
    """Pids of programs that Apache started."""
    files = {os.path.realpath(site.path("cgi-bin", name)) for name in NAMES}
    found = []
    for pid in process.members(site.processes.get("web")):
        try:
            # A file that was built anew meanwhile has " (deleted)" behind its name.
            if os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)") in files:
                found.append(pid)
        except OSError:
            pass
    return found


def _signal_all(site, number):
    for pid in _under_web_server(site):
        process.send(pid, number)
    for name in NAMES:
        if process.alive(site.processes.get(name)):
            process.send(site.processes[name]["pid"], number)


def stop(site):
    # All at once, so that they drain side by side.
    _signal_all(site, signal.SIGTERM)
    for name in NAMES:
        process.end(site, name, [(signal.SIGTERM, DRAIN)])
    process.wait(lambda: not _under_web_server(site), DRAIN)
    _signal_all(site, signal.SIGKILL)


def crash(site):
    _signal_all(site, signal.SIGKILL)
    for name in NAMES:
        process.kill(site, name)
