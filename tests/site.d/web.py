# The web server of a site, with the very configurations that doc/ offers to admins.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal
import time
import urllib.error
import urllib.request

import account
import ports
import process
from folder import SOURCE
from problem import Missing, Problem, log_tail

# The names and places in the samples of doc/ that a private site has its own for.
EXAMPLE_LISTEN = {"nginx": "listen 80;", "apache": "<VirtualHost *:80>"}
OWN_LISTEN = {"nginx": "listen 127.0.0.1:{};", "apache": "<VirtualHost 127.0.0.1:{}>"}
EXAMPLE_NAME = "petition.example.org"
EXAMPLE_LOGS = {
    "nginx": "/var/log/nginx/undersigned.log",
    "apache": "/var/log/apache2/undersigned.log",
}
EXAMPLE_SOCKETS = "/run/undersigned/"
EXAMPLE_PROGRAMS = "/usr/local/cgi-bin/"
EXAMPLE_CONF = "/usr/local/etc/undersigned.conf"

APACHE_MODULES = "/usr/lib/apache2/modules"
# mod_fcgid cuts off a longer value of FcgidInitialEnv without a word.
FCGID_VALUE_MAX = 127


class Server:
    """A kind of web server: its sample in doc/, whether it talks to sockets, its paths' prefix."""

    def __init__(self, sample, sockets, prefix, modules=()):
        self.sample, self.sockets, self.prefix, self.modules = sample, sockets, prefix, modules

    @property
    def name(self):
        return "apache" if self.modules else "nginx"


SERVERS = {
    "nginx": Server("nginx.conf", True, ""),
    "proxy_fcgi": Server("apache-proxy-fcgi.conf", True, "", ("proxy", "proxy_fcgi")),
    "fcgid": Server("apache-fcgid.conf", False, "/cgi-bin", ("fcgid",)),
    "cgi": Server("apache-cgi.conf", False, "/cgi-bin", ("cgid",)),
}


def _server(site):
    return SERVERS[site.state["server"]]


def _program(name):
    return shutil.which(name, path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))


def require(site):
    server = _server(site)
    if server.name == "nginx":
        if not _program("nginx"):
            raise Missing("nginx", "nginx")
        return
    if not _program("apache2"):
        raise Missing("Apache", "apache2-bin")
    for module in server.modules:
        if not os.path.exists(f"{APACHE_MODULES}/mod_{module}.so"):
            raise Missing(
                f"Apache's mod_{module}",
                "libapache2-mod-fcgid" if module == "fcgid" else "apache2-bin",
            )
    if "fcgid" in server.modules and len(os.fsencode(site.conf)) > FCGID_VALUE_MAX:
        raise Problem(f"{site.conf} is too long a name for mod_fcgid: choose a shorter folder")


def _sample_filled(site, port):
    """The sample configuration with this site's names and places in the stead of its own."""
    server = _server(site)
    path = os.path.join(SOURCE, "doc", server.sample)
    with open(path) as file:
        text = file.read()
    filled = {
        EXAMPLE_LISTEN[server.name]: OWN_LISTEN[server.name].format(port),
        EXAMPLE_NAME: "127.0.0.1",
        EXAMPLE_LOGS[server.name]: site.log("access"),
    }
    if server.sockets:
        filled[EXAMPLE_SOCKETS] = site.socket_folder("web") + "/"
    else:
        filled[EXAMPLE_PROGRAMS] = site.path("cgi-bin") + "/"
        filled[EXAMPLE_CONF] = site.conf
    for example, own in filled.items():
        if example not in text:
            raise Problem(f"{path} no longer holds {example}: mend it or web.py")
        text = text.replace(example, own)
    return text


def _nginx_main(site):
    who = account.web()
    folders = "\n".join(
        f"\t{kind}_temp_path {site.path('web', kind)};"
        for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")
    )
    return f"""daemon off;
{f"user {who.pw_name};" if account.is_root() else ""}
worker_processes 1;
pid {site.run}/web.pid;
error_log {site.log("web")} warn;
events {{
	worker_connections 4096;
}}
http {{
{folders}
	include {site.path("web", "site.conf")};
}}
"""


