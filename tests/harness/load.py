# Many signers at once, each with an address of its own, and what each of them was told.
# SPDX-License-Identifier: AGPL-3.0-or-later

import http.client
import threading

from .site import SLUG, TYPED
from .web import Browser


class Load:
    """with Load(site, threads) as load: …; load.answers is {address: status}, 0 for no answer."""

    def __init__(self, site, threads, slug=SLUG, pause=0.0):
        self._site, self._slug, self._pause = site, slug, pause
        self.answers = {}
        self._ending = threading.Event()
        self._form = site.form(slug).fields
        self._threads = [
            threading.Thread(target=self._sign, args=(number,)) for number in range(threads)
        ]

    def _sign(self, number):
        browser = Browser(self._site.url, keep=True)
        turn = 0
        while not self._ending.is_set():
            turn += 1
            address = f"{self._slug}-{number}-{turn}@example.org"
            fields = {**self._form, **TYPED, "email": address}
            try:
                status = browser.post(f"/sign/{self._slug}", fields).status
            except OSError:
                status = 0
            except http.client.HTTPException as exception:
                status = repr(exception)
            self.answers[address] = status
            # A server that is away answers faster than anyone can sign.
            self._ending.wait(self._pause if status == 303 else 0.05)
        browser.close()

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def end(self):
        self._ending.set()
        for thread in self._threads:
            thread.join(30)

    def __exit__(self, *_):
        self.end()

    def signed(self):
        """The addresses that were told that it worked."""
        return {address for address, status in list(self.answers.items()) if status == 303}

    def statuses(self):
        return set(self.answers.values())
