# The load generators, rounds and medians, and what must be installed for them.
# SPDX-License-Identifier: AGPL-3.0-or-later

import collections
import os
import shutil
import statistics
import subprocess
import sys
import time

BENCH = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
SOURCE = os.path.dirname(os.path.dirname(BENCH))

# With what only root has in it by default.
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"

# The connections of the load generator, and the longest that one answer may take.
CONNECTIONS = 64
PATIENCE = "20s"

# counted: with the requests of the second before, for who counts everything from outside.
Load = collections.namedtuple("Load", "rate requests counted median late")


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def missing():
    needed = {"wrk": "wrk", "pgbench": "postgresql", "nginx": "nginx", "spawn-fcgi": "spawn-fcgi"}
    return [package for name, package in needed.items() if not shutil.which(name, path=PATH)]


def build(builddir):
    """The programs of this folder, as the others are built."""
    subprocess.run(
        ["make", "-s", "-C", builddir, "bench-programs"], check=True, stdout=subprocess.DEVNULL
    )


def _wrk(url, seconds, arguments):
    said = subprocess.check_output(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", PATIENCE]
        + ["-s", os.path.join(BENCH, "load.lua"), url, "--", *arguments],
        text=True,
    )
    numbers = next(line for line in said.splitlines() if line.startswith("figures ")).split()[1:]
    requests, duration, refused, broken, median, late = map(int, numbers)
    # Apache ends a kept connection after 100 requests, sometimes just when the next one comes.
    if refused or broken > requests / 100:
        raise SystemExit(f"{url}: of {requests} requests {refused} refused, {broken} broken")
    return Load(requests / duration * 1e6, requests, requests, median / 1000, late / 1000)


def wrk(url, seconds, *arguments):
    """A second of the same before it: threads are started, plans made, caches filled."""
    signs = arguments[0] == "sign"
    before = _wrk(url, 1, [*arguments, tag()] if signs else arguments)
    load = _wrk(url, seconds, [*arguments, tag()] if signs else arguments)
    return load._replace(counted=before.requests + load.requests)


def tag():
    """New in each run, and of the same length."""
    return format(time.time_ns(), "016x")


def pgbench(uri, clients, seconds, script="pgbench.sql", variables=()):
    said = subprocess.check_output(
        ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j2", "-T", str(seconds)]
        + [part for variable in variables for part in ("-D", variable)]
        + ["-f", os.path.join(BENCH, script), uri],
        text=True,
        stderr=subprocess.DEVNULL,
    )
    return next(float(line.split()[2]) for line in said.splitlines() if line.startswith("tps"))


class Rates:
    """What several rounds measured: {name: [rate in each round]}."""

    def __init__(self, names):
        self._found = {name: [] for name in names}

    def add(self, name, rate):
        self._found[name].append(rate)

    def median(self, name):
        return statistics.median(self._found[name])

    def best(self, names):
        """The name that has the highest median, of those that begin so."""
        return max(filter(lambda name: name.startswith(names), self._found), key=self.median)

    def ratio(self, name, other):
        """The median of the rounds' own ratios: what slows a machine down slows down both."""
        pairs = zip(self._found[name], self._found[other])
        return statistics.median(rate / against for rate, against in pairs)


def rounds(options, measurements):
    """The Rates of {name: a function that measures once}, which take turns."""
    rates = Rates(measurements)
    for number in range(max(3, options.rounds)):
        for name, measure in measurements.items():
            rate = measure()
            rates.add(name, rate)
            say(f"round {number + 1}, {name}: {rate:,.0f}/s")
    return rates
