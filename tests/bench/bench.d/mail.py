# Mails a second handed to a relay that takes everything, with 1, 4 and 16 couriers.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import os
import re
import subprocess
import time

import place
import tools

COURIERS = (1, 4, 16)
OWED = 60_000


def measure(options, table):
    with _sink(options) as port:
        relay = f"mail.relay=smtp://127.0.0.1:{port}"
        with place.petition_site(options, "--set", relay) as site:
            rates = tools.rounds(
                options,
                {
                    f"{number} couriers": lambda number=number: _mail(options, site, number)
                    for number in COURIERS
                },
            )
    one = f"{COURIERS[0]} couriers"
    table.add("mails handed to a relay by 1 courier", f"{rates.median(one):,.0f}/s")
    for number in COURIERS[1:]:
        what = f"mails handed to a relay by {number} couriers"
        table.compare(what, f"{number} couriers", "1 courier", one, rates)


@contextlib.contextmanager
def _sink(options):
    """aiosmtpd, the double of the tests, would be what is measured."""
    sink = os.path.join(options.builddir, "tests", "bench", "sink")
    with subprocess.Popen([sink], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def _owed(site):
    return int(site.psql("-c", "select count(*) from undersigned.outbox where state = 'owed'"))


def _mail(options, site, couriers):
    lacking = OWED - _owed(site)
    if lacking > 0:
        owed = os.path.join(tools.BENCH, "owed.sql")
        site.psql("-v", f"slug={place.SLUG}", "-v", f"mails={lacking}", "-f", owed)
    site.checkpoint()
    command = [site.env["BIN"], "--config", conf(site, couriers), "mail"]
    begun = time.monotonic()
    process = subprocess.Popen(command)
    time.sleep(options.seconds)
    process.terminate()
    process.wait()
    took = time.monotonic() - begun
    left = _owed(site)
    if left == 0:
        raise SystemExit("all mails are gone before the time is over: raise OWED")
    return (OWED - left) / took


def conf(site, couriers):
    path = os.path.join(site.folder, "bench.conf")
    with open(site.env["CONF"]) as file:
        text = re.sub(r"(?m)^couriers = .*$", f"couriers = {couriers}", file.read())
    with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)
    return path
