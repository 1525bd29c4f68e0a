# Asks a web server as a browser does, one connection for each question or one for all of them.
# SPDX-License-Identifier: AGPL-3.0-or-later

import http.client
import urllib.parse

from .page import Page
from .tap import PATIENCE

FORM_TYPE = "application/x-www-form-urlencoded"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode()

    @property
    def page(self):
        return Page(self.text)

    @property
    def location(self):
        return urllib.parse.urlsplit(self.headers.get("Location", "")).path

    @property
    def policy(self):
        """The directives of the Content-Security-Policy, each with its list of sources."""
        header = self.headers.get("Content-Security-Policy", "")
        words = [directive.split() for directive in header.split(";")]
        return {each[0]: each[1:] for each in words if each}

    def security_faults(self, may_be_framed=False):
        """What every answer must say and this one does not."""
        policy = self.policy
        framing = self.headers.get("X-Frame-Options"), policy.get("frame-ancestors")
        right = {
            "default-src 'none'": policy.get("default-src") == ["'none'"],
            "no scripts but those known by their hash": "script-src-elem" not in policy
            and all(source.startswith("'sha256-") for source in policy.get("script-src", [])),
            "connections to itself only": policy.get("connect-src", ["'self'"]) == ["'self'"],
            "no unsafe-": "unsafe-" not in self.headers.get("Content-Security-Policy", ""),
            "form-action 'self'": policy.get("form-action") == ["'self'"],
            "base-uri 'none'": policy.get("base-uri") == ["'none'"],
            "framing": framing == ((None, ["'self'"]) if may_be_framed else ("DENY", ["'none'"])),
            "nosniff": self.headers.get("X-Content-Type-Options") == "nosniff",
            "referrer policy": self.headers.get("Referrer-Policy") == "same-origin",
            "no cookie": "Set-Cookie" not in self.headers,
        }
        return [name for name, is_right in right.items() if not is_right]

    def __repr__(self):
        return f"{self.status} {dict(self.headers)} {self.body[:300]!r}"


class Browser:
    """Keeps its connection when told to; not for several threads at once."""

    def __init__(self, url, keep=False, seconds=PATIENCE):
        parts = urllib.parse.urlsplit(url)
        self.prefix = parts.path
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=seconds)
        self._keep = keep

    def ask(self, method, path, body=None, headers=()):
        """A path of the site, behind its prefix; headers as pairs, None to leave one out."""
        headers = dict(headers)
        if not self._keep:
            headers.setdefault("Connection", "close")
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body, doseq=True)
            headers.setdefault("Content-Type", FORM_TYPE)
        try:
            self._connection.request(method, self.prefix + path, body, headers)
            return Answer(self._connection.getresponse())
        except Exception:
            self._connection.close()
            raise
        finally:
            if not self._keep:
                self._connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers=_named(headers))

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, _named(headers))

    def close(self):
        self._connection.close()


def _named(headers):
    """sec_fetch_site="none" is the header Sec-Fetch-Site: none."""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}