def _apache_main(site, port):
    who = account.web()
    # mod_fcgid and mod_cgid pass on only what they are told to.
    passed = [name for name in process.PASSED_ON if name in os.environ]
    always = ("mpm_event", "authz_core", "alias", "env", "filter", "deflate")
    wanted = (*always, *_server(site).modules)
    lines = [f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in wanted]
    lines += [
        f"ServerRoot {site.path('web')}",
        f"DefaultRuntimeDir {site.run}",
        f"PidFile {site.run}/web.pid",
        f"Listen 127.0.0.1:{port}",
        "ServerName 127.0.0.1",
        f"ErrorLog {site.log('web')}",
        f"DocumentRoot {site.path('web')}",
    ]
    if account.is_root():
        lines += [f"User {who.pw_name}", f"Group #{who.pw_gid}"]
    if "cgid" in wanted:
        lines += [
            f"ScriptSock {site.socket_folder('web')}/cgid",
            *(f"PassEnv {name}" for name in passed),
        ]
    if "fcgid" in wanted:
        lines += [
            f"FcgidIPCDir {site.socket_folder('web')}/fcgid",
            f"FcgidProcessTableFile {site.socket_folder('web')}/fcgid.table",
            *(f'FcgidInitialEnv {name} "{os.environ[name]}"' for name in passed),
        ]
    return "\n".join([*lines, f"Include {site.path('web', 'site.conf')}", ""])


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


def _start_on(site, port):
    """Whether the server took the port; its pid file is there once it has."""
    main = site.path("web", "main.conf")
    pid_file = os.path.join(site.run, "web.pid")
    if _server(site).name == "nginx":
        _write(main, _nginx_main(site))
        command = [_program("nginx"), "-e", "stderr", "-p", site.path("web"), "-c", main]
    else:
        _write(main, _apache_main(site, port))
        command = [_program("apache2"), "-DFOREGROUND", "-f", main]
    _write(site.path("web", "site.conf"), _sample_filled(site, port))
    if os.path.exists(pid_file):
        os.unlink(pid_file)
    noted = process.spawn(site, "web", command, account.invoking())
    process.wait(lambda: os.path.exists(pid_file) or not process.alive(noted), 20)
    if process.alive(noted) and os.path.exists(pid_file):
        site.state.update(port=port, url=f"http://127.0.0.1:{port}{_server(site).prefix}")
        site.save()
        return True
    process.kill(site, "web")
    return False


def start(site, port=None):
    """On that port, else on a free one, the last one if possible."""
    if port and not ports.free(port):
        raise Problem(f"port {port} is busy: choose another with --port")
    candidates = [port] if port else ports.candidates(site.state.get("port"))
    # Past a few it is not the port.
    for _, candidate in zip(range(5), candidates):
        if _start_on(site, candidate):
            return
    raise Problem(f"the web server does not start:\n{log_tail(site.log('web'))}")


def wait_ready(site):
    """Until the list of petitions is shown."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 30
    while True:
        try:
            with direct.open(site.url + "/petition", timeout=30):
                return
        except (OSError, urllib.error.URLError) as error:
            answer = error
        ended = [name for name, noted in site.processes.items() if not process.alive(noted)]
        if ended or time.monotonic() > end:
            logs = "".join(log_tail(site.log(name), 10) for name in ("web", "petition"))
            raise Problem(f"{site.url}/petition is not shown: {answer}; ended: {ended}\n{logs}")
        time.sleep(0.05)


def stop(site):
    # nginx and Apache both end answers in progress when told so: SIGQUIT there, SIGWINCH here.
    graceful = signal.SIGQUIT if site.state.get("server") == "nginx" else signal.SIGWINCH
    process.end(site, "web", [(graceful, 5), (signal.SIGTERM, 10)])


def crash(site):
    process.kill(site, "web")
