# The web server of a site, with the very configurations that doc/ offers to admins.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import shutil
import signal
import time
import urllib.error
import urllib.request

import account
import main_conf
import ports
import process
import user
from folder import SOURCE
from problem import Missing, Problem, log_tail

# The names and places in the samples of doc/ that a private site has its own for.
EXAMPLE_NAME = "petition.example.org"
EXAMPLE_SOCKETS = "/run/undersigned/"
EXAMPLE_PROGRAMS = "/usr/local/cgi-bin/"
EXAMPLE_CONF = "/usr/local/etc/undersigned.conf"

# mod_fcgid cuts off a longer value of FcgidInitialEnv without a word.
FCGID_VALUE_MAX = 127


class Server:
    """
    A kind of web server: which it is, its sample in doc/, who starts the programs, its paths' prefix.

    Programs behind sockets are started by spawn-fcgi, by socket (as systemd does) or multiwatch.
    """

    def __init__(self, name, sample, starter=None, prefix="", modules=()):
        self.name, self.sample, self.starter = name, sample, starter
        self.prefix, self.modules = prefix, modules

    @property
    def sockets(self):
        return self.starter is not None


SERVERS = {
    "nginx": Server("nginx", "nginx.conf", "spawn-fcgi"),
    # All of the sample: elsewhere tests see what the programs do, and not what is kept of it.
    "cached": Server("nginx", "nginx.conf", "spawn-fcgi"),
    "socket": Server("nginx", "nginx.conf", "socket"),
    "lighttpd": Server("lighttpd", "lighttpd.conf", "multiwatch"),
    "proxy_fcgi": Server(
        "apache", "apache-proxy-fcgi.conf", "spawn-fcgi", modules=("proxy", "proxy_fcgi", "reqtimeout")
    ),
    "fcgid": Server("apache", "apache-fcgid.conf", None, "/cgi-bin", ("fcgid",)),
    "htaccess": Server("apache", "htaccess", None, "/cgi-bin", ("fcgid", "suexec")),
    "cgi": Server("apache", "apache-cgi.conf", None, "/cgi-bin", ("cgid",)),
    "busybox": Server("busybox", "busybox-httpd.sh", None, "/cgi-bin"),
}

# What each sample names, and what stands for it.
OWN_LISTEN = {
    "nginx": ("listen 80;", "listen 127.0.0.1:{};"),
    "apache": ("<VirtualHost *:80>", "<VirtualHost 127.0.0.1:{}>"),
    "busybox": ("127.0.0.1:80", "127.0.0.1:{}"),
}
EXAMPLE_LOGS = {
    "nginx": "/var/log/nginx/undersigned.log",
    "apache": "/var/log/apache2/undersigned.log",
    "lighttpd": "/var/log/lighttpd/undersigned.log",
}
EXAMPLE_CACHE = "/var/cache/undersigned"
EXAMPLE_PROXY = "# set_real_ip_from 192.0.2.0/24;"
EXAMPLE_HTTPD = "-u www-data:www-data -h /srv/petition"


def _server(site):
    return SERVERS[site.state["server"]]


def _program(name):
    return shutil.which(name, path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))


def require(site):
    server = _server(site)
    command, package = {
        "nginx": ("nginx", "nginx"),
        "apache": ("apache2", "apache2-bin"),
        "lighttpd": ("lighttpd", "lighttpd"),
        "busybox": ("busybox", "busybox"),
    }[server.name]
    if not _program(command):
        raise Missing(server.name, package)
    for module in server.modules:
        if not os.path.exists(f"{main_conf.APACHE_MODULES}/mod_{module}.so"):
            raise Missing(
                f"Apache's mod_{module}",
                "libapache2-mod-fcgid" if module == "fcgid" else "apache2-bin",
            )
    if "suexec" in server.modules:
        user.require()
    elif "fcgid" in server.modules and len(os.fsencode(site.conf)) > FCGID_VALUE_MAX:
        raise Problem(f"{site.conf} is too long a name for mod_fcgid: choose a shorter folder")


