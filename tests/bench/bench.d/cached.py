# What nginx's sample has in its cache, against files of as many bytes that nginx serves by itself.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os

import page
import place
import tools

STILL = """
	location /still/ {{
		alias {folder}/;
		default_type text/html;
	}}

	location / {{"""


def head_size(headers):
    return sum(len(name) + len(value) + 4 for name, value in headers.items())


def still(site, url, name):
    """The path of a file that takes as many bytes on the wire, heads included."""
    folder = os.path.join(site.folder, "still")
    headers, body = page.answer(url)
    path = os.path.join(folder, name)
    os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(body)
    own, _ = page.answer(f"{site.url}/still/{name}")
    with open(path, "ab") as file:
        file.write(b" " * (head_size(headers) - head_size(own)))
    return f"{site.url}/still/{name}"


def measure(options, table):
    with place.petition_site(options, "--server", "cached") as site:
        folder = os.path.join(site.folder, "still")
        site.nginx_change(
            lambda text: text.replace("\n\tlocation / {", STILL.format(folder=folder), 1)
        )
        for what, url in (("pages", site.page_url), ("counts", f"{site.page_url}/count.json")):
            file_url = still(site, url, what)

            def kept(url=url):
                return tools.wrk(url, options.seconds, "get").rate

            def file(url=file_url):
                return tools.wrk(url, options.seconds, "get").rate

            rates = tools.rounds(options, {f"cached {what}": kept, "file": file})
            name = f"{what} from nginx's cache, {tools.CONNECTIONS} connections"
            table.compare(name, f"cached {what}", "nginx's own file, as many bytes", "file", rates)
