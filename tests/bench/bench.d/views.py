# How long each view of the organizers takes with millions of signatures, fresh and while some change.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import re
import statistics
import subprocess
import time

import place
import tools

SIZE = int(os.environ.get("BENCH_SIGNATURES", 5_000_000))
BUFFERS = "1GB"
TIMES = 5
# What has a row for each signature is read a page at a time.
PAGE = 1000
CHANGED = 4
FOR_ORGANIZATIONS = "shared_signatures"


def measure(options, table):
    with place.petition_site(options) as site:
        site.database_change("shared_buffers", BUFFERS)
        tools.say(f"{SIZE:,} signatures ...")
        for script in ("crowd.sql", "coalition.sql"):
            site.psql(
                "-v", f"slug={place.SLUG}", "-v", f"signatures={SIZE}",
                "-f", os.path.join(tools.BENCH, script),
            )
        _refresh(site, table)
        views = site.psql(
            "-c",
            "select table_name from information_schema.columns where table_schema = 'undersigned'"
            " and column_name = 'slug' and table_name in ("
            "select viewname from pg_views where schemaname = 'undersigned') order by 1",
        ).split()
        site.psql(
            "-c",
            "create role bench_organization; grant undersigned_organization to bench_organization;"
            " insert into undersigned.organization_login select 'bench_organization', min(id)"
            " from undersigned.organization",
        )
        fresh = {view: _time(site, view) for view in views}
        site.psql(
            "-c",
            "insert into undersigned.stale (petition_id, block)"
            " select distinct petition_id, block from undersigned.summary_block"
            f" where block >= 0 order by block desc limit {CHANGED}",
        )
        for view in views:
            table.add(
                f"{view}, {SIZE:,} signatures",
                f"{fresh[view]:,.1f} ms",
                f"while {CHANGED} blocks have changed: {_time(site, view):,.1f} ms",
            )


def _refresh(site, table):
    """Of all blocks, as after an upgrade; then of one, as it goes."""
    begun = time.monotonic()
    said = subprocess.run(
        [site.env["BIN"], "count", "--refresh"], env=site.command_env, check=True,
        capture_output=True, text=True,
    ).stdout
    spent = time.monotonic() - begun
    blocks = int(re.search(r"(\d+)$", said.strip()).group(1))
    table.add(
        f"summing up {SIZE:,} signatures anew", f"{spent:,.1f} s",
        f"{blocks} blocks, {spent / max(blocks, 1) * 1000:,.0f} ms each",
    )


def _time(site, view):
    """Milliseconds, the median of several; the first one warms up."""
    # An organization is asked as its login.
    role = "set role bench_organization;" if view == FOR_ORGANIZATIONS else ""
    query = (
        f"select count(*) from (select * from undersigned.{view}"
        f" where slug = '{place.SLUG}' limit {PAGE}) as page"
    )
    said = site.psql("-c", role or "select 1", "-c", "\\timing on", *(["-c", query] * (TIMES + 1)))
    times = [float(found) for found in re.findall(r"^Time: ([\d.]+) ms", said, re.M)]
    return statistics.median(times[1:])
