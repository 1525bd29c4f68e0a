# What page, count and signature cost when few or many have signed: flat, if all is well.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import os
import subprocess

import place
import tools

SIZES = (1000, 100_000, 5_000_000)
REFRESH = "refresh.sql"
# PostgreSQL's manual (20.4.1) advises a quarter of the memory; it comes with 128 MB.
BUFFERS = "1GB"
# Right after a checkpoint, the first change of each page of an index is logged with the whole page.
# A rush of signatures lasts for minutes: a few seconds would show little but that.
SIGN_TIMES = 5


def measure(options, table):
    with contextlib.ExitStack() as stack:
        sites = {}
        for size in SIZES:
            sites[size] = stack.enter_context(place.petition_site(options))
            sites[size].database_change("shared_buffers", BUFFERS)
            tools.say(f"{size:,} signatures ...")
            _crowd(sites[size], size)
        rates, costs = _rounds(options, sites)
        _rows(table, rates, costs)


def _rounds(options, sites):
    """Of each deed at each size: how often a second, and the microseconds of CPU that one takes."""
    costs = tools.Rates(f"{deed} {size}" for deed in DEEDS for size in SIZES)

    def once(deed, size):
        before = sites[size].cpu()
        rate, count = DEEDS[deed](sites[size], options.seconds)
        costs.add(f"{deed} {size}", (sites[size].cpu() - before) / count * 1e6)
        return rate

    measurements = {
        f"{deed} {size}": lambda deed=deed, size=size: once(deed, size)
        for deed in DEEDS
        for size in SIZES
    }
    return tools.rounds(options, measurements), costs


def _crowd(site, size):
    crowd = os.path.join(tools.BENCH, "crowd.sql")
    site.psql("-v", f"slug={place.SLUG}", "-v", f"signatures={size}", "-f", crowd)
    subprocess.run(
        [site.env["BIN"], "count", "--check"], env=site.command_env, check=True,
        stdout=subprocess.DEVNULL,
    )


def _page(site, seconds):
    """A source of its own each time: the page is not one that was made before."""
    load = tools.wrk(site.page_url, seconds, "get", "?source=")
    return load.rate, load.counted


def _refresh(site, seconds):
    rate = tools.pgbench(site.env["WEB_URI"], 1, seconds, REFRESH, [f"slug={place.SLUG}"])
    return rate, rate * seconds


def _sign(site, seconds):
    load = site.sign_load(seconds * SIGN_TIMES)
    return load.rate, load.counted


DEEDS = {"page": _page, "refresh": _refresh, "sign": _sign}


def _rows(table, rates, costs):
    words = {
        "page": "a page made anew",
        "refresh": "reading what page and count.json show",
        "sign": "a signature",
    }

    def say(name):
        return f"{costs.median(name):,.0f} µs of CPU, {rates.median(name):,.0f}/s"

    for deed, what in words.items():
        few = f"{deed} {SIZES[0]}"
        for size in SIZES[1:]:
            name = f"{deed} {size}"
            table.add(
                f"{what}, {size:,} have signed",
                say(name),
                f"{SIZES[0]:,} have signed: {say(few)}",
                costs.ratio(name, few),
            )
