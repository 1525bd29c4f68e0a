# What stands around the samples of doc/: the main configuration of each kind of web server.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os

import account
import process

APACHE_MODULES = "/usr/lib/apache2/modules"


def nginx(site):
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


def apache(site, port, modules, more=()):
    who = account.web()
    # mod_fcgid and mod_cgid pass on only what they are told to.
    passed = [name for name in process.PASSED_ON if name in os.environ]
    always = ("mpm_event", "authz_core", "alias", "env", "filter", "deflate")
    wanted = (*always, *modules)
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
    return "\n".join([*lines, *more, ""])


def lighttpd(site, port):
    who = account.web()
    # It opens its logs when it is that account already.
    with open(site.log("access"), "a"):
        account.give(site.log("access"), who, 0o644)
    lines = [
        f'server.document-root = "{site.path("web")}"',
        f'server.pid-file = "{site.run}/web.pid"',
        'server.bind = "127.0.0.1"',
        f"server.port = {port}",
        f'include "{site.path("web", "site.conf")}"',
    ]
    if account.is_root():
        lines.insert(0, f'server.username = "{who.pw_name}"')
    return "\n".join([*lines, ""])
