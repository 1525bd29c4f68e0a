# An account of a shared host, under suEXEC: the host's part of Apache's configuration, and a home.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Debian's suEXEC runs what lies under the folder that root has named in its configuration. The home
# is made there and taken away again; the configuration and the accounts stay as they are.

import os
import pwd
import shutil

import account
from folder import folder_make
from problem import SKIPPED, Missing, Problem

SUEXEC = "/usr/lib/apache2/suexec"
CONFIGURED = "/etc/apache2/suexec/www-data"
# Its log cannot be moved.
LOGS = "/var/log/apache2"
# Neither root nor the web server, and above suEXEC's lowest number of an account.
NAME = "nobody"

EXAMPLE_HOME = "/home/you"


class NotRoot(Problem):
    status = SKIPPED


def require():
    if not os.path.exists(CONFIGURED) or not os.path.exists(SUEXEC):
        raise Missing("suEXEC", "apache2-suexec-custom")
    if not account.is_root():
        raise NotRoot("only root can let Apache run programs under another account")


def _root():
    with open(CONFIGURED) as file:
        return file.readline().strip()


def owner(site):
    """Whose programs read the site's configuration."""
    return pwd.getpwnam(NAME) if site.state.get("server") == "htaccess" else account.web()


def _home(site):
    return os.path.join(_root(), os.path.basename(site.folder))


def place(site, sample):
    """~/public_html/cgi-bin with the samples in it, and the programs where they are installed."""
    clear(site)
    who = owner(site)
    home = _home(site)
    site.state["home"] = home
    site.state["suexec_logs"] = not os.path.exists(LOGS)
    site.save()
    folder_make(LOGS)
    scripts = os.path.join(home, "public_html", "cgi-bin")
    folder_make(scripts)
    names = {
        f"{EXAMPLE_HOME}/petition/etc/undersigned.conf": site.conf,
        f"{EXAMPLE_HOME}/petition/cgi-bin/": site.path("cgi-bin") + "/",
    }
    files = {name: sample("user-cgi.sh", names) for name in ("petition", "sign", "signature")}
    files[".htaccess"] = sample("htaccess", {})
    for name, text in files.items():
        with open(os.path.join(scripts, name), "w") as file:
            file.write(text)
        account.give(os.path.join(scripts, name), who, 0o644 if name == ".htaccess" else 0o755)
    for folder in (home, os.path.dirname(scripts), scripts):
        account.give(folder, who, 0o755)


def host(site, port):
    """What the host's admin has written for this account."""
    pages = os.path.join(_home(site), "public_html")
    who = owner(site)
    return [
        'LogFormat "%t %m %>s" host',
        f"<VirtualHost 127.0.0.1:{port}>",
        f"\tDocumentRoot {pages}",
        f"\tSuexecUserGroup {who.pw_name} #{who.pw_gid}",
        f"\tCustomLog {site.log('access')} host",
        f"\t<Directory {pages}>",
        "\t\tRequire all granted",
        "\t\tAllowOverride FileInfo Options",
        "\t</Directory>",
        "</VirtualHost>",
    ]


def clear(site):
    home = site.state.pop("home", None)
    if home:
        shutil.rmtree(home, ignore_errors=True)
    if site.state.pop("suexec_logs", False):
        shutil.rmtree(LOGS, ignore_errors=True)
