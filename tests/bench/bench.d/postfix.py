# Confirmations handed to a real Postfix, against Postfix's own smtp-source.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time

import mail
import place
import tools

MAILS = 10_000
CONNECTIONS = 16
# Everything is taken, queued and synced, and then thrown away.
MAIN = """
compatibility_level = 3.6
config_directory = {folder}/etc
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = relay.test
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = discard:
alias_maps =
smtpd_client_connection_count_limit = 0
"""
MASTER = """
127.0.0.1:{port} inet n - n - 100 smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


def measure(options, table):
    what = f"{MAILS:,} confirmations to Postfix by {CONNECTIONS} couriers"
    if not shutil.which("smtp-source", path=tools.PATH) or os.getuid():
        table.skip(what, "needs root and postfix: apt-get install --no-install-recommends postfix")
        return
    with _postfix() as port:
        relay = f"mail.relay=smtp://127.0.0.1:{port}"
        with place.petition_site(options, "--set", relay) as site:
            size = _size_of_mail(site)
            rates = tools.rounds(
                options,
                {
                    "couriers": lambda: _couriers(site),
                    "smtp-source": lambda: _smtp_source(port, size),
                },
            )
    table.compare(what, "couriers", f"smtp-source, {size:,} bytes each", "smtp-source", rates)


@contextlib.contextmanager
def _postfix():
    folder = tempfile.mkdtemp(prefix="undersigned-postfix-")
    os.chmod(folder, 0o755)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    for name in ("etc", "spool", "data"):
        os.mkdir(os.path.join(folder, name))
    shutil.chown(os.path.join(folder, "data"), "postfix", "postfix")
    for name, text in (("main.cf", MAIN), ("master.cf", MASTER)):
        with open(os.path.join(folder, "etc", name), "w") as file:
            file.write(text.format(folder=folder, port=port))
    command = ["postfix", "-c", os.path.join(folder, "etc")]
    try:
        _call([*command, "start"])
        yield port
    finally:
        subprocess.run([*command, "stop"], env=_env(), capture_output=True, timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _env():
    return {**os.environ, "PATH": tools.PATH}


def _call(command):
    done = subprocess.run(command, env=_env(), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}")


def _size_of_mail(site):
    """In bytes on the wire, near enough: what quoted-printable adds is little in English."""
    parts = [
        subprocess.check_output(
            [site.env["BIN"], "mail", "preview", "confirmation", *more], env=_site_env(site)
        )
        for more in ((), ("--html",))
    ]
    return sum(map(len, parts)) + 800


def _site_env(site):
    return {**site.command_env, "UNDERSIGNED_CONF": site.env["CONF"]}


def _couriers(site):
    owed = os.path.join(tools.BENCH, "owed.sql")
    site.psql("-v", f"slug={place.SLUG}", "-v", f"mails={MAILS}", "-f", owed)
    site.checkpoint()
    begun = time.monotonic()
    conf = mail.conf(site, CONNECTIONS)
    subprocess.run([site.env["BIN"], "--config", conf, "mail", "--once"], check=True)
    took = time.monotonic() - begun
    if site.psql("-c", "select count(*) from undersigned.outbox where state = 'owed'") != "0":
        raise SystemExit("not all mails were taken")
    return MAILS / took


def _smtp_source(port, size):
    command = ["smtp-source", "-d", "-N", "-s", str(CONNECTIONS), "-m", str(MAILS), "-l", str(size)]
    command += ["-f", "petition@example.org", "-t", "owed@example.org", f"127.0.0.1:{port}"]
    begun = time.monotonic()
    _call(command)
    return MAILS / (time.monotonic() - begun)
