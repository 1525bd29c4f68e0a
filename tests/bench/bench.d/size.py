# What page, count and signature cost when few or many have signed: flat, if all is well.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import os
import subprocess

import place
import tools

SIZES = (1000, 100_000, 5_000_000)
REFRESH = "refresh.sql"


def measure(options, table):
    with contextlib.ExitStack() as stack:
        sites = {}
        for size in SIZES:
            sites[size] = stack.enter_context(place.petition_site(options))
            tools.say(f"{size:,} signatures ...")
            _crowd(sites[size], size)
        measurements = {}
        for size, site in sites.items():
            measurements.update(_measurements(options, size, site))
        rates = tools.rounds(options, measurements)
        _rows(table, rates)


def _crowd(site, size):
    crowd = os.path.join(tools.BENCH, "crowd.sql")
    site.psql("-v", f"slug={place.SLUG}", "-v", f"signatures={size}", "-f", crowd)
    subprocess.run(
        [site.env["BIN"], "count", "--check"], env=site.command_env, check=True,
        stdout=subprocess.DEVNULL,
    )


def _measurements(options, size, site):
    seconds = options.seconds
    return {
        # A source of its own each time: the page is not one that was made before.
        f"page {size}": lambda: tools.wrk(site.page_url, seconds, "get", "?source=").rate,
        f"refresh {size}": lambda: tools.pgbench(
            site.env["WEB_URI"], 1, seconds, REFRESH, [f"slug={place.SLUG}"]
        ),
        f"sign {size}": lambda: site.sign(seconds),
    }


def _rows(table, rates):
    names = {
        "page": "pages made anew",
        "refresh": "reading what page and count.json show",
        "sign": "signatures",
    }
    for key, what in names.items():
        for size in SIZES[1:]:
            few = f"{SIZES[0]:,} have signed"
            what_many = f"{what}, {size:,} have signed"
            table.compare(what_many, f"{key} {size}", few, f"{key} {SIZES[0]}", rates)
