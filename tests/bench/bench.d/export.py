# What an export of millions takes, against psql's \copy of the same columns.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import subprocess
import time

import place
import tools

SIGNATURES = int(os.environ.get("BENCH_SIGNATURES", "5000000"))
# Of each signature what export_page gives, in whatever order is quickest to read.
COLUMNS = (
    "id, signed_at at time zone 'UTC', confirmed_at at time zone 'UTC',"
    " case when show_name or given_at is not null then given_name end,"
    " case when show_name or given_at is not null then family_name end,"
    " case when given_at is not null then address end,"
    " postal_code, country, signature.language,"
    " case when not comment_hidden then comment end,"
    " signature.source, show_name, given_at is not null"
)
UNORDERED = (
    f"select {COLUMNS} from undersigned.signature left join undersigned.consent"
    " on consent.petition_id = signature.petition_id and signature_id = id"
    " and organization_id = 0 and revoked_at is null"
    " where signature.petition_id = 1 and state = 'confirmed'"
)
ORDERED = "select * from undersigned.export_page(1, 0, 9223372036854775807, null, null)"
FORMATS = ("csv", "jsonl", "osdi")


def measure(options, table):
    with place.petition_site(options) as site:
        tools.say(f"{SIGNATURES:,} signatures ...")
        for name in ("crowd.sql", "consents.sql"):
            site.psql("-v", f"slug={place.SLUG}", "-v", f"signatures={SIGNATURES}",
                      "-f", os.path.join(tools.BENCH, name))
        memory = {}
        measurements = {
            **{name: lambda name=name: _export(site, name, memory) for name in FORMATS},
            "copy": lambda: _copy(site, UNORDERED),
            "copy, ordered": lambda: _copy(site, ORDERED),
        }
        rates = tools.rounds(options, measurements)
        best = max("copy", "copy, ordered", key=rates.median)
        for name in FORMATS:
            table.compare(f"signatures that export writes as {name}, of {SIGNATURES:,}", name,
                          f"psql's \\{best}, CSV", best, rates)
        table.add("resident memory of such an export, at the most",
                  ", ".join(f"{name}: {memory[name] / 1024:.0f} MB" for name in FORMATS),
                  "32 MB")


def _timed(site, command, env):
    """The most resident memory, in kB, and signatures a second; as many lines are written."""
    path = os.path.join(site.folder, "exported")
    with open(path, "wb") as file:
        start = time.monotonic()
        # Not waited for otherwise: wait4 tells the memory of this one alone.
        child = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    with open(path, "rb") as file:
        lines = sum(1 for _ in file)
    os.unlink(path)
    if child.returncode or lines not in (SIGNATURES, SIGNATURES + 1):
        raise SystemExit(f"{command}: {child.returncode}, {lines} lines")
    return usage.ru_maxrss, SIGNATURES / seconds


def _export(site, name, memory):
    command = [site.env["BIN"], "export", place.SLUG, "--format", name]
    most, rate = _timed(site, command, site.command_env)
    memory[name] = max(most, memory.get(name, 0))
    return rate


def _copy(site, query):
    command = ["psql", "-Xq", site.env["PGURI"], "-c", f"\\copy ({query}) to stdout csv header"]
    return _timed(site, command, site.command_env)[1]
