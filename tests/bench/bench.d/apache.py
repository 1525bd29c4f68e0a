# Signatures and pages a second behind Apache's two FastCGI modules, against the hello there.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os

import page
import place
import tools

MODULES = {"fcgid": "mod_fcgid", "proxy_fcgi": "mod_proxy_fcgi"}


def measure(options, table):
    for kind, module in MODULES.items():
        server = ("--server", kind)
        with place.petition_site(options, *server) as site:
            with place.hello_site(options, *server) as hello:
                _measure(options, table, module, (site, hello))


def _measure(options, table, module, sites):
    site, hello = sites
    seconds = options.seconds
    query = page.as_many_bytes(site.page_url)
    # Apache starts its programs one after the other.
    tools.wrk(site.page_url, 3, "get")
    tools.wrk(hello.page_url, 3, "get")
    rates = tools.rounds(
        options,
        {
            "sign": lambda: site.sign(seconds),
            "hello post": lambda: tools.wrk(hello.sign_url, seconds, "sign", "0" * 48).rate,
            "page": lambda: tools.wrk(site.page_url, seconds, "get").rate,
            "hello get": lambda: tools.wrk(hello.page_url, seconds, "get", query).rate,
        },
    )
    words = "hello, the same form sent to it"
    table.compare(f"signatures behind Apache's {module}", "sign", words, "hello post", rates)
    words = "hello, as many bytes"
    table.compare(f"pages behind Apache's {module}", "page", words, "hello get", rates)
