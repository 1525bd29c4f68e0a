# Durable signatures a second behind nginx: against bare INSERTs, against a hello, against PHP.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import glob
import hashlib
import hmac
import os
import re
import secrets
import subprocess
import time

import place
import tools

WHAT = f"signatures behind nginx, {tools.CONNECTIONS} connections"
PHP_WORKERS = (16, 32)


def measure(options, table):
    with place.petition_site(options) as site, place.hello_site(options) as hello:
        _against(options, table, site, hello)
        _against_php(options, table, site)


def _against(options, table, site, hello):
    seconds = options.seconds

    def bare(clients):
        def once():
            site.checkpoint()
            return tools.pgbench(site.env["PGURI"], clients, seconds)

        return once

    def greet(kept, *arguments):
        return lambda: _greet(hello, kept, seconds, arguments)

    posted = ("sign", "0" * 48)
    rates = tools.rounds(
        options,
        {
            "sign": lambda: site.sign(seconds),
            "pgbench 16": bare(16),
            "pgbench 32": bare(32),
            "hello post kept": greet(True, *posted),
            "hello post new": greet(False, *posted),
            "hello get kept": greet(True, "get"),
            "hello get new": greet(False, "get"),
        },
    )
    _rows(table, rates)


def _rows(table, rates):
    against = {
        "pgbench": "pgbench, one statement each",
        "hello post": "hello, the same form sent to it",
        "hello get": "hello, GET",
    }
    for name, words in against.items():
        table.compare(WHAT, "sign", words, rates.best(name), rates)


def _greet(hello, kept, seconds, arguments):
    """nginx keeps the connections to the hello, or makes a new one for each request."""
    if not kept:
        hello.nginx_change(lambda text: re.sub(r"(fastcgi_keep_conn on|keepalive \d+);", "", text))
    rate = tools.wrk(hello.sign_url, seconds, *arguments).rate
    if not kept:
        hello.nginx_change(_kept_again)
    return rate


def _kept_again(text):
    text = re.sub(r"(server unix:\S+;\n\t)\n", r"\1keepalive 64;\n", text)
    return re.sub(r"\n\t\n(\tfastcgi_buffer_size)", r"\n\tfastcgi_keep_conn on;\n\1", text)


def _against_php(options, table, site):
    fpm = sorted(glob.glob("/usr/sbin/php-fpm*"))
    if not fpm or "pdo_pgsql" not in subprocess.check_output([fpm[-1], "-m"], text=True):
        table.skip(WHAT, "nginx + php-fpm: apt-get install php-fpm php-pgsql")
        return
    with contextlib.ExitStack() as stack:
        measurements = {"sign": lambda: site.sign(options.seconds)}
        for workers in PHP_WORKERS:
            target = stack.enter_context(_php(site, fpm[-1], workers))
            measurements[f"php {workers}"] = lambda target=target: _sign_php(options, site, target)
        rates = tools.rounds(options, measurements)
    best = rates.best("php")
    table.compare(WHAT, "sign", f"nginx + php-fpm, {best.split()[1]} workers", best, rates)


def _sign_php(options, site, target):
    site.checkpoint()
    return tools.wrk(target[0], options.seconds, "sign", target[1]).rate


@contextlib.contextmanager
def _php(site, fpm, workers):
    """sign.php at an address of its own of the same nginx, writing to the same database."""
    key = secrets.token_hex(16)
    socket = os.path.join(site.folder, "run", "web", f"php{workers}.sock")
    path = f"/php{workers}/"
    conf = os.path.join(site.folder, f"php{workers}.conf")
    with open(conf, "w") as file:
        file.write(_php_conf(site, socket, workers, key))
    program = subprocess.Popen([fpm, "-F", "-y", conf])
    try:
        site.nginx_change(lambda text: _php_location(text, path, socket))
        while not os.path.exists(socket):
            time.sleep(0.1)
        now = str(int(time.time()))
        stamp = now + "." + hmac.new(key.encode(), now.encode(), hashlib.sha256).hexdigest()
        yield site.url + path, stamp
    finally:
        program.terminate()
        program.wait()


def _php_conf(site, socket, workers, key):
    account = "user = www-data\ngroup = www-data\n" if os.getuid() == 0 else ""
    owner = "listen.owner = www-data\nlisten.group = www-data\n" if os.getuid() == 0 else ""
    return f"""[global]
error_log = {site.folder}/log/php.log
[bench]
{account}{owner}listen = {socket}
listen.backlog = 1024
pm = static
pm.max_children = {workers}
env[BENCH_DSN] = "{site.dsn}"
env[BENCH_KEY] = {key}
"""


def _php_location(text, path, socket):
    script = os.path.join(tools.BENCH, "sign.php")
    return text.replace(
        "\tlocation = / {",
        f"""	location {path} {{
		fastcgi_pass unix:{socket};
		fastcgi_param SCRIPT_FILENAME {script};
		fastcgi_param REQUEST_METHOD $request_method;
		fastcgi_param QUERY_STRING $query_string;
		fastcgi_param CONTENT_TYPE $content_type;
		fastcgi_param CONTENT_LENGTH $content_length;
	}}

	location = / {{""",
    )
