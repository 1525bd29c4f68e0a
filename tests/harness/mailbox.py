# The mails that the relay of a private site has taken.
# SPDX-License-Identifier: AGPL-3.0-or-later

import email
import email.policy
import json
import os
import re

from .tap import wait

LINK = re.compile(r"https?://\S+(/signature/\S+)")


class Mail:
    def __init__(self, content, envelope):
        self.content = content
        self.envelope = envelope
        self.message = email.message_from_bytes(content, policy=email.policy.default)

    @property
    def id(self):
        return self.message["Message-ID"]

    @property
    def to(self):
        """Whom the relay was told to give it to."""
        return self.envelope["to"]

    def _part(self, kind):
        return self.message.get_body((kind,)).get_content().replace("\r\n", "\n")

    @property
    def text(self):
        return self._part("plain")

    @property
    def html(self):
        return self._part("html")

    def says(self, words):
        """Whether the text has these words, wherever its lines are broken."""
        return "".join(words.split()) in "".join(self.text.split())

    @property
    def link(self):
        """The path of the signer's own page, behind the site's prefix."""
        return LINK.search(self.text)[1]


class Mailbox:
    def __init__(self, mails, envelopes):
        self._mails, self._envelopes = mails, envelopes
        self._read = {}

    def all(self):
        """In the order in which they came; a mail is read once."""
        for name in sorted(os.listdir(self._mails)):
            if name not in self._read:
                with open(os.path.join(self._mails, name), "rb") as file:
                    content = file.read()
                envelope = os.path.join(self._envelopes, name.removesuffix(".eml") + ".json")
                with open(envelope) as file:
                    self._read[name] = Mail(content, json.load(file))
        return list(self._read.values())

    def count(self):
        return len(os.listdir(self._mails))

    def to(self, address):
        return [mail for mail in self.all() if address in mail.to]

    def wait(self, address):
        """The latest mail to that address."""
        return wait(f"mail to {address}", lambda: self.to(address))[-1]
