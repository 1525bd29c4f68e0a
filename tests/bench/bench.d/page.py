# Pages a second behind nginx, its size and its requests, against a hello of as many bytes.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import re
import urllib.request

import place
import tools

# Where an address in a page makes a browser ask for more.
FETCHED = re.compile(
    rb'<(?:img|script|iframe|source|video|audio)\b[^>]*\bsrc=|url\((?!data:)|@import'
    rb'|<link\b[^>]*rel="(?:stylesheet|preload)"'
)


def answer(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request) as reply:
        return reply.headers, reply.read()


def as_many_bytes(url):
    """The query that makes the hello answer with as large a head and body."""
    headers, body = answer(url)
    ours = ("Content-Type", "Content-Length", "Server", "Date", "Connection")
    more = sum(len(name) + len(value) + 4 for name, value in headers.items() if name not in ours)
    return f"?bytes={len(body)}&headers={more - len('X-Filling: ') - 2}"


def measure(options, table):
    with place.petition_site(options) as site, place.hello_site(options) as hello:
        query = as_many_bytes(site.page_url)
        # It is told there how much to send; the sample hands on what our pages depend on alone.
        hello.nginx_change(lambda text: text.replace("$undersigned_query;", "$query_string;"))

        def page():
            return tools.wrk(site.page_url, options.seconds, "get").rate

        def greet():
            return tools.wrk(hello.page_url, options.seconds, "get", query).rate

        rates = tools.rounds(options, {"page": page, "hello": greet})
        what = f"pages behind nginx, {tools.CONNECTIONS} connections"
        table.compare(what, "page", "hello, as many bytes", "hello", rates)
        _size(table, site)


def _size(table, site):
    _, plain = answer(site.page_url)
    headers, packed = answer(site.page_url, **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    table.add("the page, compressed", f"{len(packed):,} bytes", f"{len(plain):,} bytes as it is")
    table.add("requests for the page", str(1 + len(FETCHED.findall(plain))))