def _nginx_names(site):
    cached = site.state["server"] == "cached"
    names = {EXAMPLE_CACHE: site.path("web", "cache")}
    if cached:
        names[EXAMPLE_PROXY] = "set_real_ip_from 127.0.0.1;"
    else:
        names["fastcgi_cache undersigned;"] = "fastcgi_cache off;"
    return names


def _busybox_names(site):
    who = f"-u {account.web().pw_name} " if account.is_root() else ""
    return {EXAMPLE_HTTPD: f"{who}-h {site.folder}", EXAMPLE_CONF: site.conf}


def _names(site, port):
    """What the sample calls by another name than this site."""
    server = _server(site)
    names = {}
    if server.name in OWN_LISTEN:
        example, own = OWN_LISTEN[server.name]
        names[example] = own.format(port)
    if server.name == "busybox":
        return {**names, **_busybox_names(site)}
    names[EXAMPLE_NAME] = "127.0.0.1"
    names[EXAMPLE_LOGS[server.name]] = site.log("access")
    if server.name == "nginx":
        names.update(_nginx_names(site))
    if server.sockets:
        names[EXAMPLE_SOCKETS] = site.socket_folder("web") + "/"
    else:
        names[EXAMPLE_PROGRAMS] = site.path("cgi-bin") + "/"
        names[EXAMPLE_CONF] = site.conf
    return names


def sample(name, names):
    """A file of doc/ with other names in the stead of its own."""
    path = os.path.join(SOURCE, "doc", name)
    with open(path) as file:
        text = file.read()
    for example, own in names.items():
        if example not in text:
            raise Problem(f"{path} no longer holds {example}: mend it or web.py")
        text = text.replace(example, own)
    return text


def _command(site, port):
    """What starts the server, once its configuration is written."""
    server = _server(site)
    main = site.path("web", "main.conf")
    own = site.path("web", "site.conf")
    if "suexec" in server.modules:
        user.place(site, sample)
        _write(main, main_conf.apache(site, port, server.modules, user.host(site, port)))
        return [_program("apache2"), "-DFOREGROUND", "-f", main]
    _write(own, sample(server.sample, _names(site, port)))
    if server.name == "busybox":
        return ["/bin/sh", own]
    if server.name == "nginx":
        _write(main, main_conf.nginx(site))
        return [_program("nginx"), "-e", "stderr", "-p", site.path("web"), "-c", main]
    if server.name == "lighttpd":
        _write(main, main_conf.lighttpd(site, port))
        return [_program("lighttpd"), "-D", "-f", main]
    _write(main, main_conf.apache(site, port, server.modules, [f"Include {own}"]))
    return [_program("apache2"), "-DFOREGROUND", "-f", main]


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


def _listens(site, port):
    """Servers with a pid file write it once they have the port."""
    if _server(site).name != "busybox":
        return os.path.exists(os.path.join(site.run, "web.pid"))
    with open("/proc/net/tcp") as file:
        return any(f"0100007F:{port:04X} 00000000:0000 0A" in line for line in file)


def _start_on(site, port):
    """Whether the server took the port."""
    pid_file = os.path.join(site.run, "web.pid")
    command = _command(site, port)
    if os.path.exists(pid_file):
        os.unlink(pid_file)
    noted = process.spawn(site, "web", command, account.invoking())
    process.wait(lambda: _listens(site, port) or not process.alive(noted), 20)
    if process.alive(noted) and _listens(site, port):
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


# All of them end answers in progress when told so, each by a signal of its own.
GRACEFUL = {"nginx": signal.SIGQUIT, "apache": signal.SIGWINCH, "lighttpd": signal.SIGINT}


def stop(site):
    kind = SERVERS.get(site.state.get("server"))
    graceful = GRACEFUL.get(kind.name if kind else None, signal.SIGTERM)
    process.end(site, "web", [(graceful, 5), (signal.SIGTERM, 10)])
    user.clear(site)


def crash(site):
    process.kill(site, "web")
