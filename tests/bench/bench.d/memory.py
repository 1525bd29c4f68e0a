# Resident memory of each program, idle and under load; the time that plain CGI takes to answer.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import re
import statistics
import subprocess
import threading
import time

import place
import tools

STARTS = 50


def resident(pid):
    """All of it and, without what it shares with others, its own; in MB."""
    with open(f"/proc/{pid}/status") as file:
        text = file.read()
    return tuple(
        int(re.search(name + r":\s+(\d+) kB", text)[1]) / 1024 for name in ("VmRSS", "RssAnon")
    )


def _while(pid, load):
    """The most of both while the load lasts."""
    most = (0.0, 0.0)
    thread = threading.Thread(target=load)
    thread.start()
    while thread.is_alive():
        most = max(most, resident(pid))
        time.sleep(0.05)
    thread.join()
    return most


def _row(table, name, state, sizes):
    table.add(f"memory of `{name}`, {state}", "{:.1f} MB, {:.1f} MB its own".format(*sizes))


def measure(options, table):
    with place.petition_site(options) as site:
        link = site.signature_link()
        loads = {
            "petition": lambda: tools.wrk(site.page_url, options.seconds, "get", "?source="),
            "sign": lambda: site.sign(options.seconds),
            "signature": lambda: tools.wrk(link, options.seconds, "get"),
        }
        for name, load in loads.items():
            _row(table, name, "idle", resident(site.pid(name)))
            _row(table, name, "64 connections", _while(site.pid(name), load))
        _starts(options, table, site)


def _start(program, site):
    env = {
        "PATH": os.environ["PATH"],
        "UNDERSIGNED_CONF": site.env["CONF"],
        "GATEWAY_INTERFACE": "CGI/1.1",
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "/petition",
        "PATH_INFO": f"/{place.SLUG}",
        "QUERY_STRING": "",
    }
    begun = time.perf_counter()
    with subprocess.Popen([program], env=env, stdin=subprocess.DEVNULL, stdout=-1) as child:
        child.stdout.read(1)
        took = time.perf_counter() - begun
        child.stdout.read()
    return took * 1000


def _starts(options, table, site):
    petition = os.path.join(options.builddir, "cgi-bin", "petition")
    hello = os.path.join(options.builddir, "tests", "bench", "hello")
    times = {petition: [], hello: []}
    for _ in range(STARTS):
        for program, taken in times.items():
            taken.append(_start(program, site))
    ours, bare = (statistics.median(taken) for taken in times.values())
    table.add(
        "from exec to the first byte of a page, as plain CGI", f"{ours:.1f} ms",
        f"hello: {bare:.1f} ms", ours / bare,
    )
